internal import FoundationEssentials
package import JSON
package import Postgres

/// Gives somebody a role on a unit, for good or for a time. A role that needs two people waits for the second.
package enum GrantRole {
    /// What is asked for.
    package struct Input: Sendable {
        let user: ID<User>
        let role: ID<Role>
        let unit: ID<Unit>
        let from: Instant?
        let until: Instant?

        /// From now on, for good.
        package init(user: ID<User>, role: ID<Role>, unit: ID<Unit>) {
            self.user = user
            self.role = role
            self.unit = unit
            from = nil
            until = nil
        }

        init(reading payload: PayloadReader, at now: Instant) throws {
            user = ID(payload.requiredUUID("userId"))
            role = ID(payload.requiredUUID("roleId"))
            unit = ID(payload.requiredUUID("unitId"))
            func instant(_ name: String) -> Instant? {
                guard let text = payload.text(name, max: 40) else { return nil }
                guard let instant = Instant(text) else {
                    payload.refuse(name, "pattern", limit: "date-time")
                    return nil
                }
                return instant
            }
            from = instant("validFrom")
            until = instant("validUntil")
            // Nobody held a right before somebody gave it; the callers' clocks may differ a little.
            if let from, now.since(from) > .seconds(300) { payload.refuse("validFrom", "range", limit: "now") }
            if let until, until <= max(from ?? now, now) { payload.refuse("validUntil", "range", limit: "validFrom") }
            try payload.finish()
        }
    }

    /// Writes the grant and answers with it.
    package static func run(_ input: Input, _ work: Administration, in tx: Transaction) throws -> JSONObject {
        let authority = try work.authority(in: tx)
        guard let role = authority.roles[input.role], authority.units.nodes[input.unit]?.isOpen == true else {
            throw Failure(.notFound)
        }
        try authority.require(.createGrant, granting: role, on: input.unit)
        guard input.user != work.user else { throw Failure(.grantOwn) }
        guard let template = authority.template(of: role) else { throw Failure(.roleNotGrantable) }
        guard !template.isChainWide || input.unit == authority.units.root else { throw Failure(.grantUnitUnfit) }

        // Whoever the admin does not see among the staff is not there for him.
        let staff = UserReach(.readUser, of: work.actor, units: authority.units, at: work.now)
        let seen = try tx.execute(
            "select 1 from app.user_account u where u.tenant_id = \(work.tenant) and u.id = \(input.user) and \(staff.seen)"
        )
        guard !seen.isEmpty else { throw Failure(.notFound) }
        let held = try HeldGrants(of: input.user, tenant: work.tenant, at: work.now, in: tx)
        // In share: its publication or retirement waits for this grant, or this grant for it.
        let (family, _) = try work.contents(of: [role], locking: .share, in: tx)
        guard family[role.id]?.isActive == true else { throw Failure(.roleRetired) }
        let from = max(input.from ?? work.now, work.now)
        try held.requireRoom(for: role, on: input.unit, from: from, until: input.until, authority)

        // One that ran out by itself still has the place of the new one.
        tx.enqueue(
            """
            update app.access_grant set state = 'revoked', revoked_at = valid_until where tenant_id = \(work.tenant) \
            and user_id = \(input.user) and role_id = \(role.id) and unit_id = \(input.unit) \
            and state in ('proposed', 'active') and valid_until <= \(work.now)
            """)
        let id = ID<Grant>.new(at: work.now)
        let state = template.needsTwoPeople ? "proposed" : "active"
        let row = try tx.execute(
            """
            insert into app.access_grant as g (tenant_id, id, user_id, role_id, unit_id, valid_from, valid_until, state, \
            granted_by, created_at) values (\(work.tenant), \(id), \(input.user), \(role.id), \(input.unit), \(from), \
            \(input.until), \(state), \(work.user), \(work.now)) returning \(StoredGrant.columns)
            """
        ).first
        guard let row else { throw Failure(.internalError) }
        let grant = try StoredGrant(row)
        try work.record(grant, .createGrant, authority, in: tx)
        if grant.state == "active" { AccessNews.publish(work.tenant, in: tx) }
        return grant.json(in: family, at: work.now)
    }
}

extension Administration {
    /// One event about a grant; the body says who got what where.
    func record(
        _ grant: StoredGrant, _ action: Action, _ authority: Authority, in tx: Transaction
    ) throws {
        try record(
            AuditEvent(
                action, on: "grant", grant.id.uuid, branch: authority.units.branch(of: grant.unit),
                body: .object(grant.json(in: authority.roles, at: now))), in: tx)
    }
}
