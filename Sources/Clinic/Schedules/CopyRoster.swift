internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes the draft of a week from what is published of another: the same people at the same hours of the clock, on the days that are alike by
/// the branch's calendar.
struct CopyRoster: Sendable {
    let branch: ID<Unit>
    let from: LocalDate
    let to: LocalDate

    /// Reads `{"from", "to"}`, two Mondays.
    init(of branch: ID<Unit>, reading payload: PayloadReader) {
        self.branch = branch
        from = Roster.monday("from", reading: payload)
        to = Roster.monday("to", reading: payload)
        if from == to, payload.has("to") { payload.refuse("to", "not_allowed") }
    }

    /// - Returns: how many shifts were copied; those of people who are gone are left out.
    /// - Throws: `resource.not_found`, `resource.stale` for the week that is written.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Int {
        let week = try LockedWeek(to, of: branch, version: version, as: actor, at: now, in: tx)
        let answers = try tx.execute(all: [
            ScheduleQueries.days(of: branch, from: from, until: Self.sunday(of: from), tenant: actor.tenant),
            ScheduleQueries.days(of: branch, from: to, until: Self.sunday(of: to), tenant: actor.tenant),
            """
            select s.id, s.day from app.shift s
            join app.resource r on r.tenant_id = s.tenant_id and r.id = s.resource_id and r.state <> 'retired'
            where s.tenant_id = \(actor.tenant) and s.branch_id = \(branch) and s.day between \(from) and \(from) + 6
            and s.state = 'published' order by s.id limit \(Roster.most)
            """,
        ])
        let targets = Self.targets(of: try answers[0].map(Self.day), in: try answers[1].map(Self.day))
        var copies: [(old: UUID, days: Int32)] = []
        for row in answers[2] {
            let day: LocalDate = try row[1]
            for target in targets[day] ?? [] { copies.append((try row[0], target.daysSince1970 &- day.daysSince1970)) }
        }
        copies = Array(copies.prefix(Roster.most))
        let new = copies.map { _ in ID<Shift>.new(at: now).uuid }
        week.beginDraft(in: tx)
        tx.enqueue(
            """
            insert into app.shift (tenant_id, id, branch_id, resource_id, week_on, day, template_id, starts_at, ends_at, break_starts_at,
              break_ends_at, state, created_at, updated_at)
            select s.tenant_id, x.new, s.branch_id, s.resource_id, \(to), s.day + x.days, s.template_id,
              (s.starts_at at time zone z.time_zone + make_interval(days => x.days)) at time zone z.time_zone,
              (s.ends_at at time zone z.time_zone + make_interval(days => x.days)) at time zone z.time_zone,
              (s.break_starts_at at time zone z.time_zone + make_interval(days => x.days)) at time zone z.time_zone,
              (s.break_ends_at at time zone z.time_zone + make_interval(days => x.days)) at time zone z.time_zone, 'draft', \(now), \(now)
            from unnest(\(copies.map(\.old)), \(new), \(copies.map(\.days))) as x (old, new, days)
            join app.shift s on s.tenant_id = \(actor.tenant) and s.id = x.old
            join app.tenant_setting z on z.tenant_id = \(actor.tenant)
            """)
        try week.record("copied", rows: copies.count, keys: keys, body: ["from": .string(from.description)], in: tx)
        return copies.count
    }

    /// A day and the day of the week that it is like.
    struct Day: Hashable, Sendable {
        let date: LocalDate
        let weekday: Int64
    }

    private static func day(_ row: Row) throws -> Day { Day(date: try row[0], weekday: try row[1]) }

    private static func sunday(of monday: LocalDate) -> LocalDate { LocalDate(daysSince1970: monday.daysSince1970 &+ 6) }

    /// On which days of a week a day's shifts count. Each open day takes those of the day that is like the same day of the week: a made-up
    /// Sunday (调休) that is like a Monday those of Monday, and a closed day nothing. Where two days of the old week are alike the one that is
    /// no made-up one counts.
    ///
    /// - Parameters:
    ///   - old: the open days of the week that is copied.
    ///   - new: those of the week that is written.
    static func targets(of old: [Day], in new: [Day]) -> [LocalDate: [LocalDate]] {
        var sources: [Int64: Day] = [:]
        for day in old where sources[day.weekday].map(isOrdinary) != true { sources[day.weekday] = day }
        var targets: [LocalDate: [LocalDate]] = [:]
        for day in new {
            if let source = sources[day.weekday] { targets[source.date, default: []].append(day.date) }
        }
        return targets
    }

    /// Whether a day is like what it is. 1970-01-01 was a Thursday.
    private static func isOrdinary(_ day: Day) -> Bool { (Int64(day.date.daysSince1970) % 7 + 10) % 7 + 1 == day.weekday }
}
