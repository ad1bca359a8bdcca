public import JSON

/// What a role holds, as data: the form in which roles are proposed, compared and published.
public struct RoleContent: Sendable, Hashable {
    public var relation: RowSet.Relation
    public var actions: Set<Action>
    public var fields: FieldRights

    public init(relation: RowSet.Relation, actions: Set<Action>, fields: FieldRights) {
        self.relation = relation
        self.actions = actions
        self.fields = fields
    }

    /// Whether everything in the other role is held here too. A custom role is always covered by the role that it is based on.
    public func covers(_ other: RoleContent, in catalog: PermissionCatalog) -> Bool {
        (relation == .any || relation == other.relation) && actions.isSuperset(of: other.actions)
            && fields.covers(other.fields, classes: catalog.fieldClasses)
    }

    /// What is left of this role under a base: the most that both hold. Nil when their rows are related to the reader in
    /// different ways, because then no relation describes both.
    public func narrowed(to base: RoleContent, in catalog: PermissionCatalog) -> RoleContent? {
        guard base.relation == .any || relation == .any || relation == base.relation else { return nil }
        return RoleContent(
            relation: relation == .any ? base.relation : relation, actions: actions.intersection(base.actions),
            fields: fields.intersection(base.fields, classes: catalog.fieldClasses))
    }

    /// The targets with a right, classes first, in a fixed order.
    public var targets: [(target: String, right: FieldRight)] {
        Classification.allCases.compactMap { fields[$0] == .none ? nil : ($0.rawValue, fields[$0]) }
            + fields.byField.sorted { $0.key < $1.key }.filter { $0.value != .none }.map { ($0.key, $0.value) }
    }

    /// `{"rowScope", "actions": […], "fields": [{"target", "level", "uses": […]}]}`.
    public var json: JSONValue {
        [
            "rowScope": .string(relation.rawValue),
            "actions": .array(actions.sorted().map { .string($0.name) }),
            "fields": .array(
                targets.map { target, right in
                    [
                        "target": .string(target), "level": .string(right.level.word),
                        "uses": .array(right.uses.words.map { .string($0) }),
                    ]
                }),
        ]
    }

    /// ``json`` as text: the form in which a role's row keeps what was offered to it.
    var text: String { String(decoding: json.serialized, as: UTF8.self) }

    /// Reads ``text``. Actions and fields that the program has no more are kept: they were offered once.
    init(stored text: String) throws {
        let json = try JSONParser.parse(Array(text.utf8))
        relation = json["rowScope"]?.string.flatMap(RowSet.Relation.init(rawValue:)) ?? .care
        actions = Set((json["actions"]?.array ?? []).compactMap(\.string).map(Action.init(named:)))
        fields = FieldRights()
        for entry in json["fields"]?.array ?? [] {
            guard let target = entry["target"]?.string, let level = entry["level"]?.string.flatMap(FieldLevel.init(word:)) else { continue }
            let words = Set((entry["uses"]?.array ?? []).compactMap(\.string))
            let uses = FieldUses.words.reduce(into: FieldUses()) { if words.contains($1.word) { $0.formUnion($1.use) } }
            set(FieldRight(level, uses), on: target)
        }
    }

    /// Everything of both, with this one's relation.
    func union(_ other: RoleContent) -> RoleContent {
        RoleContent(relation: relation, actions: actions.union(other.actions), fields: fields.union(other.fields))
    }

    /// How many actions, and how many fields: several times what the program and a tenant's own fields come to.
    private static let most = 2_000

    /// Reads what ``json`` writes; records violations for everything that the catalog does not know.
    public init(reading payload: PayloadReader, catalog: PermissionCatalog) {
        relation =
            RowSet.Relation(rawValue: payload.requiredChoice("rowScope", of: RowSet.Relation.allCases.map(\.rawValue)))
            ?? .care
        actions = Set(payload.texts("actions", max: RoleContent.most, maxLength: 80).map(Action.init(named:)))
        if !actions.allSatisfy({ catalog.actionNames[$0] != nil }) { payload.refuse("actions", "choice") }
        fields = FieldRights()
        read(fieldsOf: payload, catalog: catalog)
    }

    /// Reads the member `fields`: `[{"target", "level", "uses"?}]`.
    mutating func read(fieldsOf payload: PayloadReader, catalog: PermissionCatalog) {
        for entry in payload.objects("fields", max: RoleContent.most) {
            let target = entry.requiredText("target", max: 80)
            let level = FieldLevel(word: entry.requiredChoice("level", of: FieldLevel.allCases.map(\.word))) ?? .none
            var uses: FieldUses = []
            for word in entry.texts("uses", max: 10, maxLength: 20) {
                guard let use = FieldUses.words.first(where: { $0.word == word })?.use else {
                    entry.refuse("uses", "choice")
                    continue
                }
                uses.formUnion(use)
            }
            guard catalog.knows(target: target) else {
                entry.refuse("target", "choice")
                continue
            }
            set(FieldRight(level, uses), on: target)
        }
    }

    /// Unites a right into a class or a field.
    public mutating func set(_ right: FieldRight, on target: String) {
        if let classification = Classification(rawValue: target) {
            fields[classification] = fields[classification].union(right)
        } else {
            fields.add(right, to: target)
        }
    }
}
