internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The time that a request keeps. Found and taken as the system and without a customer, so that nothing of it depends on who asks.
struct OnlineHold: Sendable {
    let appointment: UUID
    let number: Int64
    let page: OnlinePageContent
    let service: UUID

    /// A hold of the calendar is never shorter.
    static let shortest = Appointment.holding
    /// Times of one half-day that are tried where somebody else was faster.
    private static let attempts = 3
    /// Nothing sooner is offered: the clinic has to look at it first.
    static let lead: Int64 = 3600

    /// Keeps the first of the wishes that is free.
    ///
    /// - Returns: when it begins; nil where none is free, or the page's requests keep as many as they may.
    func run(_ wishes: [OnlineForm.Wish], until due: Instant, as system: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction)
        throws
        -> Instant?
    {
        _ = try ReleaseHolds.run(as: system, keys: keys, at: now, in: tx)
        let kept: Int64 = try tx.execute(OnlineRequestQueries.holds(of: page.id, at: now, tenant: system.tenant))[0][0]
        guard kept < page.mostHolds, let plan = try Self.plan(service, tenant: system.tenant, in: tx) else { return nil }
        let until = max(due, now.advanced(by: Self.shortest))
        for wish in wishes {
            let times: [Instant] =
                switch wish {
                case .time(let time): time >= now.advanced(by: .seconds(Self.lead)) ? [time] : []
                case .half(let day, let isMorning):
                    try OnlineTimes(page: page, plan: plan).free(
                        on: day, day, isMorning: isMorning, most: Self.attempts, at: now, tenant: system.tenant, in: tx
                    ).map(\.time)
                }
            for time in times {
                if try take(time, plan, until: until, as: system, keys: keys, at: now, in: tx) { return time }
            }
        }
        return nil
    }

    /// A service's plan; nil for one that has none, which cannot be booked.
    static func plan(_ service: UUID, tenant: ID<Tenant>, in tx: Transaction) throws -> VisitPlan? {
        do {
            return try VisitPlan([service], tenant: tenant, in: tx)
        } catch let failure as Failure where failure.code == .invalid {
            return nil
        }
    }

    /// Takes a time; false where it is not free.
    private func take(
        _ start: Instant, _ plan: VisitPlan, until: Instant, as system: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        do {
            try tx.savepoint {
                tx.enqueue(
                    AppointmentQueries.insert(
                        appointment, number: number, branch: page.branch, customer: nil, home: nil, state: .held, from: start,
                        until: start.advanced(by: .seconds(plan.length)), heldUntil: until, source: "online", bundle: nil, remark: "null",
                        actor: system, at: now))
                let claimed = try ClaimVisit(
                    appointment: appointment, branch: page.branch, plan: plan, start: start, customer: nil, wanted: [], overbook: nil
                ).run(as: system, at: now, in: tx)
                BookVisit.write(plan, claimed, of: appointment, in: page.branch, at: start, tenant: system.tenant, in: tx)
                try AuditTrail.record(
                    AuditEvent(
                        .bookAppointment, on: Appointment.resource.name, appointment, branch: page.branch,
                        fields: ["appointment.startsAt"], purpose: "online"),
                    as: system, keys: keys, at: now, in: tx)
            }
            return true
        } catch let failure as Failure where failure.code == .appointmentNotFree || failure.code == .busy {
            return false
        }
    }

    /// Gives a request's time back, where it is still kept.
    static func release(_ request: LockedOnlineRequest, in tx: Transaction) throws {
        guard let hold = request.hold, hold.stands else { return }
        let (actor, now) = (request.actor, request.now)
        tx.enqueue(
            """
            update app.appointment set state = 'cancelled', held_until = null, end_word = 'released', ended_by = \(value: actor.user),
              ended_at = \(now), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(hold.appointment)
            """)
        tx.enqueue(ClaimVisit.release(hold.appointment, tenant: actor.tenant))
        try Waitlist.fill(request.branch, at: hold.start, as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .releaseHolds, on: Appointment.resource.name, hold.appointment, branch: request.branch, fields: ["appointment.state"],
                purpose: "released"),
            as: actor, keys: request.keys, at: now, in: tx)
    }

    /// Keeps it longer, where it is still kept.
    static func prolong(_ request: LockedOnlineRequest, until due: Instant, in tx: Transaction) throws {
        guard let hold = request.hold, hold.stands else { return }
        let (actor, now) = (request.actor, request.now)
        tx.enqueue(
            """
            update app.appointment set held_until = greatest(held_until, \(due)), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(hold.appointment)
            """)
        try AuditTrail.record(
            AuditEvent(
                .bookAppointment, on: Appointment.resource.name, hold.appointment, branch: request.branch,
                fields: ["appointment.heldUntil"], purpose: "prolonged"),
            as: actor, keys: request.keys, at: now, in: tx)
    }
}
