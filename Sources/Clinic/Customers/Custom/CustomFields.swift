internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The custom fields' use cases as the API calls them: reads the request, opens the transaction, encodes the answer.
struct CustomFields: Sendable {
    private let deployment: Deployment

    init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    /// Every definition, archived ones too.
    func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(as: actor, [CustomFieldDefinition.all(of: actor.tenant)])[0]
        return CustomFields.page(try rows.map { try CustomFieldDefinition($0).json })
    }

    func define(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let define = DefineCustomField(reading: payload)
        try payload.finish()
        let id = ID<CustomField>.new(at: call.now)
        let definition = try await write(call) { try define.run(id, as: $0, keys: $1, at: $2, in: $3) }
        return .json(definition.json.serialized, status: .created, version: definition.version)
    }

    func change(_ call: Call) async throws -> Reply {
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let change = ChangeCustomField(reading: payload)
        try payload.finish()
        let id: ID<CustomField> = try call.id("id")
        let definition = try await write(call) { try change.run(id, version: version, as: $0, keys: $1, at: $2, in: $3) }
        return .json(definition.json.serialized, version: definition.version)
    }

    /// The fields that the caller sees, masked ones too; of any other he is not told that it is there.
    func visible(_ call: Call) throws -> Reply {
        let view = try call.requireActor().rights.view(of: Customer.resource)
        let fields = view.resource.fields.enumerated().compactMap { index, field -> JSONValue? in
            guard let custom = field.custom, view.bits(of: index, atLeast: .masked) != 0 else { return nil }
            return [
                "code": .string(custom.code), "kind": .string(custom.kind.rawValue), "class": .string(custom.classification.rawValue),
                "nameZh": .string(custom.label.chinese), "nameEn": .string(custom.label.english),
                "choices": .array(custom.choices.map { .string($0) }), "required": .boolean(custom.isRequired),
                "inLists": .boolean(custom.isInLists), "sealed": .boolean(custom.isSealed),
            ]
        }
        return CustomFields.page(fields)
    }

    private static func page(_ values: [JSONValue]) -> Reply {
        .json((["data": .array(values), "page": ["next": .null]] as JSONValue).serialized)
    }

    private func write(
        _ call: Call, _ body: @escaping @Sendable (Actor, TenantKeys, Instant, Transaction) throws -> CustomFieldDefinition
    ) async throws -> CustomFieldDefinition {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let definition = try await deployment.database.write(as: actor) { tx in try body(actor, keys, now, tx) }
        // What this server knows of people's rights is of before; the others hear of it by the channel.
        deployment.forget(actor.tenant)
        return definition
    }
}
