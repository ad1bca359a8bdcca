internal import JSON

/// What one person may do about roles and grants, at one moment.
///
/// Granting is a right of its own (security.md §2): a built-in role lists the roles that its holder may grant and edit, on
/// his unit and below. A custom role goes with the role that it is based on, on its own unit and below. A custom role itself
/// lets nobody grant.
struct Authority: Sendable {
    let rights: Rights
    let units: UnitTree
    let roles: RoleFamily
    let catalog: PermissionCatalog

    /// Whether an action holds on a unit.
    func holds(_ action: Action, on unit: ID<Unit>) -> Bool { units.covers(rights.units(of: action), unit) }

    /// The built-in role behind a role.
    func template(of role: StoredRole) -> RoleTemplate? {
        guard let root = roles.line(of: role).last, root.isBuiltIn else { return nil }
        return catalog.template(root.code)
    }

    /// Whether the person may give or take the role on the unit.
    func mayGrant(_ role: StoredRole, on unit: ID<Unit>) -> Bool {
        let line = roles.line(of: role)
        guard let root = line.last, root.isBuiltIn else { return false }
        return units.covers(rights.grantable[root.id] ?? [], unit)
            && line.allSatisfy { $0.unit.map { units.covers($0, unit) } ?? true }
    }

    /// Throws unless the role may be given or taken on the unit with this action. A unit out of reach is not found.
    func require(_ action: Action, granting role: StoredRole, on unit: ID<Unit>) throws {
        guard holds(action, on: unit) else { throw Failure(.notFound) }
        guard mayGrant(role, on: unit) else { throw Failure(.roleNotGrantable) }
    }

    /// Whether a role is one of those that the person sees: built in, or of a unit that lies on a line with one of his.
    func sees(_ role: StoredRole) -> Bool {
        guard let unit = role.unit else { return true }
        return rights.units(of: .readRole).contains { units.covers($0, unit) || units.covers(unit, $0) }
    }

    /// A role that the person sees, or `resource.not_found`.
    func visibleRole(_ id: ID<Role>) throws -> StoredRole {
        guard let role = roles[id], sees(role) else { throw Failure(.notFound) }
        return role
    }

    /// Throws unless the person may change the role with this action: a custom one on whose unit he may grant its base, a
    /// built-in one as system administrator, a fixed one never.
    func requireEditable(_ role: StoredRole, _ action: Action) throws {
        guard role.isActive else { throw Failure(.roleRetired) }
        if let unit = role.unit {
            return try require(action, granting: role, on: unit)
        }
        guard catalog.template(role.code)?.isFixed == false else { throw Failure(.roleFixed) }
        guard rights.holds(RoleTemplate.systemAdmin), rights.allows(action) else { throw Failure(.roleNotGrantable) }
    }

    /// Throws where a content names a field of the tenant's own that is not defined: a right that somebody gave before would be there with
    /// the field.
    func requireKnown(_ content: RoleContent) throws {
        guard content.fields.byField.keys.allSatisfy({ catalog.fieldClasses[$0] != nil || !CustomField.isTarget($0) }) else {
            throw Failure.invalid([Violation(pointer: "/content/fields", code: "choice")])
        }
    }

    /// Throws unless a role may hold this: a custom one what its base holds, a built-in one nothing that is reserved.
    func requireHoldable(_ content: RoleContent, by role: StoredRole, base: RoleContent?) throws {
        try requireKnown(content)
        if let base {
            guard base.covers(content, in: catalog) else { throw Failure(.roleBeyondBase) }
        } else {
            guard content.actions.isDisjoint(with: catalog.reserved) else { throw Failure(.roleReserved) }
        }
    }
}
