internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Somebody who waits, locked, as he stands.
struct WaitingCustomer: Sendable {
    let id: UUID
    let branch: ID<Unit>
    let customer: UUID
    let home: ID<Unit>
    let services: [UUID]
    let resources: [UUID]
    let from: LocalDate
    let until: LocalDate
    let weekdays: [Int32]
    let minutes: Range<Int32>
    let state: WaitlistEntry.State
    let appointment: UUID?
    let version: Int64

    private static let columns: SQL = """
        e.id, e.branch_id, e.customer_id, e.customer_branch_id, e.services, e.resource_ids, e.from_on, e.until_on, e.weekdays, e.from_minute, \
        e.until_minute, e.state, e.appointment_id, e.version
        """

    init(_ row: Row) throws {
        id = try row[0]
        branch = try row[1]
        customer = try row[2]
        home = try row[3]
        services = try row[4]
        resources = try row[5]
        from = try row[6]
        until = try row[7]
        weekdays = try row.get(8, as: [String].self).compactMap { Int32($0) }
        let (after, before): (Int64, Int64) = (try row[9], try row[10])
        minutes = Int32(clamping: after)..<Int32(clamping: max(before, after))
        state = WaitlistEntry.State(rawValue: try row[11]) ?? .withdrawn
        appointment = try row.getOptional(12)
        version = try row[13]
    }

