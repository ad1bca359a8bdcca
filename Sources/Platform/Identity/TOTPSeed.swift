internal import Vault

/// The secret of an authenticator app as the table holds it: sealed under the tenant's own key, bound to its account.
enum TOTPSeed {
    static func seal(_ secret: [UInt8], of user: ID<User>, keys: TenantKeys) throws -> [UInt8] {
        try keys.sealing("totp").seal(secret, for: place(user, keys))
    }

    /// Opens it, also one that was sealed under an older key of the tenant.
    static func open(_ sealed: [UInt8], of user: ID<User>, keys: TenantKeys) throws -> [UInt8] {
        try keys.sealing("totp").open(sealed, for: place(user, keys))
    }

    private static func place(_ user: ID<User>, _ keys: TenantKeys) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: "app.user_account", column: "totp_sealed", row: user.uuid)
    }
}
