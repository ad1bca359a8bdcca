internal import Clinic
internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Writes a chain's catalogue, schedules and bookings, after its customers: all in one transaction, once.
struct FrontDeskLoader: Sendable {
    let plan: CustomerPlan
    let deployment: Deployment

    private var chain: ChainPlan { plan.chain }
    private var tenant: ID<Tenant> { chain.tenant }

    /// - Returns: false where it is there, and for chains without a director, which keep their house plain.
    func run() async throws -> Bool {
        guard ArchivePlan.keepers(of: chain) != nil else { return false }
        let (loader, now) = (self, deployment.clock.now())
        let keys = try await deployment.keys.keys(of: tenant)
        let system = Actor.system(of: tenant, request: .new(at: now))
        return try await deployment.database.write(as: system, deadline: .seconds(120)) { tx in
            let tenant = loader.tenant
            if try !tx.execute("select 1 from app.service_category where tenant_id = \(tenant) limit 1").isEmpty { return false }
            // Their zone decides which day it is; the demo's chains are in Shanghai.
            let plan = FrontDeskPlan(loader.plan, now: now)
            loader.services(in: tx)
            loader.resources(plan, in: tx)
            loader.licences(plan, in: tx)
            loader.schedules(plan, in: tx)
            let count = try loader.bookings(plan, in: tx)
            let written: [(Action, String, Int)] = [
                (.manageService, "service", HousePlan.services.count), (.manageResource, "resource", plan.resources.count),
                (.manageShift, "shift", plan.days.count), (.bookAppointment, "appointment", count),
            ]
            for (action, object, rows) in written {
                try AuditTrail.record(
                    AuditEvent(action, on: object, purpose: "demo", rowCount: rows), as: system, keys: keys, at: now, in: tx)
            }
            return true
        }
    }

    private func id(_ kind: UInt64, _ place: Int, _ inner: Int = 0) -> UUID { FrontDeskPlan.id(chain, kind, place, inner) }

    private func services(in tx: Transaction) {
        let at = Calendar.opening
        for (place, (name, english)) in HousePlan.categories.enumerated() {
            tx.enqueue(
                """
                insert into app.service_category (tenant_id, id, name, name_en, position, created_at, updated_at)
                values (\(tenant), \(id(2, place)), \(name), \(english), \(Int64(place)), \(at), \(at))
                """)
        }
        for (place, service) in HousePlan.services.enumerated() {
            let nature = service.scope == nil ? "lifestyle" : "medical"
            tx.enqueue(
                """
                insert into app.service (tenant_id, id, category_id, code, name, name_en, department, nature, scope, list_price_fen, cycle_days,
                  least_days, position, created_at, updated_at)
                values (\(tenant), \(id(3, place)), \(id(2, service.category)), \(service.code), \(service.name), \(service.english),
                  \(service.department), \(nature), \(value: service.scope), \(service.fen), \(value: service.cycleDays),
                  \(value: service.leastDays), \(Int64(place)), \(at), \(at))
                """)
            for (number, segment) in service.segments.enumerated() {
                let position = Int32(clamping: number + 1)
                tx.enqueue(
                    """
                    insert into app.service_segment (tenant_id, service_id, position, name, minutes)
                    values (\(tenant), \(id(3, place)), \(position), \(segment.name), \(segment.minutes))
                    """)
                for (inner, need) in segment.needs.enumerated() {
                    tx.enqueue(
                        """
                        insert into app.service_need (tenant_id, service_id, position, need, alternative, bond, kind, tags)
                        values (\(tenant), \(id(3, place)), \(position), \(Int32(clamping: inner + 1)), 1, \(value: need.bond), \(need.kind),
                          \(need.tag.map { [$0] } ?? []))
                        """)
                }
            }
        }
        for place in HousePlan.services.indices {
            guard let fen = HousePlan.deposit(of: place) else { continue }
            tx.enqueue(
                """
                insert into app.service_deposit (tenant_id, service_id, since_on, kind, amount_fen, pay_hours, free_hours, late_percent,
                  no_show_percent)
                values (\(tenant), \(id(3, place)), \(Self.depositsSince), 'amount', \(fen), 24, 24, 50, 100)
                """)
        }
        // What the trade knows: a warning for lasers and injections, and an interval between two of one kind.
        for (place, service) in HousePlan.services.enumerated() where service.category == 1 || service.category == 2 {
            tx.enqueue(
                """
                insert into app.service_rule (tenant_id, service_id, position, kind, effect, subject)
                values (\(tenant), \(id(3, place)), 1, 'warning', 'contraindicated', 'pregnancy'),
                  (\(tenant), \(id(3, place)), 2, 'consent', 'required', 'treatment')
                """)
        }
    }

