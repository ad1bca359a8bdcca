internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Says what a visit is, and who looks after it: the triage of somebody who waits, or the hand-over to a colleague. Whom it is handed to sees the
/// customer from then on for a while.
struct HandOverVisit: Sendable {
    let id: ID<Visit>
    private let type: VisitType?
    private let consultant: ID<User>?
    private let doctor: ID<User>?
    private let strategy: TriageStrategy?
    private let reason: String?

    /// Reads `{"type"?, "consultantId"?, "doctorId"?, "strategy"?, "reason"?}`, one of the first four at least.
    init(_ id: ID<Visit>, reading payload: PayloadReader) {
        self.id = id
        type = payload.choice("type", of: VisitType.allCases.map(\.rawValue)).flatMap { VisitType(rawValue: $0) }
        consultant = payload.uuid("consultantId").map { ID($0) }
        doctor = payload.uuid("doctorId").map { ID($0) }
        strategy = payload.choice("strategy", of: TriageStrategy.allCases.map(\.rawValue)).flatMap { TriageStrategy(rawValue: $0) }
        reason = payload.text("reason", max: 200)
        if consultant != nil, strategy != nil { payload.refuse("strategy", "not_allowed") }
        if !["type", "consultantId", "doctorId", "strategy"].contains(where: { payload.has($0) }) {
            payload.refuse("consultantId", "required")
        }
    }

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`, `visit.state`; `request.invalid` for somebody who is none of the branch's, for a
    ///   strategy that finds nobody, and for a talk about a sale that is to be about none; `customer.care_needs_approval` where the customer
    ///   is closed to him, or open to the actor in an emergency alone.
    func run(
        version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        var visit = try LockedVisit(id, version: version, as: actor, keys: keys, at: now, in: tx)
        var changes: [SQL] = []
        var body: JSONObject = [:]
        if let type {
            // A talk about a sale ends with its reason, whatever the visit is called by then.
            if visit.state.isOpenTalk, visit.type.isSale, !type.isSale {
                throw Failure.invalid([Violation(pointer: "/type", code: "not_allowed")])
            }
            changes.append("type = \(type.rawValue)")
            body["type"] = .string(type.rawValue)
        }
        let (chosen, word) = try chosen(visit, as: actor, at: now, in: tx)
        if let chosen, let word {
            guard try visit.about.open(to: chosen, isClinical: false, as: actor, at: now, in: tx) else { throw Failure(.careNeedsApproval) }
            changes += ["consultant_id = \(chosen)", "triaged_by = \(word)"]
            body["consultantId"] = .string(chosen.description)
        }
        if let doctor {
            try VisitPeople.require(doctor, at: visit.place, VisitPeople.treating, pointer: "/doctorId", as: actor, at: now, in: tx)
            guard try visit.about.open(to: doctor, isClinical: true, as: actor, at: now, in: tx) else { throw Failure(.careNeedsApproval) }
            changes.append("doctor_id = \(doctor)")
            body["doctorId"] = .string(doctor.description)
        }
        visit.becomeIfPossible(.triaged)
        visit.write(changes, as: actor, at: now, in: tx)
        try VisitRecord.write(
            .moveVisit, id, visit.about, at: visit.place, purpose: "handed_over", reason: reason, timeline: "visit_handed_over", body,
            as: actor,
            keys: keys, at: now, in: tx)
        return try VisitRecord.row(id, selection, as: actor, at: now, in: tx)
    }

    private func chosen(
        _ visit: LockedVisit, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws -> (user: ID<User>?, word: String?) {
        if let consultant {
            try VisitPeople.require(
                consultant, at: visit.place, VisitPeople.consulting, pointer: "/consultantId", as: actor, at: now, in: tx)
            return (consultant, TriageStrategy.person)
        }
        guard let strategy else { return (nil, nil) }
        let today: LocalDate = try tx.execute("select \(VisitQueries.today(at: now, in: actor.rights.timeZone))")[0][0]
        let triage = Triage(place: visit.place, today: today, owner: visit.about.owner, now: now)
        guard let choice = try triage.choose(strategy, as: actor, in: tx) else {
            throw Failure.invalid([Violation(pointer: "/strategy", code: "not_allowed")])
        }
        return (choice.user, choice.strategy.rawValue)
    }
}
