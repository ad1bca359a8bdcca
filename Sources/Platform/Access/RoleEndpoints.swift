internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// Roles: seen, compared, made, renamed, retired.
enum RoleEndpoints {
    static func endpoints(_ desk: AccessDesk) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/permissions", access: .permitted(.readRole), tag: "Access",
                summary: LocalizedText("可授予的全部权限", "All that can be permitted"), output: AccessSchemas.catalog
            ) { call in
                let custom = try call.requireActor().rights.customFields
                return .json(desk.catalog.extended(by: custom).json(in: call.language))
            },
            Endpoint(
                .get, "/v1/roles", access: .permitted(.readRole), tag: "Access",
                summary: LocalizedText("角色列表", "Roles"),
                query: [
                    QueryParameter(
                        "filter[state]",
                        summary: LocalizedText("状态，默认仅启用的", "State; active ones unless said otherwise"),
                        schema: ["type": "string", "enum": ["active", "retired"]])
                ], output: .page(of: AccessSchemas.role), handler: { try await list($0, desk) }),
            Endpoint(
                .get, "/v1/roles/comparison", access: .permitted(.readRole), tag: "Access",
                summary: LocalizedText("比较两个角色", "Two roles compared"),
                query: [
                    QueryParameter("left", summary: LocalizedText("左侧角色", "One role"), required: true),
                    QueryParameter("right", summary: LocalizedText("右侧角色", "The other role"), required: true),
                ], output: AccessSchemas.difference, handler: { try await compare($0, desk) }),
            Endpoint(
                .get, "/v1/roles/{id}", access: .permitted(.readRole), tag: "Access",
                summary: LocalizedText("角色及其权限矩阵", "A role with what it holds"), output: AccessSchemas.wholeRole,
                handler: { try await get($0, desk) }),
            Endpoint(
                .post, "/v1/roles", access: .permitted(.createRole), tag: "Access",
                summary: LocalizedText("由现有角色新建角色", "Make a role out of another"), input: AccessSchemas.newRole,
                output: AccessSchemas.wholeRole, status: .created,
                failures: [.roleNotGrantable, .roleFixed, .roleBeyondBase, .roleCodeTaken, .roleRetired, .roleTooMany],
                handler: { try await create($0, desk) }),
            Endpoint(
                .patch, "/v1/roles/{id}", access: .permitted(.updateRole), tag: "Access",
                summary: LocalizedText("修改角色名称", "Rename a role"), input: AccessSchemas.roleNames,
                output: AccessSchemas.wholeRole, requiresVersion: true,
                failures: [.roleNotGrantable, .roleFixed, .roleRetired],
                handler: { try await rename($0, desk) }),
            Endpoint(
                .delete, "/v1/roles/{id}", access: .permitted(.updateRole), tag: "Access",
                summary: LocalizedText("停用自定义角色并收回", "Retire a custom role and take it from its holders"),
                status: .noContent,
                failures: [.roleNotGrantable, .roleFixed, .roleRetired, .roleDerived, .grantOwn]
            ) { call in
                let id: ID<Role> = try call.id("id")
                try await desk.write(call, .updateRole, id.uuid) { try RetireRole.run(id, $0, in: $1) }
                return .noContent
            },
        ]
    }

    private static func list(_ call: Call, _ desk: AccessDesk) async throws -> Reply {
        let state = call.query.first("filter[state]") ?? "active"
        let isKnown = call.query.all.allSatisfy { $0.name == "filter[state]" }
        guard isKnown else { throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")]) }
        guard state == "active" || state == "retired" else {
            throw Failure.invalid([Violation(pointer: "/filter/state", code: "choice", limit: "active,retired")])
        }
        return try await desk.read(call) { work, tx in
            let authority = try work.authority(in: tx)
            let roles = authority.roles.all.filter { $0.isActive == (state == "active") && authority.sees($0) }
            return .list(roles.map { .object($0.json(in: work.catalog)) })
        }
    }

    private static func compare(_ call: Call, _ desk: AccessDesk) async throws -> Reply {
        let ids = ["left", "right"].map { name in call.query.first(name).flatMap { ID<Role>($0) } }
        guard let left = ids[0], let right = ids[1] else { throw Failure(.notFound) }
        return try await desk.read(call) { work, tx in
            let authority = try work.authority(in: tx)
            let roles = [try authority.visibleRole(left), try authority.visibleRole(right)]
            let contents = try work.contents(of: roles, locking: nil, in: tx).contents
            guard let before = contents[left], let after = contents[right] else { throw Failure(.notFound) }
            return .json(RoleDifference(before: before, after: after).json(in: work.catalog))
        }
    }

    private static func get(_ call: Call, _ desk: AccessDesk) async throws -> Reply {
        let id: ID<Role> = try call.id("id")
        return try await desk.read(call) { work, tx in
            let role = try work.authority(in: tx).visibleRole(id)
            return try reply(role, work, in: tx)
        }
    }

    private static func create(_ call: Call, _ desk: AccessDesk) async throws -> Reply {
        let input = try CreateRole.Input(reading: call.payload(), catalog: desk.catalog)
        return try await desk.write(call, .createRole) { work, tx in
            let id = try CreateRole.run(input, work, in: tx)
            guard let role = try work.authority(in: tx).roles[id] else { throw Failure(.internalError) }
            return try reply(role, work, in: tx, status: .created, location: "/v1/roles/\(id)")
        }
    }

    private static func rename(_ call: Call, _ desk: AccessDesk) async throws -> Reply {
        let id: ID<Role> = try call.id("id")
        let input = try RenameRole.Input(reading: call.payload())
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        return try await desk.write(call, .updateRole, id.uuid) { work, tx in
            try RenameRole.run(id, input, version: version, work, in: tx)
            guard let role = try work.authority(in: tx).roles[id] else { throw Failure(.internalError) }
            return try reply(role, work, in: tx)
        }
    }

    /// A role with its content, and the content as a row of the matrix.
    private static func reply(
        _ role: StoredRole, _ work: Administration, in tx: Transaction, status: HTTPResponse.Status = .ok,
        location: String? = nil
    ) throws -> Reply {
        let content = try work.content(of: role, in: tx)
        var object = role.json(in: work.catalog)
        object["content"] = content.json
        object["matrix"] = .array(
            PermissionMatrix.fields(of: content, in: work.catalog).map { field, right in
                [
                    "target": .string(field.name), "class": .string(field.classification.rawValue),
                    "level": .string(right.level.word), "uses": .array(right.uses.words.map { .string($0) }),
                ]
            })
        return .json(.object(object), status: status, version: role.version, location: location)
    }
}
