/// Something that can be done, as `verb.object`: the word of a permission and of the audit trail alike.
public struct Action: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The word, for example `read.customer`.
    public let name: String

    /// An action by its word. Features declare theirs as static members.
    public init(_ name: StaticString) {
        self.name = name.description
    }

    /// An action read from the database or a proposal; callers check it against the catalog.
    public init(named name: String) {
        self.name = name
    }

    public var description: String { name }

    public static func < (left: Action, right: Action) -> Bool { left.name < right.name }
}
