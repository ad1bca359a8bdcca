/// A JSON value as a tree: what a request body is read into, and what small answers are built from. Rows go through
/// `JSONWriter` directly.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number without fraction and exponent that fits into 64 bits.
    case integer(Int64)
    /// Any other number, as it was written: nothing is rounded.
    case number(String)
    /// Text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Named values.
    case object(JSONObject)

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }

    /// The truth value, if it is one.
    public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

    /// The whole number, if it is one within 64 bits.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The text, if it is text.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The elements, if it is an array.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The members, if it is an object.
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The member of that name; nil when there is none or this is no object.
    public subscript(name: String) -> JSONValue? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    /// The element at that position; nil when there is none or this is no array.
    public subscript(position: Int) -> JSONValue? {
        if case .array(let array) = self, array.indices.contains(position) { array[position] } else { nil }
    }

    /// Writes the value and all below it. A `number` whose text is no JSON number is written as `null`.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .number(let text): JSONNumber.isValid(text) ? writer.number(text) : writer.null()
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let object):
            writer.beginObject()
            for member in object.members {
                writer.key(member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    /// The value as compact JSON.
    public var serialized: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.finish()
    }
}
