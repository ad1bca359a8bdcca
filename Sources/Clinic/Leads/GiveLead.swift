internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Gives a lead to somebody: by the rules, to one who is named, or to nobody. The transaction is in the system's context: who is at work, on
/// leave or has how many leads is asked for across branches, and told to nobody.
struct GiveLead {
    /// Who gets it.
    enum Whom {
        /// Whoever the rules find, besides some.
        case byRule(besides: [UUID])
        case person(UUID)
        case pool
    }

    let lead: UUID
    let branch: UUID
    let service: UUID?
    let source: String
    let campaign: String?
    let customer: UUID?
    /// Whose it was.
    let from: UUID?
    /// How often it was taken back so far.
    let returns: Int64
    /// A word of `app.lead_assignment.how`.
    let how: String
    var reason: String?
    /// A state that it keeps with whoever gets it: who was spoken to need not be called for the first time.
    var kept: String?

    init(_ row: LeadRow, how: String, reason: String? = nil, returns: Int64? = nil) {
        lead = row.id
        branch = row.branch
        service = row.service
        source = row.source
        campaign = row.campaign
        customer = row.customer
        from = row.owner
        self.returns = returns ?? row.returns
        self.how = how
        self.reason = reason
    }

    init(new lead: UUID, branch: UUID, service: UUID?, source: String, campaign: String?, customer: UUID?, how: String) {
        self.lead = lead
        self.branch = branch
        self.service = service
        self.source = source
        self.campaign = campaign
        self.customer = customer
        from = nil
        returns = 0
        self.how = how
    }

    private struct Choice {
        let user: UUID
        let rule: UUID?
        let minutes: Int64?
    }

