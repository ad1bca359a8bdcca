internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// What the audit's endpoints do.
struct AuditInquiries: Sendable {
    let deployment: Deployment
    /// Events that one request verifies; the next one goes on behind them.
    static let verifiedAtOnce: Int64 = 100_000

    func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        var filter = AuditFilter()
        let page = try AuditPageQuery(call.query) { filter.read($0, $1, &$2) }
        let search = AuditSearch(filter, limit: page.limit, cursor: page.cursor)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let found = try await deployment.database.write(as: actor) { tx in
            try search.run(as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(AuditPageQuery.page(found.entries, next: found.next) { $0.write(to: &$1, keys: keys) })
    }

    func get(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<AuditEvent> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let resources = deployment.catalog.resources
        let detail = try await deployment.database.write(as: actor) { tx in
            try AuditDetail.read(id, as: actor, keys: keys, resources: resources, at: call.now, in: tx)
        }
        guard let detail else { throw Failure(.notFound) }
        var json = JSONWriter()
        detail.write(to: &json, keys: keys)
        return .json(json.finish())
    }

    func batches(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.forbidden) }
        let page = try AuditPageQuery(call.query)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let before = try page.cursor.map { text in
            try Cursor(opening: text, keys: keys, user: user, query: "audit.batch").value.flatMap { Int64($0) }
        }
        let rest: SQL = before.flatMap { $0 }.map { "and batch < \($0)" } ?? ""
        let rows = try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(all: [
                "set local role peony_auditor",
                """
                select \(AuditBatch.columns), sealed_at from audit.batch where tenant_id = \(actor.tenant) \(rest)
                order by batch desc limit \(page.limit + 1)
                """,
                "set local role none",
            ])[1]
            try AuditTrail.record(
                AuditEvent(.readAudit, on: "audit_batch", rowCount: min(rows.count, page.limit)), as: actor, keys: keys,
                at: call.now, in: tx)
            return rows
        }
        let shown = try rows.prefix(page.limit).map { (batch: try AuditBatch($0), at: try $0.get(9, as: Instant.self)) }
        let next =
            try rows.count > page.limit
            ? shown.last.map {
                try Cursor(value: String($0.batch.number), id: actor.tenant.uuid)
                    .sealed(keys: keys, user: user, query: "audit.batch")
            } : nil
        return .json(AuditPageQuery.page(shown, next: next) { $0.batch.write(sealedAt: $0.at, to: &$1) })
    }

    func verify(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let (anchor, first) = try AuditInquiries.input(call)
        let signers = try await NoteTrust([deployment.signer?.verifier].compactMap(\.self)).learning(from: deployment.database)
        let result = try await AuditVerifier(deployment.database, signers: signers).verify(
            tenant: actor.tenant, expectedHead: anchor, from: first, atMost: AuditInquiries.verifiedAtOnce)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            let event = AuditEvent(.verifyAudit, on: "audit", rowCount: Int(result.events), body: result.json)
            try AuditTrail.record(event, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(result.json.serialized)
    }

    /// `{"expectedHead": {"batch": 7, "head": "…"}, "fromBatch": 1}`; all of it may be left out.
    private static func input(_ call: Call) throws -> (anchor: AuditHead?, first: Int64) {
        if call.body.isEmpty { return (nil, 1) }
        let payload = try call.payload()
        let first = payload.integer("fromBatch", in: 1...Int64.max) ?? 1
        var anchor: AuditHead?
        if payload.has("expectedHead"), let object = payload.object("expectedHead") {
            let batch = object.requiredInteger("batch", in: 1...Int64.max)
            let text = object.requiredText("head", min: 64, max: 64)
            if let head = Hex.decode(text), head.count == 32 {
                anchor = AuditHead(batch: batch, head: head)
            } else if !text.isEmpty {
                object.refuse("head", "pattern")
            }
        }
        try payload.finish()
        return (anchor, first)
    }
}

/// `limit` and `cursor`, and what else the endpoint reads; any other parameter is refused.
struct AuditPageQuery {
    private(set) var limit = 50
    private(set) var cursor: String?

    init(
        _ query: Query, other: (String, String, inout [Violation]) -> Bool = { _, _, _ in false }
    ) throws {
        var violations: [Violation] = []
        for (name, value) in query.all {
            switch name {
            case "limit":
                if let number = Int(value), (1...ListQuery.maximumLimit).contains(number) {
                    limit = number
                } else {
                    violations.append(
                        Violation(pointer: "/limit", code: "range", limit: "1..\(ListQuery.maximumLimit)"))
                }
            case "cursor":
                cursor = value
            default:
                if !other(name, value, &violations) {
                    let place = name.hasPrefix("filter") ? "/filter" : "/query"
                    violations.append(Violation(pointer: place, code: "unknown_field"))
                }
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// `{"data": […], "page": {"next": …}}`.
    static func page<Element>(
        _ elements: [Element], next: String?, write: (Element, inout JSONWriter) -> Void
    ) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 512 * (elements.count + 1))
        json.beginObject()
        json.key("data")
        json.beginArray()
        for element in elements { write(element, &json) }
        json.endArray()
        json.key("page")
        json.beginObject()
        json.key("next")
        if let next { json.string(next) } else { json.null() }
        json.endObject()
        json.endObject()
        return json.finish()
    }
}

extension AuditBatch {
    /// Writes the batch as an object; hashes in hexadecimal.
    func write(sealedAt: Instant, to json: inout JSONWriter) {
        let object: JSONValue = [
            "batch": .integer(number), "events": .integer(Int64(count)), "firstAt": .string(firstAt.description),
            "lastAt": .string(lastAt.description), "sealedAt": .string(sealedAt.description),
            "root": .string(Hex.encode(root)),
            "previous": .string(Hex.encode(previous)), "head": .string(Hex.encode(head)), "restored": .boolean(isRestored),
        ]
        json.value(object)
    }
}

extension AuditVerification {
    /// The result as JSON; hashes in hexadecimal.
    var json: JSONValue {
        [
            "complete": .boolean(isComplete), "batches": .integer(batches), "events": .integer(events),
            "unsealed": .integer(unsealed), "archived": .integer(archived),
            "head": head.map { ["batch": .integer($0.batch), "head": .string(Hex.encode($0.head))] } ?? .null,
            "fault": fault.map { fault in
                [
                    "batch": .integer(fault.batch), "kind": .string(fault.kind.rawValue),
                    "eventId": fault.event.map { .string(ID<AuditEvent>($0).description) } ?? .null,
                ]
            } ?? .null,
        ]
    }
}
