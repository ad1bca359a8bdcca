internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres
internal import Vault

/// Many customers at once, sealed and indexed before the transaction begins: sealing takes processors, writing takes the
/// database, and batches overlap. Five statements write them all, in one flight.
///
/// Rules that a form has to keep are not asked for here: whoever makes the batch has checked the values.
public struct CustomerBatch: Sendable {
    /// One sealed column of the table, row by row.
    private struct Cells: Sendable {
        let field: Field
        let slot: KeySlot
        var values: [[UInt8]?] = []
    }

    private let customers: [NewCustomer]
    private var custom = CustomBatch()
    private var parts: [any CustomerBatchPart]
    private var cells: [Cells]
    private var crmKeys: [[UInt8]] = []
    private var medicalKeys: [[UInt8]] = []
    private var phones: [(version: Int32, token: [UInt8], customer: UUID)] = []
    private var tokens: [(version: Int32, token: CustomerTokens.Token, customer: UUID)] = []

    /// Seals and indexes; pure work for the processor.
    ///
    /// - Parameter parts: what else is written with them.
    public init(_ customers: [NewCustomer], keys: TenantKeys, with parts: [any CustomerBatchPart] = []) throws {
        self.customers = customers
        self.parts = parts
        cells = Customer.resource.fields.compactMap { field in field.sealing.map { Cells(field: field, slot: $0) } }
        for customer in customers {
            let id = customer.id.uuid
            let crm = try keys.newCustomerKey(.crm, customer: id)
            let medical = try keys.newCustomerKey(.medical, customer: id)
            crmKeys.append(crm.wrapped)
            medicalKeys.append(medical.wrapped)
            for index in cells.indices {
                let field = cells[index].field
                let place = AssociatedData(
                    tenant: keys.tenant.uuid, table: Customer.resource.table, column: field.column.name, row: id)
                let key = cells[index].slot == .crm ? crm.key : medical.key
                cells[index].values.append(
                    try customer.text(of: field.name).map { try key.seal(Array($0.utf8), for: place) })
            }
            try custom.add(customer, crm: crm.key, medical: medical.key, keys: keys)
            for index in self.parts.indices { try self.parts[index].add(customer, crm: crm.key, medical: medical.key, keys: keys) }
            let indexed = CustomerTokens.Values(name: customer.name, phone: customer.phone, wechat: customer.wechat)
            for found in CustomerTokens.all(indexed, keys: keys) {
                if let phone = found.phone { phones.append((found.version, phone, id)) }
                tokens += found.tokens.map { (found.version, $0, id) }
            }
        }
        // In the order of their indexes: neighbours share pages.
        phones.sort { $0.token.lexicographicallyPrecedes($1.token) }
        tokens.sort {
            ($0.version, $0.token.kind.rawValue, $0.token.token) < ($1.version, $1.token.kind.rawValue, $1.token.token)
        }
    }

    /// Writes everything with the next flight, and one event for all of them, the given one if there is one. Fails with the constraint `phone_token_primary`
    /// when somebody has one of the phones already.
    public func enqueue(as actor: Actor, keys: TenantKeys, at now: Instant, event: AuditEvent? = nil, in tx: Transaction) throws {
        guard let first = customers.first, let last = customers.last else { return }
        tx.enqueue(insertion(actor.tenant))
        custom.enqueue(for: actor.tenant, in: tx)
        tx.enqueue(
            """
            insert into app.phone_token (tenant_id, key_version, token, customer_id, is_primary)
            select \(actor.tenant), x.version, x.token, x.customer, true
            from unnest(\(phones.map(\.version)), \(phones.map(\.token)), \(phones.map(\.customer))) as x (version, token, customer)
            """)
        tx.enqueue(
            """
            insert into app.search_token (tenant_id, key_version, field, token, customer_id)
            select \(actor.tenant), x.version, x.field, x.token, x.customer
            from unnest(\(tokens.map(\.version)), \(tokens.map(\.token.kind.rawValue)), \(tokens.map(\.token.token)),
              \(tokens.map(\.customer)))
              as x (version, field, token, customer)
            """)
        tx.enqueue(timeline(actor.tenant))
        for part in parts { part.enqueue(for: actor.tenant, in: tx) }
        let care = customers.flatMap { customer in customer.care.map { (customer: customer.id.uuid, $0) } }
        if !care.isEmpty {
            tx.enqueue(
                """
                insert into app.care_relation (tenant_id, customer_id, user_id, since, until, reason)
                select \(actor.tenant), x.* from unnest(\(care.map(\.customer)), \(care.map(\.1.user.uuid)), \(care.map(\.1.since)),
                  \(care.map(\.1.until)), \(care.map(\.1.reason))) as x
                """)
        }
        try AuditTrail.record(
            event
                ?? AuditEvent(
                    .createCustomer, on: Customer.resource.name, rowCount: customers.count,
                    body: ["numbers": ["from": .number(String(first.number)), "to": .number(String(last.number))]]),
            as: actor, keys: keys, at: now, in: tx)
    }

