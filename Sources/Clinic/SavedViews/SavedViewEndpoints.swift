internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

/// The views' endpoints, and what little stands between a request and its use case.
public enum SavedViewEndpoints {
    private static let uuid: JSONValue = ["type": "string", "format": "uuid"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let name: JSONValue = ["type": "string", "minLength": 1, "maxLength": 40]
    private static let text: JSONValue = ["type": ["string", "null"], "maxLength": 65]
    private static func choice(_ words: [String]) -> JSONValue { ["type": "string", "enum": .array(words.map { .string($0) })] }
    private static let lists = choice(SavedView.lists.keys.sorted())
    private static let scope = choice(SavedView.Scope.allCases.map(\.rawValue))
    private static let pixels: JSONValue = [
        "type": "integer", "minimum": .integer(ViewContent.Width.range.lowerBound),
        "maximum": .integer(ViewContent.Width.range.upperBound),
    ]
    private static let width: JSONValue = [
        "type": "object", "required": ["field", "pixels"], "additionalProperties": false,
        "properties": ["field": ["type": "string", "maxLength": 64], "pixels": pixels],
    ]
    private static let content: JSONValue = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "filters": [
                "type": "array", "maxItems": .integer(Int64(ViewContent.mostFilters)),
                "items": [
                    "type": "object", "required": ["field", "value"], "additionalProperties": false,
                    "properties": [
                        "field": ["type": "string", "maxLength": 64], "op": choice(ViewContent.comparisons),
                        "value": ["type": "string", "maxLength": 2000],
                    ],
                ],
            ],
            "sort": text, "group": text,
            "columns": [
                "type": "array", "maxItems": .integer(Int64(ViewContent.mostColumns)), "items": ["type": "string", "maxLength": 64],
            ],
            "widths": ["type": "array", "maxItems": .integer(Int64(ViewContent.mostColumns)), "items": width],
            "density": ["type": ["string", "null"], "enum": .array(ViewContent.densities.map { .string($0) } + [.null])],
        ],
    ]
    private static let creation = Schema.object(
        "SavedViewCreation", required: ["list", "name", "content"],
        properties: [
            ("list", lists), ("name", name), ("content", content), ("scope", scope), ("roleId", uuid), ("branchId", uuid),
            ("default", ["type": "boolean"]),
        ])
    private static let change = Schema.object(
        "SavedViewChange",
        properties: [
            ("name", name), ("content", content), ("scope", scope), ("roleId", uuid), ("branchId", uuid), ("default", ["type": "boolean"]),
        ])
    private static let shape = Schema.object(
        "SavedView",
        required: [
            "id", "list", "name", "scope", "ownerId", "roleId", "branchId", "content", "default", "restricted", "mayChange", "version",
        ],
        properties: [
            ("id", uuid), ("list", lists), ("name", name), ("scope", scope), ("ownerId", uuid), ("roleId", optionalID),
            ("branchId", optionalID), ("content", content), ("default", ["type": "boolean"]), ("restricted", ["type": "boolean"]),
            ("mayChange", ["type": "boolean"]), ("version", ["type": "integer"]),
        ])

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "saved views"
        return [
            Endpoint(
                .get, "/v1/saved-views", access: .permitted(.useView), tag: tag,
                summary: LocalizedText("视图列表", "One's own views and those shared with one"),
                query: [QueryParameter("list", summary: LocalizedText("哪个列表", "Of which list"), schema: lists)],
                output: .raw([
                    "type": "object", "required": ["data"], "properties": ["data": ["type": "array", "items": shape.render(.none)]],
                ]),
                failures: [.invalid]
            ) { try await list($0, deployment) },
            Endpoint(
                .post, "/v1/saved-views", access: .permitted(.useView), tag: tag, summary: LocalizedText("保存视图", "Keep a view"),
                input: creation, output: shape, status: .created, failures: [.savedViewLimit]
            ) { try await create($0, deployment) },
            Endpoint(
                .patch, "/v1/saved-views/{id}", access: .permitted(.useView), tag: tag, summary: LocalizedText("修改视图", "Change a view"),
                input: change, output: shape, requiresVersion: true
            ) { try await change($0, deployment) },
            Endpoint(
                .delete, "/v1/saved-views/{id}", access: .permitted(.useView), tag: tag, summary: LocalizedText("删除视图", "Drop a view"),
                status: .noContent
            ) { call in
                let actor = try call.requireActor()
                let drop = DropView(id: try call.id("id"))
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let now = call.now
                try await deployment.database.write(as: actor) { tx in try drop.run(as: actor, keys: keys, at: now, in: tx) }
                return .noContent
            },
        ]
    }

    private static func list(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        var list = "customer"
        for (name, value) in call.query.all {
            guard name == "list" else { throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")]) }
            guard SavedView.lists[value] != nil else {
                throw Failure.invalid([
                    Violation(pointer: "/list", code: "choice", limit: SavedView.lists.keys.sorted().joined(separator: ","))
                ])
            }
            list = value
        }
        let rows = try await deployment.database.fetch(as: actor, [SavedViewQueries.views(list, of: user, tenant: actor.tenant)])[0]
        let views = try rows.map { try SavedView($0) }.filter { $0.isShown(to: actor) }
        return .json((["data": .array(views.map { $0.json(for: actor) })] as JSONValue).serialized)
    }

    private static func create(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let keep = KeepView(creating: payload, for: actor)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let (id, now) = (ID<SavedView>.new(at: call.now), call.now)
        let view = try await deployment.database.write(as: actor) { tx in try keep.create(id, as: actor, keys: keys, at: now, in: tx) }
        return .json(view.json(for: actor).serialized, status: .created, version: view.version, location: "/v1/saved-views/\(id)")
    }

    private static func change(_ call: Call, _ deployment: Deployment) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let id: ID<SavedView> = try call.id("id")
        // The list decides which fields there are; the use case looks at the view again.
        let rows = try await deployment.database.fetch(as: actor, [SavedViewQueries.view(id, tenant: actor.tenant)])[0]
        guard let row = rows.first, case let found = try SavedView(row), found.isShown(to: actor) else { throw Failure(.notFound) }
        let keep = KeepView(changing: payload, list: found.list, for: actor)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let now = call.now
        let view = try await deployment.database.write(as: actor) { tx in
            try keep.change(id, version: version, as: actor, keys: keys, at: now, in: tx)
        }
        return .json(view.json(for: actor).serialized, version: view.version)
    }
}
