public import FoundationEssentials
public import JSON
public import Postgres

/// Where a transaction leaves work for later: the job exists if, and only if, what caused it was committed.
public enum Outbox {
    /// Writes a job with the next flight of the transaction, and wakes the runners at COMMIT.
    ///
    /// Call it after the lock on what the job is about is held: the order of jobs is that of these calls.
    ///
    /// - Parameters:
    ///   - kind: the code of a ``JobKind``.
    ///   - payload: ids, whole numbers, booleans, words; anything else throws, because it could be a person's.
    ///   - dueAt: when it may run first; at once without.
    ///   - key: of jobs of one kind that wait under the same key there is one; the earlier one stays, and begins after this transaction.
    ///   - order: jobs of one order key run one after the other, in the order of these calls; a dead letter lets the next one pass.
    /// - Returns: the job's id; with a key, that of the job that waits.
    @discardableResult
    public static func enqueue(
        _ kind: String, subject: UUID? = nil, payload: JSONValue = .object([:]), at now: Instant, dueAt: Instant? = nil, key: String? = nil,
        order: String? = nil, as actor: Actor, in tx: Transaction
    ) throws -> ID<Job> {
        guard JobPayload.isAllowed(payload) else { throw Failure(.internalError) }
        let id = ID<Job>.new(at: now)
        let insert = JobQueries.insert(
            id, kind: kind, subject: subject, payload: payload, dueAt: dueAt ?? now, key: key, order: order, actor: actor, at: now)
        guard let key else {
            tx.enqueue(insert)
            JobNews.tell(actor.tenant, in: tx)
            return id
        }
        // Between two looks the one that waited may have been claimed; then there is room for ours.
        for _ in 0..<3 {
            if try tx.execute(insert).affected == 1 {
                JobNews.tell(actor.tenant, in: tx)
                return id
            }
            if let row = try tx.execute(JobQueries.waiting(kind, key: key, tenant: actor.tenant)).first {
                // Runners that found it held looked elsewhere.
                JobNews.tell(actor.tenant, in: tx)
                return try row[0]
            }
        }
        throw Failure(.conflict)
    }

    /// Moves a job that waits under a key to another time; makes one where none waits.
    ///
    /// Call it with the lock on what the job is about: between two moves of one job the later one counts.
    public static func plan(
        _ kind: String, subject: UUID, dueAt: Instant, key: String, at now: Instant, as actor: Actor, in tx: Transaction
    ) throws {
        if try tx.execute(JobQueries.moveWaiting(kind, key: key, to: dueAt, tenant: actor.tenant)).affected > 0 {
            JobNews.tell(actor.tenant, in: tx)
        } else {
            try enqueue(kind, subject: subject, at: now, dueAt: dueAt, key: key, as: actor, in: tx)
        }
    }

    /// Ends a job that waits under a key; nothing where none does.
    public static func withdraw(_ kind: String, key: String, at now: Instant, as actor: Actor, in tx: Transaction) {
        tx.enqueue(JobQueries.cancelWaiting(kind, key: key, tenant: actor.tenant, at: now))
    }
}

/// How runners hear of work: the channel `peony_jobs`. The payload is a tenant's id, or a tenant's and a job's to cancel.
public enum JobNews {
    /// What a runner's listener listens to.
    public static let channel: SQLIdentifier = "peony_jobs"

    /// Wakes every runner at COMMIT.
    static func tell(_ tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue("select pg_notify('peony_jobs', \(tenant.description))")
    }

    /// Tells at COMMIT whoever runs a job that it was cancelled.
    static func tellCancelled(_ job: ID<Job>, of tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue("select pg_notify('peony_jobs', \(tenant.description + "/" + job.description))")
    }

    /// Reads a payload back.
    static func read(_ payload: String) -> (tenant: ID<Tenant>, cancelled: ID<Job>?)? {
        let parts = payload.split(separator: "/", maxSplits: 1)
        guard let tenant = parts.first.flatMap({ ID<Tenant>($0) }) else { return nil }
        return (tenant, parts.count > 1 ? ID<Job>(parts[1]) : nil)
    }
}
