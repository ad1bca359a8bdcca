internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres
internal import Tabular
internal import Vault

/// The imports' use cases as the API calls them.
struct Imports: Sendable {
    private let deployment: Deployment
    private let store: FileStore

    init(_ deployment: Deployment) {
        self.deployment = deployment
        store = FileStore(deployment)
    }

    /// Begins an import with a file that the caller uploaded, and says what the file looks like.
    func create(_ call: Call) async throws -> Reply {
        let (actor, user, keys) = try await caller(call)
        let payload = try call.payload()
        let file = ID<StoredFile>(payload.requiredUUID("fileId"))
        try payload.finish()
        let facts = try await ImportSource.uploaded(file, by: user, as: actor, keys: keys, at: call.now, in: store)
        var plan = ImportPlan()
        plan.language = call.language
        let preview = try await ImportPreview.read(facts, plan: plan, for: actor, in: store, keys: keys, deployment)
        let id = ID<Import>.new(at: call.now)
        let stored = plan
        return try await Idempotency(deployment).write(
            "createImport", call, keys: keys, again: { try await reply(ID<Import>($0), call, status: .created) }
        ) { tx in
            tx.enqueue(ImportQueries.insert(id, file: file, plan: stored, actor: actor, user: user, at: call.now))
            guard let row = try tx.execute(ImportQueries.get(id, of: actor.tenant)).first else { throw Failure(.notFound) }
            var json = try ImportDocument.json(ImportRecord(row), at: call.now)
            json["preview"] = preview
            return Idempotency.Outcome(
                .json(JSONValue.object(json).serialized, status: .created, location: "/v1/imports/\(id)"), object: id.uuid)
        }
    }

    /// The caller's imports, newest first; whoever may import everywhere sees everybody's.
    func list(_ call: Call) async throws -> Reply {
        let (actor, user, keys) = try await caller(call)
        let query = try NewestFirst(call, list: "imports", keys: keys, parameter: "owner", of: ["me"])
        let whose = query.choice == "me" || !seesAll(actor) ? user : nil
        let rows = try await deployment.database.fetch(
            as: actor, [ImportQueries.list(of: actor.tenant, user: whose, before: query.before, limit: query.limit + 1)])[0]
        return try query.page(rows) { .object(try ImportDocument.json(ImportRecord($0), at: call.now)) }
    }

    /// One import.
    func get(_ call: Call) async throws -> Reply { try await reply(try call.id("id"), call) }

