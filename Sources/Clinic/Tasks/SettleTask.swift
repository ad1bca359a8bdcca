internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Does a task, postpones it, gives it up, or gives it to somebody else.
struct SettleTask: Sendable {
    enum Step: Sendable {
        case done(outcome: String?)
        case postponed(until: Instant, reason: String)
        case cancelled(reason: String)
        case handed(to: UUID)

        /// What somebody wrote.
        var text: String? {
            switch self {
            case .done(let outcome): outcome
            case .postponed(_, let reason): reason
            case .cancelled(let reason): reason
            case .handed: nil
            }
        }
    }

    let id: UUID
    let step: Step

    /// Reads `{"outcome"?}`.
    init(completing id: UUID, reading payload: PayloadReader) {
        self.id = id
        step = .done(outcome: payload.text("outcome", max: 200))
    }

    /// Reads `{"dueAt", "reason"}`.
    init(postponing id: UUID, reading payload: PayloadReader, at now: Instant) {
        self.id = id
        let due = payload.requiredTime("dueAt")
        if payload.has("dueAt"), due <= now { payload.refuse("dueAt", "range") }
        step = .postponed(until: due, reason: payload.requiredText("reason", max: 200))
    }

    /// Reads `{"reason"}`.
    init(cancelling id: UUID, reading payload: PayloadReader) {
        self.id = id
        step = .cancelled(reason: payload.requiredText("reason", max: 200))
    }

    /// Reads `{"userId"}`.
    init(handing id: UUID, reading payload: PayloadReader) {
        self.id = id
        step = .handed(to: payload.requiredUUID("userId"))
    }

    init(handing id: UUID, to user: UUID) {
        self.id = id
        step = .handed(to: user)
    }

    /// - Throws: `resource.not_found` where it is neither the actor's nor of a team that he oversees; `resource.stale`; `task.closed`;
    ///   `access.denied` to give up or away what one was given.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let user = actor.user, let row = try tx.execute(TaskQueries.locked(id, tenant: actor.tenant)).first else {
            throw Failure(.notFound)
        }
        let (branch, assignee): (UUID, UUID) = (try row[0], try row[1])
        let oversees = TaskReach.oversees(branch, actor)
        guard oversees || assignee == user.uuid, actor.rights.grantedReach(of: .updateTask)?.contains(ID(branch)) == true else {
            throw Failure(.notFound)
        }
        guard try row.get(3, as: Int64.self) == version else { throw Failure(.stale) }
        guard try row.get(2, as: String.self) == "open" else { throw Failure(.taskClosed) }
        let due: Instant = try row[4]
        let maker: UUID? = try row.getOptional(5)
        // Whoever has the task says what became of it, whether or not he sees whom it is about: what he writes is sealed without his seeing it.
        let texts: TaskTexts? =
            if step.text == nil { nil } else {
                try tx.asSystem(for: actor) {
                    try TaskTexts(
                        lead: row.getOptional(6), request: row.getOptional(7), customer: row.getOptional(8), keys: keys, in: tx)
                }
            }
        let assignment: SQL
        var told = assignee
        var (purpose, body): (String, JSONValue) = ("done", [:])
        switch step {
        case .done:
            let outcome = try texts?.cell(step.text, TaskTexts.outcome, of: id)
            assignment = "state = 'done', outcome = null, outcome_sealed = \(value: outcome), closed_at = \(now), closed_by = \(user)"
        case .postponed(let until, _):
            let reason = try texts?.cell(step.text, TaskTexts.postponeReason, of: id)
            assignment =
                "due_at = \(until), postponed = postponed + 1, postpone_reason = null, postpone_reason_sealed = \(value: reason)"
            (purpose, body) = ("postponed", ["from": .string(due.description), "to": .string(until.description)])
        case .cancelled:
            // What one was given one does or postpones; who gave it, or oversees, may take it back.
            guard oversees || maker == user.uuid else { throw Failure(.forbidden) }
            let reason = try texts?.cell(step.text, TaskTexts.outcome, of: id)
            assignment = "state = 'cancelled', outcome = null, outcome_sealed = \(value: reason), closed_at = \(now), closed_by = \(user)"
            purpose = "cancelled"
        case .handed(let to):
            guard oversees else { throw Failure(.forbidden) }
            guard try TaskReach.isPossible(to, in: branch, as: actor, at: now, in: tx) else {
                throw Failure.invalid([Violation(pointer: "/userId", code: "not_allowed")])
            }
            assignment = "assignee_id = \(to)"
            told = to
            (purpose, body) = (
                "handed", ["from": .string(assignee.uuidString.lowercased()), "to": .string(to.uuidString.lowercased())]
            )
        }
        tx.enqueue(
            """
            update app.task set \(assignment), version = version + 1, updated_at = \(now) where tenant_id = \(actor.tenant) and id = \(id)
            """)
        for person in Set([assignee, told]) { Change.tell("task", to: ID(person), of: actor.tenant, in: tx) }
        if purpose == "done" || purpose == "cancelled" {
            WebhookEvent(.taskClosed, of: WorkTask.resource.name, id, fields: ["state"]).tell(as: actor, at: now, in: tx)
        }
        try AuditTrail.record(
            AuditEvent(.updateTask, on: WorkTask.resource.name, id, branch: ID(branch), purpose: purpose, body: body), as: actor,
            keys: keys,
            at: now, in: tx)
    }
}
