internal import FoundationEssentials
public import Platform
internal import Postgres

/// Takes leads back from whoever let the clock of the first contact run out, and from whose protection has ended: the first go on to the
/// next by the rules, so often as the chain says, the others to the pool.
struct RecycleLeads: Sendable {
    let job: JobRun

    func run() async throws {
        let (tenant, now) = (job.tenant, job.now())
        let ids = try await job.deployment.database.fetch(as: job.actor, [LeadQueries.due(at: now, tenant: tenant)])[0].map {
            try $0.get(0, as: UUID.self)
        }
        guard !ids.isEmpty else { return }
        let keys = try await job.deployment.keys.keys(of: tenant)
        let actor = job.actor
        var done: Int64 = 0
        for id in ids {
            try await job.write { tx in try RecycleLeads.take(id, as: actor, keys: keys, at: now, in: tx) }
            done += 1
            if done % 50 == 0 { try await job.progress(done: done, total: Int64(ids.count)) }
        }
    }

    /// One lead, if it is still due: whoever called meanwhile keeps it.
    static func take(_ id: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let row = try LeadRow(locking: id, of: actor.tenant, in: tx), let owner = row.owner else { return }
        let settings = try LeadSettings.read(of: actor.tenant, in: tx)
        if row.state == "assigned", let due = row.contactDueAt, due <= now {
            guard row.returns < settings[LeadSettings.mostReturns] else {
                try GiveLead(row, how: "pool", reason: nil, returns: row.returns + 1).run(
                    .pool, settings: settings, as: actor, keys: keys, at: now, in: tx)
                return
            }
            // Whoever had it already had his turn.
            let had = try tx.execute(
                """
                select distinct a.user_id from app.lead_assignment a where a.tenant_id = \(actor.tenant) and a.lead_id = \(id)
                and a.user_id is not null
                """
            ).map { try $0.get(0, as: UUID.self) }
            try GiveLead(row, how: "recycle", returns: row.returns + 1).run(
                .byRule(besides: had + [owner]), settings: settings, as: actor, keys: keys, at: now, in: tx)
        } else if ["assigned", "contacted", "added_wecom"].contains(row.state), let until = row.protectedUntil, until <= now {
            try GiveLead(row, how: "protection", returns: row.returns + 1).run(
                .pool, settings: settings, as: actor, keys: keys, at: now, in: tx)
        }
    }
}

/// The leads' work by the clock.
public enum LeadJobs {
    static let recycle = "leads.recycle"

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [JobKind(recycle) { run in try await RecycleLeads(job: run).run() }]
    }

    public static let schedules = [Schedule(recycle, every: .seconds(60))]
}
