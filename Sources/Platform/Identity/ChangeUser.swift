internal import FoundationEssentials
internal import JSON
public import Postgres

/// Changes to somebody else's account: each looks first whether he is within reach, else he is not found.
public enum ChangeUser {
    /// An account, locked for the change.
    struct Target {
        let id: ID<User>
        let userName: String
        let displayName: String
        let state: String
        let locale: String?
        let hasPassword: Bool
        let version: Int64
        let reach: UserReach
    }

    /// Locks an account that the actor manages with the action. Seen but not managed is `access.denied`, unseen not
    /// found.
    static func lock(_ user: ID<User>, for action: Action, as actor: Actor, at now: Instant, in tx: Transaction) throws
        -> Target
    {
        let units = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
        let sight = UserReach(.readUser, of: actor, units: units, at: now)
        let reach = UserReach(action, of: actor, units: units, at: now)
        let rows = try tx.execute(
            """
            select u.user_name, u.display_name, u.state, u.locale, u.password_set_at is not null, u.version,
              \(reach.managed)
            from app.user_account u where u.tenant_id = \(actor.tenant) and u.id = \(user)
            and (\(sight.seen) or \(reach.managed)) for update of u
            """)
        guard let row = rows.first else { throw Failure(.notFound) }
        guard try row[6] else { throw Failure(.forbidden) }
        return Target(
            id: user, userName: try row[0], displayName: try row[1], state: try row[2], locale: try row.getOptional(3),
            hasPassword: try row[4], version: try row[5], reach: reach)
    }

    /// Changes the display name or the language. Throws `resource.stale` for another version.
    static func update(
        _ user: ID<User>, displayName: String?, locale: Language??, version: Int64, as actor: Actor, keys: TenantKeys,
        at now: Instant,
        in tx: Transaction
    ) throws {
        let target = try lock(user, for: .updateUser, as: actor, at: now, in: tx)
        guard target.version == version else { throw Failure(.stale) }
        var changes: [ValueChange] = []
        if let displayName, displayName != target.displayName {
            changes.append(ValueChange("displayName", from: .string(target.displayName), to: .string(displayName)))
        }
        if let locale, locale?.rawValue != target.locale {
            changes.append(ValueChange("locale", from: .text(target.locale), to: .text(locale?.rawValue)))
        }
        guard !changes.isEmpty else { return }
        let language = locale.map { $0?.rawValue } ?? target.locale
        tx.enqueue(
            """
            update app.user_account set display_name = \(displayName ?? target.displayName), locale = \(language),
              version = version + 1
            where tenant_id = \(actor.tenant) and id = \(user)
            """)
        try AuditTrail.record(
            AuditEvent(.updateUser, on: "user", user.uuid, changes: changes), as: actor, keys: keys, at: now, in: tx)
        AccessNews.tell(actor.tenant, in: tx)
    }

    /// Renews an invitation. For somebody who has a password already it is a reset, which takes reach over the whole
    /// chain: whoever holds the new token could act as him.
    static func renewInvitation(
        _ user: ID<User>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> InviteUser.Invitation {
        let target = try lock(user, for: .inviteUser, as: actor, at: now, in: tx)
        if user == actor.user { throw Failure(.ownAccount) }
        switch target.state {
        case "invited": break
        case "active": guard target.reach.isEverywhere else { throw Failure(.forbidden) }
        default: throw Failure(.userState)
        }
        return try InviteUser.renew(user, named: target.userName, as: actor, keys: keys, at: now, in: tx)
    }

    /// Suspends: sessions and invitations end at once, grants wait. Throws `grant.last_admin` for the last system
    /// administrator.
    public static func suspend(_ user: ID<User>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction)
        throws
    {
        let target = try lock(user, for: .suspendUser, as: actor, at: now, in: tx)
        if user == actor.user { throw Failure(.ownAccount) }
        guard target.state == "active" || target.state == "invited" else { throw Failure(.userState) }
        try LastAdmin.requireAnother(ifHeldBy: user, of: actor.tenant, at: now, in: tx)
        try change(target, to: "suspended", as: actor, keys: keys, at: now, in: tx)
        cutOff(user, as: actor, at: now, in: tx)
    }

    /// Ends a suspension.
    static func resume(_ user: ID<User>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let target = try lock(user, for: .suspendUser, as: actor, at: now, in: tx)
        if user == actor.user { throw Failure(.ownAccount) }
        guard target.state == "suspended" else { throw Failure(.userState) }
        try change(target, to: target.hasPassword ? "active" : "invited", as: actor, keys: keys, at: now, in: tx)
        AccessNews.publish(actor.tenant, in: tx)
    }

    /// Ends somebody's time here for good: sessions, invitations and grants end at once. Throws `grant.last_admin` for
    /// the last system administrator.
    public static func depart(_ user: ID<User>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction)
        throws
    {
        let target = try lock(user, for: .suspendUser, as: actor, at: now, in: tx)
        if user == actor.user { throw Failure(.ownAccount) }
        guard target.state != "left" else { throw Failure(.userState) }
        try LastAdmin.requireAnother(ifHeldBy: user, of: actor.tenant, at: now, in: tx)
        try change(target, to: "left", as: actor, keys: keys, at: now, in: tx)
        tx.enqueue(
            """
            update app.access_grant set state = 'revoked', revoked_by = \(actor.user), revoked_at = \(now)
            where tenant_id = \(actor.tenant) and user_id = \(user) and state in ('active', 'proposed')
            """)
        cutOff(user, as: actor, at: now, in: tx)
    }

    private static func cutOff(_ user: ID<User>, as actor: Actor, at now: Instant, in tx: Transaction) {
        InviteUser.withdraw(user, of: actor.tenant, at: now, in: tx)
        Sessions.endAll(of: user, by: actor, at: now, in: tx)
    }

    private static func change(
        _ target: Target, to state: String, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        tx.enqueue(
            """
            update app.user_account set state = \(state), version = version + 1
            where tenant_id = \(actor.tenant) and id = \(target.id)
            """)
        let changes = [ValueChange("state", from: .string(target.state), to: .string(state))]
        try AuditTrail.record(
            AuditEvent(.suspendUser, on: "user", target.id.uuid, changes: changes), as: actor, keys: keys, at: now,
            in: tx)
    }
}
