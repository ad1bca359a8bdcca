internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The tags' use cases as the API calls them: reads the request, opens the transaction, encodes the answer.
struct Tags: Sendable {
    private let deployment: Deployment
    private let customers: ResourceReader
    private let reader: ResourceReader

    init(_ deployment: Deployment) {
        self.deployment = deployment
        customers = ResourceReader(Customer.resource, of: deployment)
        reader = ResourceReader(CustomerTag.resource, of: deployment)
    }

    // MARK: Definitions

    /// Every group, archived ones too, in their order.
    func groups(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(as: actor, [TagQueries.groups(tenant: actor.tenant)])[0]
        return .json((["data": .array(try rows.map { try TagGroup($0).json })] as JSONValue).serialized)
    }

    /// Every tag, archived ones too, in their order.
    func tags(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(as: actor, [TagQueries.tags(tenant: actor.tenant)])[0]
        return .json((["data": .array(try rows.map { try Tag($0).json })] as JSONValue).serialized)
    }

    func createGroup(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let define = DefineTagGroup(reading: payload, creating: true)
        try payload.finish()
        let id = ID<TagGroup>.new(at: call.now)
        let group = try await write(call) { try define.create(id, as: $0, keys: $1, at: $2, in: $3) }
        return .json(group.json.serialized, status: .created, version: group.version, location: "/v1/tag-groups/\(id)")
    }

    func changeGroup(_ call: Call) async throws -> Reply {
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let define = DefineTagGroup(reading: payload, creating: false)
        try payload.finish()
        let id: ID<TagGroup> = try call.id("id")
        let group = try await write(call) { try define.change(id, version: version, as: $0, keys: $1, at: $2, in: $3) }
        return .json(group.json.serialized, version: group.version)
    }

    func createTag(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let define = DefineTag(reading: payload, creating: true, for: try call.requireActor())
        try payload.finish()
        let id = ID<Tag>.new(at: call.now)
        let tag = try await write(call) { try define.create(id, as: $0, keys: $1, at: $2, in: $3) }
        return .json(tag.json.serialized, status: .created, version: tag.version, location: "/v1/tags/\(id)")
    }

    func changeTag(_ call: Call) async throws -> Reply {
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let define = DefineTag(reading: payload, creating: false, for: try call.requireActor())
        try payload.finish()
        let id: ID<Tag> = try call.id("id")
        let tag = try await write(call) { try define.change(id, version: version, as: $0, keys: $1, at: $2, in: $3) }
        return .json(tag.json.serialized, version: tag.version)
    }

    /// What a tag follows.
    func rule(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Tag> = try call.id("id")
        let rows = try await deployment.database.fetch(as: actor, [TagRuleQueries.rule(id, tenant: actor.tenant)])[0]
        guard let row = rows.first else { throw Failure(.notFound) }
        return .json(try TagRule(row).json.serialized)
    }

    func setRule(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let set = SetTagRule("condition", reading: payload, for: try call.requireActor())
        try payload.finish()
        guard let set else { throw Failure(.invalid) }
        let id: ID<Tag> = try call.id("id")
        let rule = try await write(call) { try set.run(id, as: $0, keys: $1, at: $2, in: $3) }
        return .json(rule.json.serialized)
    }

    func order(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let order = OrderTags(reading: payload)
        try payload.finish()
        try await write(call) { try order.run(as: $0, keys: $1, at: $2, in: $3) }
        return .noContent
    }

    // MARK: Customers

    /// Those that held at a moment.
    func held(_ call: Call) async throws -> Reply {
        let id: ID<Customer> = try call.id("id")
        let moment = try AsOf.moment(of: call) ?? call.now
        try await customers.requireVisible(id, for: call)
        let holds = CustomerTags.holds("t", at: moment)
        return try await reader.list(for: call, where: "t.customer_id = \(id) and \(holds)", reserved: ["at"])
    }

    /// All of them.
    func history(_ call: Call) async throws -> Reply {
        let id: ID<Customer> = try call.id("id")
        try await customers.requireVisible(id, for: call)
        return try await reader.list(for: call, where: "t.customer_id = \(id)")
    }

    func give(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let (customer, tag): (ID<Customer>, ID<Tag>) = (try call.id("id"), try call.id("tagId"))
        let give: TagCustomer
        if call.body.isEmpty {
            give = TagCustomer(customer, tag)
        } else {
            let payload = try call.payload()
            give = TagCustomer(customer, tag, reading: payload, at: call.now)
            try payload.finish()
        }
        let selection = Selection(wholeOf: CustomerTag.resource, for: actor, at: call.now)
        let (row, keys) = try await write(call) { actor, keys, now, tx in
            let id = try give.run(as: actor, keys: keys, at: now, in: tx)
            let get = ResourceQueries.get(ID<CustomerTag>(id), selection, action: .readCustomer, for: actor, at: now)
            guard let row = try tx.execute(get).first else { throw Failure(.forbidden) }
            return (row, keys)
        }
        return .json(try ResourceEncoder(selection, keys: keys).object(row))
    }

    func take(_ call: Call) async throws -> Reply {
        let take = UntagCustomer(try call.id("id"), try call.id("tagId"))
        try await write(call) { try take.run(as: $0, keys: $1, at: $2, in: $3) }
        return .noContent
    }

    /// In a transaction of the caller.
    @discardableResult
    private func write<Value: Sendable>(
        _ call: Call, _ body: @escaping @Sendable (Actor, TenantKeys, Instant, Transaction) throws -> Value
    ) async throws -> Value {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        return try await deployment.database.write(as: actor) { tx in try body(actor, keys, now, tx) }
    }
}
