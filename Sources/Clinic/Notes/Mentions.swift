internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What stands between a request about one's own mentions and the database.
struct Mentions: Sendable {
    static let states = ["unread", "read"]

    private let deployment: Deployment

    init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    /// Notes that mention the caller. One that he may no longer read is not among them.
    func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let query = try NewestFirst(call, list: "mentions", keys: keys, parameter: "state", of: Mentions.states)
        let selection = Selection(wholeOf: Note.resource, for: actor, at: call.now)
        let statement = MentionQueries.page(query, selection, of: user, for: actor, at: call.now)
        let rows = try await rows(of: statement, selection, for: actor, keys, at: call.now)
        let encoder = ResourceEncoder(selection, keys: keys)
        return try query.page(rows) { row in
            let (mentioned, read): (Instant, Instant?) = (try row[selection.width], try row.getOptional(selection.width + 1))
            return [
                "note": try JSONParser.parse(try encoder.object(row)), "mentionedAt": .string(mentioned.description),
                "readAt": read.map { .string($0.description) } ?? .null,
            ]
        }
    }

    /// The caller has read these. What is none of his, or no longer, is passed over: the answer is the same.
    func acknowledge(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        let payload = try call.payload()
        let notes = payload.uuids("noteIds", max: ListQuery.maximumLimit)
        payload.require("noteIds")
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            let read = try tx.execute(MentionQueries.acknowledge(notes, by: user, for: actor, at: call.now)).map {
                try $0.get(0, as: UUID.self)
            }
            guard !read.isEmpty else { return }
            Change.tell("mention", to: user, of: actor.tenant, in: tx)
            try AuditTrail.record(
                AuditEvent(
                    .acknowledgeMention, on: "mention", rowCount: read.count, body: ["notes": MentionedColleagues.value(read)]),
                as: actor, keys: keys, at: call.now, in: tx)
        }
        return .noContent
    }

    /// In one round trip, but where something of it has to be written down.
    private func rows(
        of statement: SQL, _ selection: Selection, for actor: Actor, _ keys: TenantKeys, at now: Instant
    ) async throws -> Rows {
        guard selection.mayReleaseInClear || selection.view.bitsOpened != 0 else {
            return try await deployment.database.fetch(as: actor, [statement])[0]
        }
        return try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(statement)
            for event in try selection.readEvents(of: rows, .readNote, object: nil) {
                try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
            }
            try EmergencyReads.record(rows, selection, as: actor, keys: keys, at: now, in: tx)
            return rows
        }
    }
}
