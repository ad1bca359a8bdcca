internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The queue of requests as the API calls it.
struct OnlineRequests: Sendable {
    static let views = ["review", "desk", "open", "late"]

    private let deployment: Deployment
    private let reader: ResourceReader
    private let numbers: NumberBlocks

    init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(OnlineRequest.resource, of: deployment)
        numbers = NumberBlocks(database: deployment.database)
    }

    func list(_ call: Call) async throws -> Reply {
        func states(_ isMeant: (OnlineRequest.State) -> Bool) -> SQL {
            "t.state = any (\(OnlineRequest.State.allCases.filter(isMeant).map(\.rawValue)))"
        }
        let narrowing: SQL
        switch call.query.first("view") {
        case nil: narrowing = "true"
        case "review"?: narrowing = states(\.awaitsReview)
        case "desk"?: narrowing = states(\.awaitsDesk)
        case "open"?: narrowing = states(\.isOpen)
        case "late"?: narrowing = "(t.overdue_at is not null and \(states(\.isOpen)))"
        default: throw Failure.invalid([Violation(pointer: "/view", code: "choice", limit: OnlineRequests.views.joined(separator: ","))])
        }
        return try await reader.list(for: call, where: narrowing, reserved: ["view"])
    }

    func get(_ call: Call) async throws -> Reply {
        let id: ID<OnlineRequest> = try call.id("id")
        return try await reader.get(id, for: call)
    }

    /// Shows the telephone number in clear.
    func reveal(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<OnlineRequest> = try call.id("id")
        let payload = try call.payload()
        let reveal = RevealCustomer(
            id.uuid, of: OnlineRequest.resource, reading: payload, view: actor.rights.view(of: OnlineRequest.resource))
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return .json(
            try await deployment.database.write(as: actor) { tx in
                try reveal.run(as: actor, keys: keys, at: call.now, in: tx)
            })
    }

    func review(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let id: ID<OnlineRequest> = try call.id("id")
        let review = ReviewOnlineRequest(id.uuid, reading: payload)
        try payload.finish()
        return try await write(call, id) { try review.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func step(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let id: ID<OnlineRequest> = try call.id("id")
        let step = StepOnlineRequest(id.uuid, reading: payload)
        try payload.finish()
        return try await write(call, id) { try step.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func book(_ call: Call) async throws -> Reply {
        let payload = call.body.isEmpty ? PayloadReader(.object([:])) : try call.payload()
        let id: ID<OnlineRequest> = try call.id("id")
        let actor = try call.requireActor()
        let number = try await numbers.next("appointment", of: actor.tenant, request: call.request)
        let book = BookOnlineRequest(id.uuid, appointment: ID<Appointment>.new(at: call.now).uuid, number: number, reading: payload)
        try payload.finish()
        return try await write(call, id) { try book.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    /// Writes, and answers with the request as it is then.
    private func write(
        _ call: Call, _ id: ID<OnlineRequest>, _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in try body(version, actor, keys, now, tx) }
        return try await reader.get(id, for: call)
    }
}
