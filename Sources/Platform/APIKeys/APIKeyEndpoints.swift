internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/api-keys`: keys for programs.
public enum APIKeyEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "API keys"
        return [
            Endpoint(
                .get, "/v1/api-keys", access: .permitted(.readAPIKey), tag: tag,
                summary: LocalizedText("接口密钥", "API keys"), output: .page(of: key)
            ) { try await list($0, deployment) },
            Endpoint(
                .get, "/v1/api-keys/{id}", access: .permitted(.readAPIKey), tag: tag,
                summary: LocalizedText("一个接口密钥", "One API key"), output: key
            ) { try await get($0, deployment) },
            Endpoint(
                .post, "/v1/api-keys", access: .permitted(.createAPIKey), tag: tag,
                summary: LocalizedText("新建接口密钥（密钥只显示这一次）", "Make an API key, which is shown this once"), input: creation,
                output: created, status: .created, failures: [.stepUpRequired, .apiKeyNameTaken, .apiKeyTooMany]
            ) { try await create($0, deployment) },
            Endpoint(
                .delete, "/v1/api-keys/{id}", access: .permitted(.revokeAPIKey), tag: tag,
                summary: LocalizedText("吊销接口密钥", "Revoke an API key"), status: .noContent
            ) { try await revoke($0, deployment) },
        ]
    }

    private static func list(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let data = try await deployment.database.read(as: actor) { tx in
            let units = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
            let queries = APIKeyQueries(for: actor, units: units, at: call.now)
            return try tx.execute(queries.list).map { JSONValue.object(try queries.json($0)) }
        }
        let body: JSONValue = ["data": .array(data), "page": ["next": .null]]
        return .json(body.serialized)
    }

    private static func get(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<APIKey> = try call.id("id")
        let found = try await deployment.database.read(as: actor) { tx in try one(id, for: actor, at: call.now, in: tx) }
        return .json(JSONValue.object(found).serialized)
    }

    private static func create(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        try call.requireStepUp()
        let creation = CreateAPIKey(reading: payload, catalog: deployment.catalog, at: call.now)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let slug = try await deployment.directory.slug(of: actor.tenant)
        let (made, id) = try await deployment.database.write(as: actor) { tx in
            let (id, token) = try creation.run(
                slug: slug, catalog: deployment.catalog, as: actor, keys: keys, at: call.now, in: tx)
            var made = try one(id, for: actor, at: call.now, in: tx)
            made["token"] = .string(token.text)
            return (made, id)
        }
        return .json(JSONValue.object(made).serialized, status: .created, location: "/v1/api-keys/\(id)")
    }

    private static func revoke(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<APIKey> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            try RevokeAPIKey.run(id, as: actor, keys: keys, at: call.now, in: tx)
        }
        deployment.forget(actor.tenant)
        return .noContent
    }

    private static func one(_ id: ID<APIKey>, for actor: Actor, at now: Instant, in tx: Transaction) throws -> JSONObject {
        let units = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
        let queries = APIKeyQueries(for: actor, units: units, at: now)
        guard let row = try tx.execute(queries.get(id)).first else { throw Failure(.notFound) }
        return try queries.json(row)
    }

    // MARK: - Shapes

    private static let text: JSONValue = ["type": "string"]
    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let fields: JSONValue = [
        "type": "array",
        "items": [
            "type": "object", "required": ["target", "level"],
            "properties": [
                "target": ["type": "string"],
                "level": ["type": "string", "enum": .array(FieldLevel.allCases.map { .string($0.word) })],
                "uses": [
                    "type": "array",
                    "items": ["type": "string", "enum": .array(FieldUses.words.map { .string($0.word) })],
                ],
            ],
        ],
    ]
    private static let properties: [(String, JSONValue)] = [
        ("id", id), ("name", text), ("createdBy", id), ("unitId", id), ("actions", texts), ("fields", fields),
        ("addresses", texts), ("state", ["type": "string", "enum": ["active", "expired", "revoked"]]), ("createdAt", time),
        ("expiresAt", time), ("lastUsedAt", optionalTime), ("revokedAt", optionalTime),
    ]
    private static let key = Schema.object("APIKey", required: properties.map(\.0), properties: properties)
    private static let created = Schema.object(
        "CreatedAPIKey", required: properties.map(\.0) + ["token"], properties: properties + [("token", text)])
    private static let creation = Schema.object(
        "APIKeyCreation", required: ["name", "unitId", "actions", "expiresAt"],
        properties: [
            ("name", ["type": "string", "pattern": "^[a-z][a-z0-9-]{1,39}$"]), ("unitId", id),
            ("actions", ["type": "array", "minItems": 1, "maxItems": 200, "items": ["type": "string"]]), ("fields", fields),
            ("addresses", ["type": "array", "maxItems": 50, "items": ["type": "string"]]), ("expiresAt", time),
        ])
}
