internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// A kind of work that somebody has, and how it goes to somebody else: what a hand-over moves. Features with work of their own (tasks,
/// bookings, follow-ups) add a lane.
public struct WorkLane: Sendable {
    /// What one step of an action is done with.
    struct Context {
        let object: UUID
        let to: UUID?
        let word: String?
        /// What the step that is taken back had found.
        let before: JSONValue?
        /// From whom.
        let from: UUID?
        let reason: String?
        let actor: Actor
        let keys: TenantKeys
        let now: Instant
    }

    /// What a step found and left.
    enum Result {
        /// What it was before.
        case done(JSONValue)
        /// It is no longer as the plan saw it; a word says how.
        case unchanged(String)
    }

    /// A word, stable for ever.
    public let code: String
    public let name: LocalizedText
    /// What is somebody's, as far as the actor may change it: object, customer, home branch, level, and whether it stays all the same, since
    /// giving it away takes more than that. Nil for what nobody hands over.
    let objects: (@Sendable (_ of: UUID, _ actor: Actor, _ now: Instant) -> SQL)?
    let apply: @Sendable (Context, Transaction) throws -> Result
    let undo: @Sendable (Context, Transaction) throws -> Result

    /// Every lane.
    static let all: [WorkLane] = [.owner, .care] + archive + [.leads, .tasks] + [.level, .tag, .untag]
    /// Those that a hand-over moves.
    static let handed: [WorkLane] = all.filter { $0.objects != nil }
}

extension WorkLane {
    /// Customers that somebody owns.
    static let owner = WorkLane(
        code: "owner", name: LocalizedText("归属的客户", "Customers owned"),
        objects: { user, actor, now in
            let view = actor.rights.view(of: Customer.resource)
            let field = Customer.resource.position(of: "ownerId") ?? 0
            let bits = view.bits(of: field, atLeast: .write) | view.bits(of: field, using: .set)
            return """
                select t.id, t.id, t.home_branch_id, t.level, not (\(view.condition(bits, for: actor, at: now)))
                from \(Customer.resource.source) where t.tenant_id = \(actor.tenant)
                and t.owner_id = \(user) and \(view.condition(view.bits(allowing: .updateCustomer), for: actor, at: now))
                order by t.number, t.id limit \(BulkAction.most + 1)
                """
        },
        apply: { step, tx in
            guard let found = try OwnedWork.read(step, tx) else { throw Failure(.notFound) }
            if let from = step.from, found.owner != from { return .unchanged("owner.changed") }
            if found.owner == step.to { return .unchanged("owner.same") }
            try OwnedWork.change(step, "ownerId", step.to.map { .id($0) } ?? .null, version: found.version, tx)
            return .done(["owner": found.owner.map { .string(ID<User>($0).description) } ?? .null])
        },
        undo: { step, tx in
            guard let found = try OwnedWork.read(step, tx) else { throw Failure(.notFound) }
            guard found.owner == step.to else { return .unchanged("owner.changed") }
            try OwnedWork.giveBack(step, to: step.before?["owner"]?.string.flatMap { UUID(uuidString: $0) }, tx)
            return .done([:])
        })

    /// A customer's level.
    static let level = WorkLane(
        code: "level", name: LocalizedText("会员等级", "Level"), objects: nil,
        apply: { step, tx in
            guard let found = try OwnedWork.read(step, tx), let word = step.word else { throw Failure(.notFound) }
            if found.level == word { return .unchanged("level.same") }
            try OwnedWork.change(step, "level", .text(word), version: found.version, tx)
            return .done(["level": .string(found.level)])
        },
        undo: { step, tx in
            guard let found = try OwnedWork.read(step, tx) else { throw Failure(.notFound) }
            guard found.level == step.word, let before = step.before?["level"]?.string else { return .unchanged("level.changed") }
            try OwnedWork.change(step, "level", .text(before), version: found.version, tx)
            return .done([:])
        })

    /// Customers whom somebody cares for.
    static let care = WorkLane(
        code: "care", name: LocalizedText("诊疗关系", "Care relations"),
        objects: { user, actor, now in
            let view = actor.rights.view(of: Customer.resource)
            return """
                select t.id, t.id, t.home_branch_id, t.level, (t.restriction is not null
                  or coalesce(t.birthday > \(Minority.newestAdult(in: actor.rights.timeZone, at: now)), false))
                  and not (\(view.condition(view.bits(allowing: .approveCare), for: actor, at: now)))
                from \(Customer.resource.source)
                join app.care_relation handed on handed.tenant_id = t.tenant_id and handed.customer_id = t.id and handed.user_id = \(user)
                  and handed.until > \(now)
                where t.tenant_id = \(actor.tenant) and \(view.condition(view.bits(allowing: .assignCare), for: actor, at: now))
                order by t.number, t.id limit \(BulkAction.most + 1)
                """
        },
        apply: { step, tx in
            guard let from = step.from, let to = step.to else { throw Failure(.notFound) }
            let branch = try CareWork.lock(step, tx)
            let relations = try CareWork.read(step.object, [from, to], step, tx)
            guard let mine = relations[from], mine > step.now else { return .unchanged("care.ended") }
            try CareWork.hand(step, from: from, to: to, until: mine, branch, tx)
            return .done([
                "until": .string(mine.description), "had": relations[to].map { .string($0.description) } ?? .null,
            ])
        },
        undo: { step, tx in
            guard let from = step.from, let to = step.to, let until = step.before?["until"]?.string.flatMap({ Instant($0) }) else {
                throw Failure(.notFound)
            }
            let branch = try CareWork.lock(step, tx)
            try CareWork.handBack(
                step, from: from, to: to, until: until, had: step.before?["had"]?.string.flatMap { Instant($0) }, branch, tx)
            return .done([:])
        })
}
