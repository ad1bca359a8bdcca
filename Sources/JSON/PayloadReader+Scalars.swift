public import struct FoundationEssentials.UUID

extension PayloadReader {
    /// A text of `min` to `max` Unicode scalars, NFC, by default without white space at its ends. Notes `type`,
    /// `control_character`, `bidi_control`, `too_short`, `too_long`.
    public func text(_ key: String, min: Int = 1, max: Int, trimmed: Bool = true) -> String? {
        text(key, required: false, PlainText(min: min, max: max, trimmed: trimmed))
    }

    /// As `text`, and notes `required`; a placeholder is "".
    public func requiredText(_ key: String, min: Int = 1, max: Int, trimmed: Bool = true) -> String {
        text(key, required: true, PlainText(min: min, max: max, trimmed: trimmed)) ?? ""
    }

    /// A number that people write as a text, such as a phone's: as `text`, without the invisible direction marks that
    /// come along when it is copied.
    public func numberText(_ key: String, max: Int) -> String? {
        text(key, required: false, PlainText(min: 1, max: max, trimmed: true, dropsDirectionMarks: true))
    }

    /// A whole number in the range. Notes `type` and `range`.
    public func integer(_ key: String, in range: ClosedRange<Int64>) -> Int64? {
        integer(key, required: false, range)
    }

    /// As `integer`, and notes `required`; a placeholder is the lowest allowed number.
    public func requiredInteger(_ key: String, in range: ClosedRange<Int64>) -> Int64 {
        integer(key, required: true, range) ?? range.lowerBound
    }

    /// `true` or `false`. Notes `type`.
    public func boolean(_ key: String) -> Bool? { boolean(key, required: false) }

    /// As `boolean`, and notes `required`; a placeholder is false.
    public func requiredBoolean(_ key: String) -> Bool { boolean(key, required: true) ?? false }

    /// A UUID in its form of 36 characters, upper or lower case. Notes `type` and `pattern`.
    public func uuid(_ key: String) -> UUID? { uuid(key, required: false) }

    /// As `uuid`, and notes `required`; a placeholder is the nil UUID.
    public func requiredUUID(_ key: String) -> UUID { uuid(key, required: true) ?? .placeholder }

    /// One of these words. Notes `type` and `choice`.
    public func choice(_ key: String, of choices: [String]) -> String? { choice(key, required: false, choices) }

    /// As `choice`, and notes `required`; a placeholder is the first of the choices.
    public func requiredChoice(_ key: String, of choices: [String]) -> String {
        choice(key, required: true, choices) ?? choices.first ?? ""
    }

    /// A day of the calendar as `YYYY-MM-DD`, years 0001 to 9999. Notes `type` and `pattern`.
    public func date(_ key: String) -> String? { date(key, required: false) }

    /// As `date`, and notes `required`; a placeholder is "1970-01-01".
    public func requiredDate(_ key: String) -> String { date(key, required: true) ?? "1970-01-01" }

    private func text(_ key: String, required: Bool, _ rule: PlainText) -> String? {
        present(key, required: required).flatMap { text($0, at: path(key), rule) }
    }

    private func integer(_ key: String, required: Bool, _ range: ClosedRange<Int64>) -> Int64? {
        switch present(key, required: required) {
        case nil: return nil
        case .integer(let value)? where range.contains(value): return value
        case .integer?: note(path(key), "range", "\(range.lowerBound)...\(range.upperBound)")
        case .number(let text)? where text.utf8.dropFirst().allSatisfy { $0 &- UInt8(ascii: "0") < 10 } && text != "-0":
            // A whole number beyond 64 bits.
            note(path(key), "range", "\(range.lowerBound)...\(range.upperBound)")
        default: note(path(key), "type")
        }
        return nil
    }

    private func boolean(_ key: String, required: Bool) -> Bool? {
        guard let value = present(key, required: required) else { return nil }
        if value.boolean == nil { note(path(key), "type") }
        return value.boolean
    }

    private func uuid(_ key: String, required: Bool) -> UUID? {
        present(key, required: required).flatMap { uuid($0, at: path(key)) }
    }

    private func choice(_ key: String, required: Bool, _ choices: [String]) -> String? {
        guard let value = present(key, required: required) else { return nil }
        guard let word = value.string else {
            note(path(key), "type")
            return nil
        }
        // The caller's own string is returned: an equal one may be spelled in other scalars.
        if let choice = choices.first(where: { $0 == word }) { return choice }
        note(path(key), "choice", choices.joined(separator: ","))
        return nil
    }

    private func date(_ key: String, required: Bool) -> String? {
        guard let value = present(key, required: required) else { return nil }
        guard let text = value.string else {
            note(path(key), "type")
            return nil
        }
        if CalendarDay.isValid(text) { return text }
        note(path(key), "pattern", "date")
        return nil
    }

    /// The value as a text under the rule, or a violation at the pointer.
    func text(_ value: JSONValue, at pointer: @autoclosure () -> String, _ rule: PlainText) -> String? {
        guard let text = value.string else {
            note(pointer(), "type")
            return nil
        }
        switch rule.read(text) {
        case .success(let text): return text
        case .failure(let fault):
            note(pointer(), fault.code, fault.limit)
            return nil
        }
    }

    /// The value as a UUID, or a violation at the pointer.
    func uuid(_ value: JSONValue, at pointer: @autoclosure () -> String) -> UUID? {
        guard let text = value.string else {
            note(pointer(), "type")
            return nil
        }
        // `UUID(uuidString:)` alone also takes such things as blanks and "0x" among the digits.
        let hasForm =
            text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { position, byte in
                switch position {
                case 8, 13, 18, 23: byte == UInt8(ascii: "-")
                default:
                    switch byte {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                        UInt8(ascii: "A")...UInt8(ascii: "F"):
                        true
                    default: false
                    }
                }
            }
        if hasForm, let uuid = UUID(uuidString: text) { return uuid }
        note(pointer(), "pattern", "uuid")
        return nil
    }
}

extension UUID {
    /// Stands for a UUID that was required and not given; `finish()` throws before it is used.
    fileprivate static let placeholder = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
}
