internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Opens a customer to a doctor's or nurse's care until a time. Visits and bookings will do the same by themselves.
public struct AssignCare: Sendable {
    public let customer: ID<Customer>
    public let user: ID<User>
    public let until: Instant
    public let reason: String

    /// A care relation lasts half a year at the most before somebody says so again.
    static let longest: Duration = .seconds(183 * 86_400)

    /// Reads `{until, reason}`.
    public init(customer: ID<Customer>, user: ID<User>, reading payload: PayloadReader, at now: Instant) {
        self.customer = customer
        self.user = user
        let text = payload.requiredText("until", max: 40)
        let instant = Instant(text)
        if instant == nil, !text.isEmpty { payload.refuse("until", "pattern") }
        until = instant ?? now
        if until > now.advanced(by: AssignCare.longest) { payload.refuse("until", "range") }
        reason = payload.requiredText("reason", min: 2, max: 200)
    }

    /// Writes or replaces the relation; a time that has passed ends it.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to assign; `customer.care_needs_approval` where he is
    ///   restricted or a minor and the actor is not one who approves.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = Customer.resource
        let view = actor.rights.view(of: resource)
        let writer = ResourceWriter(resource, keys: keys)
        let fields = ["homeBranchId", "restriction", "birthday"].compactMap { resource.position(of: $0) }
        guard fields.count == 3,
            let row = try writer.lock(customer.uuid, fields: fields, action: .assignCare, view: view, for: actor, at: now, in: tx),
            case .id(let branch)? = fields.first.flatMap({ row.values[$0] }),
            // An emergency lasts an hour, a hand-over a week; who cares for somebody is not said by them.
            (row.bits & ~view.bitsOpened & ~view.bitsHanded).overlaps(view.bits(allowing: .assignCare))
        else { throw Failure(.notFound) }
        let isClosed = try row.values[fields[1]]?.text != nil || CustomerRules.isMinor(row.values[fields[2]], as: actor, at: now, in: tx)
        if isClosed, !row.bits.overlaps(view.bits(allowing: .approveCare)) { throw Failure(.careNeedsApproval) }
        let references = try tx.execute(CustomerQueries.references(branch: nil, owner: user.uuid, tenant: actor.tenant))
        guard try references[0].get(1, as: Bool.self) else { throw Failure(.notFound) }
        // One row a pair; the period's check wants its end after its beginning, so an ended relation keeps a microsecond.
        let since = min(now, until.advanced(by: .microseconds(-1)))
        tx.enqueue(CareQueries.open(customer.uuid, to: user, since: since, until: until, reason: "assigned", tenant: actor.tenant))
        try CareQueries.tell(user, tenant: actor.tenant, in: tx)
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "care_assigned", branch: branch, objectType: "user", object: user.uuid, fields: [], actor: actor,
                at: now))
        try AuditTrail.record(
            AuditEvent(
                .assignCare, on: resource.name, customer.uuid, branch: ID(branch), customer: customer.uuid, reason: reason,
                body: ["user": .string(user.description), "until": .string(until.description)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
