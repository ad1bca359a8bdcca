public import Platform

extension FailureCode {
    public static let shareExists = FailureCode(
        "customer.share_exists", .conflict, "该客户已共享给此院区", "The customer is shared with this branch already")
    public static let shareLimit = FailureCode(
        "customer.share_limit", .conflict, "此院区接收的共享客户已达上限", "As many customers are shared with this branch as may be")
    public static let careRequested = FailureCode(
        "care.requested", .conflict, "您已申请查看该客户", "You have asked to see this customer already")
    public static let careDecided = FailureCode("care.decided", .conflict, "该申请已处理", "The request was decided already")
    public static let careOwn = FailureCode("care.own", .forbidden, "不能审批自己的申请", "Nobody decides his own request")
    public static let breakGlassBarred = FailureCode(
        "break_glass.barred", .tooManyRequests, "未命中的紧急查看次数过多，请一小时后再试", "Too many attempts named nobody; try again in an hour")
    public static let breakGlassReviewed = FailureCode("break_glass.reviewed", .conflict, "该紧急查看已复核", "It was reviewed already")
    public static let breakGlassOwn = FailureCode("break_glass.own", .forbidden, "不能复核自己的紧急查看", "Nobody reviews his own emergency")

    /// The codes of access beyond one's own rows.
    public static let customerAccess: [FailureCode] = [
        shareExists, shareLimit, careRequested, careDecided, careOwn, breakGlassBarred, breakGlassReviewed,
        breakGlassOwn,
    ]
}

/// Database constraints of this feature and what a caller is told when one refuses.
public enum CustomerAccessConstraints {
    public static let failures: [String: FailureCode] = [
        "customer_share_once": .shareExists,
        "care_request_once": .careRequested,
        "care_request_two_people": .careOwn,
        "break_glass_two_people": .breakGlassOwn,
    ]
}
