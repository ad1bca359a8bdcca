internal import FoundationEssentials
internal import Postgres
internal import Vault

extension TenantSecret {
    /// What the platform itself seals under keys derived from a tenant's data key. Cursors live for minutes and open under every key that
    /// is there; bodies of audit events keep a key of their own.
    public static let platform: [TenantSecret] = [.seeds, .answers]

    /// Kept answers of requests: their hashes are made with the same key, and end with it, so the key waits the 72 hours that they are kept.
    private static let answers = TenantSecret.column(
        "answer_sealed", of: "app.idempotency", id: "user_id", label: Idempotency.label, renewed: false)

    /// Seeds of authenticator apps, through the functions of the sign-in role: nobody else reads them.
    private static let seeds = TenantSecret(
        "app.user_account.totp_sealed", count: { version, _ in "select app.seeds_under(\(EnvelopeMark.version(version)))" }
    ) { version, keys, deployment in
        let tenant = keys.tenant
        let actor = Actor.system(of: tenant, request: .new(at: deployment.clock.now()))
        let users = try await deployment.database.fetch(
            as: actor, ["select id from app.user_account where tenant_id = \(tenant) order by id"])[0].map {
                try $0.get(0, as: ID<User>.self)
            }
        var left = 0
        for user in users {
            let isLeft = try await deployment.signIn.write(as: SignInContext(tenant: tenant)) { tx -> Bool in
                guard let row = try tx.execute("select sealed from auth.totp(\(tenant), \(user))").first,
                    let sealed = try row.getOptional(0, as: [UInt8].self), try Envelope(parsing: sealed).keyVersion == version
                else { return false }
                let renewed = try TOTPSeed.seal(TOTPSeed.open(sealed, of: user, keys: keys), of: user, keys: keys)
                // Nothing happens when it was changed meanwhile; then the next look finds it.
                let answer = try tx.execute("select auth.renew_totp(\(tenant), \(user), \(sealed), \(renewed))")
                return try answer.first?.get(0, as: Bool.self) != true
            }
            if isLeft { left += 1 }
        }
        return left
    }
}
