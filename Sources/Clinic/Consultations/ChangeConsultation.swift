internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Changes what is written of a talk, its pictures, or the marks on its maps, as long as it has not ended.
struct ChangeConsultation: Sendable {
    let id: ID<Consultation>

    /// The texts.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`, `consultation.closed`; violations in the words of an unknown field where the actor may
    ///   not write one in this row.
    func write(_ changes: FieldChanges, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = Consultation.resource
        let view = actor.rights.view(of: resource)
        let talk = try LockedConsultation(id, version: version, .updateConsultation, as: actor, keys: keys, at: now, in: tx)
        let refused = changes.fields.filter { !view.right(on: $0, in: talk.row.bits).allowsWriting }
        if !refused.isEmpty {
            throw Failure.invalid(refused.map { Violation(pointer: "/" + resource.fields[$0].name, code: "unknown_field") })
        }
        let changed = changes.written(to: talk.row, in: view)
        guard !changed.isEmpty else { return }
        let writer = ResourceWriter(resource, keys: keys)
        talk.touch(
            try changed.map { index -> SQL in
                let field = resource.fields[index]
                let value = try writer.parameter(
                    changes.values[index] ?? .null, for: field, row: id.uuid, crm: talk.row.crm, medical: talk.row.medical)
                return "\(field.column) = \(value)"
            }, in: tx)
        try talk.record.write(
            .updateConsultation, on: resource, id.uuid, changed,
            body: writer.difference(
                from: talk.row.values.filter { changed.contains($0.key) }, to: changes.values.filter { changed.contains($0.key) }),
            in: tx)
    }

    /// Most pictures of a talk.
    static let mostPhotos = 60

    /// The pictures, by reference: files of this customer that the actor sees.
    ///
    /// - Throws: the same; `request.invalid` for a file that is none.
    func refer(to photos: [UUID], version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let talk = try LockedConsultation(id, version: version, .updateConsultation, as: actor, keys: keys, at: now, in: tx)
        let files = Attachment.resource
        let view = actor.rights.view(of: files)
        let rows = try tx.execute(
            """
            select t.id from \(files.source) where t.tenant_id = \(actor.tenant) and t.id = any (\(photos)) and t.customer_id = \(talk.customer)
            and t.deleted_at is null and \(view.condition(view.bits(allowing: .readAttachment), for: actor, at: now))
            """)
        let known = Set(try rows.map { try $0.get(0, as: UUID.self) })
        let wrong = photos.indices.filter { !known.contains(photos[$0]) || photos[..<$0].contains(photos[$0]) }
        if !wrong.isEmpty { throw Failure.invalid(wrong.map { Violation(pointer: "/attachmentIds/\($0)", code: "not_allowed") }) }
        talk.touch(["photo_ids = \(photos)"], in: tx)
        try talk.record.write(
            .updateConsultation, on: Consultation.resource, id.uuid, purpose: "photos",
            body: ["photoIds": .array(photos.map { .string($0.uuidString.lowercased()) })], in: tx)
    }

    /// Most marks of a talk.
    static let mostMarks = 100

    /// All marks anew: those that were there stay as they were, and are shown no more.
    ///
    /// - Throws: the same; `access.denied` where the actor may not write them of this customer.
    func mark(_ marks: [FieldChanges], version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let talk = try LockedConsultation(id, version: version, .updateConsultation, as: actor, keys: keys, at: now, in: tx)
        let resource = ConsultationMark.resource
        let view = actor.rights.view(of: resource)
        let written = resource.fields.indices.filter { resource.fields[$0].writing == .required }
        guard written.allSatisfy({ view.bits(writing: $0) != 0 }) else { throw Failure(.forbidden) }
        let writer = ResourceWriter(resource, keys: keys)
        tx.enqueue(
            """
            update app.consultation_mark set removed_at = \(now) where tenant_id = \(actor.tenant) and consultation_id = \(id)
            and removed_at is null
            """)
        for mark in marks {
            let row = ID<ConsultationMark>.new(at: now)
            let columns = try written.map { index -> (SQLIdentifier, SQL) in
                let field = resource.fields[index]
                return (
                    field.column,
                    try writer.parameter(
                        mark.values[index] ?? .null, for: field, row: row.uuid, crm: talk.row.crm, medical: talk.row.medical)
                )
            }
            let names = columns.map { SQL($0.0) }.joined(separator: ", ")
            tx.enqueue(
                """
                insert into app.consultation_mark (tenant_id, id, consultation_id, customer_id, branch_id, marked_by, created_at, \(names))
                values (\(actor.tenant), \(row), \(id), \(talk.customer), \(talk.home), \(value: actor.user), \(now),
                  \(columns.map(\.1).joined(separator: ", ")))
                """)
        }
        let bits = try tx.execute(
            """
            select distinct \(Selection(view, fields: [], for: actor, at: now).list) from \(resource.source) where t.tenant_id = \(actor.tenant)
            and t.consultation_id = \(id) and t.removed_at is null
            """
        ).map { try $0.get(1, as: Int64.self) }
        guard bits.allSatisfy({ bits in written.allSatisfy { view.right(on: $0, in: bits).allowsWriting } }) else {
            throw Failure(.forbidden)
        }
        talk.touch(in: tx)
        try talk.record.write(
            .updateConsultation, on: Consultation.resource, id.uuid, purpose: "marks", body: ["marks": .integer(Int64(marks.count))], in: tx
        )
    }
}
