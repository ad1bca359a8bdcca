internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The views' own statements; no rules here.
enum SavedViewQueries {
    /// Somebody's own views of a list, and all that are shared: which of these he is shown is told from his rights.
    static func views(_ list: String, of user: ID<User>, tenant: ID<Tenant>) -> SQL {
        """
        select \(SavedView.columns) from app.saved_view v
        where v.tenant_id = \(tenant) and v.list = \(list) and (v.scope <> 'personal' or v.owner_id = \(user)) order by v.created_at, v.id
        """
    }

    static func view(_ id: ID<SavedView>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return "select \(SavedView.columns) from app.saved_view v where v.tenant_id = \(tenant) and v.id = \(id)\(lock)"
    }

    /// How many personal views somebody has of a list, and how many shared ones there are.
    static func counts(_ list: String, of user: ID<User>, tenant: ID<Tenant>) -> SQL {
        """
        select count(*) filter (where v.scope = 'personal' and v.owner_id = \(user)), count(*) filter (where v.scope <> 'personal')
        from app.saved_view v where v.tenant_id = \(tenant) and v.list = \(list)
        """
    }

    /// Whether a role and a branch are there.
    static func targets(role: ID<Role>?, branch: ID<Platform.Unit>?, tenant: ID<Tenant>) -> SQL {
        """
        select \(value: role)::uuid is null or exists (select 1 from app.role r where r.tenant_id = \(tenant) and r.id = \(value: role)),
        \(value: branch)::uuid is null or exists (select 1 from app.unit u where u.tenant_id = \(tenant) and u.id = \(value: branch)
          and u.kind = 'branch')
        """
    }

    /// What was the default for the same people is so no longer.
    static func dethrone(
        _ list: String, _ target: SavedViewTarget, of owner: ID<User>, but id: ID<SavedView>, tenant: ID<Tenant>
    ) -> SQL {
        """
        update app.saved_view set is_default = false, version = version + 1
        where tenant_id = \(tenant) and list = \(list) and scope = \(target.scope.rawValue) and id <> \(id) and is_default
        and (scope <> 'personal' or owner_id = \(owner)) and for_role_id is not distinct from \(value: target.role)
        and for_branch_id is not distinct from \(value: target.branch)
        """
    }
}
