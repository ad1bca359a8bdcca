public import Platform

extension Action {
    /// Bring customers from a file, and take a whole import back.
    public static let importCustomer = Action("import.customer")

    // Words of the audit trail, granted to nobody.
    /// An import was taken back.
    public static let undoImport = Action("undo.import")
}

extension FailureCode {
    public static let importState = FailureCode("import.state", .conflict, "导入任务当前状态不允许此操作", "The import is not in a state for that")
    public static let importFileGone = FailureCode("import.file_gone", .conflict, "导入文件已过期，请重新上传", "The file has expired: upload it again")
    public static let importTooLate = FailureCode(
        "import.too_late", .conflict, "导入完成超过 30 天，不能再撤销", "An import is undone within thirty days of its end, not later")
    public static let importUnreadable = FailureCode("import.unreadable", .invalid, "无法将文件读取为表格", "The file cannot be read as a table")

    /// The imports' own codes.
    public static let imports: [FailureCode] = [importState, importFileGone, importTooLate, importUnreadable]
}

/// Who brings customers from files: whoever answers for a branch or the chain.
public enum ImportPermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.importCustomer, LocalizedText("导入客户", "Import customers"))],
        defaults: ["branch_admin": [.importCustomer], "chain_director": [.importCustomer]])
}
