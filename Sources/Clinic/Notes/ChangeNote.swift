internal import FoundationEssentials
public import Platform
public import Postgres

/// Changes a note's text. Its author alone may; what stood there before stays in the audit trail.
public struct ChangeNote: Sendable {
    public let id: ID<Note>
    public let changes: FieldChanges
    public let version: Int64

    public init(_ id: ID<Note>, _ changes: FieldChanges, version: Int64) {
        self.id = id
        self.changes = changes
        self.version = version
    }

    /// Writes and answers with the row.
    ///
    /// - Throws: `resource.not_found`, `note.not_yours`, `resource.stale`.
    public func run(
        as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        let resource = Note.resource
        let writer = ResourceWriter(resource, keys: keys)
        let fields = ["customerId", "authorId", "body"].compactMap { resource.position(of: $0) }
        guard fields.count == 3,
            let row = try writer.lock(id.uuid, fields: fields, action: .updateNote, view: selection.view, for: actor, at: now, in: tx),
            case .id(let customer)? = row.values[fields[0]]
        else { throw Failure(.notFound) }
        guard row.values[fields[1]] == actor.user.map({ .id($0.uuid) }) else { throw Failure(.noteNotYours) }
        guard row.version == version else { throw Failure(.stale) }
        guard selection.view.right(on: fields[2], in: row.bits).allowsWriting else { throw Failure(.forbidden) }
        if let new = changes["body"], !changes.written(to: row, in: selection.view).isEmpty {
            let body = try writer.parameter(new, for: resource.fields[fields[2]], row: id.uuid, crm: row.crm, medical: row.medical)
            tx.enqueue(
                """
                update app.customer_note set body_sealed = \(body), version = version + 1, updated_at = \(now)
                where tenant_id = \(actor.tenant) and id = \(id)
                """)
            WebhookEvent(.noteChanged, of: resource.name, id.uuid, fields: ["body"]).tell(as: actor, at: now, in: tx)
            try AuditTrail.record(
                AuditEvent(
                    .updateNote, on: resource.name, id.uuid, branch: row.branch, customer: customer, fields: ["note.body"],
                    body: writer.difference(from: row.values, to: changes.values)),
                as: actor, keys: keys, customerKey: row.crm, at: now, in: tx)
        }
        guard let answer = try tx.execute(ResourceQueries.get(id, selection, action: .readNote, for: actor, at: now)).first else {
            throw Failure(.notFound)
        }
        return answer
    }
}
