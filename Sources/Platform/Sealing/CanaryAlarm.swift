public import FoundationEssentials
public import Logging
internal import Postgres
internal import Synchronization

/// Somebody's opening of a canary customer: one whom nobody has a reason to look at.
public struct CanaryOpening: Sendable {
    public let customer: UUID
    /// Who opened it.
    public let actor: Actor
}

/// Raises the alarm when a canary customer's keys are used for somebody: at once in the log and the metrics, and as an event of the
/// tenant's audit trail as soon as whoever runs ``record(on:logger:)`` gets to it.
public final class CanaryAlarm: Sendable {
    /// How long the same person's further openings of the same canary are part of the first: a list is read in pages.
    static let silence: Duration = .seconds(600)
    private static let mostRemembered = 10_000

    private struct Pair: Hashable {
        let customer: UUID
        let user: ID<User>?
    }

    private let recent = Mutex<[Pair: ContinuousClock.Instant]>([:])
    private let openings: AsyncStream<CanaryOpening>
    private let bell: AsyncStream<CanaryOpening>.Continuation
    private let total = Counter()

    public init() {
        (openings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1000))
    }

    /// How many alarms there were since the start.
    public var count: UInt64 { total.value }

    /// Tells of an opening; cheap, never blocks.
    func opened(_ customer: UUID, by actor: Actor) {
        let now = ContinuousClock.now
        let isNew = recent.withLock { recent in
            let pair = Pair(customer: customer, user: actor.user)
            if let last = recent[pair], last.duration(to: now) < CanaryAlarm.silence { return false }
            if recent.count >= CanaryAlarm.mostRemembered { recent.removeAll() }
            recent[pair] = now
            return true
        }
        guard isNew else { return }
        total.add()
        bell.yield(CanaryOpening(customer: customer, actor: actor))
    }

    /// Writes every alarm to the log and to the trail of its tenant, until the task is cancelled. One reader at a time.
    public func record(on deployment: Deployment, logger: Logger) async {
        for await opening in openings {
            logger.critical("a canary customer was opened", metadata: ["tenant": "\(opening.actor.tenant)"])
            do {
                let keys = try await deployment.keys.keys(of: opening.actor.tenant, evenFrozen: true)
                let system = Actor.system(of: opening.actor.tenant, request: opening.actor.request)
                let now = deployment.clock.now()
                let event = AuditEvent(.canaryAlert, on: "customer", opening.customer, customer: opening.customer, rowCount: 1)
                try await deployment.database.write(as: system) { tx in
                    _ = try AuditTrail.record(event, as: opening.actor, keys: keys, at: now, in: tx)
                }
            } catch {
                // The line above is in the log all the same.
                logger.error("an alarm could not be recorded", metadata: ["error": "\(type(of: error))"])
            }
        }
    }
}

/// Which customers raise an alarm, and for whom keys are being used. Without a person (jobs, rotations) there is nobody to tell of.
struct CanaryWatch: Sendable {
    let customers: Set<UUID>
    let actor: Actor
    let alarm: CanaryAlarm

    func opened(_ customer: UUID) {
        if customers.contains(customer) { alarm.opened(customer, by: actor) }
    }
}

extension Actor {
    /// Who the current task works for; set by the edge around every handler.
    @TaskLocal static var current: Actor?
}
