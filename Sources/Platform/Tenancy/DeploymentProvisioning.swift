internal import Postgres

/// Makes the deployment's own tenant `-` at the first start: its people are the platform's operators, its audit trail
/// is the deployment's. It has no customers and its people no way to anybody's.
public enum DeploymentProvisioning {
    /// Makes it with its first operators; nil when it is there already.
    public static func run(
        operators: [InviteUser.Input], locale: Language, timeZone: String, on deployment: Deployment, at now: Instant
    ) async throws -> [InviteUser.Invitation]? {
        let actor = Actor.system(of: .deployment, request: .new(at: now))
        let role = deployment.catalog.operatorTemplate
        let foundation = TenantFoundation(
            tenant: .deployment, slug: TenantDirectory.deploymentSlug, name: "Peony", locale: locale,
            timeZone: timeZone,
            templates: [role], firstRole: role.code, people: operators)
        let invitations = try await deployment.database.write(as: actor) { tx -> [InviteUser.Invitation]? in
            guard try tx.execute("select 1 from app.tenant where id = \(actor.tenant)").isEmpty else { return nil }
            return try foundation.lay(as: actor, keyRing: deployment.keys, at: now, in: tx)
        }
        deployment.directory.forget()
        return invitations
    }
}
