public import FoundationEssentials
internal import Synchronization

/// What holds for one set of rows: the actions and the field rights of every grant with just that set.
public struct Portion: Sendable {
    public var rows: RowSet
    public var actions: Set<Action>
    public var fields: FieldRights
    /// The grants behind it, for "why".
    public var sources: [GrantSource]

    public init(rows: RowSet, actions: Set<Action>, fields: FieldRights, sources: [GrantSource]) {
        self.rows = rows
        self.actions = actions
        self.fields = fields
        self.sources = sources
    }
}

/// One grant as a reason: who gave which role on which unit.
public struct GrantSource: Sendable, Hashable {
    public let grant: ID<Grant>
    public let role: ID<Role>
    public let roleCode: String
    public let unit: ID<Unit>

    public init(grant: ID<Grant>, role: ID<Role>, roleCode: String, unit: ID<Unit>) {
        self.grant = grant
        self.role = role
        self.roleCode = roleCode
        self.unit = unit
    }
}

/// Everything that one person may do in one tenant, at one moment: compiled from grants, immutable, shared by his requests.
public final class Rights: Sendable {
    /// Disjoint in their row sets' descriptions, not in their rows: a row may lie in several, and their rights unite.
    public let portions: [Portion]
    /// The portions as given, one a grant: the reasons behind ``portions``, and the units on which actions are held.
    public let grants: [Portion]
    /// Roles that may be granted, each with the units (and all below them) where that holds.
    public let grantable: [ID<Role>: Set<ID<Unit>>]
    /// The portions that follow from shares, the tenant's policy and break-glass, cut from those of the grants.
    public let derived: [Portion]
    /// The tenant's time zone, by its IANA name: who is a minor depends on the day there.
    public let timeZone: String
    /// The fields that the tenant has added to customers and that count now.
    public let customFields: [CustomField]
    /// Changes whenever anything here could differ; part of cache keys, ETags and idempotent replays.
    public let fingerprint: UInt64

    private let views = Mutex<[String: ResourceView]>([:])
    private let selections = Mutex<[SelectionKey: Selection]>([:])

    private struct SelectionKey: Hashable {
        let resource: String
        let fields: [Int]
    }

    /// Different field lists that are kept; a caller may ask for any.
    private static let keptSelections = 64

    /// Unites portions with equal row sets.
    public init(
        portions: [Portion], derived: [Portion] = [], grantable: [ID<Role>: Set<ID<Unit>>] = [:], timeZone: String = "UTC",
        customFields: [CustomField] = [], fingerprint: UInt64 = 0
    ) {
        self.customFields = customFields
        var united: [Portion] = []
        for portion in portions + derived where !portion.rows.isEmpty {
            if let index = united.firstIndex(where: { $0.rows == portion.rows }) {
                united[index].actions.formUnion(portion.actions)
                united[index].fields = united[index].fields.union(portion.fields)
                united[index].sources += portion.sources
            } else {
                united.append(portion)
            }
        }
        self.portions = united
        grants = portions
        self.derived = derived
        self.timeZone = timeZone
        self.grantable = grantable
        self.fingerprint = fingerprint
    }

    /// No right at all.
    public static let none = Rights(portions: [])

    /// Whether the action is allowed anywhere.
    public func allows(_ action: Action) -> Bool {
        portions.contains { $0.actions.contains(action) }
    }

    /// Every action held anywhere.
    public var actions: Set<Action> {
        portions.reduce(into: []) { $0.formUnion($1.actions) }
    }

    /// The units on which an action was granted. It holds there and below, for what belongs to units and not to branches:
    /// roles, grants, people.
    public func units(of action: Action) -> Set<ID<Unit>> {
        grants.reduce(into: []) { if $1.actions.contains(action) { $0.formUnion($1.sources.map(\.unit)) } }
    }

    /// Whether the role with this code is held anywhere.
    public func holds(_ code: String) -> Bool {
        grants.contains { $0.sources.contains { $0.roleCode == code } }
    }

    /// Where an action is allowed; nil when nowhere.
    public func reach(of action: Action) -> RowSet.Reach? {
        reach { $0.actions.contains(action) }
    }

    /// Every branch in which anything is held: the net that row-level security casts under the compiled predicates.
    public var visibleReach: RowSet.Reach {
        reach { _ in true } ?? .branches([])
    }

    /// The customers of other branches that the net has to let through one by one: shared ones and opened ones.
    public var visibleCustomers: Set<UUID> {
        portions.reduce(into: []) { if $1.rows.liesBeyond { $0.formUnion($1.rows.customers ?? []) } }
    }

    /// Where an action was granted, apart from shares, policy and break-glass; nil when nowhere.
    public func grantedReach(of action: Action) -> RowSet.Reach? {
        reach { $0.rows.basis == .home && $0.actions.contains(action) }
    }

    /// The rights on one resource, compiled once for these rights.
    public func view(of resource: Resource) -> ResourceView {
        views.withLock { views in
            if let view = views[resource.name] { return view }
            let view = ResourceView(resource: resource.extended(by: customFields), rights: self)
            views[resource.name] = view
            return view
        }
    }

    /// The SELECT of some fields of a resource, kept for the person's next request; made anew where it depends on the moment.
    func selection(of fields: [Int], from resource: Resource, for actor: Actor, at now: Instant) -> Selection {
        let view = view(of: resource)
        let resource = view.resource
        guard !view.dependsOnMoment else {
            return Selection(view, fields: fields, for: actor, at: now)
        }
        let lasting = fields.filter { resource.fields[$0].derivation == nil }
        let key = SelectionKey(resource: resource.name, fields: lasting)
        var selection = selections.withLock { selections in
            if let selection = selections[key] { return selection }
            let selection = Selection(view, fields: lasting, for: actor, at: now)
            if selections.count < Rights.keptSelections { selections[key] = selection }
            return selection
        }
        if lasting.count < fields.count { selection.select(derived: fields, for: actor, at: now) }
        return selection
    }

    private func reach(where matches: (Portion) -> Bool) -> RowSet.Reach? {
        var branches: Set<ID<Unit>> = []
        var found = false
        for portion in portions where matches(portion) && !portion.rows.liesBeyond {
            found = true
            switch portion.rows.reach {
            case .everywhere: return .everywhere
            case .branches(let more): branches.formUnion(more)
            }
        }
        return found ? .branches(branches) : nil
    }
}

extension RowSet.Reach {
    /// Whether a branch lies within.
    public func contains(_ branch: ID<Unit>) -> Bool {
        switch self {
        case .everywhere: true
        case .branches(let branches): branches.contains(branch)
        }
    }
}
