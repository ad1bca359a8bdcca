internal import FoundationEssentials
public import Postgres
internal import Synchronization
public import Vault

/// Opens tenants' keys under the root key and keeps them in memory, so that no request pays for it twice.
public final class KeyRing: Sendable {
    /// The root key; never in the database.
    public let root: RootKey
    /// The halves of customers' keys that lie outside the database; nil where keys are whole in it, as in tests.
    public let shares: CustomerShares?
    private let database: Database
    private let opened = Mutex<[ID<Tenant>: TenantKeys]>([:])

    public init(root: RootKey, database: Database, shares: CustomerShares? = nil) {
        self.root = root
        self.shares = shares
        self.database = database
    }

    /// The keys of a tenant. Throws `unknownKeyVersion` when it has none, `wrongKey` under another root key.
    public func keys(of tenant: ID<Tenant>) async throws -> TenantKeys {
        if let keys = opened.withLock({ $0[tenant] }) { return keys }
        let actor = Actor.system(of: tenant, request: ID(UUID()))
        let rows = try await database.read(as: actor) { tx in
            try tx.execute(
                """
                select purpose, version, wrapped from app.tenant_key
                where tenant_id = \(tenant) and state <> 'destroyed' order by purpose, version
                """)
        }
        var data: [UInt32: SecretKey] = [:]
        var index: (version: Int32, key: SecretKey)?
        for row in rows {
            let purpose: String = try row[0]
            let version: Int32 = try row[1]
            let wrapped: [UInt8] = try row[2]
            let key = try root.unwrap(
                tenantKey: wrapped, purpose: purpose, version: UInt32(bitPattern: version), for: tenant.uuid)
            if purpose == "data" { data[UInt32(bitPattern: version)] = key } else { index = (version, key) }
        }
        guard let index else { throw VaultError(.unknownKeyVersion, "the tenant has no index key") }
        let keys = try TenantKeys(tenant: tenant, data: data, index: index, shares: shares)
        opened.withLock { $0[tenant] = keys }
        return keys
    }

    /// Makes a new tenant's first keys, in the transaction that makes the tenant.
    public func provision(_ tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws -> TenantKeys {
        let (data, index) = (SecretKey.random(), SecretKey.random())
        for (purpose, key) in [("data", data), ("index", index)] {
            let wrapped = try root.wrap(tenantKey: key, purpose: purpose, version: 1, for: tenant.uuid)
            tx.enqueue(
                """
                insert into app.tenant_key (tenant_id, purpose, version, wrapped, state, created_at)
                values (\(tenant), \(purpose), 1, \(wrapped), 'active', \(now))
                """)
        }
        return try TenantKeys(tenant: tenant, data: [1: data], index: (1, index), shares: shares)
    }

    /// What the ledger of erasures is bound under and certificates are signed with. It lies beside the shares and survives a rotation of
    /// the root key.
    public var erasureSecret: SecretKey { shares?.secret ?? root.derive(label: "peony erasures") }

    /// Forgets a customer's opened keys: they were destroyed.
    func forget(customer: UUID, of tenant: ID<Tenant>) {
        opened.withLock { $0[tenant] }?.forget(customer: customer)
    }

    /// Forgets a tenant's opened keys; the next request opens them anew.
    public func forget(_ tenant: ID<Tenant>) {
        opened.withLock { $0[tenant] = nil }
    }
}
