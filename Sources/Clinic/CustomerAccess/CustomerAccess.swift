internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The use cases of access beyond one's own rows as the API calls them.
public struct CustomerAccess: Sendable {
    private let deployment: Deployment
    private let customers: ResourceReader
    private let sharesReader: ResourceReader

    public init(_ deployment: Deployment) {
        self.deployment = deployment
        customers = ResourceReader(Customer.resource, of: deployment)
        sharesReader = ResourceReader(CustomerShare.resource, of: deployment)
    }

    // MARK: Shares

    /// A page of a customer's shares, those that ended too.
    public func shares(_ call: Call) async throws -> Reply {
        let id: ID<Customer> = try call.id("id")
        try await customers.requireVisible(id, for: call)
        return try await sharesReader.list(for: call, where: "t.customer_id = \(id)")
    }

    /// Shares a customer.
    public func share(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let share = ShareCustomer(try call.id("id"), id: .new(at: call.now), reading: payload, at: call.now)
        try payload.finish()
        let actor = try call.requireActor()
        let held = try await deployment.database.fetch(
            as: system(call), [CustomerAccessQueries.countShares(to: share.branch, tenant: actor.tenant, at: call.now)])[0]
        let count: Int64 = try held[0][0]
        try await write(call) { try share.run(held: count, as: $0, keys: $1, at: $2, in: $3) }
        let body: JSONValue = ["id": .string(share.id.description)]
        return .json(body.serialized, status: .created)
    }

    /// Ends a share.
    public func endShare(_ call: Call) async throws -> Reply {
        let end = EndShare(customer: try call.id("id"), share: try call.id("shareId"))
        try await write(call) { try end.run(as: $0, keys: $1, at: $2, in: $3) }
        return .noContent
    }

    // MARK: Restrictions

    /// Restricts a customer.
    public func restrict(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let restrict = RestrictCustomer(try call.id("id"), reading: payload)
        try payload.finish()
        try await write(call) { try restrict.run(as: $0, keys: $1, at: $2, in: $3) }
        return .noContent
    }

    /// Lifts a restriction.
    public func liftRestriction(_ call: Call) async throws -> Reply {
        let lift = LiftRestriction(customer: try call.id("id"))
        try await write(call) { try lift.run(as: $0, keys: $1, at: $2, in: $3) }
        return .noContent
    }

    // MARK: Requests

    /// Asks to see a customer.
    public func requestCare(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let request = RequestCare(.new(at: call.now), reading: payload, at: call.now)
        try payload.finish()
        let made = try await writeAsSystem(call) { try request.run(as: $0, keys: $1, at: $2, in: $3) }
        return .json(made.serialized, status: .created)
    }

    /// Decides such a request.
    public func decideCareRequest(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let decide = DecideCareRequest(try call.id("id"), reading: payload, at: call.now)
        try payload.finish()
        return .json(try await writeAsSystem(call) { try decide.run(as: $0, keys: $1, at: $2, in: $3) }.serialized)
    }

