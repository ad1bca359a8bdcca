internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes an appointment one step on: agreed, there, begun, done, or not come (domain.md §5).
struct StepVisit: Sendable {
    enum Step: String, Sendable, CaseIterable {
        case confirmation
        case arrival
        case start
        case completion
        case cancellation
        case noShow = "no-show"

        var action: Action {
            switch self {
            case .confirmation, .arrival, .start, .completion: .progressAppointment
            case .cancellation, .noShow: .cancelAppointment
            }
        }

        var from: Set<Appointment.State> {
            switch self {
            case .confirmation: [.booked]
            case .arrival: [.booked, .confirmed, .noShow]
            case .start: [.arrived]
            case .completion: [.inService]
            case .cancellation, .noShow: [.booked, .confirmed]
            }
        }

        var to: Appointment.State {
            switch self {
            case .confirmation: .confirmed
            case .arrival: .arrived
            case .start: .inService
            case .completion: .completed
            case .cancellation: .cancelled
            case .noShow: .noShow
            }
        }

        /// What it means for the deposit.
        var outcome: Deposit.Outcome? {
            switch self {
            case .arrival: .arrived
            case .cancellation: .cancelled
            case .noShow: .noShow
            case .confirmation, .start, .completion: nil
            }
        }

        /// Whether nothing happens without a reason.
        var needsReason: Bool { self == .cancellation || self == .noShow }
        /// Whether it may say why.
        var takesReason: Bool { needsReason || self == .arrival }
    }

    let id: UUID
    let step: Step
    let reason: String?

    /// Reads `{"reason"?}`.
    init(_ step: Step, _ id: UUID, reading payload: PayloadReader) {
        self.id = id
        self.step = step
        reason =
            step.needsReason ? payload.requiredText("reason", max: 200) : step.takesReason ? payload.text("reason", max: 200) : nil
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `appointment.state` where its state does not allow it; `appointment.not_due` of somebody who
    ///   cannot have missed what has not begun; of somebody who comes after
    ///   all, `request.invalid` without a reason and `appointment.not_free` where the time is somebody else's now.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let old = try StandingAppointment(id, version: version, action: step.action, as: actor, keys: keys, at: now, in: tx)
        guard step.from.contains(old.state), let customer = old.customer else { throw old.wrongState }
        // Who cancels weeks ahead has not failed to come, nor is the whole of his deposit kept.
        if step == .noShow, old.start > now { throw Failure(.appointmentNotDue) }
        if old.state == .noShow {
            if reason == nil { throw Failure.invalid([Violation(pointer: "/reason", code: "required")]) }
            try claimAgain(old, customer, as: actor, at: now, in: tx)
        }
        let ends: SQL
        if step.needsReason {
            let said = try tx.asSystem(for: actor) {
                try Appointment.endReason.seal(reason, row: id, about: customer, keys: keys, in: tx)
            }
            ends = "end_word = 'said', end_reason_sealed = \(value: said), ended_by = \(value: actor.user), ended_at = \(now)"
        } else if step == .completion {
            ends = "end_word = null, end_reason = null, end_reason_sealed = null, ended_by = \(value: actor.user), ended_at = \(now)"
        } else {
            ends = "end_word = null, end_reason = null, end_reason_sealed = null, ended_by = null, ended_at = null"
        }
        tx.enqueue(
            """
            update app.appointment set state = \(step.to.rawValue), \(ends), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        if let outcome = step.outcome {
            try StandingDeposit(old).settle(outcome, as: actor, keys: keys, at: now, in: tx)
        }
        if !step.to.holdsTime {
            tx.enqueue(ClaimVisit.release(id, tenant: actor.tenant))
            if old.end > now { try Waitlist.fill(old.branch, at: old.start, as: actor, at: now, in: tx) }
        }
        if ![.booked, .confirmed].contains(step.to) {
            Outbox.withdraw(BookingJobs.reminder, key: ID<Job>(id).description, at: now, as: actor, in: tx)
        }
        try BookVisit.tell(
            step.to.rawValue, step.to.holdsTime ? .appointmentChanged : .appointmentEnded, id, of: customer, home: old.home, as: actor,
            at: now, in: tx)
        if step == .arrival || step == .completion { try visit(old, customer, as: actor, at: now, in: tx) }
        if step == .arrival || step == .confirmation {
            try AppointmentPeople.write(of: id, for: customer, as: actor, at: now, in: tx)
        }
        let body: JSONValue = [
            "from": .string(old.state.rawValue), "to": .string(step.to.rawValue), "reason": reason.map { .string($0) } ?? .null,
        ]
        try AuditTrail.record(
            AuditEvent(
                step.action, on: Appointment.resource.name, id, branch: old.branch, customer: customer, fields: ["appointment.state"],
                purpose: step.rawValue, body: body),
            as: actor, keys: keys, customerKey: old.row.crm, at: now, in: tx)
    }

    /// Who comes after all takes his time again.
    private func claimAgain(
        _ old: StandingAppointment, _ customer: UUID, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        let plan = try VisitPlan(
            old.services, minutes: old.minutes, isStrict: false, booked: old.services, tenant: actor.tenant, in: tx)
        let claimed = try ClaimVisit(
            appointment: id, branch: old.branch, plan: plan, start: old.start, customer: customer, wanted: old.resources, overbook: nil
        ).run(as: actor, at: now, in: tx)
        tx.enqueue(AppointmentQueries.clearItems(of: id, tenant: actor.tenant))
        BookVisit.write(plan, claimed, of: id, in: old.branch, at: old.start, tenant: actor.tenant, in: tx)
    }

    /// That the customer was there, or that something was done, for whoever counts visits.
    private func visit(_ old: StandingAppointment, _ customer: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        guard let home = old.home else { return }
        try tx.asSystem(for: actor) {
            guard let row = try tx.execute(BookingQueries.day(of: now, tenant: actor.tenant)).first else { return }
            let isDone = step == .completion
            try VisitFact(
                .new(at: now), of: ID(customer), home: home, at: old.branch, on: try row[0], isDone ? .treatment : .arrival,
                from: isDone ? .treatment : .appointment, origin: id
            ).write(as: actor, at: now, in: tx)
        }
    }
}

extension VisitFact.Source {
    /// Somebody came to an appointment.
    static let appointment = VisitFact.Source("appointment")
    /// An appointment was carried out.
    static let treatment = VisitFact.Source("appointment_done")
}
