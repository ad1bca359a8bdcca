internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The register's endpoints.
public enum DisclosureEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let resource = Disclosure.resource
        let reader = ResourceReader(resource, of: deployment)
        let customers = ResourceReader(Customer.resource, of: deployment)
        let tag = "disclosures"
        return [
            Endpoint(
                .get, "/v1/disclosures", access: .permitted(.readDisclosure), tag: tag,
                summary: LocalizedText("对外提供登记簿", "The register of disclosures"), query: ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { try await reader.list(for: $0) },
            Endpoint(
                .get, "/v1/customers/{id}/disclosures", access: .permitted(.readDisclosure), tag: tag,
                summary: LocalizedText("客户数据的对外提供记录", "Where a customer's data went"), query: ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { call in
                let customer: ID<Customer> = try call.id("id")
                try await customers.requireVisible(customer, for: call)
                return try await reader.list(for: call, where: "t.customer_id = \(customer)")
            },
            Endpoint(
                .post, "/v1/customers/{id}/disclosures", access: .permitted(.createDisclosure), tag: tag,
                summary: LocalizedText("登记对外提供", "Record a disclosure"), input: recording, output: resource.schema(.output),
                status: .created, idempotency: .optional, failures: [.disclosureNotConsented, .disclosureCorrected]
            ) { try await record($0, deployment, reader) },
            Endpoint(
                .get, "/v1/disclosures/{id}", access: .permitted(.readDisclosure), tag: tag,
                summary: LocalizedText("对外提供详情", "Get a disclosure"), output: resource.schema(.output)
            ) { try await reader.get(try $0.id("id") as ID<Disclosure>, for: $0) },
        ]
    }

    private static func choice(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }

    private static let recording = Schema.object(
        "DisclosureRecorded", required: ["recipient", "recipientContact", "categories", "method", "ground", "purpose"],
        properties: [
            ("recipient", ["type": "string", "minLength": 2, "maxLength": 120]),
            ("recipientContact", ["type": "string", "minLength": 3, "maxLength": 200]), ("abroad", ["type": "boolean"]),
            ("categories", ["type": "array", "minItems": 1, "maxItems": 20, "items": choice(Disclosure.categories)]),
            ("method", choice(Disclosure.methods)), ("ground", choice(Disclosure.grounds)),
            ("purpose", ["type": "string", "minLength": 2, "maxLength": 500]),
            ("disclosedAt", ["type": "string", "format": "date-time"]), ("correctsId", ["type": "string", "format": "uuid"]),
        ])

    private static func record(_ call: Call, _ deployment: Deployment, _ reader: ResourceReader) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let record = RecordDisclosure(.new(at: call.now), of: try call.id("id"), reading: payload, at: call.now)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: Disclosure.resource, for: actor, at: call.now)
        return try await Idempotency(deployment).write(
            "createDisclosure", call, keys: keys, again: { try await reader.get(ID<Disclosure>($0), for: call, status: .created) }
        ) { tx in
            let row = try record.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            let body = try ResourceEncoder(selection, keys: keys).object(row)
            return Idempotency.Outcome(
                .json(body, status: .created, location: "/v1/disclosures/\(record.id)"), object: record.id.uuid)
        }
    }
}
