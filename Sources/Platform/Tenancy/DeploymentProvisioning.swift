internal import Postgres
internal import Vault

/// Makes the deployment's own tenant `-`: its people are the platform's operators, its audit trail is the deployment's. It has no
/// customers and its people no way to anybody's.
public enum DeploymentProvisioning {
    /// Makes it at the first start, and adds those of the operators that it does not have yet.
    ///
    /// - Returns: the invitations of the operators that were added.
    @discardableResult
    public static func run(
        operators: [InviteUser.Input] = [], locale: Language = .chinese, timeZone: String = "Asia/Shanghai", on deployment: Deployment,
        at now: Instant
    ) async throws -> [InviteUser.Invitation] {
        let actor = Actor.system(of: .deployment, request: .new(at: now))
        let role = deployment.catalog.operatorTemplate
        let foundation = TenantFoundation(
            tenant: .deployment, slug: TenantDirectory.deploymentSlug, name: "Peony", locale: locale, timeZone: timeZone,
            suite: .aes256GCM, templates: [role], firstRole: role.code, people: operators)
        let isThere = try await deployment.database.read(as: actor) { tx in
            try !tx.execute("select 1 from app.tenant where id = \(ID<Tenant>.deployment)").isEmpty
        }
        guard isThere else {
            let invitations = try await deployment.database.write(as: actor) { tx in
                try foundation.lay(as: actor, keyRing: deployment.keys, at: now, in: tx)
            }
            deployment.directory.forget()
            return invitations
        }
        guard !operators.isEmpty else { return [] }
        let keys = try await deployment.keys.keys(of: .deployment)
        return try await deployment.database.write(as: actor) { tx in
            let names = operators.map(\.userName)
            let known = try tx.execute(
                "select user_name from app.user_account where tenant_id = \(actor.tenant) and user_name = any (\(names))"
            ).map { try $0.get(0, as: String.self) }
            return try foundation.admit(operators.filter { !known.contains($0.userName) }, as: actor, keys: keys, at: now, in: tx)
        }
    }
}
