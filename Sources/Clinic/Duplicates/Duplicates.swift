internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The use cases of duplicates as the API calls them.
public struct Duplicates: Sendable {
    private let deployment: Deployment

    public init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    /// Whether somebody is there already.
    public func check(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let check = CheckDuplicates(reading: payload, view: actor.rights.view(of: Customer.resource))
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let system = Actor.system(of: actor.tenant, request: call.request, address: call.address)
        let found = try await deployment.database.read(as: system) { tx in try check.find(keys: keys, in: tx) }
        let answer = try await deployment.database.write(as: actor) { tx in
            try check.answer(found, as: actor, keys: keys, at: now, in: tx)
        }
        return .json(answer.serialized)
    }

    /// A page of the queue.
    public func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let page = try NewestFirst(call, list: "duplicates", keys: keys, parameter: "state", of: DuplicatePair.states)
        var conditions: [SQL] = ["p.tenant_id = \(actor.tenant)", "p.state = \(page.choice ?? "open")"]
        if let before = page.before { conditions.append("p.id < \(before)") }
        conditions.append(DuplicatePair.seen(by: actor, allowing: .deduplicateCustomer, at: now))
        let statement: SQL = """
            select \(DuplicatePair.columns) from app.duplicate_pair p where \(conditions.joined(separator: " and ")) \
            order by p.id desc limit \(page.limit + 1)
            """
        let (rows, pairs) = try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(statement)
            return (rows, try DuplicatePair.json(rows.prefix(page.limit), as: actor, keys: keys, at: now, in: tx))
        }
        return try page.page(rows) { pairs[try $0[0]] ?? .null }
    }

    /// One pair.
    public func get(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<DuplicatePair> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return try await deployment.database.write(as: actor) { [now = call.now] tx in
            try Duplicates.reply(id, as: actor, keys: keys, at: now, in: tx)
        }
    }

    /// Dismisses a pair.
    public func dismiss(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let reason = payload.requiredText("reason", min: 2, max: 200)
        try payload.finish()
        return try await settle(call, reason: reason)
    }

    /// Opens a dismissed pair again.
    public func reopen(_ call: Call) async throws -> Reply { try await settle(call, reason: nil) }

    private func settle(_ call: Call, reason: String?) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let id: ID<DuplicatePair> = try call.id("id")
        let settle = SettleDuplicate(id, reason: reason, version: version)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return try await deployment.database.write(as: actor) { [now = call.now] tx in
            try settle.run(as: actor, keys: keys, at: now, in: tx)
            return try Duplicates.reply(id, as: actor, keys: keys, at: now, in: tx)
        }
    }

    private static func reply(
        _ id: ID<DuplicatePair>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Reply {
        let rows = try tx.execute(
            """
            select \(DuplicatePair.columns) from app.duplicate_pair p where p.tenant_id = \(actor.tenant) and p.id = \(id)
            and \(DuplicatePair.seen(by: actor, allowing: .deduplicateCustomer, at: now))
            """)
        guard let row = rows.first, let json = try DuplicatePair.json(rows, as: actor, keys: keys, at: now, in: tx)[id.uuid] else {
            throw Failure(.notFound)
        }
        return .json(json.serialized, version: try row.get(10, as: Int64.self))
    }
}
