internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Holds customers to the conditions of tags, those of people's rules and the program's own: all of them to one (nightly, and when it was
/// defined), one of them to all (when something of him changed). The jobs of a tenant run one after the other, so nobody gets a tag twice.
struct ComputeTagRules: Sendable {
    /// Customers asked about at once, and in one transaction.
    static let batch = 1_000

    /// A tag with those for whom it holds.
    private struct Held: Sendable {
        let tag: ID<Tag>
        let source: Tag.Kind
        /// Over `app.customer t` with `joins`.
        let condition: SQL
        /// What the condition asks besides; of tags of one source the same.
        let joins: SQL
        let isArchived: Bool
    }

    /// What a question about a page of customers found.
    private struct Page: Sendable {
        var customers = 0
        var last: UUID?
        /// By tag, those who have it and should not, or should have it and have not.
        var differing: [(tag: Held, customers: [UUID])] = []
    }

    let run: JobRun

    /// Holds every customer to one rule.
    func rule(_ tag: ID<Tag>) async throws {
        let (now, keys) = (run.now(), try await run.deployment.keys.keys(of: run.tenant))
        try await everybody(try await rules(only: tag), keys, at: now)
        let tenant = run.tenant
        try await run.write { tx in tx.enqueue(TagRuleQueries.computed(tag, at: now, tenant: tenant)) }
    }

    /// Holds every customer to the program's own tags, made anew where the layers have changed. Layers are those that people were worked out
    /// with: a set that counts from today on brings its tags when everybody's layer is one of its own, not before.
    func system() async throws {
        let (tenant, actor, now) = (run.tenant, run.actor, run.now())
        let keys = try await run.deployment.keys.keys(of: tenant)
        try await run.write { tx in
            let set = try LayerParameters.ofLastRun(of: tenant, in: tx) ?? LayerParameters.inForce(of: tenant, at: now, in: tx).0
            _ = try KeepSystemTags(layers: set.layers).run(as: actor, keys: keys, at: now, in: tx)
        }
        try await everybody(try await systemTags(), keys, at: now)
    }

    /// Holds one customer to every rule: the program's own first, since people's may ask for them.
    func customer(_ customer: UUID) async throws {
        let (now, keys) = (run.now(), try await run.deployment.keys.keys(of: run.tenant))
        // Those who had an archived tag lost it when it was archived. Most changes change none, and cost one question.
        let system = try await ask(try await systemTags().filter { !$0.isArchived }, only: customer)
        for (tag, customers) in system.differing { try await settle(tag, customers, keys, at: now) }
        let people = try await ask(try await rules(only: nil).filter { !$0.isArchived }, only: customer)
        for (tag, customers) in people.differing { try await settle(tag, customers, keys, at: now) }
    }

    /// Holds every customer to these tags, a page of customers after the other: how many differ is not known before, and a question that
    /// looked for as many would go through everybody.
    private func everybody(_ tags: [Held], _ keys: TenantKeys, at now: Instant) async throws {
        guard !tags.isEmpty else { return }
        var (last, done): (UUID?, Int64) = (nil, 0)
        while true {
            let page = try await ask(tags, after: last)
            for (tag, customers) in page.differing { try await settle(tag, customers, keys, at: now) }
            done += Int64(page.customers)
            try await run.progress(done: done)
            guard page.customers == ComputeTagRules.batch, let next = page.last else { return }
            last = next
        }
    }

    /// Asks about one customer, or about those after a position.
    private func ask(_ tags: [Held], only customer: UUID? = nil, after last: UUID? = nil) async throws -> Page {
        guard let joins = tags.first?.joins else { return Page() }
        let question = TagRuleQueries.differing(
            tags.map { (tag: $0.tag, condition: $0.condition) }, joins, only: customer, after: last, limit: ComputeTagRules.batch,
            tenant: run.tenant)
        let rows = try await run.deployment.database.read(as: run.actor) { tx in try tx.execute(question) }
        let customers = try rows.map { try $0.get(0, as: UUID.self) }
        var page = Page(customers: customers.count, last: customers.last)
        for (index, tag) in tags.enumerated() {
            let differing = try zip(customers, rows).filter { try $0.1.get(index + 1, as: Bool.self) }.map { $0.0 }
            if !differing.isEmpty { page.differing.append((tag, differing)) }
        }
        return page
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
                    joins: SystemTag.joins(at: moment), isArchived: tag.isArchived)
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
                return Held(tag: rule.tag, source: .rule, condition: condition, joins: "", isArchived: rule.isArchived)
            }
        }
    }

    /// Gives or takes a tag, as its condition says by now, of a page's customers.
    private func settle(_ held: Held, _ customers: [UUID], _ keys: TenantKeys, at now: Instant) async throws {
        let actor = run.actor
        try await run.write { tx in
            try take(held, from: customers, keys: keys, at: now, as: actor, in: tx)
            try give(held, to: customers, keys: keys, at: now, as: actor, in: tx)
        }
    }

    private func give(
        _ held: Held, to asked: [UUID], keys: TenantKeys, at now: Instant, as actor: Actor, in tx: Transaction
    ) throws {
        let found = try tx.execute(
            TagRuleQueries.joiners(held.tag, held.condition, held.joins, among: asked, tenant: actor.tenant))
        guard !found.isEmpty else { return }
        let customers = try found.map { try $0.get(0, as: UUID.self) }
        let branches = try found.map { try $0.get(1, as: UUID.self) }
        let rows = customers.map { _ in ID<CustomerTag>.new(at: now).uuid }
        tx.enqueue(
            TagRuleQueries.give(held.tag, held.source, rows: rows, customers: customers, branches: branches, at: now, tenant: actor.tenant))
        try tell("tagged", held.tag, rows, customers, branches, keys: keys, at: now, as: actor, in: tx)
    }

    private func take(
        _ held: Held, from asked: [UUID], keys: TenantKeys, at now: Instant, as actor: Actor, in tx: Transaction
    ) throws {
        let found = try tx.execute(
            TagRuleQueries.leavers(held.tag, held.condition, held.joins, among: asked, tenant: actor.tenant))
        guard !found.isEmpty else { return }
        let rows = try found.map { try $0.get(0, as: UUID.self) }
        tx.enqueue(TagQueries.end(rows, held.source == .rule ? .rule : .system, by: nil, at: now, tenant: actor.tenant))
        try tell(
            "untagged", held.tag, rows, try found.map { try $0.get(1, as: UUID.self) }, try found.map { try $0.get(2, as: UUID.self) },
            keys: keys, at: now, as: actor, in: tx)
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
