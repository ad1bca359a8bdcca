internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Somebody leaves or moves: what he has goes to others, by a plan. Only whose it is changes; what was done while it was his stays his.
public struct HandOver: Sendable {
    let id: ID<BulkAction>
    let from: UUID
    let lanes: [String]
    /// Whether he leaves for good: sessions, keys and grants end in the same transaction.
    let departs: Bool
    let reason: String?
    private let plan: HandOverPlan

    /// Reads `{fromId, rule, to?, branches?, levels?, lanes?, departs?, reason?}`.
    public init(_ id: ID<BulkAction>, reading payload: PayloadReader) {
        self.id = id
        from = payload.requiredUUID("fromId")
        let known = WorkLane.handed.map(\.code)
        let named = payload.has("lanes") ? payload.texts("lanes", max: 20, maxLength: 40) : known
        for (index, lane) in named.enumerated() where !known.contains(lane) { payload.refuse("lanes", at: index, "choice") }
        lanes = known.filter(named.contains)
        if lanes.isEmpty { payload.refuse("lanes", "required") }
        departs = payload.boolean("departs") ?? false
        reason = payload.text("reason", min: 2, max: 200)
        plan = HandOverPlan(reading: payload, from: from)
    }

    /// What would go to whom: `{lanes: [{lane, name, count, unplanned, refused}], successors: [{userId, count}]}`.
    public func preview(in language: Language, as actor: Actor, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let work = try divide(as: actor, at: now, in: tx)
        let shown = WorkLane.handed.filter { lanes.contains($0.code) }.map { lane -> JSONValue in
            [
                "lane": .string(lane.code), "name": .string(lane.name[language]), "count": .integer(Int64(work.counts[lane.code] ?? 0)),
                "unplanned": .integer(Int64(work.unplanned[lane.code] ?? 0)), "refused": .integer(Int64(work.refused[lane.code] ?? 0)),
            ]
        }
        var each: [UUID: Int64] = [:]
        for step in work.steps where !work.staying.contains(step.place) { if let to = step.to { each[to, default: 0] += 1 } }
        let successors = plan.everybody.sorted().map { user -> JSONValue in
            ["userId": .string(ID<User>(user).description), "count": .integer(each[user] ?? 0)]
        }
        return ["lanes": .array(shown), "successors": .array(successors)]
    }

    /// Writes it down, with the job that does it, and ends the person's time here where he leaves.
    ///
    /// - Throws: `resource.not_found` for nobody; violations for successors who do not work here; whatever a departure throws.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let work = try divide(as: actor, at: now, in: tx)
        try OrderBulkAction(
            id: id, kind: "hand_over", subject: from, parameters: plan.json, reason: reason, steps: work.steps
        ).run(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .handOver, on: "user", from, reason: reason, rowCount: work.steps.count,
                body: ["action": .string(id.description), "departs": .boolean(departs), "plan": plan.json]),
            as: actor, keys: keys, at: now, in: tx)
        if departs { try ChangeUser.depart(ID(from), as: actor, keys: keys, at: now, in: tx) }
    }

    /// What there is, and who gets it.
    private struct Division {
        var steps: [BulkStep] = []
        var counts: [String: Int] = [:]
        /// What the plan names nobody for.
        var unplanned: [String: Int] = [:]
        /// What the actor may change and not give away: the job refuses it, row by row.
        var refused: [String: Int] = [:]
        var staying: Set<String> = []
    }

    private func divide(as actor: Actor, at now: Instant, in tx: Transaction) throws -> Division {
        let known = try tx.execute("select 1 from app.user_account where tenant_id = \(actor.tenant) and id = \(from)")
        guard !known.isEmpty else { throw Failure(.notFound) }
        let everybody = plan.everybody.sorted()
        let rows = try tx.execute(
            """
            select u.id, (select count(*) from app.customer c where c.tenant_id = u.tenant_id and c.owner_id = u.id)
            from app.user_account u where u.tenant_id = \(actor.tenant) and u.id = any (\(everybody)) and u.state = 'active'
            """)
        let loads = Dictionary(try rows.map { (try $0.get(0, as: UUID.self), try $0.get(1, as: Int64.self)) }) { first, _ in first }
        guard loads.count == everybody.count else { throw Failure.invalid([Violation(pointer: "/to", code: "not_allowed")]) }
        var plan = plan
        plan.begin(with: loads)
        var division = Division()
        for lane in WorkLane.handed where lanes.contains(lane.code) {
            guard let objects = lane.objects else { continue }
            let found = try tx.execute(objects(from, actor, now))
            guard found.count <= BulkAction.most else { throw Failure(.bulkTooMany) }
            division.counts[lane.code] = found.count
            for row in found {
                guard let to = plan.successor(for: try row[1], branch: try row[2], level: try row[3]) else {
                    division.unplanned[lane.code, default: 0] += 1
                    continue
                }
                let step = BulkStep(lane: lane.code, object: try row[0], to: to, word: nil)
                division.steps.append(step)
                if try row.get(4, as: Bool.self) {
                    division.refused[lane.code, default: 0] += 1
                    division.staying.insert(step.place)
                }
            }
        }
        return division
    }
}

/// Takes an action back: what it did and what nobody changed since goes back to where it was.
public struct UndoBulkAction: Sendable {
    let id: ID<BulkAction>
    let undone: ID<BulkAction>

    public init(_ id: ID<BulkAction>, undoing undone: ID<BulkAction>) {
        self.id = id
        self.undone = undone
    }

    /// - Throws: `resource.not_found` where it is not the actor's; `bulk.state` while it runs, and for one that is an undo itself or was
    ///   undone.
    public func run(_ version: Int64, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        guard let action = try BulkAction.lock(undone, of: actor, in: tx) else { throw Failure(.notFound) }
        guard action.version == version else { throw Failure(.stale) }
        let rows = try tx.execute(
            """
            select b.subject_id, b.undoes_id is not null,
              exists (select 1 from app.bulk_action u where u.tenant_id = b.tenant_id and u.undoes_id = b.id)
            from app.bulk_action b where b.tenant_id = \(actor.tenant) and b.id = \(undone)
            """)[0]
        let (isUndo, isUndone): (Bool, Bool) = (try rows[1], try rows[2])
        guard ["done", "cancelled", "failed"].contains(action.state), !isUndo, !isUndone else { throw Failure(.bulkState) }
        try OrderBulkAction(
            id: id, kind: action.kind, subject: try rows.getOptional(0), undoes: undone.uuid, steps: []
        ).copy(from: undone, as: actor, at: now, in: tx)
    }
}

extension BulkStep {
    /// Which object in which lane.
    fileprivate var place: String { lane + object.uuidString }
}
