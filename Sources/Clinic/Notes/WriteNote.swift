public import FoundationEssentials
internal import JSON
public import Platform
public import Postgres
internal import Vault

/// Puts a note to a customer that the actor sees.
public struct WriteNote: Sendable {
    public let id: ID<Note>
    public let customer: ID<Customer>
    public let values: FieldChanges
    public let mentions: MentionedColleagues
    /// The event of the customer's timeline that it corrects.
    public let corrects: UUID?
    private let crossings: Crossings

    /// - Parameter crossings: what of the features crosses between branches, for what a colleague may read.
    public init(
        _ id: ID<Note>, about customer: ID<Customer>, _ values: FieldChanges, mentioning mentions: MentionedColleagues,
        correcting corrects: UUID? = nil, crossings: Crossings
    ) {
        self.corrects = corrects
        self.id = id
        self.customer = customer
        self.values = values
        self.mentions = mentions
        self.crossings = crossings
    }

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to write about; `request.invalid` for colleagues who may not
    ///   read it, and for an event that is none of the customer's.
    public func run(
        as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        let resource = Note.resource
        let customers = ResourceWriter(Customer.resource, keys: keys)
        let branchField = Customer.resource.position(of: "homeBranchId").map { [$0] } ?? []
        guard let author = actor.user,
            let about = try customers.lock(
                customer.uuid, fields: branchField, action: .createNote, view: actor.rights.view(of: Customer.resource), for: actor,
                at: now, locking: false, in: tx),
            case .id(let branch)? = branchField.first.flatMap({ about.values[$0] }),
            let position = resource.position(of: "body")
        else { throw Failure(.notFound) }
        if let corrects {
            let event = try tx.execute(
                """
                select 1 from app.timeline_event e where e.tenant_id = \(actor.tenant) and e.customer_id = \(customer) and e.id = \(corrects)
                """)
            guard !event.isEmpty else { throw Failure.invalid([Violation(pointer: "/correctsId", code: "not_allowed")]) }
        }
        let writer = ResourceWriter(resource, keys: keys)
        let body = try writer.parameter(
            values["body"] ?? .null, for: resource.fields[position], row: id.uuid, crm: about.crm, medical: about.medical)
        tx.enqueue(
            """
            insert into app.customer_note (tenant_id, id, customer_id, branch_id, author_id, body_sealed, corrects_id, created_at,
              updated_at)
            values (\(actor.tenant), \(id), \(customer), \(branch), \(author), \(body), \(value: corrects), \(now), \(now))
            """)
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: corrects == nil ? "noted" : TimelineEvent.correction, branch: branch, objectType: resource.name,
                object: id.uuid, fields: [], actor: actor, at: now)
        )
        try CustomerChanges.tell(customer, as: actor, at: now, in: tx)
        WebhookEvent(.noteCreated, of: resource.name, id.uuid, fields: ["body"]).tell(as: actor, at: now, in: tx)
        let who = MentionedColleagues.value(Set(mentions.users))
        try AuditTrail.record(
            AuditEvent(
                .createNote, on: resource.name, id.uuid, branch: ID(branch), customer: customer.uuid,
                fields: who.isNull ? ["note.body"] : ["note.body", "note.mentions"],
                body: MentionedColleagues.joining(.null, who, to: writer.difference(from: [:], to: values.values))),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
        let written = ResourceQueries.get(id, selection, action: .readNote, for: actor, at: now)
        // Whether he may write this field in this row is known once the row is there; if not, nothing was written.
        guard let row = try tx.execute(written).first,
            try selection.view.right(on: position, in: selection.bits(of: row)).allowsWriting
        else { throw Failure(.forbidden) }
        guard !mentions.users.isEmpty else { return row }
        try mentions.check(beside: [], of: id, as: actor, crossings: crossings, at: now, in: tx)
        mentions.write(to: id, instead: [], as: actor, at: now, in: tx)
        guard let row = try tx.execute(written).first else { throw Failure(.notFound) }
        return row
    }
}
