internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The first times at which a visit of some services can take place in a branch: with somebody in particular or with anybody, on some days
/// of the week, at some hours. What other branches have taken of a person counts, and shows as nothing but that he is not free.
struct FindSlots: Sendable {
    let branch: ID<Unit>
    /// In the order in which they are done.
    let services: [UUID]
    let first: LocalDate
    let last: LocalDate
    let weekdays: [Int32]
    let minutes: Range<Int32>
    /// Where a need can be met by one of these, it is met by one of these.
    let wanted: Set<UUID>
    /// Seconds.
    let step: Int64
    let limit: Int

    /// Days that are searched at the most.
    static let longest: Int32 = 28
    /// Services of a visit at the most.
    static let most = 6

    /// Reads `services`, `from`, `to`, and where given `weekdays`, `after`, `before`, `resources`, `step`, `limit`; throws every violation.
    init(in branch: ID<Unit>, _ query: Query) throws {
        var violations: [Violation] = []
        var (services, wanted): ([UUID], [UUID]) = ([], [])
        var (first, last): (LocalDate?, LocalDate?) = (nil, nil)
        var (weekdays, after, before, step, limit): ([Int32], Int32, Int32, Int64, Int) = ([1, 2, 3, 4, 5, 6, 7], 0, 1_440, 15, 10)
        func ids(_ text: String, _ name: String, most: Int) -> [UUID] {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let ids = parts.compactMap { ID<Never>($0)?.uuid }
            if ids.count != parts.count { violations.append(Violation(pointer: "/" + name, code: "pattern")) }
            if ids.count > most { violations.append(Violation(pointer: "/" + name, code: "too_many", limit: "\(most)")) }
            return ids
        }
        func number(_ text: String, _ name: String, _ range: ClosedRange<Int>) -> Int {
            if let number = Int(text), range.contains(number) { return number }
            violations.append(Violation(pointer: "/" + name, code: "range", limit: "\(range.lowerBound)...\(range.upperBound)"))
            return range.lowerBound
        }
        for (name, value) in query.all {
            switch name {
            case "services": services = ids(value, name, most: Self.most)
            case "resources": wanted = ids(value, name, most: 50)
            case "from": first = LocalDate(value)
            case "to": last = LocalDate(value)
            case "weekdays":
                weekdays = value.split(separator: ",", omittingEmptySubsequences: false).prefix(8)
                    .map { Int32(clamping: number(String($0), name, 1...7)) }
            case "after": after = Int32(clamping: number(value, name, 0...1_439))
            case "before": before = Int32(clamping: number(value, name, 1...1_440))
            case "step": step = Int64(number(value, name, 5...120))
            case "limit": limit = number(value, name, 1...100)
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if query.first("services") == nil { violations.append(Violation(pointer: "/services", code: "required")) }
        for (name, day) in [("from", first), ("to", last)] where day == nil {
            violations.append(Violation(pointer: "/" + name, code: query.first(name) == nil ? "required" : "pattern"))
        }
        if let first, let last, last < first || last.daysSince1970 - first.daysSince1970 >= Self.longest {
            violations.append(Violation(pointer: "/to", code: "range", limit: "\(Self.longest)"))
        }
        if before <= after { violations.append(Violation(pointer: "/before", code: "range", limit: "\(after)...1440")) }
        guard violations.isEmpty, let first, let last else { throw Failure.invalid(violations) }
        self.branch = branch
        self.services = services
        self.first = first
        self.last = last
        self.weekdays = weekdays
        minutes = after..<before
        self.wanted = Set(wanted)
        self.step = step * 60
        self.limit = limit
    }

    /// - Throws: `resource.not_found` for a branch that is not the actor's; `request.invalid` for a service that is not there.
    func run(as actor: Actor, at now: Instant, in tx: Transaction) throws -> FoundSlots {
        guard actor.rights.grantedReach(of: .searchSlot)?.contains(branch) == true,
            try !tx.execute(CatalogueQueries.branches([branch.uuid], tenant: actor.tenant)).isEmpty
        else { throw Failure(.notFound) }
        let plan = try VisitPlan(services, tenant: actor.tenant, in: tx)
        let windows = try tx.execute(
            BookingQueries.windows(from: first, until: last, weekdays: weekdays, minutes: minutes, tenant: actor.tenant)
        ).map { row in
            let (start, end): (Instant, Instant) = (try row[0], try row[1])
            // Where the clock is put forward, an hour of the day may end before it begins.
            let from = max(start.unixSeconds, now.unixSeconds)
            return from..<max(end.unixSeconds, from)
        }
        // As the system: a person's time is one, wherever he works.
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        let supply = try BranchSupply(in: branch, from: first, until: last, naming: wanted, tenant: actor.tenant, in: tx)
        let (search, unmet) = supply.search(plan, wanted: wanted)
        return FoundSlots(
            plan: plan, search: search, slots: unmet.isEmpty ? search.slots(in: windows, step: step, limit: limit) : [], unmet: unmet)
    }
}

/// What was found, with what it was looked for.
struct FoundSlots: Sendable {
    let plan: VisitPlan
    let search: SlotSearch
    let slots: [SlotSearch.Slot]
    /// Positions of segments with a need that nobody and nothing of the branch can ever meet.
    let unmet: [Int]

    var json: JSONValue {
        [
            "data": .array(slots.map(json)),
            "unmet": .array(
                unmet.map {
                    ["serviceId": .string(plan.segments[$0].service.uuidString.lowercased()), "segment": .string(plan.segments[$0].name)]
                }),
        ]
    }

    /// One time, with who does what.
    func json(_ slot: SlotSearch.Slot) -> JSONValue {
        var parts: [JSONValue] = []
        for (index, segment) in plan.segments.enumerated() {
            let used = slot.assignments.filter { plan.duties[$0.duty].segments.contains(index) }
            let resources = used.map { JSONValue.string(search.resources[$0.option.resource].id.uuidString.lowercased()) }
            parts.append([
                "serviceId": .string(segment.service.uuidString.lowercased()), "name": .string(segment.name),
                "startsAt": .string(Instant(unixSeconds: slot.start + segment.seconds.lowerBound).description),
                "endsAt": .string(Instant(unixSeconds: slot.start + segment.seconds.upperBound).description),
                "resourceIds": .array(resources),
            ])
        }
        return [
            "startsAt": .string(Instant(unixSeconds: slot.start).description),
            "endsAt": .string(Instant(unixSeconds: slot.start + plan.length).description), "segments": .array(parts),
        ]
    }

    /// One time that was found.
    static let slot: JSONValue = [
        "type": "object", "required": ["startsAt", "endsAt", "segments"],
        "properties": [
            "startsAt": ["type": "string", "format": "date-time"], "endsAt": ["type": "string", "format": "date-time"],
            "segments": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["serviceId", "name", "startsAt", "endsAt", "resourceIds"],
                    "properties": [
                        "serviceId": ["type": "string", "format": "uuid"], "name": ["type": "string"],
                        "startsAt": ["type": "string", "format": "date-time"],
                        "endsAt": ["type": "string", "format": "date-time"],
                        "resourceIds": ["type": "array", "items": ["type": "string", "format": "uuid"]],
                    ],
                ],
            ],
        ],
    ]

    static let schema: JSONValue = [
        "type": "object", "required": ["data", "unmet"],
        "properties": [
            "data": ["type": "array", "items": slot],
            "unmet": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["serviceId", "segment"],
                    "properties": ["serviceId": ["type": "string", "format": "uuid"], "segment": ["type": "string"]],
                ],
            ],
        ],
    ]
}
