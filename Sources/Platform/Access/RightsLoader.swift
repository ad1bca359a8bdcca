internal import FoundationEssentials
public import Postgres
internal import Vault

/// Reads a person's grants and compiles them.
public enum RightsLoader {
    /// Rights, and until when they hold unless something is changed: a grant may begin or end by itself.
    public struct Loaded: Sendable {
        public let rights: Rights
        public let validUntil: Instant?
    }

    /// Compiles the rights of a user at a moment. One round trip, and a second where customers are shared in the tenant.
    ///
    /// - Parameter crossings: what of the features crosses between branches; without it rights are those of the grants alone.
    public static func load(
        _ user: ID<User>, of tenant: ID<Tenant>, at now: Instant, crossings: Crossings? = nil, in tx: Transaction
    ) throws -> Loaded {
        let held: SQL = """
            from app.access_grant g join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
            where g.tenant_id = \(tenant) and g.user_id = \(user) and g.state = 'active' and r.state = 'active'
            and (g.valid_until is null or g.valid_until > \(now))
            """
        let results = try tx.execute(all: [
            "select g.id, g.unit_id, g.valid_from, g.valid_until, r.id, r.code, r.row_scope \(held) order by g.id",
            """
            select a.role_id, a.action from app.role_action a where a.tenant_id = \(tenant)
            and a.role_id in (select r.id \(held)) order by a.role_id, a.action
            """,
            """
            select f.role_id, f.target, f.level, f.uses from app.role_field f where f.tenant_id = \(tenant)
            and f.role_id in (select r.id \(held)) order by f.role_id, f.target
            """,
            """
            select x.role_id, x.grantable_id from app.role_grantable x where x.tenant_id = \(tenant)
            and x.role_id in (select r.id \(held)) order by x.role_id, x.grantable_id
            """,
            UnitTree.statement(of: tenant),
            DerivedRights.statement(user, of: tenant, at: now),
            CustomFieldQueries.current(of: tenant, at: now),
        ])
        let units = try UnitTree(results[4])
        let contents = try contents(actions: results[1], fields: results[2])
        var grantableRoles: [ID<Role>: [ID<Role>]] = [:]
        for row in results[3] { grantableRoles[try row[0], default: []].append(try row[1]) }

        var portions: [Portion] = []
        var grantable: [ID<Role>: Set<ID<Unit>>] = [:]
        var boundary: Instant?
        var canonical = ""
        for row in results[0] {
            let grant: ID<Grant> = try row[0]
            let unit: ID<Unit> = try row[1]
            let from: Instant = try row[2]
            let until: Instant? = try row.getOptional(3)
            let role: ID<Role> = try row[4]
            let code: String = try row[5]
            let scope: String = try row[6]
            for moment in [from, until].compactMap(\.self) where moment > now {
                boundary = min(boundary ?? moment, moment)
            }
            guard from <= now, let relation = RowSet.Relation(rawValue: scope) else { continue }
            let content = contents[role] ?? RoleContent(relation: relation, actions: [], fields: FieldRights())
            let reach = units.reach(of: unit)
            portions.append(
                Portion(
                    rows: RowSet(reach, relation), actions: content.actions, fields: content.fields,
                    sources: [GrantSource(grant: grant, role: role, roleCode: code, unit: unit)]))
            for other in grantableRoles[role] ?? [] { grantable[other, default: []].insert(unit) }
            canonical += "\(unit)|\(scope)|\(reach.canonical)|"
            canonical += content.actions.sorted().map(\.name).joined(separator: ",") + "|"
            canonical +=
                content.targets.map { "\($0.target):\($0.right.level.rawValue):\($0.right.uses.rawValue)" }.joined(
                    separator: ",") + "|"
            canonical += (grantableRoles[role] ?? []).map(\.description).joined(separator: ",")
            canonical += "\n"
        }
        var derived = try DerivedRights(results[5])
        if let crossings { try derived.derive(from: portions, crossings, of: tenant, at: now, in: tx) }
        canonical += derived.canonical
        for moment in derived.boundaries where moment > now { boundary = min(boundary ?? moment, moment) }
        var custom: [CustomField] = []
        for row in results[6] {
            if let next: Instant = try row.getOptional(11) { boundary = min(boundary ?? next, next) }
            guard try row.get(10, as: Bool.self), let field = try CustomField(row) else { continue }
            custom.append(field)
            canonical += "custom|\(field.id)|\(field.code)|\(field.classification.rawValue)|\(field.isRequired)|\(field.isInLists)|"
            canonical += field.choices.joined(separator: ",") + "|\(field.label.chinese)|\(field.label.english)\n"
        }
        return Loaded(
            rights: Rights(
                portions: portions, derived: derived.portions, grantable: grantable, timeZone: derived.timeZone, customFields: custom,
                fingerprint: Rights.fingerprint(of: canonical)),
            validUntil: boundary)
    }

    /// Roles' contents from rows of (role, action) and of (role, target, level, uses). Their relation is set by the caller.
    public static func contents(actions: Rows, fields: Rows) throws -> [ID<Role>: RoleContent] {
        var contents: [ID<Role>: RoleContent] = [:]
        let empty = RoleContent(relation: .any, actions: [], fields: FieldRights())
        for row in actions {
            contents[try row[0], default: empty].actions.insert(Action(named: try row[1]))
        }
        for row in fields {
            let level: Int16 = try row[2]
            let uses: Int16 = try row[3]
            contents[try row[0], default: empty].set(
                FieldRight(FieldLevel(rawValue: level) ?? .none, FieldUses(rawValue: uses)), on: try row[1])
        }
        return contents
    }
}

extension Rights {
    /// Tells one canonical text from any other.
    static func fingerprint(of canonical: String) -> UInt64 {
        Digest.sha256(Array(canonical.utf8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
}

extension RowSet.Reach {
    /// The same text for the same reach.
    var canonical: String {
        switch self {
        case .everywhere: "*"
        case .branches(let branches): branches.sorted().map(\.description).joined(separator: ",")
        }
    }
}
