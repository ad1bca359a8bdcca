internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Times at which a page's service can be done: found like those that the desk is offered, told without who or what is free, and no more of
/// them than somebody needs to choose.
struct OnlineTimes: Sendable {
    let page: OnlinePageContent
    let plan: VisitPlan

    /// A time that is free.
    struct Free: Sendable, Hashable {
        let day: LocalDate
        let isMorning: Bool
        let time: Instant
    }

    /// Days of one answer.
    static let days: Int32 = 14
    /// Seconds between two times, and times of a half-day.
    private static let step: Int64 = 1_800
    private static let most = 8

    /// The free times of some days, both counted.
    ///
    /// - Parameters:
    ///   - isMorning: one half only; nil for both.
    ///   - most: of each half-day.
    func free(
        on first: LocalDate, _ last: LocalDate, isMorning: Bool? = nil, most: Int, at now: Instant, tenant: ID<Tenant>, in tx: Transaction
    ) throws -> [Free] {
        let supply = try BranchSupply(in: page.branch, from: first, until: last, tenant: tenant, in: tx)
        let (search, unmet) = supply.search(plan, wanted: [])
        guard unmet.isEmpty else { return [] }
        let soonest = now.unixSeconds + OnlineHold.lead
        var found: [Free] = []
        for half in [true, false] where isMorning == nil || isMorning == half {
            let minutes: Range<Int32> = half ? 0..<720 : 720..<1_440
            let rows = try tx.execute(
                BookingQueries.windows(
                    from: first, until: last, weekdays: [1, 2, 3, 4, 5, 6, 7], minutes: minutes, tenant: tenant))
            for (offset, row) in rows.enumerated() {
                let (start, end): (Instant, Instant) = (try row[0], try row[1])
                let day = LocalDate(daysSince1970: first.daysSince1970 + Int32(clamping: offset))
                // What begins before noon is in the morning, however long it lasts.
                let from = max(start.unixSeconds, soonest)
                let window = from..<max(from, end.unixSeconds + plan.length - 1)
                guard from < end.unixSeconds else { continue }
                found += search.slots(in: [window], step: Self.step, limit: most).map {
                    Free(day: day, isMorning: half, time: Instant(unixSeconds: $0.start))
                }
            }
        }
        return found
    }

    /// What the public gets.
    static func json(_ page: OnlinePageContent, _ free: [Free], from first: LocalDate, until last: LocalDate) -> JSONValue {
        let byDay = Dictionary(grouping: free, by: \.day)
        var days: [JSONValue] = []
        for number in first.daysSince1970...max(first.daysSince1970, last.daysSince1970) {
            let day = LocalDate(daysSince1970: number)
            let times = (byDay[day] ?? []).sorted { $0.time < $1.time }
            let told = page.wishes == "times" ? times : []
            days.append([
                "day": .string(day.description), "morning": .boolean(times.contains { $0.isMorning }),
                "afternoon": .boolean(times.contains { !$0.isMorning }), "times": .array(told.map { .string($0.time.description) }),
            ])
        }
        return ["from": .string(first.description), "to": .string(last.description), "days": .array(days)]
    }

    /// The most times of a half-day that are told, or looked for: where halves are chosen, one is enough.
    static func most(of page: OnlinePageContent) -> Int { page.wishes == "times" ? most : 1 }

    static let schema = Schema.object(
        "PublicTimes", required: ["from", "to", "days"],
        properties: [
            ("from", ["type": "string", "format": "date"]), ("to", ["type": "string", "format": "date"]),
            (
                "days",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["day", "morning", "afternoon", "times"],
                        "properties": [
                            "day": ["type": "string", "format": "date"], "morning": ["type": "boolean"], "afternoon": ["type": "boolean"],
                            "times": ["type": "array", "items": ["type": "string", "format": "date-time"]],
                        ],
                    ],
                ]
            ),
        ])
}
