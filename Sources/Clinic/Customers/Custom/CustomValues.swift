internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// The values of a tenant's own fields, as they are written, checked and taken away.
enum CustomValues {
    /// The tables of clear values.
    static let tables: [SQLIdentifier] = [
        "app.custom_text", "app.custom_number", "app.custom_date", "app.custom_choice", "app.custom_reference",
    ]

    /// Writes the values of a customer's own fields among these changes, sealed where they are sealed.
    static func enqueue(
        _ changes: [Int: FieldValue], of customer: UUID, branch: UUID, writer: ResourceWriter, crm: SealingKey?, medical: SealingKey?,
        custom: [CustomField], in tx: Transaction
    ) throws {
        let resource = writer.resource
        let tenant = writer.keys.tenant
        for definition in custom {
            guard let index = resource.position(of: definition.name), let value = changes[index] else { continue }
            let field = resource.fields[index]
            let table: SQLIdentifier = definition.isSealed ? "app.custom_sealed" : definition.kind.table
            tx.enqueue(
                "delete from \(table) where tenant_id = \(tenant) and field_id = \(definition.id) and customer_id = \(customer)")
            if case .null = value { continue }
            if definition.isSealed {
                let row = SideCell.row(of: customer, field: definition.id)
                let cell = try writer.parameter(value, for: field, row: customer, crm: crm, medical: medical)
                tx.enqueue(
                    """
                    insert into app.custom_sealed (tenant_id, id, field_id, customer_id, branch_id, \(field.column))
                    values (\(tenant), \(row), \(definition.id), \(customer), \(branch), \(cell))
                    """)
            } else if case .words(let words) = value {
                tx.enqueue(
                    """
                    insert into app.custom_choice (tenant_id, field_id, customer_id, branch_id, value)
                    select \(tenant), \(definition.id), \(customer), \(branch), x from unnest(\(words)) x
                    """)
            } else {
                tx.enqueue(
                    """
                    insert into \(table) (tenant_id, field_id, customer_id, branch_id, value)
                    values (\(tenant), \(definition.id), \(customer), \(branch), \(value.parameter))
                    """)
            }
        }
    }

    /// References point to whom the actor sees, and to people who are active: an id that he cannot see is refused in the same words as one
    /// that does not exist.
    static func checkReferences(
        _ changes: FieldChanges, custom: [CustomField], as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        var violations: [Violation] = []
        for definition in custom {
            guard case .id(let id)? = changes[definition.name] else { continue }
            let isThere =
                switch definition.kind {
                case .customer: try CustomerPart.visible(id, as: actor, at: now, in: tx)
                case .person:
                    try tx.execute(CustomerQueries.references(branch: nil, owner: id, tenant: actor.tenant))[0].get(1, as: Bool.self)
                default: true
                }
            if !isThere { violations.append(Violation(pointer: "/custom/" + definition.code, code: "not_allowed")) }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// Takes everything away but what is medical and has to be kept, sealed under a key that is locked.
    static func erase(_ customer: UUID, of tenant: ID<Tenant>) -> [SQL] {
        tables.map { "delete from \($0) where tenant_id = \(tenant) and customer_id = \(customer)" } + [
            "delete from app.custom_sealed where tenant_id = \(tenant) and customer_id = \(customer) and crm_sealed is not null"
        ]
    }

    /// The sealed columns, for the rotation of keys.
    static let sealed: [SealedColumn] = [
        SealedColumn(
            table: CustomField.sealedTable, tableIdentifier: "app.custom_sealed", column: "crm_sealed", customer: "customer_id", slot: .crm),
        SealedColumn(
            table: CustomField.sealedTable, tableIdentifier: "app.custom_sealed", column: "medical_sealed", customer: "customer_id",
            slot: .medical),
    ]
}
