internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// Values of a tenant's own fields of many new customers, a statement a table.
struct CustomBatch: Sendable {
    /// Rows of one table.
    private struct Rows<Value: Sendable>: Sendable {
        var fields: [UUID] = []
        var customers: [UUID] = []
        var branches: [UUID] = []
        var values: [Value] = []

        mutating func add(_ field: CustomField, _ customer: NewCustomer, _ value: Value) {
            fields.append(field.id)
            customers.append(customer.id.uuid)
            branches.append(customer.homeBranch.uuid)
            values.append(value)
        }
    }

    private var texts = Rows<String>()
    private var numbers = Rows<Int64>()
    private var dates = Rows<LocalDate>()
    private var choices = Rows<String>()
    private var crm = Rows<[UInt8]>()
    private var medical = Rows<[UInt8]>()

    /// Seals what is sealed. References are no part of a batch.
    mutating func add(_ customer: NewCustomer, crm key: SealingKey, medical medicalKey: SealingKey, keys: TenantKeys) throws {
        for one in customer.custom {
            let field = one.field
            if let slot = field.slot {
                guard let text = one.value.text else { continue }
                let place = AssociatedData(
                    tenant: keys.tenant.uuid, table: CustomField.sealedTable.name, column: slot == .crm ? "crm_sealed" : "medical_sealed",
                    row: field.cell(of: customer.id.uuid))
                let cell = try (slot == .crm ? key : medicalKey).seal(Array(text.utf8), for: place)
                if slot == .crm { crm.add(field, customer, cell) } else { medical.add(field, customer, cell) }
                continue
            }
            switch one.value {
            case .null, .id: continue
            case .text(let text): if field.kind == .choice { choices.add(field, customer, text) } else { texts.add(field, customer, text) }
            case .integer(let number): numbers.add(field, customer, number)
            case .date(let day): dates.add(field, customer, day)
            case .words(let words): for word in words { choices.add(field, customer, word) }
            }
        }
    }

    /// Writes them with the next flight.
    func enqueue(for tenant: ID<Tenant>, in tx: Transaction) {
        if !texts.values.isEmpty { tx.enqueue(insertion("app.custom_text", texts, "\(texts.values)", tenant)) }
        if !numbers.values.isEmpty { tx.enqueue(insertion("app.custom_number", numbers, "\(numbers.values)", tenant)) }
        if !dates.values.isEmpty { tx.enqueue(insertion("app.custom_date", dates, "\(dates.values)", tenant)) }
        if !choices.values.isEmpty { tx.enqueue(insertion("app.custom_choice", choices, "\(choices.values)", tenant)) }
        if !crm.values.isEmpty { tx.enqueue(sealed("crm_sealed", crm, tenant)) }
        if !medical.values.isEmpty { tx.enqueue(sealed("medical_sealed", medical, tenant)) }
    }

    private func insertion<Value>(_ table: SQLIdentifier, _ rows: Rows<Value>, _ values: SQL, _ tenant: ID<Tenant>) -> SQL {
        """
        insert into \(table) (tenant_id, field_id, customer_id, branch_id, value)
        select \(tenant), x.field, x.customer, x.branch, x.value
        from unnest(\(rows.fields), \(rows.customers), \(rows.branches), \(values)) as x (field, customer, branch, value)
        """
    }

    private func sealed(_ column: SQLIdentifier, _ rows: Rows<[UInt8]>, _ tenant: ID<Tenant>) -> SQL {
        let ids = zip(rows.customers, rows.fields).map { CustomField.cell(of: $0, field: $1) }
        return """
            insert into app.custom_sealed (tenant_id, id, field_id, customer_id, branch_id, \(column))
            select \(tenant), x.id, x.field, x.customer, x.branch, x.value
            from unnest(\(ids), \(rows.fields), \(rows.customers), \(rows.branches), \(rows.values)) as x (id, field, customer, branch, value)
            """
    }
}
