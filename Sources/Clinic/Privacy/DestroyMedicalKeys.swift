internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// Destroys the medical keys of people who were erased, once the law no longer keeps their records.
public struct DestroyMedicalKeys: Sendable {
    let deployment: Deployment

    public init(on deployment: Deployment) {
        self.deployment = deployment
    }

    /// Destroys what is due in a tenant; returns how many. The database decides by its own clock as well.
    public func run(of tenant: ID<Tenant>, at now: Instant, limit: Int = 100) async throws -> Int {
        let actor = Actor.system(of: tenant, request: .new(at: now))
        let keys = try await deployment.keys.keys(of: tenant)
        let secret = deployment.keys.erasureSecret
        let due = try await deployment.database.fetch(
            as: actor,
            [
                """
                select c.id from app.customer c where c.tenant_id = \(tenant) and c.erased_at is not null and c.medical_key is not null
                and c.medical_locked_until <= least(\(now), now()) order by c.medical_locked_until limit \(limit)
                """
            ])[0]
        for row in due {
            let customer: UUID = try row[0]
            try await deployment.database.write(as: actor) { tx in
                let standing = try tx.execute(
                    """
                    select 1 from app.customer c where c.tenant_id = \(tenant) and c.id = \(customer) and c.medical_key is not null
                    for update
                    """)
                guard !standing.isEmpty else { return }
                for statement in DestroyMedicalKeys.destroy(customer, of: tenant, at: now) { tx.enqueue(statement) }
                let entry = try ErasureLedger.append(.medical, of: customer, of: tenant, secret: secret, at: now, in: tx) { _ in "{}" }
                let requests = try OnlineRequestErasure.locked(of: customer, tenant: tenant, in: tx)
                try OnlineRequestErasure.runMedical(requests, of: tenant, secret: secret, at: now, in: tx)
                try AuditTrail.record(
                    AuditEvent(
                        .eraseCustomer, on: Customer.resource.name, customer, customer: customer, purpose: "retention ended",
                        body: ["entry": .integer(entry.sequence), "key": "medical"]),
                    as: actor, keys: keys, at: now, in: tx)
                Change.tell("erasure", at: nil, of: tenant, in: tx)
            }
        }
        return due.count
    }

    /// Takes the key out of the tombstone, where its time has come, and notes it on the certificate's row; then what it sealed goes.
    static func destroy(_ customer: UUID, of tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        let key: SQL = """
            with gone as (
              update app.customer set medical_key = null, allergy_sealed = null, version = version + 1, updated_at = \(now)
              where tenant_id = \(tenant) and id = \(customer) and medical_key is not null and medical_locked_until <= now() returning id)
            update app.erasure set medical_destroyed_at = \(now) where tenant_id = \(tenant) and customer_id in (select id from gone)
            """
        return [key] + Attachment.eraseMedical(customer, of: tenant, at: now)
    }
}