    private func resources(_ plan: FrontDeskPlan, in tx: Transaction) {
        let at = Calendar.opening
        for (place, one) in plan.resources.enumerated() {
            let due = one.thing?.maintenance.map { LocalDate(daysSince1970: plan.today.daysSince1970 + $0) }
            let tags = one.tags.isEmpty ? [] : [one.tags]
            tx.enqueue(
                """
                insert into app.resource (tenant_id, id, branch_id, kind, name, user_id, tags, capacity, buffer_after, model, maintenance_due,
                  position, created_at, updated_at)
                values (\(tenant), \(one.id), \(chain.branches[one.branch].id), \(one.kind), \(one.name), \(value: one.user), \(tags),
                  \(one.thing?.capacity ?? 1), \(one.thing?.bufferAfter ?? 0), \(value: one.thing?.model), \(value: due), \(Int64(place)),
                  \(at), \(at))
                """)
        }
    }

    /// Every doctor and nurse may do what the chain does, in his own branch; one nurse's licence ends soon.
    private func licences(_ plan: FrontDeskPlan, in tx: Transaction) {
        let at = Calendar.opening
        for (place, one) in plan.resources.enumerated() {
            guard let user = one.user, let kind = HousePlan.roles.first(where: { $0.role == one.kind })?.licence else { continue }
            let until = LocalDate(daysSince1970: plan.today.daysSince1970 + (place % 11 == 10 ? 25 : 900))
            tx.enqueue(
                """
                insert into app.licence (tenant_id, id, user_id, class, scopes, number, valid_from, valid_until, created_at, updated_at)
                values (\(tenant), \(id(4, place)), \(user), \(kind), \(["dermatology", "injection"]), \("DEMO-\(1_000 + place)"),
                  \(at.date(offset: 8 * 3600)), \(until), \(at), \(at))
                """)
            tx.enqueue(
                """
                insert into app.licence_place (tenant_id, licence_id, unit_id)
                values (\(tenant), \(id(4, place)), \(chain.branches[one.branch].id))
                """)
        }
    }

    private func schedules(_ plan: FrontDeskPlan, in tx: Transaction) {
        let at = Calendar.opening
        for (place, branch) in chain.branches.enumerated() {
            tx.enqueue(
                """
                insert into app.opening_hours (tenant_id, branch_id, weekday, opens_minute, closes_minute)
                select \(tenant), \(branch.id), g, 540, 1200 from generate_series(1, 7) g
                """)
            for (number, (name, from, until, pause)) in [("早班", 570, 1_110, 720), ("晚班", 630, 1_170, 780)].enumerated() {
                tx.enqueue(
                    """
                    insert into app.shift_template (tenant_id, id, branch_id, name, starts_minute, ends_minute, break_starts_minute,
                      break_ends_minute, position, created_at, updated_at)
                    values (\(tenant), \(id(5, place, number)), \(branch.id), \(name), \(Int64(from)), \(Int64(until)), \(Int64(pause)),
                      \(Int64(pause + 60)), \(Int64(number)), \(at), \(at))
                    """)
            }
            for week in stride(from: 0, to: plan.days.count, by: 7) {
                // Ten days ahead, as clinics do; what lies further ahead was published yesterday.
                let published = LocalDate(daysSince1970: min(plan.days[week].daysSince1970 - 10, plan.today.daysSince1970 - 1))
                tx.enqueue(
                    """
                    insert into app.roster_week (tenant_id, branch_id, week_on, published_at)
                    values (\(tenant), \(branch.id), \(plan.days[week]), \(Instant(unixSeconds: FrontDeskPlan.moment(published, 1_080))))
                    """)
            }
            for one in plan.resources where one.branch == place {
                for (number, day) in plan.days.enumerated() {
                    guard let shift = plan.shift(of: one, on: day) else { continue }
                    func moment(_ minute: Int) -> Instant { Instant(unixSeconds: FrontDeskPlan.moment(day, minute)) }
                    var dice = Dice(chain.seed, 14, UInt64(chain.ordinal), UInt64(day.daysSince1970), UInt64(one.subject.uuid.15))
                    let shiftID: ID<Never> = dice.id(at: moment(shift.from))
                    tx.enqueue(
                        """
                        insert into app.shift (tenant_id, id, branch_id, resource_id, week_on, day, template_id, starts_at, ends_at,
                          break_starts_at, break_ends_at, state, created_at, updated_at)
                        values (\(tenant), \(FrontDeskLoader.mixed(shiftID.uuid, one.id)), \(branch.id), \(one.id), \(plan.days[number / 7 * 7]),
                          \(day), \(id(5, place, shift.from == 570 ? 0 : 1)), \(moment(shift.from)), \(moment(shift.until)),
                          \(moment(shift.pause)), \(moment(shift.pause + 60)), 'published', \(at), \(at))
                        """)
                }
            }
        }
    }

