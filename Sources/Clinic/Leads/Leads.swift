internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// What stands between a request about leads and the database.
struct Leads: Sendable {
    static let views = ["mine", "pool", "open"]

    private let deployment: Deployment
    private let reader: ResourceReader
    private let numbers: NumberBlocks

    init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(Lead.resource, of: deployment)
        numbers = NumberBlocks(database: deployment.database)
    }

    // MARK: Reading

    func list(_ call: Call) async throws -> Reply {
        let narrowing: SQL
        switch call.query.first("view") {
        case nil: narrowing = "true"
        case "mine"?:
            guard let user = try call.requireActor().user else { throw Failure(.forbidden) }
            narrowing = "t.owner_id = \(user)"
        case "pool"?: narrowing = "t.state in ('new', 'recycled')"
        case "open"?: narrowing = "t.state in ('assigned', 'contacted', 'added_wecom', 'booked', 'arrived')"
        default: throw Failure.invalid([Violation(pointer: "/view", code: "choice", limit: Leads.views.joined(separator: ","))])
        }
        return try await reader.list(for: call, where: narrowing, reserved: ["view"])
    }

    func get(_ call: Call) async throws -> Reply { try await reader.get(try call.id("id") as ID<Lead>, for: call) }

    /// Leads by a whole telephone number or WeChat name: those that the caller sees, and may look for so.
    func search(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let view = actor.rights.view(of: Lead.resource)
        let find = FindLeads(reading: payload, view: view)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let shown = view.resource.fields.indices.filter { view.resource.fields[$0].inLists }
        let selection = Selection(view, fields: shown, for: actor, at: call.now)
        let rows = try await deployment.database.write(as: actor) { tx in
            try find.run(selection, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(try ResourceEncoder(selection, keys: keys).page(rows, next: nil))
    }

    /// `{touches: […], assignments: […]}`: how he came, and whose the lead was.
    func history(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Lead> = try call.id("id")
        try await reader.requireVisible(id, for: call)
        let rows = try await deployment.database.fetch(
            as: actor,
            [
                """
                select h.id, h.at, h.source_channel, h.medium, h.campaign, h.service_id, h.received_by from app.lead_touch h
                where h.tenant_id = \(actor.tenant) and h.lead_id = \(id) order by h.at, h.id limit 500
                """,
                """
                select a.id, a.at, a.user_id, a.from_id, a.how, a.rule_id, a.assigned_by from app.lead_assignment a
                where a.tenant_id = \(actor.tenant) and a.lead_id = \(id) order by a.at, a.id limit 500
                """,
            ])
        func person(_ row: Row, _ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: UUID.self).map { .string($0.uuidString.lowercased()) } ?? .null
        }
        func text(_ row: Row, _ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: String.self).map { .string($0) } ?? .null
        }
        let touches = try rows[0].map { row -> JSONValue in
            [
                "id": try person(row, 0), "at": .string(try row.get(1, as: Instant.self).description), "sourceChannel": try text(row, 2),
                "medium": try text(row, 3), "campaign": try text(row, 4), "serviceId": try person(row, 5), "receivedBy": try person(row, 6),
            ]
        }
        let assignments = try rows[1].map { row -> JSONValue in
            [
                "id": try person(row, 0), "at": .string(try row.get(1, as: Instant.self).description), "userId": try person(row, 2),
                "fromId": try person(row, 3), "how": try text(row, 4), "ruleId": try person(row, 5), "assignedBy": try person(row, 6),
            ]
        }
        return .json((["touches": .array(touches), "assignments": .array(assignments)] as JSONValue).serialized)
    }

    /// Shows masked values in clear. Of a lead of the pool nothing is shown before somebody has it: a pool is no list of numbers.
    func reveal(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Lead> = try call.id("id")
        let payload = try call.payload()
        let reveal = RevealCustomer(id.uuid, of: Lead.resource, reading: payload, view: actor.rights.view(of: Lead.resource))
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return .json(
            try await deployment.database.write(as: actor) { tx in
                let row = try LeadRow(id.uuid, for: .readLead, as: actor, at: call.now, in: tx)
                let assigns = actor.rights.grantedReach(of: .assignLead)?.contains(ID(row.branch)) == true
                guard !row.isInPool || assigns else { throw Failure(.leadInPool) }
                return try reveal.run(as: actor, keys: keys, at: call.now, in: tx)
            })
    }

    // MARK: Writing

    /// `{touchId, lead, customerId}`: the lead and the customer as far as the caller sees them.
    func receive(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let view = actor.rights.view(of: Lead.resource)
        let values = FieldChanges(reading: payload, of: view, creating: true)
        let keeping = payload.choice("keep", of: ReceiveLead.Keeping.allCases.map(\.rawValue)).flatMap(ReceiveLead.Keeping.init)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let number = try await numbers.next("lead", of: actor.tenant, request: call.request)
        var receiving = ReceiveLead(values, keeping: keeping ?? .rules, number: number, at: call.now)
        try receiving.complete(for: actor)
        let receive = receiving
        let now = call.now
        let selection = Selection(wholeOf: Lead.resource, for: actor, at: now)
        return try await Idempotency(deployment).write(
            "createLead", call, keys: keys, again: { touch in Leads.received(touch, nil, nil) }
        ) { tx in
            let result = try receive.run(as: actor, keys: keys, at: now, in: tx)
            var body: [UInt8]?
            if let lead = result.lead, actor.rights.view(of: Lead.resource).bits(allowing: .readLead) != 0,
                let row = try tx.execute(
                    ResourceQueries.get(ID<Lead>(lead), selection, action: .readLead, for: actor, at: now)
                ).first
            {
                for event in try selection.readEvents(of: [row], .readLead, object: lead) {
                    try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
                }
                body = try ResourceEncoder(selection, keys: keys).object(row)
            }
            var customer = result.customer
            if let id = customer {
                let nothing = Selection(actor.rights.view(of: Customer.resource), fields: [], for: actor, at: now)
                let seen = try tx.execute(ResourceQueries.get(ID<Customer>(id), nothing, action: .readCustomer, for: actor, at: now))
                if seen.isEmpty { customer = nil }
            }
            return Idempotency.Outcome(Leads.received(receive.touch, body, customer), object: receive.touch)
        }
    }

    private static func received(_ touch: UUID, _ lead: [UInt8]?, _ customer: UUID?) -> Reply {
        var json = JSONWriter(reservingCapacity: 256 + (lead?.count ?? 0))
        json.beginObject()
        json.key("touchId")
        json.uuid(touch)
        json.key("lead")
        if let lead, let value = try? JSONParser.parse(lead) { json.value(value) } else { json.null() }
        json.key("customerId")
        if let customer { json.uuid(customer) } else { json.null() }
        json.endObject()
        return .json(json.finish(), status: .created)
    }

    func change(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let view = try call.requireActor().rights.view(of: Lead.resource)
        let changes = FieldChanges(reading: payload, of: view, creating: false)
        try payload.finish()
        let id: ID<Lead> = try call.id("id")
        return try await write(call, id, requiringVersion: true) { version, actor, keys, now, tx in
            try ChangeLead(id: id.uuid, changes: changes, version: version).run(as: actor, keys: keys, at: now, in: tx)
        }
    }

    func step(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let request = LeadStepRequest(reading: payload)
        try payload.finish()
        let id: ID<Lead> = try call.id("id")
        return try await write(call, id, requiringVersion: true) { version, actor, keys, now, tx in
            try StepLead(id: id.uuid, request: request, version: version).run(as: actor, keys: keys, at: now, in: tx)
        }
    }

    func claim(_ call: Call) async throws -> Reply {
        let id: ID<Lead> = try call.id("id")
        return try await write(call, id, requiringVersion: false) { _, actor, keys, now, tx in
            try ClaimLead(id: id.uuid).run(as: actor, keys: keys, at: now, in: tx)
        }
    }

    func hand(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let to = payload.uuid("userId")
        if !payload.has("userId") { payload.refuse("userId", "required") }
        let reason = payload.text("reason", max: 200)
        try payload.finish()
        let id: ID<Lead> = try call.id("id")
        return try await write(call, id, requiringVersion: true) { version, actor, keys, now, tx in
            try HandLead(id: id.uuid, to: to, reason: reason, how: "hand").run(version: version, as: actor, keys: keys, at: now, in: tx)
        }
    }

    /// Writes, and answers with the lead as the caller sees it then; 204 where he does not any more.
    private func write(
        _ call: Call, _ id: ID<Lead>, requiringVersion: Bool,
        _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let version = call.expectedVersion
        if requiringVersion, version == nil { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in try body(version ?? 0, actor, keys, now, tx) }
        do {
            return try await reader.get(id, for: call)
        } catch let failure as Failure where failure.code == .notFound {
            return .noContent
        }
    }

    /// `{customerId, isNew}`.
    func convert(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let changes = FieldChanges(reading: payload, of: actor.rights.view(of: Customer.resource), creating: false)
        try payload.finish()
        let id: ID<Lead> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let number = try await numbers.next("customer", of: actor.tenant, request: call.request)
        let convert = ConvertLead(id: id.uuid, changes: changes, version: version, customer: .new(at: now), number: number)
        do {
            let made = try await deployment.database.write(as: actor) { tx in
                try convert.run(as: actor, keys: keys, at: now, in: tx)
            }
            let customer = made.customer.uuidString.lowercased()
            return .json((["customerId": .string(customer), "isNew": .boolean(made.isNew)] as JSONValue).serialized)
        } catch let error as PostgresError where error.constraint == "phone_token_primary" {
            // Asking for numbers one by one leaves a trace, as for customers.
            try await AuditTrail.recordDenied(
                AuditEvent(.createCustomer, on: "customer", fields: ["customer.phone"]), as: actor, keys: keys, at: now,
                in: deployment.database)
            let phone = try await phone(of: id, changes, actor, keys, at: now)
            throw try await CreateCustomer.duplicate(
                phone: phone, of: actor.tenant, keys: keys, request: call.request, in: deployment.database)
        }
    }

    private func phone(of id: ID<Lead>, _ changes: FieldChanges, _ actor: Actor, _ keys: TenantKeys, at now: Instant) async throws -> String
    {
        if let phone = changes["phone"]?.text { return phone }
        return try await deployment.database.read(as: actor) { tx in
            guard let row = try LeadRow(seeing: id.uuid, of: actor.tenant, in: tx) else { return "" }
            return try row.text("phone_sealed", row.opened(keys: keys)) ?? ""
        }
    }

    // MARK: Settings

    func settings(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let settings = try await deployment.database.read(as: actor) { tx in try LeadSettings.read(of: actor.tenant, in: tx) }
        return .json(settings.json.serialized, version: settings.version)
    }

    func changeSettings(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let changes = LeadSettings.changes(reading: payload)
        try payload.finish()
        // They count for the whole chain, and so does the right to set them.
        guard actor.rights.grantedReach(of: .manageLeadRule) == .everywhere else { throw Failure(.forbidden) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let settings = try await deployment.database.write(as: actor) { tx in
            try LeadSettings.change(changes, version: version, as: actor, keys: keys, at: now, in: tx)
        }
        return .json(settings.json.serialized, version: settings.version)
    }
}
