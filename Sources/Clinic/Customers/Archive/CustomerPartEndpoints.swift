internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The endpoints of what a customer has several of, alike for every kind.
enum CustomerPartEndpoints {
    static func endpoints(_ deployment: Deployment) -> [Endpoint] { CustomerPart.all.flatMap { endpoints($0, deployment) } }

    private static func endpoints(_ part: CustomerPart, _ deployment: Deployment) -> [Endpoint] {
        let resource = part.resource
        let reader = ResourceReader(resource, of: deployment)
        let customers = ResourceReader(Customer.resource, of: deployment)
        let tag = "customer archive"
        let (below, own) = ("/v1/customers/{id}/" + part.path, "/v1/customer-" + part.path + "/{id}")
        var endpoints = [
            Endpoint(
                .get, below, access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("客户的\(part.chinese)", "A customer's \(part.english) entries"),
                query: ListQuery.parameters(of: resource), output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { call in
                let customer: ID<Customer> = try call.id("id")
                try await customers.requireVisible(customer, for: call)
                let shown = part.shown(try call.requireActor(), call.now)
                return try await reader.list(for: call, where: "t.customer_id = \(customer) and \(shown)")
            },
            Endpoint(
                .post, below, access: .permitted(part.write), tag: tag,
                summary: LocalizedText("添加\(part.chinese)", "Add a \(part.english)"), input: resource.schema(.creation),
                output: resource.schema(.output), status: .created, idempotency: .optional
            ) { try await add(part, $0, deployment, reader) },
            Endpoint(
                .patch, own, access: .permitted(part.write), tag: tag,
                summary: LocalizedText("修改\(part.chinese)", "Change a \(part.english)"), input: resource.schema(.change),
                output: resource.schema(.output), requiresVersion: true
            ) { try await change(part, $0, deployment) },
        ]
        if part.isRemovable {
            endpoints.append(
                Endpoint(
                    .delete, own, access: .permitted(part.write), tag: tag,
                    summary: LocalizedText("删除\(part.chinese)", "Remove a \(part.english)"), status: .noContent
                ) { call in
                    let actor = try call.requireActor()
                    let id: ID<CustomerPart> = try call.id("id")
                    let keys = try await deployment.keys.keys(of: actor.tenant)
                    try await deployment.database.write(as: actor) { tx in
                        try ChangeCustomerPart(part: part, id: id.uuid).remove(as: actor, keys: keys, at: call.now, in: tx)
                    }
                    return .noContent
                })
        }
        if resource.fields.contains(where: { $0.uses.contains(.reveal) }) {
            endpoints.append(
                Endpoint(
                    .post, own + "/reveal", access: .permitted(.revealCustomer), tag: tag,
                    summary: LocalizedText("查看完整\(part.chinese)", "Reveal a \(part.english)"), input: RevealCustomer.input,
                    output: RevealCustomer.output, failures: [.revealQuotaUsedUp]
                ) { try await reveal(part, $0, deployment) })
        }
        return endpoints
    }

    private static func add(
        _ part: CustomerPart, _ call: Call, _ deployment: Deployment, _ reader: ResourceReader
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let values = try FieldChanges.creating(part.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let id = ID<CustomerPart>.new(at: call.now)
        let write = WriteCustomerPart(part: part, id: id.uuid, customer: try call.id("id"), values: values)
        let selection = Selection(wholeOf: part.resource, for: actor, at: call.now)
        return try await Idempotency(deployment).write(
            part.operation, call, keys: keys,
            again: { try await reader.get(ID<CustomerPart>($0), for: call, status: .created) }
        ) { tx in
            let row = try write.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            let body = try ResourceEncoder(selection, keys: keys).object(row)
            return Idempotency.Outcome(.json(body, status: .created, version: 1), object: id.uuid)
        }
    }

    private static func change(_ part: CustomerPart, _ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let changes = try FieldChanges.changing(part.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let id: ID<CustomerPart> = try call.id("id")
        let selection = Selection(wholeOf: part.resource, for: actor, at: call.now)
        let row = try await deployment.database.write(as: actor) { tx in
            try ChangeCustomerPart(part: part, id: id.uuid).run(
                changes, version: version, as: actor, keys: keys, at: call.now, selection: selection, in: tx)
        }
        return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
    }

    private static func reveal(_ part: CustomerPart, _ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let id: ID<CustomerPart> = try call.id("id")
        let reveal = RevealCustomer(id.uuid, of: part.resource, reading: payload, view: actor.rights.view(of: part.resource))
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return .json(
            try await deployment.database.write(as: actor) { tx in
                try reveal.run(as: actor, keys: keys, at: call.now, in: tx)
            })
    }
}
