internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The visits' own statements; no rules here.
enum VisitQueries {
    /// Who is there and has not left, of these branches' or of this customer's visits; a condition on `v`.
    static let present: SQL = "v.state is not null and v.left_at is null"

    /// The day that it is at the tenant's place.
    static func today(at now: Instant, in timeZone: String) -> SQL {
        "(\(now)::timestamptz at time zone \(timeZone)::text)::date"
    }

    /// A customer's visit of a day at a place that has not ended.
    static func open(_ customer: ID<Customer>, at place: ID<Unit>, on day: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        select v.id from app.visit_fact v where v.tenant_id = \(tenant) and v.customer_id = \(customer) and v.unit_id = \(place)
        and v.visited_on = \(day) and \(present)
        """
    }

    /// What the history says: was there before this day, ordered something, days since the last treatment.
    static func history(of customer: ID<Customer>, before day: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        select coalesce(bool_or(v.visited_on < \(day)::date), false),
          exists (select 1 from app.visit_step s where s.tenant_id = \(tenant) and s.customer_id = \(customer) and s.state = 'ordered'),
          (\(day)::date - max(v.visited_on) filter (where v.kind = 'treatment'))::int8
        from app.visit_fact v where v.tenant_id = \(tenant) and v.customer_id = \(customer) and v.withdraws_id is null
        and v.visited_on <= \(day)
        and not exists (select 1 from app.visit_fact w where w.tenant_id = v.tenant_id and w.withdraws_id = v.id)
        """
    }

    /// Makes a fact that was just written a visit with a course.
    static func begin(
        _ id: ID<Visit>, _ type: VisitType, _ state: VisitState, consultant: ID<User>?, by strategy: String?, appointment: UUID?,
        tenant: ID<Tenant>, at now: Instant
    ) -> SQL {
        """
        update app.visit_fact set type = \(type.rawValue), state = \(state.rawValue), step = 'waiting', step_since = \(now),
          arrived_at = \(now), consultant_id = \(value: consultant), triaged_by = \(value: strategy), appointment_id = \(value: appointment)
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    /// People of a branch who can be handed a visit, by what they do there: active, ready, not retired, and by a grant that reaches the branch
    /// ones who may do this.
    static func people(of place: ID<Unit>, kinds: [String], holding action: Action, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        with recursive above (id, parent_id, step) as (
          select u.id, u.parent_id, 1 from app.unit u where u.tenant_id = \(tenant) and u.id = \(place)
          union all
          select u.id, u.parent_id, a.step + 1 from above a join app.unit u on u.tenant_id = \(tenant) and u.id = a.parent_id
          where a.step < 12)
        select distinct r.user_id from app.resource r join app.user_account a on a.tenant_id = r.tenant_id and a.id = r.user_id
        where r.tenant_id = \(tenant) and r.branch_id = \(place) and r.kind = any (\(kinds)) and r.state = 'ready' and a.state = 'active'
        and exists (select 1 from app.access_grant g join app.role o on o.tenant_id = g.tenant_id and o.id = g.role_id
          join app.role_action x on x.tenant_id = g.tenant_id and x.role_id = g.role_id and x.action = \(action.name)
          where g.tenant_id = r.tenant_id and g.user_id = r.user_id and g.state = 'active' and o.state = 'active'
          and g.valid_from <= \(now) and (g.valid_until is null or g.valid_until > \(now))
          and (g.unit_id in (select u.id from above u) or exists (select 1 from app.unit d where d.tenant_id = g.tenant_id
            and d.id = g.unit_id and d.kind = 'department' and d.parent_id = \(place))))
        order by r.user_id
        """
    }

    /// Whether a roster of the branch was published for a day.
    static func hasRoster(_ place: ID<Unit>, on day: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        select exists (select 1 from app.shift s where s.tenant_id = \(tenant) and s.branch_id = \(place) and s.day = \(day)
          and s.state = 'published')
        """
    }

    /// How many of those who are there each consultant has, and since when he has had none: person, count, last moved.
    static func load(of place: ID<Unit>, on day: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        select v.consultant_id, count(*) filter (where v.left_at is null), max(coalesce(v.left_at, v.step_since)) from app.visit_fact v
        where v.tenant_id = \(tenant) and v.unit_id = \(place) and v.visited_on = \(day) and v.state is not null
        and v.consultant_id is not null group by v.consultant_id
        """
    }

    static func rule(of place: ID<Unit>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return """
            select r.strategy, r.owner_first, r.last_user_id, r.version, r.updated_at, r.updated_by, r.turns from app.triage_rule r
            where r.tenant_id = \(tenant) and r.branch_id = \(place)\(lock)
            """
    }

    /// Minutes that those who were there on a day spent in each step: visit, step, seconds.
    static func seconds(of visits: [UUID], tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        select x.visit_id, x.step, sum(extract(epoch from x.until - x.since))::int8 from (
          select s.visit_id, s.step, s.since,
            coalesce(lead(s.since) over (partition by s.visit_id order by s.position), \(now)) as until
          from app.visit_step s where s.tenant_id = \(tenant) and s.visit_id = any (\(visits))) x
        where x.step <> 'left' group by 1, 2
        """
    }
}
