internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Changes a record of the house, or takes it away.
struct ChangeRecord: Sendable {
    let record: HouseRecord
    let id: UUID

    /// Writes what becomes different and answers with the row.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`; `access.denied` where the right does not reach so far; `request.invalid` with every
    ///   violation.
    func run(
        _ changes: FieldChanges, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection,
        in tx: Transaction
    ) throws -> Row {
        let resource = record.resource
        let view = selection.view
        let row = try record.lock(id, as: actor, keys: keys, at: now, in: tx)
        guard row.version == version else { throw Failure(.stale) }
        let refused = changes.fields.filter { !view.right(on: $0, in: row.bits).allowsWriting }
        if !refused.isEmpty {
            throw Failure.invalid(refused.map { Violation(pointer: resource.fields[$0].pointer, code: "unknown_field") })
        }
        let changed = changes.written(to: row, in: view)
        if !changed.isEmpty {
            var values = row.values
            for index in changed { values[index] = changes.values[index] }
            let work = RecordWork(
                resource: resource, id: id, isNew: false, values: values, written: Set(changed), actor: actor, now: now)
            let violations = try record.violations(work, in: tx)
            if !violations.isEmpty { throw Failure.invalid(violations) }
            let columns: [(SQLIdentifier, SQL)] =
                changed.map { (resource.fields[$0].column, (values[$0] ?? .null).parameter) } + record.stamps(work)
            let assignments = columns.map { column, value -> SQL in "\(column) = \(value)" }.joined(separator: ", ")
            tx.enqueue(
                """
                update \(resource.tableIdentifier) set \(assignments), version = version + 1, updated_at = \(now)
                where tenant_id = \(actor.tenant) and id = \(id)
                """)
            let writer = ResourceWriter(resource, keys: keys)
            try AuditTrail.record(
                AuditEvent(
                    record.write, on: resource.name, id, branch: row.branch,
                    fields: changed.map { resource.qualified(resource.fields[$0]) }, purpose: "changed",
                    body: writer.difference(
                        from: row.values.filter { changed.contains($0.key) }, to: values.filter { changed.contains($0.key) })),
                as: actor, keys: keys, at: now, in: tx)
        }
        guard
            let answer = try tx.execute(
                ResourceQueries.get(ID<HouseRecord>(id), selection, action: resource.read, for: actor, at: now)
            ).first
        else { throw Failure(.notFound) }
        return answer
    }

    /// Takes it away; what it was stays in the audit trail.
    func remove(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = record.resource
        let row = try record.lock(id, as: actor, keys: keys, at: now, in: tx)
        guard row.version == version else { throw Failure(.stale) }
        tx.enqueue("delete from \(resource.tableIdentifier) where tenant_id = \(actor.tenant) and id = \(id)")
        let writer = ResourceWriter(resource, keys: keys)
        let told = row.values.filter { resource.fields[$0.key].writing != .server }
        try AuditTrail.record(
            AuditEvent(
                record.write, on: resource.name, id, branch: row.branch,
                fields: told.keys.sorted().map { resource.qualified(resource.fields[$0]) }, purpose: "removed",
                body: writer.difference(from: told, to: told.mapValues { _ in .null })),
            as: actor, keys: keys, at: now, in: tx)
    }
}

extension HouseRecord {
    /// Locks a row that the actor may write.
    ///
    /// - Throws: `resource.not_found`; `access.denied` for one that counts for more than his right reaches.
    func lock(_ id: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> LockedRow {
        let view = actor.rights.view(of: resource)
        let fields = resource.fields.indices.filter { resource.fields[$0].writing != .server && resource.fields[$0].derivation == nil }
        let writer = ResourceWriter(resource, keys: keys)
        guard let row = try writer.lock(id, fields: fields, action: write, view: view, for: actor, at: now, in: tx) else {
            throw Failure(.notFound)
        }
        switch belonging {
        case .branch: break
        case .chain: try requireReach(of: nil, as: actor, in: tx)
        case .unit(let field):
            var unit: UUID?
            if case .id(let id)? = resource.position(of: field).flatMap({ row.values[$0] }) { unit = id }
            try requireReach(of: unit, as: actor, in: tx)
        }
        return row
    }
}
