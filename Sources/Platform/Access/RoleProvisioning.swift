public import Postgres

/// Writes the built-in roles of a new tenant: from then on they are the tenant's own, as data.
public enum RoleProvisioning {
    /// Makes a role of each template, with its actions, field rights and the roles that it lets grant. Everything goes
    /// with the next flight.
    ///
    /// - Returns: the roles' ids by code.
    @discardableResult
    public static func provision(
        _ templates: [RoleTemplate], _ tenant: ID<Tenant>, at now: Instant, in tx: Transaction
    ) -> [String: ID<Role>] {
        let roles = Dictionary(
            templates.map { ($0.code, ID<Role>.new(at: now)) }, uniquingKeysWith: { first, _ in first })
        for template in templates {
            guard let role = roles[template.code] else { continue }
            tx.enqueue(
                """
                insert into app.role (tenant_id, id, code, name_zh, name_en, built_in, row_scope, created_at,
                  offered)
                values (\(tenant), \(role), \(template.code), \(template.name.chinese), \(template.name.english), true,
                  \(template.relation.rawValue), \(now), \(template.content.text))
                """)
            let actions = template.actions.sorted().map(\.name)
            if !actions.isEmpty {
                tx.enqueue(
                    """
                    insert into app.role_action (tenant_id, role_id, action)
                    select \(tenant), \(role), a from unnest(\(actions)) as given (a)
                    """)
            }
            let content = RoleContent(relation: template.relation, actions: [], fields: template.fields)
            let targets = content.targets
            if !targets.isEmpty {
                tx.enqueue(
                    """
                    insert into app.role_field (tenant_id, role_id, target, level, uses)
                    select \(tenant), \(role), t, l, u from unnest(\(targets.map(\.target)),
                      \(targets.map(\.right.level.rawValue)),
                      \(targets.map(\.right.uses.rawValue))) as given (t, l, u)
                    """)
            }
        }
        // After all roles are there: each may point to any other.
        for template in templates {
            guard let role = roles[template.code] else { continue }
            let grantable = template.grantable.compactMap { roles[$0] }
            guard !grantable.isEmpty else { continue }
            tx.enqueue(
                """
                insert into app.role_grantable (tenant_id, role_id, grantable_id)
                select \(tenant), \(role), g from unnest(\(grantable.map(\.uuid))) as given (g)
                """)
        }
        return roles
    }
}
