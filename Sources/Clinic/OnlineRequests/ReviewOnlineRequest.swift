internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A doctor says what becomes of a request.
struct ReviewOnlineRequest: Sendable {
    enum Decision: String, Sendable, CaseIterable {
        case approve
        /// Something has to be known first; the desk asks.
        case ask
        case postpone
        case reject
    }

    let id: UUID
    let decision: Decision
    /// For the record, medical.
    let reason: String?
    /// For the desk: what is to be said or asked.
    let message: String?
    let until: LocalDate?
    /// Why it is booked though something speaks against it.
    let despite: String?

    /// Reads `{"decision", "reason"?, "message"?, "postponeUntil"?, "despite"?}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        decision = Decision(rawValue: payload.requiredChoice("decision", of: Decision.allCases.map(\.rawValue))) ?? .ask
        reason = payload.text("reason", max: 500)
        message = payload.text("message", max: 200)
        until = payload.date("postponeUntil").flatMap { LocalDate($0) }
        despite = payload.text("despite", max: 200)
        func need(_ name: String, _ isNeeded: Bool) {
            if isNeeded, !payload.has(name) || payload.isNull(name) { payload.refuse(name, "required") }
        }
        need("message", decision == .ask)
        need("reason", decision == .postpone || decision == .reject)
        need("postponeUntil", decision == .postpone)
        if until != nil, decision != .postpone { payload.refuse("postponeUntil", "not_allowed") }
        if despite != nil, decision != .approve { payload.refuse("despite", "not_allowed") }
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `online_request.state`; `request.invalid`; what bookings refuse.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let request = try LockedOnlineRequest(id, version: version, .reviewOnlineRequest, as: actor, keys: keys, at: now, in: tx)
        guard request.state.awaitsReview else { throw request.wrongState }
        if let until {
            let day: LocalDate = try tx.execute(BookingQueries.day(of: now, tenant: actor.tenant))[0][0]
            guard until > day, until.daysSince1970 <= day.daysSince1970 + 366 else {
                throw Failure.invalid([Violation(pointer: "/postponeUntil", code: "range")])
            }
        }
        var changes: [SQL] = ["reviewed_by = \(value: actor.user)", "reviewed_at = \(now)", "overdue_at = null"]
        var fields = ["state", "reviewedBy"]
        if reason != nil {
            changes.append("reason_sealed = \(try request.sealed(reason, "reason"))")
            fields.append("reason")
        }
        if message != nil {
            changes.append("message_sealed = \(try request.sealed(message, "message"))")
            fields.append("message")
        }
        try OnlineTasks.settle(id, by: actor, at: now, in: tx)
        switch decision {
        case .approve: changes += try approve(request, in: tx)
        case .ask:
            changes.append("state = 'asking'")
            try tell(request, due: try clock(request, in: tx), in: tx)
        case .postpone:
            try OnlineHold.release(request, in: tx)
            changes += ["state = 'postponed'", "postpone_until = \(value: until)"]
            try tell(request, due: try morning(of: until, request, in: tx), in: tx)
        case .reject:
            try OnlineHold.release(request, in: tx)
            changes += ["state = 'rejected'", "closed_at = \(now)"]
            try tell(request, due: try clock(request, in: tx), in: tx)
        }
        try request.write(changes, fields: fields, .reviewOnlineRequest, purpose: decision.rawValue, in: tx)
    }

    /// Books what is kept where it can be booked at once; otherwise the desk does it, and has as long as the doctor had.
    private func approve(_ request: LockedOnlineRequest, in tx: Transaction) throws -> [SQL] {
        let (actor, now) = (request.actor, request.now)
        if let hold = request.hold, hold.stands, let customer = request.customer,
            actor.rights.grantedReach(of: .bookAppointment)?.contains(request.branch) == true,
            try BookVisit.customer(customer, as: actor, keys: request.keys, at: now, in: tx) != nil
        {
            var wish = AppointmentWish()
            wish.customer = customer
            wish.despite = despite
            try BookHold(id: hold.appointment, wish: wish).run(version: hold.version, as: actor, keys: request.keys, at: now, in: tx)
            if let lead = request.lead {
                try LeadCourse.book(
                    lead, in: request.branch, for: hold.appointment, of: customer, as: actor, keys: request.keys, at: now, in: tx)
            }
            return ["state = 'confirmed'", "closed_at = \(now)", "customer_id = coalesce(customer_id, \(customer))"]
        }
        let due = try clock(request, in: tx)
        try OnlineHold.prolong(request, until: due, in: tx)
        try tell(request, due: due, in: tx)
        return ["state = 'approved'", "due_at = \(due)"]
    }

    private func clock(_ request: LockedOnlineRequest, in tx: Transaction) throws -> Instant {
        try WorkingClock.due(after: request.reviewMinutes, in: request.branch, from: request.now, tenant: request.actor.tenant, in: tx)
    }

    /// Ten o'clock of the day to which it is put off, at the tenant's place.
    private func morning(of day: LocalDate?, _ request: LockedOnlineRequest, in tx: Transaction) throws -> Instant {
        guard let day else { return request.now }
        let rows = try tx.execute(
            BookingQueries.windows(
                from: day, until: day, weekdays: [1, 2, 3, 4, 5, 6, 7], minutes: 600..<660, tenant: request.actor.tenant))
        guard let row = rows.first else { return request.now }
        return try row[0]
    }

    private func tell(_ request: LockedOnlineRequest, due: Instant, in tx: Transaction) throws {
        try tx.asSystem(for: request.actor) {
            try OnlineTasks.desk(
                of: id, in: request.branch, lead: request.lead, customer: request.customer, due: due, as: request.actor,
                keys: request.keys, at: request.now, in: tx)
        }
    }
}