    /// An id of two, so that no two people's shifts share one.
    private static func mixed(_ one: UUID, _ other: UUID) -> UUID {
        var bytes = one.uuid
        bytes.10 ^= other.uuid.10
        bytes.11 ^= other.uuid.11
        bytes.12 ^= other.uuid.12
        bytes.13 ^= other.uuid.13
        bytes.14 ^= other.uuid.14
        bytes.15 ^= other.uuid.15
        return UUID(uuid: bytes)
    }

    private func bookings(_ plan: FrontDeskPlan, in tx: Transaction) throws -> Int {
        // A few hundred of each branch's customers are those who come in these weeks.
        var customers: [[Int]] = chain.branches.map { _ in [] }
        let known = (0..<min(chain.customers, 1_500)).map { self.plan.id($0).uuid }
        // Of those who are as they were loaded: somebody may have moved, or been erased, since.
        var homes: [UUID: ID<Unit>] = [:]
        for row in try tx.execute(
            """
            select id, home_branch_id from app.customer where tenant_id = \(tenant) and id = any (\(known)) and erased_at is null
            and merged_into is null
            """)
        { homes[try row[0]] = try row[1] }
        for (index, id) in known.enumerated() {
            let branch = self.plan.branch(of: index)
            if homes[id] == chain.branches[branch].id { customers[branch].append(index) }
        }
        var number: Int64 = 0
        for branch in chain.branches.indices {
            for day in plan.days {
                for booking in plan.bookings(in: branch, on: day, customers[branch]) {
                    number += 1
                    write(booking, number, at: plan.now, in: tx)
                }
                // What was enqueued leaves here: a day at a time.
                try tx.execute("select 1")
            }
        }
        tx.enqueue(
            """
            insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), 'appointment', \(number + 1))
            on conflict (tenant_id, kind) do update set next = greatest(app.number_sequence.next, excluded.next)
            """)
        return Int(number)
    }

    private static var depositsSince: LocalDate { Calendar.opening.date(offset: 8 * 3_600) }

    /// Deposits as they are without a cashier: to be paid, waived for somebody now and then, released when it is over.
    private func deposit(_ booking: FrontDeskPlan.Booking, _ number: Int64, in tx: Transaction) {
        let asked = booking.pieces.filter { $0.segment == 1 }.compactMap { piece in
            HousePlan.deposit(of: piece.service).map { (service: piece.service, fen: $0) }
        }
        if asked.isEmpty { return }
        let branch = chain.branches[booking.branch].id
        let isOpen = ["booked", "confirmed"].contains(booking.state)
        let state = number % 7 == 0 ? "waived" : isOpen ? "due" : "released"
        let start = Instant(unixSeconds: booking.start)
        let due = min(start, Instant(unixSeconds: booking.bookedAt + 86_400))
        tx.enqueue(
            """
            update app.appointment set deposit_state = \(state), deposit_fen = \(asked.reduce(Int64(0)) { $0 + $1.fen }),
              deposit_due_at = \(due) where tenant_id = \(tenant) and id = \(booking.id)
            """)
        for (index, one) in asked.enumerated() {
            tx.enqueue(
                """
                insert into app.appointment_deposit (tenant_id, appointment_id, branch_id, position, service_id, rule_since_on, rule_version,
                  price_fen, deposit_fen, free_hours, free_until, late_percent, no_show_percent, decided_at)
                values (\(tenant), \(booking.id), \(branch), \(Int32(clamping: index + 1)), \(id(3, one.service)), \(Self.depositsSince), 1,
                  \(HousePlan.services[one.service].fen), \(one.fen), 24, \(start.advanced(by: .seconds(-86_400))), 50, 100,
                  \(Instant(unixSeconds: booking.bookedAt)))
                """)
        }
    }

