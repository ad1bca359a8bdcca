internal import FoundationEssentials
internal import Postgres

/// The statements about roles and what they hold; no rules.
enum RoleQueries {
    /// What ``StoredRole`` reads.
    static let columns: SQL =
        "id, code, name_zh, name_en, built_in, based_on, unit_id, row_scope, state = 'active', version"

    /// How a row is held until the transaction ends.
    enum Lock {
        /// Nobody changes it meanwhile.
        case share
        /// It is about to be changed.
        case update
    }

    static func all(of tenant: ID<Tenant>) -> SQL {
        "select \(columns) from app.role where tenant_id = \(tenant)"
    }

    /// Locks roles, older ones first, so that two transactions meet in one order.
    static func lock(_ roles: [ID<Role>], _ lock: Lock, of tenant: ID<Tenant>) -> SQL {
        let mode: SQL = lock == .share ? "for share" : "for no key update"
        return
            "select id from app.role where tenant_id = \(tenant) and id = any (\(roles.map(\.uuid))) order by id \(mode)"
    }

    /// What roles hold: two statements for ``RightsLoader/contents(actions:fields:)``.
    static func contents(_ roles: [ID<Role>], of tenant: ID<Tenant>) -> [SQL] {
        let ids = roles.map(\.uuid)
        return [
            "select role_id, action from app.role_action where tenant_id = \(tenant) and role_id = any (\(ids))",
            "select role_id, target, level, uses from app.role_field where tenant_id = \(tenant) and role_id = any (\(ids))",
        ]
    }

    /// The rows of a role's content; the role's own row says the relation.
    static func insert(_ content: RoleContent, of role: ID<Role>, tenant: ID<Tenant>) -> [SQL] {
        let targets = content.targets
        return [
            """
            insert into app.role_action (tenant_id, role_id, action) \
            select \(tenant), \(role), unnest(\(content.actions.sorted().map(\.name)))
            """,
            """
            insert into app.role_field (tenant_id, role_id, target, level, uses) \
            select \(tenant), \(role), f.target, f.level, f.uses from unnest(\(targets.map(\.target)), \
            \(targets.map(\.right.level.rawValue)), \(targets.map(\.right.uses.rawValue))) as f (target, level, uses)
            """,
        ]
    }

    /// Puts another content in a role's place; the version goes up by one.
    static func replace(_ content: RoleContent, of role: ID<Role>, tenant: ID<Tenant>) -> [SQL] {
        [
            "delete from app.role_action where tenant_id = \(tenant) and role_id = \(role)",
            "delete from app.role_field where tenant_id = \(tenant) and role_id = \(role)",
        ] + insert(content, of: role, tenant: tenant) + [
            """
            update app.role set row_scope = \(content.relation.rawValue), version = version + 1 \
            where tenant_id = \(tenant) and id = \(role)
            """
        ]
    }
}
