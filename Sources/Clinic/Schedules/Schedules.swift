internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The schedules' use cases as the API calls them: reads the request, opens the transaction, encodes the answer.
struct Schedules: Sendable {
    private let deployment: Deployment
    private let shifts: ResourceReader
    private let leaves: ResourceReader
    private let swaps: ResourceReader
    private let blocks: ResourceReader

    init(_ deployment: Deployment) {
        self.deployment = deployment
        shifts = ResourceReader(Shift.resource, of: deployment)
        leaves = ResourceReader(LeaveRequest.resource, of: deployment)
        swaps = ResourceReader(ShiftSwap.resource, of: deployment)
        blocks = ResourceReader(Block.resource, of: deployment)
    }

    // MARK: Rosters

    /// Shifts; drafts only for who writes them.
    func shifts(_ call: Call) async throws -> Reply {
        let drafts = try call.requireActor().rights.grantedReach(of: .manageShift)
        switch drafts {
        case .everywhere?: return try await shifts.list(for: call)
        case .branches(let branches)?:
            let ids = branches.map(\.uuid).sorted()
            return try await shifts.list(for: call, where: "(t.state = 'published' or t.branch_id = any (\(ids)))")
        case nil: return try await shifts.list(for: call, where: "t.state = 'published'")
        }
    }

    /// A branch's week.
    func roster(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let branch: ID<Unit> = try call.id("id")
        try await requireBranch(branch, as: actor)
        let monday = try Schedules.monday(call.query)
        return try await deployment.database.read(as: actor) { tx in try Schedules.week(monday, of: branch, as: actor, in: tx) }
    }

    private static func monday(_ query: Query) throws -> LocalDate {
        guard let monday = query.first("week").flatMap({ LocalDate($0) }), Roster.isMonday(monday), query.all.count == 1 else {
            throw Failure.invalid([Violation(pointer: "/week", code: "pattern")])
        }
        return monday
    }

    private static func week(_ monday: LocalDate, of branch: ID<Unit>, as actor: Actor, in tx: Transaction) throws -> Reply {
        let results = try tx.execute(all: [
            CatalogueQueries.branches([branch.uuid], tenant: actor.tenant), ScheduleQueries.week(monday, of: branch, tenant: actor.tenant),
            ScheduleQueries.shifts(of: monday, in: branch, tenant: actor.tenant),
        ])
        guard !results[0].isEmpty else { throw Failure(.notFound) }
        let showsDrafts = actor.rights.grantedReach(of: .manageShift)?.contains(branch) == true
        let json = try Roster.json(results[1].first, results[2], of: branch, monday, showsDrafts: showsDrafts)
        return .json(json.serialized, version: json["version"]?.integer)
    }