    /// Writes one with what it takes.
    func write(_ booking: FrontDeskPlan.Booking, _ number: Int64, at now: Instant, in tx: Transaction) {
        func moment(_ seconds: Int64) -> Instant { Instant(unixSeconds: seconds) }
        let branch = chain.branches[booking.branch].id
        let ends = ["cancelled", "no_show", "completed"].contains(booking.state)
        // What somebody said of it would be sealed under the customer's key; that somebody did is enough here.
        let word: String? = ["cancelled", "no_show"].contains(booking.state) ? "said" : nil
        let customer = booking.customer.map { plan.id($0) }
        tx.enqueue(
            """
            insert into app.appointment (tenant_id, id, branch_id, number, customer_id, customer_branch_id, state, starts_at, ends_at, held_until,
              source, end_word, ended_by, ended_at, created_by, created_at, updated_at)
            values (\(tenant), \(booking.id), \(branch), \(number), \(value: customer), \(value: customer.map { _ in branch }),
              \(booking.state), \(moment(booking.start)), \(moment(booking.end)), \(value: booking.heldUntil.map(moment)),
              \(booking.source), \(value: word), \(value: ends ? booking.by : nil),
              \(value: ends ? moment(booking.end) : nil), \(value: booking.by), \(moment(booking.bookedAt)), \(moment(booking.bookedAt)))
            """)
        for (index, piece) in booking.pieces.enumerated() {
            tx.enqueue(
                """
                insert into app.appointment_item (tenant_id, appointment_id, branch_id, position, service_id, segment, name, starts_at, ends_at,
                  resource_ids)
                values (\(tenant), \(booking.id), \(branch), \(Int32(clamping: index + 1)), \(id(3, piece.service)),
                  \(Int32(clamping: piece.segment)), \(HousePlan.services[piece.service].segments[piece.segment - 1].name),
                  \(moment(piece.start)), \(moment(piece.end)), \(piece.resources))
                """)
        }
        deposit(booking, number, in: tx)
        if booking.state != "held" {
            // The desk booked them: who has a place sees the customer for as long as bookings say (AppointmentPeople).
            tx.enqueue(
                """
                insert into app.appointment_person (tenant_id, appointment_id, user_id, branch_id, starts_at, opens_until)
                select a.tenant_id, a.id, r.user_id, a.branch_id, a.starts_at,
                  a.starts_at + max(case when r.kind = 'consultant' then 7 else 30 end) * interval '1 day'
                from app.appointment a join app.appointment_item i on i.tenant_id = a.tenant_id and i.appointment_id = a.id
                join app.resource r on r.tenant_id = i.tenant_id and r.id = any (i.resource_ids) and r.user_id is not null
                where a.tenant_id = \(tenant) and a.id = \(booking.id)
                group by a.tenant_id, a.id, r.user_id, a.branch_id, a.starts_at
                """)
        }
        for (index, claim) in booking.claims.enumerated() {
            tx.enqueue(
                """
                insert into app.resource_claim (tenant_id, id, branch_id, kind, subject_id, place, resource_id, appointment_id, starts_at, ends_at,
                  busy_from, busy_until, created_by, created_at)
                values (\(tenant), \(id(6, Int(number), index)), \(branch), 'appointment', \(claim.subject), \(claim.place),
                  \(value: claim.resource), \(booking.id), \(moment(claim.core.lowerBound)), \(moment(claim.core.upperBound)),
                  \(moment(claim.busy.lowerBound)), \(moment(claim.busy.upperBound)), \(value: booking.by), \(moment(booking.bookedAt)))
                """)
        }
    }
}
