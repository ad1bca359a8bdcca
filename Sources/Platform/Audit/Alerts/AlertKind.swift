/// What an alert is about: its word, how grave it is, and what makes the detectors raise it.
public struct AlertKind: Sendable {
    /// How grave.
    public enum Severity: String, Sendable, CaseIterable {
        case info
        case warning
        case critical
    }

    /// What raises it.
    enum Cause: Sendable {
        /// Each event of one of these actions that was done (or failed, for what a server itself noticed).
        case events([String])
        /// Each export of so many rows.
        case exports([String])
        /// More of something than its threshold, by one person in one stretch of time; see ``AlertPatterns``.
        case pattern(AlertPattern)
    }

    public let code: String
    public let title: LocalizedText
    public let severity: Severity
    let cause: Cause

    init(_ code: String, _ severity: Severity, _ chinese: String, _ english: String, _ cause: Cause) {
        self.code = code
        self.severity = severity
        title = LocalizedText(chinese, english)
        self.cause = cause
    }

    /// Every kind.
    public static let all: [AlertKind] = [
        AlertKind(
            "rights_published", .warning, "权限变更已发布", "A change of rights was published",
            .events(["publish.role", "create.role", "extend.role", "update.share_policy"])),
        AlertKind(
            "grant_changed", .info, "授权变更", "Somebody was granted a role",
            .events(["create.grant", "confirm.grant", "grant.support", "create.api_key"])),
        AlertKind("reveal_quota", .warning, "查看明文接近限额", "Somebody used four fifths of his reveals", .events(["alert.reveal_quota"])),
        AlertKind(
            "canary", .critical, "诱饵客户被打开", "A canary customer was opened", .events(["alert.canary"])),
        AlertKind("spray", .critical, "撞库迹象", "Signs of password spraying", .events(["detect.spray"])),
        AlertKind(
            "break_glass", .critical, "紧急破窗", "Break-glass access",
            .events(["alert.break_glass"])),
        AlertKind("authenticator_removed", .warning, "验证器被移除", "An authenticator was removed", .events(["remove.totp"])),
        AlertKind("key_operation", .warning, "密钥操作", "A key was rotated, frozen or destroyed", .events(AuditActions.keys)),
        AlertKind("large_export", .warning, "大量导出", "A large export", .exports(AuditActions.exports)),
        AlertKind("night_reading", .critical, "非营业时间大量读取", "Mass reading outside hours", .pattern(.nightReading)),
        AlertKind("above_median", .warning, "读取客户数异常", "Far more customers read than usual", .pattern(.aboveMedian)),
        AlertKind("many_refusals", .warning, "频繁被拒", "Many refusals within an hour", .pattern(.refusals)),
        AlertKind("many_searches", .warning, "频繁搜索", "Many searches within an hour", .pattern(.searches)),
        AlertKind("failed_sign_ins", .warning, "登录多次失败", "Many failed sign-ins within an hour", .pattern(.signIns)),
    ]

    /// The kind of a code.
    public static func named(_ code: String) -> AlertKind? { all.first { $0.code == code } }
}

/// What is counted, over what stretch of time.
enum AlertPattern: Sendable {
    case nightReading
    case aboveMedian
    case refusals
    case searches
    case signIns
}
