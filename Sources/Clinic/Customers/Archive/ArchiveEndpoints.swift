internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The endpoints of what a record has besides the person.
public enum ArchiveEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        CustomerPartEndpoints.endpoints(deployment) + history(deployment) + numbering(deployment)
    }

    private static let tag = "customer archive"

    private static func history(_ deployment: Deployment) -> [Endpoint] {
        let customers = ResourceReader(Customer.resource, of: deployment)
        func list(
            _ resource: Resource, _ path: String, _ summary: LocalizedText, asOf held: (@Sendable (Instant) -> SQL)? = nil
        ) -> Endpoint {
            let reader = ResourceReader(resource, of: deployment)
            let moment = AsOf.parameter(
                at: LocalizedText("在此时刻有效；缺省为全部", "Those that held at this moment; all without it"))
            return Endpoint(
                .get, "/v1/customers/{id}/" + path, access: .permitted(.readCustomer), tag: tag, summary: summary,
                query: (held == nil ? [] : [moment]) + ListQuery.parameters(of: resource), output: .page(of: resource.schema(.output)),
                failures: [.invalid]
            ) { call in
                let customer: ID<Customer> = try call.id("id")
                var condition: SQL = "t.customer_id = \(customer)"
                if let held, let moment = try AsOf.moment(of: call) { condition.append(" and \(held(moment))") }
                let narrowing = condition
                try await customers.requireVisible(customer, for: call)
                return try await reader.list(for: call, where: narrowing, reserved: held == nil ? [] : ["at"])
            }
        }
        return [
            list(CustomerLane.resource, "lanes", LocalizedText("服务分工与历史", "Who looks after a customer, and did")) {
                "t.since <= \($0) and (t.until is null or t.until > \($0))"
            },
            list(LevelChange.resource, "levels", LocalizedText("等级变更历史", "How a customer's level went")),
            Endpoint(
                .get, "/v1/customers/{id}/level", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("某一时刻的会员等级", "A customer's level at a moment"),
                query: [AsOf.parameter(at: LocalizedText("时刻；缺省为现在", "The moment; now without it"))],
                output: .object(
                    "CustomerLevel", required: ["at", "level", "since"],
                    properties: [
                        ("at", ["type": "string", "format": "date-time"]), ("level", ["type": ["string", "null"]]),
                        ("since", ["type": ["string", "null"], "format": "date-time"]),
                    ]), failures: [.invalid]
            ) { call in
                let actor = try call.requireActor()
                for (name, _) in call.query.all where name != "at" {
                    throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")])
                }
                let level = LevelAsOf(customer: try call.id("id"), moment: try AsOf.moment(of: call) ?? call.now)
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let answer = try await deployment.database.read(as: actor) { tx in
                    try level.run(as: actor, keys: keys, at: call.now, in: tx)
                }
                return .json(answer.serialized)
            },
            Endpoint(
                .put, "/v1/customers/{id}/lanes/{lane}", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("设置服务分工", "Give a lane to somebody"),
                input: .object("CustomerLaneChange", properties: [("userId", ["type": ["string", "null"], "format": "uuid"])]),
                status: .noContent
            ) { call in
                let actor = try call.requireActor()
                let payload = try call.payload()
                let user = payload.uuid("userId")
                try payload.finish()
                guard let lane = call.parameter("lane"), SetLane.lanes.contains(lane) else {
                    throw Failure(.notFound)
                }
                let set = SetLane(customer: try call.id("id"), lane: lane, user: user)
                let keys = try await deployment.keys.keys(of: actor.tenant)
                try await deployment.database.write(as: actor) { tx in try set.run(as: actor, keys: keys, at: call.now, in: tx) }
                return .noContent
            },
            Endpoint(
                .get, "/v1/customers/{id}/introductions", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("转介绍关系树", "Who brought a customer, and whom he brought"), output: tree
            ) { call in
                let actor = try call.requireActor()
                let tree = IntroductionTree(customer: try call.id("id"))
                let keys = try await deployment.keys.keys(of: actor.tenant)
                return .json(
                    try await deployment.database.write(as: actor) { tx in
                        try tree.run(as: actor, keys: keys, at: call.now, in: tx)
                    })
            },
        ]
    }

    private static func numbering(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/customer-numbering", access: .permitted(.readSetting), tag: tag,
                summary: LocalizedText("客户编号规则", "How customers' codes are made"), output: formats
            ) { call in
                let actor = try call.requireActor()
                let rows = try await deployment.database.fetch(as: actor, [CustomerNumbering.list(of: actor.tenant)])[0]
                return .json(try CustomerNumbering.json(rows).serialized)
            },
            Endpoint(
                .put, "/v1/customer-numbering", access: .permitted(.updateSetting), tag: tag,
                summary: LocalizedText("修改客户编号规则", "Change how customers' codes are made"),
                input: .object(
                    "CustomerNumberingChange", required: ["formats"], properties: [("formats", ["type": "array", "items": format])]),
                output: formats
            ) { call in
                let actor = try call.requireActor()
                let payload = try call.payload()
                let replace = ReplaceNumbering(reading: payload)
                try payload.finish()
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let rows = try await deployment.database.write(as: actor) { tx in
                    try replace.run(as: actor, keys: keys, at: call.now, in: tx)
                    return try tx.execute(CustomerNumbering.list(of: actor.tenant))
                }
                return .json(try CustomerNumbering.json(rows).serialized)
            },
        ]
    }

    private static let format: JSONValue = [
        "type": "object", "required": ["unitId"],
        "properties": [
            "unitId": [
                "type": "string", "format": "uuid", "description": "A branch, or the chain for all that have no format of their own",
            ],
            "prefix": ["type": "string", "maxLength": 12, "description": "Capital letters and digits, not ending in a digit"],
            "datePart": ["type": "string", "enum": .array(CustomerNumbering.dateParts.map { .string($0) })],
            "digits": ["type": "integer", "minimum": 1, "maximum": 12],
        ],
    ]
    private static let formats = Schema.object(
        "CustomerNumbering", required: ["data"], properties: [("data", ["type": "array", "items": format])])

    private static let tree = Schema.generations(of: Customer.resource.schema(.output))
}
