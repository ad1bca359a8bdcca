internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Says which customers raise an alarm when somebody opens them. Best somebody whom nobody serves: a name and a phone that were made up.
enum CanaryCustomers {
    /// Customers that are canaries, oldest first: id, branch, since when.
    static func list(of tenant: ID<Tenant>, in tx: Transaction) throws -> [JSONValue] {
        try tx.execute(
            """
            select customer_id, branch_id, created_at from app.canary_customer where tenant_id = \(tenant) order by created_at, customer_id
            """
        ).map { row in
            [
                "customerId": .string(try row.get(0, as: UUID.self).uuidString.lowercased()),
                "branchId": .string(try row.get(1, as: ID<Unit>.self).description),
                "createdAt": .string(try row.get(2, as: Instant.self).description),
            ]
        }
    }

    /// Fails with the constraint `canary_customer_pkey` for one who is. Throws `resource.not_found` for a customer whom the actor does not
    /// see.
    static func add(_ customer: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            "select home_branch_id from app.customer where tenant_id = \(actor.tenant) and id = \(customer)")
        guard let branch = try rows.first?.get(0, as: ID<Unit>.self) else { throw Failure(.notFound) }
        tx.enqueue(
            """
            insert into app.canary_customer (tenant_id, customer_id, branch_id, set_by, created_at)
            values (\(actor.tenant), \(customer), \(branch), \(value: actor.user), \(now))
            """)
        try record(customer, branch, from: false, to: true, as: actor, keys: keys, at: now, in: tx)
    }

    /// Throws `resource.not_found` for one who is none.
    static func remove(_ customer: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            delete from app.canary_customer where tenant_id = \(actor.tenant) and customer_id = \(customer) returning branch_id
            """)
        guard let branch = try rows.first?.get(0, as: ID<Unit>.self) else { throw Failure(.notFound) }
        try record(customer, branch, from: true, to: false, as: actor, keys: keys, at: now, in: tx)
    }

    private static func record(
        _ customer: UUID, _ branch: ID<Unit>, from old: Bool, to new: Bool, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        let change = ValueChange("canary", from: .boolean(old), to: .boolean(new))
        var event = AuditEvent(.manageCanary, on: "customer", customer, branch: branch, changes: [change])
        event.fields = []
        event.customer = customer
        try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        KeyNews.publish(actor.tenant, in: tx)
    }
}
