public import Platform

extension FailureCode {
    public static let customerDuplicate = FailureCode(
        "customer.duplicate", .conflict, "该手机号已有客户档案", "A customer with this phone already exists")
    public static let customerBranchRequired = FailureCode(
        "customer.branch_required", .invalid, "请选择归属院区", "Choose the home branch")
    public static let revealQuotaUsedUp = FailureCode(
        "customer.reveal_quota", .tooManyRequests, "今日查看次数已用完", "Today's reveals are used up")
    public static let careNeedsApproval = FailureCode(
        "customer.care_needs_approval", .forbidden, "受限或未成年客户的诊疗关系须由有审批权的人指定",
        "Care for a restricted customer or a minor is assigned by who may approve it")

    public static let customerRelationKnown = FailureCode(
        "customer.relation_known", .conflict, "两位客户之间已登记关系", "These two customers are related already")

    /// The customers' own codes.
    public static let customers: [FailureCode] = [
        customerDuplicate, customerBranchRequired, revealQuotaUsedUp, careNeedsApproval, customerRelationKnown,
    ]
}

/// Database constraints of this feature and what a caller is told when one refuses.
public enum CustomerConstraints {
    public static let failures: [String: FailureCode] = [
        "phone_token_primary": .customerDuplicate,
        "customer_home_branch": .invalid,
        "customer_owner": .invalid,
        "customer_introducer": .invalid,
        "customer_guardian": .invalid,
        "customer_guardian_is_another": .invalid,
        "customer_relation_once": .customerRelationKnown,
    ]
}
