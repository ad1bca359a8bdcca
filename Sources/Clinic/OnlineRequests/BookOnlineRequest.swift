internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes a request an appointment: of the time that it keeps, or of another.
struct BookOnlineRequest: Sendable {
    let id: UUID
    let customer: UUID?
    let startsAt: Instant?
    let despite: String?
    /// For a new appointment.
    let appointment: UUID
    let number: Int64

    /// Reads `{"customerId"?, "startsAt"?, "despite"?}`.
    init(_ id: UUID, appointment: UUID, number: Int64, reading payload: PayloadReader) {
        self.id = id
        self.appointment = appointment
        self.number = number
        customer = payload.uuid("customerId")
        startsAt = payload.time("startsAt")
        despite = payload.text("despite", max: 200)
        if let startsAt, startsAt.unixSeconds % 60 != 0 || startsAt != Instant(unixSeconds: startsAt.unixSeconds) {
            payload.refuse("startsAt", "pattern")
        }
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `online_request.state`, `online_request.hold_ended`; `request.invalid` without a
    ///   customer; what bookings refuse.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let request = try LockedOnlineRequest(id, version: version, .readOnlineRequest, as: actor, keys: keys, at: now, in: tx)
        guard actor.rights.grantedReach(of: .bookAppointment)?.contains(request.branch) == true else { throw Failure(.forbidden) }
        guard request.state.isBookable else { throw request.wrongState }
        var booked = request.hold?.appointment
        // Whom the request met, but whom the actor does not see, is not told by asking for somebody.
        let met = try request.customer.flatMap { id in
            try BookVisit.customer(id, as: actor, keys: keys, at: now, in: tx) == nil ? nil : id
        }
        var whose = customer ?? met
        if let hold = request.hold, hold.isBooked, startsAt == nil {
            // Somebody booked the time in the calendar already: that is the request's appointment.
            whose = try tx.execute(
                "select a.customer_id from app.appointment a where a.tenant_id = \(actor.tenant) and a.id = \(hold.appointment)"
            ).first?.getOptional(0)
        } else {
            guard let person = whose else { throw Failure.invalid([Violation(pointer: "/customerId", code: "required")]) }
            var wish = AppointmentWish()
            wish.customer = person
            wish.despite = despite
            if let startsAt {
                try OnlineHold.release(request, in: tx)
                wish.branch = request.branch
                wish.startsAt = startsAt
                wish.services = [request.service]
                wish.source = "online"
                try BookVisit(id: appointment, number: number, wish: wish).run(as: actor, keys: keys, at: now, in: tx)
                booked = appointment
            } else {
                guard let hold = request.hold, hold.stands else { throw Failure(.onlineHoldEnded) }
                try BookHold(id: hold.appointment, wish: wish).run(version: hold.version, as: actor, keys: keys, at: now, in: tx)
            }
        }
        if let lead = request.lead, let booked, let whose {
            try LeadCourse.book(lead, in: request.branch, for: booked, of: whose, as: actor, keys: keys, at: now, in: tx)
        }
        try OnlineTasks.settle(request.id, by: actor, at: now, in: tx)
        try request.write(
            [
                "state = 'confirmed'", "closed_at = \(now)", "appointment_id = \(value: booked)",
                "customer_id = coalesce(customer_id, \(value: whose)::uuid)",
            ], fields: ["state", "appointmentId"], .bookAppointment, purpose: "confirmed", in: tx)
    }
}
