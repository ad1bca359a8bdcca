internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// What stands between the webhooks' requests and their use cases.
struct WebhookDesk: Sendable {
    let deployment: Deployment
    let types: [EventType]

    func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(as: actor, [WebhookQueries.list(of: actor.tenant)])[0]
        let body: JSONValue = ["data": .array(try rows.map { try Webhook($0).json }), "page": ["next": .null]]
        return .json(body.serialized)
    }

    func get(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(as: actor, [WebhookQueries.get(try call.id("id"), of: actor.tenant)])[0]
        guard let row = rows.first else { throw Failure(.notFound) }
        let webhook = try Webhook(row)
        return .json(webhook.json.serialized, version: webhook.version)
    }

    func create(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let content = try content(call, creating: true)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let (webhook, secret) = try await deployment.database.write(as: actor) { tx in
            try ManageWebhook.create(content, as: actor, keys: keys, at: call.now, in: tx)
        }
        var body = webhook.json.object ?? JSONObject()
        body["secret"] = .string(secret)
        return .json(JSONValue.object(body).serialized, status: .created, version: webhook.version, location: "/v1/webhooks/\(webhook.id)")
    }

    func change(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let id: ID<Webhook> = try call.id("id")
        let content = try content(call, creating: false)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let webhook = try await deployment.database.write(as: actor) { tx in
            try ManageWebhook.change(id, content, version: version, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(webhook.json.serialized, version: webhook.version)
    }

    func remove(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Webhook> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            try ManageWebhook.remove(id, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .noContent
    }

    func renewSecret(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Webhook> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let secret = try await deployment.database.write(as: actor) { tx in
            try ManageWebhook.renewSecret(id, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json((["secret": .string(secret)] as JSONValue).serialized)
    }

    func test(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Webhook> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let delivery = try await deployment.database.write(as: actor) { tx in
            try ManageWebhook.test(id, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(delivery.json.serialized, status: .accepted)
    }

    func deliveries(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.forbidden) }
        let id: ID<Webhook> = try call.id("id")
        let query = try DeliveryListQuery(call.query, of: id)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let last = try query.cursor.map { try Cursor(opening: $0, keys: keys, user: user, query: query.fingerprint).id }
        let answers = try await deployment.database.fetch(
            as: actor,
            [
                WebhookQueries.get(id, of: actor.tenant),
                WebhookQueries.deliveries(of: id, tenant: actor.tenant, states: query.states, before: last, limit: query.limit + 1),
            ])
        guard !answers[0].isEmpty else { throw Failure(.notFound) }
        let page = try answers[1].prefix(query.limit).map { try WebhookDelivery($0) }
        var next: JSONValue = .null
        if answers[1].count > query.limit, let end = page.last {
            next = .string(try Cursor(value: nil, id: end.id.uuid).sealed(keys: keys, user: user, query: query.fingerprint))
        }
        let body: JSONValue = ["data": .array(page.map(\.json)), "page": ["next": next]]
        return .json(body.serialized)
    }

    func replay(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Webhook> = try call.id("id")
        let delivery: ID<WebhookDelivery> = try call.id("deliveryId")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let replayed = try await deployment.database.write(as: actor) { tx in
            try ManageWebhook.replay(delivery, of: id, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(replayed.json.serialized, status: .accepted)
    }

    private func content(_ call: Call, creating: Bool) throws -> WebhookContent {
        let payload = try call.payload()
        let content = WebhookContent(reading: payload, creating: creating, types: types, guard: deployment.outbound)
        try payload.finish()
        return content
    }
}

/// `?filter[state]=failed&limit=50&cursor=…`.
private struct DeliveryListQuery {
    let states: [String]?
    let limit: Int
    let cursor: String?
    /// Tells this query from any other; a cursor is bound to it.
    let fingerprint: String

    /// Reads the parameters; throws `request.invalid` with every violation.
    init(_ query: Query, of webhook: ID<Webhook>) throws {
        let known = WebhookDelivery.State.allCases.map(\.rawValue)
        var violations: [Violation] = []
        var states: [String]?
        var limit = 50
        var cursor: String?
        for (name, value) in query.all {
            switch name {
            case "filter[state]":
                let words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                if words.count > known.count || !words.allSatisfy(known.contains) {
                    violations.append(Violation(pointer: "/filter/state", code: "choice", limit: known.joined(separator: ",")))
                }
                states = words
            case "limit":
                guard let number = Int(value), (1...ListQuery.maximumLimit).contains(number) else {
                    violations.append(Violation(pointer: "/limit", code: "range", limit: "1..\(ListQuery.maximumLimit)"))
                    continue
                }
                limit = number
            case "cursor": cursor = value
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        self.states = states
        self.limit = limit
        self.cursor = cursor
        fingerprint = "deliveries|\(webhook)|\(states?.sorted().joined(separator: ",") ?? "*")"
    }
}
