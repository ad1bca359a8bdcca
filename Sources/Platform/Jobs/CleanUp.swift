internal import Postgres

/// Removes what a tenant no longer needs: answers kept for repeats, sessions that ended long ago, jobs that are done.
public enum CleanUp {
    /// The kind's code.
    static let code = "platform.clean_up"
    /// How long an ended session stays: people look up where they were signed in.
    static let sessionsStay: Duration = .seconds(30 * 86_400)
    /// How long a finished job stays to be looked at.
    static let jobsStay: Duration = .seconds(7 * 86_400)
    /// How long a dead letter stays that nobody replayed.
    static let deadLettersStay: Duration = .seconds(180 * 86_400)
    /// Rows removed in one transaction.
    static let batch = 1_000

    public static func kinds(_ deployment: Deployment) -> [JobKind] { [JobKind(code) { try await run($0) }] }

    public static let schedules = [Schedule(code, every: .seconds(3600), scope: .everywhere)]

    private static func run(_ run: JobRun) async throws {
        let now = run.now()
        func before(_ age: Duration) -> Instant { now.advanced(by: .zero - age) }
        var removed: Int64 = 0
        for statement in [
            CleanUpQueries.answers(of: run.tenant, before: before(Idempotency.lifetime), limit: batch),
            CleanUpQueries.sessions(of: run.tenant, before: before(sessionsStay), limit: batch),
            CleanUpQueries.finishedJobs(of: run.tenant, before: before(jobsStay), limit: batch),
            CleanUpQueries.deadLetters(of: run.tenant, before: before(deadLettersStay), limit: batch),
        ] {
            var count = batch
            while count == batch {
                count = try await run.write { tx in try tx.execute(statement).affected }
                removed += Int64(count)
                if count == batch { try await run.progress(done: removed) }
            }
        }
        try await run.progress(done: removed, total: removed)
    }
}
