internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/branches`: the tenant's tree of units.
public enum UnitEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "Branches"
        return [
            Endpoint(
                .get, "/v1/branches", access: .permitted(.readBranch), tag: tag,
                summary: LocalizedText("机构", "Branches"),
                query: [
                    QueryParameter(
                        "kind", summary: LocalizedText("all 表示整棵机构树", "all: the whole tree"),
                        schema: ["type": "string", "enum": ["branch", "all"]])
                ], output: .page(of: unit)
            ) { call in
                let actor = try call.requireActor()
                let kind = call.query.first("kind") ?? "branch"
                guard kind == "branch" || kind == "all" else {
                    throw Failure.invalid([Violation(pointer: "/kind", code: "choice", limit: "branch,all")])
                }
                let rows = try await deployment.database.read(as: actor) { tx in
                    try tx.execute(all: [UnitTree.statement(of: actor.tenant), statement(of: actor.tenant)])
                }
                let tree = try UnitTree(rows[0])
                let shown = kind == "all" ? wholeTree(tree, for: actor) : branches(tree, for: actor)
                let found = try rows[1].filter { shown.contains(try $0.get(0, as: ID<Unit>.self)) }
                let body: JSONValue = ["data": .array(try found.map(json)), "page": ["next": .null]]
                return .json(body.serialized)
            },
            Endpoint(
                .post, "/v1/branches", access: .permitted(.createBranch), tag: tag,
                summary: LocalizedText("新增机构", "Add a unit"),
                input: creation, output: unit, status: .created, failures: [.unitPlace, .unitClosed, .unitNameTaken]
            ) { call in
                let actor = try call.requireActor()
                let payload = try call.payload()
                let word = payload.requiredChoice("kind", of: ["branch", "region", "department"])
                let parent = ID<Unit>(payload.requiredUUID("parentId"))
                let name = payload.requiredText("name", max: 80)
                try payload.finish()
                guard let kind = UnitKind(rawValue: word) else { throw Failure(.unitPlace) }
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let created = try await deployment.database.write(as: actor) { tx in
                    let id = try ChangeUnits.create(
                        kind, under: parent, named: name, as: actor, keys: keys, at: call.now, in: tx)
                    return try row(id, of: actor.tenant, in: tx)
                }
                deployment.forget(actor.tenant)
                return .json(
                    try json(created).serialized, status: .created, version: 1,
                    location: "/v1/branches/\(try created.get(0, as: ID<Unit>.self))")
            },
            Endpoint(
                .patch, "/v1/branches/{id}", access: .permitted(.updateBranch), tag: tag,
                summary: LocalizedText("修改机构", "Change a unit"), input: change, output: unit, requiresVersion: true,
                failures: [.stale, .versionRequired, .unitPlace, .unitClosed, .unitHasOpenChildren, .unitNameTaken]
            ) { call in
                let actor = try call.requireActor()
                let id: ID<Unit> = try call.id("id")
                guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
                let payload = try call.payload()
                let change = ChangeUnits.Change(
                    name: payload.text("name", max: 80), parent: payload.uuid("parentId").map { ID($0) },
                    isOpen: payload.choice("state", of: ["open", "closed"]).map { $0 == "open" })
                try payload.finish()
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let changed = try await deployment.database.write(as: actor) { tx in
                    try ChangeUnits.update(id, change, version: version, as: actor, keys: keys, at: call.now, in: tx)
                    return try row(id, of: actor.tenant, in: tx)
                }
                deployment.forget(actor.tenant)
                return .json(try json(changed).serialized, version: try changed.get(5))
            },
        ]
    }

    /// The branches whose rows the person reaches.
    private static func branches(_ tree: UnitTree, for actor: Actor) -> Set<ID<Unit>> {
        let reach = actor.rights.reach(of: .readBranch)
        return Set(tree.branches.map(\.id).filter { reach?.contains($0) ?? false })
    }

    /// Everything within reach, and what stands above it: a tree needs its trunk.
    private static func wholeTree(_ tree: UnitTree, for actor: Actor) -> Set<ID<Unit>> {
        var shown: Set<ID<Unit>> = []
        for unit in tree.nodes.keys where ChangeUnits.reaches(unit, .readBranch, tree, actor) {
            var current: ID<Unit>? = unit
            while let id = current, shown.insert(id).inserted { current = tree.nodes[id]?.parent }
        }
        return shown
    }

    private static func statement(of tenant: ID<Tenant>) -> SQL {
        "select id, name, kind, parent_id, state, version from app.unit where tenant_id = \(tenant) order by id"
    }

    private static func row(_ unit: ID<Unit>, of tenant: ID<Tenant>, in tx: Transaction) throws -> Row {
        let rows = try tx.execute(
            """
            select id, name, kind, parent_id, state, version from app.unit
            where tenant_id = \(tenant) and id = \(unit)
            """
        )
        guard let row = rows.first else { throw Failure(.notFound) }
        return row
    }

    private static func json(_ row: Row) throws -> JSONValue {
        [
            "id": .string(try row.get(0, as: ID<Unit>.self).description), "name": .string(try row[1]),
            "kind": .string(try row[2]),
            "parentId": .text(try row.getOptional(3, as: ID<Unit>.self)?.description), "state": .string(try row[4]),
            "version": .integer(try row[5]),
        ]
    }

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let name: JSONValue = ["type": "string", "maxLength": 80]
    private static let state: JSONValue = ["type": "string", "enum": ["open", "closed"]]
    private static let unit = Schema.object(
        "Branch", required: ["id", "name", "kind", "state", "version"],
        properties: [
            ("id", id), ("name", name),
            ("kind", ["type": "string", "enum": ["chain", "region", "branch", "department"]]),
            ("parentId", ["type": ["string", "null"], "format": "uuid"]), ("state", state),
            ("version", ["type": "integer"]),
        ])
    private static let creation = Schema.object(
        "BranchCreation", required: ["kind", "parentId", "name"],
        properties: [
            ("kind", ["type": "string", "enum": ["region", "branch", "department"]]), ("parentId", id), ("name", name),
        ])
    private static let change = Schema.object(
        "BranchChange", properties: [("name", name), ("parentId", id), ("state", state)])
}
