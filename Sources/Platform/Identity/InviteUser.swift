public import JSON
public import Postgres
internal import Vault

/// Makes an account that waits for its first password, and the invitation that brings it.
public enum InviteUser {
    /// How long an invitation is good.
    public static let lifetime: Duration = .seconds(7 * 86_400)

    /// Who is invited.
    public struct Input: Sendable {
        public var userName: String
        public var displayName: String
        public var locale: Language?
        /// The account's id where it is known beforehand; made on the spot otherwise.
        public var id: ID<User>?

        public init(userName: String, displayName: String, locale: Language? = nil, id: ID<User>? = nil) {
            self.userName = userName
            self.displayName = displayName
            self.locale = locale
            self.id = id
        }

        /// Reads `{userName, displayName, locale?}`.
        public init(reading payload: PayloadReader) {
            userName = payload.requiredText("userName", max: 63)
            if !userName.isEmpty, !Input.isUserName(userName) { payload.refuse("userName", "pattern") }
            displayName = payload.requiredText("displayName", max: 64)
            locale = payload.choice("locale", of: Language.allCases.map(\.rawValue)).flatMap(Language.init(rawValue:))
        }

        /// Lower-case letters, digits, dot, underscore and hyphen; 2 to 63, a letter or digit first.
        static func isUserName(_ text: String) -> Bool {
            let bytes = Array(text.utf8)
            let isWord = { (byte: UInt8) in (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) }
            return (2...63).contains(bytes.count) && isWord(bytes[0])
                && bytes.allSatisfy { isWord($0) || $0 == 0x2e || $0 == 0x5f || $0 == 0x2d }
        }
    }

    /// What the inviter hands over; the token is seen this once.
    public struct Invitation: Sendable {
        public let user: ID<User>
        public let userName: String
        public let token: String
        public let expiresAt: Instant
    }

    /// Invites; throws `user.quota_reached`, and fails with the constraint `user_account_name_unique` for a name in
    /// use.
    public static func run(
        _ input: Input, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Invitation {
        // The settings' row is the lock that lets one person in at a time: two at once must not both be the last.
        let rows = try tx.execute(all: [
            "select user_quota from app.tenant_setting where tenant_id = \(actor.tenant) for update",
            "select count(*) from app.user_account where tenant_id = \(actor.tenant) and state <> 'left'",
        ])
        guard let quota = try rows[0].first?.get(0, as: Int32.self),
            let count = try rows[1].first?.get(0, as: Int64.self),
            count < Int64(quota)
        else { throw Failure(.userQuotaReached) }
        let user = input.id ?? .new(at: now)
        tx.enqueue(
            """
            insert into app.user_account (tenant_id, id, user_name, display_name, state, locale, created_at)
            values (\(actor.tenant), \(user), \(input.userName), \(input.displayName), 'invited',
              \(input.locale?.rawValue), \(now))
            """)
        let invitation = issue(for: user, named: input.userName, by: actor, at: now, in: tx)
        let changes = [
            ValueChange("userName", from: .null, to: .string(input.userName)),
            ValueChange("displayName", from: .null, to: .string(input.displayName)),
        ]
        try AuditTrail.record(
            AuditEvent(.inviteUser, on: "user", user.uuid, changes: changes), as: actor, keys: keys, at: now, in: tx)
        return invitation
    }

    /// A new invitation in place of those that are open.
    public static func renew(
        _ user: ID<User>, named userName: String, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Invitation {
        withdraw(user, of: actor.tenant, at: now, in: tx)
        let invitation = issue(for: user, named: userName, by: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(.inviteUser, on: "user", user.uuid, body: ["renewed": true]), as: actor, keys: keys, at: now,
            in: tx)
        return invitation
    }

    /// Ends a person's open invitations, with the next flight.
    static func withdraw(_ user: ID<User>, of tenant: ID<Tenant>, at now: Instant, in tx: Transaction) {
        tx.enqueue(
            """
            update app.invitation set expires_at = \(now)
            where tenant_id = \(tenant) and user_id = \(user) and used_at is null and expires_at > \(now)
            """)
    }

    private static func issue(
        for user: ID<User>, named userName: String, by actor: Actor, at now: Instant, in tx: Transaction
    ) -> Invitation {
        let token = Base64URL.encode(Random.bytes(32))
        let expiresAt = now.advanced(by: lifetime)
        tx.enqueue(
            """
            insert into app.invitation (tenant_id, id, user_id, token_hash, created_by, created_at, expires_at)
            values (\(actor.tenant), \(ID<Invitation>.new(at: now)), \(user), \(Digest.sha256(Array(token.utf8))),
              \(actor.user),
              \(now), \(expiresAt))
            """)
        return Invitation(user: user, userName: userName, token: token, expiresAt: expiresAt)
    }
}

extension InviteUser.Invitation {
    /// `{id, userName, invitation: {token, expiresAt}}`.
    var json: JSONValue {
        [
            "id": .string(user.description), "userName": .string(userName),
            "invitation": ["token": .string(token), "expiresAt": .string(expiresAt.description)],
        ]
    }
}
