internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What leads become by themselves, in the transaction of what happened: somebody came for the appointment that his lead was booked for, or
/// agreed to what was proposed to him then. By the appointment's id and nothing else: whoever turns up without one is stepped on by hand.
///
/// Whose lead it is is not asked: the desk need not see the lead of a colleague to check his customer in. Nothing of it is answered either.
enum LeadCourse {
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
    private static func take(
        _ id: UUID, _ step: LeadStep, because appointment: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        guard let row = try LeadRow(locking: id, of: actor.tenant, in: tx), step.from.contains(row.state), let owner = row.owner else {
            return
        }
        let settings = try LeadSettings.read(of: actor.tenant, in: tx)
        let state = row.write(step, customer: row.customer, settings: settings, as: actor, at: now, in: tx)
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