    private func insertion(_ tenant: ID<Tenant>) -> SQL {
        let columns = cells.map { SQL($0.field.column) }.joined(separator: ", ")
        let values = cells.map { cells -> SQL in "\(cells.values)" }.joined(separator: ", ")
        return """
            insert into app.customer (tenant_id, id, number, home_branch_id, owner_id, introducer_id, level, source_channel, sex, skin_type,
              birthday, crm_key, medical_key, created_at, updated_at, code, \(columns))
            select \(tenant), id, number, home_branch_id, owner_id, introducer_id, level, source_channel, sex, skin_type,
              birthday, crm_key, medical_key, created_at, created_at,
              \(CustomerNumbering.code(branch: "x.home_branch_id", number: "x.number", of: tenant, at: "x.created_at")), \(columns)
            from unnest(\(customers.map(\.id.uuid)), \(customers.map(\.number)), \(customers.map(\.homeBranch.uuid)),
              \(customers.map { $0.owner?.uuid }), \(customers.map { $0.introducer?.uuid }), \(customers.map(\.level)),
              \(customers.map(\.sourceChannel)), \(customers.map(\.sex)), \(customers.map(\.skinType)), \(customers.map(\.birthday)), \(crmKeys), \(medicalKeys),
              \(customers.map(\.createdAt)), \(values))
              as x (id, number, home_branch_id, owner_id, introducer_id, level, source_channel, sex, skin_type, birthday, crm_key,
                medical_key, created_at, \(columns))
            """
    }

    private func timeline(_ tenant: ID<Tenant>) -> SQL {
        // Lists of different lengths cannot stand in one array of arrays.
        var lines: [(customer: NewCustomer, event: NewCustomer.Event, fields: String)] = customers.map { customer in
            let creation = NewCustomer.Event(
                id: customer.createdEvent, kind: "created", at: customer.createdAt, by: customer.createdBy,
                object: (Customer.resource.name, customer.id.uuid))
            return (customer, creation, customer.fields.joined(separator: ","))
        }
        for customer in customers { lines += customer.events.map { (customer, $0, "") } }
        return """
            insert into app.timeline_event (tenant_id, customer_id, at, id, branch_id, kind, actor_id, object_type, object_id, fields)
            select \(tenant), x.customer, x.at, x.id, x.branch, x.kind, x.actor, x.type, x.object,
              coalesce(string_to_array(nullif(x.fields, ''), ','), '{}')
            from unnest(\(lines.map(\.customer.id.uuid)), \(lines.map(\.event.at)), \(lines.map(\.event.id.uuid)),
              \(lines.map(\.customer.homeBranch.uuid)), \(lines.map(\.event.kind)), \(lines.map { $0.event.by?.uuid }),
              \(lines.map(\.event.object.type)), \(lines.map(\.event.object.id)), \(lines.map(\.fields)))
              as x (customer, at, id, branch, kind, actor, type, object, fields)
            """
    }
}
