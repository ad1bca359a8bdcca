internal import FoundationEssentials
public import Platform
public import Postgres
internal import Vault

/// Puts a note to a customer that the actor sees.
public struct WriteNote: Sendable {
    public let id: ID<Note>
    public let customer: ID<Customer>
    public let values: FieldChanges

    public init(_ id: ID<Note>, about customer: ID<Customer>, _ values: FieldChanges) {
        self.id = id
        self.customer = customer
        self.values = values
    }

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to write about.
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
        let writer = ResourceWriter(resource, keys: keys)
        let body = try writer.parameter(
            values["body"] ?? .null, for: resource.fields[position], row: id.uuid, crm: about.crm, medical: about.medical)
        tx.enqueue(
            """
            insert into app.customer_note (tenant_id, id, customer_id, branch_id, author_id, body_sealed, created_at, updated_at)
            values (\(actor.tenant), \(id), \(customer), \(branch), \(author), \(body), \(now), \(now))
            """)
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "noted", branch: branch, objectType: resource.name, object: id.uuid, fields: [], actor: actor, at: now)
        )
        try CustomerChanges.tell(customer, as: actor, at: now, in: tx)
        WebhookEvent(.noteCreated, of: resource.name, id.uuid, fields: ["body"]).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .createNote, on: resource.name, id.uuid, branch: ID(branch), customer: customer.uuid, fields: ["note.body"],
                body: writer.difference(from: [:], to: values.values)),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
        let rows = try tx.execute(ResourceQueries.get(id, selection, action: .readNote, for: actor, at: now))
        // Whether he may write this field in this row is known once the row is there; if not, nothing was written.
        guard let row = rows.first, try selection.view.right(on: position, in: selection.bits(of: row)).allowsWriting else {
            throw Failure(.forbidden)
        }
        return row
    }
}
