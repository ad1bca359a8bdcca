internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Works out in which layer customers are: everybody, or one of them when something of him changed. The jobs of a tenant run one after the
/// other.
struct ComputeLayers: Sendable {
    /// Customers in one transaction.
    static let batch = 2_000

    let run: JobRun

    /// Everybody; with the first run of a month its snapshot, page by page, which the last transaction publishes. Whatever follows of
    /// layers is worked out afterwards.
    func everybody() async throws {
        let (set, moment) = try await inForce()
        let tenant = run.tenant
        var (last, done, changed): (UUID?, Int64, Int64) = (nil, 0, 0)
        while true {
            let after = last
            let step = try await run.write { tx in
                let row = try tx.execute(
                    LayerQueries.compute(set, only: nil, after: after, limit: ComputeLayers.batch, at: moment, tenant: tenant))[0]
                let through = try row.getOptional(1, as: UUID.self)
                if let through { tx.enqueue(LayerQueries.keep(after: after, through: through, at: moment, tenant: tenant)) }
                return (count: try row.get(0, as: Int64.self), last: through, changed: try row.get(2, as: Int64.self))
            }
            done += step.count
            changed += step.changed
            try await run.progress(done: done)
            guard step.count == ComputeLayers.batch, let next = step.last else { break }
            last = next
        }
        try await finish(set, customers: done, changed: changed, at: moment)
    }

    /// One of them, by what everybody was worked out with last: a set counts for all of them from one run on.
    func customer(_ customer: UUID) async throws {
        let (tenant, now) = (run.tenant, run.now())
        let (set, moment) = try await run.deployment.database.read(as: run.actor) { tx in
            let (inForce, moment) = try LayerParameters.inForce(of: tenant, at: now, in: tx)
            return (try LayerParameters.ofLastRun(of: tenant, in: tx) ?? inForce, moment)
        }
        try await run.write { tx in
            tx.enqueue(LayerQueries.compute(set, only: customer, after: nil, limit: 1, at: moment, tenant: tenant))
        }
    }

    private func finish(_ set: LayerParameters, customers: Int64, changed: Int64, at moment: Moment) async throws {
        let (tenant, actor) = (run.tenant, run.actor)
        let keys = try await run.deployment.keys.keys(of: tenant)
        try await run.write { tx in
            let id = ID<LayerParameters>.new(at: moment.now).uuid
            tx.enqueue(LayerQueries.insertRun(id, set, customers: customers, changed: changed, at: moment, tenant: tenant))
            tx.enqueue(LayerQueries.publish(set, at: moment, tenant: tenant))
            try AuditTrail.record(
                AuditEvent(.computeLayers, on: "layer", id, fields: ["customer.layer"], rowCount: Int(clamping: changed)), as: actor,
                keys: keys, at: moment.now, in: tx)
            try CustomerChanges.tellEverybody(as: actor, at: moment.now, in: tx)
        }
    }

    private func inForce() async throws -> (LayerParameters, Moment) {
        let (tenant, now) = (run.tenant, run.now())
        return try await run.deployment.database.read(as: run.actor) { tx in try LayerParameters.inForce(of: tenant, at: now, in: tx) }
    }
}

extension LayerParameters {
    /// What counts today, and today.
    static func inForce(of tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws -> (LayerParameters, Moment) {
        let zone = try tx.execute(Moment.timeZone(of: tenant)).first?.get(0, as: String.self) ?? "UTC"
        let moment = Moment(now, in: zone)
        let row = try tx.execute(LayerQueries.inForce(on: moment.today, tenant: tenant)).first
        return (try row.map { try LayerParameters($0) } ?? .usual, moment)
    }

    /// What everybody was worked out with last; nil before the first run.
    static func ofLastRun(of tenant: ID<Tenant>, in tx: Transaction) throws -> LayerParameters? {
        guard let run = try tx.execute(LayerQueries.lastRun(tenant: tenant)).first else { return nil }
        guard let id = try run.getOptional(2, as: ID<LayerParameters>.self) else { return .usual }
        return try tx.execute(LayerQueries.set(id, tenant: tenant)).first.map { try LayerParameters($0) }
    }
}
