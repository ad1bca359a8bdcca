internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The bookings' use cases as the API calls them: reads the request, opens the transaction, encodes the answer.
struct Appointments: Sendable {
    private let deployment: Deployment
    private let reader: ResourceReader
    private let customers: ResourceReader
    private let numbers: NumberBlocks

    init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(Appointment.resource, of: deployment)
        customers = ResourceReader(Customer.resource, of: deployment)
        numbers = NumberBlocks(database: deployment.database)
    }

    // MARK: Reading

    func list(_ call: Call) async throws -> Reply { try await reader.list(for: call) }

    func list(of call: Call) async throws -> Reply {
        let customer: ID<Customer> = try call.id("id")
        try await customers.requireVisible(customer, for: call)
        return try await reader.list(for: call, where: "t.customer_id = \(customer)")
    }

    func get(_ call: Call) async throws -> Reply {
        let id: ID<Appointment> = try call.id("id")
        return try await get(id.uuid, call)
    }

    private func get(_ id: UUID, _ call: Call, status: HTTPResponse.Status = .ok) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let objects = try await deployment.database.read(as: actor) { tx in
            try AppointmentObject.read([id], as: actor, keys: keys, at: call.now, in: tx)
        }
        guard let object = objects.first else { throw Failure(.notFound) }
        return .json(object.serialized, status: status, version: object["version"]?.integer)
    }

    /// What a calendar draws.
    func calendar(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let branch: ID<Unit> = try call.id("id")
        guard actor.rights.grantedReach(of: .readAppointment)?.contains(branch) == true else { throw Failure(.notFound) }
        let question = try CalendarQuestion(in: branch, call.query)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return .json(
            try await deployment.database.write(as: actor) { tx in
                try question.run(as: actor, keys: keys, at: call.now, in: tx)
            }.serialized)
    }

    // MARK: Booking

    func book(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let wish = AppointmentWish(booking: payload)
        try payload.finish()
        try Self.requireRemark(wish, actor, at: "")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let number = try await numbers.next("appointment", of: actor.tenant, request: call.request)
        let book = BookVisit(id: ID<Appointment>.new(at: call.now).uuid, number: number, wish: wish)
        return try await Idempotency(deployment).write(
            "bookAppointment", call, keys: keys, again: { try await get($0, call, status: .created) }
        ) { tx in
            try book.run(as: actor, keys: keys, at: call.now, in: tx)
            guard let object = try AppointmentObject.read([book.id], as: actor, keys: keys, at: call.now, in: tx).first else {
                throw Failure(.forbidden)
            }
            return Idempotency.Outcome(
                .json(object.serialized, status: .created, version: 1, location: "/v1/appointments/\(ID<Appointment>(book.id))"),
                object: book.id)
        }
    }

    /// Books several or none.
    func bundle(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let isSeries = payload.requiredChoice("kind", of: ["series", "group"]) == "series"
        let parts = payload.objects("bookings", max: 24)
        if parts.count < 2 { payload.refuse("bookings", "too_few", limit: "2") }
        let wishes = parts.map { part in
            var wish = AppointmentWish(booking: part, bundled: true)
            if isSeries, wish.source == "desk" { wish.source = "series" }
            return wish
        }
        try payload.finish()
        for (index, wish) in wishes.enumerated() { try Self.requireRemark(wish, actor, at: "/bookings/\(index)") }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let bundle = ID<Appointment>.new(at: call.now).uuid
        var books: [BookVisit] = []
        for (index, wish) in wishes.enumerated() {
            let number = try await numbers.next("appointment", of: actor.tenant, request: call.request)
            books.append(
                BookVisit(
                    id: ID<Appointment>.new(at: call.now).uuid, number: number, wish: wish, bundle: bundle, booking: index))
        }
        let all = books
        return try await Idempotency(deployment).write(
            "bookBundle", call, keys: keys, again: { _ in Reply(status: .created) }
        ) { tx in
            for book in all { try book.run(as: actor, keys: keys, at: call.now, in: tx) }
            let objects = try AppointmentObject.read(all.map(\.id), as: actor, keys: keys, at: call.now, in: tx)
            let answer: JSONValue = ["bundleId": .string(bundle.uuidString.lowercased()), "data": .array(objects)]
            return Idempotency.Outcome(.json(answer.serialized, status: .created))
        }
    }

    /// Whether somebody writes remarks at all: like any field that he may not write, there is none.
    private static func requireRemark(_ wish: AppointmentWish, _ actor: Actor, at pointer: String) throws {
        let view = actor.rights.view(of: Appointment.resource)
        guard wish.remark != nil, let position = Appointment.resource.position(of: "remark"), let branch = wish.branch else { return }
        let bits = view.bits(writing: position) & view.bits(allowing: .bookAppointment)
        let reach = actor.rights.grantedReach(of: .bookAppointment)?.contains(branch) == true
        if bits == 0 || !reach { throw Failure.invalid([Violation(pointer: pointer + "/remark", code: "unknown_field")]) }
    }

    // MARK: Changing

    func change(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let change = ChangeVisit(id: (try call.id("id") as ID<Appointment>).uuid, wish: AppointmentWish(changing: payload))
        try payload.finish()
        return try await write(call, change.id) { try change.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func confirm(_ call: Call) async throws -> Reply {
        let payload = call.body.isEmpty ? PayloadReader(.object([:])) : try call.payload()
        let book = BookHold(id: (try call.id("id") as ID<Appointment>).uuid, wish: AppointmentWish(confirming: payload))
        try payload.finish()
        return try await write(call, book.id) { version, actor, keys, now, tx in
            try HeldOffer(appointment: book.id).settle(as: actor, keys: keys, at: now, in: tx) {
                try book.run(version: version, as: actor, keys: keys, at: now, in: tx)
            }
        }
    }

    func step(_ step: StepVisit.Step, _ call: Call) async throws -> Reply {
        let isSilent = !step.takesReason || (!step.needsReason && call.body.isEmpty)
        let payload = isSilent ? PayloadReader(.object([:])) : try call.payload()
        let work = StepVisit(step, (try call.id("id") as ID<Appointment>).uuid, reading: payload)
        try payload.finish()
        return try await write(call, work.id) { try work.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func waiveDeposit(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let waive = WaiveDeposit((try call.id("id") as ID<Appointment>).uuid, reading: payload)
        try payload.finish()
        return try await write(call, waive.id) { try waive.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    func giveUp(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let release = ReleaseHold(id: (try call.id("id") as ID<Appointment>).uuid)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            try HeldOffer(appointment: release.id).settle(as: actor, keys: keys, at: call.now, in: tx) {
                try release.run(version: version, as: actor, keys: keys, at: call.now, in: tx)
            }
        }
        return .noContent
    }

    /// Writes and answers with what it is then.
    private func write(
        _ call: Call, _ id: UUID, _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let object = try await deployment.database.write(as: actor) { tx in
            try body(version, actor, keys, now, tx)
            guard let object = try AppointmentObject.read([id], as: actor, keys: keys, at: now, in: tx).first else {
                throw Failure(.notFound)
            }
            return object
        }
        return .json(object.serialized, version: object["version"]?.integer)
    }
}
