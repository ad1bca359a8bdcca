internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// How a branch hands out those who come: first to their own consultant, then by a strategy. Without a rule of its own a branch takes turns.
struct TriageRule: Sendable {
    let strategy: String
    let ownerFirst: Bool
    let version: Int64

    /// Reads `{"strategy", "ownerFirst"}`.
    init(reading payload: PayloadReader) {
        strategy = payload.requiredChoice("strategy", of: TriageStrategy.ofBranch)
        ownerFirst = payload.requiredBoolean("ownerFirst")
        version = 0
    }

    init(_ row: Row?) throws {
        strategy = try row.map { try $0.get(0, as: String.self) } ?? TriageStrategy.roundRobin.rawValue
        ownerFirst = try row.map { try $0.get(1, as: Bool.self) } ?? true
        version = try row.map { try $0.get(3, as: Int64.self) } ?? 0
    }

    /// Writes the rule of a branch.
    ///
    /// - Parameter version: that the actor saw; 0 where the branch had none.
    /// - Throws: `resource.not_found`, `resource.stale`.
    func write(to branch: ID<Unit>, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard actor.rights.grantedReach(of: .manageTriage)?.contains(branch) == true,
            try !tx.execute(CatalogueQueries.branches([branch.uuid], tenant: actor.tenant)).isEmpty
        else { throw Failure(.notFound) }
        let before = try tx.execute(VisitQueries.rule(of: branch, tenant: actor.tenant, locking: true)).first
        guard try TriageRule(before).version == version else { throw Failure(.stale) }
        if before == nil {
            // Somebody who makes the first one at the same moment comes to nothing here.
            let made = try tx.execute(
                """
                insert into app.triage_rule (tenant_id, branch_id, strategy, owner_first, updated_at, updated_by)
                values (\(actor.tenant), \(branch), \(strategy), \(ownerFirst), \(now), \(value: actor.user)) on conflict do nothing
                """)
            guard made.affected == 1 else { throw Failure(.stale) }
        } else {
            tx.enqueue(
                """
                update app.triage_rule set strategy = \(strategy), owner_first = \(ownerFirst), version = version + 1, updated_at = \(now),
                  updated_by = \(value: actor.user) where tenant_id = \(actor.tenant) and branch_id = \(branch)
                """)
        }
        try AuditTrail.record(
            AuditEvent(
                .manageTriage, on: "triage_rule", branch.uuid, branch: branch,
                body: ["strategy": .string(strategy), "ownerFirst": .boolean(ownerFirst)]),
            as: actor, keys: keys, at: now, in: tx)
    }

    /// As the API shows it.
    static func json(_ row: Row?, of branch: ID<Unit>) throws -> JSONValue {
        let rule = try TriageRule(row)
        return [
            "branchId": .string(branch.description), "strategy": .string(rule.strategy), "ownerFirst": .boolean(rule.ownerFirst),
            "version": .integer(rule.version),
            "updatedAt": try row?.getOptional(4, as: Instant.self).map { .string($0.description) } ?? .null,
            "updatedBy": try row?.getOptional(5, as: UUID.self).map { .string($0.uuidString.lowercased()) } ?? .null,
        ]
    }
}
