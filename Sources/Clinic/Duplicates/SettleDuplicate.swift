internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres

/// Says that two customers are not one person, and why, or takes that back.
public struct SettleDuplicate: Sendable {
    let id: ID<DuplicatePair>
    /// Why; nil to open it again.
    let reason: String?
    let version: Int64

    public init(_ id: ID<DuplicatePair>, reason: String?, version: Int64) {
        self.id = id
        self.reason = reason
        self.version = version
    }

    /// - Throws: `resource.not_found` unless the actor sees both; `resource.stale`; `duplicate.state` for a pair that was merged, or is
    ///   already as it is to be.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            select p.state, p.version, p.customer_id, p.other_id from app.duplicate_pair p where p.tenant_id = \(actor.tenant)
            and p.id = \(id) and \(DuplicatePair.seen(by: actor, allowing: .deduplicateCustomer, at: now)) for update of p
            """)
        guard let row = rows.first else { throw Failure(.notFound) }
        guard try row.get(1, as: Int64.self) == version else { throw Failure(.stale) }
        let state: String = try row[0]
        guard state == (reason == nil ? "dismissed" : "open") else { throw Failure(.duplicateState) }
        let why = try DuplicatePair.sealed(reason, of: id.uuid, keys: keys)
        tx.enqueue(
            """
            update app.duplicate_pair set state = \(reason == nil ? "open" : "dismissed"), decided_at = \(now), decided_by = \(actor.user),
              reason = null, reason_sealed = \(value: why), decided_evidence = evidence, follows = false, version = version + 1
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        for column in 2...3 {
            let customer: UUID = try row[column]
            try AuditTrail.record(
                AuditEvent(
                    .deduplicateCustomer, on: "duplicate", id.uuid, customer: customer, reason: reason,
                    body: ["state": .string(reason == nil ? "open" : "dismissed")]),
                as: actor, keys: keys, at: now, in: tx)
        }
    }
}
