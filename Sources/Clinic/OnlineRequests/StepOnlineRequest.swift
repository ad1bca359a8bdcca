internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What the desk does with a request besides booking it.
struct StepOnlineRequest: Sendable {
    enum Step: String, Sendable, CaseIterable {
        /// It is put before the doctor again, with what was found out.
        case reopened
        /// Nothing comes of it any more.
        case withdrawn
    }

    let id: UUID
    let step: Step
    let note: String?

    /// The longest that a remark grows to.
    private static let longest = 4_000

    /// Reads `{"step", "note"?}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        step = Step(rawValue: payload.requiredChoice("step", of: Step.allCases.map(\.rawValue))) ?? .withdrawn
        note = payload.text("note", max: 500)
        if step == .reopened, !payload.has("note") || payload.isNull("note") { payload.refuse("note", "required") }
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `online_request.state`; `request.invalid` where the remark is full.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let request = try LockedOnlineRequest(id, version: version, .updateOnlineRequest, as: actor, keys: keys, at: now, in: tx)
        let isPossible = step == .withdrawn ? request.state.isOpen : request.state == .asking || request.state == .postponed
        guard isPossible else { throw request.wrongState }
        var changes: [SQL] = []
        if let note {
            // What was found out stands below what the person said: the doctor reads both.
            let whole = request.remark.map { $0 + "\n" + note } ?? note
            guard whole.unicodeScalars.count <= Self.longest else {
                throw Failure.invalid([Violation(pointer: "/note", code: "too_long", limit: "\(Self.longest)")])
            }
            changes.append("remark_sealed = \(try request.sealed(whole, "remark"))")
        }
        try OnlineTasks.settle(id, as: step == .withdrawn ? "cancelled" : "done", by: actor, at: now, in: tx)
        switch step {
        case .reopened:
            let due = try WorkingClock.due(
                after: request.reviewMinutes, in: request.branch, from: now, tenant: actor.tenant, in: tx)
            changes += ["state = 'need_review'", "due_at = \(due)", "overdue_at = null", "postpone_until = null"]
        case .withdrawn:
            try OnlineHold.release(request, in: tx)
            changes += ["state = 'withdrawn'", "closed_at = \(now)"]
        }
        try request.write(
            changes, fields: note == nil ? ["state"] : ["state", "remark"], .updateOnlineRequest, purpose: step.rawValue, in: tx)
    }
}
