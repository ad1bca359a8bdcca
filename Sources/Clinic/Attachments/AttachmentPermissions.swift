public import Platform

extension Action {
    public static let readAttachment = Attachment.resource.read
    public static let createAttachment = Attachment.resource.create
    public static let updateAttachment = Attachment.resource.update
    public static let deleteAttachment = Action("delete.attachment")
    /// Open the content, for a purpose.
    public static let downloadAttachment = Action("download.attachment")
    /// A link to a content was made: a word of the audit trail.
    public static let linkAttachment = Action("link.attachment")
}

extension FailureCode {
    public static let attachmentQuota = FailureCode(
        "attachment.quota", .forbidden, "本机构的文件空间已用完，请联系管理员", "The files of this chain have used up their room")
    public static let attachmentLinkEnded = FailureCode(
        "attachment.link_ended", .gone, "链接已过期，请重新打开", "The link has ended; open the file again")

    /// The attachments' own codes.
    public static let attachments: [FailureCode] = [attachmentQuota, attachmentLinkEnded] + broughtFiles
}

/// What customers' files may be used for, and by whom at first. Documents go by the rights on C3: seen masked, opened for a purpose and
/// counted. Pictures and medical documents go by C4: doctors and nurses; consultants take pictures and do not open them.
public enum AttachmentPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readAttachment, LocalizedText("查看客户资料列表", "See customers' files")),
            (.createAttachment, LocalizedText("上传客户资料", "Add customers' files")),
            (.updateAttachment, LocalizedText("修改客户资料说明", "Change what is said of customers' files")),
            (.deleteAttachment, LocalizedText("删除客户资料", "Delete customers' files")),
            (.downloadAttachment, LocalizedText("打开客户资料", "Open customers' files")),
        ],
        resources: [Attachment.resource],
        defaults: [
            "front_desk": working, "consultant": working, "doctor": working + [.deleteAttachment], "nurse": working,
            "branch_admin": working + [.deleteAttachment], "follow_up": reading, "chain_director": reading,
        ],
        fields: ["nurse": treating, "consultant": taking],
        crossings: [.care: Crossings.Part([.readAttachment, .createAttachment, .downloadAttachment])])

    private static let reading: [Action] = [.readAttachment, .downloadAttachment]
    private static let working: [Action] = reading + [.createAttachment, .updateAttachment]
    private static let medical = ["attachment.medicalRemark", "attachment.medicalChecksum"]
    private static let treating: [(field: String, right: FieldRight)] = medical.map { ($0, FieldRight(.write)) }
    private static let taking: [(field: String, right: FieldRight)] = medical.map { ($0, FieldRight(.masked, .set)) }
}
