internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The statements of access beyond one's own rows; no rules here.
enum CustomerAccessQueries {
    /// Closes shares that have run out, so that the customer can be shared anew.
    static func closeExpired(of customer: ID<Customer>, to branch: ID<Unit>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.customer_share set ended_at = until where tenant_id = \(tenant) and customer_id = \(customer)
        and to_branch_id = \(branch) and ended_at is null and until <= \(now)
        """
    }

    /// How many shares a branch holds; asked as the system, since they come from every branch.
    static func countShares(to branch: ID<Unit>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        select count(*) from app.customer_share where tenant_id = \(tenant) and to_branch_id = \(branch) and ended_at is null
        and until > \(now)
        """
    }

    /// A customer by id or number, wherever he is, with what proves a handle; asked as the system.
    static func subject(_ handle: CustomerHandle, tenant: ID<Tenant>) -> SQL {
        let found: SQL =
            switch handle {
            case .id(let id): "t.id = \(id)"
            case .told(let number, _, _): "(t.number = \(number) or t.id = app.merged_number(\(number)))"
            }
        return """
            select t.id, t.home_branch_id, t.name_sealed, t.phone_sealed, t.crm_key from app.customer t
            where t.tenant_id = \(tenant) and \(found) and t.erased_at is null and t.restricted_at is null
            """
    }

    /// How often a person named nobody since a time.
    static func misses(of user: ID<User>, since: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select count(*) from app.break_glass where tenant_id = \(tenant) and user_id = \(user) and opened_at > \(since)
        and customer_id is null
        """
    }
}
