internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Looks at what was sealed since the last time and raises alerts; every minute for each tenant.
///
/// It goes by batches: a batch is complete when it is sealed, so nothing can come later behind what was looked at.
public struct DetectAnomalies: Sendable {
    /// Batches of one run; what lies behind them waits for the next.
    private static let batchesAtOnce: Int64 = 200

    private let deployment: Deployment
    private let tenant: ID<Tenant>

    public init(_ deployment: Deployment, for tenant: ID<Tenant>) {
        self.deployment = deployment
        self.tenant = tenant
    }

    /// How far it looked, and what it raised.
    public struct Outcome: Sendable, Hashable {
        public var batch: Int64
        public var alerts = 0
        /// Whether there is more to look at.
        public var isBehind = false
    }

    @discardableResult
    public func run() async throws -> Outcome {
        let (tenant, now) = (tenant, deployment.clock.now())
        let actor = Actor.system(of: tenant, request: .new(at: now))
        let keys = try await deployment.keys.keys(of: tenant)
        return try await deployment.database.write(as: actor) { tx in
            tx.enqueue(
                "insert into app.detection (tenant_id, batch, updated_at) values (\(tenant), 0, \(now)) on conflict do nothing")
            // Two servers that came at once look one after the other.
            let row = try tx.execute(
                "select batch, counted_until from app.detection where tenant_id = \(tenant) for update")[0]
            let (last, counted) = (try row.get(0, as: Int64.self), try row.getOptional(1, as: LocalDate.self))
            let settings = try AuditSettings.read(of: tenant, in: tx)
            var findings = AlertFindings(tenant: tenant, settings: settings, now: now)
            tx.enqueue("set local role peony_auditor")
            let newest: Int64 = try tx.execute("select coalesce(max(batch), 0) from audit.batch where tenant_id = \(tenant)")[0].get(0)
            // A trail that is shorter than it was is looked at from its end on; the proof tells that it was cut.
            let first = min(last, newest)
            let end = min(newest, first + DetectAnomalies.batchesAtOnce)
            if end > first { try findings.look(behind: first, through: end, in: tx) }
            let days = try ReadingDays.count(of: tenant, settings, from: counted, now: now, in: tx)
            tx.enqueue("set local role none")
            try days.write(in: tx)
            var outcome = Outcome(batch: end, isBehind: end < newest)
            for finding in findings.found {
                if try finding.raise(as: actor, keys: keys, at: now, in: tx) { outcome.alerts += 1 }
            }
            tx.enqueue(
                """
                update app.detection set batch = \(end), counted_until = \(days.until), updated_at = \(now) where tenant_id = \(tenant)
                """)
            return outcome
        }
    }
}
