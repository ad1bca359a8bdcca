internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// Work on many customers, and hand-overs, as the API calls them.
public struct BulkWork: Sendable {
    private let deployment: Deployment
    private let customers: ResourceReader

    public init(_ deployment: Deployment) {
        self.deployment = deployment
        customers = ResourceReader(Customer.resource, of: deployment)
    }

    /// Orders an action on customers that are named, or on all that the query's filters leave.
    public func order(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let change = ChangeManyCustomers(.new(at: call.now), reading: payload)
        try payload.finish()
        let query = try ListQuery(call.query, on: actor.rights.view(of: Customer.resource))
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in
            try change.run(query, as: actor, at: now, in: tx)
            try AuditTrail.record(
                AuditEvent(.bulkChange, on: "customer", body: ["action": .string(change.id.description), "kind": .string(change.kind)]),
                as: actor, keys: keys, at: now, in: tx)
        }
        return try await reply(change.id, call, status: .accepted)
    }

    /// How many the query's filters leave: `{count, most}`, more than `most` counted as one more.
    public func count(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let chosen = CountChosenCustomers(query: try ListQuery(call.query, on: actor.rights.view(of: Customer.resource)))
        let rows = try await deployment.database.fetch(as: actor, [chosen.run(as: actor, at: call.now)])[0]
        let body: JSONValue = ["count": .integer(try rows[0][0]), "most": .integer(Int64(BulkAction.most))]
        return .json(body.serialized)
    }

    /// The caller's own actions, newest first.
    public func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        return try await page(call, "bulk", where: "b.created_by = \(actor.user)")
    }

    /// Hand-overs, newest first.
    public func handOvers(_ call: Call) async throws -> Reply {
        try await page(call, "hand_over", where: "b.kind = 'hand_over'")
    }

    /// One action of the caller's.
    public func get(_ call: Call) async throws -> Reply { try await reply(try call.id("id"), call, status: .ok) }

    /// What came of each: `{data: [{position, lane, objectId, toId, outcome, code}], next}`.
    public func rows(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<BulkAction> = try call.id("id")
        var (after, outcome) = (Int32(0), String?.none)
        for (name, value) in call.query.all {
            switch name {
            case "after":
                guard let number = Int32(value) else { throw Failure.invalid([Violation(pointer: "/after", code: "type")]) }
                after = number
            case "outcome" where BulkAction.outcomes.contains(value): outcome = value
            case "outcome": throw Failure.invalid([Violation(pointer: "/outcome", code: "choice")])
            default: throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")])
            }
        }
        let narrowed: SQL = outcome.map { "and r.outcome = \($0)" as SQL } ?? ""
        let found = try await deployment.database.fetch(
            as: actor,
            [
                "select 1 from app.bulk_action b where b.tenant_id = \(actor.tenant) and b.id = \(id) and b.created_by = \(actor.user)",
                """
                select r.position, r.lane, r.object_id, r.to_id, r.outcome, r.code from app.bulk_action_row r
                where r.tenant_id = \(actor.tenant) and r.action_id = \(id) and r.position > \(after) \(narrowed)
                order by r.position limit 201
                """,
            ])
        guard !found[0].isEmpty else { throw Failure(.notFound) }
        let shown = found[1].prefix(200)
        let rows = try shown.map { row -> JSONValue in
            [
                "position": .integer(Int64(try row.get(0, as: Int32.self))), "lane": .string(try row[1]),
                "objectId": .string(try row.get(2, as: ID<Customer>.self).description),
                "toId": (try row.getOptional(3, as: ID<User>.self)).map { .string($0.description) } ?? .null,
                "outcome": .string(try row[4]), "code": (try row.getOptional(5, as: String.self)).map { .string($0) } ?? .null,
            ]
        }
        var next: JSONValue = .null
        if found[1].count > 200, let last = shown.last { next = .integer(Int64(try last.get(0, as: Int32.self))) }
        let body: JSONValue = ["data": .array(rows), "next": next]
        return .json(body.serialized)
    }

    /// Ends an action: what is done stays done.
    public func cancel(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<BulkAction> = try call.id("id")
        let now = call.now
        try await deployment.database.write(as: actor) { tx in
            guard let action = try BulkAction.lock(id, of: actor, in: tx) else { throw Failure(.notFound) }
            guard ["waiting", "running"].contains(action.state) else { throw Failure(.bulkState) }
            tx.enqueue(
                """
                update app.bulk_action set state = 'cancelled', finished_at = \(now), version = version + 1
                where tenant_id = \(actor.tenant) and id = \(id)
                """)
            tx.enqueue(
                """
                update app.bulk_action_row set outcome = 'cancelled' where tenant_id = \(actor.tenant) and action_id = \(id)
                and outcome = 'waiting'
                """)
        }
        return try await reply(id, call, status: .ok)
    }

    /// Takes an action back.
    public func undo(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let undo = UndoBulkAction(.new(at: call.now), undoing: try call.id("id"))
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in
            try undo.run(version, as: actor, at: now, in: tx)
            try AuditTrail.record(
                AuditEvent(
                    .bulkChange, on: "customer", body: ["action": .string(undo.id.description), "undoes": .string(undo.undone.description)]),
                as: actor, keys: keys, at: now, in: tx)
        }
        return try await reply(undo.id, call, status: .accepted)
    }

    // MARK: - Hand-overs

    /// What would go to whom.
    public func previewHandOver(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let handOver = HandOver(.new(at: call.now), reading: payload)
        try payload.finish()
        let (now, language) = (call.now, call.language)
        return .json(
            try await deployment.database.read(as: actor) { tx in
                try handOver.preview(in: language, as: actor, at: now, in: tx)
            }.serialized)
    }

    /// Hands over.
    public func handOver(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let handOver = HandOver(.new(at: call.now), reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in try handOver.run(as: actor, keys: keys, at: now, in: tx) }
        deployment.forget(actor.tenant)
        return try await reply(handOver.id, call, status: .accepted)
    }

    /// Whose a customer was, from when: `{data: [{ownerId, since}]}`, newest first; null where he was nobody's.
    public func owners(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Customer> = try call.id("id")
        try await customers.requireVisible(id, for: call)
        let rows = try await deployment.database.fetch(
            as: actor,
            [
                """
                select x.user_id, x.since from (
                  select l.user_id, l.since, l.until from app.customer_lane l
                  where l.tenant_id = \(actor.tenant) and l.customer_id = \(id) and l.lane = 'consultant'
                  union all
                  select null, l.until, null from app.customer_lane l
                  where l.tenant_id = \(actor.tenant) and l.customer_id = \(id) and l.lane = 'consultant' and l.until is not null
                  and not exists (select 1 from app.customer_lane n where n.tenant_id = l.tenant_id and n.customer_id = l.customer_id
                    and n.lane = l.lane and n.since = l.until)) x
                order by x.since desc, x.until desc nulls first limit 200
                """
            ])[0]
        let list = try rows.map { row -> JSONValue in
            [
                "ownerId": (try row.getOptional(0, as: ID<User>.self)).map { .string($0.description) } ?? .null,
                "since": .string(try row.get(1, as: Instant.self).description),
            ]
        }
        let body: JSONValue = ["data": .array(list)]
        return .json(body.serialized)
    }

    // MARK: - Answers

    private func page(_ call: Call, _ name: String, where condition: SQL) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let page = try NewestFirst(call, list: name, keys: keys, parameter: "state", of: BulkAction.states)
        var conditions: [SQL] = ["b.tenant_id = \(actor.tenant)", condition]
        if let state = page.choice { conditions.append("b.state = \(state)") }
        if let before = page.before { conditions.append("b.id < \(before)") }
        let rows = try await deployment.database.fetch(
            as: actor,
            [
                """
                select \(BulkAction.columns) from app.bulk_action b where \(conditions.joined(separator: " and "))
                order by b.id desc limit \(page.limit + 1)
                """
            ])[0]
        return try page.page(rows, BulkAction.json)
    }

    private func reply(_ id: ID<BulkAction>, _ call: Call, status: HTTPResponse.Status) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(
            as: actor,
            [
                """
                select \(BulkAction.columns) from app.bulk_action b where b.tenant_id = \(actor.tenant) and b.id = \(id)
                and b.created_by = \(actor.user)
                """
            ])[0]
        guard let row = rows.first else { throw Failure(.notFound) }
        return .json(try BulkAction.json(row).serialized, status: status, version: try row.get(13, as: Int64.self))
    }
}
