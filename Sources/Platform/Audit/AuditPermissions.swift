/// Who reads the audit trail: the compliance officer of a chain, and the platform's operators that of the deployment.
public enum AuditPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readAudit, LocalizedText("查看审计记录", "See the audit trail")),
            (.verifyAudit, LocalizedText("校验审计记录", "Verify the audit trail")),
        ],
        defaults: [
            RoleTemplate.complianceOfficer: [.readAudit, .verifyAudit], RoleTemplate.platformOperator: [.readAudit, .verifyAudit],
        ])
}
