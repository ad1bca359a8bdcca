internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Keys as one person may see them; no rules, and no token, which nobody has any more.
struct APIKeyQueries {
    let actor: Actor
    let reach: UserReach
    let now: Instant

    init(for actor: Actor, units: UnitTree, at now: Instant) {
        self.actor = actor
        self.now = now
        reach = UserReach(.readAPIKey, of: actor, units: units, at: now)
    }

    /// At most so many; those that ended longest ago are left out first.
    static let limit = 500

    /// Open keys first, newest first.
    var list: SQL { "\(select) order by (k.revoked_at is null and k.expires_at > \(now)) desc, k.id desc limit \(APIKeyQueries.limit)" }

    func get(_ id: ID<APIKey>) -> SQL { "\(select) and k.id = \(id)" }

    private var select: SQL {
        """
        select k.id, k.name, k.created_by, k.unit_id, k.scope, k.addresses, k.created_at, k.expires_at, k.last_used_at,
          k.revoked_at
        from app.api_key k join app.user_account u on u.tenant_id = k.tenant_id and u.id = k.created_by
        where k.tenant_id = \(actor.tenant) and (u.id = \(actor.user) or \(reach.seen))
        """
    }

    func json(_ row: Row) throws -> JSONObject {
        let scope = try RoleContent(stored: try row[4]).json
        let revoked: Instant? = try row.getOptional(9)
        let expires: Instant = try row[7]
        let state = revoked != nil ? "revoked" : expires <= now ? "expired" : "active"
        return [
            "id": .string(try row.get(0, as: ID<APIKey>.self).description), "name": .string(try row[1]),
            "createdBy": .string(try row.get(2, as: ID<User>.self).description),
            "unitId": .string(try row.get(3, as: ID<Unit>.self).description), "actions": scope["actions"] ?? .array([]),
            "fields": scope["fields"] ?? .array([]),
            "addresses": .array(try row.get(5, as: [String].self).map { .string($0) }), "state": .string(state),
            "createdAt": .string(try row.get(6, as: Instant.self).description), "expiresAt": .string(expires.description),
            "lastUsedAt": .text(try row.getOptional(8, as: Instant.self)?.description),
            "revokedAt": .text(revoked?.description),
        ]
    }
}
