extension Action {
    // People.
    public static let readUser = Action("read.user")
    public static let inviteUser = Action("invite.user")
    public static let updateUser = Action("update.user")
    public static let suspendUser = Action("suspend.user")
    public static let revokeSession = Action("revoke.session")

    // Units.
    public static let readBranch = Action("read.branch")
    public static let createBranch = Action("create.branch")
    public static let updateBranch = Action("update.branch")

    // The tenant's own settings.
    public static let readSetting = Action("read.setting")
    public static let updateSetting = Action("update.setting")

    // The operator's, in the deployment's own tenant.
    public static let readTenant = Action("read.tenant")
    public static let createTenant = Action("create.tenant")
    public static let updateTenant = Action("update.tenant")
    public static let suspendTenant = Action("suspend.tenant")
    public static let closeTenant = Action("close.tenant")
    /// Everything of a tenant was written into a file for its own people: a word of the audit trail.
    public static let exportTenant = Action("export.tenant")

    // What everybody does for himself and nobody is granted: words of the audit trail.
    public static let createSession = Action("create.session")
    public static let endSession = Action("end.session")
    public static let stepUpSession = Action("step_up.session")
    public static let setPassword = Action("set.password")
    public static let acceptInvitation = Action("accept.invitation")
    public static let enrolTOTP = Action("enrol.totp")
    public static let removeTOTP = Action("remove.totp")
    public static let renewRecoveryCodes = Action("renew.recovery_codes")
    /// Somebody signed in, or proved himself again, with a code in the authenticator's place.
    public static let useRecoveryCode = Action("use.recovery_code")
    /// The server noticed one password or one address failing on many accounts.
    public static let detectSpray = Action("detect.spray")
}

/// What identity and tenancy add to the permissions.
public enum IdentityPermissions {
    /// Everybody at work sees the branches and colleagues' names; people are the business of admins, settings of the
    /// system's.
    public static let permissions: FeaturePermissions = {
        let everybody: [Action] = [.readBranch, .readUser]
        let people: [Action] = [.inviteUser, .updateUser, .suspendUser, .revokeSession]
        var defaults = Dictionary(uniqueKeysWithValues: RoleTemplate.builtIn.map { ($0.code, everybody) })
        for code in ["branch_admin", "chain_director", RoleTemplate.systemAdmin] {
            defaults[code, default: []] += people
        }
        defaults[RoleTemplate.systemAdmin, default: []] += [.createBranch, .updateBranch, .readSetting, .updateSetting]
        defaults[RoleTemplate.systemAdmin, default: []] += [.grantSupport, .readSupport]
        defaults[RoleTemplate.complianceOfficer, default: []] += [.readSupport]
        defaults[RoleTemplate.platformOperator] = [.readTenant, .createTenant, .updateTenant, .suspendTenant, .closeTenant, .useSupport]
        return FeaturePermissions(
            actions: [
                (.readUser, LocalizedText("查看员工", "See staff")),
                (.inviteUser, LocalizedText("邀请员工", "Invite staff")),
                (.updateUser, LocalizedText("修改员工资料", "Change staff")),
                (.suspendUser, LocalizedText("停用员工与办理离职", "Suspend staff, end employment")),
                (.revokeSession, LocalizedText("结束他人的登录", "End others' sessions")),
                (.readBranch, LocalizedText("查看机构", "See units")),
                (.createBranch, LocalizedText("新增机构", "Add units")),
                (.updateBranch, LocalizedText("修改机构", "Change units")),
                (.readSetting, LocalizedText("查看设置", "See settings")),
                (.updateSetting, LocalizedText("修改设置", "Change settings")),
                (.readTenant, LocalizedText("查看租户名录", "See the directory of tenants")),
                (.createTenant, LocalizedText("开通租户", "Create tenants")),
                (.updateTenant, LocalizedText("调整租户配额", "Change tenants' quotas")),
                (.suspendTenant, LocalizedText("暂停与恢复租户", "Suspend and resume tenants")),
                (.closeTenant, LocalizedText("关闭租户", "Close tenants")),
                (.grantSupport, LocalizedText("授权平台支持", "Let the platform's operators look")),
                (.readSupport, LocalizedText("查看平台支持授权", "See who of the platform was let in")),
                (.useSupport, LocalizedText("使用平台支持授权", "Look into tenants that let one in")),
            ],
            defaults: defaults, support: [.configuration: [.readUser, .readBranch, .readSetting]])
    }()
}
