internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Holds customers to the conditions of tags: all of them to one (nightly, and when it was defined), one of them to all (when something of
/// him changed). The jobs of a tenant run one after the other, so nobody gets a tag twice.
struct ComputeTagRules: Sendable {
    /// Customers in one transaction.
    static let batch = 1_000

    let run: JobRun

    /// Holds every customer to one rule.
    func rule(_ tag: ID<Tag>) async throws {
        let (rules, moment, criteria) = try await read(only: tag)
        var done: Int64 = 0
        for rule in rules { done = try await compute(rule, by: criteria, only: nil, at: moment, done: done) }
        let tenant = run.tenant
        try await run.write { tx in tx.enqueue(TagRuleQueries.computed(tag, at: moment.now, tenant: tenant)) }
    }

    /// Holds one customer to every rule.
    func customer(_ customer: UUID) async throws {
        let (rules, moment, criteria) = try await read(only: nil)
        var done: Int64 = 0
        for rule in rules where !rule.isArchived { done = try await compute(rule, by: criteria, only: customer, at: moment, done: done) }
    }

    private func read(only tag: ID<Tag>?) async throws -> ([TagRule], Moment, Criteria) {
        let tenant = run.tenant
        let rules = tag.map { TagRuleQueries.rule($0, tenant: tenant) } ?? TagRuleQueries.rules(tenant: tenant)
        let now = run.now()
        return try await run.deployment.database.read(as: run.actor) { tx in
            let found = try tx.execute(all: [rules, TagRuleQueries.timeZone(of: tenant)])
            let zone = try found[1].first?.get(0, as: String.self) ?? "UTC"
            return (try found[0].map { try TagRule($0) }, Moment(now, in: zone), try Criteria(of: tenant, in: tx))
        }
    }

    /// An archived tag is nobody's, nor is one whose condition can no longer be read.
    private func compute(
        _ rule: TagRule, by criteria: Criteria, only customer: UUID?, at moment: Moment, done before: Int64
    ) async throws -> Int64 {
        let condition: SQL = rule.isArchived ? "false" : rule.condition(by: criteria)?.sql(at: moment) ?? "false"
        let keys = try await run.deployment.keys.keys(of: run.tenant)
        var done = before
        for isJoining in [false, true] {
            var last: UUID?
            while true {
                let after = last
                let touched = try await run.write { tx in
                    if isJoining {
                        try give(rule.tag, condition, only: customer, after: after, keys: keys, at: moment.now, as: run.actor, in: tx)
                    } else {
                        try take(rule.tag, condition, only: customer, after: after, keys: keys, at: moment.now, as: run.actor, in: tx)
                    }
                }
                done += Int64(touched.count)
                try await run.progress(done: done)
                guard touched.count == ComputeTagRules.batch else { break }
                last = touched.last
            }
        }
        return done
    }

    private func give(
        _ tag: ID<Tag>, _ condition: SQL, only customer: UUID?, after last: UUID?, keys: TenantKeys, at now: Instant, as actor: Actor,
        in tx: Transaction
    ) throws -> [UUID] {
        let found = try tx.execute(
            TagRuleQueries.joiners(tag, condition, only: customer, after: last, limit: ComputeTagRules.batch, tenant: actor.tenant))
        guard !found.isEmpty else { return [] }
        let customers = try found.map { try $0.get(0, as: UUID.self) }
        let branches = try found.map { try $0.get(1, as: UUID.self) }
        let rows = customers.map { _ in ID<CustomerTag>.new(at: now).uuid }
        tx.enqueue(TagRuleQueries.give(tag, rows: rows, customers: customers, branches: branches, at: now, tenant: actor.tenant))
        try tell("tagged", tag, rows, customers, branches, keys: keys, at: now, as: actor, in: tx)
        return customers
    }

    private func take(
        _ tag: ID<Tag>, _ condition: SQL, only customer: UUID?, after last: UUID?, keys: TenantKeys, at now: Instant, as actor: Actor,
        in tx: Transaction
    ) throws -> [UUID] {
        let found = try tx.execute(
            TagRuleQueries.leavers(tag, condition, only: customer, after: last, limit: ComputeTagRules.batch, tenant: actor.tenant))
        guard !found.isEmpty else { return [] }
        let rows = try found.map { try $0.get(0, as: UUID.self) }
        tx.enqueue(TagQueries.end(rows, .rule, by: nil, at: now, tenant: actor.tenant))
        try tell(
            "untagged", tag, rows, try found.map { try $0.get(1, as: UUID.self) }, try found.map { try $0.get(2, as: UUID.self) },
            keys: keys,
            at: now, as: actor, in: tx)
        return rows
    }

    private func tell(
        _ kind: String, _ tag: ID<Tag>, _ rows: [UUID], _ customers: [UUID], _ branches: [UUID], keys: TenantKeys, at now: Instant,
        as actor: Actor, in tx: Transaction
    ) throws {
        tx.enqueue(
            TagQueries.timeline(
                kind: kind, rows: rows, customers: customers, branches: branches,
                events: rows.map { _ in ID<TimelineEvent>.new(at: now).uuid },
                actor: actor, at: now))
        try AuditTrail.record(
            AuditEvent(
                .applyTagRule, on: "tag", tag.uuid, fields: ["customer.tags"], rowCount: rows.count,
                links: customers.map { Release(object: $0, customer: $0, field: "customer.tags") }),
            as: actor, keys: keys, at: now, in: tx)
    }
}
