internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Shows a customer to another branch, in a scope, for a reason, until a time.
public struct ShareCustomer: Sendable {
    public let id: ID<CustomerShare>
    public let customer: ID<Customer>
    public let branch: ID<Unit>
    public let scope: ShareScope
    public let reason: String
    public let until: Instant

    /// A share lasts a year at the most before somebody says so again.
    static let longest: Duration = .seconds(366 * 86_400)
    /// Shares that a branch holds at a time: each of its people carries their ids in every transaction. Who shares more wants the
    /// tenant's share policy.
    static let mostPerBranch = 200

    /// Reads `{branchId, scope, reason, until}`.
    public init(_ customer: ID<Customer>, id: ID<CustomerShare>, reading payload: PayloadReader, at now: Instant) {
        self.id = id
        self.customer = customer
        branch = ID(payload.requiredUUID("branchId"))
        scope = ShareScope(rawValue: payload.requiredChoice("scope", of: ShareScope.allCases.map(\.rawValue))) ?? .directory
        reason = payload.requiredText("reason", min: 2, max: 200)
        until = payload.instant("until", after: now, atMost: ShareCustomer.longest)
    }

    /// Writes it; from COMMIT on the people of the other branch see him.
    ///
    /// - Parameter held: how many shares the branch holds already, asked of the whole tenant.
    /// - Throws: `resource.not_found` where the customer is not the actor's to share; `customer.share_exists`, `customer.share_limit`.
    public func run(held: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let user = actor.user else { throw Failure(.forbidden) }
        let (row, home) = try AccessRules.lock(customer, .shareCustomer, as: actor, keys: keys, at: now, in: tx)
        let results = try tx.execute(all: [
            CustomerQueries.references(branch: branch.uuid, owner: nil, tenant: actor.tenant),
            CustomerAccessQueries.closeExpired(of: customer, to: branch, tenant: actor.tenant, at: now),
        ])
        guard try results[0][0].get(0, as: Bool.self), branch != home else {
            throw Failure.invalid([Violation(pointer: "/branchId", code: "not_allowed")])
        }
        guard held < Int64(ShareCustomer.mostPerBranch) else { throw Failure(.shareLimit) }
        guard let field = CustomerShare.resource.field("reason") else { throw Failure(.internalError) }
        let sealed = try ResourceWriter(CustomerShare.resource, keys: keys).parameter(
            .text(reason), for: field, row: id.uuid, crm: row.crm, medical: nil)
        tx.enqueue(
            """
            insert into app.customer_share (tenant_id, id, customer_id, branch_id, to_branch_id, scope, reason_sealed, since, until, shared_by)
            values (\(actor.tenant), \(id), \(customer), \(home), \(branch), \(scope.rawValue), \(sealed), \(now), \(until), \(user))
            """)
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "shared", branch: home.uuid, objectType: "share", object: id.uuid, fields: [], actor: actor, at: now))
        try AuditTrail.record(
            AuditEvent(
                .shareCustomer, on: "customer", customer.uuid, branch: home, customer: customer.uuid, reason: reason,
                body: [
                    "share": .string(id.description), "branch": .string(branch.description), "scope": .string(scope.rawValue),
                    "until": .string(until.description),
                ]),
            as: actor, keys: keys, at: now, in: tx)
        AccessNews.publish(actor.tenant, in: tx)
    }
}

/// Ends a share before its time.
public struct EndShare: Sendable {
    public let customer: ID<Customer>
    public let share: ID<CustomerShare>

    /// Every server drops what it keeps of it within a second; each statement asks anew besides.
    ///
    /// - Throws: `resource.not_found` where there is no such share in force, or the customer is not the actor's to share.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let home = try AccessRules.lock(customer, .shareCustomer, as: actor, keys: keys, at: now, in: tx).branch
        let ended = try tx.execute(
            """
            update app.customer_share set ended_at = \(now), ended_by = \(actor.user)
            where tenant_id = \(actor.tenant) and id = \(share) and customer_id = \(customer) and ended_at is null and until > \(now)
            """)
        guard ended.affected == 1 else { throw Failure(.notFound) }
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "share_ended", branch: home.uuid, objectType: "share", object: share.uuid, fields: [], actor: actor,
                at: now))
        try AuditTrail.record(
            AuditEvent(
                .unshareCustomer, on: "customer", customer.uuid, branch: home, customer: customer.uuid,
                body: ["share": .string(share.description)]),
            as: actor, keys: keys, at: now, in: tx)
        AccessNews.publish(actor.tenant, in: tx)
    }
}
