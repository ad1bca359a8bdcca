internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Agrees a visit with a customer, or keeps a time for a while.
struct BookVisit: Sendable {
    let id: UUID
    let number: Int64
    let wish: AppointmentWish
    var bundle: UUID?
    /// Position in the bundle, for what is told of conflicts.
    var booking: Int?

    /// Where violations are.
    private var pointer: String { booking.map { "/bookings/\($0)" } ?? "" }

    /// Writes it with everything that it takes.
    ///
    /// - Throws: `request.invalid` for a branch, a customer or a service that is not the actor's to book; `appointment.concerns`,
    ///   `appointment.not_free`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let branch = wish.branch, let start = wish.startsAt, let services = wish.services else { throw Failure(.internalError) }
        var violations: [Violation] = []
        if try !Self.books(in: branch, as: actor, in: tx) {
            violations.append(Violation(pointer: pointer + "/branchId", code: "not_allowed"))
        }
        if start < now.advanced(by: .seconds(-86_400)) || start > now.advanced(by: .seconds(400 * 86_400)) {
            violations.append(Violation(pointer: pointer + "/startsAt", code: "range"))
        }
        let overbooks = actor.rights.grantedReach(of: .overbook)?.contains(branch) == true
        if wish.overbook != nil, !overbooks { violations.append(Violation(pointer: pointer + "/overbook", code: "not_allowed")) }
        let about = try wish.customer.flatMap { try Self.customer($0, as: actor, keys: keys, at: now, in: tx) }
        if wish.customer != nil, about == nil { violations.append(Violation(pointer: pointer + "/customerId", code: "not_allowed")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        let plan = try VisitPlan(services, minutes: wish.minutes, at: pointer, tenant: actor.tenant, in: tx)
        if let about {
            try VisitSafety(customer: about.id, appointment: id, plan: plan, start: start, booking: booking)
                .check(despite: wish.despite, in: branch, as: actor, at: now, in: tx)
        }
        _ = try ReleaseHolds.run(as: actor, keys: keys, at: now, in: tx)
        let state: Appointment.State = wish.isHold ? .held : .booked
        tx.enqueue(
            AppointmentQueries.insert(
                id, number: number, branch: branch, customer: about?.id, home: about?.branch?.uuid, state: state, from: start,
                until: start.advanced(by: .seconds(plan.length)), heldUntil: wish.isHold ? now.advanced(by: Appointment.holding) : nil,
                source: wish.source, bundle: bundle, remark: try Self.remark(wish.remark ?? nil, of: id, about, keys: keys), actor: actor,
                at: now))
        let claimed = try ClaimVisit(
            appointment: id, branch: branch, plan: plan, start: start, customer: about?.id, wanted: Set(wish.resources ?? []),
            overbook: ClaimVisit.Overbooking(wish.overbook, keys: keys), booking: booking
        ).run(as: actor, at: now, in: tx)
        Self.write(plan, claimed, of: id, in: branch, at: start, tenant: actor.tenant, in: tx)
        if claimed.isOverbooked {
            tx.enqueue("update app.appointment set is_overbooked = true where tenant_id = \(actor.tenant) and id = \(id)")
        }
        if let about, state == .booked {
            try StandingDeposit(appointment: id, branch: branch, customer: about.id, key: about.crm)
                .decide(services, from: start, as: actor, keys: keys, at: now, in: tx)
            try Self.tell("booked", .appointmentBooked, id, of: about.id, home: about.branch, as: actor, at: now, in: tx)
            try Self.remind(id, of: start, as: actor, at: now, in: tx)
            try AppointmentPeople.write(of: id, for: about.id, as: actor, at: now, in: tx)
        }
        try AuditTrail.record(
            AuditEvent(
                .bookAppointment, on: Appointment.resource.name, id, branch: branch, customer: about?.id,
                fields: wish.remark == nil ? ["appointment.startsAt"] : ["appointment.startsAt", "appointment.remark"],
                purpose: wish.purpose(isOverbooked: claimed.isOverbooked), body: Self.body(plan, claimed, start, wish)),
            as: actor, keys: keys, customerKey: about?.crm, at: now, in: tx)
    }

    /// Whether somebody books in a branch that is open.
    static func books(in branch: ID<Unit>, as actor: Actor, in tx: Transaction) throws -> Bool {
        guard actor.rights.grantedReach(of: .bookAppointment)?.contains(branch) == true else { return false }
        return try tx.execute(CustomerQueries.references(branch: branch.uuid, owner: nil, tenant: actor.tenant))[0][0]
    }

    /// A customer whom the actor sees, with his keys; nil where there is none.
    static func customer(
        _ id: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, locking: Bool = false, in tx: Transaction
    ) throws -> LockedRow? {
        let customers = Customer.resource
        return try ResourceWriter(customers, keys: keys).lock(
            id, fields: [], action: .readCustomer, view: actor.rights.view(of: customers), for: actor, at: now, locking: locking, in: tx)
    }

    /// The sealed remark, bound.
    static func remark(_ text: String?, of id: UUID, _ about: LockedRow?, keys: TenantKeys) throws -> SQL {
        let resource = Appointment.resource
        guard let text, let about, let field = resource.field("remark") else { return "null" }
        return try ResourceWriter(resource, keys: keys).parameter(.text(text), for: field, row: id, crm: about.crm, medical: about.medical)
    }

    /// Writes the pieces of a visit.
    static func write(
        _ plan: VisitPlan, _ claimed: ClaimVisit.Claimed, of id: UUID, in branch: ID<Unit>, at start: Instant, tenant: ID<Tenant>,
        in tx: Transaction
    ) {
        for (index, segment) in plan.segments.enumerated() {
            tx.enqueue(
                AppointmentQueries.item(
                    index + 1, of: id, in: branch, segment, at: start, resources: claimed.resources[index], tenant: tenant))
        }
    }

    /// What the audit keeps of it, sealed: times and ids, and why it went on.
    static func body(_ plan: VisitPlan, _ claimed: ClaimVisit.Claimed, _ start: Instant, _ wish: AppointmentWish) -> JSONValue {
        func ids(_ ids: [UUID]) -> JSONValue { .array(ids.map { .string($0.uuidString.lowercased()) }) }
        return [
            "startsAt": .string(start.description), "endsAt": .string(start.advanced(by: .seconds(plan.length)).description),
            "serviceIds": ids(plan.services),
            "resourceIds": ids(Set(claimed.resources.flatMap(\.self)).sorted()),
            "overbooked": .boolean(claimed.isOverbooked), "overbook": wish.overbook.map { .string($0) } ?? .null,
            "despite": wish.despite.map { .string($0) } ?? .null,
        ]
    }

    /// Tells the customer's timeline, other systems, and what follows from a customer's changes.
    static func tell(
        _ kind: String, _ event: EventType, _ id: UUID, of customer: UUID, home: ID<Unit>?, as actor: Actor, at now: Instant,
        in tx: Transaction
    ) throws {
        if let home {
            // He may be another branch's, and not be seen from here.
            tx.asSystem(for: actor) {
                tx.enqueue(
                    CustomerQueries.timeline(
                        customer, kind: "appointment_" + kind, branch: home.uuid, objectType: Appointment.resource.name, object: id,
                        fields: [], actor: actor, at: now))
            }
        }
        WebhookEvent(event, of: Appointment.resource.name, id, fields: ["state", "startsAt"]).tell(as: actor, at: now, in: tx)
    }

    /// Plans the reminder, or moves it; nothing where it is too late for one.
    static func remind(_ id: UUID, of start: Instant, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let due = start.advanced(by: Appointment.reminder)
        let key = ID<Job>(id).description
        if due > now {
            try Outbox.plan(BookingJobs.reminder, subject: id, dueAt: due, key: key, at: now, as: actor, in: tx)
        } else {
            Outbox.withdraw(BookingJobs.reminder, key: key, at: now, as: actor, in: tx)
        }
    }
}
