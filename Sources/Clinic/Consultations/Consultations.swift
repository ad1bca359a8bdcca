internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The consultations' use cases as the API calls them.
struct Consultations: Sendable {
    private let deployment: Deployment
    private let reader: ResourceReader
    private let marks: ResourceReader
    private let plans: ResourceReader
    private let customers: ResourceReader

    init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(Consultation.resource, of: deployment)
        marks = ResourceReader(ConsultationMark.resource, of: deployment)
        plans = ResourceReader(TreatmentPlan.resource, of: deployment)
        customers = ResourceReader(Customer.resource, of: deployment)
    }

    // MARK: Talks

    func list(_ call: Call) async throws -> Reply { try await reader.list(for: call) }

    func ofCustomer(_ call: Call) async throws -> Reply {
        let customer: ID<Customer> = try call.id("id")
        try await customers.requireVisible(customer, for: call)
        return try await reader.list(for: call, where: "t.customer_id = \(customer)")
    }

    func get(_ call: Call) async throws -> Reply { try await reader.get(try call.id("id") as ID<Consultation>, for: call) }

    func open(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let open = OpenConsultation(.new(at: call.now), of: try call.id("id"), reading: payload, as: actor)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: Consultation.resource, for: actor, at: call.now)
        let (reader, now) = (reader, call.now)
        return try await Idempotency(deployment).write(
            "openConsultation", call, keys: keys, again: { try await reader.get(ID<Consultation>($0), for: call, status: .created) }
        ) { tx in
            let row = try open.run(as: actor, keys: keys, at: now, selection: selection, in: tx)
            return Idempotency.Outcome(
                .json(
                    try ResourceEncoder(selection, keys: keys).object(row), status: .created, version: 1,
                    location: "/v1/consultations/\(open.id)"), object: open.id.uuid)
        }
    }

    func change(_ call: Call) async throws -> Reply {
        let changes = try FieldChanges.changing(Consultation.resource, from: call)
        let change = ChangeConsultation(id: try call.id("id"))
        return try await changed(call, change.id) { try change.write(changes, version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func photos(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        if !payload.has("attachmentIds") { payload.refuse("attachmentIds", "required") }
        let photos = payload.uuids("attachmentIds", max: ChangeConsultation.mostPhotos)
        let change = ChangeConsultation(id: try call.id("id"))
        try payload.finish()
        return try await changed(call, change.id) { try change.refer(to: photos, version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func marks(_ call: Call) async throws -> Reply {
        let talk: ID<Consultation> = try call.id("id")
        try await reader.requireVisible(talk, for: call)
        return try await marks.list(for: call, where: "t.consultation_id = \(talk) and t.removed_at is null")
    }

    func mark(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let view = try call.requireActor().rights.view(of: ConsultationMark.resource)
        if !payload.has("marks") { payload.refuse("marks", "required") }
        let marks = payload.objects("marks", max: ChangeConsultation.mostMarks).map { mark in
            let values = FieldChanges(reading: mark, of: view, creating: true)
            for name in ["x", "y"] {
                if case .integer(let place)? = values[name], place > 1_000 { mark.refuse(name, "range", limit: "0...1000") }
            }
            return values
        }
        let change = ChangeConsultation(id: try call.id("id"))
        try payload.finish()
        return try await changed(call, change.id) { try change.mark(marks, version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func close(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let close = CloseConsultation(try call.id("id"), reading: payload)
        try payload.finish()
        return try await changed(call, close.id) { try close.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    /// Changes a consultation, and answers with it.
    private func changed(
        _ call: Call, _ id: ID<Consultation>, _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: Consultation.resource, for: actor, at: call.now)
        let now = call.now
        let row = try await deployment.database.write(as: actor) { tx in
            try body(version, actor, keys, now, tx)
            return try ConsultationRecord.row(id, selection, action: .readConsultation, as: actor, keys: keys, at: now, in: tx)
        }
        return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
    }

    // MARK: Plans

    func plansOf(_ call: Call) async throws -> Reply {
        let talk: ID<Consultation> = try call.id("id")
        try await reader.requireVisible(talk, for: call)
        return try await plans.list(for: call, where: "t.consultation_id = \(talk)")
    }

    func plansOfCustomer(_ call: Call) async throws -> Reply {
        let customer: ID<Customer> = try call.id("id")
        try await customers.requireVisible(customer, for: call)
        return try await plans.list(for: call, where: "t.customer_id = \(customer)")
    }

    /// Plans that wait for the caller's own opinion.
    func reviews(_ call: Call) async throws -> Reply {
        guard let user = try call.requireActor().user else { throw Failure(.unauthenticated) }
        return try await plans.list(
            for: call,
            where: """
                t.state = 'joint_review' and exists (select 1 from app.plan_opinion o where o.tenant_id = t.tenant_id and o.plan_id = t.id
                and o.user_id = \(user) and o.ended_at is null and o.verdict is null)
                """)
    }

    func plan(_ call: Call) async throws -> Reply {
        try await planned(call, try call.id("id"), status: .ok) { _, _, _, _ in }
    }

    func make(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let make = MakePlan(.new(at: call.now), of: try call.id("id"), reading: payload, as: actor)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        return try await Idempotency(deployment).write(
            "makePlan", call, keys: keys, again: { try await planned(call, ID($0), status: .created) { _, _, _, _ in } }
        ) { tx in
            try make.run(as: actor, keys: keys, at: now, in: tx)
            let document = try PlanDocument(make.id, as: actor, keys: keys, at: now, in: tx)
            return Idempotency.Outcome(
                .json(
                    document.json.serialized, status: .created, version: document.version, location: "/v1/treatment-plans/\(make.id)"),
                object: make.id.uuid)
        }
    }

    func changePlan(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let change = ChangePlan(try call.id("id"), reading: payload, as: try call.requireActor())
        try payload.finish()
        return try await decided(call, change.id) { try change.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func discuss(_ call: Call) async throws -> Reply {
        let discuss = DiscussPlan(id: try call.id("id"))
        return try await decided(call, discuss.id) { try discuss.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func invite(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let invite = InviteReviewers(try call.id("id"), reading: payload)
        try payload.finish()
        return try await decided(call, invite.id) { try invite.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func giveOpinion(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let give = GiveOpinion(try call.id("id"), reading: payload)
        try payload.finish()
        return try await planned(call, give.id, status: .ok) { try give.run(as: $0, keys: $1, at: $2, in: $3) }
    }

    func accept(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let accept = AcceptPlan(try call.id("id"), reading: payload)
        try payload.finish()
        return try await decided(call, accept.id) { try accept.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func decline(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let decline = DeclinePlan(try call.id("id"), reading: payload)
        try payload.finish()
        return try await decided(call, decline.id) { try decline.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    private func decided(
        _ call: Call, _ id: ID<TreatmentPlan>, _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        return try await planned(call, id, status: .ok) { try body(version, $0, $1, $2, $3) }
    }

    /// Does something to a plan, and answers with the whole of it.
    private func planned(
        _ call: Call, _ id: ID<TreatmentPlan>, status: HTTPResponse.Status,
        _ body: @escaping @Sendable (Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let (json, version) = try await deployment.database.write(as: actor) { tx -> (JSONValue, Int64) in
            try body(actor, keys, now, tx)
            let document = try PlanDocument(id, as: actor, keys: keys, at: now, in: tx)
            return (document.json, document.version)
        }
        return .json(json.serialized, status: status, version: version)
    }
}
