internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Leads have keys of their own, and lose them with the customer that they became, or were touched as without anybody saying so. Each has an
/// entry in the ledger of destroyed keys beside his, so that the half of the key that lies outside the database goes as well.
enum LeadErasure {
    /// What the ledger keeps of a lead: that it is one.
    static let record = String(decoding: (["lead": true] as JSONValue).serialized, as: UTF8.self)

    /// Whether an entry of the ledger is a lead's.
    static func isOfLead(_ entry: ErasureEntry) -> Bool { entry.record == record }

    /// Those of a customer who still have a key.
    static func leads(of customer: UUID, tenant: ID<Tenant>, in tx: Transaction) throws -> [UUID] {
        try tx.execute(
            """
            select l.id from app.lead l where l.tenant_id = \(tenant) and l.crm_key is not null and (l.customer_id = \(customer)
            or l.id in (select h.lead_id from app.lead_touch h where h.tenant_id = \(tenant) and h.customer_id = \(customer)))
            order by l.id for update
            """
        ).map { try $0.get(0, as: UUID.self) }
    }

    /// Destroys what leads hold of a person.
    static func destroy(_ leads: [UUID], tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        [
            "delete from app.lead_token where tenant_id = \(tenant) and lead_id = any (\(leads))",
            """
            update app.lead_assignment set reason = null, reason_sealed = null
            where tenant_id = \(tenant) and (reason is not null or reason_sealed is not null) and lead_id = any (\(leads))
            """,
            """
            update app.task set \(TaskQueries.emptied), version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and lead_id = any (\(leads))
            """,
            """
            update app.lead set name_sealed = null, phone_sealed = null, wechat_sealed = null, remark_sealed = null, crm_key = null,
              version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and id = any (\(leads))
            """,
        ]
    }
}
