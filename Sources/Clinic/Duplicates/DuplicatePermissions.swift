public import Platform

extension Action {
    /// See the queue of customers who may be one person, and say who is not.
    public static let deduplicateCustomer = Action("deduplicate.customer")
    /// Somebody asked whether a person is there already: a word of the audit trail.
    public static let checkDuplicate = Action("check.duplicate")
}

extension FailureCode {
    public static let duplicateState = FailureCode("duplicate.state", .conflict, "该疑似重复已处理", "The pair is not in that state")

    /// The codes of duplicates.
    public static let duplicates: [FailureCode] = [duplicateState]
}

/// What the queue of duplicates may be used for, and by whom at first.
public enum DuplicatePermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.deduplicateCustomer, LocalizedText("处理疑似重复客户", "Review possible duplicates"))],
        defaults: [
            "front_desk": [.deduplicateCustomer], "consultant": [.deduplicateCustomer], "branch_admin": [.deduplicateCustomer],
            "chain_director": [.deduplicateCustomer],
        ])
}
