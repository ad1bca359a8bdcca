internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Adds something to a customer that the actor may write about.
struct WriteCustomerPart: Sendable {
    let part: CustomerPart
    let id: UUID
    let customer: ID<Customer>
    let values: FieldChanges

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found` where the customer is not his to write about; `access.denied` where he may not write a field of it.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        let resource = part.resource
        let customers = ResourceWriter(Customer.resource, keys: keys)
        guard
            let about = try customers.lock(
                customer.uuid, fields: [], action: part.write, view: actor.rights.view(of: Customer.resource), for: actor, at: now, in: tx),
            let branch = about.branch
        else { throw Failure(.notFound) }
        let missing = resource.fields.filter { $0.writing == .required && values[$0.name] == nil }
        guard missing.isEmpty else { throw Failure(.forbidden) }
        let work = CustomerPart.Work(
            step: .added, id: id, customer: customer.uuid, branch: branch, values: values.values, crm: about.crm, actor: actor, keys: keys,
            now: now)
        try part.check(work, tx)
        let writer = ResourceWriter(resource, keys: keys)
        let columns =
            try values.fields.map { index -> (SQLIdentifier, SQL) in
                let field = resource.fields[index]
                return (
                    field.column,
                    try writer.parameter(values.values[index] ?? .null, for: field, row: id, crm: about.crm, medical: about.medical)
                )
            } + part.stamps(work)
        let names = columns.map { SQL($0.0) }.joined(separator: ", ")
        let bound = columns.map(\.1).joined(separator: ", ")
        tx.enqueue(
            """
            insert into \(resource.tableIdentifier) (tenant_id, id, customer_id, branch_id, created_at, updated_at, \(names))
            values (\(actor.tenant), \(id), \(customer), \(branch), \(now), \(now), \(bound))
            """)
        try part.follow(work, tx)
        let rows = try tx.execute(
            ResourceQueries.get(ID<CustomerPart>(id), selection, action: resource.read, for: actor, at: now))
        // Whether he may write these fields in this row is known once the row is there; if not, nothing was written.
        guard let row = rows.first else { throw Failure(.forbidden) }
        let bits = try selection.bits(of: row)
        guard values.fields.allSatisfy({ selection.view.right(on: $0, in: bits).allowsWriting }) else { throw Failure(.forbidden) }
        try part.record(.added, work, values.fields, body: writer.difference(from: [:], to: values.values), in: tx)
        return row
    }
}

extension CustomerPart {
    /// Timeline, webhook and audit of what was done.
    func record(_ step: Work.Step, _ work: Work, _ fields: [Int], body: JSONValue, in tx: Transaction) throws {
        let touched = fields.map { resource.fields[$0] }
        let verb =
            switch step {
            case .added: "added"
            case .changed: "changed"
            case .removed: "removed"
            }
        tx.enqueue(
            CustomerQueries.timeline(
                work.customer, kind: resource.name + "_" + verb, branch: work.branch.uuid, objectType: resource.name, object: work.id,
                fields: [], actor: work.actor, at: work.now))
        WebhookEvent(.customerChanged, of: Customer.resource.name, work.customer, fields: [path]).tell(as: work.actor, at: work.now, in: tx)
        let links = touched.filter { $0.classification >= .identity }
            .map { Release(object: work.id, customer: work.customer, field: resource.qualified($0)) }
        try AuditTrail.record(
            AuditEvent(
                write, on: resource.name, work.id, branch: work.branch, customer: work.customer, fields: touched.map(resource.qualified),
                purpose: verb, links: links, body: body),
            as: work.actor, keys: work.keys, customerKey: work.crm, at: work.now, in: tx)
    }
}
