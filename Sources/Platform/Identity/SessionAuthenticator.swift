internal import FoundationEssentials
public import Postgres
internal import Synchronization

/// Turns a session's token, or a program's key, into an actor. What it read it keeps for a second at most, and drops at once when the database says
/// so: revoked rights end within a second on every server, inside running sessions.
public final class SessionAuthenticator: Authenticator {
    /// A session ends after this long without a request.
    public static let idleLimit: Duration = .seconds(30 * 60)
    /// And after this long in any case.
    public static let absoluteLimit: Duration = .seconds(12 * 3600)

    /// Both halves of the token: the secret under another tenant's slug is nothing.
    private struct Key: Hashable {
        let slug: String
        let hash: [UInt8]
    }

    private struct Entry: Sendable {
        let tenant: ID<Tenant>
        let user: ID<User>
        let userName: String
        let session: AuthenticatedSession
        let rights: Rights
        let until: Instant
        /// Whether it is one of the platform's operators, let in by the tenant.
        var isSupport = false
        /// For a key: which one, and the networks that it is taken from (none for any).
        var key: Actor.Key?
        var networks: [NetworkRange] = []

        func actor(_ request: ID<Request>, _ address: String?) -> Actor {
            if isSupport {
                return Actor(
                    support: user, named: userName, of: tenant, grant: ID(session.id.uuid), rights: rights, request: request,
                    address: address)
            }
            return Actor(
                person: user, named: userName, of: tenant, session: session.id, rights: rights, request: request,
                address: address, key: key)
        }

        func admits(_ address: String?) -> Bool {
            networks.isEmpty || address.flatMap { NetworkAddress($0) }.map { place in networks.contains { $0.contains(place) } } ?? false
        }
    }

    private struct RightsKey: Hashable {
        let tenant: ID<Tenant>
        let user: ID<User>
        let version: Int64
    }

    /// A load that is under way, and how often rights were forgotten before it: who comes after the news does not share what was read
    /// before it.
    private struct LoadKey: Hashable {
        let token: Key
        let news: UInt64
    }

    private struct State {
        /// How often something was forgotten.
        var news: UInt64 = 0
        var entries: [Key: Entry] = [:]
        var rights: [RightsKey: RightsLoader.Loaded] = [:]
        var requestsPerMinute: [ID<Tenant>: Int] = [:]
        /// When a key's use from a foreign address was last written down.
        var misuse = BoundedMap<ID<APIKey>, Instant>(limit: 1_000)
    }

    private let database: Database
    private let directory: TenantDirectory
    private let catalog: PermissionCatalog
    private let keys: KeyRing
    private let apiKeys: APIKeyLoader
    private let state = Mutex(State())
    /// Whoever comes while a token's person is looked up waits for that: a flood of one token's requests costs one look a second.
    private let loads = SharedLoads<LoadKey, Entry?>()
    private static let lifetime: Duration = .seconds(1)
    private static let limit = 50_000

    public init(database: Database, directory: TenantDirectory, keys: KeyRing, catalog: PermissionCatalog) {
        self.database = database
        self.directory = directory
        self.catalog = catalog
        self.keys = keys
        apiKeys = APIKeyLoader(database: database, catalog: catalog)
    }

    public func authenticate(
        token text: String, request: ID<Request>, address: String?, at now: Instant
    ) async throws -> (Actor, AuthenticatedSession) {
        let session = SessionToken(text)
        let apiKey = session == nil ? APIKeyToken(text) : nil
        guard let slug = session?.slug ?? apiKey?.slug, let hash = session?.hash ?? apiKey?.hash else {
            throw Failure(.unauthenticated)
        }
        let token = Key(slug: slug, hash: hash)
        let (kept, news) = state.withLock { ($0.entries[token], $0.news) }
        let entry: Entry
        if let kept, kept.until > now {
            entry = kept
        } else {
            let loaded = try await loads.value(for: LoadKey(token: token, news: news)) { [self] in
                guard let tenant = try await directory.tenant(slug, at: now), tenant.isActive else { return nil }
                if let session { return try await load(session, tenant.id, request: request, after: news, at: now) }
                if let apiKey { return try await load(apiKey, tenant.id, request: request, after: news, at: now) }
                return nil
            }
            guard let loaded else { throw Failure(.unauthenticated) }
            entry = loaded
        }
        // Both kinds are kept under the hash of their secret; one is never taken for the other.
        guard (entry.key != nil) == (apiKey != nil) else { throw Failure(.unauthenticated) }
        let actor = entry.actor(request, address)
        guard entry.admits(address) else {
            try await noteMisuse(of: actor, at: now)
            throw Failure(.unauthenticated)
        }
        return (actor, entry.session)
    }

