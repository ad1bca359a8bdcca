internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// Requests have keys of their own. Those of a customer go with him; what is medical in one that was booked belongs to his record, and stays
/// locked as long as that does. Each key has an entry in the ledger of destroyed keys, so that the half of it that lies outside the database
/// goes as well.
enum OnlineRequestErasure {
    /// A request, and whether its medical part stays.
    struct Found: Sendable {
        let id: UUID
        let keepsMedical: Bool
    }

    /// What the ledger keeps of a request: that it is one.
    static let record = String(decoding: (["onlineRequest": true] as JSONValue).serialized, as: UTF8.self)

    /// Whether an entry of the ledger is a request's.
    static func isOfRequest(_ entry: ErasureEntry) -> Bool { entry.record == record }

    /// Those of a customer that still have a key, be they his through a lead.
    static func requests(of customer: UUID, leads: [UUID], tenant: ID<Tenant>, in tx: Transaction) throws -> [Found] {
        try found(
            """
            select r.id, r.state = 'confirmed' from app.online_request r where r.tenant_id = \(tenant) and r.crm_key is not null
            and (r.customer_id = \(customer) or r.lead_id = any (\(leads))
              or r.lead_id in (select l.id from app.lead l where l.tenant_id = \(tenant) and l.customer_id = \(customer)))
            order by r.id for update
            """, in: tx)
    }

    /// Those whose medical part is still locked with a customer's record.
    static func locked(of customer: UUID, tenant: ID<Tenant>, in tx: Transaction) throws -> [UUID] {
        try found(
            """
            select r.id, false from app.online_request r where r.tenant_id = \(tenant) and r.customer_id = \(customer)
            and r.crm_key is null and r.medical_key is not null order by r.id for update
            """, in: tx
        ).map(\.id)
    }

    /// Those that nobody became a customer by, a year after they ended, or came.
    static func forgotten(at now: Instant, limit: Int, tenant: ID<Tenant>, in tx: Transaction) throws -> [Found] {
        try found(
            """
            select r.id, false from app.online_request r where r.tenant_id = \(tenant) and r.customer_id is null
            and (r.crm_key is not null or r.medical_key is not null)
            and not exists (select 1 from app.lead l where l.tenant_id = \(tenant) and l.id = r.lead_id and l.customer_id is not null)
            and coalesce(r.closed_at, r.created_at) < \(now.advanced(by: .seconds(-365 * 86_400))) order by r.id limit \(limit) for update of r
            """, in: tx)
    }

    private static func found(_ statement: SQL, in tx: Transaction) throws -> [Found] {
        try tx.execute(statement).map { Found(id: try $0[0], keepsMedical: try $0[1]) }
    }

    /// Destroys what requests hold of a person, and writes that down in the ledger.
    static func run(_ requests: [Found], of tenant: ID<Tenant>, secret: SecretKey, at now: Instant, in tx: Transaction) throws {
        guard !requests.isEmpty else { return }
        for statement in destroy(requests, tenant: tenant, at: now) { tx.enqueue(statement) }
        for request in requests {
            _ = try ErasureLedger.append(.crm, of: request.id, of: tenant, secret: secret, at: now, in: tx) { _ in record }
            if request.keepsMedical { continue }
            _ = try ErasureLedger.append(.medical, of: request.id, of: tenant, secret: secret, at: now, in: tx) { _ in record }
        }
    }

    /// Destroys what is medical in requests that were kept as a part of a record, once that need not be kept any more.
    static func runMedical(_ requests: [UUID], of tenant: ID<Tenant>, secret: SecretKey, at now: Instant, in tx: Transaction) throws {
        guard !requests.isEmpty else { return }
        tx.enqueue(destroyMedical(requests, tenant: tenant, at: now))
        for request in requests {
            _ = try ErasureLedger.append(.medical, of: request, of: tenant, secret: secret, at: now, in: tx) { _ in record }
        }
    }

    /// Destroys what requests hold of a person, without the ledger.
    static func destroy(_ requests: [Found], tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        let medical = requests.filter { !$0.keepsMedical }.map(\.id)
        return [
            """
            update app.online_request set name_sealed = null, phone_sealed = null, age_sealed = null, message_sealed = null, crm_key = null,
              version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and id = any (\(requests.map(\.id)))
            """,
            // What was written down about him with what had to be done.
            """
            update app.task set \(TaskQueries.emptied), version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and request_id = any (\(requests.map(\.id)))
            """,
            destroyMedical(medical, tenant: tenant, at: now),
        ]
    }

    static func destroyMedical(_ requests: [UUID], tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.online_request set answers_sealed = null, remark_sealed = null, reason_sealed = null, medical_key = null,
          version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and id = any (\(requests))
        """
    }

    /// Destroys again what an entry of the ledger says; whether the request is there.
    static func replay(_ entry: ErasureEntry, at now: Instant, in tx: Transaction) throws -> Bool {
        let rows = try tx.execute(
            "select id from app.online_request where tenant_id = \(entry.tenant) and id = \(entry.customer)")
        switch entry.slot {
        case .crm:
            for statement in destroy([Found(id: entry.customer, keepsMedical: true)], tenant: entry.tenant, at: now) {
                tx.enqueue(statement)
            }
        case .medical: tx.enqueue(destroyMedical([entry.customer], tenant: entry.tenant, at: now))
        }
        return !rows.isEmpty
    }
}
