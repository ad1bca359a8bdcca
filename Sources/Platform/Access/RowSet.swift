public import FoundationEssentials

/// Which rows a right holds for: a reach over branches, narrowed by a relation to the reader, for one reason.
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
        /// Those that the reader is caring for: by a relation, or for a booking in which he has a place.
        case care
    }

    /// Why they are in it.
    public enum Basis: Hashable, Sendable {
        /// They belong to a branch of the reach.
        case home
        /// The tenant shows every branch so much of the others' rows.
        case policy(ShareScope)
        /// Their customers are shared with a branch of the reach in this scope. The ids are those of the moment when the rights were
        /// loaded; whether a share still holds is asked again in every statement.
        case shared(ShareScope, Set<UUID>)
        /// The reader opened these customers in an emergency; asked again like a share.
        case opened(Set<UUID>)
        /// They belong to a branch of the reach, and somebody handed these customers to the reader's care, or booked him for them: a role that
        /// is narrowed to its own reaches them too. Asked again like a share.
        case cared(Set<UUID>)
    }

    public var reach: Reach
    public var relation: Relation
    public var basis: Basis

    public init(_ reach: Reach, _ relation: Relation = .any, basis: Basis = .home) {
        self.reach = reach
        self.relation = relation
        self.basis = basis
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
        guard basis == .home, other.basis == .home else { return self == other }
        guard relation == .any || relation == other.relation else { return false }
        switch (reach, other.reach) {
        case (.everywhere, _): return true
        case (.branches, .everywhere): return false
        case (.branches(let mine), .branches(let theirs)): return mine.isSuperset(of: theirs)
        }
    }

    /// The customers that are named one by one; nil where rows are known by their branch.
    var customers: Set<UUID>? {
        switch basis {
        case .home, .policy: nil
        case .shared(_, let customers), .opened(let customers), .cared(let customers): customers
        }
    }

    /// Whether its customers may lie in branches where nothing else is held: row security has to let them through one by one.
    var liesBeyond: Bool {
        switch basis {
        case .home, .policy, .cared: false
        case .shared, .opened: true
        }
    }

    /// Whether its rows are there because somebody handed their customers to the reader.
    var isHanded: Bool {
        if case .cared = basis { true } else { false }
    }

    /// Whether restricted rows are in it without a care relation.
    var isOpened: Bool {
        if case .opened = basis { true } else { false }
    }
}