    /// How the file looks when it is read so: titles, some rows, which field each column is most likely.
    func preview(_ call: Call) async throws -> Reply {
        let (actor, _, keys) = try await caller(call)
        let record = try await find(try call.id("id"), actor)
        var plan = record.plan
        for (name, value) in call.query.all {
            switch name {
            case "encoding":
                plan.encoding = try choice(name, value, TextEncoding.allCases.map(\.rawValue)).flatMap { TextEncoding(rawValue: $0) }
            case "delimiter":
                plan.delimiter = try choice(name, value, Array(ImportPlan.delimiters.keys)).flatMap { ImportPlan.delimiters[$0] }
            default: throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")])
            }
        }
        let facts = try await file(of: record, actor, keys, call)
        let preview = try await ImportPreview.read(facts, plan: plan, for: actor, in: store, keys: keys, deployment)
        try await deployment.database.write(as: actor) { tx in
            _ = try AuditTrail.record(AuditEvent(.readFile, on: "file", facts.id.uuid), as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(preview.serialized)
    }

    private func choice(_ name: String, _ value: String, _ words: [String]) throws -> String? {
        if value == "auto" { return nil }
        guard words.contains(value) else {
            throw Failure.invalid([Violation(pointer: "/" + name, code: "choice", limit: words.joined(separator: ","))])
        }
        return value
    }

    /// Says what the columns are and what to do with whom is there, and looks through the whole file without writing.
    func check(_ call: Call) async throws -> Reply {
        let (actor, _, keys) = try await caller(call)
        let payload = try call.payload()
        let plan = ImportPlan(reading: payload, view: actor.rights.view(of: Customer.resource), language: call.language)
        try payload.finish()
        let id: ID<Import> = try call.id("id")
        let record = try await find(id, actor)
        let facts = try await file(of: record, actor, keys, call)
        let titles = try await ImportPreview.titles(facts, plan: plan, in: store, keys: keys)
        return try await begin(call, .checking, from: [.draft, .checked, .failed], ImportJobs.check) { tx in
            try checkBranch(plan, actor, in: tx)
            tx.enqueue(ImportQueries.removeRows(of: id, tenant: actor.tenant))
            tx.enqueue(ImportQueries.begin(id, state: .checking, plan: plan, tenant: actor.tenant, at: call.now))
            if let titles {
                for statement in ImportQueries.remember(plan, titles: titles, of: actor.tenant, at: call.now) { tx.enqueue(statement) }
            }
        }
    }

    /// The branch must be open, and one that the caller may make customers in.
    private func checkBranch(_ plan: ImportPlan, _ actor: Actor, in tx: Transaction) throws {
        guard let branch = plan.branch else {
            guard plan.columns.values.contains("homeBranchId") else {
                throw Failure.invalid([Violation(pointer: "/homeBranchId", code: "required")])
            }
            return
        }
        let view = actor.rights.view(of: Customer.resource)
        let bits = view.bits(branch: branch, owner: nil, for: actor.user)
        let isOpen = try tx.execute(ImportQueries.branches(of: actor.tenant)).contains { try $0.get(0, as: ID<Unit>.self) == branch }
        guard isOpen, bits.overlaps(view.bits(allowing: .createCustomer)), bits.overlaps(view.bits(allowing: .importCustomer)) else {
            throw Failure.invalid([Violation(pointer: "/homeBranchId", code: "not_allowed")])
        }
    }

    /// Writes what was checked.
    func run(_ call: Call) async throws -> Reply {
        let (actor, _, _) = try await caller(call)
        let id: ID<Import> = try call.id("id")
        let plan = try await find(id, actor).plan
        return try await begin(call, .running, from: [.checked], ImportJobs.run) { tx in
            tx.enqueue(ImportQueries.removeRows(of: id, tenant: actor.tenant))
            tx.enqueue(ImportQueries.begin(id, state: .running, plan: plan, tenant: actor.tenant, at: call.now))
        }
    }

    /// Stops an import after the rows that are being written. What was written stays, and can be undone.
    func cancel(_ call: Call) async throws -> Reply {
        let (actor, _, _) = try await caller(call)
        let id: ID<Import> = try call.id("id")
        return try await begin(call, .cancelling, from: [.checking, .running], nil) { tx in
            tx.enqueue(ImportQueries.set(id, state: .cancelling, tenant: actor.tenant, at: call.now))
        }
    }

    /// Takes everything back.
    func undo(_ call: Call) async throws -> Reply {
        let (actor, user, _) = try await caller(call)
        let id: ID<Import> = try call.id("id")
        let record = try await find(id, actor)
        if let end = record.finishedAt, call.now > end.advanced(by: ImportRecord.undoable) { throw Failure(.importTooLate) }
        return try await begin(
            call, .undoing, from: [.done, .cancelled, .failed], ImportJobs.undo, payload: ["user": .string(user.description)]
        ) { tx in
            // One that failed before it wrote anything has no end yet.
            tx.enqueue(ImportQueries.set(id, state: .undoing, isFinished: record.finishedAt == nil, tenant: actor.tenant, at: call.now))
        }
    }

    /// What came of the rows.
    func rows(_ call: Call) async throws -> Reply {
        let (actor, _, _) = try await caller(call)
        let record = try await find(try call.id("id"), actor)
        var (outcome, after, limit) = (String?.none, Int32(0), 50)
        var violations: [Violation] = []
        for (name, value) in call.query.all {
            switch name {
            case "outcome" where RowResult.Outcome(rawValue: value) != nil: outcome = value
            case "outcome":
                violations.append(
                    Violation(pointer: "/outcome", code: "choice", limit: RowResult.Outcome.allCases.map(\.rawValue).joined(separator: ","))
                )
            case "after":
                guard let row = Int32(value), row >= 0 else {
                    violations.append(Violation(pointer: "/after", code: "type"))
                    continue
                }
                after = row
            case "limit":
                guard let number = Int(value), (1...200).contains(number) else {
                    violations.append(Violation(pointer: "/limit", code: "range", limit: "1..200"))
                    continue
                }
                limit = number
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        let rows = try await deployment.database.fetch(
            as: actor, [ImportQueries.rows(of: record.id, tenant: actor.tenant, outcome: outcome, after: after, limit: limit + 1)])[0]
        let resource = actor.rights.extended(Customer.resource)
        return .json(try ImportDocument.rows(rows, of: resource, limit: limit, language: call.language).serialized)
    }

    /// The report, once the import has run.
    func report(_ call: Call) async throws -> Reply {
        let (actor, user, keys) = try await caller(call)
        let record = try await find(try call.id("id"), actor)
        // It holds what stood in the file: that is whose it was.
        guard record.createdBy == user, let report = record.report,
            let facts = try await store.find(report, as: actor, keys: keys, at: call.now)
        else { throw Failure(.notFound) }
        return try await FileEndpoints.download(facts, call, keys, deployment)
    }

    // MARK: Parts

    private func caller(_ call: Call) async throws -> (Actor, ID<User>, TenantKeys) {
        let actor = try call.requireActor()
        guard let user = actor.user, !actor.isSupport else { throw Failure(.forbidden) }
        return (actor, user, try await deployment.keys.keys(of: actor.tenant))
    }

    private func seesAll(_ actor: Actor) -> Bool { actor.rights.grantedReach(of: .importCustomer) == .everywhere }

    /// An import that the caller may see; for everybody else it is not there.
    private func find(_ id: ID<Import>, _ actor: Actor) async throws -> ImportRecord {
        let rows = try await deployment.database.fetch(as: actor, [ImportQueries.get(id, of: actor.tenant)])[0]
        guard let row = rows.first else { throw Failure(.notFound) }
        let record = try ImportRecord(row)
        guard record.createdBy == actor.user || seesAll(actor) else { throw Failure(.notFound) }
        return record
    }

    private func file(of record: ImportRecord, _ actor: Actor, _ keys: TenantKeys, _ call: Call) async throws -> FileFacts {
        // Whoever sees that there was an import does not see what stood in the file.
        guard record.createdBy == actor.user else { throw Failure(.notFound) }
        guard let file = record.file, let facts = try await store.find(file, as: actor, keys: keys, at: call.now) else {
            throw Failure(.importFileGone)
        }
        return facts
    }

    private func begin(
        _ call: Call, _ state: ImportRecord.State, from states: Set<ImportRecord.State>, _ kind: String?,
        payload: JSONValue = .object([:]), _ change: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> Reply {
        let (actor, _, keys) = try await caller(call)
        let id: ID<Import> = try call.id("id")
        _ = try await find(id, actor)
        let json = try await deployment.database.write(as: actor) { tx -> JSONObject in
            guard let row = try tx.execute(ImportQueries.get(id, of: actor.tenant, locking: true)).first else { throw Failure(.notFound) }
            let before = try ImportRecord(row)
            guard states.contains(before.state) else { throw Failure(.importState) }
            try change(tx)
            if let kind {
                try Outbox.enqueue(
                    kind, subject: id.uuid, payload: payload, at: call.now, order: "import." + id.description, as: actor, in: tx)
            }
            try AuditTrail.record(
                AuditEvent(
                    state == .undoing ? .undoImport : .importCustomer, on: "import", id.uuid, body: ["state": .string(state.rawValue)]),
                as: actor, keys: keys, at: call.now, in: tx)
            guard let after = try tx.execute(ImportQueries.get(id, of: actor.tenant)).first else { throw Failure(.notFound) }
            return try ImportDocument.json(ImportRecord(after), at: call.now)
        }
        return .json(JSONValue.object(json).serialized, status: .accepted)
    }

    private func reply(_ id: ID<Import>, _ call: Call, status: HTTPResponse.Status = .ok) async throws -> Reply {
        let (actor, _, _) = try await caller(call)
        return .json(JSONValue.object(ImportDocument.json(try await find(id, actor), at: call.now)).serialized, status: status)
    }
}
