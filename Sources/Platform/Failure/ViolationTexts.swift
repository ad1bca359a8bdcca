internal import JSON

/// What a violation says to a reader. The stable word is the code; these are only its texts.
struct ViolationTexts: Sendable {
    private let added: [String: LocalizedText]

    /// The platform's texts and those of features.
    init(adding added: [String: LocalizedText] = [:]) {
        self.added = added
    }

    /// The text of a violation, with its rule's measure in place of `%`.
    func text(of violation: Violation, in language: Language) -> String {
        if violation.limit == nil, let text = ViolationTexts.unmeasured[violation.code] { return text[language] }
        let text = (added[violation.code] ?? ViolationTexts.own[violation.code] ?? ViolationTexts.unknown)[language]
        guard let place = text.utf8.firstIndex(of: UInt8(ascii: "%")) else { return text }
        return text[..<place] + (violation.limit ?? "") + text[text.index(after: place)...]
    }

    private static let unknown = LocalizedText("值无效", "The value is not valid")

    /// Of rules that tell no measure.
    private static let unmeasured: [String: LocalizedText] = [
        "too_long": LocalizedText("过长", "Too long"),
        "too_short": LocalizedText("过短", "Too short"),
        "too_many": LocalizedText("过多", "Too many"),
        "too_few": LocalizedText("过少", "Too few"),
        "range": LocalizedText("超出范围", "Out of range"),
        "choice": LocalizedText("不在可选范围内", "Not one of the choices"),
    ]

    private static let own: [String: LocalizedText] = [
        "required": LocalizedText("必填", "Required"),
        "type": LocalizedText("类型不正确", "Of the wrong type"),
        "too_long": LocalizedText("过长，最多 %", "Too long, at most %"),
        "too_short": LocalizedText("过短，至少 %", "Too short, at least %"),
        "too_many": LocalizedText("过多，最多 %", "Too many, at most %"),
        "too_few": LocalizedText("过少，至少 %", "Too few, at least %"),
        "range": LocalizedText("超出范围 %", "Out of range %"),
        "pattern": LocalizedText("格式不正确", "Of the wrong form"),
        "choice": LocalizedText("只能是 %", "Must be one of %"),
        "control_character": LocalizedText("含有控制字符", "Contains a control character"),
        "bidi_control": LocalizedText("含有双向文字控制字符", "Contains a bidirectional control character"),
        "unknown_field": LocalizedText("没有这个字段", "There is no such field"),
        "not_allowed": LocalizedText("不允许", "Not allowed"),
        "masked_value": LocalizedText("不能写入打码后的值", "A masked value cannot be written"),
        "duplicate": LocalizedText("重复", "Given twice"),
        "unknown": LocalizedText("没有找到", "There is no such thing"),
    ]
}
