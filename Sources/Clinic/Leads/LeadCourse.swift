internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What leads become by themselves, in the transaction of what happened: a request that led to one was booked, somebody came for the
/// appointment that his lead was booked for, or agreed to what was proposed to him then. By the ids of request and appointment and nothing
/// else: whoever turns up without one is stepped on by hand.
///
/// Whose lead it is is not asked: the desk need not see the lead of a colleague to check his customer in. Nothing of it is answered either.
enum LeadCourse {
    /// The request that made or touched it was booked: the appointment is the lead's, and the customer too where it had none.
    ///
    /// Of this branch alone, and of nobody else's customer. A lead that is booked for another appointment which stands keeps that one.
    static func book(
        _ lead: UUID, in branch: ID<Unit>, for appointment: UUID, of customer: UUID, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.asSystem(for: actor) {
            let ids = try tx.execute(
                """
                select l.id from app.lead l where l.tenant_id = \(actor.tenant) and l.id = \(lead) and l.branch_id = \(branch)
                and l.state = any (\(LeadStep.booked.from.sorted())) and (l.customer_id is null or l.customer_id = \(customer))
                and (l.state <> 'booked' or not exists (select 1 from app.appointment a where a.tenant_id = l.tenant_id
                  and a.id = l.appointment_id and a.state in ('booked', 'confirmed', 'arrived', 'in_service')))
                """)
            for row in ids {
                try take(try row[0], .booked, because: appointment, booked: customer, as: actor, keys: keys, at: now, in: tx)
            }
        }
    }

    /// He was checked in for this appointment.
    static func arrive(for appointment: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        try tx.asSystem(for: actor) {
            let ids = try tx.execute(
                """
                select l.id from app.lead l where l.tenant_id = \(actor.tenant) and l.appointment_id = \(appointment)
                and l.state = any (\(LeadStep.arrived.from.sorted())) order by l.id
                """)
            for row in ids { try take(try row[0], .arrived, because: appointment, as: actor, keys: keys, at: now, in: tx) }
        }
    }

    /// He agreed to a plan of this visit.
    static func win(by visit: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        try tx.asSystem(for: actor) {
            let ids = try tx.execute(
                """
                select l.id, l.appointment_id from app.visit_fact v join app.lead l on l.tenant_id = v.tenant_id
                  and l.appointment_id = v.appointment_id and l.customer_id = v.customer_id
                where v.tenant_id = \(actor.tenant) and v.id = \(visit) and l.state = any (\(LeadStep.won.from.sorted())) order by l.id
                """)
            for row in ids { try take(try row[0], .won, because: try row[1], as: actor, keys: keys, at: now, in: tx) }
        }
    }

    /// One lead, if it still goes there once it is held: whoever stepped it on meanwhile was right.
    ///
    /// - Parameter booked: whom the appointment was made for; nil where the lead has it already.
    private static func take(
        _ id: UUID, _ step: LeadStep, because appointment: UUID, booked customer: UUID? = nil, as actor: Actor, keys: TenantKeys,
        at now: Instant, in tx: Transaction
    ) throws {
        guard let row = try LeadRow(locking: id, of: actor.tenant, in: tx), step.from.contains(row.state), let owner = row.owner else {
            return
        }
        if let customer, let known = row.customer, known != customer { return }
        let settings = try LeadSettings.read(of: actor.tenant, in: tx)
        let state = row.write(
            step, appointment: customer == nil ? nil : appointment, customer: row.customer ?? customer, settings: settings, as: actor,
            at: now,
            in: tx)
        Change.tell("lead", to: ID(owner), of: actor.tenant, in: tx)
        Change.tell("task", to: ID(owner), of: actor.tenant, in: tx)
        WebhookEvent(.leadChanged, of: Lead.resource.name, id, fields: ["state"]).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .updateLead, on: Lead.resource.name, id, branch: ID(row.branch), fields: ["lead.state"], purpose: step.rawValue,
                body: [
                    "from": .string(row.state), "to": .string(state), "reason": .null,
                    "appointment": .string(appointment.uuidString.lowercased()),
                ]),
            as: actor, keys: keys, at: now, in: tx)
    }
}

extension LeadRow {
    /// Writes that it went a step on, and closes what was to be done until then.
    ///
    /// - Returns: its state now.
    func write(
        _ step: LeadStep, appointment: UUID? = nil, customer: UUID?, reason: String? = nil, settings: LeadSettings, as actor: Actor,
        at now: Instant, in tx: Transaction
    ) -> String {
        let after = step.state(after: state)
        let protection: SQL = step.isContact ? "\(settings.protection(from: now))" : "protected_until"
        let contacted: SQL = step.isEnd ? "contacted_at" : "coalesce(contacted_at, \(now))"
        let closed: SQL = step.isEnd ? "\(now)" : "null"
        tx.enqueue(
            """
            update app.lead set state = \(after), contact_due_at = null, contacted_at = \(contacted),
              protected_until = \(protection), appointment_id = coalesce(\(value: appointment)::uuid, appointment_id),
              customer_id = \(value: customer), lost_reason = \(value: reason), closed_at = \(closed), version = version + 1,
              updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        let done = step.isEnd ? WorkTask.kinds : ["first_call", "touch", "call_back"]
        tx.enqueue(
            TaskQueries.close(
                done, of: id, as: step == .lost ? "cancelled" : "done", by: actor.user, tenant: actor.tenant, at: now))
        return after
    }
}
