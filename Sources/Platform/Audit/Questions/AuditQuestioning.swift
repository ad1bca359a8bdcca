internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres
internal import Vault

/// What the endpoints of questions do.
struct AuditQuestioning: Sendable {
    let deployment: Deployment
    let questions: [AuditQuestion]
    /// Rows that one export gives at most.
    static let exported = 10_000

    func list(_ call: Call) throws -> Reply {
        let language = call.language
        let shown = questions.map { question -> JSONValue in
            [
                "name": .string(question.name), "title": .string(question.title[language]), "summary": .string(question.summary[language]),
                "answers": .string(question.isAwaiting ? "later" : "now"),
                "parameters": .array(question.parameters.map { AuditQuestioning.describe($0, language) }),
                "columns": .array(
                    AuditQuestioning.columns(of: question).map { column in
                        ["name": .string(column.name), "title": .string(column.title[language])]
                    }),
            ]
        }
        return .json((["data": .array(shown)] as JSONValue).serialized)
    }

    func ask(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.forbidden) }
        let question = try question(call)
        var given: [(name: String, value: String)] = []
        let page = try AuditPageQuery(call.query) { name, value, _ in
            given.append((name, value))
            return true
        }
        var arguments = try AuditArguments(given, for: question, of: actor.tenant, at: call.now)
        let place = arguments.fingerprint(question, given: given)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        arguments.position = try page.cursor.map { try AuditPosition(Cursor(opening: $0, keys: keys, user: user, query: place)) }
        let asking = AskAudit(question: question, arguments: arguments, limit: page.limit)
        let found = try await deployment.database.write(as: actor) { tx in
            try asking.run(as: actor, keys: keys, at: call.now, in: tx)
        }
        switch found {
        case .events(let entries, let next):
            let cursor = try next?.cursor.sealed(keys: keys, user: user, query: place)
            return .json(AuditPageQuery.page(entries, next: cursor) { $0.write(to: &$1, keys: keys) })
        case .rows(let rows):
            let columns = AuditQuestioning.columns(of: question)
            return .json(AuditPageQuery.page(rows, next: nil) { row, json in json.value(AuditQuestioning.object(row, columns)) })
        }
    }

    /// The whole answer as lines of JSON under the audit's signature.
    func export(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let body = try call.json()
        let question = try question(call)
        guard let signer = deployment.signer else { throw Failure(.auditKeyMissing) }
        let arguments = try AuditArguments(body, for: question, of: actor.tenant, at: call.now)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let asking = AskAudit(question: question, arguments: arguments, limit: AuditQuestioning.exported)
        let found = try await deployment.database.write(as: actor) { tx in
            try asking.run(as: actor, keys: keys, at: call.now, recording: .exportAudit, in: tx)
        }
        var lines: [JSONValue] = [
            [
                "question": .string(question.name), "parameters": arguments.json, "tenant": .string(actor.tenant.description),
                "askedAt": .string(call.now.description), "askedBy": actor.user.map { .string($0.description) } ?? .null,
            ]
        ]
        var isCut = false
        switch found {
        case .events(let entries, let next):
            isCut = next != nil
            lines += try entries.map { entry in
                var json = JSONWriter()
                entry.write(to: &json, keys: keys)
                return try JSONParser.parse(json.finish())
            }
        case .rows(let rows):
            lines += rows.map { AuditQuestioning.object($0, AuditQuestioning.columns(of: question)) }
        }
        lines.append(["rows": .integer(Int64(found.count)), "more": .boolean(isCut)])
        var reply = Reply.bytes(
            try SignedFile.sealed(lines, by: signer, at: call.now), contentType: "application/x-ndjson")
        AuditQuestioning.name(&reply, "\(question.name).ndjson")
        return reply
    }

    /// Offers the answer as a file of this name, which is the server's own.
    static func name(_ reply: inout Reply, _ file: String) {
        reply.headers[.contentDisposition] = "attachment; filename=\"\(file)\""
    }

    private func question(_ call: Call) throws -> AuditQuestion {
        guard let question = questions.first(where: { $0.name == call.parameter("name") }) else { throw Failure(.notFound) }
        return question
    }

    private static func columns(of question: AuditQuestion) -> [AuditColumn] {
        if case .table(let columns, _) = question.answer { columns } else { [] }
    }

    private static func object(_ row: [JSONValue], _ columns: [AuditColumn]) -> JSONValue {
        var object = JSONObject()
        for (column, value) in zip(columns, row) { object[column.name] = value }
        return .object(object)
    }

    private static func describe(_ parameter: AuditParameter, _ language: Language) -> JSONValue {
        let (type, choices, standard): (String, [String], JSONValue) =
            switch parameter.kind {
            case .id: ("id", [], .null)
            case .number(_, let standard): ("number", [], standard.map { .integer($0) } ?? .null)
            case .word(let words, let standard): ("word", words, standard.map { .string($0) } ?? .null)
            case .field: ("field", [], .null)
            }
        return [
            "name": .string(parameter.name), "title": .string(parameter.title[language]), "type": .string(type),
            "choices": .array(choices.map { .string($0) }), "standard": standard, "required": .boolean(parameter.isRequired),
        ]
    }
}
