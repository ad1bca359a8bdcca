internal import FoundationEssentials
public import JSON
public import Postgres

/// One event with its links and its body, as one reader may see it.
public struct AuditDetail: Sendable {
    public let entry: AuditEntry
    /// Before and after, with the values masked that the reader may not see; null when there is none, or when the
    /// customer whose values it held was erased.
    public let body: JSONValue

    /// Reads an event as the auditor and records the reading, and what it released, in the same transaction. Nil when
    /// there is no such event or none that the reader may see.
    ///
    /// - Parameter resources: where the classes of fields are looked up; values of unknown fields are masked.
    public static func read(
        _ id: ID<AuditEvent>, as actor: Actor, keys: TenantKeys, resources: [Resource], at now: Instant,
        in tx: Transaction
    ) throws -> AuditDetail? {
        guard let reach = actor.rights.reach(of: .readAudit) else { throw Failure(.forbidden) }
        let tenant = actor.tenant.uuid
        // The id begins with the event's millisecond, which is what the primary key leads with.
        let start = id.millisecond
        let events = try tx.execute(all: [
            "set local role peony_auditor",
            """
            select \(AuditEntry.columns), e.body from audit.event e
            where e.tenant_id = \(tenant) and e.at >= \(start) and e.at < \(start.advanced(by: .milliseconds(1)))
            and e.id = \(id) \(reach.condition)
            """,
        ])[1]
        guard let row = events.first else {
            tx.enqueue("set local role none")
            return nil
        }
        let found = try AuditEntry(row, tenant: tenant)
        let links = try tx.execute(all: [
            AuditRecord.selectLinks(of: [(found.at, found.id)], tenant: tenant), "set local role none",
        ])[0]
        var record = found.record
        record.links = try links.map { try AuditRecord.Link($0) }
        let entry = AuditEntry(record, batch: found.batch, sealedBody: found.sealedBody)

        let view = try entry.openBody(keys: keys, in: tx).map { body in
            let custom = try CustomField.all(of: actor.tenant, in: tx)
            return AuditBodyView(body, for: actor.rights, resources: resources.map { $0.extended(by: custom) })
        }
        let released = view?.released ?? []
        try AuditTrail.record(
            AuditEvent(
                .readAudit, on: "audit", id.uuid, branch: record.branch.map { ID($0) }, customer: record.customer,
                rowCount: 1,
                links: record.object.map { object in
                    released.map { Release(object: object, customer: record.customer, field: $0) }
                } ?? []),
            as: actor, keys: keys, at: now, in: tx)
        return AuditDetail(entry: entry, body: view?.shown ?? .null)
    }

    /// Writes the event as an object with `links` and `body`.
    public func write(to json: inout JSONWriter, keys: TenantKeys) {
        entry.write(to: &json, keys: keys) { json in
            json.key("links")
            json.beginArray()
            for link in entry.record.links {
                json.beginObject()
                json.key("objectType")
                json.string(link.objectType)
                json.key("objectId")
                json.uuid(link.object)
                json.key("customerId")
                if let customer = link.customer { json.uuid(customer) } else { json.null() }
                json.key("field")
                json.string(link.field)
                json.endObject()
            }
            json.endArray()
            json.key("body")
            json.value(body)
        }
    }
}

extension AuditEntry {
    /// The body in clear; nil when there is none or its key was destroyed. Under the actor's own role: the customer's
    /// key is behind the same wall as the customer.
    fileprivate func openBody(keys: TenantKeys, in tx: Transaction) throws -> JSONValue? {
        guard let sealedBody else { return nil }
        guard AuditBody.isUnderCustomerKey(sealedBody) else {
            return try AuditBody.open(sealedBody, of: record.id, keys: keys, customerKey: nil)
        }
        // What was done to a file before it was merged away is read like before.
        tx.enqueue(MergedRows.reach)
        defer { tx.enqueue(MergedRows.leave) }
        guard let customer = record.customer,
            let row = try tx.execute(
                """
                select crm_key from app.customer where tenant_id = \(record.tenant) and id = \(customer)
                union all select crm_key from app.lead where tenant_id = \(record.tenant) and id = \(customer)
                """
            ).first,
            let key = try row.withBytes(
                0, { try $0.map { try keys.customerKey(.crm, wrapped: $0, customer: customer) } })
        else { return nil }
        return try AuditBody.open(sealedBody, of: record.id, keys: keys, customerKey: key)
    }
}

extension RowSet.Reach {
    /// The branches of the trail that somebody may read, as a condition on `audit.event e`.
    var condition: SQL {
        switch self {
        case .everywhere: ""
        case .branches(let branches):
            "and e.branch_id = any (\(branches.map(\.uuid).sorted()))"
        }
    }
}

extension ID {
    /// The millisecond in which a UUIDv7 was made.
    var millisecond: Instant {
        let milliseconds = uuid.bytes.prefix(6).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return Instant(microseconds: milliseconds * 1000)
    }
}
