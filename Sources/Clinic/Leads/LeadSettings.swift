internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// How a chain gives leads out: numbers with defaults (domain.md §7).
struct LeadSettings: Sendable {
    /// One of the numbers.
    struct Number: Sendable {
        let name: String
        let column: SQLIdentifier
        let standard: Int64
        let range: ClosedRange<Int64>
    }

    static let contactMinutes = Number(name: "contactMinutes", column: "contact_minutes", standard: 30, range: 1...10_080)
    static let mostReturns = Number(name: "mostReturns", column: "most_returns", standard: 2, range: 0...20)
    static let protectionDays = Number(name: "protectionDays", column: "protection_days", standard: 90, range: 1...730)
    static let claimsADay = Number(name: "claimsADay", column: "claims_a_day", standard: 10, range: 0...1_000)
    static let mostOpen = Number(name: "mostOpen", column: "most_open", standard: 200, range: 1...10_000)
    static let all = [contactMinutes, mostReturns, protectionDays, claimsADay, mostOpen]

    private var values: [String: Int64]
    /// 1 as long as nobody has set anything.
    let version: Int64

    subscript(_ number: Number) -> Int64 { values[number.name] ?? number.standard }

    /// As they are, with `locking` nobody changes them until COMMIT.
    static func read(of tenant: ID<Tenant>, locking: Bool = false, in tx: Transaction) throws -> LeadSettings {
        let columns = all.map { SQL($0.column) }.joined(separator: ", ")
        let lock: SQL = locking ? "for update" : ""
        let rows = try tx.execute("select version, \(columns) from app.lead_setting where tenant_id = \(tenant) \(lock)")
        guard let row = rows.first else { return LeadSettings(values: [:], version: 1) }
        var values: [String: Int64] = [:]
        for (index, number) in all.enumerated() { values[number.name] = try row.get(index + 1, as: Int64.self) }
        return LeadSettings(values: values, version: try row[0])
    }

    /// Reads what a request sets; every number of a request that names it.
    static func changes(reading payload: PayloadReader) -> [String: Int64] {
        all.reduce(into: [:]) { $0[$1.name] = payload.integer($1.name, in: $1.range) }
    }

    /// Writes changed numbers, with what they were in the audit trail.
    ///
    /// - Throws: `resource.stale`.
    static func change(_ changes: [String: Int64], version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction)
        throws -> LeadSettings
    {
        // Without a row there is nothing to lock: the first one to set something makes it.
        let standards = all.map { number -> SQL in "\(number.standard)" }.joined(separator: ", ")
        let columns = all.map { SQL($0.column) }.joined(separator: ", ")
        tx.enqueue(
            """
            insert into app.lead_setting (tenant_id, updated_at, \(columns)) values (\(actor.tenant), \(now), \(standards))
            on conflict do nothing
            """)
        let before = try read(of: actor.tenant, locking: true, in: tx)
        guard before.version == version else { throw Failure(.stale) }
        let real = all.filter { number in changes[number.name].map { $0 != before[number] } ?? false }
        guard !real.isEmpty else { return before }
        let assignments = real.map { number -> SQL in "\(number.column) = \(changes[number.name] ?? number.standard)" }
        tx.enqueue(
            """
            update app.lead_setting set \(assignments.joined(separator: ", ")), version = version + 1, updated_by = \(value: actor.user),
              updated_at = \(now) where tenant_id = \(actor.tenant)
            """)
        var body = JSONObject()
        for number in real {
            body[number.name] = ["from": .integer(before[number]), "to": .integer(changes[number.name] ?? number.standard)]
        }
        try AuditTrail.record(
            AuditEvent(
                .manageLeadRule, on: LeadRule.resource.name, actor.tenant.uuid, purpose: "settings", body: ["settings": .object(body)]),
            as: actor, keys: keys, at: now, in: tx)
        return try read(of: actor.tenant, in: tx)
    }

    /// `{contactMinutes, mostReturns, protectionDays, claimsADay, mostOpen, version}`.
    var json: JSONValue {
        var object = LeadSettings.all.reduce(into: JSONObject()) { $0[$1.name] = .integer(self[$1]) }
        object["version"] = .integer(version)
        return .object(object)
    }

    static let members: [(String, JSONValue)] = all.map { number in
        (
            number.name,
            [
                "type": "integer", "minimum": .integer(number.range.lowerBound), "maximum": .integer(number.range.upperBound),
                "default": .integer(number.standard),
            ]
        )
    }
}
