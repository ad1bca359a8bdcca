/// Who reads the audit trail: the compliance officer of a chain, and the platform's operators that of the deployment.
public enum AuditPermissions {
    private static let all: [Action] = [.readAudit, .verifyAudit, .exportAudit, .readAlert, .handleAlert, .updateAuditSetting]

    public static let permissions = FeaturePermissions(
        actions: [
            (.readAudit, LocalizedText("查看审计记录", "See the audit trail")),
            (.verifyAudit, LocalizedText("校验审计记录", "Verify the audit trail")),
            (.exportAudit, LocalizedText("导出审计答案与事件名单", "Export answers and incident packs")),
            (.readAlert, LocalizedText("查看告警", "See alerts")),
            (.handleAlert, LocalizedText("受理与关闭告警", "Take alerts up and close them")),
            (.updateAuditSetting, LocalizedText("修改审计设置", "Change the audit's settings")),
        ],
        defaults: [RoleTemplate.complianceOfficer: all, RoleTemplate.platformOperator: all])
}
