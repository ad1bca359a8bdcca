internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// What belongs to a record and is written as a whole, under the record's version: a service's plan, the lines of a package.
protocol RecordPart: Sendable {
    /// The record that it belongs to.
    static var record: HouseRecord { get }
    /// The last segment of its path: `/v1/services/{id}/plan`.
    static var segment: String { get }
    static var chinese: String { get }
    static var english: String { get }
    /// The members of its object, as JSON schemas, all of them required.
    static var members: [(String, JSONValue)] { get }

    /// Reads a request; notes every violation that shows without the database.
    init(reading payload: PayloadReader)
    /// The statements that read it.
    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL]
    /// The members of its object, from what the statements gave.
    static func object(_ rows: [Rows]) throws -> JSONObject
    /// What shows only with the database at hand.
    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation]
    /// Writes it; what stood there is gone by then.
    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction)
    /// Takes away what stands there.
    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL]
}

/// Says anew what belongs to a record. What stood there stays in the audit trail.
struct ReplaceRecordPart<Part: RecordPart>: Sendable {
    let id: UUID
    let part: Part

    /// - Returns: the members and the record's new version.
    /// - Throws: `resource.not_found`, `resource.stale`; `access.denied`; `request.invalid` with every violation.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> (JSONObject, Int64) {
        let record = Part.record
        let row = try record.lock(id, as: actor, keys: keys, at: now, in: tx)
        guard row.version == version else { throw Failure(.stale) }
        let violations = try part.violations(of: id, as: actor, at: now, in: tx)
        if !violations.isEmpty { throw Failure.invalid(Array(violations.prefix(PayloadReader.maximumViolations))) }
        let before = try Part.object(try tx.execute(all: Part.statements(of: id, tenant: actor.tenant)))
        for statement in Part.clear(id, tenant: actor.tenant) { tx.enqueue(statement) }
        part.store(id, tenant: actor.tenant, in: tx)
        tx.enqueue(
            """
            update \(record.resource.tableIdentifier) set version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        let after = try Part.object(try tx.execute(all: Part.statements(of: id, tenant: actor.tenant)))
        try AuditTrail.record(
            AuditEvent(
                record.write, on: record.resource.name, id, branch: row.branch, purpose: Part.segment,
                body: ["from": .object(before), "to": .object(after)]),
            as: actor, keys: keys, at: now, in: tx)
        return (after, version + 1)
    }
}

extension RecordPart {
    /// GET and PUT.
    static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let path = "\(record.path)/{id}/\(segment)"
        let name = segment.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        let title = record.resource.name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + name
        let input = Schema.object(title + "Replacement", required: members.map(\.0), properties: members)
        let output = Schema.object(
            title, required: members.map(\.0) + ["version"], properties: members + [("version", ["type": "integer"])])
        let reader = ResourceReader(record.resource, of: deployment)
        return [
            Endpoint(
                .get, path, access: .permitted(record.resource.read), tag: record.tag,
                summary: LocalizedText(record.chinese + "的" + chinese, "A \(record.english)'s \(english)"), output: output
            ) { call in
                let actor = try call.requireActor()
                let id: ID<HouseRecord> = try call.id("id")
                try await reader.requireVisible(id, for: call)
                let version: SQL = """
                    select t.version from \(record.resource.tableIdentifier) t where t.tenant_id = \(actor.tenant) and t.id = \(id)
                    """
                let rows = try await deployment.database.fetch(
                    as: actor, [version] + statements(of: id.uuid, tenant: actor.tenant))
                guard let first = rows[0].first else { throw Failure(.notFound) }
                return reply(try object(Array(rows.dropFirst())), try first[0])
            },
            Endpoint(
                .put, path, access: .permitted(record.write), tag: record.tag,
                summary: LocalizedText("更新\(record.chinese)的\(chinese)", "Say anew a \(record.english)'s \(english)"), input: input,
                output: output, requiresVersion: true
            ) { call in
                let actor = try call.requireActor()
                guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
                let payload = try call.payload()
                let part = Self(reading: payload)
                try payload.finish()
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let id: ID<HouseRecord> = try call.id("id")
                let (members, next) = try await deployment.database.write(as: actor) { tx in
                    try ReplaceRecordPart(id: id.uuid, part: part).run(version: version, as: actor, keys: keys, at: call.now, in: tx)
                }
                return reply(members, next)
            },
        ]
    }

    private static func reply(_ members: JSONObject, _ version: Int64) -> Reply {
        var object = members
        object["version"] = .integer(version)
        return .json(JSONValue.object(object).serialized, version: version)
    }
}
