internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres

/// Gives customers who are there already the tokens that a new version of the program finds them by. Looked at once a day, and at once
/// after an upgrade, since the schedule is new then; a tenant whose customers have all their tokens costs one look.
///
/// What is written meanwhile has them anyway. Goes on where it was killed; a step that is done twice changes nothing.
public enum ReindexCustomers {
    static let code = "customers.reindex"
    /// Customers in one transaction: their rows are locked as long.
    static let batch = 200

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [JobKind(code, maximumAttempts: 100) { try await run($0) }]
    }

    public static let schedules = [Schedule(code, dailyAt: LocalTime(hour: 3, minute: 40))]

    private static func run(_ run: JobRun) async throws {
        let tenant = run.tenant
        let reached = try await run.write { tx in
            try tx.execute("select revision from app.search_index where tenant_id = \(tenant)").first.map { try $0.get(0, as: Int32.self) }
        }
        if (reached ?? 0) >= CustomerTokens.revision { return }
        let total: Int64 = try await run.write { tx in
            try tx.execute("select count(*) from app.customer where tenant_id = \(tenant)")[0][0]
        }
        var position = run.cursor?["after"]?.string.flatMap { UUID(uuidString: $0) }
        var done = run.cursor?["done"]?.integer ?? 0
        while true {
            let keys = try await run.deployment.keys.keys(of: tenant)
            let after = position
            let walked = try await run.write { tx in
                var walked = WalkedBatch(count: 0, last: nil)
                for index in keys.writtenIndexes {
                    walked = try CustomerTokens.fill(after: after, limit: batch, with: index, keys: keys, in: tx)
                }
                return walked
            }
            guard let last = walked.last else { break }
            position = last
            done += Int64(walked.count)
            try await run.progress(
                done: done, total: max(total, done), cursor: ["after": .string(last.uuidString.lowercased()), "done": .integer(done)])
        }
        let now = run.now()
        try await run.write { tx in settle(tenant, at: now, in: tx) }
    }

    /// Says that all customers of a tenant have their tokens: also what a first load of many says, which writes them itself.
    public static func settle(_ tenant: ID<Tenant>, at now: Instant, in tx: Transaction) {
        tx.enqueue(
            """
            insert into app.search_index (tenant_id, revision, updated_at) values (\(tenant), \(CustomerTokens.revision), \(now))
            on conflict (tenant_id) do update set revision = excluded.revision, updated_at = excluded.updated_at
            """)
    }
}
