internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Ends a key; every server drops it within a second.
enum RevokeAPIKey {
    /// Throws `resource.not_found` for a key that is neither one's own nor of somebody whom one manages, and for one that has been
    /// revoked.
    static func run(_ id: ID<APIKey>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let units = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
        let reach = UserReach(.revokeAPIKey, of: actor, units: units, at: now)
        let ended = try tx.execute(
            """
            update app.api_key k set revoked_at = \(now), revoked_by = \(actor.user)
            from app.user_account u
            where k.tenant_id = \(actor.tenant) and k.id = \(id) and k.revoked_at is null
            and u.tenant_id = k.tenant_id and u.id = k.created_by and (u.id = \(actor.user) or \(reach.managed))
            returning k.name, k.created_by, k.unit_id
            """)
        guard let row = ended.first else { throw Failure(.notFound) }
        try AuditTrail.record(
            AuditEvent(
                .revokeAPIKey, on: "api_key", id.uuid, branch: units.branch(of: try row[2]),
                body: ["name": .string(try row[0]), "createdBy": .string(try row.get(1, as: ID<User>.self).description)]),
            as: actor, keys: keys, at: now, in: tx)
        AccessNews.tell(actor.tenant, in: tx)
    }
}
