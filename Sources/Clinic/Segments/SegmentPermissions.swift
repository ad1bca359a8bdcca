public import Platform

extension Action {
    /// Ask how many customers a condition holds for, and who they are, within one's rows.
    public static let readSegment = Action("read.segment")
    /// Keep conditions under names.
    public static let manageSegment = Action("manage.segment")
}

extension FailureCode {
    public static let segmentBeyondRights = FailureCode(
        "segment.beyond_rights", .forbidden, "该分群使用了您无权筛选的信息", "The segment asks for what you may not filter by")
    public static let segmentNameTaken = FailureCode("segment.name_taken", .conflict, "已有同名分群", "There is a segment with this name already")
    public static let segmentLimit = FailureCode("segment.limit", .conflict, "分群数量已达上限", "There are as many segments as there may be")

    /// The segments' own codes.
    public static let segments: [FailureCode] = [segmentBeyondRights, segmentNameTaken, segmentLimit]
}

/// What segments may be used for, and by whom at first: whoever speaks to groups of customers.
public enum SegmentPermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.readSegment, LocalizedText("查看分群", "See segments")), (.manageSegment, LocalizedText("管理分群", "Keep segments"))],
        defaults: [
            "consultant": [.readSegment], "follow_up": [.readSegment], "marketing": [.readSegment, .manageSegment],
            "branch_admin": [.readSegment, .manageSegment], "chain_director": [.readSegment, .manageSegment],
        ])
}

/// Database constraints of this feature and what a caller is told when one refuses.
public enum SegmentConstraints {
    public static let failures: [String: FailureCode] = ["segment_name_once": .segmentNameTaken]
}
