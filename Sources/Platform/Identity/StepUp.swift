internal import Postgres

/// Proves again who sits there, for what is too dangerous for an open screen. The token changes; the old one ends at
/// once.
public enum StepUp {
    /// How long a step-up counts.
    public static let lifetime: Duration = .seconds(10 * 60)

    /// Throws as ``OpenSession`` does.
    public static func run(
        password: String, otp: String?, as actor: Actor, _ session: AuthenticatedSession, on deployment: Deployment,
        at now: Instant
    ) async throws -> OpenSession.Opened {
        let slug = try await deployment.directory.slug(of: actor.tenant)
        let proven = try await IdentityCheck(
            slug: slug, userName: actor.userName ?? "", password: password, otp: otp, asksForCode: true,
            purpose: .stepUpSession,
            actor: actor, request: actor.request, address: actor.address, now: now
        ).run(on: deployment)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let token = SessionToken.new(slug: slug)
        let csrfHash = session.csrfHash == nil ? nil : token.csrfHash
        try await deployment.database.write(as: actor) { tx in
            let changed = try tx.execute(
                """
                update app.session set token_hash = \(token.hash), csrf_hash = \(csrfHash), stepped_up_at = \(now),
                  last_used_at = \(now)
                where tenant_id = \(actor.tenant) and id = \(session.id) and user_id = \(proven.user) and revoked_at
                  is null
                """)
            guard changed.affected == 1 else { throw Failure(.unauthenticated) }
            try AuditTrail.record(
                AuditEvent(.stepUpSession, on: "session", session.id.uuid), as: actor, keys: keys, at: now, in: tx)
            if proven.byRecoveryCode {
                try AuditTrail.record(
                    AuditEvent(.useRecoveryCode, on: "user", proven.user.uuid), as: actor, keys: keys, at: now, in: tx)
            }
            AccessNews.tell(actor.tenant, in: tx)
        }
        deployment.forget(actor.tenant)
        return OpenSession.Opened(session: session.id, token: token, expiresAt: session.expiresAt)
    }
}

extension Call {
    /// The session behind the request, or `Failure(.unauthenticated)`.
    func requireSession() throws -> AuthenticatedSession {
        guard let session else { throw Failure(.unauthenticated) }
        return session
    }

    /// Throws `session.step_up_required` unless the person proved himself again lately.
    public func requireStepUp() throws {
        guard let proved = session?.steppedUpAt, now.since(proved) < StepUp.lifetime else {
            throw Failure(.stepUpRequired)
        }
    }
}
