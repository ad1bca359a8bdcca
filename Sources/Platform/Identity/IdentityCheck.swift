internal import JSON
internal import Postgres
internal import Vault

/// Proves that whoever asks knows an account's password and, where it has one, holds its authenticator.
///
/// Unknown tenant, unknown user, wrong password and wrong code give the same answer after the same work. Attempts are
/// counted as failures before the password is looked at, by address, and by account or name, so parallel guessing gains
/// nothing.
struct IdentityCheck: Sendable {
    let slug: String
    let userName: String
    let password: String
    let otp: String?
    /// Whether an account with an authenticator must show a code.
    let asksForCode: Bool
    /// What the proof is for; the word of the audit event when it fails.
    let purpose: Action
    /// Who is signed in already, for step-up and the change of a password.
    let actor: Actor?
    let request: ID<Request>
    let address: String?
    let now: Instant

    /// Who proved himself.
    struct Proven: Sendable {
        let tenant: TenantDirectory.Entry
        let user: ID<User>
        let userName: String
        let hasAuthenticator: Bool
        let isStrict: Bool
        /// Whether a recovery code stood in the authenticator's place.
        let byRecoveryCode: Bool
    }

    /// Throws `session.rejected`, `session.otp_required`, `session.throttled` or `server.busy`.
    func run(on deployment: Deployment) async throws -> Proven {
        let entry = try await deployment.directory.tenant(slug, at: now).flatMap { $0.isActive ? $0 : nil }
        return try await deployment.passwords.admit { place in
            try await deployment.throttle.watch(.caller(address), .standard, at: now) { try await check(entry, place, on: deployment) }
        }
    }

    private func check(
        _ entry: TenantDirectory.Entry?, _ place: PasswordWorkers.Place, on deployment: Deployment
    ) async throws -> Proven {
        // A tenant that does not exist is looked into like any other.
        let tenant = entry?.id ?? .new(at: now)
        let (account, isStrict) = try await SignInAccount.begin(userName, of: tenant, at: now, in: deployment.signIn)
        if account == nil {
            try deployment.throttle.begin(.name(slug, userName), isStrict ? .strict : .standard, at: now)
        }
        let isRight = await place.verify(password, against: account?.passwordHash)
        guard let entry, let account, isRight, account.state == "active" else {
            throw try await rejection(entry, account, on: deployment)
        }
        var step: Int64?
        var recoveryHash: [UInt8]?
        if account.totpEnabled, asksForCode, let sealed = account.totpSealed {
            guard let otp else {
                try await account.takeBack(of: tenant, in: deployment.signIn)
                throw Failure(.otpRequired)
            }
            recoveryHash = RecoveryCodes.hash(of: otp)
            if recoveryHash == nil {
                let secret = try TOTPSeed.open(sealed, of: account.user, keys: await deployment.keys.keys(of: tenant))
                step = TOTP.verify(otp, secret: secret, at: now.unixSeconds, after: account.totpLastStep)
                guard step != nil else { throw try await rejection(entry, account, on: deployment) }
            }
        }
        var rehash: String?
        if let hash = account.passwordHash, PasswordHash.needsRehash(hash, cost: deployment.passwords.cost) {
            rehash = try await place.hash(password)
        }
        let isTaken = try await account.succeed(
            step: step, recoveryHash: recoveryHash, rehash: rehash, of: tenant, at: now, in: deployment.signIn)
        guard isTaken else { throw try await rejection(entry, account, on: deployment) }
        return Proven(
            tenant: entry, user: account.user, userName: userName, hasAuthenticator: account.totpEnabled,
            isStrict: isStrict, byRecoveryCode: recoveryHash != nil)
    }

    /// Writes the refusal down (of a tenant that does not exist: with the deployment); the failure to throw.
    private func rejection(
        _ entry: TenantDirectory.Entry?, _ account: SignInAccount?, on deployment: Deployment
    ) async throws -> Failure {
        let tenant = entry?.id ?? .deployment
        let event = AuditEvent(
            purpose, on: "user", account?.user.uuid, body: account.map { _ in ["userName": .string(userName)] })
        try await AuditTrail.recordDenied(
            event, as: actor ?? Actor.system(of: tenant, request: request, address: address),
            keys: await deployment.keys.keys(of: tenant), at: now, in: deployment.database)
        let signs = deployment.spray.failed(
            account: slug + "/" + userName, password: password, address: address, at: now)
        for sign in signs {
            let alarm = AuditEvent(
                .detectSpray, on: "session", outcome: .failed, body: ["sign": .string(sign.rawValue)])
            let watcher = Actor.system(of: .deployment, request: request, address: address)
            let keys = try await deployment.keys.keys(of: .deployment)
            let now = now
            try await deployment.database.write(as: watcher) { tx in
                _ = try AuditTrail.record(alarm, as: watcher, keys: keys, at: now, in: tx)
            }
        }
        return Failure(.signInRejected)
    }
}
