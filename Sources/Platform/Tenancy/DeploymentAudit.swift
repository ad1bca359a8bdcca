internal import Postgres

/// The deployment's own trail, in a transaction about one of its tenants: neither of the two events without the other.
enum DeploymentAudit {
    /// Records with the deployment, as the last thing that the transaction does: the context is the deployment's from
    /// here on.
    static func record(_ event: AuditEvent, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction)
        throws
    {
        tx.enter(Actor.system(of: .deployment, request: actor.request))
        try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
    }
}
