internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The offer of the waiting list that a hold may be: it ends with the hold, whoever ends that.
struct HeldOffer: Sendable {
    let appointment: UUID

    /// Ends the hold, and with it the offer, where it is an open one: who waits is booked where the hold was booked for him, and goes on
    /// waiting otherwise.
    ///
    /// - Parameter work: what books the hold or gives it up.
    /// - Throws: what the work throws.
    func settle(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction, by work: () throws -> Void) throws {
        // Before the appointment, as the waiting list itself locks them.
        let waiting = try tx.asSystem(for: actor) { try tx.execute(lock(actor.tenant)) }
        try work()
        if waiting.isEmpty { return }
        let settled = try tx.asSystem(for: actor) { try tx.execute(end(at: now, actor.tenant)) }
        for row in settled {
            let (entry, branch, customer, state): (UUID, ID<Unit>, UUID, String) = (try row[0], try row[1], try row[2], try row[3])
            try AuditTrail.record(
                AuditEvent(
                    .keepWaitlist, on: WaitlistEntry.resource.name, entry, branch: branch, customer: customer,
                    fields: ["waitlist_entry.state"], purpose: state),
                as: actor, keys: keys, at: now, in: tx)
        }
    }

    private func lock(_ tenant: ID<Tenant>) -> SQL {
        """
        select e.id from app.waitlist_entry e where e.tenant_id = \(tenant) and e.appointment_id = \(appointment) and e.state = 'offered'
        for update
        """
    }

    /// Settles both by what has become of the appointment: entry, branch, customer, state.
    private func end(at now: Instant, _ tenant: ID<Tenant>) -> SQL {
        """
        with offers as (
          update app.waitlist_offer o set settled_at = \(now),
            state = case when a.state = 'booked' and a.customer_id = e.customer_id then 'accepted' else 'declined' end
          from app.waitlist_entry e, app.appointment a
          where o.tenant_id = \(tenant) and o.appointment_id = \(appointment) and o.state = 'open' and e.tenant_id = o.tenant_id
          and e.id = o.entry_id and a.tenant_id = o.tenant_id and a.id = o.appointment_id
          returning o.entry_id, o.state)
        update app.waitlist_entry e set state = case when o.state = 'accepted' then 'booked' else 'waiting' end,
          appointment_id = case when o.state = 'accepted' then e.appointment_id end, offered_until = null,
          ended_at = case when o.state = 'accepted' then \(now)::timestamptz end, version = e.version + 1, updated_at = \(now)
        from offers o where e.tenant_id = \(tenant) and e.id = o.entry_id and e.state = 'offered'
        returning e.id, e.branch_id, e.customer_id, e.state
        """
    }
}
