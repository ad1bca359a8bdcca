internal import FoundationEssentials
public import Platform
public import Postgres

/// Looks for others like the customers that are new or changed, and keeps what it finds in the queue. Nobody's cells are opened but
/// theirs and those of the few whom the tokens name.
public struct FindDuplicates: Sendable {
    /// Customers of one transaction.
    static let batch = 20

    let keys: TenantKeys

    public init(keys: TenantKeys) {
        self.keys = keys
    }

    /// Takes the next customers that are due; returns how many there were.
    public func run(at now: Instant, in tx: Transaction) throws -> Int {
        let due = try tx.execute(DuplicateQueries.due(limit: FindDuplicates.batch, tenant: keys.tenant)).map {
            try $0.get(0, as: UUID.self)
        }
        guard !due.isEmpty else { return 0 }
        let people = try tx.execute(DuplicateQueries.people(due, tenant: keys.tenant)).compactMap { try KnownPerson($0, keys: keys) }
        for person in people {
            IdentityTokens.enqueue(person.facts, for: person.id, keys: keys, in: tx)
        }
        for person in people {
            let found = try DuplicateSearch(person.facts, of: person.id, keys: keys).run(in: tx)
            try keep(found, said(of: person.id, and: Array(found.keys), in: tx), of: person.id, at: now, in: tx)
        }
        tx.enqueue(DuplicateQueries.done(due, tenant: keys.tenant))
        return due.count
    }

    /// What people said of files that were merged into one of the two: which signs they knew, and who said it last.
    private struct Said {
        var evidence: Int32 = 0
        var at: Instant?
        var by: UUID?
        var reason: String?
    }

    private func said(of person: UUID, and others: [UUID], in tx: Transaction) throws -> [UUID: Said] {
        guard !others.isEmpty else { return [:] }
        tx.enqueue(MergedRows.reach)
        defer { tx.enqueue(MergedRows.leave) }
        var said: [UUID: Said] = [:]
        for row in try tx.execute(DuplicateQueries.dismissedBefore(person, others, tenant: keys.tenant)) {
            // In the order in which they were said.
            var one = said[try row[0]] ?? Said()
            one.evidence |= try row.get(1, as: Int32.self)
            one.at = try row.getOptional(2)
            one.by = try row.getOptional(3)
            let why = try DuplicatePair.opened(row.getOptional(5, as: [UInt8].self), of: row.get(6), keys: keys)
            one.reason = try why ?? row.getOptional(4, as: String.self)
            said[try row[0]] = one
        }
        return said
    }

