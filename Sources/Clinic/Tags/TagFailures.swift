public import Platform

extension FailureCode {
    public static let tagNameTaken = FailureCode("tag.name_taken", .conflict, "已有同名的标签或标签组", "There is one with this name already")
    public static let tagGroupFull = FailureCode(
        "tag.group_full", .conflict, "该标签组已达到每位客户的上限，请先移除一个", "The customer has as many tags of this group as it allows; remove one first")
    public static let tagTooMany = FailureCode("tag.too_many", .conflict, "该客户的标签过多", "The customer has too many tags")
    public static let tagArchived = FailureCode("tag.archived", .conflict, "标签已停用", "The tag is archived")
    public static let tagNotManual = FailureCode(
        "tag.not_manual", .conflict, "该标签由规则或系统维护，不能手动设置", "The tag is kept by a rule or by the system, not by hand")
    public static let tagLimit = FailureCode("tag.limit", .conflict, "标签或标签组数量已达上限", "There are as many tags or groups as a chain may have")

    public static let tagNotRule = FailureCode("tag.not_rule", .conflict, "该标签不是规则标签", "The tag follows no rule")
    public static let tagGroupManualOnly = FailureCode(
        "tag.group_manual_only", .conflict, "单选或有上限的标签组不能包含规则标签", "A group with a limit takes no tags that follow rules")

    public static let tagSystemKept = FailureCode(
        "tag.system_kept", .conflict, "系统标签由程序维护，不能这样修改", "The program keeps its own tags: they cannot be changed like this")

    /// The tags' own codes.
    public static let tags: [FailureCode] = [
        tagNameTaken, tagGroupFull, tagTooMany, tagArchived, tagNotManual, tagLimit, tagNotRule, tagGroupManualOnly,
        tagSystemKept,
    ]
}

/// Database constraints of this feature and what a caller is told when one refuses.
public enum TagConstraints {
    public static let failures: [String: FailureCode] = ["tag_group_name_once": .tagNameTaken, "tag_name_once": .tagNameTaken]
}
