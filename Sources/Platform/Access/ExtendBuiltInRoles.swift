internal import FoundationEssentials
internal import JSON
public import Logging
internal import Postgres

/// Brings what this version of the program adds to the built-in roles to the tenants that exist: a feature that came with an
/// upgrade can be used the day it is there. Runs when a server starts; again changes nothing.
///
/// What a tenant decided stays: see ``RoleGrowth``. Custom roles are never touched; their admins take over what they want.
public enum ExtendBuiltInRoles {
    /// What a run did.
    public struct Report: Sendable, Hashable {
        /// Tenants that were behind.
        public var tenants = 0
        /// Roles that hold more now, or are new.
        public var roles = 0
        /// Tenants that could not be brought up; the next start tries again.
        public var failed = 0
    }

    /// Looks through the directory and extends the roles of each tenant that is behind, in a transaction of its own.
    public static func run(on deployment: Deployment, logger: Logger, at now: Instant) async throws -> Report {
        let catalog = deployment.catalog
        let system = Actor.system(of: .deployment, request: .new(at: now))
        let behind = try await deployment.database.read(as: system) { tx in
            try tx.execute(
                """
                select id from app.tenant where role_defaults is distinct from
                case when id = \(ID<Tenant>.deployment) then \(RoleTemplate.digest([catalog.operatorTemplate]))
                else \(RoleTemplate.digest(catalog.templates)) end order by id
                """
            ).map { try $0.get(0, as: ID<Tenant>.self) }
        }
        var report = Report()
        for tenant in behind {
            do {
                report.roles += try await extend(tenant, on: deployment, at: now)
                report.tenants += 1
            } catch {
                report.failed += 1
                logger.error(
                    "built-in roles could not be extended", metadata: ["tenant": "\(tenant)", "error": "\(type(of: error))"])
            }
        }
        return report
    }

    /// Extends one tenant's roles; the number of those that hold more now.
    static func extend(_ tenant: ID<Tenant>, on deployment: Deployment, at now: Instant) async throws -> Int {
        let catalog = deployment.catalog
        let templates = tenant == .deployment ? [catalog.operatorTemplate] : catalog.templates
        let actor = Actor.system(of: tenant, request: .new(at: now))
        let keys = try await deployment.keys.keys(of: tenant)
        let changed = try await deployment.database.write(as: actor) { tx in
            let roles = try stored(of: tenant, in: tx)
            var changed = 0
            for template in templates {
                guard let role = roles[template.code] else { continue }
                // Before this was written down, a role that nobody changed held just what was offered; of any other one only
                // the tenant knows, so it is left as it is.
                let known = role.offered ?? (role.version == 1 ? role.content : role.content.union(template.content))
                let growth = RoleGrowth(to: template.content, since: known, held: role.content, in: catalog)
                if growth.content != role.content {
                    for statement in RoleQueries.replace(growth.content, of: role.id, tenant: tenant) { tx.enqueue(statement) }
                    let difference = RoleDifference(before: role.content, after: growth.content).json(in: catalog)
                    try AuditTrail.record(
                        AuditEvent(
                            .extendRole, on: "role", role.id.uuid,
                            body: ["role": .string(template.code), "difference": difference]), as: actor, keys: keys, at: now, in: tx)
                    changed += 1
                }
                tx.enqueue(
                    """
                    update app.role set offered = \(growth.offered.text) where tenant_id = \(tenant) and id = \(role.id)
                    """)
            }
            changed += try addMissing(templates, to: roles, as: actor, keys: keys, at: now, in: tx)
            tx.enqueue("update app.tenant set role_defaults = \(RoleTemplate.digest(templates)) where id = \(tenant)")
            if changed > 0 { AccessNews.publish(tenant, in: tx) }
            return changed
        }
        if changed > 0 { deployment.forget(tenant) }
        return changed
    }

    private struct Stored {
        let id: ID<Role>
        let version: Int64
        let content: RoleContent
        let offered: RoleContent?
    }

    /// The built-in roles by code, locked: two servers may start at once.
    private static func stored(of tenant: ID<Tenant>, in tx: Transaction) throws -> [String: Stored] {
        let rows = try tx.execute(
            """
            select id, code, row_scope, version, offered from app.role where tenant_id = \(tenant) and built_in order by id
            for no key update
            """)
        let ids = try rows.map { try $0.get(0, as: ID<Role>.self) }
        let results = try tx.execute(all: RoleQueries.contents(ids, of: tenant))
        let contents = try RightsLoader.contents(actions: results[0], fields: results[1])
        var roles: [String: Stored] = [:]
        for row in rows {
            let id: ID<Role> = try row[0]
            let relation = RowSet.Relation(rawValue: try row[2]) ?? .care
            var content = contents[id] ?? RoleContent(relation: relation, actions: [], fields: FieldRights())
            content.relation = relation
            let offered = try row.getOptional(4, as: String.self).map { try RoleContent(stored: $0) }
            roles[try row[1]] = Stored(id: id, version: try row[3], content: content, offered: offered)
        }
        return roles
    }

    /// Roles that are new with this version, and who may grant them. A code that a role of the tenant's own has stays his.
    private static func addMissing(
        _ templates: [RoleTemplate], to roles: [String: Stored], as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Int {
        let codes = templates.map(\.code)
        let taken = try tx.execute(
            "select code from app.role where tenant_id = \(actor.tenant) and not built_in and code = any (\(codes))"
        ).map { try $0.get(0, as: String.self) }
        let missing = templates.filter { roles[$0.code] == nil && !taken.contains($0.code) }
        let made = RoleProvisioning.provision(missing, actor.tenant, at: now, in: tx)
        for (code, id) in made.sorted(by: { $0.key < $1.key }) {
            try AuditTrail.record(
                AuditEvent(.extendRole, on: "role", id.uuid, body: ["role": .string(code), "new": true]), as: actor, keys: keys,
                at: now, in: tx)
        }
        for template in templates where !template.grantable.isEmpty {
            tx.enqueue(
                """
                insert into app.role_grantable (tenant_id, role_id, grantable_id)
                select r.tenant_id, r.id, g.id from app.role r
                join app.role g on g.tenant_id = r.tenant_id and g.built_in and g.code = any (\(template.grantable))
                where r.tenant_id = \(actor.tenant) and r.built_in and r.code = \(template.code)
                on conflict do nothing
                """)
        }
        return made.count
    }
}

extension Action {
    /// The program gave a built-in role what a new version adds to it: a word of the audit trail.
    public static let extendRole = Action("extend.role")
}
