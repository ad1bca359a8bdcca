public import Platform

extension Action {
    /// Give a person's customers and work to others.
    public static let handOver = Action("hand_over.customer")
    /// Something was done to many customers at once: a word of the audit trail.
    public static let bulkChange = Action("bulk_change.customer")
}

extension FailureCode {
    public static let bulkTooMany = FailureCode(
        "bulk.too_many", .conflict, "选中的客户过多，请缩小范围", "Too many customers at once; narrow the choice")
    public static let bulkCountChanged = FailureCode(
        "bulk.count_changed", .conflict, "符合条件的客户数量已变化，请重新确认", "The number of customers that match has changed; confirm it again")
    public static let bulkState = FailureCode("bulk.state", .conflict, "该批量操作已结束或不能这样处理", "The action is over, or cannot be treated so")

    /// The codes of work on many customers.
    public static let bulk: [FailureCode] = [bulkTooMany, bulkCountChanged, bulkState]
}

/// What work on many customers may be used for, and by whom at first.
public enum BulkPermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.handOver, LocalizedText("移交客户与工作", "Hand customers and work over"))],
        defaults: ["branch_admin": [.handOver], "chain_director": [.handOver]])
}
