internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes a record of the house.
struct CreateRecord: Sendable {
    let record: HouseRecord
    let id: UUID
    let values: FieldChanges

    /// Writes it and answers with the row.
    ///
    /// - Throws: `access.denied` where the actor's right does not reach so far; `request.invalid` with every violation;
    ///   `catalogue.limit`; what a constraint of the kind means.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        let resource = record.resource
        let missing = resource.fields.filter { $0.writing == .required && values[$0.name] == nil }
        guard missing.isEmpty else { throw Failure(.forbidden) }
        let work = RecordWork(
            resource: resource, id: id, isNew: true, values: values.values, written: Set(values.fields), actor: actor, now: now)
        var violations: [Violation] = []
        if let field = record.unitField {
            // A unit that is not his and one that is not there are the same.
            if try !record.reaches(work.uuid(field), as: actor, in: tx) {
                violations.append(Violation(pointer: "/" + field, code: "not_allowed"))
            }
        } else {
            try record.requireReach(of: nil, as: actor, in: tx)
        }
        violations += try record.violations(work, in: tx)
        if !violations.isEmpty { throw Failure.invalid(violations) }
        try requireRoom(work, in: tx)
        let columns: [(SQLIdentifier, SQL)] =
            values.fields.map { (resource.fields[$0].column, (values.values[$0] ?? .null).parameter) } + record.stamps(work)
        let names = columns.map { SQL($0.0) }.joined(separator: ", ")
        let bound = columns.map(\.1).joined(separator: ", ")
        tx.enqueue(
            """
            insert into \(resource.tableIdentifier) (tenant_id, id, created_at, updated_at, \(names))
            values (\(actor.tenant), \(id), \(now), \(now), \(bound))
            """)
        let rows = try tx.execute(ResourceQueries.get(ID<HouseRecord>(id), selection, action: resource.read, for: actor, at: now))
        // Whether he may write these fields in this row is known once the row is there; if not, nothing was written.
        guard let row = rows.first else { throw Failure(.forbidden) }
        let bits = try selection.bits(of: row)
        guard values.fields.allSatisfy({ selection.view.right(on: $0, in: bits).allowsWriting }) else { throw Failure(.forbidden) }
        try AuditTrail.record(
            AuditEvent(
                record.write, on: resource.name, id, branch: record.branch(of: work),
                fields: values.fields.map { resource.qualified(resource.fields[$0]) }, purpose: "created",
                body: ResourceWriter(resource, keys: keys).difference(from: [:], to: values.values)),
            as: actor, keys: keys, at: now, in: tx)
        return row
    }

    private func requireRoom(_ work: RecordWork, in tx: Transaction) throws {
        var narrowing: SQL = ""
        if case .branch(let field) = record.belonging, let column = record.resource.field(field)?.column, let branch = work.uuid(field) {
            narrowing = " and \(column) = \(branch)"
        }
        let count: Int64 = try tx.execute(
            "select count(*) from \(record.resource.tableIdentifier) where tenant_id = \(work.actor.tenant)\(narrowing)")[0][0]
        guard count < record.most else { throw Failure(.catalogueLimit, extra: ["maximum": .integer(record.most)]) }
    }
}

extension HouseRecord {
    /// The branch that an event about a row is filed under; nil where the row counts for more than one, or that is not known.
    func branch(of work: RecordWork) -> ID<Unit>? {
        if case .branch(let field) = belonging { work.uuid(field).map { ID($0) } } else { nil }
    }
}
