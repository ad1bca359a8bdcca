internal import JSON
internal import Postgres
public import Vault

/// Changes one's own password; every other session of the person ends.
public enum ChangePassword {
    /// Throws `session.rejected` when the current password is wrong, `request.invalid` when the new one is not good
    /// enough.
    public static func run(
        current: String, new: String, as actor: Actor, _ session: AuthenticatedSession, on deployment: Deployment,
        at now: Instant
    ) async throws {
        let proven = try await IdentityCheck(
            slug: try await deployment.directory.slug(of: actor.tenant), userName: actor.userName ?? "",
            password: current, otp: nil,
            asksForCode: false, purpose: .setPassword, actor: actor, request: actor.request, address: actor.address,
            now: now
        ).run(on: deployment)
        let policy = PasswordPolicy(userName: proven.userName, slug: proven.tenant.slug, isStrict: proven.isStrict)
        try policy.require(new, at: "/new")
        let hash = try await deployment.passwords.hash(new)
        try await SetPassword.write(hash, of: proven.user, keeping: session.id, as: actor, on: deployment, at: now)
    }
}

/// Sets a password without asking for the old one: for the program's own commands and the demo, never for a request.
public enum SetPassword {
    /// An invited person becomes active. `cost` may be low where nothing is to be protected.
    public static func run(
        _ password: String, of user: ID<User>, in tenant: ID<Tenant>, cost: PasswordHash.Cost? = nil,
        on deployment: Deployment,
        at now: Instant
    ) async throws {
        let hash = try await deployment.passwords.hash(password, cost: cost)
        try await write(
            hash, of: user, keeping: nil, as: .system(of: tenant, request: .new(at: now)), on: deployment, at: now)
    }

    /// Sets the hash and writes it down, both or neither: the sign-in role may tell the audit trail what it did.
    static func write(
        _ hash: String, of user: ID<User>, keeping session: ID<Session>?, as actor: Actor, on deployment: Deployment,
        at now: Instant
    ) async throws {
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.signIn.write(as: SignInContext(tenant: actor.tenant)) { tx in
            tx.enqueue("select auth.set_password(\(actor.tenant), \(user), \(hash), \(now), \(session))")
            try AuditTrail.record(
                AuditEvent(.setPassword, on: "user", user.uuid), as: actor, keys: keys, at: now, in: tx)
        }
        deployment.forget(actor.tenant)
    }
}
