internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/settings`: what a tenant decides for itself.
public enum SettingEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/settings", access: .permitted(.readSetting), tag: "Settings",
                summary: LocalizedText("查看设置", "The settings"),
                output: settings
            ) { call in
                let actor = try call.requireActor()
                let found = try await deployment.database.read(as: actor) { tx in
                    try TenantSettings.read(of: actor.tenant, locking: false, in: tx)
                }
                return .json(found.json.serialized, version: found.version)
            },
            Endpoint(
                .patch, "/v1/settings", access: .permitted(.updateSetting), tag: "Settings",
                summary: LocalizedText("修改设置", "Change the settings"), input: change, output: settings,
                requiresVersion: true,
                failures: [.stale, .versionRequired]
            ) { call in
                let actor = try call.requireActor()
                guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let body = try call.json()
                let found = try await deployment.database.write(as: actor) { tx in
                    let old = try TenantSettings.read(of: actor.tenant, locking: true, in: tx)
                    guard old.version == version else { throw Failure(.stale) }
                    var new = old
                    let payload = PayloadReader(body)
                    new.apply(own: payload)
                    try payload.finish()
                    _ = try TenantSettings.change(from: old, to: new, as: actor, keys: keys, at: call.now, in: tx)
                    // One flight more, so that the answer is what is stored.
                    return try TenantSettings.read(of: actor.tenant, locking: false, in: tx)
                }
                deployment.forget(actor.tenant)
                deployment.keys.forget(actor.tenant)
                return .json(found.json.serialized, version: found.version)
            },
        ]
    }

    private static let own: [(String, JSONValue)] = [
        ("locale", ["type": "string", "enum": ["zh", "en"]]), ("timeZone", ["type": "string"]),
        ("complianceProfile", ["type": "string", "enum": ["standard", "mlps3"]]), ("fourEyes", ["type": "boolean"]),
        ("cipherSuite", ["type": "string", "enum": ["aes256gcm", "sm4"]]),
        ("duplicateAnswer", ["type": "string", "enum": ["branch", "exists"]]),
        ("revealQuota", ["type": "integer", "minimum": 0, "maximum": 10_000]),
        ("exportApprovalRows", ["type": "integer", "minimum": 0, "maximum": 1_000_000]),
        ("sharePolicy", ["type": "string", "enum": .array(TenantSettings.sharePolicies.map { .string($0) })]),
        ("exportKey", ["type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"]),
    ]
    static let quotas: [(String, JSONValue)] = [
        ("userQuota", ["type": "integer", "minimum": 1, "maximum": 100_000]),
        ("requestsPerMinute", ["type": "integer", "minimum": 60, "maximum": 1_000_000]),
        ("fileQuotaMiB", ["type": "integer", "minimum": 0, "maximum": 100_000_000]),
    ]
    private static let settings = Schema.object(
        "Settings", properties: own + quotas + [("version", ["type": "integer"])])
    private static let change = Schema.object("SettingsChange", properties: own)
}
