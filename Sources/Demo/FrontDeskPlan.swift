internal import Clinic
internal import FoundationEssentials
internal import Platform

/// A branch's people, rooms and devices, and its bookings of some weeks, so that nobody and nothing is in two places. Drawn from the seed and
/// the day: a calendar of last year would show nobody a living clinic.
struct FrontDeskPlan: Sendable {
    struct Resource: Sendable {
        let id: UUID
        let branch: Int
        let kind: String
        let name: String
        let user: ID<User>?
        let thing: HousePlan.Thing?

        var tags: String { thing?.tags ?? "" }
        var subject: UUID { user?.uuid ?? id }
    }

    struct Piece: Sendable {
        let service: Int
        let segment: Int
        let start: Int64
        let end: Int64
        let resources: [UUID]
    }

    struct Claim: Sendable {
        let subject: UUID
        let place: Int32
        let resource: UUID?
        let core: Range<Int64>
        let busy: Range<Int64>
    }

    struct Booking: Sendable {
        let id: UUID
        let branch: Int
        /// Nobody's while it is only kept.
        let customer: Int?
        let state: String
        /// Of one that is only kept: until when.
        let heldUntil: Int64?
        let pieces: [Piece]
        let claims: [Claim]
        let source: String
        let by: ID<User>?
        let bookedAt: Int64

        var start: Int64 { pieces.first?.start ?? 0 }
        var end: Int64 { pieces.last?.end ?? 0 }
    }

    let plan: CustomerPlan
    let now: Instant
    let resources: [Resource]

    private var chain: ChainPlan { plan.chain }

    init(_ plan: CustomerPlan, now: Instant) {
        self.plan = plan
        self.now = now
        let chain = plan.chain
        resources = chain.branches.indices.flatMap { branch -> [Resource] in
            var number = 0
            func id() -> UUID {
                number += 1
                return FrontDeskPlan.id(chain, 1, branch, number)
            }
            let people = HousePlan.roles.flatMap { role, _ in
                chain.staff.filter { $0.grants.contains { $0.role == role && $0.branch == branch } }.map {
                    Resource(id: id(), branch: branch, kind: role, name: $0.displayName, user: $0.id, thing: nil)
                }
            }
            return people
                + HousePlan.things.map { Resource(id: id(), branch: branch, kind: $0.kind, name: $0.name, user: nil, thing: $0) }
        }
    }

    /// An id of the chain's, the same every time.
    static func id(_ chain: ChainPlan, _ kind: UInt64, _ place: Int, _ inner: Int = 0) -> UUID {
        var dice = Dice(chain.seed, 12, UInt64(chain.ordinal), kind, UInt64(place), UInt64(inner))
        let id: ID<Never> = dice.id(at: Calendar.opening)
        return id.uuid
    }

    /// The demo's day in Shanghai, and the Monday of its week.
    var today: LocalDate { now.date(offset: 8 * 3600) }
    var monday: LocalDate { LocalDate(daysSince1970: today.daysSince1970 - (today.daysSince1970 + 3) % 7) }
    /// Days with shifts and bookings: last week, this one, and two more.
    var days: [LocalDate] { (-7..<21).map { LocalDate(daysSince1970: monday.daysSince1970 + $0) } }

    /// Seconds since 1970 of a minute of a day in Shanghai.
    static func moment(_ day: LocalDate, _ minute: Int) -> Int64 { Int64(day.daysSince1970) * 86_400 + Int64(minute) * 60 - 8 * 3600 }

    /// When somebody works on a day: from, break, until in minutes; nil on his two days off.
    func shift(of resource: Resource, on day: LocalDate) -> (from: Int, pause: Int, until: Int)? {
        guard let user = resource.user else { return nil }
        let turn = Int(user.uuid.uuid.15 % 7)
        let weekday = Int((day.daysSince1970 + 3) % 7)
        guard weekday != turn, weekday != (turn + 3) % 7 else { return nil }
        return user.uuid.uuid.14 % 2 == 0 ? (570, 720, 1_110) : (630, 780, 1_170)
    }

