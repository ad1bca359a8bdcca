internal import FoundationEssentials
public import Platform
internal import Postgres

/// What tags do by themselves: end when their time is over, follow their rules, and, those of the program, come and go.
public enum TagJobs {
    static let expiry = "tags.expire"
    /// One rule, whole.
    static let rule = "tags.rule"
    /// Makes the definitions of the program's own tags where they are missing: for chains that are new, and after an update.
    static let definitions = "tags.define"
    /// Rows ended in one transaction.
    static let batch = 500
    /// Customers of one transaction beyond whom everybody is held to the rules, in one job.
    static let many = 100

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [
            JobKind(expiry) { try await expire($0) },
            JobKind(rule) { run in
                guard let tag = run.subject else { throw JobFailure(permanent: "no_subject") }
                try await ComputeTagRules(run: run).rule(ID(tag))
            },
            JobKind(CustomerChanges.job) { run in
                guard let customer = run.subject else { throw JobFailure(permanent: "no_subject") }
                try await ComputeLayers(run: run).customer(customer)
                try await ComputeTagRules(run: run).customer(customer)
            },
            JobKind(CustomerChanges.everybody) { run in
                try await ComputeTagRules(run: run).system()
                try await computeAll(run)
            },
            JobKind(definitions) { run in
                let (tenant, actor, now) = (run.tenant, run.actor, run.now())
                let keys = try await run.deployment.keys.keys(of: tenant)
                try await run.write { tx in
                    let (set, _) = try LayerParameters.inForce(of: tenant, at: now, in: tx)
                    guard try KeepSystemTags(layers: set.layers).run(as: actor, keys: keys, at: now, in: tx) else { return }
                    // Ends in every tag anew; before it, tags of new layers would be nobody's.
                    _ = try LayerJobs.order(as: actor, at: now, in: tx)
                }
            },
        ]
    }

    /// The night's layers end in every rule anew (`CustomerChanges.everybody`), those that go by time included.
    public static let schedules = [Schedule(expiry, every: .seconds(900)), Schedule(definitions, every: .seconds(3_600))]

    private static func computeAll(_ run: JobRun) async throws {
        let (tenant, actor, now) = (run.tenant, run.actor, run.now())
        try await run.write { tx in
            for row in try tx.execute(TagRuleQueries.rules(tenant: tenant)) {
                let rule = try TagRule(row)
                // An archived tag's people lost it when it was archived.
                if !rule.isArchived { try compute(rule.tag, as: actor, at: now, in: tx) }
            }
        }
    }

    /// Has everybody held to a rule, after whatever computes rules already.
    static func compute(_ tag: ID<Tag>, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        try Outbox.enqueue(rule, subject: tag.uuid, at: now, key: tag.description, order: CustomerChanges.order, as: actor, in: tx)
    }

    /// Nobody has to wait for it: what has expired is shown to nobody from that moment on; the job writes it down.
    private static func expire(_ run: JobRun) async throws {
        let keys = try await run.deployment.keys.keys(of: run.tenant)
        var done: Int64 = 0
        while true {
            let now = run.now()
            let count = try await run.write { tx in
                let ended = try tx.execute(TagQueries.expire(at: now, limit: batch, tenant: run.tenant))
                guard !ended.isEmpty else { return 0 }
                let rows = try ended.map { try $0.get(0, as: UUID.self) }
                let customers = try ended.map { try $0.get(1, as: UUID.self) }
                tx.enqueue(
                    TagQueries.timeline(
                        kind: "untagged", rows: rows, customers: customers, branches: try ended.map { try $0.get(2, as: UUID.self) },
                        events: rows.map { _ in ID<TimelineEvent>.new(at: now).uuid }, actor: run.actor, at: now))
                let touched = Set(customers)
                if touched.count > many {
                    try CustomerChanges.tellEverybody(as: run.actor, at: now, in: tx)
                } else {
                    for customer in touched { try CustomerChanges.tell(ID(customer), as: run.actor, at: now, in: tx) }
                }
                try AuditTrail.record(
                    AuditEvent(
                        .expireTags, on: "customer_tag", fields: ["customer.tags"], rowCount: rows.count,
                        links: customers.map { Release(object: $0, customer: $0, field: "customer.tags") }),
                    as: run.actor, keys: keys, at: now, in: tx)
                return rows.count
            }
            done += Int64(count)
            try await run.progress(done: done)
            if count < batch { return }
        }
    }
}
