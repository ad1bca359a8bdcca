internal import FoundationEssentials
package import JSON
package import Postgres

/// Reads a grant that somebody means to settle, in the order of locks: first the person's row, then the grant.
private struct GrantToSettle {
    let grant: StoredGrant
    let held: HeldGrants
    let role: StoredRole

    /// `resource.not_found` for a grant out of reach, `grant.own` for one's own.
    init(_ id: ID<Grant>, _ action: Action, _ authority: Authority, _ work: Administration, in tx: Transaction) throws {
        let owner = try tx.execute(
            "select user_id, unit_id from app.access_grant where tenant_id = \(work.tenant) and id = \(id)"
        ).first
        guard let owner, authority.holds(action, on: try owner[1]) else { throw Failure(.notFound) }
        held = try HeldGrants(of: try owner[0], tenant: work.tenant, at: work.now, in: tx)
        let row = try tx.execute(
            "select \(StoredGrant.columns) from app.access_grant g where g.tenant_id = \(work.tenant) and g.id = \(id) for update"
        ).first
        guard let row else { throw Failure(.notFound) }
        grant = try StoredGrant(row)
        guard let role = authority.roles[grant.role] else { throw Failure(.notFound) }
        self.role = role
        try authority.require(action, granting: role, on: grant.unit)
        guard grant.user != work.user else { throw Failure(.grantOwn) }
    }
}

/// Makes a proposed grant active: the second of two people who are both entitled to it.
package enum ConfirmGrant {
    /// Confirms it and answers with it.
    package static func run(_ id: ID<Grant>, _ work: Administration, in tx: Transaction) throws -> JSONObject {
        let authority = try work.authority(in: tx)
        let found = try GrantToSettle(id, .confirmGrant, authority, work, in: tx)
        let grant = found.grant
        guard grant.state == "proposed", grant.until.map({ $0 > work.now }) ?? true else { throw Failure(.grantEnded) }
        guard let first = grant.grantedBy, first != work.user,
            try isStillEntitled(first, to: found, authority, work, in: tx)
        else { throw Failure(.grantNeedsSecondPerson) }
        let (family, _) = try work.contents(of: [found.role], locking: .share, in: tx)
        guard family[grant.role]?.isActive == true else { throw Failure(.roleRetired) }
        try found.held.requireRoom(
            for: found.role, on: grant.unit, from: grant.from, until: grant.until, besides: grant.id, authority)
        let row = try tx.execute(
            """
            update app.access_grant as g set state = 'active', confirmed_by = \(work.user) \
            where g.tenant_id = \(work.tenant) and g.id = \(id) returning \(StoredGrant.columns)
            """
        ).first
        guard let row else { throw Failure(.notFound) }
        let confirmed = try StoredGrant(row)
        try work.record(confirmed, .confirmGrant, authority, in: tx)
        AccessNews.publish(work.tenant, in: tx)
        return confirmed.json(in: family, at: work.now)
    }

    /// Whether the proposer may still do what he proposed: two people stand behind the grant now, not one and a memory.
    private static func isStillEntitled(
        _ proposer: ID<User>, to found: GrantToSettle, _ authority: Authority, _ work: Administration,
        in tx: Transaction
    ) throws -> Bool {
        let rights = try RightsLoader.load(proposer, of: work.tenant, at: work.now, in: tx).rights
        let his = Authority(rights: rights, units: authority.units, roles: authority.roles, catalog: authority.catalog)
        return his.holds(.createGrant, on: found.grant.unit) && his.mayGrant(found.role, on: found.grant.unit)
    }
}

/// Takes a grant away, or turns a proposed one down.
enum RevokeGrant {
    static func run(_ id: ID<Grant>, _ work: Administration, in tx: Transaction) throws {
        let authority = try work.authority(in: tx)
        let found = try GrantToSettle(id, .revokeGrant, authority, work, in: tx)
        let grant = found.grant
        guard grant.isOpen else { throw Failure(.grantEnded) }
        if found.role.code == RoleTemplate.systemAdmin {
            try LastAdmin.requireAnother(than: grant.user, of: work.tenant, at: work.now, in: tx)
        }
        let state = grant.state == "proposed" ? "refused" : "revoked"
        let row = try tx.execute(
            """
            update app.access_grant as g set state = \(state), revoked_by = \(work.user), revoked_at = \(work.now) \
            where g.tenant_id = \(work.tenant) and g.id = \(id) returning \(StoredGrant.columns)
            """
        ).first
        guard let row else { throw Failure(.notFound) }
        try work.record(StoredGrant(row), .revokeGrant, authority, in: tx)
        if grant.state == "active" { AccessNews.publish(work.tenant, in: tx) }
    }
}
