internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres
internal import Vault

/// `/v1/keys`: which keys there are, their rotation, canary customers; and the operator's freeze of a tenant.
public enum KeyEndpoints {
    /// - Parameter plan: where everything is that a rotation touches.
    public static func endpoints(_ deployment: Deployment, plan: RotationPlan) -> [Endpoint] {
        own(deployment, plan) + canaries(deployment) + operators(deployment, plan)
    }

    private static let tag = "Keys"
    private static let counts = QueryParameter(
        "counts", summary: LocalizedText("true：统计各版本下的数据量", "true: count what is under each version"),
        schema: ["type": "string", "enum": ["true", "false"]])

    private static func own(_ deployment: Deployment, _ plan: RotationPlan) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/keys", access: .permitted(.readKey), tag: tag, summary: LocalizedText("密钥状态", "The state of the keys"),
                query: [counts], output: state
            ) { call in
                let actor = try call.requireActor()
                var body = try await KeyState.read(of: actor.tenant, on: deployment, counting: isCounting(call) ? plan : nil).json
                // Which root key there is concerns those who run the deployment.
                if actor.tenant == .deployment { body["rootKeyId"] = .string(deployment.keys.root.id) }
                return .json(JSONValue.object(body).serialized)
            },
            Endpoint(
                .post, "/v1/keys/rotations", access: .permitted(.rotateKey), tag: tag,
                summary: LocalizedText("开始轮换密钥", "Begin a rotation"), input: rotationOrder, output: rotation, status: .accepted,
                failures: [.rotationRunning]
            ) { call in
                let actor = try call.requireActor()
                let payload = try call.payload()
                let word = payload.requiredChoice("kind", of: KeyRotation.Kind.allCases.map(\.rawValue))
                let pace = payload.integer("perSecond", in: 1...100_000) ?? Int64(KeyRotation.standardPace)
                try payload.finish()
                let kind = KeyRotation.Kind(rawValue: word) ?? .data
                let keys = try await deployment.keys.keys(of: actor.tenant)
                // Counting every customer is the server's business, not something that the administrator sees.
                let system = Actor.system(of: actor.tenant, request: call.request, address: call.address)
                let begun = try await deployment.database.write(as: system) { tx in
                    let id = try BeginRotation.run(
                        kind, perSecond: Int32(clamping: pace), as: actor, keys: keys, roots: deployment.keys.roots, at: call.now, in: tx)
                    return try KeyRotation.find(id, of: actor.tenant, in: tx)
                }
                deployment.keys.forget(actor.tenant)
                return .json(
                    begun.json.serialized, status: .accepted, location: "/v1/keys/rotations/\(begun.id.uuidString.lowercased())")
            },
            Endpoint(
                .get, "/v1/keys/rotations/{id}", access: .permitted(.readKey), tag: tag,
                summary: LocalizedText("轮换进度", "How far a rotation has come"), output: rotation
            ) { call in
                let actor = try call.requireActor()
                let id: ID<KeyRotation> = try call.id("id")
                let found = try await deployment.database.read(as: actor) { tx in
                    try KeyRotation.find(id.uuid, of: actor.tenant, in: tx)
                }
                return .json(found.json.serialized)
            },
        ]
    }

    private static func canaries(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/keys/canaries", access: .permitted(.manageCanary), tag: tag,
                summary: LocalizedText("诱饵客户", "Canary customers"), output: .page(of: canary)
            ) { call in
                let actor = try call.requireActor()
                let list = try await deployment.database.read(as: actor) { tx in try CanaryCustomers.list(of: actor.tenant, in: tx) }
                let body: JSONValue = ["data": .array(list), "page": ["next": .null]]
                return .json(body.serialized)
            },
            Endpoint(
                .put, "/v1/keys/canaries/{customerId}", access: .permitted(.manageCanary), tag: tag,
                summary: LocalizedText("设为诱饵客户", "Make a customer a canary"), status: .noContent, failures: [.canaryKnown]
            ) { call in
                try await change(call, deployment) { try CanaryCustomers.add($0, as: $1, keys: $2, at: call.now, in: $3) }
            },
            Endpoint(
                .delete, "/v1/keys/canaries/{customerId}", access: .permitted(.manageCanary), tag: tag,
                summary: LocalizedText("取消诱饵客户", "A customer is a canary no longer"), status: .noContent
            ) { call in
                try await change(call, deployment) { try CanaryCustomers.remove($0, as: $1, keys: $2, at: call.now, in: $3) }
            },
        ]
    }

    private static func change(
        _ call: Call, _ deployment: Deployment,
        _ body: @escaping @Sendable (UUID, Actor, TenantKeys, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let customer: ID<KeyState> = try call.id("customerId")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in try body(customer.uuid, actor, keys, tx) }
        deployment.keys.forget(actor.tenant)
        return .noContent
    }

    private static func operators(_ deployment: Deployment, _ plan: RotationPlan) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/tenants/{id}/keys", access: .permitted(.freezeTenant), tag: "Tenants",
                summary: LocalizedText("租户的密钥状态", "The state of a tenant's keys"), query: [counts], output: state
            ) { call in
                try requireOperator(call)
                let tenant: ID<Tenant> = try call.id("id")
                _ = try await deployment.directory.slug(of: tenant)
                let found = try await KeyState.read(of: tenant, on: deployment, counting: isCounting(call) ? plan : nil)
                return .json(JSONValue.object(found.json).serialized)
            },
            Endpoint(
                .post, "/v1/tenants/{id}/freeze", access: .permitted(.freezeTenant), tag: "Tenants",
                summary: LocalizedText("冻结租户密钥", "Freeze a tenant's keys"), input: freeze, status: .noContent,
                failures: [.tenantFreezeState]
            ) { call in
                let orderer = try requireOperator(call)
                let payload = try call.payload()
                let reason = payload.requiredText("reason", min: 2, max: 200)
                try payload.finish()
                try await FreezeTenant.run(try call.id("id"), reason: reason, by: orderer, on: deployment, at: call.now)
                return .noContent
            },
            Endpoint(
                .post, "/v1/tenants/{id}/thaw", access: .permitted(.thawTenant), tag: "Tenants",
                summary: LocalizedText("解冻租户密钥（须两名操作员）", "Thaw a tenant's keys; two operators are needed"), output: thaw,
                failures: [.tenantFreezeState, .secondPersonRequired]
            ) { call in
                let orderer = try requireOperator(call)
                let isThawed = try await FreezeTenant.thaw(try call.id("id"), by: orderer, on: deployment, at: call.now)
                let body: JSONValue = ["state": isThawed ? "thawed" : "thaw_asked"]
                return .json(body.serialized)
            },
        ]
    }

    private static func isCounting(_ call: Call) throws -> Bool {
        switch call.query.first("counts") {
        case nil, "false": false
        case "true": true
        default: throw Failure.invalid([Violation(pointer: "/counts", code: "choice", limit: "true,false")])
        }
    }

    /// These actions mean something in the deployment's own tenant only, whatever a role elsewhere may hold.
    @discardableResult
    private static func requireOperator(_ call: Call) throws -> Actor {
        let actor = try call.requireActor()
        guard actor.tenant == .deployment else { throw Failure(.forbidden) }
        return actor
    }

    private static let text: JSONValue = ["type": "string"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let number: JSONValue = ["type": "integer"]
    private static let rotation = Schema.object(
        "KeyRotation", required: ["id", "kind", "state", "phase", "done", "total"],
        properties: [
            ("id", uuid), ("kind", ["type": "string", "enum": ["data", "index", "customer"]]),
            ("state", ["type": "string", "enum": ["running", "done"]]),
            ("phase", ["type": "string", "enum": ["settle", "walk", "drain", "sweep", "done"]]),
            ("fromVersion", ["type": ["integer", "null"]]), ("toVersion", ["type": ["integer", "null"]]), ("done", number),
            ("total", number), ("perSecond", number), ("createdAt", time), ("updatedAt", time),
            ("finishedAt", ["type": ["string", "null"], "format": "date-time"]),
        ])
    private static let rotationOrder = Schema.object(
        "KeyRotationOrder", required: ["kind"],
        properties: [
            ("kind", ["type": "string", "enum": ["data", "index", "customer"]]),
            ("perSecond", ["type": "integer", "minimum": 1, "maximum": 100_000]),
        ])
    private static let state = Schema.object(
        "KeyState", required: ["cipherSuite", "versions", "rotations", "canaries", "freeze"],
        properties: [
            ("cipherSuite", text), ("versions", ["type": "array", "items": ["type": "object"]]),
            ("rotations", ["type": "array", "items": ["type": "object"]]), ("canaries", number), ("freeze", ["type": ["object", "null"]]),
            ("rootKeyId", text),
        ])
    private static let canary = Schema.object(
        "CanaryCustomer", required: ["customerId", "branchId", "createdAt"],
        properties: [("customerId", uuid), ("branchId", uuid), ("createdAt", time)])
    private static let freeze = Schema.object(
        "TenantFreeze", required: ["reason"], properties: [("reason", ["type": "string", "minLength": 2, "maxLength": 200])])
    private static let thaw = Schema.object(
        "TenantThaw", required: ["state"], properties: [("state", ["type": "string", "enum": ["thaw_asked", "thawed"]])])
}
