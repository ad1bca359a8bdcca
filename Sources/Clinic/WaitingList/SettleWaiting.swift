internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What people do with somebody who waits: offer him a time, take his answer down, take him off the list.
struct SettleWaiting: Sendable {
    enum Step: Sendable {
        /// The first time that suits, or that there is on a day.
        case offer(on: LocalDate?, appointment: UUID, number: Int64)
        case accept
        case decline
        case withdraw
    }

    let id: UUID
    let step: Step

    /// - Throws: `resource.not_found`, `resource.stale`; `waitlist.state` where there is nothing to settle, `waitlist.nothing` where there is
    ///   no time to offer; what ``BookHold`` throws.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let entry = try WaitingCustomer.held(id, version: version, as: actor, keys: keys, at: now, in: tx)
        let wrong = Failure(.waitlistState, extra: ["state": .string(entry.state.rawValue)])
        switch step {
        case .offer(let day, let appointment, let number):
            guard entry.state == .waiting else { throw wrong }
            let offer = OfferSlot(entry: entry, appointment: appointment, number: number, day: day)
            guard try offer.run(as: actor, keys: keys, at: now, in: tx) else { throw Failure(.waitlistNothing) }
        case .accept:
            guard entry.state == .offered, let appointment = entry.appointment else { throw wrong }
            let held = try heldVersion(of: appointment, actor.tenant, in: tx)
            try BookHold(id: appointment, wish: AppointmentWish()).run(version: held, as: actor, keys: keys, at: now, in: tx)
            try end(entry, .booked, "accepted", as: actor, keys: keys, at: now, in: tx)
        case .decline:
            guard entry.state == .offered, let appointment = entry.appointment else { throw wrong }
            let held = try heldVersion(of: appointment, actor.tenant, in: tx)
            try ReleaseHold(id: appointment).run(version: held, as: actor, keys: keys, at: now, in: tx)
            try end(entry, .waiting, "declined", as: actor, keys: keys, at: now, in: tx)
        case .withdraw:
            guard [.waiting, .offered].contains(entry.state) else { throw wrong }
            // What was booked or released by itself meanwhile is no hold to give back.
            if entry.state == .offered, let appointment = entry.appointment,
                let held = try standing(appointment, actor.tenant, in: tx)
            {
                try ReleaseHold(id: appointment).run(version: held, as: actor, keys: keys, at: now, in: tx)
            }
            try end(entry, .withdrawn, "declined", as: actor, keys: keys, at: now, in: tx)
        }
    }

    private func heldVersion(of appointment: UUID, _ tenant: ID<Tenant>, in tx: Transaction) throws -> Int64 {
        let rows = try tx.execute("select a.version from app.appointment a where a.tenant_id = \(tenant) and a.id = \(appointment)")
        guard let row = rows.first else { throw Failure(.notFound) }
        return try row[0]
    }

    /// The version of what is a hold still.
    private func standing(_ appointment: UUID, _ tenant: ID<Tenant>, in tx: Transaction) throws -> Int64? {
        let rows = try tx.execute(
            "select a.version from app.appointment a where a.tenant_id = \(tenant) and a.id = \(appointment) and a.state = 'held'")
        return try rows.first?.get(0, as: Int64.self)
    }

    private func end(
        _ entry: WaitingCustomer, _ state: WaitlistEntry.State, _ answer: String, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        if let appointment = entry.appointment, entry.state == .offered {
            tx.enqueue(
                """
                update app.waitlist_offer set state = \(answer), settled_at = \(now)
                where tenant_id = \(actor.tenant) and appointment_id = \(appointment) and state = 'open'
                """)
        }
        let (kept, ended): (SQL, SQL) = (state == .booked ? "appointment_id" : "null", state == .waiting ? "null" : "\(now)")
        tx.enqueue(
            """
            update app.waitlist_entry set state = \(state.rawValue), appointment_id = \(kept), offered_until = null, ended_at = \(ended),
              version = \(entry.version + 1), updated_at = \(now) where tenant_id = \(actor.tenant) and id = \(entry.id)
            """)
        try AuditTrail.record(
            AuditEvent(
                .keepWaitlist, on: WaitlistEntry.resource.name, entry.id, branch: entry.branch, customer: entry.customer,
                fields: ["waitlist_entry.state"], purpose: state.rawValue),
            as: actor, keys: keys, at: now, in: tx)
    }
}
