public import FoundationEssentials
public import Postgres

/// A field's value that stands in other rows than its own: an expression over the row `t`, at a moment. It is selected with the row, so a
/// list of a hundred asks once; rights on it are those of any field.
public struct Derivation: Sendable {
    /// How a set of ids is compared by a filter.
    public enum Comparison: Sendable {
        /// One of them at least.
        case any
        /// Every one of them.
        case all
        /// Not one of them.
        case none
    }

    let value: @Sendable (_ now: Instant) -> SQL
    let matches: (@Sendable (_ comparison: Comparison, _ ids: [UUID], _ now: Instant) -> SQL)?

    /// - Parameters:
    ///   - value: the expression; NULL where there is nothing.
    ///   - matches: the condition of a filter, for fields that are sets of ids; nil where the field is not filtered.
    public init(
        value: @escaping @Sendable (_ now: Instant) -> SQL,
        matches: (@Sendable (_ comparison: Comparison, _ ids: [UUID], _ now: Instant) -> SQL)? = nil
    ) {
        self.value = value
        self.matches = matches
    }
}
