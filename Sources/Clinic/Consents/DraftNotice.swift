internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Writes the next edition of a notice. Its text is final at once; until it is published nobody can agree to it.
public struct DraftNotice: Sendable {
    let purpose: String
    let language: String
    let title: String
    let body: String
    let requiresRenewal: Bool

    /// Reads `{purpose, language, title, body, requiresRenewal?}`.
    public init(reading payload: PayloadReader) {
        purpose = payload.requiredChoice("purpose", of: ConsentPurpose.words)
        language = payload.requiredChoice("language", of: Language.allCases.map(\.rawValue))
        title = payload.requiredText("title", min: 2, max: 120)
        body = payload.requiredText("body", min: 20, max: 20_000)
        requiresRenewal = payload.boolean("requiresRenewal") ?? false
    }

    /// Writes it and answers with it.
    public func run(_ id: ID<ConsentNotice>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> ConsentNotice
    {
        guard let author = actor.user else { throw Failure(.forbidden) }
        let digest = ConsentNotice.digest(purpose: purpose, language: language, title: title, body: body)
        tx.enqueue(
            """
            insert into app.consent_notice (tenant_id, id, purpose, language, edition, title, body, digest, requires_renewal, state,
              created_by, created_at)
            select \(actor.tenant), \(id), \(purpose), \(language), coalesce(max(n.edition), 0) + 1, \(title), \(body), \(digest),
              \(requiresRenewal), 'draft', \(author), \(now)
            from app.consent_notice n where n.tenant_id = \(actor.tenant) and n.purpose = \(purpose) and n.language = \(language)
            """)
        try AuditTrail.record(
            AuditEvent(
                .draftConsentNotice, on: "consent_notice", id.uuid,
                body: ["purpose": .string(purpose), "language": .string(language), "requiresRenewal": .boolean(requiresRenewal)]),
            as: actor, keys: keys, at: now, in: tx)
        guard let row = try tx.execute(ConsentQueries.notice(id, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        return try ConsentNotice(row)
    }
}
