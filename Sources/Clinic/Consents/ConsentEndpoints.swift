internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The consents' endpoints, and what little stands between a request and its use case.
public enum ConsentEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let resource = Consent.resource
        let reader = ResourceReader(resource, of: deployment)
        let customers = ResourceReader(Customer.resource, of: deployment)
        let tag = "consents"
        return [
            Endpoint(
                .get, "/v1/customers/{id}/consents", access: .permitted(.readConsent), tag: tag,
                summary: LocalizedText("客户的同意记录", "A customer's consents"), query: ListQuery.parameters(of: resource),
                output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { call in
                let customer: ID<Customer> = try call.id("id")
                try await customers.requireVisible(customer, for: call)
                return try await reader.list(for: call, where: "t.customer_id = \(customer)")
            },
            Endpoint(
                .post, "/v1/customers/{id}/consents", access: .permitted(.createConsent), tag: tag,
                summary: LocalizedText("登记同意", "Record a consent"), input: ConsentSchemas.giving, output: resource.schema(.output),
                status: .created, idempotency: .optional, failures: [.noticeNotCurrent, .guardianRequired, .minorMarketing]
            ) { try await give($0, deployment, reader) },
            Endpoint(
                .get, "/v1/customers/{id}/consent-states", access: .permitted(.readConsent), tag: tag,
                summary: LocalizedText("各目的当前是否允许", "What is allowed now, purpose by purpose"), output: ConsentSchemas.states
            ) { try await states($0, deployment, customers) },
            Endpoint(
                .post, "/v1/customers/{id}/consent-withdrawals", access: .permitted(.withdrawConsent), tag: tag,
                summary: LocalizedText("撤回同意", "Withdraw consents"), input: ConsentSchemas.withdrawal, output: ConsentSchemas.withdrawn
            ) { try await withdraw($0, deployment) },
            Endpoint(
                .get, "/v1/consents/{id}", access: .permitted(.readConsent), tag: tag, summary: LocalizedText("同意详情", "Get a consent"),
                output: resource.schema(.output)
            ) { try await reader.get(try $0.id("id") as ID<Consent>, for: $0) },
            Endpoint(
                .get, "/v1/consent-coverage", access: .permitted(.readConsent), tag: tag,
                summary: LocalizedText("各目的的同意覆盖情况", "How many customers agreed to what, purpose by purpose"),
                output: ConsentSchemas.coverage
            ) { try await coverage($0, deployment) },
        ] + NoticeEndpoints.endpoints(deployment, tag: tag)
    }

    private static func give(_ call: Call, _ deployment: Deployment, _ reader: ResourceReader) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let give = GiveConsent(.new(at: call.now), of: try call.id("id"), reading: payload, at: call.now)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: Consent.resource, for: actor, at: call.now)
        return try await Idempotency(deployment).write(
            "createConsent", call, keys: keys, again: { try await reader.get(ID<Consent>($0), for: call, status: .created) }
        ) { tx in
            let row = try give.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            let body = try ResourceEncoder(selection, keys: keys).object(row)
            return Idempotency.Outcome(
                .json(body, status: .created, version: 1, location: "/v1/consents/\(give.id)"), object: give.id.uuid)
        }
    }

    private static func states(_ call: Call, _ deployment: Deployment, _ customers: ResourceReader) async throws -> Reply {
        let actor = try call.requireActor()
        let customer: ID<Customer> = try call.id("id")
        try await customers.requireVisible(customer, for: call)
        let states = try await deployment.database.read(as: actor) { tx in
            try Consents.states(of: customer, at: call.now, in: actor.tenant, tx)
        }
        let body: JSONValue = ["data": .array(states.map(\.json))]
        return .json(body.serialized)
    }

    private static func coverage(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let counted = ConsentCoverage.counted(for: actor, at: call.now) else { throw Failure(.forbidden) }
        let statement = ConsentQueries.coverage(of: ConsentPurpose.allCases, counting: counted, tenant: actor.tenant, at: call.now)
        let rows = try await deployment.database.fetch(as: actor, [statement])[0]
        return .json(try ConsentCoverage(rows).json(at: call.now).serialized)
    }

    private static func withdraw(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let withdrawal = WithdrawConsents(of: try call.id("id"), reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let ended = try await deployment.database.write(as: actor) { tx in
            try withdrawal.run(as: actor, keys: keys, at: call.now, in: tx)
        }
        let body: JSONValue = ["withdrawn": .array(ended.map { .string($0) }), "at": .string(call.now.description)]
        return .json(body.serialized)
    }
}
