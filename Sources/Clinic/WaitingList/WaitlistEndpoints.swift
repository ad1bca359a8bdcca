internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The waiting list's endpoints, and what little stands between a request and its use case.
enum WaitlistEndpoints {
    private static let tag = "bookings"
    private static let path = "/v1/waitlist-entries"
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let optionalDay: JSONValue = ["type": ["string", "null"], "format": "date"]
    private static let minute: JSONValue = ["type": ["integer", "null"], "minimum": 0, "maximum": 1440]

    private static let creation = Schema.object(
        "WaitlistEntryCreation", required: ["branchId", "customerId", "services", "from", "until"],
        properties: [
            ("branchId", uuid), ("customerId", uuid),
            ("services", ["type": "array", "minItems": 1, "maxItems": .integer(Int64(FindSlots.most)), "items": uuid]),
            ("resources", ["type": ["array", "null"], "maxItems": 40, "items": uuid]), ("from", day), ("until", day),
            ("weekdays", ["type": ["array", "null"], "maxItems": 7, "items": ["type": "string", "pattern": "^[1-7]$"]]),
            ("after", minute), ("before", minute), ("priority", ["type": ["integer", "null"], "minimum": 0, "maximum": 9]),
        ])
    private static let change = Schema.object(
        "WaitlistEntryChange",
        properties: [
            ("resources", ["type": ["array", "null"], "maxItems": 40, "items": uuid]), ("from", day), ("until", day),
            ("weekdays", ["type": ["array", "null"], "maxItems": 7, "items": ["type": "string", "pattern": "^[1-7]$"]]),
            ("after", minute), ("before", minute),
        ])
    private static let offer = Schema.object("WaitlistOffer", properties: [("on", optionalDay)])

    static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let resource = WaitlistEntry.resource
        let reader = ResourceReader(resource, of: deployment)
        let numbers = NumberBlocks(database: deployment.database)
        let output = resource.schema(.output)
        let own = path + "/{id}"
        return [
            Endpoint(
                .get, path, access: .permitted(.readWaitlist), tag: tag, summary: LocalizedText("候补名单", "The waiting list"),
                query: ListQuery.parameters(of: resource), output: .page(of: output), failures: [.invalid]
            ) { try await reader.list(for: $0) },
            Endpoint(
                .post, path, access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("加入候补", "Put somebody on the waiting list"),
                input: creation, output: output, status: .created, idempotency: .optional
            ) { try await add($0, deployment, reader) },
            Endpoint(
                .patch, own, access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("修改候补意愿，保留顺位", "Change a wish on the waiting list; it keeps its place"), input: change,
                output: output,
                requiresVersion: true, failures: [.waitlistState]
            ) { call in
                let payload = try call.payload()
                let id: ID<WaitlistEntry> = try call.id("id")
                let wish = ChangeWish(id.uuid, reading: payload)
                try payload.finish()
                return try await write(call, id, deployment, reader) { try wish.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
            },
            Endpoint(
                .post, own + "/offer", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("为候补客户保留时间", "Offer somebody who waits a time"), input: offer, requiresInput: false, output: output,
                requiresVersion: true, failures: [.waitlistState, .waitlistNothing]
            ) { call in
                let payload = call.body.isEmpty ? PayloadReader(.object([:])) : try call.payload()
                let on = payload.date("on").flatMap { LocalDate($0) }
                try payload.finish()
                let number = try await numbers.next("appointment", of: try call.requireActor().tenant, request: call.request)
                let step = SettleWaiting.Step.offer(on: on, appointment: ID<Appointment>.new(at: call.now).uuid, number: number)
                return try await settle(step, call, deployment, reader)
            },
            Endpoint(
                .post, own + "/acceptance", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("候补客户接受", "Somebody takes the time that he was offered"), output: output, requiresVersion: true,
                failures: [.waitlistState, .appointmentState, .appointmentConcerns]
            ) { try await settle(.accept, $0, deployment, reader) },
            Endpoint(
                .post, own + "/refusal", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("候补客户谢绝", "Somebody does not take the time"), output: output, requiresVersion: true,
                failures: [.waitlistState]
            ) { try await settle(.decline, $0, deployment, reader) },
            Endpoint(
                .post, own + "/withdrawal", access: .permitted(.bookAppointment), tag: tag,
                summary: LocalizedText("移出候补", "Take somebody off the waiting list"), output: output, requiresVersion: true,
                failures: [.waitlistState]
            ) { try await settle(.withdraw, $0, deployment, reader) },
        ]
    }

    private static func add(_ call: Call, _ deployment: Deployment, _ reader: ResourceReader) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let wait = WaitForTime(ID<WaitlistEntry>.new(at: call.now).uuid, reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let selection = Selection(wholeOf: WaitlistEntry.resource, for: actor, at: call.now)
        return try await Idempotency(deployment).write(
            "waitForTime", call, keys: keys, again: { try await reader.get(ID<WaitlistEntry>($0), for: call, status: .created) }
        ) { tx in
            try wait.run(as: actor, keys: keys, at: call.now, in: tx)
            let rows = try tx.execute(
                ResourceQueries.get(ID<WaitlistEntry>(wait.id), selection, action: .bookAppointment, for: actor, at: call.now))
            guard let row = rows.first else { throw Failure(.forbidden) }
            return Idempotency.Outcome(
                .json(try ResourceEncoder(selection, keys: keys).object(row), status: .created, version: 1), object: wait.id)
        }
    }

    private static func settle(
        _ step: SettleWaiting.Step, _ call: Call, _ deployment: Deployment, _ reader: ResourceReader
    ) async throws -> Reply {
        let id: ID<WaitlistEntry> = try call.id("id")
        let settle = SettleWaiting(id: id.uuid, step: step)
        return try await write(call, id, deployment, reader) { try settle.run(version: $0, as: $1, keys: $2, at: $3, in: $4) }
    }

    /// Writes, and answers with the entry as it is then.
    private static func write(
        _ call: Call, _ id: ID<WaitlistEntry>, _ deployment: Deployment, _ reader: ResourceReader,
        _ body: @escaping @Sendable (Int64, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        try await deployment.database.write(as: actor) { tx in try body(version, actor, keys, now, tx) }
        return try await reader.get(id, for: call)
    }
}
