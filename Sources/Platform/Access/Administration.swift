internal import Postgres

/// Somebody at work on roles and grants: who, when, and all that can be permitted at all.
package struct Administration: Sendable {
    package let actor: Actor
    let user: ID<User>
    let catalog: PermissionCatalog
    let keys: TenantKeys
    let now: Instant

    /// Only a person administers; anything else is `access.denied`.
    package init(_ actor: Actor, catalog: PermissionCatalog, keys: TenantKeys, at now: Instant) throws {
        guard let user = actor.user else { throw Failure(.forbidden) }
        self.actor = actor
        self.user = user
        self.catalog = catalog.extended(by: actor.rights.customFields)
        self.keys = keys
        self.now = now
    }

    var tenant: ID<Tenant> { actor.tenant }

    /// The person's rights laid over the tenant's units and roles. One round trip.
    func authority(in tx: Transaction) throws -> Authority {
        let results = try tx.execute(all: [
            UnitTree.statement(of: tenant), RoleQueries.all(of: tenant), CustomFieldQueries.all(of: tenant),
        ])
        // What a right on a field of the tenant's own means says the field, also one that does not count now.
        let custom = try results[2].compactMap { try CustomField($0) }
        return Authority(
            rights: actor.rights, units: try UnitTree(results[0]), roles: try RoleFamily(results[1]),
            catalog: catalog.extended(by: custom))
    }

    /// What these roles hold now, after locking them; also fresh rows of all roles, since a wait may lie between.
    func contents(
        of roles: [StoredRole], locking lock: RoleQueries.Lock?, in tx: Transaction
    ) throws -> (family: RoleFamily, contents: [ID<Role>: RoleContent]) {
        let ids = roles.map(\.id)
        if let lock { tx.enqueue(RoleQueries.lock(ids, lock, of: tenant)) }
        let results = try tx.execute(all: [RoleQueries.all(of: tenant)] + RoleQueries.contents(ids, of: tenant))
        let family = try RoleFamily(results[0])
        let stored = try RightsLoader.contents(actions: results[1], fields: results[2])
        var contents: [ID<Role>: RoleContent] = [:]
        for id in ids {
            guard let role = family[id] else { throw Failure(.notFound) }
            var content = stored[id] ?? RoleContent(relation: role.relation, actions: [], fields: FieldRights())
            content.relation = role.relation
            contents[id] = content
        }
        return (family, contents)
    }

    /// What one role holds.
    func content(of role: StoredRole, in tx: Transaction) throws -> RoleContent {
        guard let content = try contents(of: [role], locking: nil, in: tx).contents[role.id] else {
            throw Failure(.notFound)
        }
        return content
    }

    /// Writes to the audit trail in the same transaction; without it nothing happens.
    func record(_ event: AuditEvent, in tx: Transaction) throws {
        try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
    }
}
