internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The waiting list by itself: time that comes free is offered to the next in line.
enum Waitlist {
    static let job = "waitlist.fill"
    /// How many in line are looked at for one day.
    private static let line = 50

    /// Leaves the job for a day on which time came free, where somebody waits.
    static func fill(_ branch: ID<Unit>, at moment: Instant, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            select d.day from app.tenant_setting z
            cross join lateral (select (\(moment)::timestamptz at time zone z.time_zone)::date as day) d
            where z.tenant_id = \(actor.tenant) and exists (select 1 from app.waitlist_entry e where e.tenant_id = \(actor.tenant)
              and e.branch_id = \(branch) and e.state = 'waiting' and e.from_on <= d.day and e.until_on >= d.day)
            """)
        guard let row = rows.first else { return }
        let day: LocalDate = try row[0]
        try Outbox.enqueue(
            job, payload: ["branchId": .string(branch.description), "on": .string(day.description)], at: now, key: "\(branch)/\(day)",
            as: actor, in: tx)
    }

    static func kinds(_ deployment: Deployment) -> [JobKind] {
        let numbers = NumberBlocks(database: deployment.database)
        return [
            JobKind(job) { run in
                guard let branch = run.payload["branchId"]?.string.flatMap({ ID<Unit>($0) }),
                    let day = run.payload["on"]?.string.flatMap({ LocalDate($0) })
                else { throw JobFailure(permanent: "no_day") }
                let (tenant, actor, now) = (run.tenant, run.actor, run.now())
                let keys = try await run.deployment.keys.keys(of: tenant)
                let number = try await numbers.next("appointment", of: tenant, request: actor.request)
                try await run.write { tx in
                    let days = try tx.execute(BookingQueries.day(of: now, tenant: tenant))
                    guard let today: LocalDate = try days.first?.get(0), today <= day else { return }
                    let waiting = try tx.execute(WaitingCustomer.line(in: branch, on: day, limit: line, tenant: tenant))
                        .map { try WaitingCustomer($0) }
                    let named = Set(waiting.flatMap(\.resources))
                    var supply: BranchSupply?
                    for entry in waiting {
                        if supply == nil {
                            supply = try tx.asSystem(for: actor) {
                                try BranchSupply(in: branch, from: day, until: day, naming: named, tenant: tenant, in: tx)
                            }
                        }
                        let offer = OfferSlot(
                            entry: entry, appointment: ID<Appointment>.new(at: now).uuid, number: number, day: day, supply: supply)
                        // One time at a time: the next in line is asked when this one has answered.
                        do {
                            if try tx.savepoint({ try offer.run(as: actor, keys: keys, at: now, in: tx) }) { return }
                        } catch is Failure {
                            // Somebody took it meanwhile, or his wish cannot be met any more: what is free is looked up again.
                            supply = nil
                        }
                    }
                }
            }
        ]
    }

    /// Takes those off the list whose days are over.
    static func close(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            update app.waitlist_entry e set state = 'expired', ended_at = \(now), version = e.version + 1, updated_at = \(now)
            from app.tenant_setting z where e.tenant_id = \(actor.tenant) and z.tenant_id = e.tenant_id and e.state = 'waiting'
            and e.until_on < (\(now)::timestamptz at time zone z.time_zone)::date returning e.branch_id
            """)
        for branch in Set(try rows.map { try $0.get(0, as: ID<Unit>.self) }).sorted() {
            try AuditTrail.record(
                AuditEvent(
                    .keepWaitlist, on: WaitlistEntry.resource.name, branch: branch, fields: ["waitlist_entry.state"], purpose: "expired"),
                as: actor, keys: keys, at: now, in: tx)
        }
    }

    /// Ends offers whose hold is over, and asks the next.
    static func expire(_ holds: [(appointment: UUID, branch: ID<Unit>)], as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let ids = holds.map(\.appointment)
        let ended = try tx.execute(
            """
            with offers as (
              update app.waitlist_offer o set state = 'expired', settled_at = \(now)
              where o.tenant_id = \(actor.tenant) and o.appointment_id = any (\(ids)) and o.state = 'open'
              returning o.entry_id, o.branch_id, o.starts_at),
            entries as (
              update app.waitlist_entry e set state = 'waiting', appointment_id = null, offered_until = null, version = e.version + 1,
                updated_at = \(now)
              from offers o where e.tenant_id = \(actor.tenant) and e.id = o.entry_id and e.state = 'offered' returning e.id)
            select o.branch_id, o.starts_at from offers o
            """)
        for row in ended { try fill(try row[0], at: try row[1], as: actor, at: now, in: tx) }
    }
}
