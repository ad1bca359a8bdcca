public import FoundationEssentials
internal import Synchronization
public import Vault

/// The opened keys of one tenant: data keys by version, the blind index, and what is derived from them.
///
/// Index keys are independent of data keys, so that rotating one does not touch the other.
public struct TenantKeys: Sendable {
    public let tenant: ID<Tenant>
    /// What new cells are sealed with; old ones open whatever they were sealed with.
    public let suite: Suite
    /// Seals and wraps; older versions only open.
    public let current: SealingKey
    private let data: [UInt32: DataKey]
    private let audit: [UInt32: SecretKey]
    private let shares: CustomerShares?
    /// The index keys that there are, the one that decides first. There are two while one is being replaced.
    public let indexes: [IndexKey]
    private let opened: OpenedKeys
    private var watch: CanaryWatch?

    private struct DataKey: Sendable {
        let sealing: SealingKey
        /// What is derived from it is derived with the hash of the suite that it was made for.
        let hash: KeyedHash
    }

    /// Keys as they were unwrapped; throws `unknownKeyVersion` when a purpose has none.
    init(tenant: ID<Tenant>, suite: Suite, keys: [StoredKeys.Key], shares: CustomerShares?) throws(VaultError) {
        guard let newest = keys.filter({ $0.purpose == .data && $0.state == .active }).max(by: { $0.version < $1.version }) else {
            throw VaultError(.unknownKeyVersion, "the tenant has no data key")
        }
        let active = keys.filter { $0.purpose == .index && $0.state == .active }
        guard active.count == 1 else { throw VaultError(.unknownKeyVersion, "the tenant has no index key") }
        self.tenant = tenant
        self.suite = suite
        self.shares = shares
        func entries<V>(_ purpose: StoredKeys.Purpose, _ value: (StoredKeys.Key) -> V) -> [UInt32: V] {
            Dictionary(keys.filter { $0.purpose == purpose }.map { (UInt32(bitPattern: $0.version), value($0)) }) { $1 }
        }
        data = entries(.data) { key in
            DataKey(sealing: SealingKey(key: key.key, version: UInt32(bitPattern: key.version), suite: suite), hash: key.suite.hash)
        }
        audit = entries(.audit, \.key)
        current = SealingKey(key: newest.key, version: UInt32(bitPattern: newest.version), suite: suite)
        indexes = (active + keys.filter { $0.purpose == .index && $0.state != .active }).map(IndexKey.init)
        opened = OpenedKeys()
    }

    /// The same keys, whose use for canary customers is told.
    func watched(_ watch: CanaryWatch) -> TenantKeys {
        var keys = self
        keys.watch = watch
        return keys
    }

    /// Makes the tokens that decide what is unique.
    public var index: BlindIndex { indexes[0].index }
    /// Whether what is written with the others is under the same versions.
    public func writesLike(_ others: TenantKeys) -> Bool {
        current.version == others.current.version && indexVersion == others.indexVersion
            && writtenIndexes.map(\.version) == others.writtenIndexes.map(\.version)
    }

    /// The version that they are stored under.
    public var indexVersion: Int32 { indexes[0].version }
    /// What every write makes tokens with.
    public var writtenIndexes: [IndexKey] { indexes.filter { $0.isWritten } }

    /// A new customer's key, wrapped for the table.
    public func newCustomerKey(_ slot: KeySlot, customer: UUID) throws(VaultError) -> (key: SealingKey, wrapped: [UInt8]) {
        let key = SealingKey(key: .random(), version: 1, suite: suite)
        return (key, try wrap(key, slot, customer: customer))
    }

    /// A customer's key with all its versions, wrapped for the table under the current data key.
    func wrap(_ key: SealingKey, _ slot: KeySlot, customer: UUID) throws(VaultError) -> [UInt8] {
        try KeyWrap.wrap(versions: key, under: wrapping(slot, customer, current), label: place(slot, customer))
    }

    /// A customer's key from its wrapped form.
    public func customerKey(_ slot: KeySlot, wrapped: UnsafeRawBufferPointer, customer: UUID) throws(VaultError) -> SealingKey {
        watch?.opened(customer)
        let id = OpenedKeys.Entry(customer: customer, slot: slot, wrapped: wrapped)
        if let key = opened[id] { return key }
        let key = try unwrap(slot, wrapped: wrapped, customer: customer)
        opened[id] = key
        return key
    }

    /// A customer's key from its wrapped form, past everything that is kept.
    func unwrap(_ slot: KeySlot, wrapped: UnsafeRawBufferPointer, customer: UUID) throws(VaultError) -> SealingKey {
        let envelope = try Envelope(parsing: wrapped)
        guard let wrapping = data[envelope.keyVersion] else {
            throw VaultError(.unknownKeyVersion, "no data key of that version")
        }
        let label = place(slot, customer)
        do throws(VaultError) {
            return try KeyWrap.unwrapVersions(wrapped, under: self.wrapping(slot, customer, wrapping.sealing), label: label, suite: suite)
        } catch  where error.kind == .cannotOpen && shares != nil {
            // Wrapped before there were shares; the next rotation of the tenant's key brings it under its share.
            return try KeyWrap.unwrapVersions(wrapped, under: wrapping.sealing, label: label, suite: suite)
        }
    }

