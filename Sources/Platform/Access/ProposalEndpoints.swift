internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// Changes of roles: proposed, looked at, published or withdrawn.
enum ProposalEndpoints {
    /// So many of a role's proposals are listed, the newest first.
    private static let listed = 50

    static func endpoints(_ desk: AccessDesk) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/roles/{id}/proposals", access: .permitted(.readRole), tag: "Access",
                summary: LocalizedText("角色的变更提案", "Proposed changes of a role"),
                output: .page(of: AccessSchemas.proposal)
            ) { call in
                let id: ID<Role> = try call.id("id")
                return try await desk.read(call) { work, tx in
                    let role = try work.authority(in: tx).visibleRole(id)
                    let current = try work.content(of: role, in: tx)
                    let rows = try tx.execute(RoleProposal.newest(of: id, tenant: work.tenant, limit: listed))
                    return .list(try rows.map { try RoleProposal($0).json(against: current, in: work.catalog) })
                }
            },
            Endpoint(
                .post, "/v1/roles/{id}/proposals", access: .permitted(.updateRole), tag: "Access",
                summary: LocalizedText("提出角色变更", "Propose a change of a role"), input: AccessSchemas.newProposal,
                output: AccessSchemas.proposal, status: .created,
                failures: [
                    .roleNotGrantable, .roleFixed, .roleBeyondBase, .roleReserved, .roleRetired, .proposalStale,
                    .proposalEmpty,
                ]
            ) { call in
                let id: ID<Role> = try call.id("id")
                let input = try ProposeRoleChange.Input(reading: call.payload(), catalog: desk.catalog)
                let proposal = try await desk.write(call, .updateRole, id.uuid) {
                    try ProposeRoleChange.run(id, input, $0, in: $1)
                }
                return .json(proposal, status: .created)
            },
            Endpoint(
                .post, "/v1/roles/{id}/proposals/{proposal}/publication", access: .permitted(.publishRole),
                tag: "Access",
                summary: LocalizedText("发布角色变更", "Publish a proposed change"), status: .noContent,
                failures: [
                    .roleNotGrantable, .roleFixed, .roleBeyondBase, .roleReserved, .roleRetired, .roleOwn, .roleDerived,
                    .proposalStale, .proposalDecided, .proposalNeedsSecondPerson,
                ]
            ) { call in
                let (role, id): (ID<Role>, ID<Proposal>) = (try call.id("id"), try call.id("proposal"))
                try await desk.write(call, .publishRole, role.uuid) {
                    try PublishRoleChange.run(id, of: role, $0, in: $1)
                }
                return .noContent
            },
            Endpoint(
                .delete, "/v1/roles/{id}/proposals/{proposal}", access: .permitted(.updateRole), tag: "Access",
                summary: LocalizedText("撤回角色变更", "Withdraw a proposed change"), status: .noContent,
                failures: [.roleNotGrantable, .roleFixed, .roleRetired, .proposalDecided]
            ) { call in
                let (role, id): (ID<Role>, ID<Proposal>) = (try call.id("id"), try call.id("proposal"))
                try await desk.write(call, .updateRole, role.uuid) {
                    try WithdrawProposal.run(id, of: role, $0, in: $1)
                }
                return .noContent
            },
        ]
    }
}
