internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// Seals the cells of rows that changed hands under the keys of whom they belong to now. Which cells there are is known from the plan
/// of the rotations, so that what is sealed under customers' keys anywhere is sealed anew here.
struct ResealBelongings {
    /// Whose they were.
    let from: LockedRow
    /// Whose they are.
    let to: LockedRow
    let merge: UUID
    let cells: [SealedColumn]
    let keys: TenantKeys

    /// Rows of one column of the ledger.
    func run(_ belonging: CustomerBelonging, in tx: Transaction) throws {
        let cells = cells.filter { $0.tableIdentifier == belonging.table && $0.moving == belonging.column && $0.table != "app.customer" }
        guard let table = cells.first else { return }
        let list = cells.map { SQL($0.column) }.joined(separator: ", ")
        let rows = try tx.execute(
            """
            select x.id, \(list) from \(table.tableIdentifier) x where x.tenant_id = \(keys.tenant) and x.\(table.customer) = \(to.id)
            and exists (select 1 from app.customer_merge_row r where r.tenant_id = x.tenant_id and r.merge_id = \(merge)
              and r.target = \(belonging.key) and r.row_key = array[x.id::text])
            """)
        for row in rows {
            let id: UUID = try row[0]
            let changes = try cells.enumerated().compactMap { index, cell -> SQL? in
                guard let sealed = try row.getOptional(index + 1, as: [UInt8].self), !sealed.isEmpty else { return nil }
                guard let old = cell.slot == .crm ? from.crm : from.medical, let new = cell.slot == .crm ? to.crm : to.medical else {
                    throw VaultError(.unknownKeyVersion, "the customer's key is gone")
                }
                let place = AssociatedData(tenant: keys.tenant.uuid, table: cell.table, column: cell.column.name, row: id)
                return "\(cell.column) = \(try new.seal(old.open(sealed, for: place), for: place))"
            }
            guard !changes.isEmpty else { continue }
            tx.enqueue(
                """
                update \(table.tableIdentifier) set \(changes.joined(separator: ", ")) where tenant_id = \(keys.tenant) and id = \(id)
                """)
        }
    }
}
