internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/jobs`: what a tenant's background work does, and the levers on it. An operator of the platform sees the deployment's.
public enum JobEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "Jobs"
        func verb(_ path: String, _ verb: SteerJob, _ chinese: String, _ english: String) -> Endpoint {
            Endpoint(
                .post, "/v1/jobs/{id}/" + path, access: .permitted(.manageJob), tag: tag, summary: LocalizedText(chinese, english),
                output: job, failures: [.jobState]
            ) { try await steer($0, verb, deployment) }
        }
        return [
            Endpoint(
                .get, "/v1/jobs", access: .permitted(.readJob), tag: tag, summary: LocalizedText("后台任务列表", "List background jobs"),
                query: [
                    QueryParameter("filter[state]", summary: LocalizedText("状态，可用逗号分隔多个", "States, separated by commas")),
                    QueryParameter("filter[kind]", summary: LocalizedText("任务种类", "The kind of job")),
                    QueryParameter("limit", summary: LocalizedText("每页条数", "Rows a page"), schema: ["type": "integer"]),
                    QueryParameter("cursor", summary: LocalizedText("下一页", "Where to go on")),
                ], output: .page(of: job), failures: [.invalid]
            ) { try await list($0, deployment) },
            Endpoint(
                .get, "/v1/jobs/{id}", access: .permitted(.readJob), tag: tag, summary: LocalizedText("后台任务", "One background job"),
                output: job
            ) { call in
                let actor = try call.requireActor()
                let id: ID<Job> = try call.id("id")
                let rows = try await deployment.database.fetch(as: actor, [JobQueries.get(id, of: actor.tenant)])[0]
                guard let row = rows.first else { throw Failure(.notFound) }
                return .json(try json(row).serialized)
            },
            verb("cancellation", .cancel, "取消任务", "Cancel a job"),
            verb("retry", .retry, "立即重试", "Try a waiting job at once"),
            verb("replay", .replay, "重放死信", "Play a dead letter or a cancelled job again"),
        ]
    }

    private static func list(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.forbidden) }
        let query = try JobListQuery(call.query)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let last = try query.cursor.map { try Cursor(opening: $0, keys: keys, user: user, query: query.fingerprint).id }
        let statement = JobQueries.list(of: actor.tenant, states: query.states, kind: query.kind, before: last, limit: query.limit + 1)
        let rows = try await deployment.database.fetch(as: actor, [statement])[0]
        let page = Array(rows.prefix(query.limit))
        var next: JSONValue = .null
        if rows.count > query.limit, let row = page.last {
            next = .string(try Cursor(value: nil, id: try row[0]).sealed(keys: keys, user: user, query: query.fingerprint))
        }
        let body: JSONValue = ["data": .array(try page.map(json)), "page": ["next": next]]
        return .json(body.serialized)
    }

    private static func steer(_ call: Call, _ verb: SteerJob, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Job> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let row = try await deployment.database.write(as: actor) { tx in
            try verb.run(id, as: actor, keys: keys, at: call.now, in: tx)
            return try tx.execute(JobQueries.get(id, of: actor.tenant)).first
        }
        guard let row else { throw Failure(.notFound) }
        return .json(try json(row).serialized)
    }

    /// The payload stays inside: it is made of ids that the reader may have no right to.
    private static func json(_ row: Row) throws -> JSONValue {
        func time(_ column: Int) throws -> JSONValue { .text(try row.getOptional(column, as: Instant.self)?.description) }
        func id(_ column: Int) throws -> JSONValue { .text(try row.getOptional(column, as: ID<Job>.self)?.description) }
        func number(_ column: Int) throws -> JSONValue { try row.getOptional(column, as: Int64.self).map { .integer($0) } ?? .null }
        return [
            "id": try id(0), "kind": .string(try row[1]), "state": .string(try row[2]), "subjectId": try id(3),
            "attempt": .integer(try row[4]), "dueAt": try time(5), "progress": ["done": try number(6), "total": try number(7)],
            "error": .text(try row.getOptional(8)), "cancelRequested": .boolean(try row[9]), "createdAt": try time(10),
            "createdBy": try id(11), "startedAt": try time(12), "finishedAt": try time(13),
        ]
    }

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let optionalTime: JSONValue = ["type": ["string", "null"], "format": "date-time"]
    private static let count: JSONValue = ["type": ["integer", "null"]]

    static let job = Schema.object(
        "Job", required: ["id", "kind", "state", "attempt", "dueAt", "createdAt"],
        properties: [
            ("id", id), ("kind", ["type": "string"]),
            ("state", ["type": "string", "enum": .array(JobListQuery.known.map { .string($0) })]), ("subjectId", optionalID),
            ("attempt", ["type": "integer"]), ("dueAt", time),
            ("progress", ["type": "object", "properties": ["done": count, "total": count]]), ("error", ["type": ["string", "null"]]),
            ("cancelRequested", ["type": "boolean"]), ("createdAt", time), ("createdBy", optionalID), ("startedAt", optionalTime),
            ("finishedAt", optionalTime),
        ])
}
