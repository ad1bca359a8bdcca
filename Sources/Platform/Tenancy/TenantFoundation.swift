internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// What every tenant stands on from its first moment: its line in the directory, settings, keys, the chain, built-in
/// roles, number sequences, and its first people, each with a role on the chain and an invitation.
struct TenantFoundation: Sendable {
    let tenant: ID<Tenant>
    let slug: String
    let name: String
    let locale: Language
    let timeZone: String
    /// What it seals with.
    let suite: Suite
    let templates: [RoleTemplate]
    /// The role of the first people.
    let firstRole: String
    let people: [InviteUser.Input]

    /// Lays it, in a transaction of the tenant's system actor: all of it or nothing.
    func lay(as actor: Actor, keyRing: KeyRing, at now: Instant, in tx: Transaction) throws -> [InviteUser.Invitation] {
        guard try TimeZones.exists(timeZone, in: tx) else {
            throw Failure.invalid([Violation(pointer: "/timeZone", code: "choice")])
        }
        let chain = ID<Unit>.new(at: now)
        tx.enqueue(
            """
            insert into app.tenant (id, slug, name, state, created_at, role_defaults)
            values (\(tenant), \(slug), \(name), 'active', \(now), \(RoleTemplate.digest(templates)))
            """
        )
        tx.enqueue(
            """
            insert into app.tenant_setting (tenant_id, locale, time_zone, compliance_profile, cipher_suite, updated_at)
            values (\(tenant), \(locale.rawValue), \(timeZone), 'standard', \(suite.word), \(now))
            """)
        tx.enqueue(
            """
            insert into app.unit (tenant_id, id, parent_id, kind, name, created_at)
            values (\(tenant), \(chain), null, 'chain', \(name), \(now))
            """)
        tx.enqueue("insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), 'customer', 1)")
        let roles = RoleProvisioning.provision(templates, tenant, at: now, in: tx)
        let keys = try keyRing.provision(tenant, suite: suite, at: now, in: tx)
        guard roles[firstRole] != nil else { throw Failure(.internalError) }
        let invitations = try admit(people, as: actor, keys: keys, at: now, in: tx)
        let body: JSONValue = [
            "slug": .string(slug), "firstRole": .string(firstRole),
            "people": .array(invitations.map { .string($0.user.description) }),
        ]
        try AuditTrail.record(
            AuditEvent(.createTenant, on: "tenant", tenant.uuid, body: body), as: actor, keys: keys, at: now, in: tx)
        return invitations
    }

    /// Invites people and gives them the first role on the chain.
    func admit(
        _ people: [InviteUser.Input], as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> [InviteUser.Invitation] {
        try people.map { person in
            let invitation = try InviteUser.run(person, as: actor, keys: keys, at: now, in: tx)
            tx.enqueue(
                """
                insert into app.access_grant (tenant_id, id, user_id, role_id, unit_id, valid_from, state, created_at)
                select \(tenant), \(ID<Grant>.new(at: now)), \(invitation.user), r.id, u.id, \(now), 'active', \(now)
                from app.role r join app.unit u on u.tenant_id = r.tenant_id and u.kind = 'chain'
                where r.tenant_id = \(tenant) and r.code = \(firstRole)
                """)
            return invitation
        }
    }
}

/// Names of time zones, as the database knows them.
enum TimeZones {
    static func exists(_ name: String, in tx: Transaction) throws -> Bool {
        !(try tx.execute("select 1 from pg_timezone_names where name = \(name)").isEmpty)
    }
}
