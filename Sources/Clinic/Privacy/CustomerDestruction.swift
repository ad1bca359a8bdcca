internal import FoundationEssentials
internal import Platform
internal import Postgres

/// What is destroyed of a customer in the database: the key of everything sealed under `crm`, the cells and clear values of his own row, the
/// tokens that he was found by, answers that were kept for repeated requests, exports. His row stays as a tombstone with an id and a
/// number; the medical key stays locked in it.
struct CustomerDestruction {
    /// How many of each were destroyed.
    struct Count {
        var phoneTokens: Int64 = 0
        var searchTokens: Int64 = 0
        var answers: Int64 = 0
        var exports: Int64 = 0
    }

    let customer: UUID
    let tenant: ID<Tenant>
    /// Kinds of objects that may belong to a customer: answers about them are destroyed as well.
    let resources: [Resource]
    let lockedUntil: Instant
    /// His leads, which have keys of their own.
    let leads: [UUID]

    /// Destroys. The transaction must reach erased customers (`PrivacyQueries.reachBlocked`).
    ///
    /// - Parameter erasedAt: when he was erased first; nil for now.
    func run(erasedAt: Instant? = nil, at now: Instant, in tx: Transaction) throws -> Count {
        let owned = resources.filter { $0.scope.customer != nil }
        let answers = owned.map { resource -> SQL in
            """
            delete from app.idempotency i where i.tenant_id = \(tenant) and i.object_id in (select t.id from \(resource.source)
            where t.tenant_id = \(tenant) and \(resource.scope.alias).\(resource.scope.customer ?? "customer_id") = \(customer))
            """
        }
        let statements: [SQL] = [
            "delete from app.phone_token where tenant_id = \(tenant) and customer_id = \(customer)",
            "delete from app.search_token where tenant_id = \(tenant) and customer_id = \(customer)",
            DataExport.end("e.customer_id = \(customer)", of: tenant),
        ]
        // Also one that was merged away: his row is the person's as well.
        tx.enqueue(MergedRows.reach)
        let results = try tx.execute(all: statements + answers)
        IdentityTokens.enqueueRemoval(of: customer, of: tenant, in: tx)
        tx.enqueue("delete from app.duplicate_due where tenant_id = \(tenant) and customer_id = \(customer)")
        tx.enqueue("delete from app.duplicate_pair where tenant_id = \(tenant) and (customer_id = \(customer) or other_id = \(customer))")
        // A profile of nobody is nobody's: what he was called goes with him.
        tx.enqueue("delete from app.customer_tag where tenant_id = \(tenant) and customer_id = \(customer)")
        tx.enqueue(
            """
            update app.care_relation set until = greatest(since + interval '1 microsecond', least(until, \(now))), reason = ''
            where tenant_id = \(tenant) and customer_id = \(customer)
            """)
        tx.enqueue(
            """
            update app.customer_share set reason = null, reason_sealed = null, ended_at = coalesce(ended_at, greatest(since, least(until, \(now))))
            where tenant_id = \(tenant) and customer_id = \(customer)
            """)
        for statement in CustomValues.erase(customer, of: tenant) { tx.enqueue(statement) }
        for statement in Attachment.erase(customer, of: tenant, at: now) { tx.enqueue(statement) }
        tx.enqueue(TaskQueries.erase(customer, tenant: tenant, at: now))
        for statement in LeadErasure.destroy(leads, tenant: tenant, at: now) { tx.enqueue(statement) }
        for statement in Appointment.erase(customer, of: tenant, at: now) { tx.enqueue(statement) }
        for table in ["app.customer_phone", "app.customer_address"] as [SQLIdentifier] {
            tx.enqueue("delete from \(table) where tenant_id = \(tenant) and customer_id = \(customer)")
        }
        tx.enqueue(
            """
            delete from app.customer_relation where tenant_id = \(tenant) and (customer_id = \(customer) or other_customer_id = \(customer))
            """)
        tx.enqueue(
            "update app.care_request set reason = null, reason_sealed = null where tenant_id = \(tenant) and customer_id = \(customer)")
        tx.enqueue(
            """
            update app.break_glass set reason = null, remark = null, reason_sealed = null, remark_sealed = null,
              ended_at = coalesce(ended_at, greatest(opened_at, least(until, \(now))))
            where tenant_id = \(tenant) and customer_id = \(customer)
            """)
        tx.enqueue(
            """
            update app.consent set state = 'withdrawn', ended_at = greatest(given_at, \(now)), end_channel = 'other', version = version + 1
            where tenant_id = \(tenant) and customer_id = \(customer) and state = 'given'
            """)
        tx.enqueue(
            """
            update app.customer set erased_at = \(erasedAt ?? now), medical_locked_until = \(lockedUntil), crm_key = null,
              \(CustomerDestruction.blanks.joined(separator: ", ")), introducer_id = null, guardian_id = null, code = null, restriction = null, owner_id = null, source_channel = null,
              level = 'standard', restricted_at = null, objected_at = null, version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and id = \(customer)
            """)
        return Count(
            phoneTokens: Int64(results[0].affected), searchTokens: Int64(results[1].affected),
            answers: results.dropFirst(3).reduce(0) { $0 + Int64($1.affected) }, exports: Int64(results[2].affected))
    }

    /// Every personal value of the row but the medical ones, as the field table knows them: a field that is added is blanked too.
    private static let blanks: [SQL] = Customer.resource.fields.filter { field in
        field.classification > .internal && field.sealing != .medical && field.derivation == nil
    }.map { field -> SQL in
        field.writing == .required && field.sealing != nil ? "\(field.column) = ''::bytea" : "\(field.column) = null"
    }

    /// Writes the certificate's row.
    static func store(_ certificate: ErasureCertificate) -> SQL {
        """
        insert into app.erasure (tenant_id, id, number, customer_id, request_id, erased_at, erased_by, locked_until, certificate)
        values (\(certificate.tenant), \(certificate.id), \(certificate.number), \(certificate.customer), \(value: certificate.request),
          \(certificate.erasedAt), \(value: certificate.erasedBy), \(certificate.lockedUntil), \(certificate.text))
        on conflict do nothing
        """
    }
}
