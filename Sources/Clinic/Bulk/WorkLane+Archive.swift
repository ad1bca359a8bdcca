internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension WorkLane {
    /// The lanes of customers' records besides the owner: whoever assists, treats, nurses, follows up or develops.
    static let archive: [WorkLane] = SetLane.lanes.map(archive)

    private static let names: [String: LocalizedText] = [
        "assistant": LocalizedText("分工：助理", "Lane: assistant"), "doctor": LocalizedText("分工：医生", "Lane: doctor"),
        "nurse": LocalizedText("分工：护士", "Lane: nurse"), "follow_up": LocalizedText("分工：回访", "Lane: follow-up"),
        "developer": LocalizedText("分工：开发", "Lane: developer"),
    ]

    private static func archive(_ lane: String) -> WorkLane {
        WorkLane(
            code: "lane_" + lane, name: names[lane] ?? LocalizedText(lane, lane),
            objects: { user, actor, now in
                let view = actor.rights.view(of: Customer.resource)
                return """
                    select t.id, t.id, t.home_branch_id, t.level, false from \(Customer.resource.source)
                    join app.customer_lane handed on handed.tenant_id = t.tenant_id and handed.customer_id = t.id and handed.user_id = \(user)
                      and handed.lane = \(lane) and handed.until is null
                    where t.tenant_id = \(actor.tenant) and \(view.condition(view.bits(allowing: .updateCustomer), for: actor, at: now))
                    order by t.number, t.id limit \(BulkAction.most + 1)
                    """
            },
            apply: { step, tx in
                guard let from = step.from, let to = step.to else { throw Failure(.notFound) }
                guard try holder(of: lane, step, tx) == from else { return .unchanged("lane.changed") }
                try SetLane(customer: ID(step.object), lane: lane, user: to).run(as: step.actor, keys: step.keys, at: step.now, in: tx)
                return .done([:])
            },
            undo: { step, tx in
                guard let from = step.from, try holder(of: lane, step, tx) == step.to else { return .unchanged("lane.changed") }
                try SetLane(customer: ID(step.object), lane: lane, user: from, isReturned: true).run(
                    as: step.actor, keys: step.keys, at: step.now, in: tx)
                return .done([:])
            })
    }

    private static func holder(of lane: String, _ step: Context, _ tx: Transaction) throws -> UUID? {
        try tx.execute(
            """
            select l.user_id from app.customer_lane l where l.tenant_id = \(step.actor.tenant) and l.customer_id = \(step.object)
            and l.lane = \(lane) and l.until is null for update
            """
        ).first?.get(0, as: UUID.self)
    }
}
