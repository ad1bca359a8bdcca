public import Platform

extension Action {
    /// Make two customers one, and take it back.
    public static let mergeCustomer = Action("merge.customer")
    /// A merge was taken back: a word of the audit trail.
    public static let unmergeCustomer = Action("unmerge.customer")
}

extension FailureCode {
    public static let mergeConflict = FailureCode("customer.merge_conflict", .conflict, "现在不能合并", "They cannot be merged as things stand")
    public static let mergeUndone = FailureCode("customer.merge_undone", .conflict, "该合并已撤销", "The merge was undone already")
    public static let mergeUndoConflict = FailureCode(
        "customer.merge_undo_conflict", .conflict, "合并之后又有改动，不能撤销", "Something was changed since: the merge cannot be undone")

    /// The codes of merging.
    public static let merging: [FailureCode] = [mergeConflict, mergeUndone, mergeUndoConflict]
}

extension EventType {
    public static let customerMerged = EventType("customer.merged", "客户已合并到另一档案", "A customer was merged into another")
    public static let customerUnmerged = EventType("customer.unmerged", "客户合并已撤销", "A merge was undone")
}

/// What merging may be used for, by whom at first, and what it tells of.
public enum MergePermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.mergeCustomer, LocalizedText("合并客户", "Merge customers"))],
        defaults: ["branch_admin": [.mergeCustomer], "chain_director": [.mergeCustomer]])

    public static let types: [EventType] = [.customerMerged, .customerUnmerged]
}
