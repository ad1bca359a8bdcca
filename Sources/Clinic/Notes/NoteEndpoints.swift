internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The notes' endpoints, and what little stands between a request and its use case.
public enum NoteEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let resource = Note.resource
        let reader = ResourceReader(resource, of: deployment)
        let customers = ResourceReader(Customer.resource, of: deployment)
        let tag = "notes"
        let mentions = Mentions(deployment)
        return [
            Endpoint(
                .get, "/v1/customers/{id}/notes", access: .permitted(.readNote), tag: tag,
                summary: LocalizedText("客户备注", "A customer's notes"),
                query: ListQuery.parameters(of: resource), output: .page(of: resource.schema(.output)), failures: [.invalid]
            ) { call in
                let customer: ID<Customer> = try call.id("id")
                try await customers.requireVisible(customer, for: call)
                return try await reader.list(for: call, where: "t.customer_id = \(customer)")
            },
            Endpoint(
                .post, "/v1/customers/{id}/notes", access: .permitted(.createNote), tag: tag,
                summary: LocalizedText("添加备注", "Write a note"),
                input: Note.input(.creation), output: resource.schema(.output), status: .created, idempotency: .optional
            ) { try await create($0, deployment, reader) },
            Endpoint(
                .get, "/v1/notes/{id}", access: .permitted(.readNote), tag: tag, summary: LocalizedText("备注详情", "Get a note"),
                output: resource.schema(.output)
            ) { try await reader.get(try $0.id("id") as ID<Note>, for: $0) },
            Endpoint(
                .patch, "/v1/notes/{id}", access: .permitted(.updateNote), tag: tag, summary: LocalizedText("修改备注", "Change a note"),
                input: Note.input(.change), output: resource.schema(.output), requiresVersion: true, failures: [.noteNotYours, .noteFinal]
            ) { try await change($0, deployment) },
            Endpoint(
                .get, "/v1/me/mentions", access: .permitted(.readNote), tag: tag, summary: LocalizedText("提到我的备注", "Notes that mention me"),
                query: NewestFirst.parameters("state", LocalizedText("状态", "State"), of: Mentions.states), output: .page(of: mention),
                failures: [.invalid]
            ) { try await mentions.list($0) },
            Endpoint(
                .post, "/v1/me/mentions/read", access: .permitted(.readNote), tag: tag,
                summary: LocalizedText("标记为已读", "Say that one has read them"), input: reading, status: .noContent
            ) { try await mentions.acknowledge($0) },
        ]
    }

    /// A note that mentions the caller, and since when.
    private static let mention = Schema(name: "Mention") { rights in
        [
            "type": "object", "required": ["note", "mentionedAt", "readAt"],
            "properties": [
                "note": Note.resource.schema(.output).render(rights), "mentionedAt": ["type": "string", "format": "date-time"],
                "readAt": ["type": ["string", "null"], "format": "date-time"],
            ],
        ]
    }

    private static let reading = Schema.object(
        "MentionsRead", required: ["noteIds"],
        properties: [
            (
                "noteIds",
                [
                    "type": "array", "maxItems": .integer(Int64(ListQuery.maximumLimit)), "items": ["type": "string", "format": "uuid"],
                ]
            )
        ])

    /// What a request sets of a note, whom it mentions, and what a new one corrects; throws with every violation.
    private static func values(
        _ call: Call, creating: Bool
    ) throws -> (fields: FieldChanges, mentions: MentionedColleagues?, corrects: UUID?) {
        let payload = try call.payload()
        let view = try call.requireActor().rights.view(of: Note.resource)
        let values = FieldChanges(reading: payload, of: view, creating: creating)
        let mentions = MentionedColleagues(reading: payload)
        let corrects = creating ? payload.uuid("correctsId") : nil
        try payload.finish()
        return (values, mentions, corrects)
    }

    private static func create(_ call: Call, _ deployment: Deployment, _ reader: ResourceReader) async throws -> Reply {
        let actor = try call.requireActor()
        let given = try values(call, creating: true)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let write = WriteNote(
            .new(at: call.now), about: try call.id("id"), given.fields, mentioning: given.mentions ?? MentionedColleagues([]),
            correcting: given.corrects, crossings: deployment.catalog.crossings)
        let selection = Selection(wholeOf: Note.resource, for: actor, at: call.now)
        return try await Idempotency(deployment).write(
            "createNote", call, keys: keys, again: { try await reader.get(ID<Note>($0), for: call, status: .created) }
        ) { tx in
            let row = try write.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            let body = try ResourceEncoder(selection, keys: keys).object(row)
            return Idempotency.Outcome(
                .json(body, status: .created, version: 1, location: "/v1/notes/\(write.id)"), object: write.id.uuid)
        }
    }

    private static func change(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let given = try values(call, creating: false)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let change = ChangeNote(
            try call.id("id"), given.fields, mentioning: given.mentions, version: version, crossings: deployment.catalog.crossings)
        let selection = Selection(wholeOf: Note.resource, for: actor, at: call.now)
        let row = try await deployment.database.write(as: actor) { tx in
            try change.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
        }
        return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
    }
}
