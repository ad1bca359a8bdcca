internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Sessions that are open: reading them and ending them.
enum Sessions {
    /// A person's open sessions, newest first, at most 100.
    static func open(of user: ID<User>, in tenant: ID<Tenant>, at now: Instant) -> SQL {
        let idleSince = now.advanced(by: .zero - SessionAuthenticator.idleLimit)
        return """
            select id, created_at, last_used_at, expires_at, address, user_agent from app.session
            where tenant_id = \(tenant) and user_id = \(user) and revoked_at is null and expires_at > \(now)
            and last_used_at > \(idleSince) order by created_at desc limit 100
            """
    }

    /// Their JSON; `current` marks the one that asks.
    static func json(_ rows: Rows, current: ID<Session>?) throws -> JSONValue {
        [
            "data": .array(
                try rows.map { row in
                    let id: ID<Session> = try row[0]
                    return [
                        "id": .string(id.description),
                        "createdAt": .string(try row.get(1, as: Instant.self).description),
                        "lastUsedAt": .string(try row.get(2, as: Instant.self).description),
                        "expiresAt": .string(try row.get(3, as: Instant.self).description),
                        "address": .text(try row.getOptional(4)), "userAgent": .text(try row.getOptional(5)),
                        "current": .boolean(id == current),
                    ]
                }),
            "page": ["next": .null],
        ]
    }

    /// Ends one session; throws `resource.not_found` when it is not open. Every server drops it within a second.
    static func end(
        _ session: ID<Session>, of user: ID<User>, by actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        let ended = try tx.execute(
            """
            update app.session set revoked_at = \(now), revoked_by = \(actor.user)
            where tenant_id = \(actor.tenant) and id = \(session) and user_id = \(user) and revoked_at is null
            """)
        guard ended.affected == 1 else { throw Failure(.notFound) }
        try AuditTrail.record(
            AuditEvent(
                actor.user == user ? .endSession : .revokeSession, on: "session", session.uuid,
                body: ["user": .string(user.description)]),
            as: actor, keys: keys, at: now, in: tx)
        AccessNews.tell(actor.tenant, in: tx)
    }

    /// Ends all sessions of a person, with the next flight.
    static func endAll(of user: ID<User>, by actor: Actor, at now: Instant, in tx: Transaction) {
        tx.enqueue(
            """
            update app.session set revoked_at = \(now), revoked_by = \(actor.user)
            where tenant_id = \(actor.tenant) and user_id = \(user) and revoked_at is null
            """)
        AccessNews.publish(actor.tenant, in: tx)
    }
}

extension JSONValue {
    /// A text or `null`.
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
