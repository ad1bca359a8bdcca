internal import FoundationEssentials
public import Platform
public import Postgres

/// Changes a note's text, and whom it mentions. Its author alone may; what stood there before stays in the audit trail.
public struct ChangeNote: Sendable {
    public let id: ID<Note>
    public let changes: FieldChanges
    /// Nil where they stay.
    public let mentions: MentionedColleagues?
    public let version: Int64
    private let crossings: Crossings

    /// - Parameter crossings: what of the features crosses between branches, for what a colleague may read.
    public init(
        _ id: ID<Note>, _ changes: FieldChanges, mentioning mentions: MentionedColleagues?, version: Int64, crossings: Crossings
    ) {
        self.id = id
        self.changes = changes
        self.mentions = mentions
        self.version = version
        self.crossings = crossings
    }

    /// Writes and answers with the row.
    ///
    /// - Throws: `resource.not_found`, `note.not_yours`, `note.final` for a correction, `resource.stale`; `request.invalid` for colleagues who may not read it.
    public func run(
        as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        let resource = Note.resource
        let writer = ResourceWriter(resource, keys: keys)
        let fields = ["customerId", "authorId", "body", "correctsId"].compactMap { resource.position(of: $0) }
        guard fields.count == 4,
            let row = try writer.lock(id.uuid, fields: fields, action: .updateNote, view: selection.view, for: actor, at: now, in: tx),
            case .id(let customer)? = row.values[fields[0]]
        else { throw Failure(.notFound) }
        guard row.values[fields[1]] == actor.user.map({ .id($0.uuid) }) else { throw Failure(.noteNotYours) }
        guard row.values[fields[3]] == .null else { throw Failure(.noteFinal) }
        guard row.version == version else { throw Failure(.stale) }
        guard selection.view.right(on: fields[2], in: row.bits).allowsWriting else { throw Failure(.forbidden) }
        let known = Set(try tx.execute(MentionQueries.mentioned(in: id, tenant: actor.tenant)).map { try $0.get(0, as: UUID.self) })
        let mentions = mentions.flatMap { Set($0.users) == known ? nil : $0 }
        try mentions?.check(beside: known, of: id, as: actor, crossings: crossings, at: now, in: tx)
        mentions?.write(to: id, instead: known, as: actor, at: now, in: tx)
        let text = changes.written(to: row, in: selection.view).isEmpty ? nil : changes["body"]
        if text != nil || mentions != nil {
            var body: SQL = "body_sealed"
            if let text {
                body = try writer.parameter(text, for: resource.fields[fields[2]], row: id.uuid, crm: row.crm, medical: row.medical)
            }
            tx.enqueue(
                """
                update app.customer_note set body_sealed = \(body), version = version + 1, updated_at = \(now)
                where tenant_id = \(actor.tenant) and id = \(id)
                """)
            let touched = (text == nil ? [] : ["body"]) + (mentions == nil ? [] : ["mentions"])
            WebhookEvent(.noteChanged, of: resource.name, id.uuid, fields: touched).tell(as: actor, at: now, in: tx)
            let difference = writer.difference(from: row.values, to: text == nil ? [:] : changes.values)
            let (old, new) = (MentionedColleagues.value(known), MentionedColleagues.value(Set(mentions?.users ?? Array(known))))
            try AuditTrail.record(
                AuditEvent(
                    .updateNote, on: resource.name, id.uuid, branch: row.branch, customer: customer, fields: touched.map { "note." + $0 },
                    body: MentionedColleagues.joining(old, new, to: difference)),
                as: actor, keys: keys, customerKey: row.crm, at: now, in: tx)
        }
        guard let answer = try tx.execute(ResourceQueries.get(id, selection, action: .readNote, for: actor, at: now)).first else {
            throw Failure(.notFound)
        }
        return answer
    }
}
