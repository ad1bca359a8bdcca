internal import Dispatch
public import Logging
internal import Postgres
public import ServiceLifecycle
internal import Synchronization

/// Enqueues what is due by the calendar. Every server has one; the database's advisory lock lets one of them lead. Should two believe
/// to lead for a moment, the schedule's row decides: each firing is enqueued once.
public final class Scheduler: Service {
    private let schedules: [Schedule]
    private let deployment: Deployment
    private let lead: Leadership
    private let interval: Duration
    private let logger: Logger

    /// A scheduler; `url` is the pool role's, for the leader's own connection.
    public init(
        _ schedules: [Schedule], deployment: Deployment, url: String, interval: Duration = .seconds(15),
        logger: Logger = Logger(label: "peony.schedules")
    ) {
        self.schedules = schedules
        self.deployment = deployment
        lead = Leadership(url: url)
        self.interval = interval
        self.logger = logger
    }

    /// Looks at the calendar until the server shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await self.round()
                } catch {
                    self.logger.error("schedules failed", metadata: ["error": "\(JobErrorWord.of(error))"])
                }
                try? await Task.sleep(for: self.interval)
            }
        }
        await lead.resign()
    }

    /// One round: leads if it can, and then enqueues what is due.
    ///
    /// - Returns: how many jobs were enqueued; nil when another one leads.
    @discardableResult
    public func round() async throws -> Int? {
        guard try await lead.take() else { return nil }
        return try await fire()
    }

    /// Enqueues what is due, leader or not.
    func fire() async throws -> Int {
        let now = deployment.clock.now()
        let actor = Actor.system(of: .deployment, request: .new(at: now))
        let rows = try await deployment.database.read(as: actor) { [schedules] tx in
            try tx.execute(JobQueries.schedulesDue(schedules, at: now))
        }
        let byKind = Dictionary(schedules.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        var count = 0
        for row in rows {
            let kind: String = try row[1]
            guard let schedule = byKind[kind] else { continue }
            let due: Instant = try row[2]
            if try await fire(schedule, of: try row[0], due: due, isFirst: try row[3], at: now) { count += 1 }
        }
        return count
    }

    private func fire(_ schedule: Schedule, of tenant: ID<Tenant>, due: Instant, isFirst: Bool, at now: Instant) async throws -> Bool {
        let actor = Actor.system(of: tenant, request: .new(at: now))
        return try await deployment.database.write(as: actor) { tx in
            let statement =
                isFirst
                ? JobQueries.firstFiring(schedule.kind, of: tenant, at: due) : JobQueries.firing(schedule.kind, of: tenant, at: due)
            guard try tx.execute(statement).affected == 1 else { return false }
            // A new tenant's nightly work begins with its first night.
            if isFirst, case .daily = schedule.rhythm { return false }
            // Still waiting from the time before: once is enough.
            try Outbox.enqueue(schedule.kind, at: now, key: "schedule", as: actor, in: tx)
            return true
        }
    }
}

/// The leader's lock, on a connection of its own: who loses the connection loses the lock.
private final class Leadership: Sendable {
    private struct Seat {
        let connection: Connection
        var holds = false
    }

    private let url: String
    // Blocking calls have a thread of their own.
    private let queue = DispatchQueue(label: "peony.schedules")
    private let seat = Mutex<Seat?>(nil)
    /// "peony_sc" in ASCII; advisory locks are per database.
    private static let lock: Int64 = 0x7065_6f6e_795f_7363

    init(url: String) {
        self.url = url
    }

    /// Whether the lock is this one's, now.
    func take() async throws -> Bool {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.takeNow() }) }
        }
    }

    func resign() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.seat.withLock { $0 = nil }
                continuation.resume()
            }
        }
    }

    private func takeNow() throws -> Bool {
        try seat.withLock { seat in
            do {
                var mine = try seat ?? Seat(connection: Connection(url: url, applicationName: "peony-schedules"))
                if mine.holds {
                    try mine.connection.execute("select 1")
                } else {
                    mine.holds = try mine.connection.execute("select pg_try_advisory_lock(\(Self.lock))")[0][0]
                }
                seat = mine
                return mine.holds
            } catch {
                seat = nil
                throw error
            }
        }
    }
}
