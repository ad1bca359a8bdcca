internal import FoundationEssentials
internal import JSON
internal import Postgres

/// A grant as it is stored: who holds which role on which unit, and how that came about.
struct StoredGrant: Sendable {
    let id: ID<Grant>
    let user: ID<User>
    let role: ID<Role>
    let unit: ID<Unit>
    let from: Instant
    let until: Instant?
    let state: String
    let grantedBy: ID<User>?
    let confirmedBy: ID<User>?
    let revokedBy: ID<User>?
    let createdAt: Instant
    let revokedAt: Instant?

    static let columns: SQL = """
        g.id, g.user_id, g.role_id, g.unit_id, g.valid_from, g.valid_until, g.state, g.granted_by, g.confirmed_by, g.revoked_by, \
        g.created_at, g.revoked_at
        """

    /// Reads a row of ``columns``.
    init(_ row: Row) throws {
        id = try row[0]
        user = try row[1]
        role = try row[2]
        unit = try row[3]
        from = try row[4]
        until = try row.getOptional(5)
        state = try row[6]
        grantedBy = try row.getOptional(7)
        confirmedBy = try row.getOptional(8)
        revokedBy = try row.getOptional(9)
        createdAt = try row[10]
        revokedAt = try row.getOptional(11)
    }

    /// Whether it may still be confirmed, revoked or take effect.
    var isOpen: Bool { state == "proposed" || state == "active" }

    /// Whether two periods have a moment in common.
    func overlaps(from: Instant, until: Instant?) -> Bool {
        (self.until.map { $0 > from } ?? true) && (until.map { $0 > self.from } ?? true)
    }

    func json(in roles: RoleFamily, at now: Instant) -> JSONObject {
        func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
            value.map { .string($0.description) } ?? .null
        }
        let held =
            state == "active" && from <= now && (until.map { $0 > now } ?? true) && (roles[role]?.isActive ?? false)
        return [
            "id": text(id), "userId": text(user), "roleId": text(role), "roleCode": text(roles[role]?.code),
            "unitId": text(unit), "validFrom": text(from), "validUntil": text(until), "state": .string(state),
            "inForce": .boolean(held), "grantedBy": text(grantedBy), "confirmedBy": text(confirmedBy),
            "revokedBy": text(revokedBy), "createdAt": text(createdAt), "revokedAt": text(revokedAt),
        ]
    }
}

/// The grants of one person while his row is locked: whatever is decided about them stays true until the transaction ends.
struct HeldGrants {
    /// The most grants that one person may hold; a row's rights are a set of bits over them.
    static let maximum = 40

    let userState: String
    let all: [StoredGrant]

    /// Locks the person's row and reads his open grants that have not run out; `resource.not_found` when there is no such
    /// person. Two admins who decide about one person at the same time do it one after the other.
    init(of user: ID<User>, tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws {
        let results = try tx.execute(all: [
            "select state from app.user_account where tenant_id = \(tenant) and id = \(user) for no key update",
            """
            select \(StoredGrant.columns) from app.access_grant g where g.tenant_id = \(tenant) and g.user_id = \(user) \
            and g.state in ('proposed', 'active') and (g.valid_until is null or g.valid_until > \(now))
            """,
        ])
        guard let row = results[0].first else { throw Failure(.notFound) }
        userState = try row[0]
        all = try results[1].map { try StoredGrant($0) }
    }

    /// Throws when the person cannot have one more grant of this role in this period.
    func requireRoom(
        for role: StoredRole, on unit: ID<Unit>, from: Instant, until: Instant?, besides own: ID<Grant>? = nil,
        _ authority: Authority
    ) throws {
        guard userState == "active" || userState == "invited" else { throw Failure(.grantPersonInactive) }
        let others = all.filter { $0.id != own }
        guard !others.contains(where: { $0.role == role.id && $0.unit == unit }) else { throw Failure(.grantDuplicate) }
        guard others.count < HeldGrants.maximum else { throw Failure(.grantTooMany) }
        let isExclusive = authority.template(of: role)?.isExclusive ?? false
        for other in others where other.role != role.id && other.overlaps(from: from, until: until) {
            let otherIsExclusive = authority.roles[other.role].flatMap(authority.template)?.isExclusive ?? false
            guard !isExclusive, !otherIsExclusive else { throw Failure(.grantExclusive) }
        }
    }
}
