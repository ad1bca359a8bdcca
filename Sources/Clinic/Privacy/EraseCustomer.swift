internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Erases a customer (PIPL 47): destroys what may be destroyed, locks what the law keeps, and writes down that it was done where a restored
/// backup cannot undo it. The key's other half, outside the database, is destroyed by ``ErasureKeeper`` after COMMIT.
struct EraseCustomer {
    let customer: ID<Customer>
    let request: ID<DataRequest>
    let number: Int64
    let branch: ID<Unit>

    init(_ customer: ID<Customer>, asked request: ID<DataRequest>, number: Int64, branch: ID<Unit>) {
        self.customer = customer
        self.request = request
        self.number = number
        self.branch = branch
    }

    /// Returns the certificate's id. The customer's row is locked already. Files that were merged into his are his too: their keys go
    /// with his, each with an entry of its own in the ledger.
    func run(as actor: Actor, keys: TenantKeys, on deployment: Deployment, at now: Instant, in tx: Transaction) throws -> UUID {
        tx.enqueue(MergedRows.reach)
        let merged = try tx.execute(
            "select id from app.customer where tenant_id = \(actor.tenant) and merged_into = \(customer) and erased_at is null order by id for update"
        ).map { try $0.get(0, as: UUID.self) }
        for source in merged { _ = try erase(source, as: actor, keys: keys, on: deployment, at: now, in: tx) }
        return try erase(customer.uuid, as: actor, keys: keys, on: deployment, at: now, in: tx)
    }

    private func erase(
        _ person: UUID, as actor: Actor, keys: TenantKeys, on deployment: Deployment, at now: Instant, in tx: Transaction
    ) throws -> UUID {
        let settings = try PrivacySettings.read(of: actor.tenant, in: tx)
        let years = settings[PrivacySettings.medicalYears]
        guard
            let lockedUntil = try tx.execute(PrivacyQueries.lockedUntil(person, years: years, tenant: actor.tenant)).first?
                .get(0, as: Instant.self)
        else { throw Failure(.notFound) }
        let leads = try LeadErasure.leads(of: person, tenant: actor.tenant, in: tx)
        let count = try CustomerDestruction(
            customer: person, tenant: actor.tenant, resources: deployment.catalog.resources, lockedUntil: lockedUntil, leads: leads
        ).run(at: now, in: tx)
        let id = ID<ErasureCertificate>.new(at: now).uuid
        let secret = deployment.keys.erasureSecret
        let entry = try ErasureLedger.append(.crm, of: person, of: actor.tenant, secret: secret, at: now, in: tx) { sequence in
            try ErasureCertificate(
                id: id, number: number, tenant: actor.tenant, customer: person, request: request.uuid, erasedAt: now,
                erasedBy: actor.user?.uuid, lockedUntil: lockedUntil, destroyed: count, sequence: sequence, secret: secret
            ).record
        }
        tx.enqueue(CustomerDestruction.store(try ErasureCertificate(entry)))
        let requests = try OnlineRequestErasure.requests(of: person, leads: leads, tenant: actor.tenant, in: tx)
        try OnlineRequestErasure.run(requests, of: actor.tenant, secret: secret, at: now, in: tx)
        for lead in leads {
            _ = try ErasureLedger.append(.crm, of: lead, of: actor.tenant, secret: secret, at: now, in: tx) { _ in LeadErasure.record }
        }
        try AuditTrail.record(
            AuditEvent(
                .eraseCustomer, on: Customer.resource.name, person, branch: branch, customer: person,
                rowCount: Int(count.phoneTokens + count.searchTokens + count.answers + count.exports),
                body: ["certificate": .integer(number), "entry": .integer(entry.sequence), "lockedUntil": .string(lockedUntil.description)]),
            as: actor, keys: keys, at: now, in: tx)
        Change.tell("erasure", at: branch, of: actor.tenant, in: tx)
        return id
    }
}
