internal import FoundationEssentials
internal import Postgres
internal import Vault

/// Wraps customers' keys under the newest data key. What they seal is not touched.
enum RotateDataKey {
    /// One batch of the walk.
    static func walk(after position: UUID?, limit: Int, keys: TenantKeys, in tx: Transaction) throws -> WalkedBatch {
        tx.enqueue(MergedRows.reach)
        let found = try CustomerKeyQueries.batch(after: position, limit: limit, of: keys.tenant, in: tx)
        var changed: [(customer: UUID, crm: [UInt8]?, medical: [UInt8]?)] = []
        for (customer, crm, medical) in found {
            func again(_ slot: KeySlot, _ wrapped: [UInt8]?) throws -> [UInt8]? {
                guard let wrapped, !keys.isDestroyed(slot, customer: customer),
                    try Envelope(parsing: wrapped).keyVersion != keys.current.version
                else { return nil }
                let key = try wrapped.withUnsafeBytes { try keys.unwrap(slot, wrapped: $0, customer: customer) }
                return try keys.wrap(key, slot, customer: customer)
            }
            let renewed = (customer: customer, crm: try again(.crm, crm), medical: try again(.medical, medical))
            if renewed.crm != nil || renewed.medical != nil { changed.append(renewed) }
        }
        if !changed.isEmpty { CustomerKeyQueries.enqueueUpdate(changed, of: keys.tenant, in: tx) }
        return WalkedBatch(count: found.count, last: found.last?.customer)
    }

    /// Keeps everybody from writing under a version until COMMIT, and waits for those who have: the database holds the row of the key for
    /// whoever does (migration 0061).
    static func lock(_ version: Int32, of tenant: ID<Tenant>, in tx: Transaction) throws {
        try tx.execute(
            """
            select 1 from app.tenant_key where tenant_id = \(tenant) and purpose = 'data' and version = \(version) for update
            """)
    }

    /// Destroys a version that nothing is under any more. What opens old audit events was derived from it and stays, by itself: the
    /// trail is never written anew.
    static func destroy(_ version: Int32, keys: TenantKeys, roots: RootKeys, at now: Instant, in tx: Transaction) throws {
        let number = UInt32(bitPattern: version)
        let audit = try keys.sealing(TenantKeys.auditLabel, version: number).key
        try StoredKeys.insert(
            audit, .audit, version: version, state: .active, suite: .aes256GCM, of: keys.tenant, under: roots.newest(in: tx), at: now,
            in: tx)
        StoredKeys.destroy(.data, version: version, of: keys.tenant, in: tx)
    }
}

extension StoredKeys {
    /// Leaves of a version that it was there.
    static func destroy(_ purpose: Purpose, version: Int32, of tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue(
            """
            update app.tenant_key set state = 'destroyed', wrapped = ''
            where tenant_id = \(tenant) and purpose = \(purpose.rawValue) and version = \(version)
            """)
    }

    /// Changes what becomes of a version.
    static func set(_ state: State, _ purpose: Purpose, version: Int32, of tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue(
            """
            update app.tenant_key set state = \(state.rawValue)
            where tenant_id = \(tenant) and purpose = \(purpose.rawValue) and version = \(version)
            """)
    }
}
