internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// What the endpoints about people's rights do: read the request, open the transaction, write the answer.
struct DataRequests: Sendable {
    let deployment: Deployment
    private let reader: ResourceReader
    private let numbers: NumberBlocks
    private static let listLimit = 200

    init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(DataRequest.resource, of: deployment)
        numbers = NumberBlocks(database: deployment.database, size: 1)
    }

    func list(_ call: Call) async throws -> Reply { try await reader.list(for: call) }

    func get(_ call: Call) async throws -> Reply { try await reader.get(try call.id("id") as ID<DataRequest>, for: call) }

    func receive(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let customer: ID<Customer> = try call.id("id")
        let id = ID<DataRequest>.new(at: call.now)
        // Before a number is taken.
        _ = ReceiveDataRequest(id, number: 0, about: customer, reading: payload)
        try payload.finish()
        let number = try await numbers.next("data_request", of: actor.tenant, request: call.request)
        let receive = ReceiveDataRequest(id, number: number, about: customer, reading: payload)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return try await Idempotency(deployment).write(
            "createDataRequest", call, keys: keys, again: { try await reader.get(ID<DataRequest>($0), for: call, status: .created) }
        ) { tx in
            let answer = try receive.run(as: actor, keys: keys, at: call.now, in: tx)
            return Idempotency.Outcome(
                .json(answer.serialized, status: .created, version: 1, location: "/v1/data-requests/\(id)"), object: id.uuid)
        }
    }

    func checkIdentity(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let check = CheckIdentity(try call.id("id"), reading: payload)
        try payload.finish()
        return try await step(call) { try check.run(as: $0, keys: $1, at: call.now, in: $2) }
    }

    func refuse(_ call: Call) async throws -> Reply { try await settle(call, refuses: true) }

    func complete(_ call: Call) async throws -> Reply { try await settle(call, refuses: false) }

    func cancel(_ call: Call) async throws -> Reply {
        let cancel = SettleDataRequest(try call.id("id"), .cancelled, answer: nil, on: deployment)
        return try await step(call) { try cancel.run(as: $0, keys: $1, at: call.now, in: $2) }
    }

    func lift(_ call: Call) async throws -> Reply {
        let lift = LiftDataRequest(try call.id("id"))
        return try await step(call) { try lift.run(as: $0, keys: $1, at: call.now, in: $2) }
    }

    func export(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let slug = try await deployment.directory.slug(of: actor.tenant)
        let store = FileStore(deployment)
        let issue = IssueDataExport(for: try call.id("id"), catalog: deployment.catalog, slug: slug, store: store)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let export = try await deployment.database.write(as: actor) { tx in
            try issue.gather(as: actor, keys: keys, at: call.now, in: tx)
        }
        let (content, files) = try await issue.seal(export, keys: keys, at: call.now)
        let answer = try await store.keeping(content) { kept in
            // Many files take their time; a rotation waits a minute for whoever holds older keys.
            let newest = try await deployment.keys.keys(of: actor.tenant)
            return try await deployment.database.write(as: actor) { tx in
                let answer = try issue.run(export, content, files: files, as: actor, keys: newest, at: call.now, in: tx)
                kept.mark(in: tx)
                return answer
            }
        }
        return .json(answer.serialized, status: .created)
    }

    func download(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let text = payload.requiredText("token", max: 160)
        try payload.finish()
        guard let token = SessionToken(text), let entry = try await deployment.directory.tenant(token.slug, at: call.now) else {
            throw Failure(.exportNotAvailable)
        }
        let system = Actor.system(of: entry.id, request: call.request, address: call.address)
        let (facts, reader) = try await TakeDataExport(token, of: entry.id).run(from: system, on: deployment, at: call.now)
        return try await FileEndpoints.handOut(facts, from: reader, contentType: "application/zip", named: "personal-data.zip")
    }

    private func settle(_ call: Call, refuses: Bool) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let (ending, answer) = SettleDataRequest.reading(payload, refuses: refuses)
        try payload.finish()
        let id: ID<DataRequest> = try call.id("id")
        var number: Int64 = 0
        if !refuses {
            let keys = try await deployment.keys.keys(of: actor.tenant)
            let kind = try await deployment.database.write(as: actor) { tx in
                try SettleDataRequest.kind(of: id, as: actor, keys: keys, at: call.now, in: tx)
            }
            if kind == .erase {
                // Nothing brings it back: whoever sits there proves again who he is.
                try call.requireStepUp()
                number = try await numbers.next("erasure", of: actor.tenant, request: call.request)
            }
        }
        let settle = SettleDataRequest(id, ending, answer: answer, certificateNumber: number, on: deployment)
        let reply = try await step(call) { try settle.run(as: $0, keys: $1, at: call.now, in: $2) }
        if number > 0 { _ = try? await ErasureKeeper(deployment.keys, in: deployment.database).apply() }
        return reply
    }

    /// Runs a step and answers with the request as it stands then.
    private func step(_ call: Call, _ body: @escaping @Sendable (Actor, TenantKeys, Transaction) throws -> Void) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in try body(actor, keys, tx) }
        return try await reader.get(try call.id("id") as ID<DataRequest>, for: call)
    }

    // MARK: - Certificates, settings, what is overdue

    func erasures(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        var before: Instant?
        for (name, value) in call.query.all {
            guard name == "before", let time = Instant(value) else {
                throw Failure.invalid([Violation(pointer: "/query", code: name == "before" ? "pattern" : "unknown_field")])
            }
            before = time
        }
        let rows = try await deployment.database.fetch(
            as: actor, [PrivacyQueries.erasures(before: before, limit: DataRequests.listLimit, tenant: actor.tenant)])[0]
        let body: JSONValue = ["data": .array(try rows.map { try erasure($0) })]
        return .json(body.serialized)
    }

    func erasure(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<ErasureCertificate> = try call.id("id")
        let rows = try await deployment.database.fetch(as: actor, [PrivacyQueries.erasure(id.uuid, tenant: actor.tenant)])[0]
        guard let row = rows.first else { throw Failure(.notFound) }
        return .json(try erasure(row).serialized)
    }

    private func erasure(_ row: Row) throws -> JSONValue {
        func id(_ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: UUID.self).map { .string(ID<Never>($0).description) } ?? .null
        }
        func time(_ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: Instant.self).map { .string($0.description) } ?? .null
        }
        return [
            "id": try id(0), "number": .integer(try row[1]), "customerId": try id(2), "requestId": try id(3), "erasedAt": try time(4),
            "erasedBy": try id(5), "medicalLockedUntil": try time(6), "medicalDestroyedAt": try time(7),
            "certificate": .string(try row[8]),
            "publicKey": .string(Hex.encode(try ErasureCertificate.key(of: deployment.keys.erasureSecret).publicKey)),
        ]
    }

    func settings(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let settings = try await deployment.database.read(as: actor) { tx in try PrivacySettings.read(of: actor.tenant, in: tx) }
        return .json(settings.json.serialized, version: settings.version)
    }

    func changeSettings(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let changes = PrivacySettings.changes(reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let settings = try await deployment.database.write(as: actor) { tx in
            // The tenant's row keeps two changes from passing one another: the numbers may have no row yet.
            try tx.execute("select 1 from app.tenant_setting where tenant_id = \(actor.tenant) for update")
            let old = try PrivacySettings.read(of: actor.tenant, locking: true, in: tx)
            guard old.version == version else { throw Failure(.stale) }
            try old.change(changes, as: actor, keys: keys, at: call.now, in: tx)
            return try PrivacySettings.read(of: actor.tenant, in: tx)
        }
        return .json(settings.json.serialized, version: settings.version)
    }

    func overdue(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(
            as: actor, [PrivacyQueries.overdue(at: call.now, limit: DataRequests.listLimit, tenant: actor.tenant)])[0]
        let requests = try rows.map { row -> JSONValue in
            let due: Instant = try row[6]
            let late = call.now.since(due)
            return [
                "id": .string(ID<DataRequest>(try row.get(0, as: UUID.self)).description), "number": .integer(try row[1]),
                "kind": .string(try row[2]), "state": .string(try row[3]),
                "customerId": .string(ID<Customer>(try row.get(4, as: UUID.self)).description),
                "receivedAt": .string(try row.get(5, as: Instant.self).description), "dueAt": .string(due.description),
                "daysLate": .integer(late.components.seconds / 86_400),
            ]
        }
        let retention = try await overdueRetention(actor, at: call.now)
        let body: JSONValue = ["requests": .array(requests), "retention": .array(retention)]
        return .json(body.serialized)
    }

    /// What should have been deleted and is still there, rule by rule.
    private func overdueRetention(_ actor: Actor, at now: Instant) async throws -> [JSONValue] {
        try await deployment.database.read(as: actor) { tx in
            tx.enqueue(PrivacyQueries.reachBlocked)
            let settings = try PrivacySettings.read(of: actor.tenant, in: tx)
            let statements =
                RetentionRule.all.map { RetentionQueries.overdue($0, before: $0.boundary(settings, at: now), tenant: actor.tenant) }
                + [RetentionQueries.overdueMedicalKeys(at: now, tenant: actor.tenant)]
            let names = RetentionRule.all.map(\.table) + ["medical_key"]
            return try zip(names, try tx.execute(all: statements)).compactMap { name, rows -> JSONValue? in
                let count: Int64 = try rows[0][0]
                guard count > 0 else { return nil }
                let oldest: Instant? = try rows[0].getOptional(1)
                return [
                    "what": .string(name), "count": .integer(count), "oldest": oldest.map { .string($0.description) } ?? .null,
                ]
            }
        }
    }

    func rules(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let settings = try await deployment.database.read(as: actor) { tx in try PrivacySettings.read(of: actor.tenant, in: tx) }
        let body: JSONValue = ["data": .array(RetentionRule.all.map { $0.json(settings) })]
        return .json(body.serialized)
    }
}
