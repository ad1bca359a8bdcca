public import Logging
public import Postgres
public import ServiceLifecycle
internal import Synchronization

/// Claims jobs and runs them: every server has one, and the database decides who gets which.
///
/// A claim is a transaction of one tenant, behind its wall. Which tenants have work is heard (`NOTIFY` at COMMIT) and, in case
/// something was not heard, asked for every few seconds.
public final class JobRunner: Service {
    /// How much a runner does, and how patient it is.
    public struct Configuration: Sendable {
        /// Jobs that run at once.
        public var places = 4
        /// How long a claim holds without a beat.
        public var lease: Duration = .seconds(60)
        /// How often it looks by itself.
        public var poll: Duration = .seconds(10)
        /// How long running jobs may take when the server stops.
        public var drain: Duration = .seconds(15)

        public init() {}
    }

    let deployment: Deployment
    let configuration: Configuration
    let logger: Logger
    let metrics: JobMetrics
    let kinds: [String: JobKind]
    private let mayRun: @Sendable () async -> Bool
    private let signals: (stream: AsyncStream<Void>, bell: AsyncStream<Void>.Continuation)
    let state: Mutex<State>

    struct State {
        var agenda: JobAgenda
        var leases: [ID<Job>: JobLease] = [:]
        var isStopping = false
    }

