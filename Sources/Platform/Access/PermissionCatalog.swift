/// What a feature adds to the permissions: its actions, and which built-in role holds which of them and of its fields.
public struct FeaturePermissions: Sendable {
    public let actions: [(action: Action, name: LocalizedText)]
    public let resources: [Resource]
    /// Role code → actions held by default.
    public let defaults: [String: [Action]]
    /// Role code → additions to single fields, `resource.field`.
    public let fields: [String: [(field: String, right: FieldRight)]]
    /// What of it crosses between branches, from which scope on.
    public let crossings: [ShareScope: Crossings.Part]
    /// What a support access may be used for, from which scope on.
    public let support: [SupportScope: [Action]]

    public init(
        actions: [(action: Action, name: LocalizedText)], resources: [Resource] = [], defaults: [String: [Action]],
        fields: [String: [(field: String, right: FieldRight)]] = [:], crossings: [ShareScope: Crossings.Part] = [:],
        support: [SupportScope: [Action]] = [:]
    ) {
        self.actions = actions
        self.resources = resources
        self.defaults = defaults
        self.fields = fields
        self.crossings = crossings
        self.support = support
    }
}

/// All that can be permitted in this deployment, and the built-in roles with what every feature gave them.
public struct PermissionCatalog: Sendable {
    public let features: [FeaturePermissions]
    /// Roles of a clinic chain.
    public let templates: [RoleTemplate]
    /// The role of the platform's operators.
    public let operatorTemplate: RoleTemplate
    /// Names of every action.
    public let actionNames: [Action: LocalizedText]
    public internal(set) var resources: [Resource]
    /// The class of every field, by `resource.field`.
    var fieldClasses: [String: Classification]
    private let resourcesOfActions: [Action: String]
    /// Actions of fixed roles alone: whoever changes roles cannot give them to another, or duties would no longer be separate.
    public let reserved: Set<Action>
    /// What crosses between branches.
    public let crossings: Crossings

    public init(_ features: [FeaturePermissions]) {
        self.features = features
        func completed(_ template: RoleTemplate) -> RoleTemplate {
            var template = template
            for feature in features {
                template.actions.formUnion(feature.defaults[template.code] ?? [])
                for (field, right) in feature.fields[template.code] ?? [] { template.fields.add(right, to: field) }
            }
            return template
        }
        templates = RoleTemplate.builtIn.map(completed)
        operatorTemplate = completed(.deployment)
        actionNames = Dictionary(
            features.flatMap { $0.actions.map { ($0.action, $0.name) } }, uniquingKeysWith: { first, _ in first })
        resources = features.flatMap(\.resources)
        fieldClasses = Dictionary(
            resources.flatMap { resource in resource.fields.map { (resource.qualified($0), $0.classification) } },
            uniquingKeysWith: { first, _ in first })
        let names = Set(resources.map(\.name))
        var owners: [Action: String] = [:]
        for feature in features {
            for (action, _) in feature.actions {
                let last = String(action.name.split(separator: ".").last ?? "")
                owners[action] = names.contains(last) ? last : feature.resources.first?.name
            }
        }
        resourcesOfActions = owners
        crossings = Crossings(features.map(\.crossings), classes: fieldClasses)
        func actions(of roles: [RoleTemplate]) -> Set<Action> { roles.reduce(into: []) { $0.formUnion($1.actions) } }
        let roles = templates + [operatorTemplate]
        reserved = actions(of: roles.filter(\.isFixed)).subtracting(actions(of: roles.filter { !$0.isFixed }))
    }

    /// Whether a target of a field right exists: a class, or a field of a resource that is not secret.
    public func knows(target: String) -> Bool {
        (Classification(rawValue: target) ?? fieldClasses[target]).map { $0 != .secret } ?? CustomField.isTarget(target)
    }

    /// The resource on whose rows an action is taken: the one that its last word names, or else the first of the feature
    /// that declares it (`assign.care` is done to a customer). Nil for actions on what is no resource.
    func resource(of action: Action) -> String? { resourcesOfActions[action] }

    /// The template of a built-in role.
    public func template(_ code: String) -> RoleTemplate? {
        code == RoleTemplate.platformOperator ? operatorTemplate : templates.first { $0.code == code }
    }
}

extension Rights {
    /// Everything that the catalog knows, everywhere: for printing the whole API, never for acting.
    public static func everything(in catalog: PermissionCatalog, custom: [CustomField] = []) -> Rights {
        var fields = FieldRights()
        for classification in Classification.allCases {
            fields[classification] = FieldRight(.write, FieldUses.words.reduce(into: []) { $0.formUnion($1.use) })
        }
        return Rights(
            portions: [
                Portion(rows: RowSet(.everywhere), actions: Set(catalog.actionNames.keys), fields: fields, sources: [])
            ], customFields: custom)
    }
}
