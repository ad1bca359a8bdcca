internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Lets a proposed change of a role take effect: within a second on every server, inside running sessions.
///
/// Roles based on this one never hold more than it does. So what a publication takes from a role it takes from them too, in
/// the same transaction; if their rows are related to the reader in another way, nothing can be published before they are
/// retired.
enum PublishRoleChange {
    static func run(_ id: ID<Proposal>, of roleID: ID<Role>, _ work: Administration, in tx: Transaction) throws {
        let authority = try work.authority(in: tx)
        let role = try authority.visibleRole(roleID)
        try authority.requireEditable(role, .publishRole)

        // Bases before what is based on them, in every transaction; then all is read anew, for the wait may have been long.
        // The role's lock keeps new copies and grants of it out until this transaction ends: both take it in share.
        let (family, contents) = try work.contents(of: authority.roles.line(of: role), locking: .update, in: tx)
        let proposal = try RoleProposal.locked(id, of: roleID, tenant: work.tenant, in: tx)
        guard proposal.state == "proposed" else { throw Failure(.proposalDecided) }
        guard let fresh = family[roleID], let current = contents[roleID], fresh.version == proposal.baseVersion else {
            throw Failure(.proposalStale)
        }
        guard fresh.isActive else { throw Failure(.roleRetired) }
        let proposed = try proposal.proposed(in: work.catalog)
        try authority.requireHoldable(proposed, by: role, base: role.base.flatMap { contents[$0] })
        try requireRightPerson(for: proposal, work, in: tx)

        replace(role, by: proposed)
        proposal.decide("published", work, in: tx)
        try record(role, RoleDifference(before: current, after: proposed), because: nil)

        // Each after its own base, so what was taken there is taken here.
        let derived = family.derived(from: roleID)
        var now = derived.isEmpty ? [:] : try work.contents(of: derived, locking: .update, in: tx).contents
        now[roleID] = proposed
        for other in derived {
            guard let base = other.base.flatMap({ now[$0] }), let held = now[other.id] else {
                throw Failure(.internalError)
            }
            if base.covers(held, in: authority.catalog) { continue }
            guard let narrowed = held.narrowed(to: base, in: authority.catalog) else {
                if other.isActive { throw Failure(.roleDerived) }
                continue
            }
            now[other.id] = narrowed
            replace(other, by: narrowed)
            try record(other, RoleDifference(before: held, after: narrowed), because: role)
        }
        AccessNews.publish(work.tenant, in: tx)

        func replace(_ role: StoredRole, by content: RoleContent) {
            for statement in RoleQueries.replace(content, of: role.id, tenant: work.tenant) { tx.enqueue(statement) }
        }
        func record(_ role: StoredRole, _ difference: RoleDifference, because base: StoredRole?) throws {
            var body: JSONObject = [
                "proposal": .string(id.description), "role": .string(role.code),
                "proposedBy": .string(proposal.proposedBy.description), "difference": difference.json(in: work.catalog),
            ]
            if let base { body["narrowedWith"] = .string(base.code) }
            try work.record(
                AuditEvent(
                    .publishRole, on: "role", role.id.uuid, branch: role.unit.flatMap(authority.units.branch),
                    body: .object(body)), in: tx)
        }
    }

    /// Nobody widens or narrows his own rights, and where the tenant asks for four eyes the proposer's two are not enough.
    private static func requireRightPerson(for proposal: RoleProposal, _ work: Administration, in tx: Transaction)
        throws
    {
        let results = try tx.execute(all: [
            "select four_eyes from app.tenant_setting where tenant_id = \(work.tenant)",
            """
            select 1 from app.access_grant where tenant_id = \(work.tenant) and user_id = \(work.user) \
            and role_id = \(proposal.role) and state in ('proposed', 'active') \
            and (valid_until is null or valid_until > \(work.now)) limit 1
            """,
        ])
        guard results[1].isEmpty else { throw Failure(.roleOwn) }
        let fourEyes: Bool = try results[0].first?[0] ?? true
        guard !fourEyes || proposal.proposedBy != work.user else { throw Failure(.proposalNeedsSecondPerson) }
    }
}
