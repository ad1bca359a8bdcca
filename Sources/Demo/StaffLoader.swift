internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// Makes a chain and its people the way people would: two administrators accept their invitations, then set up the units, invite
/// everybody and give out the roles. Each step is done whole or not at all, and skipped when it is there.
struct StaffLoader: Sendable {
    /// Demo passwords protect nothing: a weak hash that the first sign-in makes strong.
    static let cost = PasswordHash.Cost(logN: 10, r: 8, p: 1)

    let plan: ChainPlan
    let deployment: Deployment

    /// What there is of the chain.
    private struct Standing: Sendable {
        let chain: ID<Unit>
        let hasUnits: Bool
        let invited: [ID<User>]
        let roles: [String: ID<Role>]
    }

    /// Makes what is missing; false when nothing was.
    func run() async throws -> Bool {
        var tokens: [ID<User>: String] = [:]
        var hasWorked = false
        let now = deployment.clock.now()
        if try await deployment.directory.tenant(plan.slug, at: now) == nil {
            for invitation in try await createTenant(at: now).invitations { tokens[invitation.user] = invitation.token }
            hasWorked = true
        }
        var standing = try await standing()
        // The administrators first: they do the rest.
        if try await accept(plan.staff.prefix(2), standing, tokens) { hasWorked = true }
        if !standing.hasUnits {
            for invitation in try await engage(standing) { tokens[invitation.user] = invitation.token }
            standing = try await self.standing()
            hasWorked = true
        }
        if try await accept(plan.staff.dropFirst(2), standing, tokens) { hasWorked = true }
        return hasWorked
    }

    private var system: Actor { .system(of: plan.tenant, request: .new(at: deployment.clock.now())) }

    private func createTenant(at now: Instant) async throws -> CreateTenant.Created {
        let admins = plan.staff.prefix(2).map {
            InviteUser.Input(userName: $0.userName, displayName: $0.displayName, id: $0.id)
        }
        return try await CreateTenant.run(
            CreateTenant.Input(
                slug: plan.slug, name: plan.name, locale: .chinese, timeZone: "Asia/Shanghai", admins: admins,
                id: plan.tenant),
            on: deployment, at: now)
    }

    private func standing() async throws -> Standing {
        let (tenant, people) = (plan.tenant, plan.staff.map(\.id.uuid))
        let found = try await deployment.database.read(as: system) { tx in
            try tx.execute(all: [
                "select id, kind = 'chain' from app.unit where tenant_id = \(tenant) order by kind = 'chain' desc",
                "select id from app.user_account where tenant_id = \(tenant) and id = any (\(people)) and state = 'invited'",
                "select code, id from app.role where tenant_id = \(tenant) and built_in",
            ])
        }
        guard let chain = found[0].first else { throw Failure(.notFound) }
        var roles: [String: ID<Role>] = [:]
        for row in found[2] { roles[try row[0]] = try row[1] }
        return Standing(
            chain: try chain[0], hasUnits: found[0].count > 1, invited: try found[1].map { try $0[0] }, roles: roles)
    }

    /// Units, people and roles, in one transaction, as the two administrators.
    private func engage(_ standing: Standing) async throws -> [InviteUser.Invitation] {
        let (plan, catalog, now) = (plan, deployment.catalog, deployment.clock.now())
        let keys = try await deployment.keys.keys(of: plan.tenant)
        let invitations = try await deployment.database.write(as: system, deadline: .seconds(60)) { tx in
            let admins = try plan.staff.prefix(2).map { member in
                let rights = try RightsLoader.load(member.id, of: plan.tenant, at: now, in: tx).rights
                let actor = Actor(
                    person: member.id, named: member.userName, of: plan.tenant, session: .new(at: now), rights: rights,
                    request: .new(at: now), address: nil)
                return try Administration(actor, catalog: catalog, keys: keys, at: now)
            }
            try found(under: standing.chain, as: admins[0].actor, keys: keys, at: now, in: tx)
            let invitations = try plan.staff.dropFirst(2).map { member in
                let input = InviteUser.Input(userName: member.userName, displayName: member.displayName, id: member.id)
                return try InviteUser.run(input, as: admins[0].actor, keys: keys, at: now, in: tx)
            }
            for member in plan.staff.dropFirst(2) {
                for grant in member.grants {
                    guard let role = standing.roles[grant.role] else { throw Failure(.notFound) }
                    let unit = grant.branch.map { plan.branches[$0].id } ?? standing.chain
                    let given = try GrantRole.run(
                        GrantRole.Input(user: member.id, role: role, unit: unit), admins[0], in: tx)
                    // What takes two people is confirmed by the second.
                    if given["state"]?.string == "proposed",
                        let id = given["id"]?.string.flatMap({ ID<Platform.Grant>($0) })
                    {
                        _ = try ConfirmGrant.run(id, admins[1], in: tx)
                    }
                }
            }
            return invitations
        }
        deployment.forget(plan.tenant)
        return invitations
    }

    private func found(
        under chain: ID<Unit>, as admin: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        func create(_ kind: UnitKind, under parent: ID<Unit>, _ name: String, _ id: ID<Unit>) throws {
            _ = try ChangeUnits.create(kind, under: parent, named: name, id: id, as: admin, keys: keys, at: now, in: tx)
        }
        if let region = plan.region { try create(.region, under: chain, region.name, region.id) }
        for branch in plan.branches {
            try create(.branch, under: plan.region?.id ?? chain, branch.name, branch.id)
            for department in branch.departments {
                try create(.department, under: branch.id, department.name, department.id)
            }
        }
    }

    /// Lets those who are still invited choose the planned passwords; false when nobody is. A token that was lost with an
    /// interrupted run is replaced.
    private func accept(
        _ members: ArraySlice<ChainPlan.Member>, _ standing: Standing, _ tokens: [ID<User>: String]
    ) async throws -> Bool {
        let waiting = members.filter { standing.invited.contains($0.id) }
        guard !waiting.isEmpty else { return false }
        let people = DemoPeople(slug: plan.slug, tenant: plan.tenant, deployment: deployment)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, member) in waiting.enumerated() {
                // Two hashes at a time keep the workers' queue short.
                if index >= 2 { try await group.next() }
                let token = tokens[member.id]
                group.addTask { try await people.accept(member, token: token) }
            }
            try await group.waitForAll()
        }
        return true
    }
}

/// Brings invited people to their passwords.
struct DemoPeople: Sendable {
    let slug: String
    let tenant: ID<Tenant>
    let deployment: Deployment

    /// Accepts the invitation, or a new one where its token is not known.
    func accept(_ member: ChainPlan.Member, token: String?) async throws {
        let now = deployment.clock.now()
        let found: String
        if let token { found = token } else { found = try await renew(member, at: now) }
        try await AcceptInvitation.run(
            tenant: slug, token: found, password: member.password, cost: StaffLoader.cost,
            from: OpenSession.Caller(request: .new(at: now)), on: deployment, at: now)
    }

    private func renew(_ member: ChainPlan.Member, at now: Instant) async throws -> String {
        let keys = try await deployment.keys.keys(of: tenant)
        let system = Actor.system(of: tenant, request: .new(at: now))
        return try await deployment.database.write(as: system) { tx in
            try InviteUser.renew(member.id, named: member.userName, as: system, keys: keys, at: now, in: tx).token
        }
    }
}
