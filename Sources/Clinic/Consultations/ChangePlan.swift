internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Writes a draft anew. What was shown to the customer is changed by a further version only.
struct ChangePlan: Sendable {
    let id: ID<TreatmentPlan>
    private let values: FieldChanges
    private let draft: PlanDraft

    /// Reads `{"summary"?, "options"}`.
    init(_ id: ID<TreatmentPlan>, reading payload: PayloadReader, as actor: Actor) {
        self.id = id
        values = FieldChanges(reading: payload, of: actor.rights.view(of: TreatmentPlan.resource), creating: true)
        draft = PlanDraft(reading: payload, as: actor)
    }

    /// A summary that is not named is none, where it is the actor's to write.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`, `plan.decided`, `plan.state`; `access.denied` for a summary that is not the actor's to
    ///   write; what ``PlanDraft`` refuses.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let plan = try LockedPlan(id, version: version, .writePlan, as: actor, keys: keys, at: now, in: tx)
        try plan.require("draft")
        var changes: [SQL] = []
        let resource = TreatmentPlan.resource
        let isWriting = try resource.position(of: "summary").map {
            try ConsultationRecord.allowsWriting($0, of: id.uuid, in: resource, as: actor, at: now, in: tx)
        }
        if isWriting == true {
            changes.append("summary_sealed = \(try TreatmentPlan.summary(values["summary"] ?? .null, of: id, plan.talk, keys: keys))")
        } else if values["summary"] != nil {
            throw Failure(.forbidden)
        }
        plan.write(changes, in: tx)
        try draft.write(to: id.uuid, version: plan.version, of: plan.talk, as: actor, keys: keys, at: now, in: tx)
        try plan.talk.record.write(.writePlan, on: TreatmentPlan.resource, id.uuid, values.fields, purpose: "changed", in: tx)
    }
}

/// Shows a draft to the customer: from now on it stays as it is.
struct DiscussPlan: Sendable {
    let id: ID<TreatmentPlan>

    /// - Throws: `resource.not_found`, `resource.stale`, `plan.decided`, `plan.state`; `request.invalid` for a plan with nothing in it.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let plan = try LockedPlan(id, version: version, .writePlan, as: actor, keys: keys, at: now, in: tx)
        try plan.require("draft")
        guard try !PlanOptions(of: id, tenant: actor.tenant, in: tx).codes.isEmpty else {
            throw Failure.invalid([Violation(pointer: "/options", code: "required")])
        }
        plan.write(["state = 'discussed'"], in: tx)
        try ConsultedVisit.advance(plan.talk.visit, to: .planned, as: actor, keys: keys, at: now, in: tx)
        try plan.talk.record.write(
            .writePlan, on: TreatmentPlan.resource, id.uuid, timeline: "plan_discussed", purpose: "discussed", in: tx)
    }
}

/// The options of a plan as rules look at them.
struct PlanOptions {
    private let options: [String: (fen: Int64, departments: Int64)]

    var codes: Set<String> { Set(options.keys) }

    init(of plan: ID<TreatmentPlan>, tenant: ID<Tenant>, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            select i.option, sum(i.price_fen)::int8, count(distinct i.department) from app.plan_item i
            where i.tenant_id = \(tenant) and i.plan_id = \(plan) and i.gone_in is null group by i.option
            """)
        var options: [String: (fen: Int64, departments: Int64)] = [:]
        for row in rows { options[try row.get(0, as: String.self)] = (try row[1], try row[2]) }
        self.options = options
    }

    /// What an option costs.
    func fen(of option: String) -> Int64? { options[option]?.fen }

    /// Whether an option spans departments, which takes a joint consultation (会诊).
    func needsReview(_ option: String) -> Bool { (options[option]?.departments ?? 0) > 1 }
}
