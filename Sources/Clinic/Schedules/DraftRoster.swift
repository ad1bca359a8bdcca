internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Writes the draft of a week anew. What is published stays as it is until the draft takes its place.
struct DraftRoster: Sendable {
    let branch: ID<Unit>
    let monday: LocalDate
    private let asked: [Asked]

    /// A shift as it came: by a template, or by minutes of its own.
    private struct Asked: Sendable {
        let resource: UUID
        let day: LocalDate
        let template: UUID?
        let minutes: Range<Int32>?
        let pause: Range<Int32>?
    }

    /// Reads `{"week", "shifts": [{"resourceId", "day", "templateId"?, "startsMinute"?, "endsMinute"?, "breakStartsMinute"?,
    /// "breakEndsMinute"?}]}`.
    init(of branch: ID<Unit>, reading payload: PayloadReader) {
        self.branch = branch
        let monday = Roster.monday("week", reading: payload)
        self.monday = monday
        if !payload.has("shifts") { payload.refuse("shifts", "required") }
        asked = payload.objects("shifts", max: Roster.most).map { shift in
            let day = LocalDate(shift.requiredDate("day")) ?? monday
            if !(monday.daysSince1970...(monday.daysSince1970 &+ 6)).contains(day.daysSince1970), shift.has("day") {
                shift.refuse("day", "range", limit: "\(monday)...\(LocalDate(daysSince1970: monday.daysSince1970 &+ 6))")
            }
            let template = shift.uuid("templateId")
            let minutes = Self.range("startsMinute", "endsMinute", shift, isNeeded: template == nil)
            let pause = Self.range("breakStartsMinute", "breakEndsMinute", shift, isNeeded: false)
            if let pause, let minutes, pause.lowerBound <= minutes.lowerBound || pause.upperBound >= minutes.upperBound {
                shift.refuse("breakEndsMinute", "range", limit: "\(minutes.lowerBound)...\(minutes.upperBound)")
            }
            // A template's times are the template's.
            if template != nil, minutes != nil || pause != nil { shift.refuse("templateId", "not_allowed") }
            return Asked(resource: shift.requiredUUID("resourceId"), day: day, template: template, minutes: minutes, pause: pause)
        }
    }

    private static func range(_ start: String, _ end: String, _ payload: PayloadReader, isNeeded: Bool) -> Range<Int32>? {
        guard isNeeded || payload.has(start) || payload.has(end) else { return nil }
        let from = payload.requiredInteger(start, in: 0...1_439)
        let until = payload.requiredInteger(end, in: 1...1_440)
        guard from < until else {
            if payload.has(end) { payload.refuse(end, "range", limit: "\(from)...1440") }
            return nil
        }
        return Int32(clamping: from)..<Int32(clamping: until)
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `request.invalid` with every violation: somebody of another branch, a template that is
    ///   not there, two shifts of one person that overlap.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let week = try LockedWeek(monday, of: branch, version: version, as: actor, at: now, in: tx)
        let entries = try entries(as: actor, in: tx)
        week.beginDraft(in: tx)
        if !entries.isEmpty { tx.enqueue(insertion(entries, actor.tenant, now)) }
        try week.record("drafted", rows: entries.count, keys: keys, in: tx)
    }

    /// The shifts with their times, checked.
    private func entries(as actor: Actor, in tx: Transaction) throws -> [Roster.Entry] {
        let results = try tx.execute(all: [
            """
            select r.id from app.resource r where r.tenant_id = \(actor.tenant) and r.branch_id = \(branch) and r.user_id is not null
            and r.state <> 'retired'
            """,
            """
            select p.id, p.starts_minute, p.ends_minute, p.break_starts_minute, p.break_ends_minute from app.shift_template p
            where p.tenant_id = \(actor.tenant) and p.branch_id = \(branch) and p.state = 'active'
            """,
        ])
        let people = Set(try results[0].map { try $0.get(0, as: UUID.self) })
        var templates: [UUID: (Range<Int32>, Range<Int32>?)] = [:]
        for row in results[1] {
            let (starts, ends): (Int64, Int64) = (try row[1], try row[2])
            var pause: Range<Int32>?
            if let from: Int64 = try row.getOptional(3), let until: Int64 = try row.getOptional(4), from < until {
                pause = Int32(clamping: from)..<Int32(clamping: until)
            }
            guard starts < ends else { continue }
            templates[try row[0]] = (Int32(clamping: starts)..<Int32(clamping: ends), pause)
        }
        var violations: [Violation] = []
        var entries: [Roster.Entry] = []
        var taken: [UUID: [(day: LocalDate, minutes: Range<Int32>)]] = [:]
        for (index, one) in asked.enumerated() {
            if !people.contains(one.resource) { violations.append(Violation(pointer: "/shifts/\(index)/resourceId", code: "not_allowed")) }
            let known = one.template.map { templates[$0] }
            if case .some(.none) = known { violations.append(Violation(pointer: "/shifts/\(index)/templateId", code: "not_allowed")) }
            guard let (minutes, pause) = (known ?? nil) ?? one.minutes.map({ ($0, one.pause) }) else { continue }
            if taken[one.resource, default: []].contains(where: { $0.day == one.day && $0.minutes.overlaps(minutes) }) {
                violations.append(Violation(pointer: "/shifts/\(index)", code: "duplicate"))
            }
            taken[one.resource, default: []].append((one.day, minutes))
            entries.append(
                Roster.Entry(resource: one.resource, day: one.day, template: one.template, minutes: minutes, pause: pause))
        }
        if !violations.isEmpty { throw Failure.invalid(Array(violations.prefix(PayloadReader.maximumViolations))) }
        return entries
    }

    /// Minutes of a day become instants where the tenant is.
    private func insertion(_ entries: [Roster.Entry], _ tenant: ID<Tenant>, _ now: Instant) -> SQL {
        let ids = entries.map { _ in ID<Shift>.new(at: now).uuid }
        return """
            insert into app.shift (tenant_id, id, branch_id, resource_id, week_on, day, template_id, starts_at, ends_at, break_starts_at,
              break_ends_at, state, created_at, updated_at)
            select \(tenant), x.id, \(branch), x.resource, \(monday), x.day, x.template,
              (x.day + make_interval(mins => x.starts)) at time zone z.time_zone,
              (x.day + make_interval(mins => x.ends)) at time zone z.time_zone,
              (x.day + make_interval(mins => x.pause)) at time zone z.time_zone,
              (x.day + make_interval(mins => x.resumes)) at time zone z.time_zone, 'draft', \(now), \(now)
            from unnest(\(ids), \(entries.map(\.resource)), \(entries.map(\.day)), \(entries.map(\.template)),
              \(entries.map(\.minutes.lowerBound)), \(entries.map(\.minutes.upperBound)), \(entries.map { $0.pause?.lowerBound }),
              \(entries.map { $0.pause?.upperBound })) as x (id, resource, day, template, starts, ends, pause, resumes)
            join app.tenant_setting z on z.tenant_id = \(tenant)
            """
    }
}
