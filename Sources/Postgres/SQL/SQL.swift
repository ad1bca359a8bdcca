/// A statement or a piece of one: text with numbered placeholders, and its binary parameters.
///
/// It is written as an interpolated literal, and a literal is the only way to write one: `\(value)` always binds a
/// parameter, so text from outside cannot become SQL.
///
///     let statement: SQL = "select name from customer where tenant_id = \(tenant) and id = \(id)"
public struct SQL: Sendable, Hashable {
    /// The text, with `$1`, `$2` … where the parameters go.
    public private(set) var text: String
    /// The parameters in the order of their numbers.
    public private(set) var parameters: [SQLParameter]
    /// UTF-8 offsets of the `$` of each placeholder: a fragment is renumbered without being parsed.
    private var placeholders: [Int]

    /// An empty fragment.
    public init() {
        text = ""
        parameters = []
        placeholders = []
    }

    /// A quoted name.
    public init(_ identifier: SQLIdentifier) {
        self.init()
        text = identifier.quoted
    }

    /// Text that is known to be SQL: files read at start-up and the DDL of the migrator. Never anything a user typed.
    public init(trustedText text: String) {
        self.init()
        self.text = text
    }

    /// True when there is neither text nor parameter.
    public var isEmpty: Bool { text.isEmpty }

    /// Adds another fragment, whose placeholders are numbered on.
    public mutating func append(_ other: SQL) {
        guard !parameters.isEmpty, !other.parameters.isEmpty else {
            let shift = text.utf8.count
            text += other.text
            if !other.parameters.isEmpty {
                placeholders = shift == 0 ? other.placeholders : other.placeholders.map { $0 + shift }
                parameters = other.parameters
            }
            return
        }
        let source = other.text.utf8
        var start = source.startIndex
        for (number, offset) in other.placeholders.enumerated() {
            let dollar = source.index(source.startIndex, offsetBy: offset)
            text += other.text[start..<dollar]
            append(other.parameters[number])
            // A placeholder is numbered by its place, so its old length is that of "$n".
            start = source.index(dollar, offsetBy: 1 + decimalDigits(number + 1))
        }
        text += other.text[start...]
    }

    /// Two fragments, one after the other.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    mutating func append(literal: StaticString) {
        text += literal.description
    }

    mutating func append(_ parameter: SQLParameter) {
        placeholders.append(text.utf8.count)
        parameters.append(parameter)
        text += "$"
        text += String(parameters.count)
    }

    private func decimalDigits(_ number: Int) -> Int {
        number < 10 ? 1 : number < 100 ? 2 : number < 1_000 ? 3 : number < 10_000 ? 4 : 5
    }
}

/// One bound value in PostgreSQL's binary format.
public struct SQLParameter: Sendable, Hashable {
    /// The type that the placeholder is declared with.
    public let type: PostgresType
    /// The value; nil is NULL.
    public let bytes: [UInt8]?

    /// Encodes a value; nil becomes NULL.
    public init<Value: SQLEncodable>(_ value: Value?) {
        type = Value.postgresType
        guard let value else {
            bytes = nil
            return
        }
        var buffer: [UInt8] = []
        value.encode(into: &buffer)
        bytes = buffer
    }
}

extension Sequence<SQL> {
    /// The fragments with a separator between each two.
    public func joined(separator: SQL) -> SQL {
        var joined = SQL()
        var isFirst = true
        for fragment in self {
            if !isFirst { joined.append(separator) }
            joined.append(fragment)
            isFirst = false
        }
        return joined
    }
}
