internal import FoundationEssentials
internal import Postgres
internal import Vault

/// Gives every customer new keys and seals his cells anew under them.
///
/// The walk adds a version and seals with it whatever is there; the old one stays beside it, so that what a transaction under way still
/// writes with it opens. The sweep comes when none can be under way any more: it seals the stragglers, and takes the old versions of the
/// `medical` key away. Those of the `crm` key stay: events of the audit trail are sealed under them and are never written anew; erasing the
/// customer ends them too.
struct RotateCustomerKeys {
    let keys: TenantKeys
    let columns: [SealedColumn]

    private struct Customer {
        let id: UUID
        var crm: SealingKey?
        var medical: SealingKey?
    }

    /// One batch of the walk.
    func walk(after position: UUID?, limit: Int, in tx: Transaction) throws -> WalkedBatch {
        try batch(after: position, limit: limit, in: tx) { key, _ in
            guard let next = key.successor(suite: keys.suite) else { throw Failure(.internalError) }
            return next
        }
    }

    /// One batch of the sweep.
    func sweep(after position: UUID?, limit: Int, in tx: Transaction) throws -> WalkedBatch {
        try batch(after: position, limit: limit, in: tx) { key, slot in slot == .medical ? key.keeping { _ in false } : key }
    }

    private func batch(
        after position: UUID?, limit: Int, in tx: Transaction, _ change: (SealingKey, KeySlot) throws -> SealingKey
    ) throws -> WalkedBatch {
        tx.enqueue(MergedRows.reach)
        let found = try CustomerKeyQueries.batch(after: position, limit: limit, of: keys.tenant, in: tx)
        var customers: [UUID: Customer] = [:]
        var written: [(customer: UUID, crm: [UInt8]?, medical: [UInt8]?)] = []
        for (id, crm, medical) in found {
            func open(_ slot: KeySlot, _ wrapped: [UInt8]?) throws -> SealingKey? {
                guard let wrapped, !keys.isDestroyed(slot, customer: id) else { return nil }
                return try wrapped.withUnsafeBytes { try keys.unwrap(slot, wrapped: $0, customer: id) }
            }
            var customer = Customer(id: id)
            var renewed: (customer: UUID, crm: [UInt8]?, medical: [UInt8]?) = (id, nil, nil)
            if let key = try open(.crm, crm) {
                let next = try change(key, .crm)
                customer.crm = next
                if next.version != key.version || next.older.count != key.older.count {
                    renewed.crm = try keys.wrap(next, .crm, customer: id)
                }
            }
            if let key = try open(.medical, medical) {
                let next = try change(key, .medical)
                // Cells are opened before old versions go.
                customer.medical = next.version == key.version ? key : next
                if next.version != key.version || next.older.count != key.older.count {
                    renewed.medical = try keys.wrap(next, .medical, customer: id)
                }
            }
            customers[id] = customer
            if renewed.crm != nil || renewed.medical != nil { written.append(renewed) }
        }
        guard !found.isEmpty else { return WalkedBatch(count: 0, last: nil) }
        for table in Dictionary(grouping: columns, by: \.table).values.sorted(by: { $0[0].table < $1[0].table }) {
            try reseal(table, of: customers, in: tx)
        }
        if !written.isEmpty { CustomerKeyQueries.enqueueUpdate(written, of: keys.tenant, in: tx) }
        return WalkedBatch(count: found.count, last: found.last?.customer)
    }

    /// Seals the cells of one table that are not under the newest version.
    private func reseal(_ columns: [SealedColumn], of customers: [UUID: Customer], in tx: Transaction) throws {
        guard let table = columns.first else { return }
        let list = columns.map { SQL($0.column) }.joined(separator: ", ")
        let ids = customers.keys.sorted()
        let rows = try tx.execute(
            """
            select id, \(table.customer), \(list) from \(table.tableIdentifier)
            where tenant_id = \(keys.tenant) and \(table.customer) = any (\(ids)) order by id for update
            """)
        for row in rows {
            let id: UUID = try row[0]
            guard let customer = customers[try row.get(1, as: UUID.self)] else { continue }
            var changes: [SQL] = []
            for (index, column) in columns.enumerated() {
                guard let sealed = try row.getOptional(index + 2, as: [UInt8].self),
                    let key = column.slot == .crm ? customer.crm : customer.medical,
                    try Envelope(parsing: sealed).keyVersion != key.version
                else { continue }
                let place = AssociatedData(tenant: keys.tenant.uuid, table: column.table, column: column.column.name, row: id)
                changes.append("\(column.column) = \(try key.seal(key.open(sealed, for: place), for: place))")
            }
            guard !changes.isEmpty else { continue }
            tx.enqueue(
                """
                update \(table.tableIdentifier) set \(changes.joined(separator: ", ")) where tenant_id = \(keys.tenant) and id = \(id)
                """)
        }
    }
}
