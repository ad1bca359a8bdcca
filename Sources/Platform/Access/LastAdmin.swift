internal import Postgres

/// A chain always has a system administrator who can sign in: nobody else could appoint one.
enum LastAdmin {
    /// Throws `grant.last_admin` when nobody but this person is one, now and without an end. Asked before his grant, his
    /// account or his employment ends; the caller has locked his account.
    ///
    /// Two administrators who end each other at once would leave nobody: the role's row lets one go first.
    static func requireAnother(than user: ID<User>, of tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws {
        let roles = try tx.execute(
            "select id from app.role where tenant_id = \(tenant) and code = \(RoleTemplate.systemAdmin)")
        guard let role = try roles.first?.get(0, as: ID<Role>.self) else { return }
        tx.enqueue(RoleQueries.lock([role], .update, of: tenant))
        let others = try tx.execute(
            """
            select 1 from app.access_grant g join app.user_account u on u.tenant_id = g.tenant_id and u.id = g.user_id
            where g.tenant_id = \(tenant) and g.role_id = \(role) and g.user_id <> \(user) and g.state = 'active'
            and g.valid_from <= \(now) and g.valid_until is null and u.state = 'active' limit 1
            """)
        guard !others.isEmpty else { throw Failure(.grantLastAdmin) }
    }

    /// The same for somebody who may be an administrator or not.
    static func requireAnother(ifHeldBy user: ID<User>, of tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws {
        let held = try tx.execute(
            """
            select 1 from app.access_grant g join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
            where g.tenant_id = \(tenant) and g.user_id = \(user) and r.code = \(RoleTemplate.systemAdmin)
            and g.state = 'active' and (g.valid_until is null or g.valid_until > \(now)) limit 1
            """)
        if !held.isEmpty { try requireAnother(than: user, of: tenant, at: now, in: tx) }
    }
}
