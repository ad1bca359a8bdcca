extension Action {
    /// See which keys there are, how far rotations have come, and which tenants are frozen.
    public static let readKey = Action("read.key")
    /// Begin a rotation of a tenant's keys.
    public static let rotateKey = Action("rotate.key")
    /// Say which customers are canaries.
    public static let manageCanary = Action("manage.canary")
    /// Stop every use of a tenant's keys. The operator's.
    public static let freezeTenant = Action("freeze.tenant")
    /// Be one of the two who let them be used again. The operator's.
    public static let thawTenant = Action("thaw.tenant")

    // Words of the audit trail, granted to nobody.
    /// A rotation has ended.
    public static let finishRotation = Action("finish.rotation")
    /// The deployment's root key was replaced.
    public static let rotateRootKey = Action("rotate.root_key")
    /// The signing of the audit's notes was handed over to another key.
    public static let rotateAuditKey = Action("rotate.audit_key")
    /// A canary customer was opened.
    public static let canaryAlert = Action("alert.canary")
}

/// What can be permitted about keys.
public enum SealingPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readKey, LocalizedText("查看密钥状态", "See the state of keys")),
            (.rotateKey, LocalizedText("轮换密钥", "Rotate keys")),
            (.manageCanary, LocalizedText("管理诱饵客户", "Manage canary customers")),
            (.freezeTenant, LocalizedText("冻结租户密钥", "Freeze tenants' keys")),
            (.thawTenant, LocalizedText("解冻租户密钥", "Thaw tenants' keys")),
        ],
        defaults: [
            RoleTemplate.systemAdmin: [.readKey, .rotateKey],
            RoleTemplate.complianceOfficer: [.readKey, .manageCanary],
            RoleTemplate.platformOperator: [.readKey, .freezeTenant, .thawTenant],
        ])
}

extension FailureCode {
    public static let tenantFrozen = FailureCode(
        "tenant.frozen", .locked, "租户密钥已冻结，数据暂不可用", "The tenant is frozen: its keys are not opened")
    public static let tenantFreezeState = FailureCode(
        "tenant.freeze_state", .conflict, "租户的冻结状态不允许此操作", "Not possible in this state of the freeze")
    public static let secondPersonRequired = FailureCode(
        "tenant.second_person", .conflict, "须由另一名操作员确认解冻", "Another operator has to confirm the thaw")
    public static let rotationRunning = FailureCode("key.rotation_running", .conflict, "已有轮换正在进行", "A rotation is under way")
    public static let canaryKnown = FailureCode("canary.known", .conflict, "该客户已是诱饵", "The customer is a canary already")

    /// What this feature adds to the list.
    public static let sealing: [FailureCode] = [
        tenantFrozen, tenantFreezeState, secondPersonRequired, rotationRunning, canaryKnown,
    ]
    /// What its constraints mean.
    public static let sealingConstraints: [String: FailureCode] = [
        "key_rotation_one_running": .rotationRunning, "canary_customer_pkey": .canaryKnown, "tenant_freeze_pkey": .tenantFreezeState,
        // Whoever asks again is given the keys that there are now.
        "tenant_key_gone": .busy,
    ]
}
