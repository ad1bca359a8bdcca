internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/tenants`: the operator's. The directory, and the life of tenants; nothing of what is in them.
public enum TenantEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "Tenants"
        return [
            Endpoint(
                .get, "/v1/tenants", access: .permitted(.readTenant), tag: tag,
                summary: LocalizedText("租户名录", "The directory of tenants"),
                query: [QueryParameter("after", summary: LocalizedText("从此标识之后", "Slugs after this one"))],
                output: .page(of: tenant)
            ) { call in
                let actor = try requireOperator(call)
                let after = call.query.first("after") ?? ""
                let rows = try await deployment.database.read(as: actor) { tx in
                    try tx.execute(
                        """
                        select id, slug, name, state, created_at, closes_at from app.tenant where slug > \(after) and slug <> '-'
                        order by slug limit 201
                        """)
                }
                let page = Array(rows.prefix(200))
                let next: JSONValue = rows.count > 200 ? .text(try page.last.map { try $0[1] }) : .null
                let body: JSONValue = [
                    "data": .array(
                        try page.map { row in
                            let closesAt: Instant? = try row.getOptional(5)
                            return [
                                "id": .string(try row.get(0, as: ID<Tenant>.self).description),
                                "slug": .string(try row[1]),
                                "name": .string(try row[2]),
                                "state": .string(CloseTenant.word(for: try row[3], closesAt: closesAt, at: call.now)),
                                "createdAt": .string(try row.get(4, as: Instant.self).description),
                                "closesAt": .text(closesAt?.description),
                            ]
                        }), "page": ["next": next],
                ]
                return .json(body.serialized)
            },
            Endpoint(
                .post, "/v1/tenants", access: .permitted(.createTenant), tag: tag,
                summary: LocalizedText("开通租户", "Create a tenant"),
                input: creation, output: created, status: .created, failures: [.slugTaken]
            ) { call in
                let actor = try requireOperator(call)
                let payload = try call.payload()
                let input = CreateTenant.Input(reading: payload)
                try payload.finish()
                let made = try await CreateTenant.run(input, by: actor, on: deployment, at: call.now)
                let body: JSONValue = [
                    "id": .string(made.tenant.description), "slug": .string(input.slug),
                    "admins": .array(made.invitations.map(\.json)),
                ]
                return .json(body.serialized, status: .created, location: "/v1/tenants/\(made.tenant)")
            },
            Endpoint(
                .post, "/v1/tenants/{id}/suspension", access: .permitted(.suspendTenant), tag: tag,
                summary: LocalizedText("暂停租户", "Suspend a tenant"), status: .noContent, failures: [.tenantState]
            ) { call in
                let actor = try requireOperator(call)
                try await SuspendTenant.run(try call.id("id"), by: actor, on: deployment, at: call.now)
                return .noContent
            },
            Endpoint(
                .delete, "/v1/tenants/{id}/suspension", access: .permitted(.suspendTenant), tag: tag,
                summary: LocalizedText("恢复租户", "Resume a tenant"), status: .noContent, failures: [.tenantState]
            ) { call in
                let actor = try requireOperator(call)
                try await SuspendTenant.resume(try call.id("id"), by: actor, on: deployment, at: call.now)
                return .noContent
            },
            Endpoint(
                .post, "/v1/tenants/{id}/closure", access: .permitted(.closeTenant), tag: tag,
                summary: LocalizedText("开始关闭租户（有宽限期）", "Begin to close a tenant, with a time of grace"),
                input: .object(
                    "TenantClosure", required: ["graceDays"],
                    properties: [("graceDays", ["type": "integer", "minimum": 7, "maximum": 365])]),
                output: .object(
                    "TenantClosing", required: ["closesAt"],
                    properties: [("closesAt", ["type": "string", "format": "date-time"])]),
                failures: [.tenantState]
            ) { call in
                let actor = try requireOperator(call)
                let payload = try call.payload()
                let days = payload.requiredInteger(
                    "graceDays", in: Int64(CloseTenant.graceDays.lowerBound)...Int64(CloseTenant.graceDays.upperBound))
                try payload.finish()
                let end = try await CloseTenant.begin(
                    try call.id("id"), graceDays: Int(days), by: actor, on: deployment, at: call.now)
                let body: JSONValue = ["closesAt": .string(end.description)]
                return .json(body.serialized)
            },
            Endpoint(
                .delete, "/v1/tenants/{id}/closure", access: .permitted(.closeTenant), tag: tag,
                summary: LocalizedText("撤回关闭", "Take the closing back"), status: .noContent, failures: [.tenantState]
            ) { call in
                let actor = try requireOperator(call)
                try await CloseTenant.takeBack(try call.id("id"), by: actor, on: deployment, at: call.now)
                return .noContent
            },
            Endpoint(
                .patch, "/v1/tenants/{id}/quotas", access: .permitted(.updateTenant), tag: tag,
                summary: LocalizedText("调整配额", "Change a tenant's quotas"),
                input: .object("Quotas", properties: SettingEndpoints.quotas), status: .noContent
            ) { call in
                try await changeQuotas(call, deployment)
                return .noContent
            },
        ]
    }

    /// These actions mean something in the deployment's own tenant only, whatever a role elsewhere may hold.
    private static func requireOperator(_ call: Call) throws -> Actor {
        let actor = try call.requireActor()
        guard actor.tenant == .deployment else { throw Failure(.forbidden) }
        return actor
    }

    private static func changeQuotas(_ call: Call, _ deployment: Deployment) async throws {
        let orderer = try requireOperator(call)
        let tenant: ID<Tenant> = try call.id("id")
        guard tenant != .deployment else { throw Failure(.notFound) }
        _ = try await deployment.directory.slug(of: tenant)
        let actor = Actor.system(of: tenant, request: call.request, address: call.address)
        let keys = try await deployment.keys.keys(of: tenant)
        let witnessKeys = try await deployment.keys.keys(of: .deployment)
        let body = try call.json()
        try await deployment.database.write(as: actor) { tx in
            let old = try TenantSettings.read(of: tenant, locking: true, in: tx)
            var new = old
            let payload = PayloadReader(body)
            new.apply(quotas: payload)
            try payload.finish()
            guard let event = try TenantSettings.change(from: old, to: new, as: actor, keys: keys, at: call.now, in: tx)
            else { return }
            try DeploymentAudit.record(event, as: orderer, keys: witnessKeys, at: call.now, in: tx)
        }
    }

    private static let text: JSONValue = ["type": "string"]
    private static let tenant = Schema.object(
        "Tenant", required: ["id", "slug", "name", "state", "createdAt"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("slug", text), ("name", text),
            ("state", ["type": "string", "enum": ["active", "suspended", "closing", "closed"]]),
            ("createdAt", ["type": "string", "format": "date-time"]),
            ("closesAt", ["type": ["string", "null"], "format": "date-time"]),
        ])
    private static let admin: JSONValue = [
        "type": "object", "required": ["userName", "displayName"],
        "properties": ["userName": text, "displayName": text],
    ]
    private static let creation = Schema.object(
        "TenantCreation", required: ["slug", "name", "locale", "timeZone", "admins"],
        properties: [
            ("slug", text), ("name", text), ("locale", ["type": "string", "enum": ["zh", "en"]]), ("timeZone", text),
            ("cipherSuite", ["type": "string", "enum": ["aes256gcm", "sm4"]]),
            ("admins", ["type": "array", "minItems": 2, "maxItems": 2, "items": admin]),
        ])
    private static let created = Schema.object(
        "CreatedTenant", required: ["id", "slug", "admins"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("slug", text),
            ("admins", ["type": "array", "items": ["type": "object"]]),
        ])
}