    func draft(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let draft = DraftRoster(of: try call.id("id"), reading: payload)
        try payload.finish()
        return try await write(call, draft.branch, draft.monday) { try draft.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func copy(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let copy = CopyRoster(of: try call.id("id"), reading: payload)
        try payload.finish()
        return try await write(call, copy.branch, copy.to) { _ = try copy.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func publish(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let publish = PublishRoster(of: try call.id("id"), reading: payload)
        try payload.finish()
        return try await write(call, publish.branch, publish.monday) { try publish.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    /// What stands against publishing the draft.
    func conflicts(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let branch: ID<Unit> = try call.id("id")
        guard actor.rights.grantedReach(of: .manageShift)?.contains(branch) == true else { throw Failure(.notFound) }
        let monday = try Schedules.monday(call.query)
        let conflicts = try await deployment.database.read(as: actor) { tx in
            guard try HouseRecord.shiftTemplates.reaches(branch.uuid, as: actor, in: tx) else { throw Failure(.notFound) }
            tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
            return try RosterConflicts.find(monday, in: branch, tenant: actor.tenant, in: tx)
        }
        return .json((["data": .array(conflicts.prefix(RosterConflict.most).map(\.json))] as JSONValue).serialized)
    }

    /// Writes a week and answers with it.
    private func write(
        _ call: Call, _ branch: ID<Unit>, _ monday: LocalDate,
        _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in try body(version, actor, keys, now, tx) }
        return try await deployment.database.read(as: actor) { tx in try Schedules.week(monday, of: branch, as: actor, in: tx) }
    }

    // MARK: Opening hours, working time

    func openingHours(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let branch: ID<Unit> = try call.id("id")
        try await requireBranch(branch, as: actor)
        let rows = try await deployment.database.fetch(as: actor, OpeningHours.statements(of: branch, at: call.now, tenant: actor.tenant))
        return .json(try OpeningHours.json(rows).serialized)
    }

    func setOpeningHours(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let hours = OpeningHours(of: try call.id("id"), reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return .json(
            try await deployment.database.write(as: actor) { tx in
                try hours.run(as: actor, keys: keys, at: call.now, in: tx)
            }.serialized)
    }

    func workingTime(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let branch: ID<Unit> = try call.id("id")
        try await requireBranch(branch, as: actor)
        let question = try WorkingTime.Question(call.query)
        let tenant = actor.tenant
        return try await deployment.database.read(as: actor) { tx in
            let time = try WorkingTime(
                in: branch, from: question.first, until: question.last, kinds: question.kinds, tenant: tenant, in: tx)
            return .json(time.json.serialized)
        }
    }

    private func requireBranch(_ branch: ID<Unit>, as actor: Actor) async throws {
        guard actor.rights.grantedReach(of: .readShift)?.contains(branch) == true,
            try await !deployment.database.fetch(as: actor, [CatalogueQueries.branches([branch.uuid], tenant: actor.tenant)])[0].isEmpty
        else { throw Failure(.notFound) }
    }

    // MARK: Leave and swaps

    /// One's own requests, and those that one decides.
    func leaves(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        return try await leaves.list(for: call, where: try Schedules.ownOrDecided(actor, "t.user_id"))
    }

    func swaps(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        return try await swaps.list(for: call, where: try Schedules.ownOrDecided(actor, "t.requested_by"))
    }

    private static func ownOrDecided(_ actor: Actor, _ person: SQL) throws -> SQL {
        guard let user = actor.user else { throw Failure(.forbidden) }
        switch actor.rights.grantedReach(of: .decideLeave) {
        case .everywhere?: return "true"
        case .branches(let branches)?:
            let ids = branches.map(\.uuid).sorted()
            return "(\(person) = \(user) or t.requested_by = \(user) or t.branch_id = any (\(ids)))"
        case nil: return "(\(person) = \(user) or t.requested_by = \(user))"
        }
    }

    func requestLeave(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let request = RequestLeave(ID<LeaveRequest>.new(at: call.now).uuid, reading: payload)
        try payload.finish()
        return try await make("requestLeave", call, request.id, LeaveRequest.resource, leaves) {
            try request.run(as: $0, keys: $1, at: $2, in: $3)
        }
    }

    func requestSwap(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let request = RequestSwap(ID<ShiftSwap>.new(at: call.now).uuid, reading: payload)
        try payload.finish()
        return try await make("requestSwap", call, request.id, ShiftSwap.resource, swaps) {
            try request.run(as: $0, keys: $1, at: $2, in: $3)
        }
    }

    /// Says whether somebody gets what he asked for.
    func decide<Settlement: RequestSettlement>(_ call: Call, _: Settlement.Type) async throws -> Reply {
        let payload = try call.payload()
        let id: ID<Settlement.Subject> = try call.id("id")
        let settlement = Settlement(id.uuid, reading: payload)
        try payload.finish()
        return try await settle(call, id, settlement)
    }

    /// Takes a request back.
    func withdraw<Settlement: RequestSettlement>(_ call: Call, _: Settlement.Type) async throws -> Reply {
        let id: ID<Settlement.Subject> = try call.id("id")
        return try await settle(call, id, Settlement(withdrawing: id.uuid))
    }

    /// Makes something once, and answers with it as its maker sees it.
    private func make(
        _ operation: StaticString, _ call: Call, _ id: UUID, _ resource: Resource, _ reader: ResourceReader,
        _ body: @escaping @Sendable (Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let selection = Selection(wholeOf: resource, for: actor, at: now)
        return try await Idempotency(deployment).write(
            operation, call, keys: keys, again: { try await reader.get(ID<LeaveRequest>($0), for: call, status: .created) }
        ) { tx in
            try body(actor, keys, now, tx)
            let rows = try tx.execute(
                ResourceQueries.get(ID<LeaveRequest>(id), selection, action: resource.read, for: actor, at: now))
            guard let row = rows.first else { throw Failure(.forbidden) }
            return Idempotency.Outcome(
                .json(try ResourceEncoder(selection, keys: keys).object(row), status: .created, version: 1), object: id)
        }
    }

    /// Settles a request, and answers with it.
    private func settle<Settlement: RequestSettlement>(
        _ call: Call, _ id: ID<Settlement.Subject>, _ settlement: Settlement
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in
            try settlement.run(version: version, as: actor, keys: keys, at: now, in: tx)
        }
        return try await ResourceReader(Settlement.resource, of: deployment).get(id, for: call)
    }

    // MARK: Blocks

    func blocks(_ call: Call) async throws -> Reply {
        try await blocks.list(for: call, where: "t.kind in ('maintenance', 'block')")
    }

    func block(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let block = BlockTime(reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return try await Idempotency(deployment).write("blockResource", call, keys: keys, again: { _ in Reply(status: .created) }) { tx in
            let ids = try block.run(as: actor, keys: keys, at: call.now, in: tx)
            let list = ids.map { JSONValue.string($0.uuidString.lowercased()) }
            return Idempotency.Outcome(.json((["ids": .array(list)] as JSONValue).serialized, status: .created))
        }
    }

    func unblock(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Block> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            try UnblockTime(id: id.uuid).run(as: actor, keys: keys, at: call.now, in: tx)
        }
        return .noContent
    }
}
