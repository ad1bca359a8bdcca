internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/support-grants` for the tenant, `/v1/support-sessions` for the platform's operator.
public enum SupportEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "Support"
        return [
            Endpoint(
                .get, "/v1/support-grants", access: .permitted(.readSupport), tag: tag,
                summary: LocalizedText("平台支持授权记录", "Who of the platform was let in"),
                query: NewestFirst.parameters("state", LocalizedText("状态", "State"), of: ["open", "ended"]), output: .page(of: grant),
                failures: [.invalid]
            ) { try await list($0, deployment) },
            Endpoint(
                .post, "/v1/support-grants", access: .permitted(.grantSupport), tag: tag,
                summary: LocalizedText("授权平台人员限时查看", "Let an operator of the platform look for a while"), input: creation,
                output: grant, status: .created, failures: [.stepUpRequired]
            ) { call in
                let payload = try call.payload()
                let give = GrantSupport(reading: payload)
                try payload.finish()
                try call.requireStepUp()
                return .json(
                    try await give.run(as: try call.requireActor(), on: deployment, at: call.now).serialized, status: .created)
            },
            Endpoint(
                .delete, "/v1/support-grants/{id}", access: .permitted(.grantSupport), tag: tag,
                summary: LocalizedText("收回平台支持授权", "End a support grant"), status: .noContent
            ) { call in
                let actor = try call.requireActor()
                let revoke = RevokeSupport(id: try call.id("id"))
                let keys = try await deployment.keys.keys(of: actor.tenant)
                try await deployment.database.write(as: actor) { [now = call.now] tx in
                    try revoke.run(as: actor, keys: keys, at: now, in: tx)
                }
                deployment.forget(actor.tenant)
                return .noContent
            },
            Endpoint(
                .post, "/v1/support-sessions", access: .permitted(.useSupport), tag: tag,
                summary: LocalizedText("进入已授权的租户", "Look into a tenant that lets one in"),
                input: .object("SupportSession", required: ["tenant"], properties: [("tenant", ["type": "string", "maxLength": 32])]),
                output: .object(
                    "SupportSessionOpened", required: ["token", "scope", "expiresAt"],
                    properties: [
                        ("token", ["type": "string"]), ("scope", ["type": "string"]),
                        ("expiresAt", ["type": "string", "format": "date-time"]),
                    ]),
                status: .created, failures: [.stepUpRequired, .notFound]
            ) { call in
                let payload = try call.payload()
                let open = OpenSupport(slug: payload.requiredText("tenant", max: 32))
                try payload.finish()
                try call.requireStepUp()
                return .json(
                    try await open.run(as: try call.requireActor(), on: deployment, at: call.now).serialized, status: .created)
            },
        ]
    }

    private static func list(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let page = try NewestFirst(call, list: "support", keys: keys, parameter: "state", of: ["open", "ended"])
        var conditions: [SQL] = ["tenant_id = \(actor.tenant)"]
        if let state = page.choice {
            let open: SQL = "(revoked_at is null and until > \(call.now))"
            conditions.append(state == "open" ? open : "not \(open)")
        }
        if let before = page.before { conditions.append("id < \(before)") }
        let statement: SQL = """
            select \(SupportGrant.columns) from app.support_grant where \(conditions.joined(separator: " and ")) \
            order by id desc limit \(page.limit + 1)
            """
        return try page.page(try await deployment.database.fetch(as: actor, [statement])[0]) {
            try SupportGrant.json($0, at: call.now)
        }
    }

    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let scope: JSONValue = ["type": "string", "enum": .array(SupportScope.allCases.map { .string($0.rawValue) })]
    private static let creation = Schema.object(
        "SupportGrantCreation", required: ["operator", "scope", "minutes", "reason"],
        properties: [
            ("operator", ["type": "string", "maxLength": 63]), ("scope", scope),
            ("minutes", ["type": "integer", "minimum": 1, "maximum": 240]),
            ("reason", ["type": "string", "minLength": 2, "maxLength": 200]),
        ])
    private static let grant = Schema.object(
        "SupportGrant", required: ["id", "operator", "scope", "reason", "grantedBy", "createdAt", "until", "inForce"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("operator", ["type": "string"]), ("scope", scope),
            ("reason", ["type": "string"]), ("grantedBy", ["type": "string", "format": "uuid"]), ("createdAt", time), ("until", time),
            ("openedAt", optionalTime), ("revokedAt", optionalTime), ("revokedBy", ["type": ["string", "null"], "format": "uuid"]),
            ("inForce", ["type": "boolean"]),
        ])
}
