internal import FoundationEssentials
public import Postgres

/// Everything that is read of an opened customer is written down, values in clear or not.
public enum EmergencyReads {
    /// An event for each of these rows that lies in the portions of break-glass.
    public static func record(
        _ rows: some Sequence<Row>, _ selection: Selection, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let opened = selection.view.bitsOpened
        guard opened != 0 else { return }
        let resource = selection.view.resource
        // Of customers themselves the object is the customer; what belongs to one names him where it carries his keys.
        let isCustomer = resource.keyHolder?.alias.name == "t" && resource.keyHolder?.id.name == "id"
        for row in rows where try selection.bits(of: row) & opened != 0 {
            let object: UUID = try row[Selection.idColumn]
            let customer = try isCustomer ? object : selection.keyColumns.holder.map { try row.get($0, as: UUID.self) }
            try AuditTrail.record(
                AuditEvent(resource.read, on: resource.name, object, customer: customer, purpose: purpose, rowCount: 1), as: actor,
                keys: keys, at: now, in: tx)
        }
    }

    /// What such events say as their purpose.
    static let purpose = "break-glass"
}
