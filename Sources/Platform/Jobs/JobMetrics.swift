internal import Synchronization

/// The queue as it was when a runner last looked, over all tenants.
struct JobTotals: Sendable, Equatable {
    var waiting = 0
    var running = 0
    var dead = 0
    /// How long the oldest job that is due has waited.
    var oldestAge = Duration.zero
}

/// The numbers of jobs for Prometheus.
final class JobMetrics: Sendable {
    private let totals = Mutex(JobTotals())
    private let outcomes: [String: Counter]
    private let durations: Histogram

    init(in metrics: Metrics) {
        outcomes = Dictionary(
            uniqueKeysWithValues: ["done", "retried", "dead", "cancelled", "given_back", "lost"].map {
                ($0, metrics.counter("peony_job_runs_total", help: "Runs of jobs on this server by outcome.", labels: [("outcome", $0)]))
            })
        durations = metrics.histogram("peony_job_seconds", help: "How long runs of jobs took on this server.")
        let totals = { @Sendable [weak self] in self?.totals.withLock { $0 } ?? JobTotals() }
        func gauge(_ state: String, _ value: @escaping @Sendable (JobTotals) -> Int) {
            metrics.gauge("peony_jobs", help: "Jobs of all tenants by state.", labels: [("state", state)]) { Double(value(totals())) }
        }
        gauge("waiting") { $0.waiting }
        gauge("running") { $0.running }
        gauge("dead") { $0.dead }
        metrics.gauge("peony_job_oldest_seconds", help: "How long the oldest job that is due has waited.") {
            Double(totals().oldestAge.microseconds) / 1_000_000
        }
    }

    func set(_ totals: JobTotals) { self.totals.withLock { $0 = totals } }

    var current: JobTotals { totals.withLock { $0 } }

    func ran(_ outcome: String, for duration: Duration) {
        outcomes[outcome]?.add()
        durations.record(duration)
    }
}
