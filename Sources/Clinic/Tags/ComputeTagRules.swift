internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Holds customers to the conditions of tags, those of people's rules and the program's own: all of them to one (nightly, and when it was
/// defined), one of them to all (when something of him changed). The jobs of a tenant run one after the other, so nobody gets a tag twice.
struct ComputeTagRules: Sendable {
    /// Customers in one transaction.
    static let batch = 1_000

    /// A tag with those for whom it holds.
    private struct Held: Sendable {
        let tag: ID<Tag>
        let source: Tag.Kind
        /// Over `app.customer t`.
        let condition: SQL
        let isArchived: Bool
    }

    let run: JobRun

    /// Holds every customer to one rule.
    func rule(_ tag: ID<Tag>) async throws {
        let (now, keys) = (run.now(), try await run.deployment.keys.keys(of: run.tenant))
        var done: Int64 = 0
        for rule in try await rules(only: tag) { done = try await compute(rule, only: nil, keys, at: now, done: done) }
        let tenant = run.tenant
        try await run.write { tx in tx.enqueue(TagRuleQueries.computed(tag, at: now, tenant: tenant)) }
    }

    /// Holds every customer to the program's own tags, made anew where the layers have changed.
    func system() async throws {
        let (tenant, actor, now) = (run.tenant, run.actor, run.now())
        let keys = try await run.deployment.keys.keys(of: tenant)
        try await run.write { tx in
            let (set, _) = try LayerParameters.inForce(of: tenant, at: now, in: tx)
            _ = try KeepSystemTags(layers: set.layers).run(as: actor, keys: keys, at: now, in: tx)
        }
        var done: Int64 = 0
        for tag in try await systemTags() { done = try await compute(tag, only: nil, keys, at: now, done: done) }
    }

    /// Holds one customer to every rule: the program's own first, since people's may ask for them.
    func customer(_ customer: UUID) async throws {
        let (now, keys) = (run.now(), try await run.deployment.keys.keys(of: run.tenant))
        for tag in try await differing(try await systemTags(), for: customer) {
            _ = try await compute(tag, only: customer, keys, at: now, done: 0)
        }
        for tag in try await differing(try await rules(only: nil), for: customer) {
            _ = try await compute(tag, only: customer, keys, at: now, done: 0)
        }
    }

    /// Those that a customer has and should not, or should have and has not: most changes change none, and cost one question.
    private func differing(_ tags: [Held], for customer: UUID) async throws -> [Held] {
        let tags = tags.filter { !$0.isArchived }
        guard !tags.isEmpty else { return [] }
        let tests = tags.map { tag -> SQL in
            """
            \(tag.condition) <> exists (select 1 from app.customer_tag k where k.tenant_id = t.tenant_id and k.customer_id = t.id
              and k.tag_id = \(tag.tag) and k.ended_at is null)
            """
        }
        let tenant = run.tenant
        let rows = try await run.deployment.database.read(as: run.actor) { tx in
            try tx.execute(
                "select \(tests.joined(separator: ", ")) from app.customer t where t.tenant_id = \(tenant) and t.id = \(customer)")
        }
        guard let row = rows.first else { return [] }
        return try tags.enumerated().filter { try row.get($0.offset, as: Bool.self) }.map(\.element)
    }

    private func systemTags() async throws -> [Held] {
        let (tenant, now) = (run.tenant, run.now())
        return try await run.deployment.database.read(as: run.actor) { tx in
            let found = try tx.execute(all: [TagQueries.tags(tenant: tenant), Moment.timeZone(of: tenant)])
            let moment = Moment(now, in: try found[1].first?.get(0, as: String.self) ?? "UTC")
            let tags = try found[0].map { try Tag($0) }.filter { $0.kind == .system }
            return tags.map { tag in
                Held(
                    tag: tag.id, source: .system, condition: SystemTag.condition(of: tag, among: tags, at: moment),
                    isArchived: tag.isArchived)
            }
        }
    }

    /// An archived tag is nobody's, nor is one whose condition can no longer be read.
    private func rules(only tag: ID<Tag>?) async throws -> [Held] {
        let (tenant, now) = (run.tenant, run.now())
        let rules = tag.map { TagRuleQueries.rule($0, tenant: tenant) } ?? TagRuleQueries.rules(tenant: tenant)
        return try await run.deployment.database.read(as: run.actor) { tx in
            let found = try tx.execute(all: [rules, Moment.timeZone(of: tenant)])
            let moment = Moment(now, in: try found[1].first?.get(0, as: String.self) ?? "UTC")
            let criteria = try Criteria(of: tenant, in: tx)
            return try found[0].map { try TagRule($0) }.map { rule in
                let condition: SQL = rule.isArchived ? "false" : rule.condition(by: criteria)?.sql(at: moment) ?? "false"
                return Held(tag: rule.tag, source: .rule, condition: condition, isArchived: rule.isArchived)
            }
        }
    }

    private func compute(_ held: Held, only customer: UUID?, _ keys: TenantKeys, at now: Instant, done before: Int64) async throws -> Int64
    {
        var done = before
        for isJoining in [false, true] {
            var last: UUID?
            while true {
                let after = last
                let touched = try await run.write { tx in
                    if isJoining {
                        try give(held, only: customer, after: after, keys: keys, at: now, as: run.actor, in: tx)
                    } else {
                        try take(held, only: customer, after: after, keys: keys, at: now, as: run.actor, in: tx)
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
        _ held: Held, only customer: UUID?, after last: UUID?, keys: TenantKeys, at now: Instant, as actor: Actor, in tx: Transaction
    ) throws -> [UUID] {
        let found = try tx.execute(
            TagRuleQueries.joiners(
                held.tag, held.condition, only: customer, after: last, limit: ComputeTagRules.batch, tenant: actor.tenant))
        guard !found.isEmpty else { return [] }
        let customers = try found.map { try $0.get(0, as: UUID.self) }
        let branches = try found.map { try $0.get(1, as: UUID.self) }
        let rows = customers.map { _ in ID<CustomerTag>.new(at: now).uuid }
        tx.enqueue(
            TagRuleQueries.give(held.tag, held.source, rows: rows, customers: customers, branches: branches, at: now, tenant: actor.tenant))
        try tell("tagged", held.tag, rows, customers, branches, keys: keys, at: now, as: actor, in: tx)
        return customers
    }

    private func take(
        _ held: Held, only customer: UUID?, after last: UUID?, keys: TenantKeys, at now: Instant, as actor: Actor, in tx: Transaction
    ) throws -> [UUID] {
        let found = try tx.execute(
            TagRuleQueries.leavers(
                held.tag, held.condition, only: customer, after: last, limit: ComputeTagRules.batch, tenant: actor.tenant))
        guard !found.isEmpty else { return [] }
        let rows = try found.map { try $0.get(0, as: UUID.self) }
        tx.enqueue(TagQueries.end(rows, held.source == .rule ? .rule : .system, by: nil, at: now, tenant: actor.tenant))
        try tell(
            "untagged", held.tag, rows, try found.map { try $0.get(1, as: UUID.self) }, try found.map { try $0.get(2, as: UUID.self) },
            keys: keys, at: now, as: actor, in: tx)
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
