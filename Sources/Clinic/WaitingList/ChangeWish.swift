internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Changes what makes a wish no other one: when it would suit, and with whom. Who waits keeps his place; for whom, for what and how urgently he
/// waits is a wish of its own, whose waiting begins when it is taken down.
struct ChangeWish: Sendable {
    let id: UUID
    /// Each nil where it stays as it is.
    private let resources: [UUID]?
    private let from: LocalDate?
    private let until: LocalDate?
    private let weekdays: [String]?
    private let after: Int64?
    private let before: Int64?

    /// Reads `{"resources"?, "from"?, "until"?, "weekdays"?, "after"?, "before"?}`; a null is anybody, any day, any time.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        for name in ["from", "until"] where payload.isNull(name) { payload.refuse(name, "required") }
        resources = payload.has("resources") ? payload.uuids("resources", max: 40) : nil
        from = payload.date("from").flatMap { LocalDate($0) }
        until = payload.date("until").flatMap { LocalDate($0) }
        weekdays = payload.has("weekdays") ? WaitForTime.weekdays(reading: payload) : nil
        after = payload.has("after") ? payload.integer("after", in: 0...1_439) ?? 0 : nil
        before = payload.has("before") ? payload.integer("before", in: 1...1_440) ?? 1_440 : nil
    }

    /// Writes what becomes different; where nothing does, nothing happens.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`; `waitlist.state` where he waits no more, or a time is held for what he wished before;
    ///   `request.invalid` for days that are over or too many, and for hours that end before they begin.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let entry = try WaitingCustomer.held(id, version: version, as: actor, keys: keys, at: now, in: tx)
        guard entry.state == .waiting else { throw Failure(.waitlistState, extra: ["state": .string(entry.state.rawValue)]) }

        let old = (
            weekdays: entry.weekdays.map { "\($0)" }, after: Int64(entry.minutes.lowerBound), before: Int64(entry.minutes.upperBound)
        )
        let (first, last) = (from ?? entry.from, until ?? entry.until)
        let (opens, closes) = (after ?? old.after, before ?? old.before)
        let (days, named) = (weekdays ?? old.weekdays, resources ?? entry.resources)
        let today: LocalDate? = try tx.execute(BookingQueries.day(of: now, tenant: actor.tenant)).first?.get(0, as: LocalDate.self)
        var violations: [Violation] = []
        if last < first || last.daysSince1970 - first.daysSince1970 > WaitForTime.longest {
            violations.append(Violation(pointer: "/until", code: "range", limit: "\(WaitForTime.longest)"))
        } else if let today, last < today {
            violations.append(Violation(pointer: "/until", code: "range"))
        }
        if closes <= opens { violations.append(Violation(pointer: "/before", code: "range", limit: "\(opens)...1440")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }

        let changes: [(String, Bool)] = [
            ("resources", named != entry.resources), ("from", first != entry.from), ("until", last != entry.until),
            ("weekdays", days.sorted() != old.weekdays.sorted()), ("after", opens != old.after), ("before", closes != old.before),
        ]
        let changed = changes.filter(\.1).map(\.0)
        guard !changed.isEmpty else { return }
        tx.enqueue(
            """
            update app.waitlist_entry set resource_ids = \(named), from_on = \(first), until_on = \(last), weekdays = \(days),
              from_minute = \(opens), until_minute = \(closes), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        try AuditTrail.record(
            AuditEvent(
                .keepWaitlist, on: WaitlistEntry.resource.name, id, branch: entry.branch, customer: entry.customer,
                fields: changed.map { "waitlist_entry." + $0 }, purpose: "changed"),
            as: actor, keys: keys, at: now, in: tx)
    }
}
