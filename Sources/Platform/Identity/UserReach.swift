internal import Postgres

/// Whom a person reaches with an action on people. People belong to no unit; their grants do.
///
/// With the action on the chain that is everybody. Otherwise: he *sees* whoever holds a grant within his units,
/// himself, and those without any grant whom he invited; he *manages* those of them whose grants all lie within his
/// units.
struct UserReach {
    private let actor: Actor
    private let now: Instant
    /// The units on which the action was granted and all below them; nil for the whole tenant.
    private let units: [ID<Unit>]?

    init(_ action: Action, of actor: Actor, units tree: UnitTree, at now: Instant) {
        self.actor = actor
        self.now = now
        let tops = actor.rights.units(of: action)
        let isChainWide = tree.root.map(tops.contains) ?? false
        units = isChainWide ? nil : tops.reduce(into: Set()) { $0.formUnion(tree.subtree(of: $1)) }.sorted()
    }

    /// Whether it is the whole tenant.
    var isEverywhere: Bool { units == nil }

    /// The people seen, as a condition on `u`.
    var seen: SQL {
        guard let units else { return "true" }
        // Without the action nobody is within reach by it, not even oneself.
        return units.isEmpty ? "false" : "(u.id = \(actor.user) or \(invited) or exists (\(grants) and \(within)))"
    }

    /// The people managed, as a condition on `u`.
    var managed: SQL {
        guard let units else { return "true" }
        return units.isEmpty
            ? "false" : "(\(invited) or (exists (\(grants)) and not exists (\(grants) and not \(within))))"
    }

    private var grants: SQL {
        """
        select 1 from app.access_grant g where g.tenant_id = u.tenant_id and g.user_id = u.id
        and g.state in ('active', 'proposed') and (g.valid_until is null or g.valid_until > \(now))
        """
    }

    private var within: SQL { "g.unit_id = any (\((units ?? []).map(\.uuid)))" }

    private var invited: SQL {
        """
        (not exists (\(grants)) and exists (select 1 from app.invitation i where i.tenant_id = u.tenant_id
          and i.user_id = u.id
        and i.created_by = \(actor.user)))
        """
    }
}
