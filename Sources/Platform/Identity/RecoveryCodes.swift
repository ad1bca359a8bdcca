internal import JSON
internal import Postgres
internal import Vault

/// Ten codes for the day when the phone with the authenticator is gone. Each opens once what the authenticator opens, together with
/// the password. They are shown when they are made and never again; of 80 random bits each the SHA-256 is kept.
public enum RecoveryCodes {
    /// So many at a time.
    static let count = 10
    /// Four groups of four, for example `K3QF-7WZP-AAB2-MX4T`.
    private static let length = 16

    /// Codes as a person writes them down.
    static func make() -> [String] {
        (0..<count).map { _ in
            let letters = Array(Base32.encode(Random.bytes(10)))
            return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
                .joined(separator: "-")
        }
    }

    /// What is kept of a code; nil for a text that cannot be one. Case, spaces and hyphens do not count.
    static func hash(of text: String) -> [UInt8]? {
        guard text.utf8.count <= 40 else { return nil }
        let plain = text.uppercased().filter { $0 != "-" && $0 != " " }
        guard plain.utf8.count == length, Base32.decode(plain) != nil else { return nil }
        return Digest.sha256(Array(plain.utf8))
    }

    /// Puts new codes in the place of a person's old ones, with the next flight.
    static func replace(of user: ID<User>, in tenant: ID<Tenant>, at now: Instant, tx: Transaction) -> [String] {
        let codes = make()
        tx.enqueue(
            "select auth.set_recovery_codes(\(tenant), \(user), \(codes.compactMap { hash(of: $0) }), \(now))")
        return codes
    }

    /// Makes new ones for somebody who has an authenticator; the old ones are no good any more. The caller has asked for a step-up.
    /// Throws `totp.not_enabled`.
    static func renew(as actor: Actor, on deployment: Deployment, at now: Instant) async throws -> [String] {
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return try await deployment.signIn.write(as: SignInContext(tenant: actor.tenant)) { tx in
            let rows = try tx.execute("select enabled from auth.totp(\(actor.tenant), \(user))")
            guard try rows.first?.get(0, as: Bool.self) == true else { throw Failure(.totpNotEnabled) }
            let codes = replace(of: user, in: actor.tenant, at: now, tx: tx)
            try AuditTrail.record(
                AuditEvent(.renewRecoveryCodes, on: "user", user.uuid), as: actor, keys: keys, at: now, in: tx)
            return codes
        }
    }
}
