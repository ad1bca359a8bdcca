internal import FoundationEssentials
internal import Postgres

/// Reads a key and what it may do at this moment.
struct APIKeyLoader {
    /// A key as it was found, with everything that a request by it needs.
    struct Loaded: Sendable {
        let key: Actor.Key
        let user: ID<User>
        let userName: String
        let locale: Language?
        let rights: Rights
        let expiresAt: Instant
        let lastUsedAt: Instant?
        let networks: [NetworkRange]
        let requestsPerMinute: Int
    }

    let database: Database
    let catalog: PermissionCatalog

    /// Nil for every key that is not good now: unknown, expired, revoked, or of somebody whose account is not in use.
    func load(_ token: APIKeyToken, of tenant: ID<Tenant>, request: ID<Request>, at now: Instant) async throws -> Loaded? {
        try await database.read(as: Actor.system(of: tenant, request: request)) { [catalog] tx in
            let rows = try tx.execute(
                """
                select k.id, k.name, k.created_by, u.user_name, u.locale, k.unit_id, k.scope, k.addresses, k.expires_at,
                  k.last_used_at, t.requests_per_minute
                from app.api_key k
                join app.user_account u on u.tenant_id = k.tenant_id and u.id = k.created_by and u.state = 'active'
                join app.tenant_setting t on t.tenant_id = k.tenant_id
                where k.tenant_id = \(tenant) and k.token_hash = \(token.hash) and k.revoked_at is null
                and k.expires_at > \(now)
                """)
            guard let row = rows.first else { return nil }
            let user: ID<User> = try row[2]
            let rights = try RightsLoader.load(user, of: tenant, at: now, in: tx).rights
            let units = try UnitTree(try tx.execute(UnitTree.statement(of: tenant)))
            let scope = try RoleContent(stored: try row[6])
            let addresses = try row.get(7, as: [String].self)
            let networks = addresses.compactMap { NetworkRange($0) }
            // A network that cannot be read must not become no restriction at all.
            guard networks.count == addresses.count else { throw Failure(.internalError) }
            return Loaded(
                key: Actor.Key(id: try row[0], name: try row[1]), user: user, userName: try row[3],
                locale: try row.getOptional(4, as: String.self).flatMap(Language.init(rawValue:)),
                rights: rights.narrowed(to: scope, under: try row[5], units: units, in: catalog), expiresAt: try row[8],
                lastUsedAt: try row.getOptional(9), networks: networks, requestsPerMinute: Int(try row.get(10, as: Int32.self)))
        }
    }

    /// What a key may do now of what its creator may do, for work that it ordered; nil for one that is not good any more.
    static func narrow(
        _ rights: Rights, to key: UUID, of user: ID<User>, tenant: ID<Tenant>, at now: Instant, catalog: PermissionCatalog,
        in tx: Transaction
    ) throws -> (key: Actor.Key, rights: Rights)? {
        let rows = try tx.execute(
            """
            select k.id, k.name, k.unit_id, k.scope from app.api_key k where k.tenant_id = \(tenant) and k.id = \(key)
            and k.created_by = \(user) and k.revoked_at is null and k.expires_at > \(now)
            """)
        guard let row = rows.first else { return nil }
        let units = try UnitTree(try tx.execute(UnitTree.statement(of: tenant)))
        let scope = try RoleContent(stored: try row[3])
        return (
            Actor.Key(id: try row[0], name: try row[1]), rights.narrowed(to: scope, under: try row[2], units: units, in: catalog)
        )
    }

    /// Notes the use of a key, at most once a minute.
    func touch(_ loaded: Loaded, of tenant: ID<Tenant>, request: ID<Request>, at now: Instant) async throws {
        if let last = loaded.lastUsedAt, now.since(last) <= .seconds(60) { return }
        try await database.write(as: Actor.system(of: tenant, request: request)) { tx in
            tx.enqueue(
                "update app.api_key set last_used_at = \(now) where tenant_id = \(tenant) and id = \(loaded.key.id)")
        }
    }
}