    /// The pairs that are there of a person and others: a reason is sealed for the row that it stands in.
    private func pairs(of person: UUID, and others: [UUID], in tx: Transaction) throws -> [UUID: UUID] {
        guard !others.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            select x.id, p.id from unnest(\(others)) x (id) join app.duplicate_pair p on p.tenant_id = \(keys.tenant)
              and p.customer_id = least(\(person), x.id) and p.other_id = greatest(\(person), x.id)
            """)
        return Dictionary(try rows.map { (try $0.get(0, as: UUID.self), try $0.get(1, as: UUID.self)) }) { first, _ in first }
    }

    /// Writes pairs; one that was dismissed comes back only with a sign that was not known then, and one of whose files another was merged
    /// into follows what was said of that, as long as it is merged. Open pairs that nothing speaks for any more go.
    private func keep(
        _ found: [UUID: DuplicateEvidence], _ said: [UUID: Said], of person: UUID, at now: Instant, in tx: Transaction
    ) throws {
        let others = found.keys.sorted()
        tx.enqueue(
            """
            delete from app.duplicate_pair p where p.tenant_id = \(keys.tenant) and (p.follows or p.state = 'open' and p.decided_at is null)
            and ((p.customer_id = \(person) and p.other_id <> all (\(others)))
              or (p.other_id = \(person) and p.customer_id <> all (\(others))))
            """)
        guard !others.isEmpty else { return }
        let evidence = others.map { found[$0] ?? [] }
        let there = try pairs(of: person, and: others.filter { said[$0]?.reason != nil }, in: tx)
        let ids = others.map { there[$0] ?? ID<DuplicatePair>.new(at: now).uuid }
        let reasons = try zip(others, ids).map { try DuplicatePair.sealed(said[$0]?.reason, of: $1, keys: keys) }
        let all = DuplicateEvidence.otherIDNumber.rawValue - 1
        let own: SQL = "(p.follows or p.state = 'open' and p.decided_at is null)"
        tx.enqueue(
            """
            insert into app.duplicate_pair as p (tenant_id, id, customer_id, other_id, evidence, score, found_at, state, follows,
              decided_evidence, decided_at, decided_by, reason_sealed)
            select \(keys.tenant), x.id, least(\(person), x.other), greatest(\(person), x.other), x.evidence, x.score, \(now),
              case when s.settled then 'dismissed' else 'open' end, s.settled, nullif(x.said, 0), case when s.settled then x.at end,
              case when s.settled then x.by end, case when s.settled then x.reason end
            from unnest(\(ids), \(others), \(evidence.map(\.rawValue)),
              \(evidence.map(\.score)), \(others.map { said[$0]?.evidence ?? 0 }), \(others.map { said[$0]?.at }),
              \(others.map { said[$0]?.by }), \(reasons)) as x (id, other, evidence, score, said, at, by, reason)
            cross join lateral (select x.said <> 0 and (x.evidence & \(all)::int & ~x.said) = 0) s (settled)
            on conflict (tenant_id, customer_id, other_id) do update set evidence = excluded.evidence, score = excluded.score,
              state = case when \(own) then excluded.state
                when p.state = 'dismissed'
                  and (excluded.evidence & \(all)::int & ~(p.decided_evidence | coalesce(excluded.decided_evidence, 0))) <> 0 then 'open'
                else p.state end,
              follows = \(own) and excluded.follows,
              decided_evidence = case when \(own) then excluded.decided_evidence else p.decided_evidence end,
              decided_at = case when \(own) then excluded.decided_at else p.decided_at end,
              decided_by = case when \(own) then excluded.decided_by else p.decided_by end,
              reason = case when not \(own) then p.reason end,
              reason_sealed = case when not \(own) then p.reason_sealed when p.id = excluded.id then excluded.reason_sealed end,
              version = p.version + 1
            where (p.evidence, p.score) is distinct from (excluded.evidence, excluded.score) or (\(own) and p.follows <> excluded.follows)
            """)
    }
}

/// Who has something in common with a person.
struct DuplicateSearch {
    let facts: PersonFacts
    /// The customer that the facts are of; nil for somebody who is not there yet.
    let customer: UUID?
    let keys: TenantKeys

    init(_ facts: PersonFacts, of customer: UUID?, keys: TenantKeys) {
        self.facts = facts
        self.customer = customer
        self.keys = keys
    }

    /// As the system, across branches.
    func run(in tx: Transaction) throws -> [UUID: DuplicateEvidence] {
        var claimed: [UUID: DuplicateEvidence] = [:]
        for row in try tx.execute(DuplicateQueries.candidates(facts, of: customer, keys: keys)) {
            claimed[try row[0], default: []].insert(DuplicateEvidence(rawValue: try row[1]))
        }
        let byName: DuplicateEvidence = [.nameAndBirthday, .nameAndLastFour]
        let named = claimed.filter { !$0.value.isDisjoint(with: byName) }.map(\.key)
        var compared: [UUID: DuplicateEvidence] = [:]
        if !named.isEmpty {
            for row in try tx.execute(DuplicateQueries.people(named, tenant: keys.tenant)) {
                guard let other = try KnownPerson(row, keys: keys) else { continue }
                compared[other.id] = facts.compared(with: other.facts)
            }
        }
        var found: [UUID: DuplicateEvidence] = [:]
        for (id, claim) in claimed {
            let evidence = claim.subtracting(byName).union(compared[id] ?? [])
            if !evidence.isEmpty { found[id] = evidence }
        }
        guard facts.idNumber != nil, !found.isEmpty else { return found }
        for row in try tx.execute(DuplicateQueries.numbered(Array(found.keys), tenant: keys.tenant)) {
            let id: UUID = try row[0]
            if found[id]?.contains(.idNumber) == false { found[id]?.insert(.otherIDNumber) }
        }
        return found
    }
}