    /// Who has it now; nil for the pool.
    @discardableResult
    func run(_ whom: Whom, settings: LeadSettings, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> UUID? {
        let choice: Choice? =
            switch whom {
            case .byRule(let excluded): try choose(besides: excluded, as: actor, at: now, in: tx)
            case .person(let user): Choice(user: user, rule: nil, minutes: nil)
            case .pool: nil
            }
        tx.enqueue(
            TaskQueries.close(["first_call", "touch"], of: lead, as: "cancelled", by: actor.user, tenant: actor.tenant, at: now))
        if let choice {
            let dueAt = now.advanced(by: .seconds(60 * (choice.minutes ?? settings[LeadSettings.contactMinutes])))
            tx.enqueue(
                LeadQueries.give(
                    lead, to: choice.user, state: kept ?? "assigned", rule: choice.rule, dueAt: kept == nil ? dueAt : nil,
                    protectedUntil: settings.protection(from: now), returns: returns, tenant: actor.tenant, at: now))
            if kept == nil {
                tx.enqueue(
                    TaskQueries.insert(
                        NewTask(
                            id: ID<WorkTask>.new(at: now).uuid, branch: branch, assignee: choice.user, kind: "first_call", lead: lead,
                            customer: customer, dueAt: dueAt),
                        tenant: actor.tenant, at: now))
            }
            // What else was to be done about it is his to do now.
            tx.enqueue(TaskQueries.hand(lead, to: choice.user, tenant: actor.tenant, at: now))
            Change.tell("task", to: ID(choice.user), of: actor.tenant, in: tx)
        } else {
            tx.enqueue(
                LeadQueries.give(
                    lead, to: nil, state: from == nil && returns == 0 ? "new" : "recycled", rule: nil, dueAt: nil, protectedUntil: nil,
                    returns: returns, tenant: actor.tenant, at: now))
            tx.enqueue(
                TaskQueries.close(WorkTask.kinds, of: lead, as: "cancelled", by: actor.user, tenant: actor.tenant, at: now))
        }
        if let from, from != choice?.user { Change.tell("task", to: ID(from), of: actor.tenant, in: tx) }
        let assignment = ID<LeadTouch>.new(at: now).uuid
        let said = try Lead.reason.seal(reason, row: assignment, about: lead, keys: keys, in: tx)
        tx.enqueue(
            LeadQueries.assignment(
                assignment, of: lead, branch: branch, to: choice?.user, from: from,
                how: choice == nil && how == "rule" ? "pool" : how, rule: choice?.rule, reason: said, by: actor, at: now))
        WebhookEvent(.leadAssigned, of: Lead.resource.name, lead, fields: ["ownerId"]).tell(as: actor, at: now, in: tx)
        func text(_ id: UUID?) -> JSONValue { id.map { .string($0.uuidString.lowercased()) } ?? .null }
        try AuditTrail.record(
            AuditEvent(
                .assignLead, on: Lead.resource.name, lead, branch: ID(branch), purpose: how,
                body: ["from": text(from), "to": text(choice?.user), "rule": text(choice?.rule)]),
            as: actor, keys: keys, at: now, in: tx)
        return choice?.user
    }

    /// The first rule of those that it falls under that finds somebody. Each is held by its counter while it is asked: leads that arrive at
    /// once are given one after the other.
    private func choose(besides excluded: [UUID], as actor: Actor, at now: Instant, in tx: Transaction) throws -> Choice? {
        let rules = try tx.execute(
            LeadQueries.rules(branch: branch, service: service, source: source, campaign: campaign, tenant: actor.tenant))
        for rule in rules {
            let (id, strategy, roster): (UUID, String, String) = (try rule[0], try rule[1], try rule[2])
            let counter = try tx.execute(all: LeadQueries.counter(of: id, tenant: actor.tenant))[1]
            guard let held = counter.first else { continue }
            let (members, credits): ([UUID], [Int64]) = (try held[0], try held[1])
            var turns = LeadTurns(Dictionary(zip(members, credits)) { first, _ in first })
            let rows = try tx.execute(
                LeadQueries.available(for: id, onShift: roster == "on_shift", besides: excluded, tenant: actor.tenant, at: now))
            var available = try rows.map { row -> Available in
                Available(user: try row[0], weight: try row[1], open: try row[2], won: try row[3], ended: try row[4])
            }
            while !available.isEmpty {
                var attempt = turns
                guard let user = attempt.next(of: GiveLead.weights(available, by: strategy)) else { break }
                // Whom a rule names and who may not work on leads there would never see it.
                let rights = try RightsLoader.load(ID(user), of: actor.tenant, at: now, in: tx).rights
                guard rights.grantedReach(of: .updateLead)?.contains(ID(branch)) == true else {
                    available.removeAll { $0.user == user }
                    continue
                }
                turns = attempt
                tx.enqueue(LeadQueries.keep(turns, of: id, tenant: actor.tenant))
                return Choice(user: user, rule: id, minutes: try rule.getOptional(3))
            }
        }
        return nil
    }

    /// Somebody who could get it.
    struct Available: Equatable {
        let user: UUID
        let weight: Int64
        let open: Int64
        let won: Int64
        let ended: Int64
    }

    /// Who is considered, and with what weight. By conversion: in hundredths of the share that was won of the ended ones, as if each had won
    /// one of two before, so that newcomers get some.
    static func weights(_ available: [Available], by strategy: String) -> [LeadTurns.Member] {
        switch strategy {
        case "weighted": return available.map { LeadTurns.Member(user: $0.user, weight: $0.weight) }
        case "conversion":
            return available.map { LeadTurns.Member(user: $0.user, weight: max(1, 100 * ($0.won + 1) / ($0.ended + 2))) }
        case "least_open":
            let least = available.map(\.open).min() ?? 0
            return available.filter { $0.open == least }.map { LeadTurns.Member(user: $0.user, weight: 1) }
        default: return available.map { LeadTurns.Member(user: $0.user, weight: 1) }
        }
    }
}

extension LeadSettings {
    /// Until when a lead stays with whoever had to do with it now.
    func protection(from now: Instant) -> Instant { now.advanced(by: .seconds(86_400 * self[LeadSettings.protectionDays])) }
}
