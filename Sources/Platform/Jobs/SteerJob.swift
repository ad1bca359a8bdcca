internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What a person does with a job of his tenant: ends it, has it tried at once, or plays a dead letter again.
enum SteerJob: String, Sendable {
    /// A waiting job ends at once, a running one as soon as it looks up.
    case cancel
    /// A job that waits for its next attempt is tried now.
    case retry
    /// A dead letter or a cancelled job begins anew, behind what waits.
    case replay

    /// - Throws: `resource.not_found`; `job.state` where the job's state does not allow it.
    func run(_ id: ID<Job>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let row = try tx.execute(JobQueries.lockState(of: id, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        let kind: String = try row[0]
        let state: String = try row[1]
        let (statement, next): (SQL, String) =
            switch (self, state) {
            case (.cancel, "waiting"): (JobQueries.cancelWaiting(id, tenant: actor.tenant, at: now), "cancelled")
            case (.cancel, "running"): (JobQueries.requestCancellation(id, tenant: actor.tenant), "cancelling")
            case (.retry, "waiting"): (JobQueries.makeDue(id, tenant: actor.tenant, at: now), "waiting")
            case (.replay, "dead"), (.replay, "cancelled"): (JobQueries.replay(id, tenant: actor.tenant, at: now), "waiting")
            default: throw Failure(.jobState)
            }
        guard try tx.execute(statement).affected == 1 else { throw Failure(.jobState) }
        if next == "cancelling" {
            JobNews.tellCancelled(id, of: actor.tenant, in: tx)
        } else {
            // A cancelled job may have kept others of its order waiting.
            JobNews.tell(actor.tenant, in: tx)
        }
        try AuditTrail.record(
            AuditEvent(
                .manageJob, on: "job", id.uuid, fields: ["job.state"],
                body: ["verb": .string(rawValue), "kind": .string(kind), "state": .string(state)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
