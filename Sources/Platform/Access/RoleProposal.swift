internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What proposal ids name.
enum Proposal {}

/// A change of a role that somebody proposed, as it is stored.
struct RoleProposal: Sendable {
    let id: ID<Proposal>
    let role: ID<Role>
    let baseVersion: Int64
    let content: String
    let state: String
    let proposedBy: ID<User>
    let decidedBy: ID<User>?
    let createdAt: Instant
    let decidedAt: Instant?

    static let columns: SQL =
        "id, role_id, base_version, content, state, proposed_by, decided_by, created_at, decided_at"

    /// Reads a row of ``columns``.
    init(_ row: Row) throws {
        id = try row[0]
        role = try row[1]
        baseVersion = try row[2]
        content = try row[3]
        state = try row[4]
        proposedBy = try row[5]
        decidedBy = try row.getOptional(6)
        createdAt = try row[7]
        decidedAt = try row.getOptional(8)
    }

    /// The newest proposals of a role.
    static func newest(of role: ID<Role>, tenant: ID<Tenant>, limit: Int) -> SQL {
        """
        select \(columns) from app.role_proposal where tenant_id = \(tenant) and role_id = \(role) \
        order by created_at desc, id desc limit \(limit)
        """
    }

    /// One proposal of a role, locked; `resource.not_found` when there is none.
    static func locked(_ id: ID<Proposal>, of role: ID<Role>, tenant: ID<Tenant>, in tx: Transaction) throws
        -> RoleProposal
    {
        let row = try tx.execute(
            """
            select \(columns) from app.role_proposal where tenant_id = \(tenant) and role_id = \(role) and id = \(id) for update
            """
        ).first
        guard let row else { throw Failure(.notFound) }
        return try RoleProposal(row)
    }

    /// The proposed content. One that names what this server no longer knows is stale.
    func proposed(in catalog: PermissionCatalog) throws -> RoleContent {
        guard let value = try? JSONParser.parse(Array(content.utf8)) else { throw Failure(.proposalStale) }
        let payload = PayloadReader(value)
        let content = RoleContent(reading: payload, catalog: catalog)
        guard (try? payload.finish()) != nil else { throw Failure(.proposalStale) }
        return content
    }

    /// The members of an answer; with what the role holds now, an open one also shows the difference.
    func json(against current: RoleContent?, in catalog: PermissionCatalog) throws -> JSONValue {
        var object: JSONObject = [
            "id": .string(id.description), "roleId": .string(role.description), "state": .string(state),
            "baseVersion": .integer(baseVersion), "proposedBy": .string(proposedBy.description),
            "decidedBy": decidedBy.map { .string($0.description) } ?? .null,
            "createdAt": .string(createdAt.description),
            "decidedAt": decidedAt.map { .string($0.description) } ?? .null,
            "content": try JSONParser.parse(Array(content.utf8)),
        ]
        if state == "proposed", let current, let proposed = try? proposed(in: catalog) {
            object["difference"] = RoleDifference(before: current, after: proposed).json(in: catalog)
        }
        return .object(object)
    }

    /// Settles it.
    func decide(_ state: String, _ work: Administration, in tx: Transaction) {
        tx.enqueue(
            """
            update app.role_proposal set state = \(state), decided_by = \(work.user), decided_at = \(work.now) \
            where tenant_id = \(work.tenant) and id = \(id)
            """)
    }
}
