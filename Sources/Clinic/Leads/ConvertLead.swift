internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes a customer of a lead, from what its sheet holds and what the request says besides. Where the customer is there already, for the
/// actor to see, the lead becomes his; where he is there for others, the chain's own rule for duplicates answers.
struct ConvertLead: Sendable {
    let id: UUID
    let changes: FieldChanges
    let version: Int64
    let customer: ID<Customer>
    let number: Int64

    /// - Returns: the customer, and whether he was made by this.
    /// - Throws: `resource.not_found`, `resource.stale`; `lead.in_pool`; `lead.converted`; whatever making a customer throws.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> (customer: UUID, isNew: Bool) {
        let row = try LeadRow(id, for: .updateLead, as: actor, at: now, in: tx)
        guard row.version == version else { throw Failure(.stale) }
        guard !row.isInPool else { throw Failure(.leadInPool) }
        guard row.customer == nil else { throw Failure(.leadConverted) }
        guard let cells = try row.opened(keys: keys) else { throw Failure(.notFound) }
        let known = try KnownLead(
            tokens: LeadTokens(phone: nil, wechat: nil, index: keys.indexes[0]), branch: row.branch,
            phone: changes["phone"]?.text ?? row.text("phone_sealed", cells), keys: keys
        ).visibleCustomer(as: actor, at: now, in: tx)
        let (person, isNew): (UUID, Bool) =
            if let known { (known.id, false) } else {
                (try make(row, cells, as: actor, keys: keys, at: now, in: tx), true)
            }
        let home = known?.branch ?? row.branch
        tx.enqueue(
            """
            update app.lead set customer_id = \(person), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        tx.enqueue(
            "update app.lead_touch set customer_id = \(person) where tenant_id = \(actor.tenant) and lead_id = \(id) and customer_id is null"
        )
        tx.enqueue("update app.task set customer_id = \(person) where tenant_id = \(actor.tenant) and lead_id = \(id)")
        tx.enqueue(
            CustomerQueries.timeline(
                person, kind: "lead_converted", branch: home, objectType: Lead.resource.name, object: id, fields: [], actor: actor, at: now)
        )
        if isNew, let owner = row.owner {
            // Who developed him is in the lane that is paid for it.
            for statement in CustomerHistory.lane("developer", of: person, branch: home, to: owner, as: actor, at: now) {
                tx.enqueue(statement)
            }
        }
        WebhookEvent(.leadChanged, of: Lead.resource.name, id, fields: ["customerId"]).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .updateLead, on: Lead.resource.name, id, branch: ID(row.branch), customer: person, fields: ["lead.customerId"],
                purpose: isNew ? "converted" : "linked"),
            as: actor, keys: keys, at: now, in: tx)
        return (person, isNew)
    }

    private func make(
        _ row: LeadRow, _ cells: LeadCells, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> UUID {
        let view = actor.rights.view(of: Customer.resource)
        var values = changes
        for (field, column) in [("name", "name_sealed"), ("phone", "phone_sealed"), ("wechat", "wechat_sealed")] where values[field] == nil
        {
            if let text = try row.text(column, cells) { values[field] = .text(text) }
        }
        if values["homeBranchId"] == nil { values["homeBranchId"] = .id(row.branch) }
        if values["sourceChannel"] == nil { values["sourceChannel"] = .text(row.source) }
        guard values["name"]?.text != nil else { throw Failure.invalid([Violation(pointer: "/name", code: "required")]) }
        var creation = CreateCustomer(values, id: customer, number: number)
        try creation.complete(for: actor)
        let selection = Selection(view, fields: [], for: actor, at: now)
        _ = try creation.run(as: actor, keys: keys, at: now, selection: selection, in: tx)
        return customer.uuid
    }
}

extension KnownLead {
    /// The person's file where the actor sees it.
    func visibleCustomer(as actor: Actor, at now: Instant, in tx: Transaction) throws -> Person? {
        let customers = actor.rights.view(of: Customer.resource)
        return try customer(where: customers.condition(customers.bits(allowing: .readCustomer), for: actor, at: now), in: tx)
    }
}
