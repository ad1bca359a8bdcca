internal import FoundationEssentials
public import Platform
internal import Postgres

/// When layers are worked out: every night, and when somebody asks.
public enum LayerJobs {
    /// The night's: it leaves the work in the order of all that is worked out of customers.
    static let nightly = "layers.nightly"
    static let compute = "layers.compute"

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [
            JobKind(nightly) { run in
                let (actor, now) = (run.actor, run.now())
                try await run.write { tx in _ = try order(as: actor, at: now, in: tx) }
            },
            JobKind(compute) { try await ComputeLayers(run: $0).everybody() },
        ]
    }

    /// Before the tags of the night.
    public static let schedules = [Schedule(nightly, dailyAt: LocalTime(hour: 2, minute: 10))]

    /// Has everybody's layer worked out; what waits already is enough.
    static func order(as actor: Actor, at now: Instant, in tx: Transaction) throws -> ID<Job> {
        try Outbox.enqueue(compute, at: now, key: "everybody", order: CustomerChanges.order, as: actor, in: tx)
    }
}
