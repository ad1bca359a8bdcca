internal import FoundationEssentials
internal import Postgres
public import Vault

/// The rows of `app.tenant_key` of one tenant, wrapped as they lie.
struct StoredKeys: Sendable {
    /// What a key is for.
    enum Purpose: String, Sendable {
        /// Wraps customers' keys; the tenant's own secrets are sealed under what is derived from it.
        case data
        /// Makes search tokens.
        case index
        /// Opens the bodies of audit events of a data key that is gone.
        case audit
    }

    /// What becomes of a version.
    enum State: String, Sendable {
        /// Its tokens are being written beside those of the active one.
        case filling
        case active
        /// It opens, and is used for nothing new.
        case retiring
        /// Its bytes are gone.
        case destroyed
    }

    /// An opened key.
    struct Key: Sendable {
        let purpose: Purpose
        let version: Int32
        let state: State
        let suite: Suite
        let key: SecretKey
    }

    /// A row.
    struct Wrapped: Sendable {
        let purpose: Purpose
        let version: Int32
        let state: State
        let suite: Suite
        let bytes: [UInt8]
    }

    let tenant: ID<Tenant>
    /// What the tenant seals with.
    let suite: Suite
    let rows: [Wrapped]
    /// Nobody opens them now.
    let isFrozen: Bool
    /// The customers whose opening raises an alarm.
    let canaries: Set<UUID>

    /// Reads all that are not destroyed.
    static func read(of tenant: ID<Tenant>, in tx: Transaction) throws -> StoredKeys {
        let results = try tx.execute(all: [
            "select cipher_suite from app.tenant_setting where tenant_id = \(tenant)",
            """
            select purpose, version, state, suite, wrapped from app.tenant_key
            where tenant_id = \(tenant) and state <> 'destroyed' order by purpose, version
            """,
            "select 1 from app.tenant_freeze where tenant_id = \(tenant)",
            "select customer_id from app.canary_customer where tenant_id = \(tenant)",
        ])
        let word = try results[0].first?.get(0, as: String.self)
        let rows = try results[1].map { row in
            guard let purpose = Purpose(rawValue: try row[0]), let state = State(rawValue: try row[2]),
                let suite = Suite(number: try row[3])
            else { throw VaultError(.malformed, "a tenant's key is of a kind that this program does not know") }
            return Wrapped(purpose: purpose, version: try row[1], state: state, suite: suite, bytes: try row[4])
        }
        return StoredKeys(
            tenant: tenant, suite: word.flatMap(Suite.init(word:)) ?? .aes256GCM, rows: rows,
            isFrozen: !results[2].isEmpty, canaries: Set(try results[3].map { try $0[0] }))
    }

    /// A hash of everything that opened keys depend on.
    var stamp: [UInt8] {
        var bytes: [UInt8] = [suite.rawValue, isFrozen ? 1 : 0]
        for row in rows {
            let line = "\(row.purpose) \(row.version) \(row.state) \(row.suite.rawValue) \(row.bytes.count) "
            bytes += Array(line.utf8) + row.bytes
        }
        return Digest.sha256(bytes)
    }

    /// Opens them. Throws `wrongKey` under other root keys, `unknownKeyVersion` when one is missing.
    func open(under roots: RootKeys, shares: CustomerShares?) throws -> TenantKeys {
        let keys = try rows.map { row in
            Key(
                purpose: row.purpose, version: row.version, state: row.state, suite: row.suite,
                key: try roots.wrapper(of: row.bytes).unwrap(
                    tenantKey: row.bytes, purpose: row.purpose.rawValue, version: UInt32(bitPattern: row.version), for: tenant.uuid))
        }
        return try TenantKeys(tenant: tenant, suite: suite, keys: keys, shares: shares)
    }

    /// Writes a new version, with the next flight.
    static func insert(
        _ key: SecretKey, _ purpose: Purpose, version: Int32, state: State, suite: Suite, of tenant: ID<Tenant>, under root: RootKey,
        at now: Instant, in tx: Transaction
    ) throws {
        let wrapped = try root.wrap(
            tenantKey: key, purpose: purpose.rawValue, version: UInt32(bitPattern: version), for: tenant.uuid, suite: suite)
        tx.enqueue(
            """
            insert into app.tenant_key (tenant_id, purpose, version, wrapped, state, suite, created_at)
            values (\(tenant), \(purpose.rawValue), \(version), \(wrapped), \(state.rawValue), \(Int16(suite.rawValue)), \(now))
            """)
    }
}

extension Suite {
    /// The suite of a number in a table.
    init?(number: Int16) {
        guard let raw = UInt8(exactly: number) else { return nil }
        self.init(rawValue: raw)
    }

    /// The suite of a word in settings: `aes256gcm` or `sm4`.
    public init?(word: String) {
        guard let suite = [Suite.aes256GCM, .sm4CTRHMACSM3].first(where: { $0.word == word }) else { return nil }
        self = suite
    }

    /// Its word in settings.
    public var word: String { self == .aes256GCM ? "aes256gcm" : "sm4" }

    /// The words that there are.
    static let words = [Suite.aes256GCM.word, Suite.sm4CTRHMACSM3.word]
}