    /// The bookings of one branch on one day.
    func bookings(in branch: Int, on day: LocalDate, _ customers: [Int]) -> [Booking] {
        var dice = Dice(chain.seed, 13, UInt64(chain.ordinal), UInt64(branch), UInt64(day.daysSince1970))
        guard !customers.isEmpty else { return [] }
        let isWeekend = (day.daysSince1970 + 3) % 7 >= 5
        let wanted = min(customers.count / 4, (isWeekend ? 22 : 15) - Int(max(0, day.daysSince1970 - today.daysSince1970)))
        var busy: [String: [Range<Int64>]] = [:]
        var bookings: [Booking] = []
        let shares = Shares(HousePlan.services.enumerated().map { ($0.offset, $0.element.share) })
        var used: Set<Int> = []
        for _ in 0..<(max(0, wanted) * 3) where bookings.count < wanted {
            let customer = dice.pick(customers)
            let service = shares.pick(&dice)
            let start = Self.moment(day, 570 + dice.below(38) * 15)
            guard !used.contains(customer),
                let booking = book(service, for: customer, in: branch, on: day, at: start, &busy, &dice)
            else { continue }
            used.insert(customer)
            bookings.append(booking)
        }
        return bookings
    }

    /// A time that a request from outside keeps, or was booked of it: the first from a minute of the lot's on at which whoever and whatever the
    /// service takes is free.
    ///
    /// - Parameters:
    ///   - heldUntil: nil where it is a booking of the customer's.
    ///   - busy: what is taken already, by subject and place; what is found comes to it.
    func asked(
        _ service: Int, by customer: Int?, in branch: Int, on day: LocalDate, heldUntil: Int64?, _ busy: inout [String: [Range<Int64>]],
        _ dice: inout Dice
    ) -> Booking? {
        let first = dice.below(38)
        let asked = (state: heldUntil == nil ? "booked" : "held", heldUntil: heldUntil)
        for step in 0..<38 {
            let start = Self.moment(day, 570 + (first + step) % 38 * 15)
            let booking = book(service, for: customer, in: branch, on: day, at: start, as: asked, &busy, &dice)
            if let booking { return booking }
        }
        return nil
    }

    /// - Parameter asked: the state of what came from outside, and until when it is held; nil for what the lot decides.
    private func book(
        _ service: Int, for customer: Int?, in branch: Int, on day: LocalDate, at start: Int64,
        as asked: (state: String, heldUntil: Int64?)? = nil, _ busy: inout [String: [Range<Int64>]], _ dice: inout Dice
    ) -> Booking? {
        let plan = HousePlan.services[service]
        var (pieces, claims): ([Piece], [Claim]) = ([], [])
        var bonded: [Int32: (Resource, Int32)] = [:]
        var moment = start
        // Of each bond one claim from its first to its last piece: they follow each other without a gap.
        var spans: [(resource: Resource, place: Int32, core: Range<Int64>)] = []
        for (number, segment) in plan.segments.enumerated() {
            let span = moment..<(moment + Int64(segment.minutes) * 60)
            var chosen: [UUID] = []
            for need in segment.needs {
                if let bond = need.bond, let (resource, place) = bonded[bond] {
                    guard let index = spans.firstIndex(where: { $0.resource.id == resource.id && $0.place == place }) else { return nil }
                    spans[index].core = spans[index].core.lowerBound..<span.upperBound
                    chosen.append(resource.id)
                    continue
                }
                guard let (resource, place) = free(need, in: branch, on: day, span, length(of: need, from: number, plan), busy, spans)
                else { return nil }
                if let bond = need.bond { bonded[bond] = (resource, place) }
                spans.append((resource, place, span))
                chosen.append(resource.id)
            }
            pieces.append(Piece(service: service, segment: number + 1, start: span.lowerBound, end: span.upperBound, resources: chosen))
            moment = span.upperBound
        }
        let person = customer.map { self.plan.id($0).uuid }
        if let person, busy["\(person) 1"]?.contains(where: { $0.overlaps(start..<moment) }) == true { return nil }
        for span in spans {
            let taken = span.core.lowerBound..<(span.core.upperBound + (span.resource.thing?.bufferAfter ?? 0) * 60)
            busy["\(span.resource.subject) \(span.place)", default: []].append(taken)
            claims.append(
                Claim(subject: span.resource.subject, place: span.place, resource: span.resource.id, core: span.core, busy: taken))
        }
        if let person { claims.append(Claim(subject: person, place: 1, resource: nil, core: start..<moment, busy: start..<moment)) }
        let id: ID<Appointment> = dice.id(at: Instant(unixSeconds: start - 86_400 * Int64(1 + dice.below(9))))
        let course: String
        if let asked { course = asked.state } else { course = state(from: start, until: moment, &dice) }
        let holds = ["held", "booked", "confirmed", "arrived", "in_service"].contains(course)
        return Booking(
            id: id.uuid, branch: branch, customer: customer, state: course, heldUntil: asked?.heldUntil, pieces: pieces,
            claims: holds ? claims : [], source: asked == nil ? dice.pick(["desk", "desk", "phone", "phone", "walk_in"]) : "online",
            by: asked?.heldUntil == nil ? self.plan.staff(in: branch).desks.first : nil,
            bookedAt: asked == nil ? min(start, now.unixSeconds) - 3600 * Int64(2 + dice.below(150)) : now.unixSeconds)
    }

