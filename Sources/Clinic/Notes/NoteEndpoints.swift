internal import FoundationEssentials
internal import HTTPTypes
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
                input: resource.schema(.creation), output: resource.schema(.output), status: .created, idempotency: .optional
            ) { try await create($0, deployment, reader) },
            Endpoint(
                .get, "/v1/notes/{id}", access: .permitted(.readNote), tag: tag, summary: LocalizedText("备注详情", "Get a note"),
                output: resource.schema(.output)
            ) { try await reader.get(try $0.id("id") as ID<Note>, for: $0) },
            Endpoint(
                .patch, "/v1/notes/{id}", access: .permitted(.updateNote), tag: tag, summary: LocalizedText("修改备注", "Change a note"),
                input: resource.schema(.change), output: resource.schema(.output), requiresVersion: true, failures: [.noteNotYours]
            ) { try await change($0, deployment) },
        ]
    }

    private static func create(_ call: Call, _ deployment: Deployment, _ reader: ResourceReader) async throws -> Reply {
        let actor = try call.requireActor()
        let values = try FieldChanges.creating(Note.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let write = WriteNote(.new(at: call.now), about: try call.id("id"), values)
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
        let changes = try FieldChanges.changing(Note.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let change = ChangeNote(try call.id("id"), changes, version: version)
        let selection = Selection(wholeOf: Note.resource, for: actor, at: call.now)
        let row = try await deployment.database.write(as: actor) { tx in
            try change.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
        }
        return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
    }
}
