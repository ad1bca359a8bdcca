internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// When somebody or something of a branch can be used, and what is taken of it: what the search for a free time stands on.
struct WorkingTime: Sendable {
    /// One resource's interval.
    struct Interval: Sendable, Hashable {
        let resource: UUID
        let kind: String
        /// What claims take: the person, or the resource itself.
        let subject: UUID
        let from: Instant
        let until: Instant
    }

    /// Time that is taken of a subject, buffers included.
    struct Taken: Sendable, Hashable {
        let subject: UUID
        let place: Int32
        let kind: String
        let from: Instant
        let until: Instant
        /// Without buffers.
        let core: Span
        let appointment: UUID?
        let branch: UUID
    }

    /// From one moment until another.
    struct Span: Sendable, Hashable {
        let from: Instant
        let until: Instant
    }

    let intervals: [Interval]
    let taken: [Taken]

    /// The most days that are asked for at once.
    static let longest: Int32 = 31

    /// Reads both.
    ///
    /// - Parameter first, last: days of the branch's calendar, both counted.
    init(
        in branch: ID<Unit>, from first: LocalDate, until last: LocalDate, kinds: [String], tenant: ID<Tenant>, in tx: Transaction
    ) throws {
        let rows = try tx.execute(ScheduleQueries.working(in: branch, from: first, until: last, kinds: kinds, tenant: tenant))
        // Where the clock is put forward, an hour of the day may end before it begins.
        intervals = try rows.map {
            Interval(resource: try $0[0], kind: try $0[1], subject: try $0[2], from: try $0[3], until: try $0[4])
        }.filter { $0.from < $0.until }
        guard let start = intervals.map(\.from).min(), let end = intervals.map(\.until).max() else {
            taken = []
            return
        }
        let subjects = Set(intervals.map(\.subject)).sorted()
        taken = try Self.taken(subjects, from: start, until: end, tenant: tenant, in: tx)
    }

    /// What is taken of some subjects in a window.
    static func taken(
        _ subjects: [UUID], from start: Instant, until end: Instant, tenant: ID<Tenant>, in tx: Transaction
    ) throws -> [Taken] {
        try tx.execute(ScheduleQueries.taken(subjects, from: start, until: end, tenant: tenant)).map {
            Taken(
                subject: try $0[1], place: try $0[2], kind: try $0[3], from: try $0[4], until: try $0[5],
                core: Span(from: try $0[9], until: try $0[10]), appointment: try $0.getOptional(7), branch: try $0[11])
        }
    }

    /// What is asked of a branch: `from`, `to` (days), `kinds` (by comma).
    struct Question: Sendable {
        let first: LocalDate
        let last: LocalDate
        let kinds: [String]

        init(_ query: Query) throws {
            var violations: [Violation] = []
            var (first, last, kinds): (LocalDate?, LocalDate?, [String]) = (nil, nil, Bookable.kinds)
            for (name, value) in query.all {
                switch name {
                case "from": first = LocalDate(value)
                case "to": last = LocalDate(value)
                case "kinds":
                    kinds = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                    if kinds.count > Bookable.kinds.count || !kinds.allSatisfy(Bookable.kinds.contains) {
                        violations.append(Violation(pointer: "/kinds", code: "choice", limit: Bookable.kinds.joined(separator: ",")))
                    }
                default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
                }
            }
            for (name, day) in [("from", first), ("to", last)] where day == nil {
                let isGiven = query.first(name) != nil
                violations.append(Violation(pointer: "/" + name, code: isGiven ? "pattern" : "required"))
            }
            if let first, let last, last < first || last.daysSince1970 - first.daysSince1970 >= WorkingTime.longest {
                violations.append(Violation(pointer: "/to", code: "range", limit: "\(WorkingTime.longest)"))
            }
            guard violations.isEmpty, let first, let last else { throw Failure.invalid(violations) }
            self.first = first
            self.last = last
            self.kinds = kinds
        }
    }

    /// What a calendar draws: the intervals, and what is taken, without saying by whom.
    var json: JSONValue {
        var resources: [UUID: Set<UUID>] = [:]
        for interval in intervals { resources[interval.subject, default: []].insert(interval.resource) }
        var (usable, used): ([JSONValue], [JSONValue]) = ([], [])
        for one in intervals {
            usable.append([
                "resourceId": .string(one.resource.uuidString.lowercased()), "kind": .string(one.kind),
                "startsAt": .string(one.from.description), "endsAt": .string(one.until.description),
            ])
        }
        for one in taken {
            // Somebody's time is taken in each of his roles.
            for resource in (resources[one.subject] ?? []).sorted() {
                used.append([
                    "resourceId": .string(resource.uuidString.lowercased()), "kind": .string(one.kind), "place": .integer(Int64(one.place)),
                    "startsAt": .string(one.from.description), "endsAt": .string(one.until.description),
                ])
            }
        }
        return ["intervals": .array(usable), "taken": .array(used)]
    }
}
