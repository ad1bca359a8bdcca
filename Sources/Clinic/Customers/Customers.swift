internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The customers' use cases as the API calls them: reads the request, opens the transaction, encodes the answer.
public struct Customers: Sendable {
    private let deployment: Deployment
    private let reader: ResourceReader
    private let timelineReader: ResourceReader
    private let numbers: NumberBlocks

    public init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(Customer.resource, of: deployment)
        timelineReader = ResourceReader(TimelineEvent.resource, of: deployment)
        numbers = NumberBlocks(database: deployment.database)
    }

    /// One customer.
    public func get(_ call: Call) async throws -> Reply {
        try await reader.get(try call.id("id") as ID<Customer>, for: call)
    }

    /// A page of customers.
    public func list(_ call: Call) async throws -> Reply {
        try await reader.list(for: call)
    }

    /// Makes a customer, once for an Idempotency-Key.
    public func create(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let values = try FieldChanges.creating(Customer.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let number = try await numbers.next("customer", of: actor.tenant, request: call.request)
        var creation = CreateCustomer(values, id: .new(at: call.now), number: number)
        try creation.complete(for: actor)
        let selection = Selection(wholeOf: Customer.resource, for: actor, at: call.now)
        let create = creation
        do {
            return try await Idempotency(deployment).write(
                "createCustomer", call, keys: keys, again: { try await reader.get(ID<Customer>($0), for: call, status: .created) }
            ) { tx in
                let row = try create.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
                let body = try ResourceEncoder(selection, keys: keys).object(row)
                return Idempotency.Outcome(
                    .json(body, status: .created, version: 1, location: "/v1/customers/\(create.id)"), object: create.id.uuid)
            }
        } catch let error as PostgresError where error.constraint == "phone_token_primary" {
            throw try await duplicate(of: create.values, actor, keys, call)
        }
    }

    /// Changes a customer.
    public func change(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let changes = try FieldChanges.changing(Customer.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let change = ChangeCustomer(try call.id("id"), changes, version: version)
        let selection = Selection(wholeOf: Customer.resource, for: actor, at: call.now)
        do {
            let row = try await deployment.database.write(as: actor) { tx in
                try change.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            }
            return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
        } catch let error as PostgresError where error.constraint == "phone_token_primary" {
            throw try await duplicate(of: changes, actor, keys, call)
        }
    }

    /// `{"data": […], "near": 0, "truncated": false}`.
    public func search(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let view = actor.rights.view(of: Customer.resource)
        let payload = try call.payload()
        let search = SearchCustomers(reading: payload, view: view)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let shown = view.resource.fields.indices.filter { view.resource.fields[$0].inLists }
        let selection = Selection(view, fields: shown, for: actor, at: call.now)
        let found = try await deployment.database.write(as: actor) { tx in
            let found = try search.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            for event in try search.events(of: found.rows, selection, as: actor) {
                try AuditTrail.record(event, as: actor, keys: keys, at: call.now, in: tx)
            }
            try EmergencyReads.record(found.rows, selection, as: actor, keys: keys, at: call.now, in: tx)
            return found
        }
        let encoder = ResourceEncoder(selection, keys: keys)
        var json = JSONWriter(reservingCapacity: 512 * (found.rows.count + 1))
        json.beginObject()
        json.key("data")
        try encoder.write(found.rows, to: &json)
        json.key("near")
        json.integer(found.near)
        json.key("truncated")
        json.boolean(found.isTruncated)
        json.endObject()
        return .json(json.finish())
    }

    /// Shows masked values in clear.
    public func reveal(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let view = actor.rights.view(of: Customer.resource)
        let payload = try call.payload()
        let reveal = RevealCustomer((try call.id("id") as ID<Customer>).uuid, reading: payload, view: view)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return .json(
            try await deployment.database.write(as: actor) { tx in
                try reveal.run(as: actor, keys: keys, at: call.now, in: tx)
            })
    }

    /// A page of a customer's timeline.
    public func timeline(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Customer> = try call.id("id")
        try await reader.requireVisible(id, for: call)
        let words = actor.rights.view(of: Customer.resource).visibleFields
        return try await timelineReader.list(for: call, where: "t.customer_id = \(id)", words: words)
    }

    /// Opens a customer to somebody's care for a time, or ends it (`until` in the past).
    public func assignCare(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let care = AssignCare(customer: try call.id("id"), user: try call.id("userId"), reading: payload, at: call.now)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            try care.run(as: actor, keys: keys, at: call.now, in: tx)
        }
        return .noContent
    }

    /// The refusal of a phone that is taken. Recorded: asking for numbers one by one must leave a trace.
    private func duplicate(of changes: FieldChanges, _ actor: Actor, _ keys: TenantKeys, _ call: Call) async throws -> Failure {
        try await AuditTrail.recordDenied(
            AuditEvent(.createCustomer, on: "customer", fields: ["customer.phone"]), as: actor, keys: keys, at: call.now,
            in: deployment.database)
        return try await CreateCustomer.duplicate(
            phone: changes["phone"]?.text ?? "", of: actor.tenant, keys: keys, request: call.request, in: deployment.database)
    }
}
