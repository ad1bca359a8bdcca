internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// Grants: who holds which role where; and what somebody sees through them.
enum GrantEndpoints {
    static func endpoints(_ desk: AccessDesk) -> [Endpoint] {
        let id: JSONValue = ["type": "string", "format": "uuid"]
        return [
            Endpoint(
                .get, "/v1/grants", access: .permitted(.readGrant), tag: "Access",
                summary: LocalizedText("授权列表", "Grants"),
                query: [
                    QueryParameter("filter[userId]", summary: LocalizedText("人员", "Person"), schema: id),
                    QueryParameter("filter[roleId]", summary: LocalizedText("角色", "Role"), schema: id),
                    QueryParameter("filter[unitId]", summary: LocalizedText("机构", "Unit"), schema: id),
                    QueryParameter("filter[state]", summary: LocalizedText("状态，逗号分隔", "States, separated by commas")),
                    QueryParameter("limit", summary: LocalizedText("每页数量", "Page size"), schema: ["type": "integer"]),
                    QueryParameter("cursor", summary: LocalizedText("下一页位置", "Where the page begins")),
                ], output: .page(of: AccessSchemas.grant), handler: { try await list($0, desk) }),
            Endpoint(
                .post, "/v1/grants", access: .permitted(.createGrant), tag: "Access",
                summary: LocalizedText("授予角色", "Grant a role"), input: AccessSchemas.newGrant,
                output: AccessSchemas.grant,
                status: .created,
                failures: [
                    .roleNotGrantable, .roleRetired, .grantOwn, .grantExclusive, .grantDuplicate, .grantUnitUnfit,
                    .grantTooMany,
                    .grantPersonInactive,
                ]
            ) { call in
                let input = try GrantRole.Input(reading: call.payload(), at: call.now)
                let grant = try await desk.write(call, .createGrant) { try GrantRole.run(input, $0, in: $1) }
                return .json(.object(grant), status: .created)
            },
            Endpoint(
                .post, "/v1/grants/{id}/confirmation", access: .permitted(.confirmGrant), tag: "Access",
                summary: LocalizedText("复核授权", "Confirm a grant as the second person"), output: AccessSchemas.grant,
                failures: [
                    .roleNotGrantable, .roleRetired, .grantOwn, .grantNeedsSecondPerson, .grantEnded, .grantExclusive,
                    .grantDuplicate, .grantTooMany, .grantPersonInactive,
                ]
            ) { call in
                let id: ID<Grant> = try call.id("id")
                return .json(
                    .object(try await desk.write(call, .confirmGrant, id.uuid) { try ConfirmGrant.run(id, $0, in: $1) })
                )
            },
            Endpoint(
                .delete, "/v1/grants/{id}", access: .permitted(.revokeGrant), tag: "Access",
                summary: LocalizedText("收回角色", "Revoke a grant"), status: .noContent,
                failures: [.roleNotGrantable, .grantOwn, .grantEnded, .grantLastAdmin]
            ) { call in
                let id: ID<Grant> = try call.id("id")
                try await desk.write(call, .revokeGrant, id.uuid) { try RevokeGrant.run(id, $0, in: $1) }
                return .noContent
            },
            Endpoint(
                .post, "/v1/access/preview", access: .permitted(.previewAccess), tag: "Access",
                summary: LocalizedText("预览某人能看到什么及原因", "What somebody would see, and why"),
                input: AccessSchemas.question, output: AccessSchemas.preview
            ) { call in
                let input = try PreviewAccess.Input(reading: call.payload(), catalog: desk.catalog)
                let work = try await desk.work(call)
                return .json(try await PreviewAccess.run(input, work, in: desk.deployment.database).json)
            },
        ]
    }

    private static func list(_ call: Call, _ desk: AccessDesk) async throws -> Reply {
        let filter = try GrantFilter(call.query)
        return try await desk.read(call) { work, tx in
            let authority = try work.authority(in: tx)
            let position = try filter.cursor.map {
                try Cursor(opening: $0, keys: work.keys, user: work.user, query: filter.fingerprint)
            }
            let rows = try tx.execute(filter.statement(after: position?.id, authority, of: work.tenant))
            let grants = try rows.prefix(filter.limit).map { try StoredGrant($0) }
            let next =
                try rows.count > filter.limit
                ? grants.last.map {
                    try Cursor(value: nil, id: $0.id.uuid).sealed(
                        keys: work.keys, user: work.user, query: filter.fingerprint)
                } : nil
            return .list(grants.map { .object($0.json(in: authority.roles, at: work.now)) }, next: next)
        }
    }
}
