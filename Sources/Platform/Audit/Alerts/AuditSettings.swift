internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What a tenant's compliance officer decides: how long the trail is kept, when the clinic is open, and from where on the
/// detectors speak.
public struct AuditSettings: Sendable, Equatable {
    /// Months; never less than six (Cybersecurity Law, 21).
    var retentionMonths: Int64 = 180
    /// An export of at least so many rows raises an alert.
    var exportRows: Int64 = 1000
    /// Minutes of the tenant's day: reads before the first or from the second on are outside hours.
    var opensAt: Int64 = 480
    var closesAt: Int64 = 1320
    /// Customers whose values one person had in clear outside hours, within one night.
    var nightCustomers: Int64 = 20
    /// Times one's own median, and at least so many customers a day.
    var medianFactor: Int64 = 3
    var medianFloor: Int64 = 30
    var denialsPerHour: Int64 = 20
    var searchesPerHour: Int64 = 200
    var signInFailures: Int64 = 10
    /// 0 while nothing was ever changed.
    var version: Int64 = 0
    /// The tenant's zone; not set here.
    var timeZone = "UTC"

    /// A setting: its name, its column, what it may be.
    ///
    /// Unchecked: its key paths are literals that capture nothing.
    struct Entry: @unchecked Sendable {
        let name: String
        let column: SQL
        let path: WritableKeyPath<AuditSettings, Int64>
        let range: ClosedRange<Int64>
    }

    static let entries: [Entry] = [
        Entry(name: "retentionMonths", column: "retention_months", path: \.retentionMonths, range: 6...1200),
        Entry(name: "exportRows", column: "export_rows", path: \.exportRows, range: 1...10_000_000),
        Entry(name: "opensAt", column: "opens_at", path: \.opensAt, range: 0...1439),
        Entry(name: "closesAt", column: "closes_at", path: \.closesAt, range: 1...1440),
        Entry(name: "nightCustomers", column: "night_customers", path: \.nightCustomers, range: 1...100_000),
        Entry(name: "medianFactor", column: "median_factor", path: \.medianFactor, range: 2...100),
        Entry(name: "medianFloor", column: "median_floor", path: \.medianFloor, range: 1...100_000),
        Entry(name: "denialsPerHour", column: "denials_per_hour", path: \.denialsPerHour, range: 1...100_000),
        Entry(name: "searchesPerHour", column: "searches_per_hour", path: \.searchesPerHour, range: 1...100_000),
        Entry(name: "signInFailures", column: "sign_in_failures", path: \.signInFailures, range: 2...100_000),
    ]

    /// Reads them under the actor's own role; the defaults when nothing was ever changed.
    static func read(of tenant: ID<Tenant>, locking: Bool = false, in tx: Transaction) throws -> AuditSettings {
        let lock: SQL = locking ? "for update" : ""
        let answers = try tx.execute(all: [
            "select time_zone from app.tenant_setting where tenant_id = \(tenant)",
            """
            select version, \(entries.map { "\($0.column)::int8" as SQL }.joined(separator: ", ")) from app.audit_setting
            where tenant_id = \(tenant) \(lock)
            """,
        ])
        var settings = AuditSettings()
        if let zone = answers[0].first { settings.timeZone = try zone.get(0) }
        guard let row = answers[1].first else { return settings }
        settings.version = try row.get(0)
        for (index, entry) in entries.enumerated() { settings[keyPath: entry.path] = try row.get(index + 1) }
        return settings
    }

    /// Takes over what a request names.
    mutating func apply(_ payload: PayloadReader) {
        for entry in AuditSettings.entries {
            if let value = payload.integer(entry.name, in: entry.range) { self[keyPath: entry.path] = value }
        }
        if opensAt >= closesAt { payload.refuse("closesAt", "range") }
    }

    /// Writes them in place of the old ones, with what changed in the audit trail; nothing when nothing changed.
    static func change(
        from old: AuditSettings, to new: AuditSettings, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let changes = entries.filter { old[keyPath: $0.path] != new[keyPath: $0.path] }.map {
            ValueChange($0.name, from: .integer(old[keyPath: $0.path]), to: .integer(new[keyPath: $0.path]))
        }
        guard !changes.isEmpty else { return }
        tx.enqueue(
            "insert into app.audit_setting (tenant_id, version, updated_at) values (\(actor.tenant), 0, \(now)) on conflict do nothing")
        let values = entries.map { "\($0.column) = \(Int32(clamping: new[keyPath: $0.path]))" as SQL }.joined(separator: ", ")
        tx.enqueue(
            """
            update app.audit_setting set \(values), version = version + 1, updated_at = \(now) where tenant_id = \(actor.tenant)
            """)
        try AuditTrail.record(
            AuditEvent(.updateAuditSetting, on: "audit_setting", actor.tenant.uuid, changes: changes), as: actor, keys: keys, at: now,
            in: tx)
    }

    var json: JSONValue {
        var object = JSONObject()
        for entry in AuditSettings.entries { object[entry.name] = .integer(self[keyPath: entry.path]) }
        object["version"] = .integer(version)
        return .object(object)
    }
}
