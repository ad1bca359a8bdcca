/// How sensitive a field is. Declared once per field; a field without a class does not compile.
public enum Classification: String, Sendable, CaseIterable, Comparable {
    /// C0: public.
    case open = "C0"
    /// C1: internal; ids, states, numbers.
    case `internal` = "C1"
    /// C2: identity; name, birthday.
    case identity = "C2"
    /// C3: contact; phone, WeChat, address, ID number.
    case contact = "C3"
    /// C4: medical; complaint, diagnosis, allergy, photo, consent.
    case medical = "C4"
    /// C5: commercial; cost, commission, profit.
    case commercial = "C5"
    /// C6: secret; never readable by anybody.
    case secret = "C6"

    public static func < (left: Classification, right: Classification) -> Bool { left.rawValue < right.rawValue }

    /// Whether a release in clear is an event of the audit trail (security.md §4).
    public var isAuditedOnRead: Bool { self == .contact || self == .medical }

    /// For people.
    public var label: LocalizedText {
        switch self {
        case .open: LocalizedText("公开", "Public")
        case .internal: LocalizedText("内部", "Internal")
        case .identity: LocalizedText("身份", "Identity")
        case .contact: LocalizedText("联系方式", "Contact")
        case .medical: LocalizedText("医疗", "Medical")
        case .commercial: LocalizedText("经营", "Commercial")
        case .secret: LocalizedText("机密", "Secret")
        }
    }

    /// Position in tables indexed by class.
    var index: Int {
        switch self {
        case .open: 0
        case .internal: 1
        case .identity: 2
        case .contact: 3
        case .medical: 4
        case .commercial: 5
        case .secret: 6
        }
    }
}
