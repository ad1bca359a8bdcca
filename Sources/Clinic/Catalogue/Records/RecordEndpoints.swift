internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The endpoints of a kind of record, alike for every kind.
enum RecordEndpoints {
    static func endpoints(_ record: HouseRecord, _ deployment: Deployment) -> [Endpoint] {
        let resource = record.resource
        let reader = ResourceReader(resource, of: deployment)
        let own = record.path + "/{id}"
        let output = resource.schema(.output)
        var endpoints = [
            Endpoint(
                .get, record.path, access: .permitted(resource.read), tag: record.tag,
                summary: LocalizedText(record.chinese + "列表", "List \(record.plural)"), query: ListQuery.parameters(of: resource),
                output: .page(of: output), failures: [.invalid]
            ) { try await reader.list(for: $0) },
            Endpoint(
                .post, record.path, access: .permitted(record.write), tag: record.tag,
                summary: LocalizedText("新建" + record.chinese, "Make a \(record.english)"), input: resource.schema(.creation),
                output: output, status: .created, idempotency: .optional, failures: [.catalogueLimit] + record.failures
            ) { try await create(record, $0, deployment, reader) },
            Endpoint(
                .get, own, access: .permitted(resource.read), tag: record.tag,
                summary: LocalizedText(record.chinese + "详情", "Get a \(record.english)"), output: output
            ) { try await reader.get(try $0.id("id") as ID<HouseRecord>, for: $0) },
        ]
        // What may be written once and never changed has no PATCH.
        if resource.fields.contains(where: { $0.writing == .free || $0.writing == .required }) {
            endpoints.append(
                Endpoint(
                    .patch, own, access: .permitted(record.write), tag: record.tag,
                    summary: LocalizedText("修改" + record.chinese, "Change a \(record.english)"), input: resource.schema(.change),
                    output: output, requiresVersion: true, failures: record.failures
                ) { try await change(record, $0, deployment) })
        }
        if record.isRemovable {
            endpoints.append(
                Endpoint(
                    .delete, own, access: .permitted(record.write), tag: record.tag,
                    summary: LocalizedText("删除" + record.chinese, "Remove a \(record.english)"), status: .noContent, requiresVersion: true
                ) { call in
                    let actor = try call.requireActor()
                    guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
                    let id: ID<HouseRecord> = try call.id("id")
                    let keys = try await deployment.keys.keys(of: actor.tenant)
                    try await deployment.database.write(as: actor) { tx in
                        try ChangeRecord(record: record, id: id.uuid)
                            .remove(version: version, as: actor, keys: keys, at: call.now, in: tx)
                    }
                    return .noContent
                })
        }
        return endpoints
    }

    private static func create(
        _ record: HouseRecord, _ call: Call, _ deployment: Deployment, _ reader: ResourceReader
    ) async throws -> Reply {
        let actor = try call.requireActor()
        let values = try FieldChanges.creating(record.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let id = ID<HouseRecord>.new(at: call.now)
        let create = CreateRecord(record: record, id: id.uuid, values: values)
        let selection = Selection(wholeOf: record.resource, for: actor, at: call.now)
        return try await Idempotency(deployment).write(
            record.operation, call, keys: keys,
            again: { try await reader.get(ID<HouseRecord>($0), for: call, status: .created) }
        ) { tx in
            let row = try create.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
            let body = try ResourceEncoder(selection, keys: keys).object(row)
            return Idempotency.Outcome(
                .json(body, status: .created, version: 1, location: "\(record.path)/\(id)"), object: id.uuid)
        }
    }

    private static func change(_ record: HouseRecord, _ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let changes = try FieldChanges.changing(record.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let id: ID<HouseRecord> = try call.id("id")
        let selection = Selection(wholeOf: record.resource, for: actor, at: call.now)
        let row = try await deployment.database.write(as: actor) { tx in
            try ChangeRecord(record: record, id: id.uuid).run(
                changes, version: version, as: actor, keys: keys, at: call.now, selection: selection, in: tx)
        }
        return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
    }
}
