internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes the next version of a consultation's plan. What was proposed before and is not decided is replaced by it.
struct MakePlan: Sendable {
    let id: ID<TreatmentPlan>
    let consultation: ID<Consultation>
    private let values: FieldChanges
    private let draft: PlanDraft

    /// Reads `{"summary"?, "options"}`.
    init(_ id: ID<TreatmentPlan>, of consultation: ID<Consultation>, reading payload: PayloadReader, as actor: Actor) {
        self.id = id
        self.consultation = consultation
        values = FieldChanges(reading: payload, of: actor.rights.view(of: TreatmentPlan.resource), creating: true)
        draft = PlanDraft(reading: payload, as: actor)
    }

    /// - Throws: `resource.not_found`, `consultation.closed`; `request.invalid` for what the price book does not have; `access.denied`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let talk = try LockedConsultation(consultation, version: nil, .writePlan, as: actor, keys: keys, at: now, in: tx)
        let last: Int64 = try tx.execute(
            """
            select coalesce(max(p.revision), 0) from app.treatment_plan p where p.tenant_id = \(actor.tenant)
            and p.consultation_id = \(consultation)
            """)[0][0]
        guard last < TreatmentPlan.mostRevisions else { throw Failure(.planState) }
        tx.enqueue(
            """
            update app.treatment_plan set state = 'superseded', version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and consultation_id = \(consultation) and state in ('draft', 'discussed', 'joint_review')
            """)
        let summary = try TreatmentPlan.summary(values["summary"] ?? .null, of: id, talk, keys: keys)
        tx.enqueue(
            """
            insert into app.treatment_plan (tenant_id, id, consultation_id, customer_id, branch_id, unit_id, revision, state, summary_sealed,
              created_by, created_at, updated_at)
            values (\(actor.tenant), \(id), \(consultation), \(talk.customer), \(talk.home), \(talk.place), \(last + 1), 'draft', \(summary),
              \(value: actor.user), \(now), \(now))
            """)
        for field in values.fields
        where try !ConsultationRecord.allowsWriting(field, of: id.uuid, in: TreatmentPlan.resource, as: actor, at: now, in: tx) {
            throw Failure(.forbidden)
        }
        try draft.write(to: id.uuid, version: 1, of: talk, as: actor, keys: keys, at: now, in: tx)
        try talk.record.write(
            .writePlan, on: TreatmentPlan.resource, id.uuid, values.fields, timeline: "plan_made", body: ["revision": .integer(last + 1)],
            in: tx)
    }
}

extension TreatmentPlan {
    /// Versions of a consultation's plan at most.
    static let mostRevisions: Int64 = 99

    /// The sealed summary as a parameter.
    static func summary(
        _ value: FieldValue, of id: ID<TreatmentPlan>, _ talk: LockedConsultation, keys: TenantKeys
    ) throws -> SQL {
        guard let field = resource.field("summary") else { return "null" }
        return try ResourceWriter(resource, keys: keys).parameter(
            value, for: field, row: id.uuid, crm: talk.row.crm, medical: talk.row.medical)
    }
}

/// A plan that a use case holds, with its consultation.
struct LockedPlan {
    let id: ID<TreatmentPlan>
    let state: String
    let version: Int64
    let talk: LockedConsultation

    /// The consultation is held first: whatever is decided on its versions is decided one after the other.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`, `consultation.closed`, `plan.decided`.
    init(
        _ id: ID<TreatmentPlan>, version: Int64?, _ action: Action, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = TreatmentPlan.resource
        let view = actor.rights.view(of: resource)
        let fields = ["consultationId", "state"].compactMap { resource.position(of: $0) }
        let writer = ResourceWriter(resource, keys: keys)
        guard fields.count == 2,
            let seen = try writer.lock(id.uuid, fields: fields, action: action, view: view, for: actor, at: now, locking: false, in: tx),
            case .id(let consultation)? = seen.values[fields[0]]
        else { throw Failure(.notFound) }
        talk = try LockedConsultation(
            ID(consultation), version: nil, .readConsultation, as: actor, keys: keys, at: now, mayBeClosed: true, in: tx)
        guard
            let row = try writer.lock(id.uuid, fields: fields, action: action, view: view, for: actor, at: now, in: tx),
            let state = row.values[fields[1]]?.text
        else { throw Failure(.notFound) }
        if let version, row.version != version { throw Failure(.stale) }
        guard !TreatmentPlan.decided.contains(state) else { throw Failure(.planDecided) }
        self.id = id
        self.state = state
        self.version = row.version
    }

    /// - Throws: `plan.state` where it is none of these.
    func require(_ states: String...) throws {
        guard states.contains(state) else { throw Failure(.planState, extra: ["state": .string(state)]) }
    }

    /// Writes changes of it.
    func write(_ changes: [SQL], in tx: Transaction) {
        let progress: [SQL] = ["version = version + 1", "updated_at = \(talk.record.now)"]
        let list = (progress + changes).joined(separator: ", ")
        tx.enqueue("update app.treatment_plan set \(list) where tenant_id = \(talk.record.actor.tenant) and id = \(id)")
    }
}
