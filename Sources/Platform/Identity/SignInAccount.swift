internal import Postgres

/// An account as the sign-in role sees it when an attempt begins.
struct SignInAccount: Sendable {
    let user: ID<User>
    let state: String
    let passwordHash: String?
    let totpSealed: [UInt8]?
    let totpEnabled: Bool
    let totpLastStep: Int64
    /// The wait that the attempt imposed, in case it fails.
    let imposed: Instant?

    /// Counts an attempt as failed and reads the account; nil when there is none. Throws `session.throttled` while it
    /// must wait.
    static func begin(
        _ userName: String, of tenant: ID<Tenant>, at now: Instant, in database: Database
    ) async throws -> (account: SignInAccount?, isStrict: Bool) {
        try await database.write(as: SignInContext(tenant: tenant)) { tx in
            let row = try tx.execute(
                """
                select is_strict, user_id, state, password_hash, totp_sealed, totp_enabled, totp_last_step, waits,
                  wait_until
                from auth.begin_attempt(\(tenant), \(userName), \(now), \(WaitLadder.standard.seconds),
                  \(WaitLadder.strict.seconds))
                """
            ).first
            guard let row else { throw Failure(.internalError) }
            let until: Instant? = try row.getOptional(8)
            if try row[7], let until { throw Failure(.signInThrottled, retryAfter: until.since(now)) }
            let account = try row.getOptional(1, as: ID<User>.self).map { user in
                SignInAccount(
                    user: user, state: try row[2], passwordHash: try row.getOptional(3),
                    totpSealed: try row.getOptional(4),
                    totpEnabled: try row[5], totpLastStep: try row[6], imposed: until)
            }
            return (account, try row[0])
        }
    }

    /// The attempt was neither right nor wrong.
    func takeBack(of tenant: ID<Tenant>, in database: Database) async throws {
        try await database.write(as: SignInContext(tenant: tenant)) { [user, imposed] tx in
            tx.enqueue("select auth.take_back_attempt(\(tenant), \(user), \(imposed))")
        }
    }

    /// The attempt was right; false when its one-time code has been used before, or its recovery code is none or used up.
    func succeed(
        step: Int64?, recoveryHash: [UInt8]?, rehash: String?, of tenant: ID<Tenant>, at now: Instant, in database: Database
    ) async throws -> Bool {
        try await database.write(as: SignInContext(tenant: tenant)) { [user] tx in
            if let recoveryHash {
                let isGood: Bool =
                    try tx.execute("select auth.use_recovery_code(\(tenant), \(user), \(recoveryHash), \(now))").first?[0] ?? false
                guard isGood else { return false }
            }
            return try tx.execute("select auth.note_success(\(tenant), \(user), \(step), \(rehash))").first?[0] ?? false
        }
    }
}
