internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes a lead a step on, as whoever has it, or who gives leads out.
struct StepLead: Sendable {
    let id: UUID
    let request: LeadStepRequest
    let version: Int64

    /// - Throws: `resource.not_found`, `resource.stale`; `lead.in_pool` for one that nobody has; `lead.step` where it does not go there;
    ///   `request.invalid` for a booking that is not there.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let user = actor.user else { throw Failure(.forbidden) }
        let row = try LeadRow(id, for: .updateLead, as: actor, at: now, in: tx)
        guard row.version == version else { throw Failure(.stale) }
        let step = request.step
        let assigns = actor.rights.grantedReach(of: .assignLead)?.contains(ID(row.branch)) == true
        // Who gives leads out may throw away what is none, before anybody has it.
        if row.isInPool, !(step == .lost && assigns) { throw Failure(.leadInPool) }
        guard row.isInPool || step.from.contains(row.state) else { throw Failure(.leadStep) }
        let settings = try LeadSettings.read(of: actor.tenant, in: tx)
        if step == .reopened { return try reopen(row, user, settings, as: actor, keys: keys, at: now, in: tx) }
        // Who bought something has a file.
        if step == .won, row.customer == nil { throw Failure(.leadStep) }
        var customer = row.customer
        if let appointment = request.appointment {
            customer = try booked(appointment, row, as: actor, at: now, in: tx)
        }
        if let nextAt = request.nextAt, nextAt <= now { throw Failure.invalid([Violation(pointer: "/nextAt", code: "range")]) }
        let state = row.write(
            step, appointment: request.appointment, customer: customer, reason: request.reason, settings: settings, as: actor, at: now,
            in: tx)
        if let nextAt = request.nextAt {
            let task = ID<WorkTask>.new(at: now).uuid
            let texts = try TaskTexts(lead: id, request: nil, customer: nil, keys: keys, in: tx)
            let title = try texts.cell(request.nextTitle, TaskTexts.title, of: task)
            tx.enqueue(
                TaskQueries.insert(
                    NewTask(
                        id: task, branch: row.branch, assignee: row.owner ?? user.uuid, kind: "call_back", title: title,
                        lead: id, customer: customer, dueAt: nextAt, by: user),
                    tenant: actor.tenant, at: now))
        }
        Change.tell("task", to: row.owner.map { ID($0) } ?? user, of: actor.tenant, in: tx)
        WebhookEvent(.leadChanged, of: Lead.resource.name, id, fields: ["state"]).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .updateLead, on: Lead.resource.name, id, branch: ID(row.branch), fields: ["lead.state"], purpose: step.rawValue,
                body: [
                    "from": .string(row.state), "to": .string(state), "reason": request.reason.map { .string($0) } ?? .null,
                    "appointment": request.appointment.map { .string($0.uuidString.lowercased()) } ?? .null,
                ]),
            as: actor, keys: keys, at: now, in: tx)
    }

    /// The booking is one that the actor sees, that stands, and of a customer whom he sees or who is the lead's already; whose it is the
    /// lead is of then.
    private func booked(_ appointment: UUID, _ row: LeadRow, as actor: Actor, at now: Instant, in tx: Transaction) throws -> UUID {
        let refusal = Failure.invalid([Violation(pointer: "/appointmentId", code: "not_allowed")])
        guard let visible = try AppointmentQueries.seen([appointment], as: actor, at: now, in: tx)[appointment] else { throw refusal }
        let rows = try tx.execute(
            """
            select a.customer_id from app.appointment a where a.tenant_id = \(actor.tenant) and a.id = \(appointment)
            and a.state in ('booked', 'confirmed', 'arrived', 'in_service', 'completed')
            """)
        guard let first = rows.first, let booked = try first.getOptional(0, as: UUID.self) else { throw refusal }
        guard booked == visible || booked == row.customer, row.customer == nil || row.customer == booked else { throw refusal }
        return booked
    }

    /// It goes back to its owner where he works here, else to whoever opened it.
    private func reopen(
        _ row: LeadRow, _ user: ID<User>, _ settings: LeadSettings, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        var owner = user.uuid
        if let before = row.owner {
            let rows = try tx.execute(
                "select 1 from app.user_account u where u.tenant_id = \(actor.tenant) and u.id = \(before) and u.state = 'active'")
            if !rows.isEmpty { owner = before }
        }
        try GiveLead(row, how: "reopened", returns: 0).run(.person(owner), settings: settings, as: actor, keys: keys, at: now, in: tx)
    }
}
