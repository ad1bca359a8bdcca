internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A customer's fields, changed as the form would: the same rules, the same trace.
enum OwnedWork {
    static func read(_ step: WorkLane.Context, _ tx: Transaction) throws -> (version: Int64, owner: UUID?, level: String)? {
        try tx.execute(
            """
            select t.version, t.owner_id, t.level from app.customer t where t.tenant_id = \(step.actor.tenant) and t.id = \(step.object)
            for update
            """
        ).first.map { (try $0[0], try $0.getOptional(1), try $0[2]) }
    }

    static func change(_ step: WorkLane.Context, _ field: String, _ value: FieldValue, version: Int64, _ tx: Transaction) throws {
        var changes = FieldChanges(Customer.resource)
        changes[field] = value
        let selection = Selection(step.actor.rights.view(of: Customer.resource), fields: [], for: step.actor, at: step.now)
        _ = try ChangeCustomer(ID(step.object), changes, version: version).run(
            as: step.actor, keys: step.keys, at: step.now, selection: selection, in: tx)
    }

    /// Gives a customer back to whom he was taken from, also where that one has left since.
    static func giveBack(_ step: WorkLane.Context, to owner: UUID?, _ tx: Transaction) throws {
        let resource = Customer.resource
        let view = step.actor.rights.view(of: resource)
        guard let field = resource.position(of: "ownerId"),
            let row = try ResourceWriter(resource, keys: step.keys).lock(
                step.object, fields: [field], action: .updateCustomer, view: view, for: step.actor, at: step.now, in: tx),
            let branch = row.branch, view.right(on: field, in: row.bits).allowsWriting
        else { throw Failure(.notFound) }
        tx.enqueue(CustomerQueries.update(step.object, columns: [("owner_id", "\(owner)")], tenant: step.actor.tenant, at: step.now))
        tx.enqueue(
            CustomerQueries.timeline(
                step.object, kind: "changed", branch: branch.uuid, objectType: resource.name, object: step.object, fields: ["ownerId"],
                actor: step.actor, at: step.now))
        WebhookEvent(.customerChanged, of: resource.name, step.object, fields: ["ownerId"]).tell(as: step.actor, at: step.now, in: tx)
        let new: [Int: FieldValue] = [field: owner.map { .id($0) } ?? .null]
        try AuditTrail.record(
            AuditEvent(
                .updateCustomer, on: resource.name, step.object, branch: branch, customer: step.object, fields: ["customer.ownerId"],
                reason: step.reason, body: ResourceWriter(resource, keys: step.keys).difference(from: row.values, to: new)),
            as: step.actor, keys: step.keys, customerKey: row.crm, at: step.now, in: tx)
    }
}

/// Care relations that go from one to another.
enum CareWork {
    /// The customer where the actor may say who cares for him, and his branch.
    static func lock(_ step: WorkLane.Context, _ tx: Transaction) throws -> ID<Unit> {
        let resource = Customer.resource
        let view = step.actor.rights.view(of: resource)
        let fields = ["restriction", "birthday"].compactMap { resource.position(of: $0) }
        guard
            let row = try ResourceWriter(resource, keys: step.keys).lock(
                step.object, fields: fields, action: .assignCare, view: view, for: step.actor, at: step.now, in: tx),
            let branch = row.branch, (row.bits & ~view.bitsOpened & ~view.bitsHanded).overlaps(view.bits(allowing: .assignCare))
        else { throw Failure(.notFound) }
        let isMinor = try CustomerRules.isMinor(row.values[fields[1]], as: step.actor, at: step.now, in: tx)
        if row.values[fields[0]]?.text != nil || isMinor, !row.bits.overlaps(view.bits(allowing: .approveCare)) {
            throw Failure(.careNeedsApproval)
        }
        return branch
    }

    /// Until when some people care for a customer.
    static func read(_ customer: UUID, _ users: [UUID], _ step: WorkLane.Context, _ tx: Transaction) throws -> [UUID: Instant] {
        let rows = try tx.execute(
            """
            select r.user_id, r.until from app.care_relation r where r.tenant_id = \(step.actor.tenant) and r.customer_id = \(customer)
            and r.user_id = any (\(users)) for update
            """)
        return Dictionary(try rows.map { (try $0.get(0, as: UUID.self), try $0.get(1, as: Instant.self)) }) { first, _ in first }
    }

    static func hand(
        _ step: WorkLane.Context, from: UUID, to: UUID, until: Instant, _ branch: ID<Unit>, _ tx: Transaction
    ) throws {
        guard try tx.execute(CustomerQueries.references(branch: nil, owner: to, tenant: step.actor.tenant))[0].get(1, as: Bool.self) else {
            throw Failure.invalid([Violation(pointer: "/to", code: "not_allowed")])
        }
        tx.enqueue(
            CareQueries.extend(
                step.object, to: ID(to), at: step.now, until: until, reason: "hand-over", tenant: step.actor.tenant))
        try CareQueries.tell(ID(to), tenant: step.actor.tenant, in: tx)
        end(step, from, at: step.now, tx)
        try record(step, branch, to, until, tx)
    }

    static func handBack(
        _ step: WorkLane.Context, from: UUID, to: UUID, until: Instant, had: Instant?, _ branch: ID<Unit>, _ tx: Transaction
    ) throws {
        tx.enqueue(
            """
            update app.care_relation set until = \(until) where tenant_id = \(step.actor.tenant) and customer_id = \(step.object)
            and user_id = \(from) and until < \(until)
            """)
        end(step, to, at: had ?? step.now, tx)
        try record(step, branch, from, until, tx)
    }

    private static func end(_ step: WorkLane.Context, _ user: UUID, at end: Instant, _ tx: Transaction) {
        tx.enqueue(
            """
            update app.care_relation set until = greatest(since + interval '1 microsecond', \(end)) where tenant_id = \(step.actor.tenant)
            and customer_id = \(step.object) and user_id = \(user)
            """)
    }

    private static func record(
        _ step: WorkLane.Context, _ branch: ID<Unit>, _ user: UUID, _ until: Instant, _ tx: Transaction
    ) throws {
        tx.enqueue(
            CustomerQueries.timeline(
                step.object, kind: "care_assigned", branch: branch.uuid, objectType: "user", object: user, fields: [], actor: step.actor,
                at: step.now))
        try AuditTrail.record(
            AuditEvent(
                .assignCare, on: Customer.resource.name, step.object, branch: branch, customer: step.object, reason: step.reason,
                body: ["user": .string(ID<User>(user).description), "until": .string(until.description)]),
            as: step.actor, keys: step.keys, at: step.now, in: tx)
    }
}
