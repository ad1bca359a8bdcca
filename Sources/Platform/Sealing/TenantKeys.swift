public import FoundationEssentials
internal import Synchronization
public import Vault

/// The opened keys of one tenant: data keys by version, the blind index, and what is derived from them.
///
/// Index keys are independent of data keys, so that rotating one does not touch the other.
public final class TenantKeys: Sendable {
    public let tenant: ID<Tenant>
    /// Seals and wraps; older versions only open.
    public let current: SealingKey
    private let data: [UInt32: SealingKey]
    private let shares: CustomerShares?
    /// Makes search tokens, and the version that they are stored under.
    public let index: BlindIndex
    public let indexVersion: Int32

    /// Customers' keys that were opened lately. Bounded: when full it starts again.
    private let opened = Mutex<[CustomerKeyID: SealingKey]>([:])
    private static let openedLimit = 20_000

    private struct CustomerKeyID: Hashable {
        let customer: UUID
        let slot: KeySlot
    }

    /// Keys as they were unwrapped; throws `unknownKeyVersion` when a purpose has none.
    public init(
        tenant: ID<Tenant>, data: [UInt32: SecretKey], index: (version: Int32, key: SecretKey), shares: CustomerShares? = nil
    ) throws(VaultError) {
        guard let newest = data.keys.max(), let key = data[newest] else {
            throw VaultError(.unknownKeyVersion, "the tenant has no data key")
        }
        self.tenant = tenant
        self.shares = shares
        self.data = Dictionary(uniqueKeysWithValues: data.map { ($0, SealingKey(key: $1, version: $0)) })
        current = SealingKey(key: key, version: newest)
        self.index = BlindIndex(key: index.key)
        indexVersion = index.version
    }

    /// A new customer's key, wrapped for the table.
    public func newCustomerKey(_ slot: KeySlot, customer: UUID) throws(VaultError) -> (key: SealingKey, wrapped: [UInt8]) {
        let key = SecretKey.random()
        let wrapped = try KeyWrap.wrap(key: key, under: wrapping(slot, customer, current), label: place(slot, customer))
        return (SealingKey(key: key, version: 1), wrapped)
    }

    /// A customer's key from its wrapped form.
    public func customerKey(_ slot: KeySlot, wrapped: UnsafeRawBufferPointer, customer: UUID) throws(VaultError) -> SealingKey {
        let id = CustomerKeyID(customer: customer, slot: slot)
        if let key = opened.withLock({ $0[id] }) { return key }
        let envelope = try Envelope(parsing: wrapped)
        guard let wrapping = data[envelope.keyVersion] else {
            throw VaultError(.unknownKeyVersion, "no data key of that version")
        }
        let key = SealingKey(key: try unwrap(wrapped, slot, customer, under: wrapping), version: 1)
        opened.withLock { opened in
            if opened.count >= TenantKeys.openedLimit { opened.removeAll(keepingCapacity: true) }
            opened[id] = key
        }
        return key
    }

    /// Forgets the opened keys of a customer.
    func forget(customer: UUID) {
        opened.withLock { opened in
            opened[CustomerKeyID(customer: customer, slot: .crm)] = nil
            opened[CustomerKeyID(customer: customer, slot: .medical)] = nil
        }
    }

    /// What wraps a customer's key: the tenant's data key together with the customer's share, which the database does not have.
    private func wrapping(_ slot: KeySlot, _ customer: UUID, _ base: SealingKey) throws(VaultError) -> SealingKey {
        guard let shares else { return base }
        guard let share = shares.share(of: slot, customer: customer, tenant: tenant) else {
            throw VaultError(.unknownKeyVersion, "the customer's key was destroyed")
        }
        return SealingKey(key: base.key.bound(to: share, label: "peony customer wrap"), version: base.version, suite: base.suite)
    }

    private func unwrap(
        _ wrapped: UnsafeRawBufferPointer, _ slot: KeySlot, _ customer: UUID, under base: SealingKey
    ) throws(VaultError) -> SecretKey {
        let label = place(slot, customer)
        do throws(VaultError) {
            return try KeyWrap.unwrap(wrapped, under: wrapping(slot, customer, base), label: label)
        } catch  where error.kind == .cannotOpen && shares != nil {
            // Wrapped before there were shares; the next rotation of the tenant's key brings it under its share.
            return try KeyWrap.unwrap(wrapped, under: base, label: label)
        }
    }

    /// A key for the tenant's own secrets of one kind, derived from the current data key.
    public func derived(_ label: String) -> SecretKey {
        current.key.derive(label: label, context: Array(tenant.description.utf8))
    }

    /// Seals something of the tenant's own (a cursor, a kept answer, a TOTP seed).
    public func sealing(_ label: String) -> SealingKey {
        SealingKey(key: derived(label), version: current.version)
    }

    /// Opens what `sealing` sealed under an older data key; throws `unknownKeyVersion` when that key is gone.
    public func sealing(_ label: String, version: UInt32) throws(VaultError) -> SealingKey {
        guard let key = data[version] else { throw VaultError(.unknownKeyVersion, "no data key of that version") }
        return SealingKey(key: key.key.derive(label: label, context: Array(tenant.description.utf8)), version: version)
    }

    private func place(_ slot: KeySlot, _ customer: UUID) -> AssociatedData {
        AssociatedData(
            tenant: tenant.uuid, table: "app.customer", column: slot == .crm ? "crm_key" : "medical_key", row: customer)
    }
}
