extension FailureCode {
    static let auditKeyMissing = FailureCode(
        "audit.no_key", .unavailable, "审计签名密钥未配置", "The audit has no key to sign with")
    static let tooManyCustomers = FailureCode(
        "audit.too_many_customers", .invalid, "涉及客户过多，请缩短时间范围", "Too many customers; ask for a shorter time")
    static let alertSettled = FailureCode(
        "alert.settled", .conflict, "告警已被受理或关闭", "The alert was taken up or closed already")

    /// The audit's own.
    public static let audit: [FailureCode] = [auditKeyMissing, tooManyCustomers, alertSettled]
}
