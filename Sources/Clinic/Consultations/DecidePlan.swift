internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The customer takes one option. The version stays as it is from then on; what he agreed to before, in an earlier version, is replaced.
struct AcceptPlan: Sendable {
    let id: ID<TreatmentPlan>
    private let option: String

    /// Reads `{"option"}`.
    init(_ id: ID<TreatmentPlan>, reading payload: PayloadReader) {
        self.id = id
        option = payload.requiredChoice("option", of: TreatmentPlan.options)
    }

    /// - Throws: `resource.not_found`, `resource.stale`, `consultation.closed`, `plan.decided`, `plan.state` for a draft that nobody was shown;
    ///   `request.invalid` for an option that it does not have; `plan.needs_review`.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let plan = try LockedPlan(id, version: version, .decidePlan, as: actor, keys: keys, at: now, in: tx)
        try plan.require("discussed", "joint_review")
        let options = try PlanOptions(of: id, tenant: actor.tenant, in: tx)
        guard let fen = options.fen(of: option) else { throw Failure.invalid([Violation(pointer: "/option", code: "not_allowed")]) }
        if options.needsReview(option) { try ReviewQuorum.require(of: id, tenant: actor.tenant, in: tx) }
        tx.enqueue(
            """
            update app.treatment_plan set state = 'superseded', version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and consultation_id = \(plan.talk.id) and state = 'accepted'
            """)
        plan.write(
            [
                "state = 'accepted'", "accepted_option = \(option)", "accepted_fen = \(fen)", "decided_at = \(now)",
                "decided_by = \(value: actor.user)",
            ], in: tx)
        try ConsultedVisit.advance(plan.talk.visit, to: .ordered, as: actor, keys: keys, at: now, in: tx)
        if let visit = plan.talk.visit { try LeadCourse.win(by: visit.uuid, as: actor, keys: keys, at: now, in: tx) }
        try plan.talk.record.write(
            .decidePlan, on: TreatmentPlan.resource, id.uuid, timeline: "plan_accepted", purpose: "accepted",
            body: ["option": .string(option), "fen": .integer(fen)], in: tx)
    }
}

/// The customer takes none of them, for a reason.
struct DeclinePlan: Sendable {
    let id: ID<TreatmentPlan>
    private let reason: String

    /// Reads `{"reason"}`.
    init(_ id: ID<TreatmentPlan>, reading payload: PayloadReader) {
        self.id = id
        reason = payload.requiredChoice("reason", of: NoDeal.reasons)
    }

    /// - Throws: `resource.not_found`, `resource.stale`, `plan.decided`, `plan.state`.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let plan = try LockedPlan(id, version: version, .decidePlan, as: actor, keys: keys, at: now, in: tx)
        try plan.require("discussed", "joint_review")
        plan.write(
            ["state = 'declined'", "declined_reason = \(reason)", "decided_at = \(now)", "decided_by = \(value: actor.user)"], in: tx)
        try plan.talk.record.write(
            .decidePlan, on: TreatmentPlan.resource, id.uuid, timeline: "plan_declined", purpose: "declined",
            body: ["reason": .string(reason)], in: tx)
    }
}
