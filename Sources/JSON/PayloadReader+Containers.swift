public import struct FoundationEssentials.UUID

extension PayloadReader {
    /// A nested object; what is wrong with it is reported by this reader's `finish()`.
    public func object(_ key: String) -> PayloadReader? {
        present(key, required: false).map { nest($0, at: path(key)) }
    }

    /// An array of at most `max` objects; empty when absent. Notes `type` and `too_many`.
    public func objects(_ key: String, max: Int) -> [PayloadReader] {
        elements(key, max: max).map { nest($0.value, at: $0.pointer) }
    }

    /// An array of at most `max` texts of 1 to `maxLength` scalars, each read as by `text`; empty when absent.
    public func texts(_ key: String, max: Int, maxLength: Int) -> [String] {
        let rule = PlainText(min: 1, max: maxLength, trimmed: true)
        return elements(key, max: max).compactMap { text($0.value, at: $0.pointer, rule) }
    }

    /// An array of at most `max` UUIDs; empty when absent.
    public func uuids(_ key: String, max: Int) -> [UUID] {
        elements(key, max: max).compactMap { uuid($0.value, at: $0.pointer) }
    }

    /// The elements with their pointers. An array that is too long is not read at all.
    private func elements(_ key: String, max: Int) -> [(value: JSONValue, pointer: String)] {
        guard let value = present(key, required: false) else { return [] }
        guard let array = value.array else {
            note(path(key), "type")
            return []
        }
        guard array.count <= max else {
            note(path(key), "too_many", "\(max)")
            return []
        }
        return array.enumerated().map { ($0.element, "\(path(key))/\($0.offset)") }
    }
}
