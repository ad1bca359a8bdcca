internal import FoundationEssentials
public import Platform
internal import Postgres

/// What tags do by themselves: end when their time is over. Nobody has to wait for it: what has expired is shown to nobody from that
/// moment on; the job writes it down.
public enum TagJobs {
    static let expiry = "tags.expire"
    /// Rows ended in one transaction.
    static let batch = 500

    public static func kinds(_ deployment: Deployment) -> [JobKind] { [JobKind(expiry) { try await expire($0) }] }

    public static let schedules = [Schedule(expiry, every: .seconds(900))]

    private static func expire(_ run: JobRun) async throws {
        let keys = try await run.deployment.keys.keys(of: run.tenant)
        var done: Int64 = 0
        while true {
            let now = run.now()
            let count = try await run.write { tx in
                let ended = try tx.execute(TagQueries.expire(at: now, limit: batch, tenant: run.tenant))
                guard !ended.isEmpty else { return 0 }
                let rows = try ended.map { try $0.get(0, as: UUID.self) }
                let customers = try ended.map { try $0.get(1, as: UUID.self) }
                tx.enqueue(
                    TagQueries.timeline(
                        kind: "untagged", rows: rows, customers: customers, branches: try ended.map { try $0.get(2, as: UUID.self) },
                        events: rows.map { _ in ID<TimelineEvent>.new(at: now).uuid }, actor: run.actor, at: now))
                try AuditTrail.record(
                    AuditEvent(
                        .expireTags, on: "customer_tag", fields: ["customer.tags"], rowCount: rows.count,
                        links: customers.map { Release(object: $0, customer: $0, field: "customer.tags") }),
                    as: run.actor, keys: keys, at: now, in: tx)
                return rows.count
            }
            done += Int64(count)
            try await run.progress(done: done)
            if count < batch { return }
        }
    }
}
