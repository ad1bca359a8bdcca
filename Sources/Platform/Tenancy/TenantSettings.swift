internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// A tenant's settings: some are the tenant's own to change, quotas are the operator's.
struct TenantSettings: Sendable, Equatable {
    var locale: String
    var timeZone: String
    var complianceProfile: String
    var fourEyes: Bool
    /// `aes256gcm` or `sm4`: what is sealed from now on; what is sealed already opens, and rotations seal it anew.
    var cipherSuite: String
    var duplicateAnswer: String
    var revealQuota: Int64
    /// Rows that a person may take out in a day before somebody else has to approve.
    var exportApprovalRows: Int64
    /// What every branch sees of the others' customers: `none` or a ``ShareScope``.
    var sharePolicy: String
    var userQuota: Int64
    var requestsPerMinute: Int64
    /// What the files of its customers may come to, in MiB.
    var fileQuota: Int64
    /// The X25519 public key that the tenant's export is sealed to.
    var exportKey: [UInt8]?
    let version: Int64

    /// Reads them; with `locking` they stay as they are until COMMIT.
    static func read(of tenant: ID<Tenant>, locking: Bool, in tx: Transaction) throws -> TenantSettings {
        let lock: SQL = locking ? "for update" : ""
        let rows = try tx.execute(
            """
            select locale, time_zone, compliance_profile, four_eyes, cipher_suite, duplicate_answer, reveal_quota::int8,
              user_quota::int8,
              requests_per_minute::int8, version, export_key, share_policy, export_approval_rows::int8,
              file_quota_mib::int8
            from app.tenant_setting where tenant_id = \(tenant) \(lock)
            """)
        guard let row = rows.first else { throw Failure(.notFound) }
        return TenantSettings(
            locale: try row[0], timeZone: try row[1], complianceProfile: try row[2], fourEyes: try row[3],
            cipherSuite: try row[4], duplicateAnswer: try row[5],
            revealQuota: try row[6], exportApprovalRows: try row[12], sharePolicy: try row[11],
            userQuota: try row[7], requestsPerMinute: try row[8], fileQuota: try row[13],
            exportKey: try row.getOptional(10), version: try row[9])
    }

    /// Takes over what a request names of the tenant's own settings.
    mutating func apply(own payload: PayloadReader) {
        if let value = payload.choice("locale", of: ["zh", "en"]) { locale = value }
        if let value = payload.text("timeZone", max: 64) { timeZone = value }
        if let value = payload.choice("complianceProfile", of: ["standard", "mlps3"]) { complianceProfile = value }
        if let value = payload.boolean("fourEyes") { fourEyes = value }
        if let value = payload.choice("cipherSuite", of: Suite.words) { cipherSuite = value }
        if let value = payload.choice("duplicateAnswer", of: ["branch", "exists"]) { duplicateAnswer = value }
        if let value = payload.integer("revealQuota", in: 0...10_000) { revealQuota = value }
        if let value = payload.integer("exportApprovalRows", in: 0...1_000_000) { exportApprovalRows = value }
        if let value = payload.choice("sharePolicy", of: TenantSettings.sharePolicies) { sharePolicy = value }
        if payload.isNull("exportKey") {
            exportKey = nil
        } else if let text = payload.text("exportKey", max: 64) {
            if let bytes = Hex.decode(text), bytes.count == 32 { exportKey = bytes } else { payload.refuse("exportKey", "pattern") }
        }
    }

    /// Takes over what a request names of the operator's.
    mutating func apply(quotas payload: PayloadReader) {
        if let value = payload.integer("userQuota", in: 1...100_000) { userQuota = value }
        if let value = payload.integer("requestsPerMinute", in: 60...1_000_000) { requestsPerMinute = value }
        if let value = payload.integer("fileQuotaMiB", in: 0...100_000_000) { fileQuota = value }
    }

    /// The words of the share policy.
    static let sharePolicies = ["none"] + ShareScope.allCases.map(\.rawValue)

    /// Writes them in place of the old ones, with what changed in the audit trail. Nothing happens when nothing
    /// changed.
    static func change(
        from old: TenantSettings, to new: TenantSettings, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws -> AuditEvent? {
        let changes = zip(old.members, new.members).filter { $0.value != $1.value }
            .map { ValueChange($0.name, from: $0.value, to: $1.value) }
        guard !changes.isEmpty else { return nil }
        if new.timeZone != old.timeZone, !(try TimeZones.exists(new.timeZone, in: tx)) {
            throw Failure.invalid([Violation(pointer: "/timeZone", code: "choice")])
        }
        let event = AuditEvent(.updateSetting, on: "setting", actor.tenant.uuid, changes: changes)
        tx.enqueue(
            """
            update app.tenant_setting set locale = \(new.locale), time_zone = \(new.timeZone),
              compliance_profile = \(new.complianceProfile), four_eyes = \(new.fourEyes),
              cipher_suite = \(new.cipherSuite),
                duplicate_answer = \(new.duplicateAnswer),
              reveal_quota = \(Int32(clamping: new.revealQuota)),
              export_approval_rows = \(Int32(clamping: new.exportApprovalRows)), user_quota = \(Int32(clamping: new.userQuota)),
              requests_per_minute = \(Int32(clamping: new.requestsPerMinute)), file_quota_mib = \(Int32(clamping: new.fileQuota)),
                export_key = \(new.exportKey),
                share_policy = \(new.sharePolicy), version = version + 1,
                updated_at = \(now)
            where tenant_id = \(actor.tenant)
            """)
        try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        // Who sees what follows from the policy and the time zone.
        AccessNews.publish(actor.tenant, in: tx)
        if new.cipherSuite != old.cipherSuite { KeyNews.publish(actor.tenant, in: tx) }
        return event
    }

    /// `{locale, timeZone, …, version}`.
    var json: JSONValue {
        var object = JSONObject()
        for (name, value) in members { object[name] = value }
        object["version"] = .integer(version)
        return .object(object)
    }

    private var members: [(name: String, value: JSONValue)] {
        [
            ("locale", .string(locale)), ("timeZone", .string(timeZone)),
            ("complianceProfile", .string(complianceProfile)),
            ("fourEyes", .boolean(fourEyes)), ("cipherSuite", .string(cipherSuite)), ("duplicateAnswer", .string(duplicateAnswer)),
            ("revealQuota", .integer(revealQuota)), ("exportApprovalRows", .integer(exportApprovalRows)),
            ("sharePolicy", .string(sharePolicy)),
            ("userQuota", .integer(userQuota)), ("requestsPerMinute", .integer(requestsPerMinute)),
            ("fileQuotaMiB", .integer(fileQuota)),
            ("exportKey", .text(exportKey.map { Hex.encode($0) })),
        ]
    }
}
