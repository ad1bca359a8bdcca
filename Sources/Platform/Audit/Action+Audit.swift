extension Action {
    /// See the audit trail.
    public static let readAudit = Action("read.audit")
    /// Have the audit trail proved.
    public static let verifyAudit = Action("verify.audit")
}
