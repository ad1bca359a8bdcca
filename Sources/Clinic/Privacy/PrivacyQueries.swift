internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Statements about people's rights; no rules here.
enum PrivacyQueries {
    /// From here on the transaction reaches customers that were erased or restricted.
    static let reachBlocked: SQL = "select set_config('app.sees_blocked', 'true', true)"

    /// What stands in the way of processing: erased, restricted since, objected since, created, home branch.
    static func standing(of customer: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select c.erased_at, c.restricted_at, c.objected_at, c.home_branch_id from app.customer c
        where c.tenant_id = \(tenant) and c.id = \(customer) for update
        """
    }

    /// Until when the medical record has to be kept: years from the last contact that is no request about data.
    static func lockedUntil(_ customer: UUID, years: Int64, tenant: ID<Tenant>) -> SQL {
        """
        select greatest(c.created_at, (select max(e.at) from app.timeline_event e where e.tenant_id = \(tenant)
          and e.customer_id = \(customer) and e.kind not in ('data_requested', 'consent_withdrawn', 'restricted', 'objected')))
          + make_interval(years => \(Int32(clamping: years)))
        from app.customer c where c.tenant_id = \(tenant) and c.id = \(customer)
        """
    }

    /// Requests that should have been answered.
    static func overdue(at now: Instant, limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        select r.id, r.number, r.kind, r.state, r.customer_id, r.received_at, r.due_at from app.data_request r
        where r.tenant_id = \(tenant) and r.settled_at is null and r.due_at < \(now) order by r.due_at, r.id limit \(limit)
        """
    }

    /// Certificates, newest first, before a time.
    static func erasures(before: Instant?, limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        select \(erasureColumns) from app.erasure e where e.tenant_id = \(tenant)
        and (\(value: before)::timestamptz is null or e.erased_at < \(value: before)) order by e.erased_at desc, e.id desc limit \(limit)
        """
    }

    static func erasure(_ id: UUID, tenant: ID<Tenant>) -> SQL {
        "select \(erasureColumns) from app.erasure e where e.tenant_id = \(tenant) and e.id = \(id)"
    }

    private static let erasureColumns: SQL = """
        e.id, e.number, e.customer_id, e.request_id, e.erased_at, e.erased_by, e.locked_until, e.medical_destroyed_at, e.certificate
        """
}