    /// An entry that the actor may settle or change, held until COMMIT.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`.
    static func held(
        _ id: UUID, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> WaitingCustomer {
        let resource = WaitlistEntry.resource
        guard
            try ResourceWriter(resource, keys: keys).lock(
                id, fields: [], action: .bookAppointment, view: actor.rights.view(of: resource), for: actor, at: now, in: tx) != nil,
            let row = try tx.execute(lock(id, tenant: actor.tenant)).first
        else { throw Failure(.notFound) }
        let entry = try WaitingCustomer(row)
        guard entry.version == version else { throw Failure(.stale) }
        return entry
    }

    /// One, locked. As the system; the caller's right was looked at.
    static func lock(_ id: UUID, tenant: ID<Tenant>) -> SQL {
        "select \(columns) from app.waitlist_entry e where e.tenant_id = \(tenant) and e.id = \(id) for update"
    }

    /// The line of a branch for a day that they want: who let go of an offer of that day comes after the others; of these the most urgent
    /// first, then who waits longest.
    static func line(in branch: ID<Unit>, on day: LocalDate, limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        select \(columns) from app.waitlist_entry e where e.tenant_id = \(tenant) and e.branch_id = \(branch) and e.state = 'waiting'
        and e.from_on <= \(day) and e.until_on >= \(day) and extract(isodow from \(day)::date)::int4::text = any (e.weekdays)
        order by exists (select 1 from app.waitlist_offer o join app.tenant_setting z on z.tenant_id = o.tenant_id
          where o.tenant_id = e.tenant_id and o.entry_id = e.id and o.state in ('declined', 'expired')
          and (o.starts_at at time zone z.time_zone)::date = \(day)), e.priority desc, e.created_at, e.id
        limit \(limit) for update of e skip locked
        """
    }
}

/// Holds a time for somebody who waits, for half an hour.
struct OfferSlot: Sendable {
    let entry: WaitingCustomer
    /// The appointment that is made.
    let appointment: UUID
    let number: Int64
    /// Only on this day.
    let day: LocalDate?
    /// What the branch has on that day, where it was looked up before: with all whom the entry names.
    var supply: BranchSupply?

    /// Days that are looked through.
    private static let days: Int32 = 28
    /// Seconds between two times that are tried.
    private static let step: Int64 = 900

    /// - Returns: false where there is no time that he has not been asked about, or something speaks against it.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Bool {
        let plan = try VisitPlan(entry.services, tenant: actor.tenant, in: tx)
        guard let start = try tx.asSystem(for: actor, { try self.start(plan, tenant: actor.tenant, at: now, in: tx) }) else { return false }
        do {
            // What speaks against it is for people to weigh.
            try VisitSafety(customer: entry.customer, appointment: appointment, plan: plan, start: start)
                .check(despite: nil, in: entry.branch, as: actor, at: now, in: tx)
        } catch let failure as Failure where failure.code == .appointmentConcerns {
            return false
        }
        let until = now.advanced(by: WaitlistEntry.offering)
        tx.asSystem(for: actor) {
            tx.enqueue(
                AppointmentQueries.insert(
                    appointment, number: number, branch: entry.branch, customer: entry.customer, home: entry.home.uuid, state: .held,
                    from: start, until: start.advanced(by: .seconds(plan.length)), heldUntil: until, source: "waitlist", bundle: nil,
                    remark: "null", actor: actor, at: now))
        }
        let claimed = try ClaimVisit(
            appointment: appointment, branch: entry.branch, plan: plan, start: start, customer: entry.customer,
            wanted: Set(entry.resources), overbook: nil
        ).run(as: actor, at: now, in: tx)
        BookVisit.write(plan, claimed, of: appointment, in: entry.branch, at: start, tenant: actor.tenant, in: tx)
        let offer = ID<WaitlistEntry>.new(at: now)
        tx.enqueue(
            """
            insert into app.waitlist_offer (tenant_id, id, branch_id, entry_id, appointment_id, starts_at, offered_on, created_at)
            select \(actor.tenant), \(offer), \(entry.branch), \(entry.id), \(appointment), \(start),
              (\(now)::timestamptz at time zone z.time_zone)::date, \(now) from app.tenant_setting z where z.tenant_id = \(actor.tenant)
            """)
        tx.enqueue(
            """
            update app.waitlist_entry set state = 'offered', appointment_id = \(appointment), offered_until = \(until), version = version + 1,
              updated_at = \(now) where tenant_id = \(actor.tenant) and id = \(entry.id)
            """)
        try BookVisit.tell(
            "offered", .waitlistOffered, appointment, of: entry.customer, home: entry.home, as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .keepWaitlist, on: WaitlistEntry.resource.name, entry.id, branch: entry.branch, customer: entry.customer,
                fields: ["waitlist_entry.state"], purpose: "offered", body: ["startsAt": .string(start.description)]),
            as: actor, keys: keys, at: now, in: tx)
        return true
    }

    /// The first time that he wants, that is free, of which nothing was offered to him before, and not to too many others.
    private func start(_ plan: VisitPlan, tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws -> Instant? {
        let known = try tx.execute(all: [
            BookingQueries.day(of: now, tenant: tenant),
            """
            select count(*) from app.waitlist_offer o join app.waitlist_entry e on e.tenant_id = o.tenant_id and e.id = o.entry_id
            where o.tenant_id = \(tenant) and e.customer_id = \(entry.customer) and o.offered_on = (select
              (\(now)::timestamptz at time zone z.time_zone)::date from app.tenant_setting z where z.tenant_id = \(tenant))
            """,
            """
            select o.starts_at, o.starts_at + (a.ends_at - a.starts_at), o.entry_id = \(entry.id) from app.waitlist_offer o
            join app.appointment a on a.tenant_id = o.tenant_id and a.id = o.appointment_id
            where o.tenant_id = \(tenant) and o.branch_id = \(entry.branch) and o.starts_at > \(now.advanced(by: .seconds(-86_400)))
            """,
        ])
        guard let today: LocalDate = try known[0].first?.get(0), try known[1][0].get(0, as: Int64.self) < WaitlistEntry.offersOfDay else {
            return nil
        }
        let asked = try known[2].map { row -> (time: Range<Int64>, isOwn: Bool) in
            let (start, end): (Instant, Instant) = (try row[0], try row[1])
            return (start.unixSeconds..<max(start.unixSeconds, end.unixSeconds), try row.get(2, as: Bool.self))
        }
        let first = day ?? max(entry.from, today)
        let last = day ?? min(entry.until, LocalDate(daysSince1970: first.daysSince1970 + Self.days - 1))
        guard first <= last, first >= max(entry.from, today), last <= entry.until else { return nil }
        let windows = try tx.execute(
            BookingQueries.windows(from: first, until: last, weekdays: entry.weekdays, minutes: entry.minutes, tenant: tenant)
        ).map { row in
            let (start, end): (Instant, Instant) = (try row[0], try row[1])
            let from = max(start.unixSeconds, now.unixSeconds)
            return from..<max(from, end.unixSeconds)
        }
        let supply =
            if let known = self.supply {
                known
            } else {
                try BranchSupply(in: entry.branch, from: first, until: last, naming: Set(entry.resources), tenant: tenant, in: tx)
            }
        let end = LocalDate(daysSince1970: last.daysSince1970 + 1)
        let booked = try WorkingTime.taken(
            [entry.customer], from: now, until: Instant(unixSeconds: Int64(end.daysSince1970 + 1) * 86_400), tenant: tenant, in: tx)
        let (search, unmet) = supply.search(plan, wanted: Set(entry.resources), customer: booked.map(\.core.seconds))
        guard unmet.isEmpty else { return nil }
        // Each offer stands in the way of so many beginnings at the most.
        let most = asked.reduce(1) { $0 + Int(clamping: ($1.time.upperBound - $1.time.lowerBound + plan.length) / Self.step) + 1 }
        let found = search.slots(in: windows, step: Self.step, limit: most).first { slot in
            let time = slot.start..<(slot.start + plan.length)
            let met = asked.filter { $0.time.overlaps(time) }
            return Int64(met.count) < WaitlistEntry.offersOfSlot && !met.contains { $0.isOwn }
        }
        return found.map { Instant(unixSeconds: $0.start) }
    }
}
