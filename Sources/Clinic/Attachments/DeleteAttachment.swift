internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes a file away from a customer: nobody sees it any more. What is medical is kept, as the law asks of a record; anything else ends after
/// three years (Civil Code 188), in which somebody may still have to show it.
struct DeleteAttachment: Sendable {
    let id: ID<Attachment>

    /// How long the content of what is not medical stays.
    static let kept: Duration = .seconds(3 * 366 * 86_400)

    /// - Throws: `resource.not_found`; `access.denied` where he may not write such files.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let view = actor.rights.view(of: Attachment.resource)
        let resource = view.resource
        let fields = ["customerId", "category", "deletedAt"].compactMap { resource.position(of: $0) }
        guard fields.count == 3, let user = actor.user,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id.uuid, fields: fields, action: .deleteAttachment, view: view, for: actor, at: now, in: tx),
            case .id(let customer)? = row.values[fields[0]], row.values[fields[2]] == .null, let branch = row.branch,
            let category = row.values[fields[1]]?.text.flatMap({ Attachment.Category(rawValue: $0) }),
            let index = resource.position(of: category.checksum)
        else { throw Failure(.notFound) }
        guard view.right(on: index, in: row.bits).allowsWriting else { throw Failure(.forbidden) }
        tx.enqueue(
            """
            update app.customer_attachment set deleted_at = \(now), deleted_by = \(user), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        if !category.isMedical {
            tx.enqueue(
                """
                update app.file f set expires_at = \(now.advanced(by: DeleteAttachment.kept)) from app.customer_attachment a
                where a.tenant_id = \(actor.tenant) and a.id = \(id) and f.tenant_id = a.tenant_id and f.id = a.file_id
                """)
        }
        let work = CustomerPart.Work(
            step: .removed, id: id.uuid, customer: customer, branch: branch, values: [:], crm: row.crm, actor: actor, keys: keys, now: now)
        try CustomerPart.attachments(.deleteAttachment).record(
            .removed, work, [index], body: ["category": .string(category.rawValue)], in: tx)
    }
}

extension Attachment {
    /// Ends what an erasure may end: contents, names, remarks and key halves of what is not medical. What is medical is locked with the
    /// medical key.
    static func erase(_ customer: UUID, of tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        [
            drop(customer, of: tenant, "crm_key_sealed"),
            """
            update app.customer_attachment set name_sealed = null, remark_sealed = null, checksum_sealed = null, crm_key_sealed = null,
              deleted_at = coalesce(deleted_at, \(now)), version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and customer_id = \(customer) and category in ('document', 'other')
            """,
        ]
    }

    /// Ends what is medical of somebody whose medical key was destroyed; nothing as long as it is there.
    static func eraseMedical(_ customer: UUID, of tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        let isDestroyed: SQL = """
            and exists (select 1 from app.customer c where c.tenant_id = \(tenant) and c.id = \(customer) and c.medical_key is null)
            """
        return [
            "\(drop(customer, of: tenant, "medical_key_sealed")) \(isDestroyed)",
            """
            update app.customer_attachment set medical_remark_sealed = null, medical_checksum_sealed = null, medical_key_sealed = null,
              deleted_at = coalesce(deleted_at, \(now)), version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and customer_id = \(customer) and category in ('before', 'after', 'medical')
            \(isDestroyed)
            """,
        ]
    }

    /// The files themselves; the next sweep takes the bytes, which open no more as it is.
    private static func drop(_ customer: UUID, of tenant: ID<Tenant>, _ key: SQLIdentifier) -> SQL {
        """
        delete from app.file f using app.customer_attachment a where a.tenant_id = \(tenant) and a.customer_id = \(customer)
        and a.\(key) is not null and f.tenant_id = a.tenant_id and f.id = a.file_id and f.use = \(FileStore.Use.customer.rawValue)
        """
    }
}
