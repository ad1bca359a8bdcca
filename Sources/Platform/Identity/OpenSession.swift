internal import JSON
internal import Postgres

/// Signs somebody in: proves who it is, then opens a session.
public enum OpenSession {
    /// What a sign-in names. Nothing in it is trusted.
    public struct Input: Sendable {
        public var tenant: String
        public var user: String
        public var password: String
        /// The one-time code, where the account has an authenticator.
        public var otp: String?

        public init(tenant: String, user: String, password: String, otp: String? = nil) {
            self.tenant = tenant
            self.user = user
            self.password = password
            self.otp = otp
        }
    }

    /// Where a request comes from.
    public struct Caller: Sendable {
        public var request: ID<Request>
        public var address: String?
        public var userAgent: String?

        public init(request: ID<Request>, address: String? = nil, userAgent: String? = nil) {
            self.request = request
            self.address = address
            self.userAgent = userAgent
        }
    }

    /// A session that was just opened, and the only time that its token is seen.
    public struct Opened: Sendable {
        public let session: ID<Session>
        public let token: SessionToken
        public let expiresAt: Instant
    }

    /// Throws `session.rejected`, `session.otp_required`, `session.throttled` or `server.busy`.
    ///
    /// - Parameter forBrowser: the token goes into a cookie, so writes must show the session's other value too.
    public static func run(
        _ input: Input, from caller: Caller, forBrowser: Bool, on deployment: Deployment, at now: Instant
    ) async throws -> Opened {
        let proven = try await IdentityCheck(
            slug: input.tenant, userName: input.user, password: input.password, otp: input.otp, asksForCode: true,
            purpose: .createSession, actor: nil, request: caller.request, address: caller.address, now: now
        ).run(on: deployment)
        let tenant = proven.tenant.id
        let keys = try await deployment.keys.keys(of: tenant)
        let token = SessionToken.new(slug: proven.tenant.slug)
        let opened = Opened(
            session: .new(at: now), token: token, expiresAt: now.advanced(by: SessionAuthenticator.absoluteLimit))
        let person = Actor(
            person: proven.user, named: proven.userName, of: tenant, session: opened.session, rights: .none,
            request: caller.request, address: caller.address)
        let agent = caller.userAgent.map { String($0.prefix(200)) }
        try await deployment.database.write(
            as: Actor.system(of: tenant, request: caller.request, address: caller.address)
        ) { tx in
            // Held until COMMIT: whoever suspends this person now waits, and then ends this session with the others.
            let active = try tx.execute(
                """
                select 1 from app.user_account where tenant_id = \(tenant) and id = \(proven.user) and
                  state = 'active' for share
                """)
            guard !active.isEmpty else { throw Failure(.signInRejected) }
            tx.enqueue(
                """
                insert into app.session
                  (tenant_id, id, user_id, token_hash, csrf_hash, created_at, last_used_at, expires_at, address,
                    user_agent)
                values (\(tenant), \(opened.session), \(proven.user), \(token.hash),
                  \(forBrowser ? token.csrfHash : nil),
                  \(now), \(now), \(opened.expiresAt), \(caller.address), \(agent))
                """)
            try AuditTrail.record(
                AuditEvent(
                    .createSession, on: "session", opened.session.uuid,
                    body: ["authenticator": .boolean(proven.hasAuthenticator), "cookie": .boolean(forBrowser)]),
                as: person, keys: keys, at: now, in: tx)
            if proven.byRecoveryCode {
                try AuditTrail.record(
                    AuditEvent(.useRecoveryCode, on: "user", proven.user.uuid), as: person, keys: keys, at: now, in: tx)
            }
        }
        return opened
    }
}
