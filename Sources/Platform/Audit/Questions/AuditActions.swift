/// The actions that questions and detectors ask for, by what they mean. Some are of features that are not there yet.
public enum AuditActions {
    /// Values leave in clear.
    public static let releases = [
        "read.customer", "read.note", "reveal.customer", "read.visit", "read.photo", "read.attachment", "read.record", "read.consent",
        "read.document",
        "download.photo", "download.document", "download.attachment", "print.record", "print.customer", "export.customer",
        "export.disclosure", "export.data_request", "export.record", "break_glass.customer",
    ]
    /// Looking for people, by what one was told of them.
    public static let searches = ["search.customer", "check.duplicate"]
    /// Data leaves in bulk.
    public static let exports = [
        "export.customer", "export.disclosure", "export.data_request", "export.record", "export.payment", "export.report", "export.audit",
        "export.tenant", "open.export", "issue.data_export", "take.data_export", "print.customer", "print.record", "print.report",
    ]
    /// Who may what.
    public static let permissions = [
        "create.role", "update.role", "publish.role", "extend.role", "create.grant", "confirm.grant", "revoke.grant", "invite.user",
        "update.user", "suspend.user", "create.api_key", "revoke.api_key", "renew.recovery_codes", "grant.support", "revoke.support",
        "update.setting", "update.audit_setting", "update.privacy", "share.customer", "unshare.customer", "approve.care", "assign.care",
        "manage.webhook",
    ]
    /// Breaking the glass.
    public static let breakGlass = [
        "break_glass.customer", "alert.break_glass", "review.break_glass", "end.break_glass", "use.support",
    ]
    /// Somebody was, or may have been, spoken to.
    public static let contacts = [
        "reveal.customer", "call.customer", "send.message", "send.campaign", "complete.follow_up", "create.follow_up",
    ]
    public static let withdrawals = [
        "withdraw.consent"
    ]
    public static let consents = [
        "create.consent", "give.consent",
    ]
    /// Signing in and what guards it.
    public static let signIns = [
        "create.session", "step_up.session", "detect.spray", "set.password", "enrol.totp", "remove.totp", "renew.recovery_codes",
        "use.recovery_code", "accept.invitation",
    ]
    /// Customers that are no longer what they were.
    public static let mergedOrDeleted = [
        "merge.customer", "unmerge.customer", "delete.customer", "erase.customer", "restrict.customer", "end.retention", "replay.erasure",
    ]
    /// Money that is not as it was.
    public static let money = [
        "override.price", "approve.price", "refund.payment", "approve.refund", "void.payment", "adjust.balance", "adjust.stock",
        "reverse.entry", "cancel.package",
    ]
    public static let amendments = ["amend.record", "approve.amendment", "reopen.record", "countersign.record"]
    public static let toxins = ["mismatch.toxin", "count.toxin", "destroy.toxin"]
    /// Reading the trail, proving it, taking it away.
    public static let auditReads = ["read.audit", "verify.audit", "export.audit", "read.alert", "handle.alert", "archive.audit"]
    public static let keys = [
        "rotate.key", "rotate.root_key", "rotate.audit_key", "finish.rotation", "freeze.tenant", "thaw.tenant", "manage.canary",
    ]
    /// What people ask of data about themselves.
    public static let subjectRequests = [
        "create.data_request", "read.data_request", "handle.data_request", "lift.data_request", "issue.data_export", "take.data_export",
        "erase.customer", "restrict.customer", "object.customer", "replay.erasure",
    ]
}
