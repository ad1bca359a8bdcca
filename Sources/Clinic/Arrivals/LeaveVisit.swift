internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The customer leaves: the visit ends, and is never changed again. A talk about a sale that is still open ends with the reason why nothing
/// was agreed.
struct LeaveVisit: Sendable {
    let id: ID<Visit>
    private let reason: String?

    /// Reads `{"noDealReason"?}`.
    init(_ id: ID<Visit>, reading payload: PayloadReader) {
        self.id = id
        reason = payload.choice("noDealReason", of: NoDeal.reasons)
    }

    /// Writes it and answers with the row. Where he was treated, that is a fact from now on.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`, `visit.state`; `request.invalid` where a reason is wanted, or none.
    func run(
        version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        var visit = try LockedVisit(id, version: version, as: actor, keys: keys, at: now, in: tx)
        var changes: [SQL] = ["step = 'left'", "step_since = \(now)", "left_at = \(now)"]
        if visit.state.isOpenTalk, visit.type.isSale || visit.state == .planned {
            guard let reason else { throw Failure.invalid([Violation(pointer: "/noDealReason", code: "required")]) }
            try visit.become(.noDeal)
            changes.append("no_deal_reason = \(reason)")
        } else if reason != nil {
            throw Failure.invalid([Violation(pointer: "/noDealReason", code: "not_allowed")])
        }
        if visit.state == .registered { try visit.become(.triaged) }
        let wasTreated = try visit.step == .treatment || treated(as: actor, in: tx)
        if wasTreated { visit.becomeIfPossible(.treated) }
        try visit.become(.left)
        visit.write(changes, as: actor, at: now, in: tx)
        if wasTreated {
            let today: LocalDate = try tx.execute(
                "select v.visited_on from app.visit_fact v where v.tenant_id = \(actor.tenant) and v.id = \(id)")[0][0]
            try VisitFact(
                .new(at: now), of: visit.about.id, home: visit.about.home, at: visit.place, on: today, .treatment, from: .checkIn,
                origin: id.uuid
            ).write(as: actor, at: now, in: tx)
        }
        var body: JSONObject = ["state": "left"]
        if let reason { body["noDealReason"] = .string(reason) }
        try VisitRecord.write(
            .moveVisit, id, visit.about, at: visit.place, purpose: "left", timeline: "visit_left", body, as: actor, keys: keys, at: now,
            in: tx)
        return try VisitRecord.row(id, selection, as: actor, at: now, in: tx)
    }

    private func treated(as actor: Actor, in tx: Transaction) throws -> Bool {
        try !tx.execute(
            "select 1 from app.visit_step s where s.tenant_id = \(actor.tenant) and s.visit_id = \(id) and s.step = 'treatment' limit 1"
        ).isEmpty
    }
}
