internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Ends a talk: with what was agreed, or with the reason why nothing was. Afterwards nothing of it changes.
struct CloseConsultation: Sendable {
    let id: ID<Consultation>
    private let reason: String?

    /// Reads `{"noDealReason"?}`.
    init(_ id: ID<Consultation>, reading payload: PayloadReader) {
        self.id = id
        reason = payload.choice("noDealReason", of: NoDeal.reasons)
    }

    /// - Throws: `resource.not_found`, `resource.stale`, `consultation.closed`; `request.invalid` where nothing was agreed and no reason is
    ///   given, or the other way round.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let talk = try LockedConsultation(id, version: version, .updateConsultation, as: actor, keys: keys, at: now, in: tx)
        let accepted = try !tx.execute(
            """
            select 1 from app.treatment_plan p where p.tenant_id = \(actor.tenant) and p.consultation_id = \(id) and p.state = 'accepted'
            """
        ).isEmpty
        if accepted, reason != nil { throw Failure.invalid([Violation(pointer: "/noDealReason", code: "not_allowed")]) }
        if !accepted, reason == nil { throw Failure.invalid([Violation(pointer: "/noDealReason", code: "required")]) }
        let outcome = accepted ? "deal" : "no_deal"
        talk.touch(["outcome = \(outcome)", "no_deal_reason = \(value: reason)", "closed_at = \(now)"], in: tx)
        // What was proposed and not agreed to is declined for the same reason; what was never shown is just over.
        if let reason {
            tx.enqueue(
                """
                update app.treatment_plan set state = 'declined', declined_reason = \(reason), decided_at = \(now),
                  decided_by = \(value: actor.user), version = version + 1, updated_at = \(now)
                where tenant_id = \(actor.tenant) and consultation_id = \(id) and state in ('discussed', 'joint_review')
                """)
        }
        tx.enqueue(
            """
            update app.treatment_plan set state = 'superseded', version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and consultation_id = \(id) and state in ('draft', 'discussed', 'joint_review')
            """)
        if let reason {
            try ConsultedVisit.advance(talk.visit, to: .noDeal, noDeal: reason, as: actor, keys: keys, at: now, in: tx)
        }
        try talk.record.write(
            .updateConsultation, on: Consultation.resource, id.uuid, timeline: "consultation_closed", purpose: outcome,
            body: ["outcome": .string(outcome), "noDealReason": reason.map { .string($0) } ?? .null], in: tx)
    }
}
