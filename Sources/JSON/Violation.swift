/// One thing that is wrong with a payload, told so that a form can show it at its field.
public struct Violation: Sendable, Hashable {
    /// Where: a JSON pointer (RFC 6901), empty for the whole payload.
    public var pointer: String
    /// What: a stable word, such as `required`, `type`, `too_long`, `too_short`, `too_many`, `range`, `pattern`,
    /// `choice`, `control_character`, `bidi_control`, `unknown_field`, `not_allowed`, `masked_value`.
    public var code: String
    /// The rule's own measure, such as "64" for `too_long`. Never a part of the input.
    public var limit: String?

    /// A violation.
    public init(pointer: String, code: String, limit: String? = nil) {
        self.pointer = pointer
        self.code = code
        self.limit = limit
    }
}
