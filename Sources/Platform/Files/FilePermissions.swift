extension Action {
    /// Bring files, for what one may do with them.
    public static let uploadFile = Action("upload.file")
    /// Open a file that one brought. A word of the audit trail too, for every opening of a file.
    public static let readFile = Action("read.file")
}

extension FailureCode {
    public static let fileLost = FailureCode("file.lost", .notFound, "文件内容已不存在", "The file's content is no longer there")
    public static let fileType = FailureCode(
        "file.type_not_allowed", .unsupportedMediaType, "不支持该类型的文件，请上传 PDF、CSV 或 XLSX",
        "Not a type of file that is taken here: bring PDF, CSV or XLSX")
    public static let fileEmpty = FailureCode("file.empty", .invalid, "文件是空的", "The file is empty")

    /// The files' own codes.
    public static let files: [FailureCode] = [fileLost, fileType, fileEmpty]
}

/// Who may bring files: whoever may import, customers or the catalogue.
public enum FilePermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.uploadFile, LocalizedText("上传文件", "Upload files")), (.readFile, LocalizedText("打开自己上传的文件", "Open files that one uploaded")),
        ],
        defaults: [
            "branch_admin": [.uploadFile, .readFile], "chain_director": [.uploadFile, .readFile],
            "hq_operations": [.uploadFile, .readFile],
        ])
}
