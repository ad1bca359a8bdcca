internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Records that a customer, or his guardian, agreed to what a notice says.
public struct GiveConsent: Sendable {
    public let id: ID<Consent>
    let customer: ID<Customer>
    let notice: ID<ConsentNotice>
    /// When it was said; nil for now.
    let givenAt: Instant?
    let channel: String
    let guardian: (name: String, relation: String)?
    let evidenceKind: String
    let evidence: String?

    /// Reads `{noticeId, channel, evidenceKind, evidence?, givenAt?, guardian?: {name, relation}}`.
    public init(_ id: ID<Consent>, of customer: ID<Customer>, reading payload: PayloadReader, at now: Instant) {
        self.id = id
        self.customer = customer
        notice = ID(payload.requiredUUID("noticeId"))
        channel = payload.requiredChoice("channel", of: ConsentChannel.words)
        evidenceKind = payload.requiredChoice("evidenceKind", of: Consent.evidenceKinds)
        evidence = payload.text("evidence", max: 500)
        givenAt = payload.instant("givenAt", notAfter: now)
        if let speaker = payload.object("guardian") {
            guardian = (
                speaker.requiredText("name", max: 64), speaker.requiredChoice("relation", of: Consent.guardianRelations)
            )
        } else {
            guardian = nil
        }
    }

    /// Writes it in place of the one that held, and answers with the row as the actor may see it.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to record for; `consent.notice_not_current`;
    ///   `consent.guardian_required`, `consent.minor_marketing` for those under eighteen.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        let customers = Customer.resource
        let needed = ["homeBranchId", "birthday"].compactMap { customers.position(of: $0) }
        guard let user = actor.user,
            let about = try ResourceWriter(customers, keys: keys).lock(
                customer.uuid, fields: needed, action: .createConsent, view: actor.rights.view(of: customers), for: actor, at: now, in: tx),
            case .id(let branch)? = about.values[needed[0]]
        else { throw Failure(.notFound) }
        let given = givenAt ?? now
        let notice = try currentNotice(given, as: actor, in: tx)
        try checkAge(about.values[needed[1]], notice.purpose, as: actor, at: now, in: tx)

        for open in try tx.execute(ConsentQueries.given(customer.uuid, purposes: [notice.purpose], tenant: actor.tenant)) {
            tx.enqueue(
                ConsentQueries.end(
                    try open[0], as: "superseded", by: user, channel: nil, reason: nil, tenant: actor.tenant, at: now))
        }
        let resource = Consent.resource
        let writer = ResourceWriter(resource, keys: keys)
        var sealed = FieldChanges(resource)
        sealed["guardianName"] = guardian.map { .text($0.name) }
        sealed["evidence"] = evidence.map { .text($0) }
        func cell(_ name: String) throws -> SQL {
            guard let field = resource.field(name) else { return "null" }
            return try writer.parameter(sealed[name] ?? .null, for: field, row: id.uuid, crm: about.crm, medical: about.medical)
        }
        tx.enqueue(
            """
            insert into app.consent (tenant_id, id, customer_id, branch_id, purpose, notice_id, state, given_at, recorded_at, recorded_by,
              channel, giver, guardian_name_sealed, guardian_relation, evidence_kind, evidence_sealed)
            values (\(actor.tenant), \(id), \(customer), \(branch), \(notice.purpose), \(notice.id), 'given', \(given), \(now), \(user),
              \(channel), \(guardian == nil ? "self" : "guardian"), \(try cell("guardianName")), \(value: guardian?.relation),
              \(evidenceKind), \(try cell("evidence")))
            """)
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "consent_given", branch: branch, objectType: resource.name, object: id.uuid, fields: [], actor: actor,
                at: now))
        try AuditTrail.record(
            AuditEvent(
                .createConsent, on: resource.name, id.uuid, branch: ID(branch), customer: customer.uuid,
                fields: sealed.fields.map { resource.qualified(resource.fields[$0]) }, purpose: notice.purpose,
                body: writer.difference(from: [:], to: sealed.values)),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
        guard let row = try tx.execute(ResourceQueries.get(id, selection, action: .readConsent, for: actor, at: now)).first else {
            throw Failure(.forbidden)
        }
        return row
    }

    /// The notice, if it is the one in force in its language, and was when the words were said.
    private func currentNotice(_ given: Instant, as actor: Actor, in tx: Transaction) throws -> ConsentNotice {
        guard let row = try tx.execute(ConsentQueries.notice(notice, tenant: actor.tenant)).first else {
            throw Failure.invalid([Violation(pointer: "/noticeId", code: "not_allowed")])
        }
        let notice = try ConsentNotice(row)
        guard let published = notice.publishedAt, published <= given,
            try !tx.execute(ConsentQueries.isOutdated(notice, tenant: actor.tenant))[0].get(0, as: Bool.self)
        else { throw Failure(.noticeNotCurrent) }
        return notice
    }

    private func checkAge(_ birthday: FieldValue?, _ purpose: String, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        guard case .date(let born)? = birthday else { return }
        let limit: LocalDate = try tx.execute(ConsentQueries.today(at: now, tenant: actor.tenant))[0][1]
        guard born > limit else { return }
        if ConsentPurpose(rawValue: purpose)?.isMarketing ?? true { throw Failure(.minorMarketing) }
        if guardian == nil { throw Failure(.guardianRequired) }
    }
}
