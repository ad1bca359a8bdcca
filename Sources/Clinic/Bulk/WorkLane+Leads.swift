internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension WorkLane {
    /// Leads that somebody works on. What is to be done about them goes with them.
    static let leads = WorkLane(
        code: "leads", name: LocalizedText("在跟线索", "Open leads"),
        objects: { user, actor, now in
            let view = actor.rights.view(of: Lead.resource)
            return """
                select t.id, coalesce(t.customer_id, t.id), t.branch_id, coalesce(c.level, 'standard'), false from \(Lead.resource.source)
                where t.tenant_id = \(actor.tenant) and t.owner_id = \(user) and t.state not in ('won', 'lost')
                and \(view.condition(view.bits(allowing: .assignLead), for: actor, at: now))
                order by t.number, t.id limit \(BulkAction.most + 1)
                """
        },
        apply: { step, tx in
            guard let from = step.from, let to = step.to else { throw Failure(.notFound) }
            guard try owner(of: step, tx) == from else { return .unchanged("owner.changed") }
            try hand(step, to: to, tx)
            return .done([:])
        },
        undo: { step, tx in
            guard let from = step.from, try owner(of: step, tx) == step.to else { return .unchanged("owner.changed") }
            try hand(step, to: from, isReturned: true, tx)
            return .done([:])
        })

    /// What somebody has to do that is about no lead.
    static let tasks = WorkLane(
        code: "tasks", name: LocalizedText("待办任务", "Open tasks"),
        objects: { user, actor, _ in
            let reach = (try? TaskReach.condition(actor, view: "team")) ?? "false"
            return """
                select t.id, coalesce(t.customer_id, t.id), t.branch_id, 'standard', false from app.task t where t.tenant_id = \(actor.tenant)
                and t.assignee_id = \(user) and t.state = 'open' and t.lead_id is null and \(reach) order by t.due_at, t.id
                limit \(BulkAction.most + 1)
                """
        },
        apply: { step, tx in
            guard let from = step.from, let to = step.to else { throw Failure(.notFound) }
            guard let found = try task(step, tx), found.isOpen else { return .unchanged("task.closed") }
            guard found.assignee == from else { return .unchanged("assignee.changed") }
            try SettleTask(handing: step.object, to: to).run(version: found.version, as: step.actor, keys: step.keys, at: step.now, in: tx)
            return .done([:])
        },
        undo: { step, tx in
            guard let from = step.from, let found = try task(step, tx), found.isOpen, found.assignee == step.to else {
                return .unchanged("assignee.changed")
            }
            try SettleTask(handing: step.object, to: from).run(
                version: found.version, as: step.actor, keys: step.keys, at: step.now, in: tx)
            return .done([:])
        })

    private static func owner(of step: Context, _ tx: Transaction) throws -> UUID? {
        try tx.execute(
            "select t.owner_id from app.lead t where t.tenant_id = \(step.actor.tenant) and t.id = \(step.object) for update"
        ).first?.getOptional(0)
    }

    private static func hand(_ step: Context, to user: UUID, isReturned: Bool = false, _ tx: Transaction) throws {
        try HandLead(id: step.object, to: user, reason: step.reason, how: "hand_over", isReturned: isReturned).run(
            version: nil, as: step.actor, keys: step.keys, at: step.now, in: tx)
    }

    private static func task(_ step: Context, _ tx: Transaction) throws -> (assignee: UUID, isOpen: Bool, version: Int64)? {
        try tx.execute(
            """
            select t.assignee_id, t.state = 'open', t.version from app.task t where t.tenant_id = \(step.actor.tenant)
            and t.id = \(step.object) for update
            """
        ).first.map { (try $0[0], try $0[1], try $0[2]) }
    }
}
