internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Takes down what somebody asks about his data, and starts the clock. Whose data is restricted may ask as well.
public struct ReceiveDataRequest: Sendable {
    public let id: ID<DataRequest>
    let customer: ID<Customer>
    let number: Int64
    let kind: String
    let channel: String
    let requester: String
    let requesterName: String?
    let detail: String?

    /// Reads `{kind, channel, requester?, requesterName?, detail?}`.
    public init(_ id: ID<DataRequest>, number: Int64, about customer: ID<Customer>, reading payload: PayloadReader) {
        self.id = id
        self.number = number
        self.customer = customer
        kind = payload.requiredChoice("kind", of: DataRequestKind.allCases.map(\.rawValue))
        channel = payload.requiredChoice("channel", of: ConsentChannel.words)
        requester = payload.choice("requester", of: DataRequest.requesters) ?? "self"
        requesterName = payload.text("requesterName", max: 64)
        detail = payload.text("detail", max: 2000)
        if requester != "self", requesterName == nil { payload.refuse("requesterName", "required") }
    }

    /// Writes it and answers with `{id, number, dueAt}`: who takes it down need not be able to read it.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's, or was erased.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let customers = Customer.resource
        let branchField = customers.position(of: "homeBranchId").map { [$0] } ?? []
        tx.enqueue(PrivacyQueries.reachBlocked)
        guard let user = actor.user,
            let about = try ResourceWriter(customers, keys: keys).lock(
                customer.uuid, fields: branchField, action: .createDataRequest, view: actor.rights.view(of: customers), for: actor,
                at: now, in: tx), about.crm != nil, case .id(let branch)? = branchField.first.flatMap({ about.values[$0] })
        else { throw Failure(.notFound) }
        let settings = try PrivacySettings.read(of: actor.tenant, in: tx)
        let due = try RequestClock.due(from: now, settings, of: actor.tenant, in: tx)
        let resource = DataRequest.resource
        let writer = ResourceWriter(resource, keys: keys)
        var sealed = FieldChanges(resource)
        sealed["requesterName"] = requesterName.map { .text($0) }
        sealed["detail"] = detail.map { .text($0) }
        func cell(_ name: String) throws -> SQL {
            guard let field = resource.field(name) else { return "null" }
            return try writer.parameter(sealed[name] ?? .null, for: field, row: id.uuid, crm: about.crm, medical: about.medical)
        }
        tx.enqueue(
            """
            insert into app.data_request (tenant_id, id, number, customer_id, branch_id, kind, state, channel, requester,
              requester_name_sealed, detail_sealed, received_at, received_by, due_at)
            values (\(actor.tenant), \(id), \(number), \(customer), \(branch), \(kind), 'received', \(channel), \(requester),
              \(try cell("requesterName")), \(try cell("detail")), \(now), \(user), \(due))
            """)
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "data_requested", branch: branch, objectType: resource.name, object: id.uuid, fields: [],
                actor: actor, at: now))
        try AuditTrail.record(
            AuditEvent(
                .createDataRequest, on: resource.name, id.uuid, branch: ID(branch), customer: customer.uuid,
                fields: sealed.fields.map { resource.qualified(resource.fields[$0]) }, purpose: kind,
                body: writer.difference(from: [:], to: sealed.values)),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
        return [
            "id": .string(id.description), "number": .integer(number), "kind": .string(kind), "state": "received",
            "receivedAt": .string(now.description), "dueAt": .string(due.description),
        ]
    }
}
