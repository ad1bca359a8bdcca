internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

/// Why a lead was given to somebody else, in somebody's words: under the lead's own key, with which it ends.
enum LeadReason {
    static let table: SQLIdentifier = "app.lead_assignment"
    static let column: SQLIdentifier = "reason_sealed"

    /// Sealed for a row; nil for none, and of a lead that was erased.
    static func cell(_ reason: String?, of lead: UUID, row: UUID, keys: TenantKeys, in tx: Transaction) throws -> [UInt8]? {
        guard let reason else { return nil }
        let rows = try tx.execute("select crm_key from app.lead where tenant_id = \(keys.tenant) and id = \(lead)")
        guard let wrapped = try rows.first?.getOptional(0, as: [UInt8].self), !wrapped.isEmpty else { return nil }
        let key = try wrapped.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: lead) }
        let place = AssociatedData(tenant: keys.tenant.uuid, table: table.name, column: column.name, row: row)
        return try key.seal(Array(reason.utf8), for: place)
    }
}

extension Lead {
    /// What is sealed under a lead's key besides what it says itself, for the rotation of keys.
    public static let sealed: [SealedColumn] = [
        SealedColumn(
            table: LeadReason.table.name, tableIdentifier: LeadReason.table, column: LeadReason.column, customer: "lead_id", slot: .crm)
    ]

    /// What stood in clear before.
    public static let clearTexts = [ClearText("reason", as: LeadReason.column, of: LeadReason.table, holder: "lead_id")]
}
