public import Platform
internal import Postgres

/// Clinic chains to look at and to measure with: units, people with every role, customers. The same seed gives the same values,
/// all but sealing's nonces and the moments of the audit trail.
public enum Demo {
    /// Loads the chains that are missing, and continues those that an interruption left unfinished.
    ///
    /// A tenant that took one of the slugs by other means, or was loaded with other options, is left as it is.
    ///
    /// - Parameter progress: what is being loaded, how much is done, and of how much.
    /// - Returns: false when everything was there already.
    public static func load(
        _ options: DemoOptions, on deployment: Deployment, progress: (String, Int, Int) -> Void
    ) async throws -> Bool {
        var hasWorked = try await loadOperator(options, on: deployment)
        let chains = ChainPlan.chains(of: options)
        for (position, chain) in chains.enumerated() {
            progress("chains", position, chains.count)
            if let taken = try await deployment.directory.tenant(chain.slug, at: deployment.clock.now()),
                taken.id != chain.tenant
            {
                continue
            }
            if try await StaffLoader(plan: chain, deployment: deployment).run() { hasWorked = true }
            if try await CustomerLoader(plan: CustomerPlan(chain), deployment: deployment).run(progress: progress) {
                hasWorked = true
            }
            if try await LeadLoader(chain: chain, deployment: deployment).run() { hasWorked = true }
            if try await FrontDeskLoader(plan: CustomerPlan(chain), deployment: deployment).run() { hasWorked = true }
            if try await ArrivalLoader(plan: chain, deployment: deployment).run() { hasWorked = true }
            if try await OnlineLoader(plan: CustomerPlan(chain), deployment: deployment).run() { hasWorked = true }
        }
        progress("chains", chains.count, chains.count)
        return hasWorked
    }

    /// What to sign in with, after these options were loaded.
    public static func signIns(of options: DemoOptions) -> [DemoSignIn] {
        let member = operatorMember(options)
        let signIn = DemoSignIn(
            tenant: TenantDirectory.deploymentSlug, user: member.userName, password: member.password,
            role: RoleTemplate.platformOperator, branch: "", displayName: member.displayName)
        return [signIn] + ChainPlan.chains(of: options).flatMap(\.signIns)
    }

    private static func operatorMember(_ options: DemoOptions) -> ChainPlan.Member {
        var dice = Dice(options.seed, 6)
        return ChainPlan.Member(
            id: dice.id(at: Calendar.opening), userName: "operator", displayName: "平台运营",
            password: Passphrase.make(&dice),
            grants: [ChainPlan.Grant(role: RoleTemplate.platformOperator, branch: nil)])
    }

    /// The operator of the deployment's own tenant, unless he is there.
    private static func loadOperator(_ options: DemoOptions, on deployment: Deployment) async throws -> Bool {
        let member = operatorMember(options)
        let now = deployment.clock.now()
        let invitations = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: member.userName, displayName: member.displayName, id: member.id)],
            on: deployment, at: now)
        let state: String? = try await deployment.database.read(
            as: Actor.system(of: .deployment, request: .new(at: now))
        ) { tx in
            try tx.execute(
                "select state from app.user_account where tenant_id = \(ID<Tenant>.deployment) and id = \(member.id)"
            ).first.map { try $0[0] }
        }
        guard state == "invited" else { return false }
        try await DemoPeople(slug: TenantDirectory.deploymentSlug, tenant: .deployment, deployment: deployment)
            .accept(member, token: invitations.first?.token)
        return true
    }
}
