internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Writes down what a role should hold instead. Nothing changes until it is published.
enum ProposeRoleChange {
    /// What is asked for.
    struct Input: Sendable {
        let content: RoleContent
        /// The version of the role that the proposer looked at.
        let baseVersion: Int64

        init(reading payload: PayloadReader, catalog: PermissionCatalog) throws {
            baseVersion = payload.requiredInteger("baseVersion", in: 1...Int64.max)
            if let content = payload.object("content") {
                self.content = RoleContent(reading: content, catalog: catalog)
            } else {
                payload.refuse("content", "required")
                content = RoleContent(relation: .care, actions: [], fields: FieldRights())
            }
            try payload.finish()
        }
    }

    /// The proposal with the difference that it would make.
    static func run(_ id: ID<Role>, _ input: Input, _ work: Administration, in tx: Transaction) throws -> JSONValue {
        let authority = try work.authority(in: tx)
        let role = try authority.visibleRole(id)
        try authority.requireEditable(role, .updateRole)
        guard role.version == input.baseVersion else { throw Failure(.proposalStale) }
        let line = authority.roles.line(of: role)
        let (_, contents) = try work.contents(of: line, locking: nil, in: tx)
        guard let current = contents[id] else { throw Failure(.notFound) }
        try authority.requireHoldable(input.content, by: role, base: role.base.flatMap { contents[$0] })
        let difference = RoleDifference(before: current, after: input.content)
        guard !difference.isEmpty else { throw Failure(.proposalEmpty) }

        let proposal = ID<Proposal>.new(at: work.now)
        tx.enqueue(
            """
            insert into app.role_proposal (tenant_id, id, role_id, base_version, content, state, proposed_by, created_at) \
            values (\(work.tenant), \(proposal), \(id), \(input.baseVersion), \
            \(String(decoding: input.content.json.serialized, as: UTF8.self)), 'proposed', \(work.user), \(work.now))
            """)
        try work.record(
            AuditEvent(
                .updateRole, on: "role", id.uuid, branch: role.unit.flatMap(authority.units.branch),
                body: [
                    "proposal": .string(proposal.description), "state": "proposed", "role": .string(role.code),
                    "difference": difference.json(in: work.catalog),
                ]), in: tx)
        return try RoleProposal.locked(proposal, of: id, tenant: work.tenant, in: tx).json(
            against: current, in: work.catalog)
    }
}

/// Takes a proposal back that has not taken effect.
enum WithdrawProposal {
    static func run(_ id: ID<Proposal>, of role: ID<Role>, _ work: Administration, in tx: Transaction) throws {
        let authority = try work.authority(in: tx)
        let role = try authority.visibleRole(role)
        try authority.requireEditable(role, .updateRole)
        let proposal = try RoleProposal.locked(id, of: role.id, tenant: work.tenant, in: tx)
        guard proposal.state == "proposed" else { throw Failure(.proposalDecided) }
        proposal.decide("withdrawn", work, in: tx)
        try work.record(
            AuditEvent(
                .updateRole, on: "role", role.id.uuid, branch: role.unit.flatMap(authority.units.branch),
                body: ["proposal": .string(id.description), "state": "withdrawn", "role": .string(role.code)]), in: tx)
    }
}
