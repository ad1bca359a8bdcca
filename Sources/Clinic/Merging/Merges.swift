internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The use cases of merging as the API calls them.
public struct Merges: Sendable {
    private let deployment: Deployment
    private let customers: ResourceReader
    /// What is sealed under customers' keys.
    private let cells: [SealedColumn]

    public init(_ deployment: Deployment, cells: [SealedColumn]) {
        self.deployment = deployment
        self.cells = cells
        customers = ResourceReader(Customer.resource, of: deployment)
    }

    /// A merge before it is done.
    public func preview(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let target: ID<Customer> = try call.id("id")
        var source: ID<Customer>?
        for (name, value) in call.query.all {
            guard name == "source" else { throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")]) }
            source = ID(value)
        }
        try await customers.requireVisible(target, for: call)
        guard let source, source != target else { throw Failure.invalid([Violation(pointer: "/source", code: "required")]) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let preview = PreviewMerge(target: target, source: source, language: call.language)
        return .json(
            try await deployment.database.write(as: actor) { [now = call.now] tx in
                try preview.run(as: actor, keys: keys, at: now, in: tx)
            }.serialized)
    }

    /// Merges.
    public func merge(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let target: ID<Customer> = try call.id("id")
        let payload = try call.payload()
        let merge = MergeCustomers(.new(at: call.now), into: target, version: version, reading: payload, cells: cells)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let reply = try await Idempotency(deployment).write(
            "mergeCustomer", call, keys: keys,
            again: { id in try await self.reply(ID(id), for: call, status: .created) }
        ) { tx in
            try merge.run(as: actor, keys: keys, at: now, in: tx)
            let body: JSONValue = ["id": .string(merge.id.description), "mergedInto": .string(target.description), "version": 1]
            return Idempotency.Outcome(
                .json(body.serialized, status: .created, version: 1, location: "/v1/customer-merges/\(merge.id)"), object: merge.id.uuid)
        }
        deployment.forget(actor.tenant)
        return reply
    }

    /// What was merged into a customer, newest first, undone or not.
    public func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let target: ID<Customer> = try call.id("id")
        try await customers.requireVisible(target, for: call)
        let rows = try await deployment.database.fetch(
            as: actor,
            [
                """
                select \(MergeQueries.columns) from app.customer_merge m where m.tenant_id = \(actor.tenant) and m.target_id = \(target)
                order by m.merged_at desc, m.id desc limit 100
                """
            ])[0]
        let view = actor.rights.view(of: Customer.resource)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let body: JSONValue = ["data": .array(try rows.map { .object(try CustomerMerge.json($0, view: view, keys: keys)) })]
        return .json(body.serialized)
    }

    /// One merge.
    public func get(_ call: Call) async throws -> Reply { try await reply(try call.id("id"), for: call, status: .ok) }

    /// Takes one back.
    public func undo(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let reason = payload.requiredText("reason", min: 2, max: 200)
        try payload.finish()
        let undo = UndoMerge(try call.id("id"), version: version, reason: reason, cells: cells)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        do {
            try await deployment.database.write(as: actor) { [now = call.now] tx in
                try undo.run(as: actor, keys: keys, at: now, in: tx)
            }
        } catch let error as PostgresError where error.constraint == "phone_token_primary" {
            // Somebody else was taken down with the number that the source had.
            throw Failure(.mergeUndoConflict, extra: ["fields": ["phone"]])
        }
        deployment.forget(actor.tenant)
        return try await reply(try call.id("id"), for: call, status: .ok)
    }

    private func reply(_ id: ID<CustomerMerge>, for call: Call, status: HTTPResponse.Status) async throws -> Reply {
        let actor = try call.requireActor()
        let (row, moved) = try await deployment.database.read(as: actor) { [now = call.now] tx in
            let row = try CustomerMerge.read(id, as: actor, action: .readCustomer, at: now, in: tx)
            return (row, try row == nil ? nil : tx.execute(MergeQueries.moved(id.uuid, tenant: actor.tenant)))
        }
        guard let row, let moved else { throw Failure(.notFound) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        var body = try CustomerMerge.json(row, view: actor.rights.view(of: Customer.resource), keys: keys)
        let names = Dictionary(CustomerBelonging.moving.map { ($0.key, $0.name) }) { first, _ in first }
        body["moved"] = .array(
            try moved.map { line -> JSONValue in
                let key: String = try line[0]
                return [
                    "what": .string(key), "name": .string((names[key] ?? nil)?[call.language] ?? key), "count": .integer(try line[1]),
                ]
            })
        return .json(JSONValue.object(body).serialized, status: status, version: try row.get(12, as: Int64.self))
    }
}