    /// Drops what is kept of a tenant: rights, sessions or people changed.
    public func forget(_ tenant: ID<Tenant>) {
        state.withLock { state in
            state.news &+= 1
            state.entries = state.entries.filter { $0.value.tenant != tenant }
            state.rights = state.rights.filter { $0.key.tenant != tenant }
        }
    }

    /// A tenant's own quota of requests, once somebody of it was here.
    public func requestsPerMinute(of tenant: ID<Tenant>) -> Int? {
        state.withLock { $0.requestsPerMinute[tenant] }
    }

    /// Drops everything: the connection that brings the news was away.
    public func forgetAll() {
        state.withLock { $0 = State(news: $0.news &+ 1) }
    }

    /// Keeps what was read, unless there was news since the reading began.
    private func keep(_ entry: Entry, for token: Key, after news: UInt64, _ more: (inout State) -> Void = { _ in }) {
        state.withLock { state in
            if state.entries.count > SessionAuthenticator.limit { state = State(news: state.news) }
            guard state.news == news else { return }
            state.entries[token] = entry
            more(&state)
        }
    }

    private func load(
        _ token: SessionToken, _ tenant: ID<Tenant>, request: ID<Request>, after news: UInt64, at now: Instant
    ) async throws -> Entry? {
        let kept = state.withLock { $0.rights }
        let crossings = catalog.crossings
        let idleSince = now.advanced(by: .zero - SessionAuthenticator.idleLimit)
        let found = try await database.read(as: Actor.system(of: tenant, request: request)) {
            tx -> (row: Row, key: RightsKey, loaded: RightsLoader.Loaded)? in
            let rows = try tx.execute(
                """
                select s.id, s.user_id, u.user_name, s.expires_at, s.last_used_at, s.stepped_up_at, s.csrf_hash,
                  u.locale, t.access_version,
                  t.requests_per_minute
                from app.session s
                join app.user_account u on u.tenant_id = s.tenant_id and u.id = s.user_id and u.state = 'active'
                join app.tenant_setting t on t.tenant_id = s.tenant_id
                where s.tenant_id = \(tenant) and s.token_hash = \(token.hash) and s.revoked_at is null
                and s.expires_at > \(now) and s.last_used_at > \(idleSince)
                """)
            guard let row = rows.first else { return nil }
            let key = RightsKey(tenant: tenant, user: try row[1], version: try row[8])
            if let loaded = kept[key], loaded.validUntil.map({ $0 > now }) ?? true { return (row, key, loaded) }
            return (row, key, try RightsLoader.load(key.user, of: tenant, at: now, crossings: crossings, in: tx))
        }
        guard let (row, key, loaded) = found else {
            return try await loadSupport(token, tenant, request: request, after: news, at: now)
        }
        let session = AuthenticatedSession(
            id: try row[0], csrfHash: try row.getOptional(6), steppedUpAt: try row.getOptional(5),
            expiresAt: try row[3],
            locale: try row.getOptional(7, as: String.self).flatMap(Language.init(rawValue:)))
        let entry = Entry(
            tenant: tenant, user: key.user, userName: try row[2], session: session, rights: loaded.rights,
            until: now.advanced(by: SessionAuthenticator.lifetime))
        let requestsPerMinute = Int(try row.get(9, as: Int32.self))
        keep(entry, for: Key(slug: token.slug, hash: token.hash), after: news) { state in
            state.rights[key] = loaded
            state.requestsPerMinute[tenant] = requestsPerMinute
        }
        let lastUsed: Instant = try row[4]
        if now.since(lastUsed) > .seconds(60) { try await touch(session.id, of: tenant, request: request, at: now) }
        return entry
    }

