internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Stops every use of a tenant's keys at once, on every server: what is sealed stays closed, whatever somebody may read of the rest.
/// One operator freezes; two thaw.
public enum FreezeTenant {
    /// Fails with the constraint `tenant_freeze_pkey` when it is frozen already.
    ///
    /// - Parameter reason: why, in the operator's words; in both audit trails.
    public static func run(
        _ tenant: ID<Tenant>, reason: String, by orderer: Actor, on deployment: Deployment, at now: Instant
    ) async throws {
        try await change(tenant, .freezeTenant, purpose: reason, by: orderer, on: deployment, at: now) { tx in
            tx.enqueue(
                """
                insert into app.tenant_freeze (tenant_id, reason, frozen_by, frozen_at)
                values (\(tenant), \(reason), \(value: orderer.user), \(now))
                """)
            return ([], false)
        }
    }

    /// Asks for the thaw, or where another operator has asked already, thaws. Throws `tenant.freeze_state` when it is not frozen,
    /// `tenant.second_person` for him who asked.
    ///
    /// - Returns: whether it is thawed.
    public static func thaw(
        _ tenant: ID<Tenant>, by orderer: Actor, on deployment: Deployment, at now: Instant
    ) async throws -> Bool {
        try await change(tenant, .thawTenant, purpose: nil, by: orderer, on: deployment, at: now) { tx in
            let rows = try tx.execute("select thaw_asked_by from app.tenant_freeze where tenant_id = \(tenant) for update")
            guard let row = rows.first else { throw Failure(.tenantFreezeState) }
            if let asked = try row.getOptional(0, as: ID<User>.self) {
                guard asked != orderer.user else { throw Failure(.secondPersonRequired) }
                tx.enqueue("delete from app.tenant_freeze where tenant_id = \(tenant)")
                return ([ValueChange("state", from: "frozen", to: "thawed")], true)
            }
            guard let user = orderer.user else { throw Failure(.secondPersonRequired) }
            tx.enqueue(
                """
                update app.tenant_freeze set thaw_asked_by = \(user), thaw_asked_at = \(now) where tenant_id = \(tenant)
                """)
            return ([ValueChange("state", from: "frozen", to: "thaw_asked")], false)
        }
    }

    @discardableResult
    private static func change(
        _ tenant: ID<Tenant>, _ action: Action, purpose: String?, by orderer: Actor, on deployment: Deployment, at now: Instant,
        _ body: @escaping @Sendable (Transaction) throws -> (changes: [ValueChange], isThawed: Bool)
    ) async throws -> Bool {
        // Without the deployment's own keys nobody could thaw anything.
        guard tenant != .deployment else { throw Failure(.notFound) }
        _ = try await deployment.directory.slug(of: tenant)
        let actor = Actor.system(of: tenant, request: orderer.request, address: orderer.address)
        // What has to be written about a frozen tenant is sealed with its keys all the same.
        let keys = try await deployment.keys.keys(of: tenant, evenFrozen: true)
        let witnessKeys = try await deployment.keys.keys(of: .deployment)
        let isThawed = try await deployment.database.write(as: actor) { tx in
            let (changes, isThawed) = try body(tx)
            var event = AuditEvent(action, on: "tenant", tenant.uuid, changes: changes)
            event.purpose = purpose
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
            KeyNews.publish(tenant, in: tx)
            try DeploymentAudit.record(event, as: orderer, keys: witnessKeys, at: now, in: tx)
            return isThawed
        }
        deployment.keys.forget(tenant)
        return isThawed
    }
}
