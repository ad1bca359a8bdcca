public import FoundationEssentials
public import JSON
public import Postgres
internal import Synchronization

/// One attempt at a job, as its kind sees it.
public struct JobRun: Sendable {
    public let tenant: ID<Tenant>
    public let id: ID<Job>
    /// The kind's code.
    public let kind: String
    /// What the job is about.
    public let subject: UUID?
    /// What was enqueued.
    public let payload: JSONValue
    /// 1 for the first.
    public let attempt: Int
    /// The system of the tenant: sees all branches, and no other tenant.
    public let actor: Actor
    public let deployment: Deployment
    /// What the last progress of an earlier attempt kept: where to go on.
    public let cursor: JSONValue?
    let lease: JobLease

    init(_ job: ClaimedJob, lease: JobLease, on deployment: Deployment) {
        tenant = job.tenant
        id = job.id
        kind = job.kind
        subject = job.subject
        payload = job.payload
        attempt = job.attempt
        cursor = job.cursor
        actor = Actor.system(of: job.tenant, request: .new(at: deployment.clock.now()))
        self.deployment = deployment
        self.lease = lease
    }

    /// The server's time.
    public func now() -> Instant { deployment.clock.now() }

    /// Tells how far it has come, prolongs the lease, and keeps a cursor for the next attempt.
    ///
    /// - Throws: ``JobInterruption`` when the job was cancelled, the lease is lost or the server stops: end then, and let it through.
    ///   `server.internal` for a cursor that may not be stored.
    public func progress(done: Int64, total: Int64? = nil, cursor: JSONValue? = nil) async throws {
        try lease.check()
        if let cursor, !JobPayload.isAllowed(cursor) { throw Failure(.internalError) }
        try await lease.beat(on: deployment.database, as: actor, done: done, total: total, cursor: cursor)
    }

    /// A transaction that commits only while this run holds the lease: of two runs of one job, one writes.
    ///
    /// - Throws: ``JobInterruption``; whatever the body and the database throw.
    public func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try lease.check()
        let lease = lease
        return try await deployment.database.write(as: actor) { tx in
            guard try !tx.execute(JobQueries.hold(lease.job)).isEmpty else {
                lease.end(.leaseLost)
                throw JobInterruption.leaseLost
            }
            return try body(tx)
        }
    }

    /// Whether this is the first time that the job gets here, over all its attempts: what follows in the same transaction happens once.
    /// Use it inside ``write(_:)``.
    public func once(_ name: String, in tx: Transaction) throws -> Bool {
        try tx.execute(JobQueries.effect(name, of: lease.job, at: now())).affected == 1
    }
}

/// A runner's hold on a job: shared by the run, its heartbeat and whoever wants the run to end.
final class JobLease: Sendable {
    private struct State {
        var ending: JobInterruption?
        var cancel: (@Sendable () -> Void)?
        var renewed = ContinuousClock.now
    }

    let job: ClaimedJob
    /// How long it lasts without a beat.
    let length: Duration
    private let state = Mutex(State())

    init(_ job: ClaimedJob, length: Duration) {
        self.job = job
        self.length = length
    }

    /// Why the run is to end, if it is.
    var ending: JobInterruption? { state.withLock { $0.ending } }

    /// Throws when the run is to end.
    func check() throws {
        if let ending { throw ending }
    }

    /// Ends the run; the first reason stays.
    func end(_ reason: JobInterruption) {
        let cancel = state.withLock { state in
            if state.ending == nil { state.ending = reason }
            return state.cancel
        }
        cancel?()
    }

    /// What ends the work when the lease ends; called at once when it has ended already.
    func onEnd(_ cancel: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            state.cancel = cancel
            return state.ending != nil
        }
        if isOver { cancel() }
    }

    /// Prolongs it; throws ``JobInterruption`` when that is no longer possible or not wanted.
    func beat(on database: Database, as actor: Actor, done: Int64? = nil, total: Int64? = nil, cursor: JSONValue? = nil) async throws {
        let statement = JobQueries.beat(job, lease: length, done: done, total: total, cursor: cursor)
        let isCancelled = try await database.write(as: actor) { tx in
            try tx.execute(statement).first.map { try $0.get(0, as: Bool.self) }
        }
        switch isCancelled {
        case nil: end(.leaseLost)
        case true?: end(.cancelled)
        case false?: state.withLock { $0.renewed = .now }
        }
        try check()
    }

    /// Beats three times in a lease until it ends. A beat that fails (the database is away) ends the run only when the lease must
    /// have run out meanwhile.
    func keepAlive(on database: Database, as actor: Actor) async {
        while !Task.isCancelled, ending == nil {
            try? await Task.sleep(for: length / 3)
            if Task.isCancelled { return }
            if (try? await beat(on: database, as: actor)) == nil, ending == nil,
                state.withLock({ $0.renewed.duration(to: .now) }) >= length
            {
                end(.leaseLost)
            }
        }
    }
}
