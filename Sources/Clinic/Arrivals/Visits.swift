internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres
internal import QRCode

/// The visits' use cases as the API calls them.
struct Visits: Sendable {
    private let deployment: Deployment
    private let reader: ResourceReader
    private let steps: ResourceReader
    private let customers: ResourceReader

    init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(Visit.resource, of: deployment)
        steps = ResourceReader(VisitStepRecord.resource, of: deployment)
        customers = ResourceReader(Customer.resource, of: deployment)
    }

    // MARK: Reading

    func list(_ call: Call) async throws -> Reply { try await reader.list(for: call, where: "t.state is not null") }

    func get(_ call: Call) async throws -> Reply { try await reader.get(try call.id("id") as ID<Visit>, for: call) }

    func ofCustomer(_ call: Call) async throws -> Reply {
        let customer: ID<Customer> = try call.id("id")
        try await customers.requireVisible(customer, for: call)
        return try await reader.list(for: call, where: "t.customer_id = \(customer) and t.withdraws_id is null")
    }

    func steps(_ call: Call) async throws -> Reply {
        let visit: ID<Visit> = try call.id("id")
        try await reader.requireVisible(visit, for: call)
        return try await steps.list(for: call, where: "t.visit_id = \(visit)")
    }

    func board(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let board = try WaitingBoard(of: try call.id("id"), call.query)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        // Whoever sees customers in an emergency leaves a trace of it.
        guard actor.rights.view(of: Customer.resource).bitsOpened != 0 else {
            return .json(
                try await deployment.database.read(as: actor) { try board.read(as: actor, keys: keys, at: now, in: $0) }.serialized)
        }
        return .json(try await deployment.database.write(as: actor) { try board.read(as: actor, keys: keys, at: now, in: $0) }.serialized)
    }

    // MARK: Arriving

    func record(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let record = RecordVisit(.new(at: call.now), of: try call.id("id"), reading: payload)
        try payload.finish()
        return try await make("recordVisit", call, record.id) { try record.run(as: $0, keys: $1, at: $2, selection: $3, in: $4) }
    }

    func checkIn(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let checkIn = CheckIn(.new(at: call.now), reading: payload)
        try payload.finish()
        return try await make("checkIn", call, checkIn.id) { try checkIn.run(as: $0, keys: $1, at: $2, selection: $3, in: $4) }
    }

    private func make(
        _ operation: StaticString, _ call: Call, _ id: ID<Visit>,
        _ body: @escaping @Sendable (Actor, TenantKeys, Instant, Selection, Transaction) throws -> Row
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: Visit.resource, for: actor, at: call.now)
        let (reader, now) = (reader, call.now)
        return try await Idempotency(deployment).write(
            operation, call, keys: keys, again: { try await reader.get(ID<Visit>($0), for: call, status: .created) }
        ) { tx in
            let row = try body(actor, keys, now, selection, tx)
            return Idempotency.Outcome(
                .json(
                    try ResourceEncoder(selection, keys: keys).object(row), status: .created, version: try selection.version(of: row),
                    location: "/v1/visits/\(id)"), object: id.uuid)
        }
    }

    func code(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let customer: ID<Customer> = try call.id("id")
        let seconds = payload.integer("seconds", in: 60...CheckInCode.longest) ?? CheckInCode.lifetime
        try payload.finish()
        try await customers.requireVisible(customer, for: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let code = CheckInCode(of: customer, until: now.advanced(by: .seconds(seconds)))
        let text = try code.text(keys: keys)
        guard let picture = QRCode(text) else { throw Failure(.internalError) }
        try await deployment.database.write(as: actor) { tx in
            let about = try VisitingCustomer(customer, .recordVisit, locking: false, as: actor, keys: keys, at: now, in: tx)
            try AuditTrail.record(
                AuditEvent(.recordVisit, on: "check_in_code", customer.uuid, branch: about.home, customer: customer.uuid),
                as: actor, keys: keys, at: now, in: tx)
        }
        return .json(
            ([
                "code": .string(text), "until": .string(code.until.description),
                "qrCode": ["size": .integer(Int64(picture.size)), "path": .string(picture.path)],
            ] as JSONValue).serialized, status: .created)
    }

    // MARK: Being there

    func move(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let move = MoveVisit(try call.id("id"), reading: payload)
        try payload.finish()
        return try await change(call) { try move.run(version: $0, as: $1, keys: $2, at: $3, selection: $4, in: $5) }
    }

    func handOver(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let handOver = HandOverVisit(try call.id("id"), reading: payload)
        try payload.finish()
        return try await change(call) { try handOver.run(version: $0, as: $1, keys: $2, at: $3, selection: $4, in: $5) }
    }

    func leave(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let leave = LeaveVisit(try call.id("id"), reading: payload)
        try payload.finish()
        return try await change(call) { try leave.run(version: $0, as: $1, keys: $2, at: $3, selection: $4, in: $5) }
    }

    func withdraw(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let withdraw = WithdrawVisit(try call.id("id"))
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in try withdraw.run(as: actor, keys: keys, at: call.now, in: tx) }
        return .noContent
    }

    private func change(
        _ call: Call, _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Selection, Transaction) throws -> Row
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: Visit.resource, for: actor, at: call.now)
        let now = call.now
        let row = try await deployment.database.write(as: actor) { tx in try body(version, actor, keys, now, selection, tx) }
        return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
    }

    // MARK: The rule of a branch

    func rule(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let branch: ID<Unit> = try call.id("id")
        guard actor.rights.grantedReach(of: .readVisit)?.contains(branch) == true else { throw Failure(.notFound) }
        let found = try await deployment.database.read(as: actor) { tx in
            try tx.execute(all: [
                CatalogueQueries.branches([branch.uuid], tenant: actor.tenant), VisitQueries.rule(of: branch, tenant: actor.tenant),
            ])
        }
        guard !found[0].isEmpty else { throw Failure(.notFound) }
        let json = try TriageRule.json(found[1].first, of: branch)
        return .json(json.serialized, version: json["version"]?.integer)
    }

    func setRule(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let branch: ID<Unit> = try call.id("id")
        let rule = TriageRule(reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let json = try await deployment.database.write(as: actor) { tx in
            try rule.write(to: branch, version: version, as: actor, keys: keys, at: call.now, in: tx)
            return try TriageRule.json(try tx.execute(VisitQueries.rule(of: branch, tenant: actor.tenant)).first, of: branch)
        }
        return .json(json.serialized, version: json["version"]?.integer)
    }
}
