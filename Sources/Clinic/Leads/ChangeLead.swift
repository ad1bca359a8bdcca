internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Corrects what a sheet says. What it says of where somebody came from stays: that is the first touch.
struct ChangeLead: Sendable {
    let id: UUID
    let changes: FieldChanges
    let version: Int64

    /// - Throws: `resource.not_found`, `resource.stale`; `request.invalid` for fields that are not the actor's there, for a service that is
    ///   not there, and where neither telephone nor WeChat is left.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = Lead.resource
        let writer = ResourceWriter(resource, keys: keys)
        let view = actor.rights.view(of: resource)
        let contact = ["phone", "wechat"].compactMap { resource.position(of: $0) }
        let needed = Set(changes.fields).union(contact).sorted()
        guard let row = try writer.lock(id, fields: needed, action: .updateLead, view: view, for: actor, at: now, in: tx) else {
            throw Failure(.notFound)
        }
        guard row.version == version else { throw Failure(.stale) }
        let refused = changes.fields.filter { !view.right(on: $0, in: row.bits).allowsWriting }
        if !refused.isEmpty {
            throw Failure.invalid(refused.map { Violation(pointer: resource.fields[$0].pointer, code: "unknown_field") })
        }
        let written = changes.written(to: row, in: view)
        guard !written.isEmpty else { return }
        if case .id(let service)? = changes["serviceId"] {
            let rows = try tx.execute(
                "select 1 from app.service s where s.tenant_id = \(actor.tenant) and s.id = \(service) and s.state = 'active'")
            if rows.isEmpty { throw Failure.invalid([Violation(pointer: "/serviceId", code: "not_allowed")]) }
        }
        var values = row.values
        for index in written { values[index] = changes.values[index] }
        let (phone, wechat) = (values[contact[0]]?.text, values[contact[1]]?.text)
        // Of whom the key is gone nothing is left to be reached by.
        guard row.crm != nil else { throw Failure(.notFound) }
        if phone == nil, wechat == nil { throw Failure.invalid([Violation(pointer: "/phone", code: "required")]) }
        let columns = try written.map { index -> SQL in
            let field = resource.fields[index]
            let value = try writer.parameter(values[index] ?? .null, for: field, row: id, crm: row.crm, medical: nil)
            return "\(field.column) = \(value)"
        }
        tx.enqueue(
            """
            update app.lead set \(columns.joined(separator: ", ")), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        if written.contains(where: contact.contains) {
            LeadTokens.enqueueRemoval(of: id, of: actor.tenant, in: tx)
            for tokens in LeadTokens.all(phone: phone, wechat: wechat, keys: keys) { tokens.enqueue(for: id, of: actor.tenant, in: tx) }
        }
        let fields = written.map { resource.fields[$0] }
        WebhookEvent(.leadChanged, of: resource.name, id, fields: fields.map(\.name)).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .updateLead, on: resource.name, id, branch: row.branch, customer: id, fields: fields.map(resource.qualified),
                links: fields.filter { $0.classification >= .identity }.map {
                    Release(object: id, customer: id, field: resource.qualified($0))
                },
                body: writer.difference(
                    from: row.values.filter { written.contains($0.key) }, to: values.filter { written.contains($0.key) })),
            as: actor, keys: keys, customerKey: row.crm, at: now, in: tx)
    }
}
