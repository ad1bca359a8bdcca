internal import Platform
internal import Postgres

/// Statements about what is kept how long; no rules here.
enum RetentionQueries {
    /// Deletes rows whose time is over; says how many.
    static func retire(_ table: String, before boundary: SQL, most: Int) -> SQL {
        "select app.retire(\(table), \(boundary), \(Int32(clamping: most)))"
    }

    /// Rows of a rule that should have gone two days ago: how many, since when.
    static func overdue(_ rule: RetentionRule, before boundary: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select count(*), min(t.\(rule.since)) from \(rule.tableIdentifier) t where t.tenant_id = \(tenant)
        and t.\(rule.since) < \(boundary) - interval '2 days'
        """
    }

    /// Medical keys of people who were erased that should have been destroyed two days ago.
    static func overdueMedicalKeys(at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select count(*), min(c.medical_locked_until) from app.customer c where c.tenant_id = \(tenant) and c.erased_at is not null
        and c.medical_key is not null and c.medical_locked_until < \(now)::timestamptz - interval '2 days'
        """
    }

    /// Exports that nobody took in time.
    static func expire(at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        update app.data_export set file_id = null where tenant_id = \(tenant) and file_id is not null and expires_at <= \(now)
        """
    }
}
