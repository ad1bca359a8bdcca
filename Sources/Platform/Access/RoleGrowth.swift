/// What a built-in role gains when its template has grown since the tenant was last given it.
///
/// Nothing is taken from a role, and nothing that the tenant took from it comes back. So only what was never offered is added: an
/// action that is new, a class or field that is new, a right on them that has grown. Where the tenant holds less than was offered,
/// that was his decision: there nothing grows, and with a class that he narrowed nothing grows on its fields either.
struct RoleGrowth {
    /// The role as it will be.
    let content: RoleContent
    /// What has been offered to the role, with this time's.
    let offered: RoleContent

    /// - Parameters:
    ///   - template: what the program gives the role now.
    ///   - before: what it gave the role until now.
    ///   - held: what the role holds.
    init(to template: RoleContent, since before: RoleContent, held: RoleContent, in catalog: PermissionCatalog) {
        var content = held
        content.actions.formUnion(template.actions.subtracting(before.actions))
        func isNarrowed(_ target: String) -> Bool { !held[target].covers(before[target]) }
        for (target, right) in template.targets where !before[target].covers(right) && !isNarrowed(target) {
            if let classification = catalog.fieldClasses[target], isNarrowed(classification.rawValue) { continue }
            content.set(right, on: target)
        }
        self.content = content
        offered = template.union(before)
    }
}

extension RoleContent {
    /// The right on a class or a field by itself, as it stands in the role.
    fileprivate subscript(_ target: String) -> FieldRight {
        if let classification = Classification(rawValue: target) { return fields[classification] }
        return fields.byField[target] ?? .none
    }
}
