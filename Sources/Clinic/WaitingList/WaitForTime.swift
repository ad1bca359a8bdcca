internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Puts a customer on a branch's waiting list.
struct WaitForTime: Sendable {
    let id: UUID
    private let branch: ID<Unit>
    private let customer: UUID
    private let services: [UUID]
    private let resources: [UUID]
    private let from: LocalDate
    private let until: LocalDate
    private let weekdays: [String]
    private let minutes: Range<Int64>
    private let priority: Int64

    /// Days that somebody waits at the most, the first and the last counted.
    static let longest: Int32 = 92

    /// Reads `{"branchId", "customerId", "services", "resources"?, "from", "until", "weekdays"?, "after"?, "before"?, "priority"?}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        branch = ID<Unit>(payload.requiredUUID("branchId"))
        customer = payload.requiredUUID("customerId")
        services = payload.uuids("services", max: FindSlots.most)
        if services.isEmpty { payload.refuse("services", "required") }
        resources = payload.uuids("resources", max: 40)
        from = LocalDate(payload.requiredDate("from")) ?? LocalDate(daysSince1970: 0)
        until = LocalDate(payload.requiredDate("until")) ?? LocalDate(daysSince1970: 0)
        if until < from || until.daysSince1970 - from.daysSince1970 > Self.longest {
            payload.refuse("until", "range", limit: "\(Self.longest)")
        }
        weekdays = Self.weekdays(reading: payload)
        let (after, before) = (payload.integer("after", in: 0...1_439) ?? 0, payload.integer("before", in: 1...1_440) ?? 1_440)
        if before <= after { payload.refuse("before", "range", limit: "\(after)...1440") }
        minutes = after..<max(before, after + 1)
        priority = payload.integer("priority", in: 0...9) ?? 0
    }

    /// Days of the week as digits, 1 is Monday; all of them where none is named.
    static func weekdays(reading payload: PayloadReader) -> [String] {
        let given = Set(payload.texts("weekdays", max: 7, maxLength: 1)).sorted()
        for (index, day) in given.enumerated() where !("1"..."7").contains(day) {
            payload.refuse("weekdays", at: index, "range", limit: "1...7")
        }
        return given.isEmpty ? (1...7).map { "\($0)" } : given
    }

    /// - Throws: `request.invalid` for a branch, a customer or a service that is not the actor's to book, and for days that are over.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        var violations: [Violation] = []
        if try !BookVisit.books(in: branch, as: actor, in: tx) { violations.append(Violation(pointer: "/branchId", code: "not_allowed")) }
        let about = try BookVisit.customer(customer, as: actor, keys: keys, at: now, in: tx)
        if about?.branch == nil { violations.append(Violation(pointer: "/customerId", code: "not_allowed")) }
        if let today: LocalDate = try tx.execute(BookingQueries.day(of: now, tenant: actor.tenant)).first?.get(0), until < today {
            violations.append(Violation(pointer: "/until", code: "range"))
        }
        guard violations.isEmpty, let about, let home = about.branch else { throw Failure.invalid(violations) }
        _ = try VisitPlan(services, tenant: actor.tenant, in: tx)
        tx.enqueue(
            """
            insert into app.waitlist_entry (tenant_id, id, branch_id, customer_id, customer_branch_id, services, resource_ids, from_on, until_on,
              weekdays, from_minute, until_minute, priority, created_by, created_at, updated_at)
            values (\(actor.tenant), \(id), \(branch), \(customer), \(home), \(services), \(resources), \(from), \(until), \(weekdays),
              \(minutes.lowerBound), \(minutes.upperBound), \(priority), \(value: actor.user), \(now), \(now))
            """)
        try AuditTrail.record(
            AuditEvent(
                .keepWaitlist, on: WaitlistEntry.resource.name, id, branch: branch, customer: customer,
                fields: ["waitlist_entry.services"], purpose: "added"),
            as: actor, keys: keys, at: now, in: tx)
    }
}
