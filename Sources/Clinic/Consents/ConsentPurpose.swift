internal import JSON
public import Platform
internal import Postgres

/// What somebody may agree to, each by itself: one consent never stands for another (PIPL 14, 23, 29).
public enum ConsentPurpose: String, Sendable, CaseIterable {
    /// Diagnosis and treatment, and what must be known for it.
    case treatment
    /// Sensitive personal information: health, biometrics, whatever concerns minors under fourteen (PIPL 28, 29).
    case sensitiveData = "sensitive_data"
    case marketingCall = "marketing_call"
    case marketingSMS = "marketing_sms"
    case marketingWeChat = "marketing_wechat"
    /// Photographs for the record.
    case photoTreatment = "photo_treatment"
    /// Photographs shown to staff in training.
    case photoTeaching = "photo_teaching"
    /// Photographs shown to the public.
    case photoPromotion = "photo_promotion"
    /// The record is read by the chain's other branches.
    case branchSharing = "branch_sharing"
    /// Data goes to another processor, a channel partner for example (PIPL 23).
    case partnerDisclosure = "partner_disclosure"
    /// Chats are kept.
    case chatArchive = "chat_archive"

    /// Whether it serves promotion and not care: it ends with an objection, and minors are never asked for it.
    public var isMarketing: Bool {
        switch self {
        case .marketingCall, .marketingSMS, .marketingWeChat, .photoPromotion: true
        case .treatment, .sensitiveData, .photoTreatment, .photoTeaching, .branchSharing, .partnerDisclosure, .chatArchive: false
        }
    }

    /// What people call it.
    public var label: LocalizedText {
        switch self {
        case .treatment: LocalizedText("诊疗", "Treatment")
        case .sensitiveData: LocalizedText("处理敏感个人信息", "Sensitive personal information")
        case .marketingCall: LocalizedText("电话营销", "Marketing calls")
        case .marketingSMS: LocalizedText("短信营销", "Marketing messages")
        case .marketingWeChat: LocalizedText("微信营销", "Marketing by WeChat")
        case .photoTreatment: LocalizedText("病历照片", "Photographs for the record")
        case .photoTeaching: LocalizedText("教学照片", "Photographs for teaching")
        case .photoPromotion: LocalizedText("宣传照片", "Photographs for promotion")
        case .branchSharing: LocalizedText("院区间共享", "Sharing between branches")
        case .partnerDisclosure: LocalizedText("向第三方提供", "Passing data to a partner")
        case .chatArchive: LocalizedText("会话存档", "Keeping chats")
        }
    }

    static let words = allCases.map(\.rawValue)
    static let marketing = allCases.filter(\.isMarketing)
}

/// Ways in which somebody says yes or no.
enum ConsentChannel {
    static let words = ["counter", "paper", "phone", "sms", "wechat", "web", "other"]
}
