internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Enters into the register that a customer's data was passed on to somebody else.
public struct RecordDisclosure: Sendable {
    public let id: ID<Disclosure>
    let customer: ID<Customer>
    let recipient: String
    let recipientContact: String
    let abroad: Bool
    let categories: [String]
    let method: String
    let ground: String
    let purpose: String
    /// When it was passed on; nil for now.
    let disclosedAt: Instant?
    let corrects: ID<Disclosure>?

    /// Reads `{recipient, recipientContact, categories, method, ground, purpose, abroad?, disclosedAt?, correctsId?}`.
    public init(_ id: ID<Disclosure>, of customer: ID<Customer>, reading payload: PayloadReader, at now: Instant) {
        self.id = id
        self.customer = customer
        recipient = payload.requiredText("recipient", min: 2, max: 120)
        recipientContact = payload.requiredText("recipientContact", min: 3, max: 200)
        abroad = payload.boolean("abroad") ?? false
        var categories: [String] = []
        for category in payload.texts("categories", max: 20, maxLength: 40) where !categories.contains(category) {
            categories.append(category)
        }
        payload.require("categories")
        if payload.value("categories")?.array?.isEmpty ?? false {
            payload.refuse("categories", "too_short", limit: "1")
        } else if !categories.allSatisfy(Disclosure.categories.contains) {
            payload.refuse("categories", "not_allowed")
        }
        self.categories = categories
        method = payload.requiredChoice("method", of: Disclosure.methods)
        ground = payload.requiredChoice("ground", of: Disclosure.grounds)
        purpose = payload.requiredText("purpose", min: 2, max: 500)
        disclosedAt = payload.instant("disclosedAt", notAfter: now)
        corrects = payload.uuid("correctsId").map { ID($0) }
    }

    /// Writes the row and answers with it as the actor may see it.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to record for; `disclosure.not_consented` when the ground is
    ///   the person's consent and none to `partner_disclosure` held at that time; `disclosure.corrected` for a second correction.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        let customers = Customer.resource
        guard let user = actor.user,
            let about = try ResourceWriter(customers, keys: keys).lock(
                customer.uuid, fields: [], action: .createDisclosure, view: actor.rights.view(of: customers), for: actor, at: now, in: tx),
            let branch = about.branch
        else { throw Failure(.notFound) }
        let disclosed = disclosedAt ?? now
        let consent = ground == "consent" ? try consent(at: disclosed, as: actor, in: tx) : nil
        if let corrects {
            let statement: SQL = """
                select 1 from app.disclosure where tenant_id = \(actor.tenant) and id = \(corrects) and customer_id = \(customer)
                """
            guard try !tx.execute(statement).isEmpty else {
                throw Failure.invalid([Violation(pointer: "/correctsId", code: "not_allowed")])
            }
        }
        let resource = Disclosure.resource
        let writer = ResourceWriter(resource, keys: keys)
        var sealed = FieldChanges(resource)
        sealed["purpose"] = .text(purpose)
        guard let field = resource.field("purpose") else { throw Failure(.notFound) }
        let cell = try writer.parameter(.text(purpose), for: field, row: id.uuid, crm: about.crm, medical: about.medical)
        tx.enqueue(
            """
            insert into app.disclosure (tenant_id, id, customer_id, branch_id, recipient, recipient_contact, abroad, categories, method,
              ground, consent_id, purpose_sealed, disclosed_at, recorded_at, recorded_by, corrects_id)
            values (\(actor.tenant), \(id), \(customer), \(branch), \(recipient), \(recipientContact), \(abroad ? "yes" : "no"),
              \(categories), \(method), \(ground), \(value: consent), \(cell), \(disclosed), \(now), \(user), \(value: corrects?.uuid))
            """)
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "disclosed", branch: branch.uuid, objectType: resource.name, object: id.uuid, fields: [], actor: actor,
                at: now))
        try AuditTrail.record(
            AuditEvent(
                .createDisclosure, on: resource.name, id.uuid, branch: branch, customer: customer.uuid,
                fields: sealed.fields.map { resource.qualified(resource.fields[$0]) }, purpose: ground,
                body: writer.difference(from: [:], to: sealed.values)),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
        guard let row = try tx.execute(ResourceQueries.get(id, selection, action: .readDisclosure, for: actor, at: now)).first else {
            throw Failure(.forbidden)
        }
        return row
    }

    /// The consent to passing data on that held at a time.
    private func consent(at time: Instant, as actor: Actor, in tx: Transaction) throws -> UUID {
        let state = try Consents.states(of: customer, at: time, in: actor.tenant, tx).first { $0.purpose == .partnerDisclosure }
        guard let state, state.isAllowed, let consent = state.consent else { throw Failure(.disclosureNotConsented) }
        return consent.uuid
    }
}
