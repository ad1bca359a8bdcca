internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Changes something of a customer, or takes it away.
struct ChangeCustomerPart: Sendable {
    let part: CustomerPart
    let id: UUID

    /// Writes what becomes different and answers with the row.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`; violations in the words of an unknown field where he may not write one in this row.
    func run(
        _ changes: FieldChanges, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection,
        in tx: Transaction
    ) throws -> Row {
        let resource = part.resource
        let view = selection.view
        let writer = ResourceWriter(resource, keys: keys)
        let row = try locked(writer, as: actor, keys: keys, at: now, in: tx)
        guard row.version == version else { throw Failure(.stale) }
        let refused = changes.fields.filter { !view.right(on: $0, in: row.bits).allowsWriting }
        if !refused.isEmpty {
            throw Failure.invalid(refused.map { Violation(pointer: "/" + resource.fields[$0].name, code: "unknown_field") })
        }
        let changed = changes.written(to: row, in: view)
        if !changed.isEmpty {
            var values = row.values
            for index in changed { values[index] = changes.values[index] }
            let work = try work(.changed, row, values, as: actor, keys: keys, at: now)
            try part.check(work, tx)
            let assignments = try changed.map { index -> SQL in
                let field = resource.fields[index]
                let value = try writer.parameter(values[index] ?? .null, for: field, row: id, crm: row.crm, medical: row.medical)
                return "\(field.column) = \(value)"
            }.joined(separator: ", ")
            tx.enqueue(
                """
                update \(resource.tableIdentifier) set \(assignments), version = version + 1, updated_at = \(now)
                where tenant_id = \(actor.tenant) and id = \(id)
                """)
            try part.follow(work, tx)
            let old = row.values.filter { changed.contains($0.key) }
            let new = values.filter { changed.contains($0.key) }
            try part.record(.changed, work, changed, body: writer.difference(from: old, to: new), in: tx)
        }
        let answer = try tx.execute(ResourceQueries.get(ID<CustomerPart>(id), selection, action: resource.read, for: actor, at: now))
        for event in try selection.readEvents(of: answer, resource.read, object: id) {
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        }
        guard let row = answer.first else { throw Failure(.notFound) }
        return row
    }

    /// Takes it away; what it was stays in the audit trail.
    func remove(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = part.resource
        let writer = ResourceWriter(resource, keys: keys)
        let row = try locked(writer, as: actor, keys: keys, at: now, in: tx)
        let view = actor.rights.view(of: resource)
        let written = resource.fields.indices.filter { resource.fields[$0].writing != .server }
        guard written.allSatisfy({ view.right(on: $0, in: row.bits).allowsWriting }) else { throw Failure(.forbidden) }
        let work = try work(.removed, row, row.values, as: actor, keys: keys, at: now)
        let gone: SQL = "delete from \(resource.tableIdentifier) where tenant_id = \(actor.tenant) and id = \(id)"
        // A relation's other side is found through the row, tokens are made of the phones that are left.
        if resource.name == CustomerRelation.resource.name {
            try part.follow(work, tx)
            tx.enqueue(gone)
        } else {
            tx.enqueue(gone)
            try part.follow(work, tx)
        }
        let values = row.values.filter { written.contains($0.key) }
        try part.record(.removed, work, written, body: writer.difference(from: values, to: values.mapValues { _ in .null }), in: tx)
    }

    /// The row, and its customer's row with it, so that two changes of one customer's parts follow each other.
    private func locked(
        _ writer: ResourceWriter, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> LockedRow {
        let resource = part.resource
        let view = actor.rights.view(of: resource)
        let fields = resource.fields.indices.filter { resource.fields[$0].writing != .server || resource.fields[$0].name == "customerId" }
        guard let row = try writer.lock(id, fields: fields, action: part.write, view: view, for: actor, at: now, in: tx),
            let customer = customer(of: row)
        else { throw Failure(.notFound) }
        let shown = part.shown(actor, now)
        if shown.text != "true" {
            let rows = try tx.execute(
                "select 1 from \(resource.tableIdentifier) t where t.tenant_id = \(actor.tenant) and t.id = \(id) and \(shown)")
            if rows.isEmpty { throw Failure(.notFound) }
        }
        _ = try tx.execute(
            "select 1 from app.customer where tenant_id = \(actor.tenant) and id = \(customer) for update")
        return row
    }

    private func customer(of row: LockedRow) -> UUID? {
        if case .id(let id)? = part.resource.position(of: "customerId").flatMap({ row.values[$0] }) { id } else { nil }
    }

    private func work(
        _ step: CustomerPart.Work.Step, _ row: LockedRow, _ values: [Int: FieldValue], as actor: Actor, keys: TenantKeys, at now: Instant
    ) throws -> CustomerPart.Work {
        guard let customer = customer(of: row), let branch = row.branch else { throw Failure(.notFound) }
        return CustomerPart.Work(
            step: step, id: id, customer: customer, branch: branch, values: values, crm: row.crm, actor: actor, keys: keys, now: now)
    }
}
