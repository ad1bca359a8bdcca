internal import JSON
internal import Postgres

/// Suspends a tenant or lets it go on. The operator touches the directory and sees nothing of what is behind it.
public enum SuspendTenant {
    /// Every session of the tenant ends at once, on every server. Throws `tenant.state` when it is suspended already.
    public static func run(_ tenant: ID<Tenant>, by orderer: Actor, on deployment: Deployment, at now: Instant)
        async throws
    {
        try await change(tenant, .suspendTenant, from: "active", to: "suspended", by: orderer, on: deployment, at: now) { tx in
            tx.enqueue("update app.session set revoked_at = \(now) where tenant_id = \(tenant) and revoked_at is null")
        }
    }

    /// Lets it go on; its people sign in anew.
    public static func resume(_ tenant: ID<Tenant>, by orderer: Actor, on deployment: Deployment, at now: Instant)
        async throws
    {
        try await change(tenant, .suspendTenant, from: "suspended", to: "active", by: orderer, on: deployment, at: now)
    }

    /// Brings a tenant from one state to another, in the directory and in both audit trails. Throws `tenant.state` when it is in
    /// another state, or closed.
    static func change(
        _ tenant: ID<Tenant>, _ action: Action, from old: String, to new: String, closesAt: Instant? = nil, by orderer: Actor,
        on deployment: Deployment, at now: Instant, also body: @escaping @Sendable (Transaction) throws -> Void = { _ in }
    ) async throws {
        // The deployment cannot suspend itself, and what is in no directory has no keys.
        guard tenant != .deployment else { throw Failure(.notFound) }
        _ = try await deployment.directory.slug(of: tenant)
        let actor = Actor.system(of: tenant, request: orderer.request, address: orderer.address)
        let keys = try await deployment.keys.keys(of: tenant)
        let witnessKeys = try await deployment.keys.keys(of: .deployment)
        try await deployment.database.write(as: actor) { tx in
            let changed = try tx.execute(
                """
                update app.tenant set state = \(new), closes_at = \(closesAt), version = version + 1
                where id = \(tenant) and state = \(old) and (closes_at is null or closes_at > \(now))
                """)
            guard changed.affected == 1 else { throw Failure(.tenantState) }
            try body(tx)
            var changes = [ValueChange("state", from: .string(old), to: .string(new))]
            if let closesAt { changes.append(ValueChange("closesAt", from: .null, to: .string(closesAt.description))) }
            let event = AuditEvent(action, on: "tenant", tenant.uuid, changes: changes)
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
            AccessNews.publish(tenant, in: tx)
            try DeploymentAudit.record(event, as: orderer, keys: witnessKeys, at: now, in: tx)
        }
        deployment.forget(tenant)
    }
}
