internal import FoundationEssentials
public import Postgres
internal import Synchronization
public import Vault

/// Opens tenants' keys under the root key and keeps them in memory, so that no request pays for it twice.
///
/// What is kept is looked at again every 30 seconds at the latest, and at once when the database tells of a change: so no server works
/// with keys of yesterday.
public final class KeyRing: Sendable {
    /// How long keys are used without looking whether they are still those of the database.
    static let lifetime: Duration = .seconds(30)

    /// The root keys at hand; never in the database.
    public let roots: RootKeys
    /// The halves of customers' keys that lie outside the database; nil where keys are whole in it, as in tests.
    public let shares: CustomerShares?
    /// Where the opening of canary customers is told.
    public let alarm = CanaryAlarm()
    private let database: Database
    private let opened = Mutex<[ID<Tenant>: Entry]>([:])
    private let monotonic: @Sendable () -> ContinuousClock.Instant

    private struct Entry {
        /// Nil while the tenant is frozen: its keys are not even in memory.
        let keys: TenantKeys?
        let canaries: Set<UUID>
        /// The hash of the rows that the keys were opened from.
        let stamp: [UInt8]
        var since: ContinuousClock.Instant
    }

    public init(
        roots: RootKeys, database: Database, shares: CustomerShares? = nil,
        monotonic: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.roots = roots
        self.shares = shares
        self.database = database
        self.monotonic = monotonic
    }

    /// A ring under one root key, for tests and commands.
    public convenience init(root: RootKey, database: Database, shares: CustomerShares? = nil) {
        self.init(roots: RootKeys(root), database: database, shares: shares)
    }

    /// The root key that new keys are wrapped under unless the database knows a newer one.
    public var root: RootKey { roots.current }

    /// The keys of a tenant, for whoever the current task works for.
    ///
    /// - Throws: `tenant.frozen` while it is frozen; `unknownKeyVersion` when it has none, `wrongKey` under another root key.
    public func keys(of tenant: ID<Tenant>) async throws -> TenantKeys {
        let entry = try await entry(of: tenant)
        guard let keys = entry.keys else { throw Failure(.tenantFrozen) }
        guard !entry.canaries.isEmpty, let actor = Actor.current, actor.tenant == tenant else { return keys }
        return keys.watched(CanaryWatch(customers: entry.canaries, actor: actor, alarm: alarm))
    }

    /// The keys of a tenant, frozen or not, for what has to be written about it; a frozen one's are not kept.
    func keys(of tenant: ID<Tenant>, evenFrozen: Bool) async throws -> TenantKeys {
        if let keys = try await entry(of: tenant).keys { return keys }
        guard evenFrozen else { throw Failure(.tenantFrozen) }
        return try await database.read(as: Actor.system(of: tenant, request: ID(UUID()))) { [roots, shares] tx in
            try StoredKeys.read(of: tenant, in: tx).open(under: roots, shares: shares)
        }
    }

    private func entry(of tenant: ID<Tenant>) async throws -> Entry {
        let now = monotonic()
        let known = opened.withLock { $0[tenant] }
        if let known, known.since.advanced(by: KeyRing.lifetime) > now { return known }
        let actor = Actor.system(of: tenant, request: ID(UUID()))
        let entry = try await database.read(as: actor) { [roots, shares] tx in
            let stored = try StoredKeys.read(of: tenant, in: tx)
            if let known, known.stamp == stored.stamp {
                return Entry(keys: known.keys, canaries: stored.canaries, stamp: known.stamp, since: now)
            }
            // On a thread of the database: a root key in a token takes its time.
            let keys = stored.isFrozen ? nil : try stored.open(under: roots, shares: shares)
            return Entry(keys: keys, canaries: stored.canaries, stamp: stored.stamp, since: now)
        }
        opened.withLock { $0[tenant] = entry }
        return entry
    }

    /// Makes a new tenant's first keys, in the transaction that makes the tenant.
    public func provision(_ tenant: ID<Tenant>, suite: Suite = .aes256GCM, at now: Instant, in tx: Transaction) throws -> TenantKeys {
        let root = try roots.newest(in: tx)
        var made: [StoredKeys.Key] = []
        for purpose in [StoredKeys.Purpose.data, .index] {
            let key = SecretKey.random()
            try StoredKeys.insert(key, purpose, version: 1, state: .active, suite: suite, of: tenant, under: root, at: now, in: tx)
            made.append(StoredKeys.Key(purpose: purpose, version: 1, state: .active, suite: suite, key: key))
        }
        return try TenantKeys(tenant: tenant, suite: suite, keys: made, shares: shares)
    }

    /// What the ledger of erasures is bound under and certificates are signed with. It lies beside the shares and survives a rotation of
    /// the root key.
    public var erasureSecret: SecretKey { shares?.secret ?? root.derive(label: "peony erasures") }

    /// Forgets a customer's opened keys: they were destroyed.
    func forget(customer: UUID, of tenant: ID<Tenant>) {
        opened.withLock { $0[tenant] }?.keys?.forget(customer: customer)
    }

    /// Forgets a tenant's opened keys; the next request opens them anew.
    public func forget(_ tenant: ID<Tenant>) {
        opened.withLock { $0[tenant] = nil }
    }

    /// Forgets everybody's: after a gap in the news.
    public func forgetAll() {
        opened.withLock { $0.removeAll() }
    }
}

/// Tells every server that a tenant's keys are others now.
public enum KeyNews {
    /// The channel; the payload is the tenant's id.
    public static let channel: SQLIdentifier = "peony_keys"

    /// Tells at COMMIT.
    public static func publish(_ tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue("select pg_notify('peony_keys', \(tenant.description))")
    }
}
