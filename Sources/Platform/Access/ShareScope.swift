/// How much of a customer crosses from his branch to another: a mask over what people there hold at home. Each includes the ones
/// before it.
public enum ShareScope: String, Sendable, CaseIterable, Comparable {
    /// That he is there: internal fields, identity masked.
    case directory
    /// Who he is and how to reach him: identity read, contact masked with reveal and search.
    case contact
    /// Treating him: contact, and medical fields read and written.
    case care
    /// Everything but what belongs to the home branch alone: where he belongs, who owns him, exports.
    case full

    public static func < (left: ShareScope, right: ShareScope) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .directory: 0
        case .contact: 1
        case .care: 2
        case .full: 3
        }
    }

    /// The most that is held of each class. Internal fields are never written from outside: among them are branch and owner.
    var mask: FieldRights {
        let queries: FieldUses = [.filter, .sort, .group]
        var mask = FieldRights()
        mask[.open] = FieldRight(.read, queries)
        mask[.internal] = FieldRight(.read, queries)
        switch self {
        case .directory:
            mask[.identity] = FieldRight(.masked)
        case .contact, .care:
            mask[.identity] = FieldRight(.read, queries)
            mask[.contact] = FieldRight(.masked, [.filter, .reveal])
        case .full:
            mask[.identity] = FieldRight(.write, queries)
            mask[.contact] = FieldRight(.write, [.filter, .reveal, .set])
            mask[.commercial] = FieldRight(.write, queries)
        }
        if self >= .care { mask[.medical] = FieldRight(.write, [.filter, .reveal, .set]) }
        return mask
    }
}

/// What of the features crosses between branches, scope by scope: the actions, and fields beyond the classes' masks.
public struct Crossings: Sendable {
    /// What a feature lets cross from a scope on.
    public struct Part: Sendable {
        public let actions: [Action]
        public let fields: [(field: String, right: FieldRight)]

        public init(_ actions: [Action], fields: [(field: String, right: FieldRight)] = []) {
            self.actions = actions
            self.fields = fields
        }
    }

    private let scopes: [ShareScope: (actions: Set<Action>, fields: FieldRights)]
    private let classes: [String: Classification]

    init(_ parts: [[ShareScope: Part]], classes: [String: Classification]) {
        var scopes: [ShareScope: (actions: Set<Action>, fields: FieldRights)] = [:]
        for scope in ShareScope.allCases {
            var actions: Set<Action> = []
            var fields = scope.mask
            for part in parts {
                for (from, part) in part where from <= scope {
                    actions.formUnion(part.actions)
                    for (field, right) in part.fields { fields.add(right, to: field) }
                }
            }
            scopes[scope] = (actions, fields)
        }
        self.scopes = scopes
        self.classes = classes
    }

    /// What crosses in a scope.
    func content(_ scope: ShareScope) -> (actions: Set<Action>, fields: FieldRights) { scopes[scope] ?? ([], FieldRights()) }

    /// A portion cut to a scope, for other rows.
    func cut(_ portion: Portion, to scope: ShareScope, rows: RowSet) -> Portion {
        let (actions, fields) = content(scope)
        return Portion(
            rows: rows, actions: portion.actions.intersection(actions),
            fields: portion.fields.intersection(fields, classes: classes), sources: portion.sources)
    }
}
