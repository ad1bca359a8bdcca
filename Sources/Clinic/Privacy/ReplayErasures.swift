internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// Erases again who was erased: after a restore of a database from before, by the copy of the ledger that lies outside it.
public struct ReplayErasures: Sendable {
    /// What was done.
    public struct Report: Sendable, Equatable {
        /// Entries written again.
        public var entries = 0
        /// Customers who were there, and are erased now.
        public var erased = 0
        /// Customers of whom the restored database knows nothing.
        public var unknown = 0
    }

    let deployment: Deployment

    public init(on deployment: Deployment) {
        self.deployment = deployment
    }

    /// Replays what the ledger has and the database has not.
    ///
    /// - Throws: `VaultError.malformed` when the file is not this deployment's ledger, or does not continue the database's.
    public func run(_ ledger: LedgerFile, at now: Instant) async throws -> Report {
        var report = Report()
        for entry in try ledger.entries().sorted(by: { $0.sequence < $1.sequence }) {
            guard let erased = try await replay(entry, at: now) else { continue }
            report.entries += 1
            if erased { report.erased += 1 } else { report.unknown += 1 }
        }
        return report
    }

    /// True when somebody was erased, false when he is not there, nil when the entry was known.
    private func replay(_ entry: ErasureEntry, at now: Instant) async throws -> Bool? {
        let secret = deployment.keys.erasureSecret
        let resources = deployment.catalog.resources
        let exists = try await deployment.database.fetch(
            as: Actor.system(of: .deployment, request: .new(at: now)), ["select 1 from app.tenant where id = \(entry.tenant)"])[0]
        let keys = exists.isEmpty ? nil : try await deployment.keys.keys(of: entry.tenant)
        let system = Actor.system(of: entry.tenant, request: .new(at: now))
        let isOfLead = LeadErasure.isOfLead(entry)
        let isOfRequest = OnlineRequestErasure.isOfRequest(entry)
        let certificate = entry.slot == .crm && !isOfLead && !isOfRequest ? try ErasureCertificate(entry) : nil
        return try await deployment.database.write(as: system) { tx -> Bool? in
            guard try ErasureLedger.restore(entry, secret: secret, in: tx) else { return nil }
            guard let keys else { return false }
            if isOfLead {
                let leads = try tx.execute("select id from app.lead where tenant_id = \(entry.tenant) and id = \(entry.customer)")
                for statement in LeadErasure.destroy([entry.customer], tenant: entry.tenant, at: now) { tx.enqueue(statement) }
                try ReplayErasures.record(entry, on: Lead.resource.name, found: !leads.isEmpty, as: system, keys: keys, at: now, in: tx)
                return !leads.isEmpty
            }
            if isOfRequest {
                let found = try OnlineRequestErasure.replay(entry, at: now, in: tx)
                try ReplayErasures.record(entry, on: OnlineRequest.resource.name, found: found, as: system, keys: keys, at: now, in: tx)
                return found
            }
            tx.enqueue(MergedRows.reach)
            let row = try tx.execute(PrivacyQueries.standing(of: entry.customer, tenant: entry.tenant)).first
            if let certificate { tx.enqueue(CustomerDestruction.store(certificate)) }
            if let row {
                if let certificate, row.isNull(0) {
                    _ = try CustomerDestruction(
                        customer: entry.customer, tenant: entry.tenant, resources: resources, lockedUntil: certificate.lockedUntil,
                        leads: try LeadErasure.leads(of: entry.customer, tenant: entry.tenant, in: tx)
                    ).run(erasedAt: entry.at, at: now, in: tx)
                }
                if entry.slot == .medical {
                    for statement in DestroyMedicalKeys.destroy(entry.customer, of: entry.tenant, at: entry.at) { tx.enqueue(statement) }
                }
            }
            try ReplayErasures.record(entry, on: Customer.resource.name, found: row != nil, as: system, keys: keys, at: now, in: tx)
            return row != nil
        }
    }

    private static func record(
        _ entry: ErasureEntry, on object: String, found: Bool, as system: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        try AuditTrail.record(
            AuditEvent(
                .replayErasure, on: object, entry.customer, customer: entry.customer,
                body: ["entry": .integer(entry.sequence), "key": .string(entry.slot.word), "found": .boolean(found)]),
            as: system, keys: keys, at: now, in: tx)
    }
}