    /// The caller's own requests, or those that he may decide.
    public func careRequests(_ call: Call, own: Bool) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let page = try NewestFirst(
            call, list: own ? "care_request" : "care_queue", keys: keys, parameter: "state", of: ["requested", "approved", "refused"])
        var conditions: [SQL] = ["r.tenant_id = \(actor.tenant)"]
        if own {
            conditions.append("r.user_id = \(actor.user)")
        } else if case .branches(let branches)? = actor.rights.grantedReach(of: .approveCare) {
            conditions.append("r.branch_id = any (\(branches.sorted().map(\.uuid)))")
        }
        if let state = page.choice { conditions.append("r.state = \(state)") }
        if let before = page.before { conditions.append("r.id < \(before)") }
        let statement: SQL = """
            select \(CareRequest.columns) from \(CareRequest.source) where \(conditions.joined(separator: " and ")) \
            order by r.id desc limit \(page.limit + 1)
            """
        // As the system: a request may be about a customer whom neither side sees by branch.
        return try page.page(try await deployment.database.fetch(as: system(call), [statement])[0]) { try CareRequest.json($0, keys: keys) }
    }

    // MARK: Emergencies

    /// Opens a customer in an emergency, by id in the path or by what the caller was told.
    public func breakGlass(_ call: Call) async throws -> Reply {
        let customer: ID<Customer>? = call.parameter("id") == nil ? nil : try call.id("id")
        let payload = try call.payload()
        let open = OpenBreakGlass(.new(at: call.now), customer: customer, reading: payload)
        try payload.finish()
        try call.requireStepUp()
        switch try await writeAsSystem(call, { try open.run(as: $0, keys: $1, at: $2, in: $3) }) {
        case .opened(let answer): return .json(answer.serialized, status: .created)
        case .missed: throw Failure(.notFound)
        }
    }

    /// Closes what the caller opened.
    public func endBreakGlass(_ call: Call) async throws -> Reply {
        let end = EndBreakGlass(id: try call.id("id"))
        try await writeAsSystem(call) { try end.run(as: $0, keys: $1, at: $2, in: $3) }
        return .noContent
    }

    /// The review queue.
    public func breakGlassReviews(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let page = try NewestFirst(call, list: "break_glass", keys: keys, parameter: "state", of: ["open", "reviewed"])
        var conditions: [SQL] = ["g.tenant_id = \(actor.tenant)"]
        if let state = page.choice { conditions.append(state == "open" ? "g.verdict is null" : "g.verdict is not null") }
        if let before = page.before { conditions.append("g.id < \(before)") }
        let statement: SQL = """
            select \(BreakGlass.columns) from \(BreakGlass.source) where \(conditions.joined(separator: " and ")) \
            order by g.id desc limit \(page.limit + 1)
            """
        let (rows, customers) = try await deployment.database.write(as: actor) { [now = call.now] tx in
            let rows = try tx.execute(statement)
            let customers = try BreakGlass.keys(of: rows, as: actor, keys: keys, in: tx)
            try AuditTrail.record(
                AuditEvent(.readBreakGlass, on: "break_glass", rowCount: min(rows.count, page.limit)), as: actor, keys: keys, at: now,
                in: tx)
            return (rows, customers)
        }
        return try page.page(rows) { try BreakGlass.json($0, opening: customers, keys: keys) }
    }

    /// Judges one.
    public func reviewBreakGlass(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let review = ReviewBreakGlass(try call.id("id"), reading: payload)
        try payload.finish()
        let reviewed = try await write(call) { try review.run(as: $0, keys: $1, at: $2, in: $3) }
        return .json(reviewed.serialized)
    }

    // MARK: - Transactions

    private typealias Body<Value> = @Sendable (Actor, TenantKeys, Instant, Transaction) throws -> Value

    /// In a transaction of the caller. What this server keeps of rights is dropped at once; the others hear of it.
    private func write<Value: Sendable>(_ call: Call, _ body: @escaping Body<Value>) async throws -> Value {
        let actor = try call.requireActor()
        return try await write(call, as: actor, body)
    }

    /// In a transaction that sees the whole tenant, for what is about customers whom the caller does not see.
    private func writeAsSystem<Value: Sendable>(_ call: Call, _ body: @escaping Body<Value>) async throws -> Value {
        try await write(call, as: try system(call), body)
    }

    private func write<Value: Sendable>(_ call: Call, as context: Actor, _ body: @escaping Body<Value>) async throws -> Value {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let value = try await deployment.database.write(as: context) { tx in try body(actor, keys, now, tx) }
        deployment.forget(actor.tenant)
        return value
    }

    private func system(_ call: Call) throws -> Actor {
        .system(of: try call.requireActor().tenant, request: call.request, address: call.address)
    }
}
