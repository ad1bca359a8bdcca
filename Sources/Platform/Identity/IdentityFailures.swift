extension FailureCode {
    /// Unknown tenant, unknown user, wrong password, wrong code: one answer for all.
    public static let signInRejected = FailureCode(
        "session.rejected", .unauthenticated, "登录信息不正确", "The sign-in was rejected")
    /// The password was right; the account asks for a one-time code too.
    public static let otpRequired = FailureCode(
        "session.otp_required", .unauthenticated, "请输入动态验证码", "A one-time code is required")
    /// Too many failures; `Retry-After` says how long.
    public static let signInThrottled = FailureCode(
        "session.throttled", .tooManyRequests, "登录失败次数过多，请稍后再试", "Too many failed sign-ins; try again later")
    /// Unknown, used or expired.
    public static let invitationRejected = FailureCode(
        "invitation.rejected", .notFound, "邀请无效或已过期", "The invitation is unknown, used or expired")
    public static let userNameTaken = FailureCode("user.name_taken", .conflict, "用户名已被使用", "The user name is taken")
    public static let userQuotaReached = FailureCode(
        "user.quota_reached", .conflict, "用户数已达上限", "The user quota is reached")
    public static let ownAccount = FailureCode(
        "user.own_account", .forbidden, "不能对自己的账号执行此操作", "Nobody does this to himself")
    public static let userState = FailureCode(
        "user.state", .conflict, "用户当前状态不允许此操作", "The user's state does not allow this")
    public static let totpEnabled = FailureCode(
        "totp.enabled", .conflict, "已启用动态验证码", "An authenticator is in use already")
    public static let totpNotPending = FailureCode(
        "totp.not_pending", .conflict, "没有待确认的动态验证码", "No authenticator waits for confirmation")
    public static let totpNotEnabled = FailureCode(
        "totp.not_enabled", .conflict, "尚未启用动态验证码", "No authenticator is in use")
    public static let unitNameTaken = FailureCode(
        "unit.name_taken", .conflict, "同级机构名称重复", "The name is taken among its siblings")
    public static let unitPlace = FailureCode("unit.place", .invalid, "机构层级不正确", "Such a unit cannot be placed there")
    public static let unitHasOpenChildren = FailureCode(
        "unit.has_open_children", .conflict, "下级机构尚未关闭", "Units below it are still open")
    public static let unitClosed = FailureCode("unit.closed", .conflict, "上级机构已关闭", "The unit above is closed")
    public static let slugTaken = FailureCode("tenant.slug_taken", .conflict, "租户标识已被使用", "The slug is taken")
    public static let tenantState = FailureCode(
        "tenant.state", .conflict, "租户当前状态不允许此操作", "The tenant's state does not allow this")

    public static let tenantNoExportKey = FailureCode(
        "tenant.no_export_key", .conflict, "租户未设置导出公钥", "The tenant has chosen no key for its export")

    /// Every code of identity and tenancy, for the generated list.
    public static let identity: [FailureCode] = [
        signInRejected, otpRequired, signInThrottled, invitationRejected, userNameTaken, userQuotaReached, ownAccount,
        userState,
        totpEnabled, totpNotPending, totpNotEnabled, unitNameTaken, unitPlace, unitHasOpenChildren, unitClosed, slugTaken, tenantState,
        tenantNoExportKey,
    ]

    /// What the constraints of identity and tenancy mean to a caller.
    public static let identityConstraints: [String: FailureCode] = [
        "user_account_name_unique": userNameTaken, "unit_name_among_siblings": unitNameTaken,
        "tenant_slug_unique": slugTaken,
    ]

    /// Texts of the violations that only identity and tenancy note.
    public static let identityViolations: [String: LocalizedText] = [
        "common_password": LocalizedText("密码过于常见", "Too common a password"),
        "contains_name": LocalizedText("密码不能包含用户名或租户标识", "The password contains the user's or the tenant's name"),
        "character_classes": LocalizedText(
            "须含大写字母、小写字母、数字、符号中的三类", "Needs three of upper case, lower case, digits and symbols"),
    ]
}
