internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Asks colleagues for their opinion of a plan (会诊). Each of them sees the customer from then on for a while. Somebody absent can be stood in
/// for by another.
struct InviteReviewers: Sendable {
    let id: ID<TreatmentPlan>
    private let users: [UUID]
    private let absent: ID<User>?

    /// Colleagues of a joint consultation at most.
    static let most = 12

    /// Reads `{"userIds", "insteadOfId"?}`.
    init(_ id: ID<TreatmentPlan>, reading payload: PayloadReader) {
        self.id = id
        if !payload.has("userIds") { payload.refuse("userIds", "required") }
        users = payload.uuids("userIds", max: InviteReviewers.most)
        absent = payload.uuid("insteadOfId").map { ID($0) }
        if payload.has("userIds"), users.isEmpty { payload.refuse("userIds", "too_short") }
        if absent != nil, users.count > 1 { payload.refuse("userIds", "too_many", limit: "1") }
    }

    /// - Throws: `resource.not_found`, `resource.stale`, `plan.decided`; `request.invalid` for somebody who does not treat and review in this
    ///   branch, who was asked already, who asks or made the plan himself, for an absent colleague who was not asked, or has answered, and for a
    ///   plan with nothing in it; `customer.care_needs_approval`.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let plan = try LockedPlan(id, version: version, .writePlan, as: actor, keys: keys, at: now, in: tx)
        let tenant = actor.tenant
        let found = try tx.execute(all: [
            VisitQueries.people(of: plan.talk.place, kinds: VisitPeople.treating, holding: .reviewPlan, tenant: tenant, at: now),
            """
            select o.user_id, o.verdict is not null from app.plan_opinion o where o.tenant_id = \(tenant) and o.plan_id = \(id)
            and o.ended_at is null
            """,
            "select p.created_by from app.treatment_plan p where p.tenant_id = \(tenant) and p.id = \(id)",
        ])
        // A colleague's opinion is wanted: neither his who made the plan nor his who asks.
        let own = try [found[2].first?.getOptional(0, as: UUID.self), actor.user?.uuid]
        let people = Set(try found[0].map { try $0.get(0, as: UUID.self) })
        var invited: [UUID: Bool] = [:]
        for row in found[1] { invited[try row[0]] = try row.get(1, as: Bool.self) }
        var violations = users.indices.filter { index in
            !people.contains(users[index]) || own.contains(users[index]) || invited[users[index]] != nil
                || users[..<index].contains(users[index])
        }.map { Violation(pointer: "/userIds/\($0)", code: "not_allowed") }
        if let absent, invited[absent.uuid] != false { violations.append(Violation(pointer: "/insteadOfId", code: "not_allowed")) }
        if invited.count + users.count > Self.most {
            violations.append(Violation(pointer: "/userIds", code: "too_many", limit: "\(Self.most)"))
        }
        if plan.state == "draft", try PlanOptions(of: id, tenant: tenant, in: tx).codes.isEmpty {
            violations.append(Violation(pointer: "/options", code: "required"))
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        // The visit before the customer, as everywhere.
        if plan.state == "draft" {
            try ConsultedVisit.advance(plan.talk.visit, to: .planned, as: actor, keys: keys, at: now, in: tx)
        }
        if let absent {
            tx.enqueue(
                """
                update app.plan_opinion set ended_at = \(now) where tenant_id = \(tenant) and plan_id = \(id) and user_id = \(absent)
                and ended_at is null
                """)
        }
        let about = try VisitingCustomer(plan.talk.customer, .readPlan, as: actor, keys: keys, at: now, in: tx)
        for user in users {
            guard try about.open(to: ID(user), isClinical: true, as: actor, at: now, in: tx) else { throw Failure(.careNeedsApproval) }
            tx.enqueue(
                """
                insert into app.plan_opinion (tenant_id, id, plan_id, customer_id, branch_id, user_id, instead_of_id, invited_by, invited_at)
                values (\(tenant), \(ID<PlanOpinion>.new(at: now)), \(id), \(plan.talk.customer), \(plan.talk.home), \(user),
                  \(value: absent), \(value: actor.user), \(now))
                """)
        }
        plan.write(["state = 'joint_review'"], in: tx)
        try plan.talk.record.write(
            .writePlan, on: TreatmentPlan.resource, id.uuid, timeline: "joint_review", purpose: "invited",
            body: ["userIds": .array(users.map { .string($0.uuidString.lowercased()) })], in: tx)
    }
}

/// Says what one thinks of a plan, as one who was asked; each his own. It can be said anew until the plan is decided.
struct GiveOpinion: Sendable {
    let id: ID<TreatmentPlan>
    private let verdict: String
    private let opinion: String?

    /// Reads `{"verdict", "opinion"?}`; who objects says why.
    init(_ id: ID<TreatmentPlan>, reading payload: PayloadReader) {
        self.id = id
        verdict = payload.requiredChoice("verdict", of: PlanOpinion.verdicts)
        opinion = payload.text("opinion", max: 2_000)
        if verdict == "object", opinion == nil, !payload.has("opinion") { payload.refuse("opinion", "required") }
    }

    /// Colleagues do not wait for each other: no version is asked for.
    ///
    /// - Throws: `resource.not_found` where the actor was not asked; `plan.decided`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let plan = try LockedPlan(id, version: nil, .reviewPlan, as: actor, keys: keys, at: now, in: tx)
        let rows = try tx.execute(
            """
            select o.id from app.plan_opinion o where o.tenant_id = \(actor.tenant) and o.plan_id = \(id) and o.user_id = \(value: actor.user)
            and o.ended_at is null for update
            """)
        guard let row = rows.first, case let own = try row.get(0, as: UUID.self) else { throw Failure(.notFound) }
        let resource = PlanOpinion.resource
        guard let index = resource.position(of: "opinion") else { throw Failure(.notFound) }
        guard try ConsultationRecord.allowsWriting(index, of: own, in: resource, as: actor, at: now, in: tx) else {
            throw Failure(.forbidden)
        }
        let sealed = try ResourceWriter(resource, keys: keys).parameter(
            opinion.map { FieldValue.text($0) } ?? .null, for: resource.fields[index], row: own, crm: plan.talk.row.crm,
            medical: plan.talk.row.medical)
        tx.enqueue(
            """
            update app.plan_opinion set verdict = \(verdict), opinion_sealed = \(sealed), given_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(own)
            """)
        plan.write([], in: tx)
        try plan.talk.record.write(
            .reviewPlan, on: TreatmentPlan.resource, id.uuid, timeline: "plan_reviewed", purpose: verdict,
            body: ["verdict": .string(verdict)], in: tx)
    }
}

/// Whether a joint consultation has come to its end: two at least were asked, and each of them agrees.
enum ReviewQuorum {
    static let least: Int64 = 2

    /// - Throws: `plan.needs_review` with how many were asked, have answered, and object.
    static func require(of plan: ID<TreatmentPlan>, tenant: ID<Tenant>, in tx: Transaction) throws {
        let row = try tx.execute(
            """
            select count(*), count(o.verdict), count(*) filter (where o.verdict = 'object') from app.plan_opinion o
            where o.tenant_id = \(tenant) and o.plan_id = \(plan) and o.ended_at is null
            """)[0]
        let (invited, given, against): (Int64, Int64, Int64) = (try row[0], try row[1], try row[2])
        guard invited >= least, given == invited, against == 0 else {
            throw Failure(
                .planNeedsReview, extra: ["invited": .integer(invited), "given": .integer(given), "objections": .integer(against)])
        }
    }
}
