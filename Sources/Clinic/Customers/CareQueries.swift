internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Statements about who cares for whom.
enum CareQueries {
    /// Opens a customer to somebody's care, or replaces what was said before.
    static func open(
        _ customer: UUID, to user: ID<User>, since: Instant, until: Instant, reason: String, tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.care_relation (tenant_id, customer_id, user_id, since, until, reason)
        values (\(tenant), \(customer), \(user), \(since), \(until), \(reason))
        on conflict (tenant_id, user_id, customer_id)
        do update set since = excluded.since, until = excluded.until, reason = excluded.reason
        """
    }

    /// Opens a customer to somebody's care at least until then; what reaches further stays.
    static func extend(
        _ customer: UUID, to user: ID<User>, at now: Instant, until: Instant, reason: String, tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.care_relation as care (tenant_id, customer_id, user_id, since, until, reason)
        values (\(tenant), \(customer), \(user), \(now), \(until), \(reason))
        on conflict (tenant_id, user_id, customer_id) do update
          set since = case when care.until > excluded.since and care.since <= excluded.since then care.since else excluded.since end,
              until = greatest(care.until, excluded.until), reason = excluded.reason
        """
    }
}
