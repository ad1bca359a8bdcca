/// Which rows a right holds for: a reach over branches, narrowed by a relation to the reader.
public struct RowSet: Hashable, Sendable {
    /// Where.
    public enum Reach: Hashable, Sendable {
        /// The whole tenant.
        case everywhere
        /// The named branches and no others.
        case branches(Set<ID<Unit>>)
    }

    /// Which of the rows there.
    public enum Relation: String, Hashable, Sendable, CaseIterable {
        /// All of them.
        case any = "unit"
        /// Those whose owner is the reader, and those that have no owner (the pool).
        case own
        /// Those that the reader is caring for.
        case care
    }

    public var reach: Reach
    public var relation: Relation

    public init(_ reach: Reach, _ relation: Relation = .any) {
        self.reach = reach
        self.relation = relation
    }

    /// Nothing is in it.
    public var isEmpty: Bool {
        if case .branches(let branches) = reach { branches.isEmpty } else { false }
    }

    /// Whether a unit's branch lies within the reach.
    public func reaches(_ branch: ID<Unit>) -> Bool {
        switch reach {
        case .everywhere: true
        case .branches(let branches): branches.contains(branch)
        }
    }

    /// Whether every row of the other set is surely in this one.
    public func covers(_ other: RowSet) -> Bool {
        guard relation == .any || relation == other.relation else { return false }
        switch (reach, other.reach) {
        case (.everywhere, _): return true
        case (.branches, .everywhere): return false
        case (.branches(let mine), .branches(let theirs)): return mine.isSuperset(of: theirs)
        }
    }
}