    /// A runner of these kinds. Nothing is claimed before ``run()``.
    ///
    /// - Parameter mayRun: asked before every round: a restored copy claims nothing until it is confirmed.
    public init(
        _ kinds: [JobKind], deployment: Deployment, configuration: Configuration = Configuration(), metrics: Metrics = Metrics(),
        logger: Logger = Logger(label: "peony.jobs"), mayRun: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.kinds = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.deployment = deployment
        self.configuration = configuration
        self.logger = logger
        self.metrics = JobMetrics(in: metrics)
        self.mayRun = mayRun
        let (stream, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        signals = (stream, bell)
        state = Mutex(State(agenda: JobAgenda(places: configuration.places)))
    }

    // MARK: - Life

    /// Runs jobs until the server stops; then claims nothing more, lets running jobs finish for a while, and gives the rest back.
    public func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                var polled: ContinuousClock.Instant?
                while !isStopping {
                    if polled.map({ $0.duration(to: .now) >= configuration.poll }) ?? true {
                        await look()
                        polled = .now
                    }
                    let claims = await mayRun()
                    while claims, let job = await claimNext() {
                        group.addTask { await self.execute(job) }
                    }
                    await pause(untilDue: claims)
                }
                await drain()
            }
            // A service that ends before its turn to stop would take the others with it.
            try? await gracefulShutdown()
        } onGracefulShutdown: {
            self.stop()
        }
    }

    /// Claims nothing more from now on.
    public func stop() {
        state.withLock { $0.isStopping = true }
        signals.bell.yield()
    }

    /// Learns of a stop as the first of all services, while requests still finish: stands last in the group.
    public var stopSwitch: any Service { StopSwitch(runner: self) }

    private struct StopSwitch: Service {
        let runner: JobRunner

        func run() async throws {
            try await gracefulShutdown()
            runner.stop()
        }
    }

    private var isStopping: Bool { Task.isCancelled || state.withLock { $0.isStopping } }

    private func drain() async {
        let deadline = ContinuousClock.now + configuration.drain
        while state.withLock({ $0.agenda.runningCount > 0 }), !Task.isCancelled {
            if ContinuousClock.now >= deadline {
                for lease in state.withLock({ Array($0.leases.values) }) { lease.end(.stopping) }
            }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    // MARK: - Hearing

    /// Follows the news of the channel until the listener is closed.
    public func follow(_ news: AsyncStream<Listener.Event>) async {
        for await event in news {
            switch event {
            case .notification(_, let payload):
                guard let (tenant, cancelled) = JobNews.read(payload) else { continue }
                if let cancelled {
                    state.withLock { $0.leases[cancelled] }?.end(.cancelled)
                } else {
                    wake(tenant)
                }
            case .reconnected: await look()
            }
        }
    }

    /// Somebody says that a tenant has work.
    public func wake(_ tenant: ID<Tenant>) {
        let now = deployment.clock.now()
        state.withLock { $0.agenda.note(tenant, dueAt: now) }
        signals.bell.yield()
    }

    /// Asks the database which tenants have work.
    private func look() async {
        do {
            let now = deployment.clock.now()
            let actor = Actor.system(of: .deployment, request: .new(at: now))
            let rows = try await deployment.database.fetch(as: actor, [JobQueries.horizon(at: now)])[0]
            var totals = JobTotals()
            for row in rows {
                let tenant: ID<Tenant> = try row[0]
                if let due = try row.getOptional(1, as: Instant.self) { state.withLock { $0.agenda.note(tenant, dueAt: due) } }
                totals.waiting += Int(try row.get(2, as: Int64.self))
                totals.running += Int(try row.get(3, as: Int64.self))
                totals.dead += Int(try row.get(4, as: Int64.self))
                if let oldest = try row.getOptional(5, as: Instant.self) { totals.oldestAge = max(totals.oldestAge, now.since(oldest)) }
            }
            metrics.set(totals)
            signals.bell.yield()
        } catch {
            logger.error("looking for jobs failed", metadata: ["error": "\(JobErrorWord.of(error))"])
        }
    }

    /// Waits until somebody rings or the next look is due; `untilDue` until a job may be due.
    private func pause(untilDue: Bool) async {
        let now = deployment.clock.now()
        // With all places taken only the end of a run is of interest, and it rings.
        let due = state.withLock { $0.agenda.runningCount >= configuration.places ? nil : $0.agenda.nextDue }
        let wait = untilDue ? due.map { max($0.since(now), .milliseconds(5)) } : nil
        let (bell, longest) = (signals.bell, configuration.poll)
        let timer = Task {
            // A timer that was cancelled must not ring: it would wake the next pause at once, and that the one after it.
            guard (try? await Task.sleep(for: min(longest, wait ?? longest))) != nil else { return }
            bell.yield()
        }
        var iterator = signals.stream.makeAsyncIterator()
        _ = await iterator.next()
        timer.cancel()
    }

    // MARK: - Claiming

    /// The next job that this runner got; nil when there is none, or no place for it.
    private func claimNext() async -> ClaimedJob? {
        while true {
            let now = deployment.clock.now()
            let tenant = state.withLock { state -> ID<Tenant>? in
                guard !state.isStopping, state.agenda.runningCount < configuration.places,
                    let tenant = state.agenda.next(at: now)
                else { return nil }
                state.agenda.began(tenant)
                return tenant
            }
            guard let tenant else { return nil }
            do {
                if let job = try await claim(of: tenant, at: now) { return job }
            } catch {
                logger.error("claiming a job failed", metadata: ["error": "\(JobErrorWord.of(error))"])
                state.withLock { $0.agenda.reset(tenant, dueAt: now.advanced(by: configuration.poll)) }
            }
            state.withLock { $0.agenda.ended(tenant) }
        }
    }

    /// Claims a job of one tenant; without one, learns when the next is due.
    func claim(of tenant: ID<Tenant>, at now: Instant) async throws -> ClaimedJob? {
        // What is heard from here on is newer than what the claim sees.
        state.withLock { $0.agenda.reset(tenant, dueAt: nil) }
        let actor = Actor.system(of: tenant, request: .new(at: now))
        let lease = configuration.lease
        let (job, due) = try await deployment.database.write(as: actor) { tx -> (ClaimedJob?, Instant?) in
            let answers = try tx.execute(all: [
                JobQueries.claim(of: tenant, at: now, lease: lease), JobQueries.nextDue(of: tenant, after: now),
            ])
            return (try answers[0].first.map { try ClaimedJob($0, of: tenant) }, try answers[1].first.map { try $0[0] })
        }
        state.withLock { state in
            if job != nil {
                state.agenda.note(tenant, dueAt: now)
            } else if let due {
                state.agenda.note(tenant, dueAt: due)
            }
        }
        return job
    }

    /// A place is free again, and what waited for this job's end may go.
    func release(_ tenant: ID<Tenant>) {
        let now = deployment.clock.now()
        state.withLock { state in
            state.agenda.ended(tenant)
            state.agenda.note(tenant, dueAt: now)
        }
        signals.bell.yield()
    }
}
