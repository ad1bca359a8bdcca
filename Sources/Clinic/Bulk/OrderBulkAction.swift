internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Writes an action with its rows, and the job that does it.
struct OrderBulkAction {
    let id: ID<BulkAction>
    let kind: String
    var subject: UUID?
    var undoes: UUID?
    var parameters: JSONValue = [:]
    var reason: String?
    let steps: [BulkStep]

    private static let chunk = 5_000

    func run(as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let plan = String(decoding: parameters.serialized, as: UTF8.self)
        tx.enqueue(
            """
            insert into app.bulk_action (tenant_id, id, kind, subject_id, undoes_id, parameters, reason, state, total, created_at, created_by,
              finished_at)
            values (\(actor.tenant), \(id), \(kind), \(subject), \(undoes), \(plan)::text::jsonb, \(reason),
              \(steps.isEmpty ? "done" : "waiting"), \(Int32(clamping: steps.count)), \(now), \(actor.user),
              \(steps.isEmpty ? now : nil))
            """)
        guard !steps.isEmpty else { return }
        for start in stride(from: 0, to: steps.count, by: OrderBulkAction.chunk) {
            let part = steps[start..<min(start + OrderBulkAction.chunk, steps.count)]
            tx.enqueue(
                """
                insert into app.bulk_action_row (tenant_id, action_id, position, lane, object_id, to_id, word)
                select \(actor.tenant), \(id), x.position, x.lane, x.object, x.target, x.word
                from unnest(\(part.indices.map { Int32(clamping: $0 + 1) }), \(part.map(\.lane)), \(part.map(\.object)), \(part.map(\.to)),
                  \(part.map(\.word))) as x (position, lane, object, target, word)
                """)
        }
        try Outbox.enqueue(BulkJobs.code, subject: id.uuid, at: now, as: actor, in: tx)
    }

    /// The rows that another action did, to be taken back.
    func copy(from other: ID<BulkAction>, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        tx.enqueue(
            """
            insert into app.bulk_action (tenant_id, id, kind, subject_id, undoes_id, parameters, state, total, created_at, created_by)
            select \(actor.tenant), \(id), \(kind), \(subject), \(other), '{}', 'waiting', count(*)::int, \(now), \(actor.user)
            from app.bulk_action_row r where r.tenant_id = \(actor.tenant) and r.action_id = \(other) and r.outcome = 'done'
            """)
        tx.enqueue(
            """
            insert into app.bulk_action_row (tenant_id, action_id, position, lane, object_id, to_id, word, before)
            select r.tenant_id, \(id), r.position, r.lane, r.object_id, r.to_id, r.word, r.before
            from app.bulk_action_row r where r.tenant_id = \(actor.tenant) and r.action_id = \(other) and r.outcome = 'done'
            """)
        try Outbox.enqueue(BulkJobs.code, subject: id.uuid, at: now, as: actor, in: tx)
    }
}

/// Does the same to many customers: those named, or all that a list's filters leave.
public struct ChangeManyCustomers: Sendable {
    let id: ID<BulkAction>
    let kind: String
    let value: FieldValue
    /// Nil for everything that the filters leave.
    let customers: [UUID]?
    /// How many these were when the person confirmed it.
    let expected: Int?

    /// Reads `{action, value, ids | all and expected}`.
    public init(_ id: ID<BulkAction>, reading payload: PayloadReader) {
        self.id = id
        kind = payload.requiredChoice("action", of: BulkAction.kinds.keys.sorted())
        switch kind {
        case "set_owner", "set_tag", "remove_tag": value = .id(payload.requiredUUID("value"))
        default: value = .text(payload.requiredChoice("value", of: Customer.levels))
        }
        let isAll = payload.boolean("all") ?? false
        customers = isAll ? nil : payload.uuids("ids", max: 5_000)
        if isAll, payload.has("ids") { payload.refuse("ids", "not_allowed") }
        if !isAll { payload.require("ids") }
        expected = isAll ? Int(payload.requiredInteger("expected", in: 0...Int64(BulkAction.most))) : nil
        if !isAll, payload.has("expected") { payload.refuse("expected", "not_allowed") }
    }

    /// Writes it down; what each customer allows is asked when the job gets to him.
    ///
    /// - Parameter query: the list whose filters choose, where everything is meant.
    /// - Throws: `bulk.too_many`; `bulk.count_changed` with the count where the filters leave others than the person confirmed.
    public func run(_ query: ListQuery, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let view = actor.rights.view(of: Customer.resource)
        guard let name = BulkAction.kinds[kind], let field = Customer.resource.position(of: name), view.bits(writing: field) != 0 else {
            throw Failure.invalid([Violation(pointer: "/action", code: "choice")])
        }
        var chosen: [UUID] = []
        if let customers {
            var seen: Set<UUID> = []
            chosen = customers.filter { seen.insert($0).inserted }
        } else {
            chosen = try all(query, view, as: actor, at: now, in: tx)
        }
        let (lane, to, word) = step
        let order = OrderBulkAction(
            id: id, kind: kind, parameters: ["value": .string(value.text ?? "")],
            steps: chosen.map { BulkStep(lane: lane, object: $0, to: to, word: word) })
        try order.run(as: actor, at: now, in: tx)
    }

    private var step: (lane: String, to: UUID?, word: String?) {
        guard case .id(let id) = value else { return ("level", nil, value.text) }
        return (kind == "set_owner" ? "owner" : kind == "set_tag" ? "tag" : "untag", id, nil)
    }

    /// Everybody whom the filters leave at this moment: one statement, so one moment.
    private func all(_ query: ListQuery, _ view: ResourceView, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [UUID] {
        let nothing = Selection(view, fields: [], for: actor, at: now)
        let rows = try tx.execute(ResourceQueries.list(query.limited(to: BulkAction.most), nothing, after: nil, for: actor, at: now))
        guard rows.count <= BulkAction.most else { throw Failure(.bulkTooMany) }
        guard rows.count == expected else { throw Failure(.bulkCountChanged, extra: ["count": .integer(Int64(rows.count))]) }
        return try rows.map { try (nothing.id(of: $0) as ID<Customer>).uuid }
    }
}

/// How many customers a list's filters leave: what a person confirms before everything of it is changed.
struct CountChosenCustomers {
    let query: ListQuery

    /// `{count, most}`; one more than `most` stands for all above.
    func run(as actor: Actor, at now: Instant) -> SQL {
        let nothing = Selection(actor.rights.view(of: Customer.resource), fields: [], for: actor, at: now)
        return
            "select count(*) from (\(ResourceQueries.list(query.limited(to: BulkAction.most), nothing, after: nil, for: actor, at: now))) x"
    }
}
