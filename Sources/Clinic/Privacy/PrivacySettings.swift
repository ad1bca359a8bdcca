internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// One number that a chain may set within what the law allows.
public struct PrivacyNumber: Sendable {
    public let name: String
    public let standard: Int64
    public let range: ClosedRange<Int64>
    public let label: LocalizedText
}

/// A chain's numbers about privacy: how soon requests are answered, how long things are kept.
public struct PrivacySettings: Sendable {
    /// Answers within fifteen working days; less may be promised, more not.
    static let workingDays = PrivacyNumber(
        name: "requestWorkingDays", standard: 15, range: 1...15, label: LocalizedText("请求答复期限（工作日）", "Working days for an answer"))
    /// And never more than thirty days, holidays or not.
    static let calendarDays = PrivacyNumber(
        name: "requestDays", standard: 30, range: 1...30, label: LocalizedText("请求答复期限（自然日上限）", "Days for an answer at the most"))
    /// Outpatient records: at least fifteen years from the last visit.
    static let medicalYears = PrivacyNumber(
        name: "medicalYears", standard: 15, range: 15...100, label: LocalizedText("病历保存年限", "Years that medical records are kept"))

    /// Requests and their answers: three years at least.
    static let requestYears = PrivacyNumber(
        name: "requestYears", standard: 5, range: 3...100, label: LocalizedText("个人信息请求记录保存年限", "Years that requests are kept"))
    /// Consents that have ended: three years at least.
    static let consentYears = PrivacyNumber(
        name: "consentYears", standard: 15, range: 3...100, label: LocalizedText("同意记录保存年限", "Years that ended consents are kept"))

    /// Every number there is.
    static let all = [workingDays, calendarDays, medicalYears, requestYears, consentYears]
    private static let versionName = "version"

    private let stored: [String: Int64]

    /// Reads them; with `locking` nobody else changes them until COMMIT.
    static func read(of tenant: ID<Tenant>, locking: Bool = false, in tx: Transaction) throws -> PrivacySettings {
        let lock: SQL = locking ? "for update" : ""
        let rows = try tx.execute("select name, value from app.privacy_setting where tenant_id = \(tenant) \(lock)")
        return PrivacySettings(stored: Dictionary(try rows.map { (try $0[0], try $0[1]) }) { $1 })
    }

    /// A number's value. What was stored before a law became stricter is brought within its range.
    subscript(_ number: PrivacyNumber) -> Int64 {
        let value = stored[number.name] ?? number.standard
        return min(max(value, number.range.lowerBound), number.range.upperBound)
    }

    /// Counts the changes.
    var version: Int64 { stored[PrivacySettings.versionName] ?? 1 }

    /// Takes over what a request names.
    static func changes(reading payload: PayloadReader) -> [(number: PrivacyNumber, value: Int64)] {
        all.compactMap { number in payload.integer(number.name, in: number.range).map { (number, $0) } }
    }

    /// Writes changed numbers, with what they were in the audit trail.
    func change(_ changes: [(number: PrivacyNumber, value: Int64)], as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction)
        throws
    {
        let real = changes.filter { self[$0.number] != $0.value }
        guard !real.isEmpty else { return }
        var body = JSONObject()
        for (number, value) in real { body[number.name] = ["from": .integer(self[number]), "to": .integer(value)] }
        for (name, value) in real.map({ ($0.number.name, $0.value) }) + [(PrivacySettings.versionName, version + 1)] {
            tx.enqueue(
                """
                insert into app.privacy_setting (tenant_id, name, value, updated_by, updated_at)
                values (\(actor.tenant), \(name), \(value), \(value: actor.user), \(now))
                on conflict (tenant_id, name) do update set value = excluded.value, updated_by = excluded.updated_by,
                  updated_at = excluded.updated_at
                """)
        }
        try AuditTrail.record(
            AuditEvent(.updatePrivacy, on: "privacy", actor.tenant.uuid, body: ["settings": .object(body)]), as: actor, keys: keys, at: now,
            in: tx)
    }

    var json: JSONValue {
        var object = JSONObject()
        for number in PrivacySettings.all {
            object[number.name] = [
                "value": .integer(self[number]), "least": .integer(number.range.lowerBound), "most": .integer(number.range.upperBound),
                "default": .integer(number.standard), "labelZh": .string(number.label.chinese), "labelEn": .string(number.label.english),
            ]
        }
        object["version"] = .integer(version)
        return .object(object)
    }
}
