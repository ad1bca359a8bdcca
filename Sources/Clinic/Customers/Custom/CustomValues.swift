internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// The values of a tenant's own fields, as they are written, checked and taken away.
enum CustomValues {
    /// The tables of clear values.
    static let tables: [SQLIdentifier] = [
        "app.custom_text", "app.custom_number", "app.custom_date", "app.custom_choice", "app.custom_customer", "app.custom_person",
        "app.custom_file",
    ]

    /// Writes the values of a customer's own fields among these changes, sealed where they are sealed.
    static func enqueue(
        _ changes: [Int: FieldValue], of customer: UUID, branch: UUID, writer: ResourceWriter, crm: SealingKey?, medical: SealingKey?,
        in tx: Transaction
    ) throws {
        let tenant = writer.keys.tenant
        for index in changes.keys.sorted() {
            let field = writer.resource.fields[index]
            guard let custom = field.custom, let value = changes[index] else { continue }
            if custom.kind == .file { tx.enqueue(CustomFiles.drop(custom.id, of: customer, but: value, tenant: tenant)) }
            tx.enqueue(
                "delete from \(custom.table) where tenant_id = \(tenant) and field_id = \(custom.id) and customer_id = \(customer)")
            switch value {
            case .null: continue
            case .words(let words):
                tx.enqueue(
                    """
                    insert into app.custom_choice (tenant_id, field_id, customer_id, branch_id, value)
                    select \(tenant), \(custom.id), \(customer), \(branch), x from unnest(\(words)) x
                    """)
            default:
                let cell = try writer.parameter(value, for: field, row: customer, crm: crm, medical: medical)
                guard custom.isSealed else {
                    tx.enqueue(
                        """
                        insert into \(custom.table) (tenant_id, field_id, customer_id, branch_id, value)
                        values (\(tenant), \(custom.id), \(customer), \(branch), \(cell))
                        """)
                    continue
                }
                tx.enqueue(
                    """
                    insert into app.custom_sealed (tenant_id, id, field_id, customer_id, branch_id, \(field.column))
                    values (\(tenant), \(custom.cell(of: customer)), \(custom.id), \(customer), \(branch), \(cell))
                    """)
            }
        }
    }

    /// References point to whom the actor sees, to people who are active, to files that he brought himself: an id that is not his to name
    /// is refused in the same words as one that does not exist.
    ///
    /// - Parameter values: what becomes different.
    static func checkReferences(
        _ values: [Int: FieldValue], of customer: UUID, in resource: Resource, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        var violations: [Violation] = []
        for index in values.keys.sorted() {
            let field = resource.fields[index]
            guard let custom = field.custom, case .id(let id)? = values[index] else { continue }
            let isThere =
                switch custom.kind {
                case .customer: try id != customer && CustomerPart.visible(id, as: actor, at: now, in: tx)
                case .person:
                    try tx.execute(CustomerQueries.references(branch: nil, owner: id, tenant: actor.tenant))[0].get(1, as: Bool.self)
                case .file: try CustomFiles.take(id, as: actor, at: now, in: tx)
                default: true
                }
            if !isThere { violations.append(Violation(pointer: field.pointer, code: "not_allowed")) }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// Takes everything away but what is medical and has to be kept, sealed under a key that is locked.
    static func erase(_ customer: UUID, of tenant: ID<Tenant>) -> [SQL] {
        [CustomFiles.erase(customer, of: tenant)]
            + tables.map { "delete from \($0) where tenant_id = \(tenant) and customer_id = \(customer)" } + [
                "delete from app.custom_customer where tenant_id = \(tenant) and value = \(customer)",
                "delete from app.custom_sealed where tenant_id = \(tenant) and customer_id = \(customer) and crm_sealed is not null",
            ]
    }

    /// The sealed columns, for the rotation of keys.
    static let sealed: [SealedColumn] = [
        SealedColumn(
            table: CustomField.sealedTable.name, tableIdentifier: CustomField.sealedTable, column: "crm_sealed", customer: "customer_id",
            slot: .crm),
        SealedColumn(
            table: CustomField.sealedTable.name, tableIdentifier: CustomField.sealedTable, column: "medical_sealed",
            customer: "customer_id", slot: .medical),
    ]
}
