internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes a hold a booking, for the customer that it was kept for or for another.
struct BookHold: Sendable {
    let id: UUID
    let wish: AppointmentWish

    /// - Throws: `resource.not_found`, `resource.stale`; `appointment.state` for what is no hold any more; `request.invalid`;
    ///   `appointment.concerns`, `appointment.not_free` where the customer is elsewhere.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let old = try StandingAppointment(id, version: version, action: .bookAppointment, as: actor, keys: keys, at: now, in: tx)
        guard old.state == .held, old.heldUntil.map({ $0 > now }) ?? false else { throw old.wrongState }
        guard let asked = wish.customer ?? old.customer else {
            throw Failure.invalid([Violation(pointer: "/customerId", code: "required")])
        }
        guard let about = try BookVisit.customer(asked, as: actor, keys: keys, at: now, in: tx) else {
            throw Failure.invalid([Violation(pointer: "/customerId", code: "not_allowed")])
        }
        let plan = try VisitPlan(
            old.services, minutes: old.minutes, isStrict: false, booked: old.services, tenant: actor.tenant, in: tx)
        try VisitSafety(customer: about.id, appointment: id, plan: plan, start: old.start)
            .check(despite: wish.despite, in: old.branch, as: actor, at: now, in: tx)
        if old.customer != about.id {
            let claimed = try ClaimVisit(
                appointment: id, branch: old.branch, plan: plan, start: old.start, customer: about.id, wanted: old.resources, overbook: nil
            ).run(as: actor, at: now, in: tx)
            tx.enqueue(AppointmentQueries.clearItems(of: id, tenant: actor.tenant))
            BookVisit.write(plan, claimed, of: id, in: old.branch, at: old.start, tenant: actor.tenant, in: tx)
        }
        var remark: SQL = "remark_sealed"
        if let said = wish.remark {
            remark = try BookVisit.remark(said, of: id, about, keys: keys)
        } else if old.customer != about.id {
            // What was said of somebody else is sealed under his key.
            remark = "null"
        }
        tx.enqueue(
            """
            update app.appointment set state = 'booked', held_until = null, customer_id = \(about.id),
              customer_branch_id = \(value: about.branch?.uuid), remark_sealed = \(remark), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        try StandingDeposit(appointment: id, branch: old.branch, customer: about.id, key: about.crm)
            .decide(old.services, from: old.start, as: actor, keys: keys, at: now, in: tx)
        try BookVisit.tell("booked", .appointmentBooked, id, of: about.id, home: about.branch, as: actor, at: now, in: tx)
        try BookVisit.remind(id, of: old.start, as: actor, at: now, in: tx)
        try AppointmentPeople.write(of: id, for: about.id, as: actor, at: now, in: tx)
        let body: JSONValue = ["to": ChangeVisit.body(old), "despite": wish.despite.map { .string($0) } ?? .null]
        try AuditTrail.record(
            AuditEvent(
                .bookAppointment, on: Appointment.resource.name, id, branch: old.branch, customer: about.id,
                fields: ["appointment.state", "appointment.customerId"], purpose: wish.purpose(isOverbooked: false), body: body),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
    }
}
