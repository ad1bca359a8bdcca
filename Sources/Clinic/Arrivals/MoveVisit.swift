internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes a customer who is there to another step, or into another room.
struct MoveVisit: Sendable {
    let id: ID<Visit>
    private let step: VisitStep
    private let room: UUID?

    /// Reads `{"step", "roomId"?}`.
    init(_ id: ID<Visit>, reading payload: PayloadReader) {
        self.id = id
        step = VisitStep(rawValue: payload.requiredChoice("step", of: VisitStep.places)) ?? .waiting
        room = payload.uuid("roomId")
    }

    /// Writes it and answers with the row. What a step says about the visit follows: in a talk it is consulting; who comes out of a treatment
    /// is treated.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`, `visit.state`; `request.invalid` for a room that is none of the branch's.
    func run(
        version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        var visit = try LockedVisit(id, version: version, as: actor, keys: keys, at: now, in: tx)
        if let room {
            let rooms = try tx.execute(
                """
                select 1 from app.resource r where r.tenant_id = \(actor.tenant) and r.id = \(room) and r.branch_id = \(visit.place)
                and r.kind = 'room' and r.state = 'ready'
                """)
            if rooms.isEmpty { throw Failure.invalid([Violation(pointer: "/roomId", code: "not_allowed")]) }
        }
        guard step != visit.step || room != visit.room else { return try VisitRecord.row(id, selection, as: actor, at: now, in: tx) }
        if visit.step == .treatment, step != .treatment, !(visit.state.isOpenTalk && visit.type.isSale) {
            if visit.state == .registered { visit.becomeIfPossible(.triaged) }
            visit.becomeIfPossible(.treated)
        }
        if step == .consultation {
            if visit.state == .registered { visit.becomeIfPossible(.triaged) }
            if visit.state == .triaged { visit.becomeIfPossible(.consulting) }
        }
        var changes: [SQL] = ["room_id = \(value: room)"]
        if step != visit.step { changes += ["step = \(step.rawValue)", "step_since = \(now)"] }
        visit.write(changes, as: actor, at: now, in: tx)
        try VisitRecord.write(
            .moveVisit, id, visit.about, at: visit.place, purpose: "moved",
            ["step": .string(step.rawValue), "state": .string(visit.state.rawValue)], as: actor, keys: keys, at: now, in: tx)
        return try VisitRecord.row(id, selection, as: actor, at: now, in: tx)
    }
}