    /// Seconds that a need is met for: of a bond all its pieces.
    private func length(of need: HousePlan.Need, from number: Int, _ plan: HousePlan.Service) -> Int64 {
        guard let bond = need.bond else { return Int64(plan.segments[number].minutes) * 60 }
        var minutes: Int64 = 0
        for segment in plan.segments[number...] where segment.needs.contains(where: { $0.bond == bond }) {
            minutes += Int64(segment.minutes)
        }
        return minutes * 60
    }

    private func free(
        _ need: HousePlan.Need, in branch: Int, on day: LocalDate, _ span: Range<Int64>, _ length: Int64,
        _ busy: [String: [Range<Int64>]], _ spans: [(resource: Resource, place: Int32, core: Range<Int64>)]
    ) -> (Resource, Int32)? {
        for resource in resources where resource.branch == branch && resource.kind == need.kind {
            if let tag = need.tag, tag != resource.tags { continue }
            let core = span.lowerBound..<(span.lowerBound + length)
            if resource.user != nil {
                guard let shift = shift(of: resource, on: day), core.lowerBound >= Self.moment(day, shift.from),
                    core.upperBound <= Self.moment(day, shift.until),
                    core.upperBound <= Self.moment(day, shift.pause) || core.lowerBound >= Self.moment(day, shift.pause + 60)
                else { continue }
            } else if core.upperBound > Self.moment(day, 1_200) {
                continue
            }
            if let days = resource.thing?.maintenance, day.daysSince1970 > today.daysSince1970 + days { continue }
            let taken = core.lowerBound..<(core.upperBound + (resource.thing?.bufferAfter ?? 0) * 60)
            for place in 1...Int32(clamping: resource.thing?.capacity ?? 1) {
                let isTaken = (busy["\(resource.subject) \(place)"] ?? []).contains { $0.overlaps(taken) }
                if !isTaken, !spans.contains(where: { $0.resource.subject == resource.subject && $0.place == place }) {
                    return (resource, place)
                }
            }
        }
        return nil
    }

    private func state(from start: Int64, until end: Int64, _ dice: inout Dice) -> String {
        let moment = now.unixSeconds
        let luck = dice.below(100)
        if end <= moment { return luck < 84 ? "completed" : luck < 92 ? "no_show" : "cancelled" }
        if start <= moment { return luck < 70 ? "in_service" : "arrived" }
        if start - moment < 1_800 { return luck < 30 ? "arrived" : "confirmed" }
        return start - moment < 2 * 86_400 ? (luck < 75 ? "confirmed" : "booked") : (luck < 30 ? "confirmed" : "booked")
    }
}
