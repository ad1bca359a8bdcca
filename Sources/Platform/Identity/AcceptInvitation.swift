internal import JSON
internal import Postgres
public import Vault

/// Turns an invitation into a password: once, whoever comes first.
public enum AcceptInvitation {
    private struct Invited: Sendable {
        let user: ID<User>
        let userName: String
        let displayName: String
        let isStrict: Bool
    }

    /// Throws `invitation.rejected` for every token that is not good now, `request.invalid` for a password that is not.
    ///
    /// - Parameter cost: of the hash; low where nothing is to be protected, and the first sign-in makes up for it.
    public static func run(
        tenant slug: String, token: String, password: String, cost: PasswordHash.Cost? = nil, from caller: OpenSession.Caller,
        on deployment: Deployment, at now: Instant
    ) async throws {
        let tokenHash = Digest.sha256(Array(token.utf8))
        let (entry, actor, invited) = try await deployment.throttle.watch(.caller(caller.address), .standard, at: now) {
            guard let entry = try await deployment.directory.tenant(slug, at: now), entry.isActive else {
                throw Failure(.invitationRejected)
            }
            let actor = Actor.system(of: entry.id, request: caller.request, address: caller.address)
            guard let invited = try await find(tokenHash, as: actor, on: deployment, at: now) else {
                throw Failure(.invitationRejected)
            }
            return (entry, actor, invited)
        }
        try PasswordPolicy(
            userName: invited.userName, displayName: invited.displayName, slug: slug, isStrict: invited.isStrict
        ).require(password, at: "/password")
        let hash = try await deployment.passwords.hash(password, cost: cost)
        let keys = try await deployment.keys.keys(of: entry.id)
        try await deployment.signIn.write(as: SignInContext(tenant: entry.id)) { tx in
            // The update of the invitation's row decides between two that come at once.
            let accepted = try tx.execute("select auth.accept_invitation(\(entry.id), \(tokenHash), \(hash), \(now))")
                .first
            guard let accepted, !accepted.isNull(0) else { throw Failure(.invitationRejected) }
            try AuditTrail.record(
                AuditEvent(
                    .acceptInvitation, on: "user", invited.user.uuid, body: ["userName": .string(invited.userName)]),
                as: actor, keys: keys, at: now, in: tx)
        }
        deployment.forget(entry.id)
    }

    /// Before the dear work of hashing: is there such an invitation at all?
    private static func find(
        _ tokenHash: [UInt8], as actor: Actor, on deployment: Deployment, at now: Instant
    ) async throws -> Invited? {
        try await deployment.database.read(as: actor) { tx in
            let rows = try tx.execute(
                """
                select u.id, u.user_name, u.display_name, t.compliance_profile = 'mlps3' from app.invitation i
                join app.user_account u on u.tenant_id = i.tenant_id and u.id = i.user_id
                join app.tenant_setting t on t.tenant_id = i.tenant_id
                where i.tenant_id = \(actor.tenant) and i.token_hash = \(tokenHash) and i.used_at is null
                  and i.expires_at > \(now)
                and u.state in ('invited', 'active')
                """)
            return try rows.first.map {
                Invited(user: try $0[0], userName: try $0[1], displayName: try $0[2], isStrict: try $0[3])
            }
        }
    }
}
