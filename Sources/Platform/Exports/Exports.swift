internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres
internal import Vault

/// The exports' use cases as the API calls them.
struct Exports: Sendable {
    private let deployment: Deployment
    private let lists: [ExportList]

    init(_ deployment: Deployment, _ lists: [ExportList]) {
        self.deployment = deployment
        self.lists = lists
    }

    /// Asks for a list as a file: with a reason, and for which rows and columns.
    func create(_ call: Call, _ list: ExportList) async throws -> Reply {
        let (actor, user) = try caller(call)
        let payload = try call.payload()
        let ask = AskForExport(list, reading: payload, call)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let lists = lists
        return try await Idempotency(deployment).write(
            "createExport", call, keys: keys, again: { try await reply(ID<Export>($0), call, status: .accepted) }
        ) { tx in
            let record = try ask.run(as: actor, user, keys: keys, at: call.now, in: tx)
            return Idempotency.Outcome(
                .json(
                    record.json(for: actor, among: lists, at: call.now).serialized, status: .accepted, location: "/v1/exports/\(record.id)"),
                object: record.id.uuid)
        }
    }

    /// Exports, newest first: one's own, or everybody's.
    func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.forbidden) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let states = ExportRecord.State.allCases.map(\.rawValue)
        let query = try NewestFirst(call, list: "exports", keys: keys, parameter: "state", of: states)
        let statement = ExportQueries.list(
            of: actor.tenant, user: Exports.seesAll(actor) ? nil : user, state: query.choice, before: query.before, limit: query.limit + 1)
        let rows = try await deployment.database.fetch(as: actor, [statement])[0]
        return try query.page(rows) { try ExportRecord($0, keys: keys).json(for: actor, among: lists, at: call.now) }
    }

    func get(_ call: Call) async throws -> Reply { try await reply(try call.id("id"), call) }

    /// Lets an export go, or not. Never one's own.
    func decide(_ call: Call) async throws -> Reply {
        let (actor, user) = try caller(call)
        let payload = try call.payload()
        let isApproved = payload.requiredBoolean("approved")
        try payload.finish()
        // Whoever approves answers for the chain: a branch's list is its branch administrator's own.
        guard actor.rights.grantedReach(of: .approveExport) == .everywhere else { throw Failure(.notFound) }
        return try await change(call, actor, recording: .approveExport, body: ["approved": .boolean(isApproved)]) { record, tx in
            guard record.requestedBy != user else { throw Failure(.exportOwn) }
            guard record.state == .waiting else { throw Failure(.exportState) }
            tx.enqueue(ExportQueries.decide(record.id, approved: isApproved, by: user, tenant: actor.tenant, at: call.now))
            if isApproved { try ExportJobs.enqueue(record.id, as: actor, at: call.now, in: tx) }
        }
    }

    /// Takes one's own export back, as long as there is no file.
    func cancel(_ call: Call) async throws -> Reply {
        let (actor, user) = try caller(call)
        return try await change(call, actor, recording: .cancelExport) { record, tx in
            guard record.requestedBy == user else { throw Failure(.notFound) }
            guard [.waiting, .approved, .running].contains(record.state) else { throw Failure(.exportState) }
            tx.enqueue(ExportQueries.end(record.id, .cancelled, tenant: actor.tenant, at: call.now))
        }
    }

    /// The file, to whoever asked for it and as long as his rights are the same.
    func content(_ call: Call) async throws -> Reply {
        let (actor, user) = try caller(call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let record = try await find(try call.id("id"), actor, keys)
        // Who sees that there was an export does not get what is in it.
        guard record.requestedBy == user else { throw Failure(.notFound) }
        guard record.state == .done, let file = record.file,
            let facts = try await FileStore(deployment).find(file, as: actor, keys: keys, at: call.now)
        else { throw Failure(.exportGone) }
        guard let list = lists.first(where: { $0.resource.name == record.list }), actor.rights.allows(list.action) else {
            throw Failure(.exportRightsChanged)
        }
        let reach = try? await deployment.database.read(as: actor) {
            try ExportedList(list, record.order, for: actor, at: call.now, in: $0).reach
        }
        guard reach == record.reach else { throw Failure(.exportRightsChanged) }
        let id = record.id
        return try await FileEndpoints.download(
            facts, call, keys, deployment,
            event: AuditEvent(.openExport, on: "export", id.uuid, reason: record.reason, rowCount: record.rows.map { Int($0) })
        ) { tx in tx.enqueue(ExportQueries.opened(id, tenant: actor.tenant)) }
    }

    // MARK: Parts

    /// A person: neither a visiting operator nor a program takes anything out. A job knows the person's rights and not a key's scope.
    private func caller(_ call: Call) throws -> (Actor, ID<User>) {
        let actor = try call.requireActor()
        guard let user = actor.user, !actor.isSupport, actor.key == nil else { throw Failure(.forbidden) }
        return (actor, user)
    }

    static func seesAll(_ actor: Actor) -> Bool { actor.rights.grantedReach(of: .readExport) == .everywhere }

    private func change(
        _ call: Call, _ actor: Actor, recording action: Action, body: JSONValue? = nil,
        _ change: @escaping @Sendable (ExportRecord, Transaction) throws -> Void
    ) async throws -> Reply {
        let (id, lists): (ID<Export>, [ExportList]) = (try call.id("id"), lists)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let json = try await deployment.database.write(as: actor) { tx -> JSONValue in
            guard let row = try tx.execute(ExportQueries.get(id, of: actor.tenant, locking: true)).first else { throw Failure(.notFound) }
            let record = try ExportRecord(row, keys: keys)
            guard record.requestedBy == actor.user || Exports.seesAll(actor) else { throw Failure(.notFound) }
            try change(record, tx)
            try AuditTrail.record(AuditEvent(action, on: "export", id.uuid, body: body), as: actor, keys: keys, at: call.now, in: tx)
            guard let after = try tx.execute(ExportQueries.get(id, of: actor.tenant)).first else { throw Failure(.notFound) }
            return try ExportRecord(after, keys: keys).json(for: actor, among: lists, at: call.now)
        }
        return .json(json.serialized)
    }

    private func find(_ id: ID<Export>, _ actor: Actor, _ keys: TenantKeys) async throws -> ExportRecord {
        let rows = try await deployment.database.fetch(as: actor, [ExportQueries.get(id, of: actor.tenant)])[0]
        guard let row = rows.first else { throw Failure(.notFound) }
        let record = try ExportRecord(row, keys: keys)
        guard record.requestedBy == actor.user || Exports.seesAll(actor) else { throw Failure(.notFound) }
        return record
    }

    private func reply(_ id: ID<Export>, _ call: Call, status: HTTPResponse.Status = .ok) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return .json(try await find(id, actor, keys).json(for: actor, among: lists, at: call.now).serialized, status: status)
    }
}
