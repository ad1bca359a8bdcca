internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// What stands between a request about tasks and the database.
struct Tasks: Sendable {
    static let views = ["mine", "team"]

    private let deployment: Deployment
    private let reader: ResourceReader
    private let leads: Resource

    init(_ deployment: Deployment, leads: Resource) {
        self.leads = leads
        self.deployment = deployment
        reader = ResourceReader(WorkTask.resource, of: deployment)
    }

    /// One's own tasks, and those of the teams that one oversees.
    func list(_ call: Call) async throws -> Reply {
        let view = call.query.first("view")
        guard view.map(Tasks.views.contains) ?? true else {
            throw Failure.invalid([Violation(pointer: "/view", code: "choice", limit: Tasks.views.joined(separator: ","))])
        }
        let narrowing = try TaskReach.condition(call.requireActor(), view: view)
        return try await reader.list(for: call, where: narrowing, reserved: ["view"])
    }

    func get(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        return try await get(try call.id("id"), as: actor, at: call.now)
    }

    private func get(
        _ id: ID<WorkTask>, as actor: Actor, at now: Instant, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let selection = Selection(wholeOf: WorkTask.resource, for: actor, at: now)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        var statement = ResourceQueries.get(id, selection, action: .readTask, for: actor, at: now)
        statement.append(" and \(try TaskReach.condition(actor))")
        guard let row = try await deployment.database.fetch(as: actor, [statement])[0].first else { throw Failure(.notFound) }
        let body = try ResourceEncoder(selection, keys: keys).object(row)
        return .json(body, status: status, version: try selection.version(of: row))
    }

    func make(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let make = MakeTask(ID<WorkTask>.new(at: call.now).uuid, leads: leads, reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let selection = Selection(wholeOf: WorkTask.resource, for: actor, at: now)
        return try await Idempotency(deployment).write(
            "createTask", call, keys: keys, again: { try await get(ID<WorkTask>($0), as: actor, at: now, status: .created) }
        ) { tx in
            try make.run(as: actor, keys: keys, at: now, in: tx)
            let rows = try tx.execute(
                ResourceQueries.get(ID<WorkTask>(make.id), selection, action: .readTask, for: actor, at: now))
            guard let row = rows.first else { throw Failure(.forbidden) }
            return Idempotency.Outcome(
                .json(
                    try ResourceEncoder(selection, keys: keys).object(row), status: .created, version: 1,
                    location: "/v1/tasks/\(ID<WorkTask>(make.id))"),
                object: make.id)
        }
    }

    func complete(_ call: Call) async throws -> Reply { try await settle(call) { SettleTask(completing: $0, reading: $1) } }
    func postpone(_ call: Call) async throws -> Reply { try await settle(call) { SettleTask(postponing: $0, reading: $1, at: call.now) } }
    func cancel(_ call: Call) async throws -> Reply { try await settle(call) { SettleTask(cancelling: $0, reading: $1) } }
    func hand(_ call: Call) async throws -> Reply { try await settle(call) { SettleTask(handing: $0, reading: $1) } }

    private func settle(_ call: Call, _ read: (UUID, PayloadReader) -> SettleTask) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let id: ID<WorkTask> = try call.id("id")
        let settle = read(id.uuid, payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in
            try settle.run(version: version, as: actor, keys: keys, at: now, in: tx)
        }
        return try await get(id, as: actor, at: now)
    }
}
