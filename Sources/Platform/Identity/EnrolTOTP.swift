internal import JSON
internal import Postgres
public import QRCode
internal import Vault

/// A person's authenticator app: enrolled in two steps, so that nobody locks himself out with a code that he never
/// read.
public enum EnrolTOTP {
    /// What the app is given, once.
    public struct Offer: Sendable {
        /// Base32, for typing.
        public let secret: String
        /// `otpauth://…`: on a phone, a link that opens the app.
        public let uri: String
        /// The same for a camera.
        public let code: QRCode
    }

    private struct Held: Sendable {
        let sealed: [UInt8]?
        let isEnabled: Bool
    }

    /// Makes a secret that waits for its first code. Throws `totp.enabled` when there is an authenticator already.
    public static func begin(as actor: Actor, on deployment: Deployment, at now: Instant) async throws -> Offer {
        guard let user = actor.user, let name = actor.userName else { throw Failure(.unauthenticated) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let slug = try await deployment.directory.slug(of: actor.tenant)
        let secret = TOTP.newSecret()
        let uri = TOTP.uri(secret: secret, issuer: "Peony " + slug, account: name)
        // A sign-in name is at most a few dozen characters; a code holds thousands of bytes.
        guard let code = QRCode(uri) else { throw Failure(.internalError) }
        let sealed = try TOTPSeed.seal(secret, of: user, keys: keys)
        try await deployment.signIn.write(as: SignInContext(tenant: actor.tenant)) { tx in
            let held = try held(user, actor.tenant, in: tx)
            if held.isEnabled { throw Failure(.totpEnabled) }
            try replace(held, with: sealed, enabled: false, step: 0, of: user, actor.tenant, in: tx)
            try AuditTrail.record(
                AuditEvent(.enrolTOTP, on: "user", user.uuid, body: ["confirmed": false]), as: actor, keys: keys,
                at: now, in: tx)
        }
        return Offer(secret: Base32.encode(secret), uri: uri, code: code)
    }

    /// Confirms it with a code; what it returns are the recovery codes, seen this once. Throws `totp.not_pending`, or
    /// `request.invalid` when the code is wrong.
    @discardableResult
    public static func confirm(
        _ otp: String, as actor: Actor, on deployment: Deployment, at now: Instant
    ) async throws -> [String] {
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return try await deployment.signIn.write(as: SignInContext(tenant: actor.tenant)) { tx in
            let held = try held(user, actor.tenant, in: tx)
            guard let sealed = held.sealed, !held.isEnabled else { throw Failure(.totpNotPending) }
            let secret = try TOTPSeed.open(sealed, of: user, keys: keys)
            guard let step = TOTP.verify(otp, secret: secret, at: now.unixSeconds) else {
                throw Failure.invalid([Violation(pointer: "/otp", code: "pattern")])
            }
            try replace(held, with: sealed, enabled: true, step: step, of: user, actor.tenant, in: tx)
            let codes = RecoveryCodes.replace(of: user, in: actor.tenant, at: now, tx: tx)
            try AuditTrail.record(
                AuditEvent(.enrolTOTP, on: "user", user.uuid, body: ["confirmed": true]), as: actor, keys: keys,
                at: now, in: tx)
            return codes
        }
    }

    /// Removes it, and its recovery codes. The caller has asked for a step-up, so whoever does this holds it.
    public static func remove(as actor: Actor, on deployment: Deployment, at now: Instant) async throws {
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.signIn.write(as: SignInContext(tenant: actor.tenant)) { tx in
            let held = try held(user, actor.tenant, in: tx)
            guard held.sealed != nil else { throw Failure(.notFound) }
            try replace(held, with: nil, enabled: false, step: 0, of: user, actor.tenant, in: tx)
            let none: [[UInt8]] = []
            tx.enqueue("select auth.set_recovery_codes(\(actor.tenant), \(user), \(none), \(now))")
            try AuditTrail.record(
                AuditEvent(.removeTOTP, on: "user", user.uuid), as: actor, keys: keys, at: now, in: tx)
        }
    }

    private static func held(_ user: ID<User>, _ tenant: ID<Tenant>, in tx: Transaction) throws -> Held {
        guard let row = try tx.execute("select sealed, enabled from auth.totp(\(tenant), \(user))").first else {
            throw Failure(.notFound)
        }
        return Held(sealed: try row.getOptional(0), isEnabled: try row[1])
    }

    private static func replace(
        _ held: Held, with sealed: [UInt8]?, enabled: Bool, step: Int64, of user: ID<User>, _ tenant: ID<Tenant>,
        in tx: Transaction
    ) throws {
        let replaced: Bool =
            try tx.execute("select auth.set_totp(\(tenant), \(user), \(held.sealed), \(sealed), \(enabled), \(step))")
            .first?[0] ?? false
        guard replaced else { throw Failure(.conflict) }
    }
}
