internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// `/v1/consent-notices`: the texts that people agree to.
enum NoticeEndpoints {
    /// Editions that one answer holds at the most; purposes and languages are few.
    private static let limit = 200

    static func endpoints(_ deployment: Deployment, tag: String) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/consent-notices", access: .permitted(.readConsentNotice), tag: tag,
                summary: LocalizedText("告知书列表", "List notices"),
                query: ["purpose", "language", "state"].map {
                    QueryParameter("filter[\($0)]", summary: LocalizedText("筛选", "Filter by \($0)"))
                }, output: ConsentSchemas.notices, failures: [.invalid]
            ) { try await list($0, deployment) },
            Endpoint(
                .post, "/v1/consent-notices", access: .permitted(.draftConsentNotice), tag: tag,
                summary: LocalizedText("起草告知书", "Draft a notice"), input: ConsentSchemas.drafting, output: ConsentSchemas.notice,
                status: .created
            ) { try await draft($0, deployment) },
            Endpoint(
                .get, "/v1/consent-notices/{id}", access: .permitted(.readConsentNotice), tag: tag,
                summary: LocalizedText("告知书详情", "Get a notice"), output: ConsentSchemas.notice
            ) { call in
                let actor = try call.requireActor()
                let id: ID<ConsentNotice> = try call.id("id")
                let rows = try await deployment.database.fetch(as: actor, [ConsentQueries.notice(id, tenant: actor.tenant)])[0]
                guard let row = rows.first else { throw Failure(.notFound) }
                return reply(try ConsentNotice(row))
            },
            Endpoint(
                .post, "/v1/consent-notices/{id}/publication", access: .permitted(.publishConsentNotice), tag: tag,
                summary: LocalizedText("发布告知书", "Publish a notice"), output: ConsentSchemas.notice,
                failures: [.noticeSettled, .noticeNotCurrent]
            ) { try await settle($0, deployment, publishes: true) },
            Endpoint(
                .post, "/v1/consent-notices/{id}/discard", access: .permitted(.draftConsentNotice), tag: tag,
                summary: LocalizedText("作废草稿", "Discard a draft"), output: ConsentSchemas.notice, failures: [.noticeSettled]
            ) { try await settle($0, deployment, publishes: false) },
        ]
    }

    private static func list(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        var criteria: [String: String] = [:]
        for (name, value) in call.query.all {
            guard ["filter[purpose]", "filter[language]", "filter[state]"].contains(name) else {
                throw Failure.invalid([
                    Violation(pointer: name.hasPrefix("filter") ? "/filter" : "/query", code: "unknown_field")
                ])
            }
            criteria[name] = value
        }
        let statement = ConsentQueries.notices(
            purpose: criteria["filter[purpose]"], language: criteria["filter[language]"], state: criteria["filter[state]"],
            limit: limit, tenant: actor.tenant)
        let rows = try await deployment.database.fetch(as: actor, [statement])[0]
        let body: JSONValue = ["data": .array(try rows.map { try ConsentNotice($0).json })]
        return .json(body.serialized)
    }

    private static func draft(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let draft = DraftNotice(reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let id = ID<ConsentNotice>.new(at: call.now)
        let notice = try await deployment.database.write(as: actor) { tx in
            try draft.run(id, as: actor, keys: keys, at: call.now, in: tx)
        }
        return reply(notice, status: .created)
    }

    private static func settle(_ call: Call, _ deployment: Deployment, publishes: Bool) async throws -> Reply {
        let actor = try call.requireActor()
        let settle = SettleNotice(try call.id("id"), publishes: publishes)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return reply(
            try await deployment.database.write(as: actor) { tx in
                try settle.run(as: actor, keys: keys, at: call.now, in: tx)
            })
    }

    private static func reply(_ notice: ConsentNotice, status: HTTPResponse.Status = .ok) -> Reply {
        .json(
            notice.json.serialized, status: status, version: notice.version,
            location: status == .created ? "/v1/consent-notices/\(notice.id)" : nil)
    }
}
