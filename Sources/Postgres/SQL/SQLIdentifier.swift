/// The name of a table, a column or another object, fixed in the program's text; may be dotted: `"app.customer"`.
public struct SQLIdentifier: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Each part in double quotes. Always, so that no list of reserved words needs to be kept.
    public let quoted: String
    /// The name as written.
    public let name: String

    /// A name from the program's text.
    public init(_ name: StaticString) {
        self.name = name.description
        quoted = self.name.split(separator: ".", omittingEmptySubsequences: false)
            .map { part in
                let doubled = part.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                return "\"\(doubled)\""
            }
            .joined(separator: ".")
    }

    /// A name from the program's text.
    public init(stringLiteral name: StaticString) {
        self.init(name)
    }
}
