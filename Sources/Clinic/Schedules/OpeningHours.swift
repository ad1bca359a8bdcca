internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// When a branch is open in the week: rooms and devices can be used then. A day may have several rows, and one without any is closed. Other
/// hours may be said for a day to come; those of before hold until then, and stay as what they were.
struct OpeningHours: Sendable {
    struct Period: Sendable, Hashable {
        /// 1 is Monday.
        let weekday: Int32
        let minutes: Range<Int32>
    }

    let branch: ID<Unit>
    /// From which day on; nil for those that hold today.
    let since: LocalDate?
    /// Nil: what was said for that day is given up.
    let periods: [Period]?

    /// The day of those that hold as long as no others were said.
    static let base = LocalDate(daysSince1970: 0)
    /// Days to come for which other hours may be said.
    private static let most = 24

    /// Reads `{"since"?, "hours": [{"weekday", "opensMinute", "closesMinute"}] or null}`.
    init(of branch: ID<Unit>, reading payload: PayloadReader) {
        self.branch = branch
        since = payload.date("since").flatMap { LocalDate($0) }
        if !payload.has("hours") { payload.refuse("hours", "required") }
        guard !payload.isNull("hours") else {
            if !payload.has("since") { payload.refuse("hours", "required") }
            periods = nil
            return
        }
        var read: [Period] = []
        for (index, one) in payload.objects("hours", max: 28).enumerated() {
            let weekday = Int32(clamping: one.requiredInteger("weekday", in: 1...7))
            let opens = Int32(clamping: one.requiredInteger("opensMinute", in: 0...1_439))
            let closes = Int32(clamping: one.requiredInteger("closesMinute", in: 1...1_440))
            guard opens < closes else {
                if one.has("closesMinute") { one.refuse("closesMinute", "range", limit: "\(opens)...1440") }
                continue
            }
            if read.contains(where: { $0.weekday == weekday && $0.minutes.overlaps(opens..<closes) }) {
                payload.refuse("hours", at: index, "duplicate")
            }
            read.append(Period(weekday: weekday, minutes: opens..<closes))
        }
        periods = read
    }

    /// - Throws: `resource.not_found` where the branch is not the actor's to write; `request.invalid` for a day that has passed, and for one that
    ///   has nothing to give up.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        guard try HouseRecord.shiftTemplates.reaches(branch.uuid, as: actor, in: tx) else { throw Failure(.notFound) }
        // Two who write at once write one after the other.
        tx.enqueue("select 1 from app.unit where tenant_id = \(actor.tenant) and id = \(branch) for update")
        let found = try tx.execute(all: Self.statements(of: branch, at: now, tenant: actor.tenant))
        let before = try Self.json(found)
        let target = try target(today: found[0][0][0], known: found[1].map { try $0[0] })
        tx.enqueue(
            "delete from app.opening_hours where tenant_id = \(actor.tenant) and branch_id = \(branch) and since_on = \(target)")
        if let periods {
            write(periods, from: target, as: actor, at: now, in: tx)
        } else {
            tx.enqueue(
                "delete from app.opening_period where tenant_id = \(actor.tenant) and branch_id = \(branch) and since_on = \(target)")
        }
        let after = try Self.json(try tx.execute(all: Self.statements(of: branch, at: now, tenant: actor.tenant)))
        try AuditTrail.record(
            AuditEvent(.manageShift, on: "opening_hours", branch: branch, body: ["from": before, "to": after]), as: actor, keys: keys,
            at: now,
            in: tx)
        return after
    }

    /// The day from which on what is written holds.
    private func target(today: LocalDate, known: [LocalDate]) throws -> LocalDate {
        guard let since else { return known.last { $0 <= today } ?? Self.base }
        var violations: [Violation] = []
        // What was open was open; and what holds today cannot be given up, only said anew.
        if since < today || (periods == nil && since == today) { violations.append(Violation(pointer: "/since", code: "range")) }
        if periods == nil, !known.contains(since) { violations.append(Violation(pointer: "/since", code: "not_allowed")) }
        if !known.contains(since), known.count(where: { $0 > today }) >= Self.most {
            violations.append(Violation(pointer: "/since", code: "too_many", limit: "\(Self.most)"))
        }
        if let first = violations.first { throw Failure.invalid([first]) }
        return since
    }

    private func write(_ periods: [Period], from target: LocalDate, as actor: Actor, at now: Instant, in tx: Transaction) {
        if target != Self.base {
            tx.enqueue(
                """
                insert into app.opening_period (tenant_id, branch_id, since_on, set_by, set_at)
                values (\(actor.tenant), \(branch), \(target), \(value: actor.user), \(now)) on conflict do nothing
                """)
        }
        guard !periods.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.opening_hours (tenant_id, branch_id, since_on, weekday, opens_minute, closes_minute)
            select \(actor.tenant), \(branch), \(target), x.weekday, x.opens, x.closes
            from unnest(\(periods.map(\.weekday)), \(periods.map(\.minutes.lowerBound)), \(periods.map(\.minutes.upperBound)))
              as x (weekday, opens, closes)
            """)
    }

    /// What ``json(_:)`` reads: today, the days from which on others hold, the hours of all of them.
    static func statements(of branch: ID<Unit>, at now: Instant, tenant: ID<Tenant>) -> [SQL] {
        [
            "select \(CatalogueQueries.day(of: now, tenant: tenant))", ScheduleQueries.openingPeriods(of: branch, tenant: tenant),
            ScheduleQueries.openingHours(of: branch, tenant: tenant),
        ]
    }

    /// `{"since", "hours", "later": [{"since", "hours"}]}`: those that hold today, and those to come.
    static func json(_ rows: [Rows]) throws -> JSONValue {
        let today: LocalDate = try rows[0][0][0]
        let days = try rows[1].map { try $0.get(0, as: LocalDate.self) }
        var hours: [LocalDate: [JSONValue]] = [:]
        for row in rows[2] {
            let one: JSONValue = [
                "weekday": .integer(Int64(try row.get(1, as: Int32.self))), "opensMinute": .integer(Int64(try row.get(2, as: Int32.self))),
                "closesMinute": .integer(Int64(try row.get(3, as: Int32.self))),
            ]
            hours[try row[0], default: []].append(one)
        }
        let current = days.last { $0 <= today } ?? base
        let later = days.filter { $0 > today }.map { day -> JSONValue in
            ["since": .string(day.description), "hours": .array(hours[day] ?? [])]
        }
        return [
            "since": current == base ? .null : .string(current.description), "hours": .array(hours[current] ?? []), "later": .array(later),
        ]
    }
}
