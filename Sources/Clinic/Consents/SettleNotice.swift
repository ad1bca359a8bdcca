internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres

/// Publishes a drafted notice, or discards it. Either way it stays for ever as it is.
public struct SettleNotice: Sendable {
    let id: ID<ConsentNotice>
    let publishes: Bool

    public init(_ id: ID<ConsentNotice>, publishes: Bool) {
        self.id = id
        self.publishes = publishes
    }

    /// - Throws: `resource.not_found`; `consent.notice_settled` when that happened before; `consent.notice_not_current` when a later
    ///   edition is in force already.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> ConsentNotice {
        guard let user = actor.user, let row = try tx.execute(ConsentQueries.notice(id, tenant: actor.tenant, locking: true)).first else {
            throw Failure(.notFound)
        }
        let notice = try ConsentNotice(row)
        guard notice.state == ConsentNotice.State.draft.rawValue else { throw Failure(.noticeSettled) }
        if publishes, try tx.execute(ConsentQueries.isOutdated(notice, tenant: actor.tenant))[0][0] { throw Failure(.noticeNotCurrent) }
        let state = publishes ? ConsentNotice.State.published : .discarded
        let publisher = publishes ? user : nil
        let publishedAt = publishes ? now : nil
        tx.enqueue(
            """
            update app.consent_notice set state = \(state.rawValue), published_by = \(value: publisher),
              published_at = \(value: publishedAt), version = version + 1
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        try AuditTrail.record(
            AuditEvent(
                .publishConsentNotice, on: "consent_notice", id.uuid,
                body: ["purpose": .string(notice.purpose), "language": .string(notice.language), "state": .string(state.rawValue)]),
            as: actor, keys: keys, at: now, in: tx)
        guard let row = try tx.execute(ConsentQueries.notice(id, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        return try ConsentNotice(row)
    }
}
