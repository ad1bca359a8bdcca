internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// Puts a file that was cleaned and sealed to a customer whom the actor may write about.
struct AddAttachment: Sendable {
    let id: ID<Attachment>
    let customer: ID<Customer>
    let category: Attachment.Category
    let kind: BroughtFile.Kind
    let content: SealedContent
    /// The customer's half of the content's key.
    let share: SecretKey
    let store: FileStore

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found` where the customer is not his to write about; `access.denied` where he may not write such files of him;
    ///   `attachment.quota`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        let resource = Attachment.resource
        let view = actor.rights.view(of: Customer.resource)
        let customers = ResourceWriter(Customer.resource, keys: keys)
        guard let user = actor.user,
            let about = try customers.lock(
                customer.uuid, fields: [], action: .createAttachment, view: view, for: actor, at: now, in: tx),
            let branch = about.branch, let field = resource.position(of: category.checksum)
        else { throw Failure(.notFound) }
        guard let key = category.isMedical ? about.medical : about.crm else { throw Failure(.notFound) }
        try checkRoom(actor.tenant, at: now, in: tx)
        let file = try store.keep(
            content, use: .customer, name: "", until: FileStore.endless, as: actor, createdBy: user, keys: keys, at: now, in: tx)
        let half = try key.seal(share.withBytes { Array($0) }, for: Attachment.place(of: id.uuid, category, in: actor.tenant))
        let writer = ResourceWriter(resource, keys: keys)
        let sum = try writer.parameter(
            .text(Hex.encode(content.digest)), for: resource.fields[field], row: id.uuid, crm: about.crm, medical: about.medical)
        tx.enqueue(
            """
            insert into app.customer_attachment (tenant_id, id, customer_id, branch_id, file_id, category, media_type, bytes,
              \(resource.fields[field].column), \(category.keyColumn), uploaded_by, created_at, updated_at)
            values (\(actor.tenant), \(id), \(customer), \(branch), \(file), \(category.rawValue), \(kind.rawValue), \(content.size),
              \(sum), \(half), \(user), \(now), \(now))
            """)
        let rows = try tx.execute(ResourceQueries.get(id, selection, action: .readAttachment, for: actor, at: now))
        // Whether he may write such a file in this row is known once the row is there; if not, nothing was written.
        guard let row = rows.first, try selection.view.right(on: field, in: selection.bits(of: row)).allowsWriting else {
            throw Failure(.forbidden)
        }
        let work = CustomerPart.Work(
            step: .added, id: id.uuid, customer: customer.uuid, branch: branch, values: [:], crm: about.crm, actor: actor, keys: keys,
            now: now)
        let body: JSONValue = [
            "category": .string(category.rawValue), "type": .string(kind.rawValue), "bytes": .integer(content.size),
        ]
        try CustomerPart.attachments(.createAttachment).record(.added, work, [field], body: body, in: tx)
        return row
    }

    /// What counts is what is stored: also what was taken away and has to be kept. One upload of a tenant after the other looks and writes.
    ///
    /// - Throws: `attachment.quota` where the tenant's files would be more than the operator lets it have.
    private func checkRoom(_ tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws {
        let quota: Int64 = try tx.execute(
            "select file_quota_mib::int8 << 20 from app.tenant_setting where tenant_id = \(tenant) for no key update")[0][0]
        let ended = now.advanced(by: .zero - DeleteAttachment.kept)
        let used: Int64 = try tx.execute(
            """
            select coalesce(sum(a.bytes), 0)::int8 from app.customer_attachment a where a.tenant_id = \(tenant)
            and (a.crm_key_sealed is not null or a.medical_key_sealed is not null)
            and (a.deleted_at is null or a.deleted_at > \(ended) or a.category in ('before', 'after', 'medical'))
            """)[0][0]
        guard used <= quota, content.size <= quota - used else { throw Failure(.attachmentQuota) }
    }
}

extension Attachment {
    /// What the customer's half of a content's key is bound to.
    static func place(of id: UUID, _ category: Category, in tenant: ID<Tenant>) -> AssociatedData {
        AssociatedData(tenant: tenant.uuid, table: table.name, column: category.keyColumn.name, row: id)
    }
}

extension CustomerPart {
    /// Files as something that a customer has several of: their changes go the way of all the others.
    static func attachments(_ write: Action) -> CustomerPart {
        CustomerPart(
            resource: Attachment.resource, operation: "changeAttachment", path: "attachments", chinese: "资料", english: "file", write: write,
            isRemovable: false,
            check: { work, tx in
                let row = try tx.execute(
                    "select category from app.customer_attachment where tenant_id = \(work.keys.tenant) and id = \(work.id)")
                guard let word: String = try row.first?.get(0), let category = Attachment.Category(rawValue: word) else {
                    throw Failure(.notFound)
                }
                // A medical file has one text of its own, and the others have theirs: they are sealed under different keys.
                let foreign = category.isMedical ? ["name", "remark"] : ["medicalRemark"]
                let wrong = foreign.filter { name in
                    Attachment.resource.position(of: name).flatMap { work.values[$0]?.text } != nil
                }
                if !wrong.isEmpty { throw Failure.invalid(wrong.map { Violation(pointer: "/" + $0, code: "not_allowed") }) }
            },
            shown: { _, _ in "t.deleted_at is null" })
    }
}
