internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// When a branch is open in the week: rooms and devices can be used then. A day may have several rows, and one without any is closed.
struct OpeningHours: Sendable {
    struct Period: Sendable, Hashable {
        /// 1 is Monday.
        let weekday: Int32
        let minutes: Range<Int32>
    }

    let branch: ID<Unit>
    let periods: [Period]

    /// Reads `{"hours": [{"weekday", "opensMinute", "closesMinute"}]}`.
    init(of branch: ID<Unit>, reading payload: PayloadReader) {
        self.branch = branch
        if !payload.has("hours") { payload.refuse("hours", "required") }
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

    /// - Throws: `resource.not_found` where the branch is not the actor's to write.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        guard try HouseRecord.shiftTemplates.reaches(branch.uuid, as: actor, in: tx) else { throw Failure(.notFound) }
        // Two who write at once write one after the other.
        let before = try tx.execute(all: [
            "select 1 from app.unit where tenant_id = \(actor.tenant) and id = \(branch) for update",
            ScheduleQueries.openingHours(of: branch, tenant: actor.tenant),
        ])[1]
        tx.enqueue("delete from app.opening_hours where tenant_id = \(actor.tenant) and branch_id = \(branch)")
        if !periods.isEmpty {
            tx.enqueue(
                """
                insert into app.opening_hours (tenant_id, branch_id, weekday, opens_minute, closes_minute)
                select \(actor.tenant), \(branch), x.weekday, x.opens, x.closes
                from unnest(\(periods.map(\.weekday)), \(periods.map(\.minutes.lowerBound)), \(periods.map(\.minutes.upperBound)))
                  as x (weekday, opens, closes)
                """)
        }
        let after = try tx.execute(ScheduleQueries.openingHours(of: branch, tenant: actor.tenant))
        try AuditTrail.record(
            AuditEvent(
                .manageShift, on: "opening_hours", branch: branch,
                body: ["from": try Self.json(before), "to": try Self.json(after)]),
            as: actor, keys: keys, at: now, in: tx)
        return ["hours": try Self.json(after)]
    }

    static func json(_ rows: Rows) throws -> JSONValue {
        .array(
            try rows.map { row in
                [
                    "weekday": .integer(try row[0]), "opensMinute": .integer(try row[1]), "closesMinute": .integer(try row[2]),
                ]
            })
    }
}
