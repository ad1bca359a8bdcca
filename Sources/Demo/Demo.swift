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
    /// - Returns: what to sign in with; empty when everything was there already.
    public static func load(
        _ options: DemoOptions, on deployment: Deployment, progress: (String, Int, Int) -> Void
    ) async throws -> [DemoSignIn] {
        var (signIns, hasWorked) = try await loadOperator(options, on: deployment)
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
            signIns += chain.signIns
        }
        progress("chains", chains.count, chains.count)
        return hasWorked ? signIns : []
    }

    /// The deployment's own tenant with its operator, unless it is there.
    private static func loadOperator(
        _ options: DemoOptions, on deployment: Deployment
    ) async throws -> (signIns: [DemoSignIn], hasWorked: Bool) {
        var dice = Dice(options.seed, 6)
        let now = deployment.clock.now()
        let member = ChainPlan.Member(
            id: dice.id(at: Calendar.opening), userName: "operator", displayName: "平台运营",
            password: Passphrase.make(&dice),
            grants: [ChainPlan.Grant(role: RoleTemplate.platformOperator, branch: nil)])
        let invitations = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: member.userName, displayName: member.displayName, id: member.id)],
            locale: .chinese,
            timeZone: "Asia/Shanghai", on: deployment, at: now)
        let state: String? = try await deployment.database.read(
            as: Actor.system(of: .deployment, request: .new(at: now))
        ) { tx in
            try tx.execute(
                "select state from app.user_account where tenant_id = \(ID<Tenant>.deployment) and id = \(member.id)"
            ).first.map { try $0[0] }
        }
        guard let state else { return ([], false) }
        if state == "invited" {
            try await DemoPeople(slug: TenantDirectory.deploymentSlug, tenant: .deployment, deployment: deployment)
                .accept(member, token: invitations?.first?.token)
        }
        let signIn = DemoSignIn(
            tenant: TenantDirectory.deploymentSlug, user: member.userName, password: member.password,
            role: RoleTemplate.platformOperator, branch: "", displayName: member.displayName)
        return ([signIn], state == "invited")
    }
}
