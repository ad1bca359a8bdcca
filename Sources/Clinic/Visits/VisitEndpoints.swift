internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The visits' endpoints, and what little stands between a request and its use case.
public enum VisitEndpoints {
    private static let creation = Schema.object(
        "VisitCreation", required: ["kind"],
        properties: [
            ("visitedOn", ["type": "string", "format": "date"]),
            ("kind", ["type": "string", "enum": .array(Visit.Kind.allCases.map { .string($0.rawValue) })]),
            ("branchId", ["type": "string", "format": "uuid"]),
        ])

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let resource = Visit.resource
        let reader = ResourceReader(resource, of: deployment)
        let customers = ResourceReader(Customer.resource, of: deployment)
        let tag = "visits"
        return [
            Endpoint(
                .get, "/v1/customers/{id}/visits", access: .permitted(.readVisit), tag: tag,
                summary: LocalizedText("客户的到院记录", "A customer's visits"), query: ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { call in
                let customer: ID<Customer> = try call.id("id")
                try await customers.requireVisible(customer, for: call)
                return try await reader.list(for: call, where: "t.customer_id = \(customer) and t.withdraws_id is null")
            },
            Endpoint(
                .post, "/v1/customers/{id}/visits", access: .permitted(.recordVisit), tag: tag,
                summary: LocalizedText("登记到院", "Record a visit"), input: creation, output: resource.schema(.output), status: .created,
                idempotency: .optional
            ) { try await record($0, deployment, reader) },
            Endpoint(
                .post, "/v1/visits/{id}/withdrawal", access: .permitted(.recordVisit), tag: tag,
                summary: LocalizedText("撤销到院记录", "Withdraw a visit"), status: .noContent
            ) { call in
                let actor = try call.requireActor()
                let withdraw = WithdrawVisit(try call.id("id"))
                let keys = try await deployment.keys.keys(of: actor.tenant)
                try await deployment.database.write(as: actor) { tx in try withdraw.run(as: actor, keys: keys, at: call.now, in: tx) }
                return .noContent
            },
        ]
    }

    private static func record(_ call: Call, _ deployment: Deployment, _ reader: ResourceReader) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let record = RecordVisit(.new(at: call.now), of: try call.id("id"), reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: Visit.resource, for: actor, at: call.now)
        return try await Idempotency(deployment).write(
            "recordVisit", call, keys: keys, again: { try await reader.get(ID<Visit>($0), for: call, status: .created) }
        ) { tx in
            let row = try record.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            return Idempotency.Outcome(
                .json(try ResourceEncoder(selection, keys: keys).object(row), status: .created), object: record.id.uuid)
        }
    }
}
