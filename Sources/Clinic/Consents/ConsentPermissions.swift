public import Platform

extension Action {
    public static let readConsent = Consent.resource.read
    public static let createConsent = Consent.resource.create
    /// Record that somebody no longer agrees. Held by whoever might be told, also where he may not record a consent.
    public static let withdrawConsent = Action("withdraw.consent")
    public static let readConsentNotice = Action("read.consent_notice")
    public static let draftConsentNotice = Action("draft.consent_notice")
    public static let publishConsentNotice = Action("publish.consent_notice")
}

extension FailureCode {
    public static let noticeNotCurrent = FailureCode(
        "consent.notice_not_current", .conflict, "告知书不是当前已发布的版本", "The notice is not the one that is in force")
    public static let guardianRequired = FailureCode(
        "consent.guardian_required", .invalid, "未满 18 周岁须由监护人同意", "Under eighteen a guardian has to agree")
    public static let minorMarketing = FailureCode(
        "consent.minor_marketing", .invalid, "不得就营销目的征求未成年人同意", "Minors are not asked for promotion")
    public static let noticeSettled = FailureCode(
        "consent.notice_settled", .conflict, "告知书已发布或已作废", "The notice was published or discarded already")

    /// The consents' own codes.
    public static let consents: [FailureCode] = [noticeNotCurrent, guardianRequired, minorMarketing, noticeSettled]
}

/// What the consents' feature may be used for, and by whom at first.
public enum ConsentPermissions {
    public static let permissions: FeaturePermissions = {
        let works: [Action] = [.readConsent, .createConsent, .withdrawConsent, .readConsentNotice]
        return FeaturePermissions(
            actions: [
                (.readConsent, LocalizedText("查看同意", "See consents")),
                (.createConsent, LocalizedText("登记同意", "Record consents")),
                (.withdrawConsent, LocalizedText("登记撤回同意", "Record withdrawals")),
                (.readConsentNotice, LocalizedText("查看告知书", "See notices")),
                (.draftConsentNotice, LocalizedText("起草告知书", "Draft notices")),
                (.publishConsentNotice, LocalizedText("发布告知书", "Publish notices")),
            ],
            resources: [Consent.resource],
            defaults: [
                "front_desk": works, "consultant": works, "branch_admin": works, "doctor": works, "nurse": works, "follow_up": works,
                "marketing": [.readConsent, .withdrawConsent, .readConsentNotice],
                "chain_director": [.readConsent, .withdrawConsent, .readConsentNotice, .draftConsentNotice],
                "compliance_officer": [
                    .readConsent, .withdrawConsent, .readConsentNotice, .draftConsentNotice, .publishConsentNotice,
                ],
            ])
    }()
}
