extension Action {
    /// See the audit trail, and ask it questions.
    public static let readAudit = Action("read.audit")
    /// Have the audit trail proved.
    public static let verifyAudit = Action("verify.audit")
    /// Take answers and incident packs away.
    public static let exportAudit = Action("export.audit")
    /// See alerts, and the settings of the audit.
    public static let readAlert = Action("read.alert")
    /// Take alerts up and close them.
    public static let handleAlert = Action("handle.alert")
    /// Change how long the trail is kept, and the detectors' thresholds.
    public static let updateAuditSetting = Action("update.audit_setting")
    // What happens without a permission of its own; words of the audit trail only.
    public static let raiseAlert = Action("raise.alert")
}
