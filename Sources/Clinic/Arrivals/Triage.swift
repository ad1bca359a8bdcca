internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Finds who looks after somebody who comes.
struct Triage: Sendable {
    let place: ID<Unit>
    let today: LocalDate
    /// The customer's own consultant.
    let owner: ID<User>?
    let now: Instant

    /// Somebody, and how he was found.
    struct Choice: Sendable, Hashable {
        let user: ID<User>
        let strategy: TriageStrategy
    }

    /// What a consultant is in the catalogue.
    static let consultants = ["consultant"]

    /// The one for this customer; nil where nobody is to be had, or somebody says it by hand.
    ///
    /// - Parameter asked: a strategy for this visit alone; nil for the branch's rule.
    func choose(_ asked: TriageStrategy?, as actor: Actor, in tx: Transaction) throws -> Choice? {
        let rule = try TriageRule(try tx.execute(VisitQueries.rule(of: place, tenant: actor.tenant)).first)
        let available = try available(tenant: actor.tenant, in: tx)
        if asked == .own || (asked == nil && rule.ownerFirst), let owner, available.contains(owner) {
            return Choice(user: owner, strategy: .own)
        }
        guard let strategy = asked ?? TriageStrategy(rawValue: rule.strategy), strategy != .own, !available.isEmpty else { return nil }
        let chosen: ID<User>? =
            switch strategy {
            case .own: nil
            case .roundRobin: try next(of: available, as: actor, in: tx)
            case .leastBusy: try idlest(of: available, most: .max, as: actor, in: tx)
            case .onShift: try idlest(of: available, most: 0, as: actor, in: tx)
            }
        return chosen.map { Choice(user: $0, strategy: strategy) }
    }

    /// The branch's consultants who are on shift now and not on leave, in the order of their ids. Where no roster was published for the day,
    /// everybody.
    private func available(tenant: ID<Tenant>, in tx: Transaction) throws -> [ID<User>] {
        let yesterday = LocalDate(daysSince1970: today.daysSince1970 &- 1)
        let found = try tx.execute(all: [
            VisitQueries.people(of: place, kinds: Triage.consultants, holding: .readVisit, tenant: tenant, at: now),
            VisitQueries.hasRoster(place, on: today, tenant: tenant),
            ScheduleQueries.working(in: place, from: yesterday, until: today, kinds: Triage.consultants, tenant: tenant),
        ])
        let people: [ID<User>] = try found[0].map { try $0[0] }
        guard try found[1][0].get(0, as: Bool.self) else { return people }
        var working: Set<UUID> = []
        for row in found[2] where try row.get(3, as: Instant.self) <= now && row.get(4, as: Instant.self) > now {
            working.insert(try row[2])
        }
        let subjects = working.sorted()
        let taken = try tx.execute(ScheduleQueries.taken(subjects, from: now, until: now.advanced(by: .seconds(1)), tenant: tenant))
        let away = Set(try taken.filter { try $0.get(3, as: String.self) == "leave" }.map { try $0.get(1, as: UUID.self) })
        return people.filter { working.contains($0.uuid) && !away.contains($0.uuid) }
    }

    /// Whose turn it is. The branch's row is held until the transaction ends: two at once take two turns.
    private func next(of available: [ID<User>], as actor: Actor, in tx: Transaction) throws -> ID<User>? {
        tx.enqueue(
            """
            insert into app.triage_rule (tenant_id, branch_id, strategy, owner_first, updated_at)
            values (\(actor.tenant), \(place), \(TriageStrategy.roundRobin.rawValue), true, \(now)) on conflict do nothing
            """)
        let rows = try tx.execute(VisitQueries.rule(of: place, tenant: actor.tenant, locking: true))
        guard let row = rows.first, let first = available.first else { return nil }
        let last: ID<User>? = try row.getOptional(2)
        let chosen = available.first { user in last.map { $0 < user } ?? true } ?? first
        tx.enqueue(
            """
            update app.triage_rule set last_user_id = \(chosen), turns = turns + 1
            where tenant_id = \(actor.tenant) and branch_id = \(place)
            """)
        return chosen
    }

    /// Who has the fewest customers there; of several, who has waited longest. The branch's row is held here too: two who come at once see
    /// each other.
    private func idlest(of available: [ID<User>], most: Int64, as actor: Actor, in tx: Transaction) throws -> ID<User>? {
        tx.enqueue(
            """
            insert into app.triage_rule (tenant_id, branch_id, strategy, owner_first, updated_at)
            values (\(actor.tenant), \(place), \(TriageStrategy.roundRobin.rawValue), true, \(now)) on conflict do nothing
            """)
        tx.enqueue(VisitQueries.rule(of: place, tenant: actor.tenant, locking: true))
        // Those whom the actor does not see keep a consultant busy as well.
        let rows = try tx.asSystem(for: actor) { try tx.execute(VisitQueries.load(of: place, on: today, tenant: actor.tenant)) }
        var load: [UUID: (count: Int64, last: Instant)] = [:]
        for row in rows { load[try row[0]] = (try row[1], try row[2]) }
        func before(_ one: ID<User>, _ other: ID<User>) -> Bool {
            let (mine, theirs) = (load[one.uuid], load[other.uuid])
            let (count, more) = (mine?.count ?? 0, theirs?.count ?? 0)
            if count != more { return count < more }
            if mine?.last != theirs?.last {
                guard let last = mine?.last else { return true }
                return theirs.map { last < $0.last } ?? false
            }
            return one < other
        }
        guard let chosen = available.min(by: before), (load[chosen.uuid]?.count ?? 0) <= most else { return nil }
        return chosen
    }
}
