internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes tasks of licences, certificates, maintenance and metrology that end in 90, 30 and 7 days, or have ended (domain.md §7), for whoever
/// keeps the resources of the branch and has a list of tasks there; ends them when the thing is renewed.
///
/// A threshold is told once for each day on which something ends: the tasks themselves are the record of it. Whoever keeps several branches
/// of one licence has one task. What was never told at 90 days because it was entered later is told once, at the threshold that it is at.
struct WarnOfExpiry: Sendable {
    /// Something that ends, in every branch that it concerns.
    private struct Thing {
        let kind: String
        let id: UUID
        let name: String
        let until: LocalDate
        let days: Int64
        let overAt: Instant
        var branches: [UUID]
    }

    /// Somebody who is told, and where.
    private struct Keeper {
        let user: UUID
        let resources: RowSet.Reach
        let tasks: RowSet.Reach

        func isAt(_ branch: UUID) -> Bool { resources.contains(ID(branch)) && tasks.contains(ID(branch)) }
    }

    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        tx.enqueue(ExpiryQueries.turn(tenant: actor.tenant))
        try end(as: actor, keys: keys, at: now, in: tx)
        let things = try untold(as: actor, at: now, in: tx)
        guard !things.isEmpty else { return }
        let texts = TaskTexts(ofNobody: keys)
        let keepers = try keepers(as: actor, at: now, in: tx)
        var made: [UUID: Int] = [:]
        for thing in things {
            let told = keepers.compactMap { keeper in thing.branches.first(where: keeper.isAt).map { (keeper.user, $0) } }
            // Where nobody is, it is tried again the next night.
            guard !told.isEmpty else { continue }
            tx.enqueue(ExpiryQueries.closeEarlier(thing.kind, thing.id, before: thing.days, tenant: actor.tenant, at: now))
            for (user, branch) in told {
                let id = ID<WorkTask>.new(at: now).uuid
                let task = NewTask(
                    id: id, branch: branch, assignee: user, kind: thing.kind,
                    title: try texts.cell("\(thing.name) · \(thing.until)", TaskTexts.title, of: id), dueAt: thing.overAt,
                    record: TaskRecord(id: thing.id, until: thing.until, days: thing.days))
                tx.enqueue(TaskQueries.insert(task, tenant: actor.tenant, at: now))
                Change.tell("task", to: ID(user), of: actor.tenant, in: tx)
                WebhookEvent(.taskCreated, of: WorkTask.resource.name, task.id).tell(as: actor, at: now, in: tx)
                made[branch, default: 0] += 1
            }
        }
        for (branch, count) in made.sorted(by: { $0.key < $1.key }) {
            try AuditTrail.record(
                AuditEvent(
                    .createTask, on: WorkTask.resource.name, branch: ID(branch), fields: ["task.title", "task.dueAt"], purpose: "expiry",
                    rowCount: count),
                as: actor, keys: keys, at: now, in: tx)
        }
    }

    private func end(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(ExpiryQueries.closeRenewed(tenant: actor.tenant, at: now))
        var closed: [UUID: Int] = [:]
        for row in rows {
            closed[try row[1], default: 0] += 1
            Change.tell("task", to: try row[2], of: actor.tenant, in: tx)
            WebhookEvent(.taskClosed, of: WorkTask.resource.name, try row[0], fields: ["state"]).tell(as: actor, at: now, in: tx)
        }
        for (branch, count) in closed.sorted(by: { $0.key < $1.key }) {
            try AuditTrail.record(
                AuditEvent(.updateTask, on: WorkTask.resource.name, branch: ID(branch), purpose: "renewed", rowCount: count), as: actor,
                keys: keys, at: now, in: tx)
        }
    }

    private func untold(as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Thing] {
        var things: [Thing] = []
        for row in try tx.execute(ExpiryQueries.untold(tenant: actor.tenant, at: now)) {
            let (kind, id, branch): (String, UUID, UUID) = (try row[0], try row[1], try row[2])
            if let last = things.indices.last, things[last].kind == kind, things[last].id == id {
                things[last].branches.append(branch)
                continue
            }
            things.append(
                Thing(
                    kind: kind, id: id, name: try row[3], until: try row[4], days: try row[5], overAt: try row[6], branches: [branch]))
        }
        return things
    }

    private func keepers(as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Keeper] {
        let users = try tx.execute(ExpiryQueries.holders(of: .manageResource, tenant: actor.tenant, at: now)).map {
            try $0.get(0, as: UUID.self)
        }
        return try users.compactMap { user in
            let rights = try RightsLoader.load(ID(user), of: actor.tenant, at: now, in: tx).rights
            guard let resources = rights.grantedReach(of: .manageResource), let tasks = rights.grantedReach(of: .readTask) else {
                return nil
            }
            return Keeper(user: user, resources: resources, tasks: tasks)
        }
    }
}