    /// Whether a customer's key was destroyed: its share is gone, so nothing opens what is in his row.
    func isDestroyed(_ slot: KeySlot, customer: UUID) -> Bool {
        shares.map { $0.share(of: slot, customer: customer, tenant: tenant) == nil } ?? false
    }

    /// Forgets the opened keys of a customer.
    func forget(customer: UUID) { opened.forget(customer) }

    /// What wraps a customer's key: the tenant's data key together with the customer's share, which the database does not have.
    private func wrapping(_ slot: KeySlot, _ customer: UUID, _ base: SealingKey) throws(VaultError) -> SealingKey {
        guard let shares else { return base }
        guard let share = shares.share(of: slot, customer: customer, tenant: tenant) else {
            throw VaultError(.unknownKeyVersion, "the customer's key was destroyed")
        }
        return SealingKey(key: base.key.bound(to: share, label: "peony customer wrap"), version: base.version, suite: base.suite)
    }

    /// A key for the tenant's own secrets of one kind, derived from the current data key.
    public func derived(_ label: String) -> SecretKey { sealing(label).key }

    /// Seals something of the tenant's own (a cursor, a kept answer, a TOTP seed), and opens what older data keys sealed as long as
    /// they are there.
    public func sealing(_ label: String) -> SealingKey {
        let versions = data.keys.sorted(by: >)
        let older = versions.filter { $0 != current.version }
            .compactMap { version in derive(label, version).map { SealingKey.Version(key: $0, version: version) } }
        // The current version is one of the data keys: the initialiser saw to it.
        let key = derive(label, current.version) ?? current.key.derive(label: label, context: Array(tenant.description.utf8))
        return SealingKey(key: key, version: current.version, suite: suite, older: older)
    }

    /// Opens what `sealing` sealed under one data key; throws `unknownKeyVersion` when that key is gone.
    public func sealing(_ label: String, version: UInt32) throws(VaultError) -> SealingKey {
        guard let key = derive(label, version) else { throw VaultError(.unknownKeyVersion, "no data key of that version") }
        return SealingKey(key: key, version: version, suite: suite)
    }

    /// The versions of the data key that open.
    var dataVersions: [UInt32] { data.keys.sorted() }

    private func derive(_ label: String, _ version: UInt32) -> SecretKey? {
        guard let key = data[version] else { return label == TenantKeys.auditLabel ? audit[version] : nil }
        return key.sealing.key.derive(label: label, context: Array(tenant.description.utf8), hash: key.hash)
    }

    /// What the bodies of audit events without a customer are sealed under.
    static let auditLabel = "audit"

    private func place(_ slot: KeySlot, _ customer: UUID) -> AssociatedData {
        AssociatedData(
            tenant: tenant.uuid, table: "app.customer", column: slot == .crm ? "crm_key" : "medical_key", row: customer)
    }
}

/// A version of the index key.
public struct IndexKey: Sendable {
    public let version: Int32
    public let index: BlindIndex
    /// Whether writes still make tokens with it; one that is retiring is only looked up.
    let isWritten: Bool

    init(_ key: StoredKeys.Key) {
        version = key.version
        index = BlindIndex(key: key.key, hash: key.suite.hash)
        isWritten = key.state != .retiring
    }
}

/// Customers' keys that were opened lately. Bounded: when full it starts again.
private final class OpenedKeys: Sendable {
    /// A key in one of its wrapped forms: rotated or destroyed, it is no longer found by what is in the row.
    struct Entry: Hashable {
        let customer: UUID
        let slot: KeySlot
        // The end of an envelope is its authenticator: no two are alike.
        private let tag: (UInt64, UInt64)

        init(customer: UUID, slot: KeySlot, wrapped: UnsafeRawBufferPointer) {
            self.customer = customer
            self.slot = slot
            let start = wrapped.count - 16
            tag =
                start < 0
                ? (0, 0)
                : (
                    wrapped.loadUnaligned(fromByteOffset: start, as: UInt64.self),
                    wrapped.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
                )
        }

        static func == (left: Entry, right: Entry) -> Bool {
            left.customer == right.customer && left.slot == right.slot && left.tag == right.tag
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(tag.0)
        }
    }

    private let keys = Mutex<[Entry: SealingKey]>([:])
    private static let limit = 20_000

    /// Forgets both keys of a customer in every wrapped form.
    func forget(_ customer: UUID) {
        keys.withLock { keys in keys = keys.filter { $0.key.customer != customer } }
    }

    subscript(entry: Entry) -> SealingKey? {
        get { keys.withLock { $0[entry] } }
        set {
            keys.withLock { keys in
                if keys.count >= OpenedKeys.limit { keys.removeAll(keepingCapacity: true) }
                keys[entry] = newValue
            }
        }
    }
}
