internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A branch's week: who works when. It is drafted as a whole, under one version, and published all at once.
struct Roster: Sendable {
    /// One shift as it is asked for: minutes of a day of the branch's calendar, and the break in it.
    struct Entry: Sendable, Hashable {
        let resource: UUID
        let day: LocalDate
        let template: UUID?
        let minutes: Range<Int32>
        let pause: Range<Int32>?
    }

    /// Shifts of a week at the most.
    static let most = 2_000

    /// A Monday from a request; a placeholder where it is none, and a violation.
    static func monday(_ key: String, reading payload: PayloadReader) -> LocalDate {
        let day = LocalDate(payload.requiredDate(key)) ?? LocalDate(daysSince1970: 4)
        if !isMonday(day), payload.has(key) { payload.refuse(key, "pattern") }
        return day
    }

    /// 1970-01-01 was a Thursday.
    static func isMonday(_ day: LocalDate) -> Bool { (Int(day.daysSince1970) % 7 + 7) % 7 == 4 }

    /// A week as people see it.
    static func json(_ week: Row?, _ shifts: Rows, of branch: ID<Unit>, _ monday: LocalDate, showsDrafts: Bool) throws -> JSONValue {
        var (drafts, published): ([JSONValue], [JSONValue]) = ([], [])
        for row in shifts {
            if try row.get(8, as: String.self) == "draft" { drafts.append(try shift(row)) } else { published.append(try shift(row)) }
        }
        let version = try week?.get(0, as: Int64.self) ?? 0
        let draftedAt = showsDrafts ? try week?.getOptional(1, as: Instant.self) : nil
        let publishedAt = try week?.getOptional(2, as: Instant.self)
        let publishedBy = try week?.getOptional(3, as: UUID.self)
        return [
            "branchId": .string(branch.description), "week": .string(monday.description), "version": .integer(version),
            "draftedAt": moment(draftedAt), "publishedAt": moment(publishedAt), "publishedBy": name(publishedBy),
            // Nobody reckons with a shift that is only thought of.
            "draft": .array(showsDrafts ? drafts : []), "published": .array(published),
        ]
    }

    private static func moment(_ instant: Instant?) -> JSONValue { instant.map { .string($0.description) } ?? .null }

    private static func name(_ id: UUID?) -> JSONValue { id.map { .string($0.uuidString.lowercased()) } ?? .null }

    private static func shift(_ row: Row) throws -> JSONValue {
        [
            "id": name(try row.get(0)), "resourceId": name(try row.get(1)),
            "day": .string(try row.get(2, as: LocalDate.self).description), "templateId": name(try row.getOptional(3)),
            "startsAt": moment(try row.get(4)), "endsAt": moment(try row.get(5)), "breakStartsAt": moment(try row.getOptional(6)),
            "breakEndsAt": moment(try row.getOptional(7)),
        ]
    }
}

/// A week that somebody may write, locked.
struct LockedWeek {
    let branch: ID<Unit>
    let monday: LocalDate
    let actor: Actor
    let now: Instant
    /// 0 for one that nobody has written yet.
    let version: Int64
    let hasDraft: Bool

    /// - Throws: `resource.not_found` where the branch is not the actor's to write; `resource.stale`.
    init(
        _ monday: LocalDate, of branch: ID<Unit>, version: Int64, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        guard try HouseRecord.shiftTemplates.reaches(branch.uuid, as: actor, in: tx) else { throw Failure(.notFound) }
        let row = try tx.execute(ScheduleQueries.week(monday, of: branch, tenant: actor.tenant, locking: true)).first
        self.version = try row?.get(0) ?? 0
        hasDraft = row.map { !$0.isNull(1) } ?? false
        guard self.version == version else { throw Failure(.stale) }
        self.branch = branch
        self.monday = monday
        self.actor = actor
        self.now = now
    }

    /// Marks a new draft, and takes the old one away.
    func beginDraft(in tx: Transaction) {
        if version == 0 {
            tx.enqueue(
                """
                insert into app.roster_week (tenant_id, branch_id, week_on, drafted_at) values (\(actor.tenant), \(branch), \(monday), \(now))
                """)
        } else {
            tx.enqueue(
                """
                update app.roster_week set version = version + 1, drafted_at = \(now)
                where tenant_id = \(actor.tenant) and branch_id = \(branch) and week_on = \(monday)
                """)
            tx.enqueue(
                """
                delete from app.shift where tenant_id = \(actor.tenant) and branch_id = \(branch) and week_on = \(monday)
                and state = 'draft'
                """)
        }
    }

    /// What was done to the week, for the audit.
    func record(_ purpose: String, rows: Int, keys: TenantKeys, body: JSONValue? = nil, in tx: Transaction) throws {
        var said: JSONObject = ["week": .string(monday.description)]
        for member in body?.object?.members ?? [] { said[member.name] = member.value }
        try AuditTrail.record(
            AuditEvent(.manageShift, on: "shift", branch: branch, purpose: purpose, rowCount: rows, body: .object(said)), as: actor,
            keys: keys, at: now, in: tx)
    }
}