    /// A visiting operator: his grant must be in force, and he an operator still.
    private func loadSupport(
        _ token: SessionToken, _ tenant: ID<Tenant>, request: ID<Request>, after news: UInt64, at now: Instant
    ) async throws -> Entry? {
        let rows = try await database.fetch(
            as: Actor.system(of: tenant, request: request),
            [
                """
                select g.id, g.operator_id, g.operator_name, g.scope, g.until, u.id, s.time_zone
                from app.support_grant g
                join app.unit u on u.tenant_id = g.tenant_id and u.kind = 'chain'
                join app.tenant_setting s on s.tenant_id = g.tenant_id
                where g.tenant_id = \(tenant) and g.token_hash = \(token.hash) and g.revoked_at is null and g.until > \(now)
                """
            ])[0]
        guard let row = rows.first, let scope = SupportScope(rawValue: try row[3]) else { return nil }
        let grant: ID<SupportGrant> = try row[0]
        let person: ID<User> = try row[1]
        let standing = try await database.fetch(
            as: Actor.system(of: .deployment, request: request),
            [
                """
                select 1 from app.user_account where tenant_id = \(ID<Tenant>.deployment) and id = \(person) and state = 'active'
                """
            ])[0]
        guard !standing.isEmpty else { return nil }
        let until: Instant = try row[4]
        let rights = SupportRights.rights(scope, grant: grant, chain: try row[5], catalog: catalog, timeZone: try row[6])
        let session = AuthenticatedSession(
            id: ID(grant.uuid), csrfHash: nil, steppedUpAt: nil, expiresAt: until, locale: nil)
        let entry = Entry(
            tenant: tenant, user: person, userName: try row[2], session: session, rights: rights,
            until: min(until, now.advanced(by: SessionAuthenticator.lifetime)), isSupport: true)
        keep(entry, for: Key(slug: token.slug, hash: token.hash), after: news)
        return entry
    }

    private func load(
        _ token: APIKeyToken, _ tenant: ID<Tenant>, request: ID<Request>, after news: UInt64, at now: Instant
    ) async throws -> Entry? {
        guard let loaded = try await apiKeys.load(token, of: tenant, request: request, at: now) else { return nil }
        let session = AuthenticatedSession(
            id: ID(loaded.key.id.uuid), csrfHash: nil, steppedUpAt: nil, expiresAt: loaded.expiresAt, locale: loaded.locale)
        let entry = Entry(
            tenant: tenant, user: loaded.user, userName: loaded.userName, session: session, rights: loaded.rights,
            until: min(now.advanced(by: SessionAuthenticator.lifetime), loaded.expiresAt), key: loaded.key,
            networks: loaded.networks)
        keep(entry, for: Key(slug: token.slug, hash: token.hash), after: news) {
            $0.requestsPerMinute[tenant] = loaded.requestsPerMinute
        }
        try await apiKeys.touch(loaded, of: tenant, request: request, at: now)
        return entry
    }

    /// A key that is good came from where it is not taken: somebody else may have it. Written down once a minute.
    private func noteMisuse(of actor: Actor, at now: Instant) async throws {
        guard let key = actor.key else { return }
        let isDue = state.withLock { state in
            if let last = state.misuse[key.id], now.since(last) < .seconds(60) { return false }
            state.misuse[key.id] = now
            return true
        }
        guard isDue else { return }
        try await AuditTrail.recordDenied(
            AuditEvent(.useAPIKey, on: "api_key", key.id.uuid), as: actor, keys: await keys.keys(of: actor.tenant), at: now,
            in: database)
    }

    /// Notes the use of a session, at most once a minute.
    private func touch(_ session: ID<Session>, of tenant: ID<Tenant>, request: ID<Request>, at now: Instant)
        async throws
    {
        try await database.write(as: Actor.system(of: tenant, request: request)) { tx in
            tx.enqueue("update app.session set last_used_at = \(now) where tenant_id = \(tenant) and id = \(session)")
        }
    }
}

/// The news that one server has for the others: something about who may do what has changed in a tenant.
public enum AccessNews {
    /// The channel; the payload is the tenant's id.
    public static let channel: SQLIdentifier = "peony_access"

    /// Tells every server at COMMIT, and makes kept rights stale by their version.
    public static func publish(_ tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue(
            """
            update app.tenant_setting set access_version = access_version + 1 where tenant_id = \(tenant)
            """)
        tell(tenant, in: tx)
    }

    /// Tells every server at COMMIT to drop what it keeps of sessions; rights stay as they were.
    static func tell(_ tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue("select pg_notify('peony_access', \(tenant.description))")
    }
}
