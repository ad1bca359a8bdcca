internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The statements about what ends; no rules here. All are asked as the system.
enum ExpiryQueries {
    /// Whatever of a chain ends one day, as `thing (kind, id, branch_id, name, until_on)`, and `today (day, zone)` where the chain is.
    ///
    /// A licence is there once for each branch where it is registered, and not at all where the same person has one of its class with its
    /// scopes that is valid longer: that is how one is renewed under another number.
    private static func things(tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        with today (day, zone) as (
          select (\(now)::timestamptz at time zone z.time_zone)::date, z.time_zone from app.tenant_setting z where z.tenant_id = \(tenant)),
        thing (kind, id, branch_id, name, until_on) as (
          select d.kind, r.id, r.branch_id, r.name, d.until_on from app.resource r
          cross join lateral (values ('certificate_ends', r.certificate_until), ('maintenance_due', r.maintenance_due),
            ('metrology_due', r.metrology_due)) d (kind, until_on)
          where r.tenant_id = \(tenant) and r.kind = 'device' and r.state <> 'retired' and d.until_on is not null
          union all
          select 'licence_ends', l.id, p.unit_id, u.display_name, l.valid_until from app.licence l
          join app.user_account u on u.tenant_id = l.tenant_id and u.id = l.user_id and u.state = 'active'
          join app.licence_place p on p.tenant_id = l.tenant_id and p.licence_id = l.id
          where l.tenant_id = \(tenant) and l.state = 'valid' and not exists (
            select 1 from app.licence n where n.tenant_id = l.tenant_id and n.user_id = l.user_id and n.class = l.class and n.state = 'valid'
            and n.scopes @> l.scopes and n.valid_until > l.valid_until))
        """
    }

    /// What ends within the longest warning, has ended, and was not told at its threshold yet: kind, id, branch, name, the day, the threshold,
    /// and when the day is over there. Rows of one thing lie together.
    static func untold(tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        \(things(tenant: tenant, at: now)),
        due as (
          select t.kind, t.id, t.branch_id, t.name, t.until_on, ((t.until_on + 1)::timestamp at time zone today.zone) as over_at,
            (case when t.until_on < today.day then 0 when t.until_on <= today.day + 7 then 7 when t.until_on <= today.day + 30 then 30
              else 90 end)::int8 as days
          from thing t cross join today where t.until_on <= today.day + 90)
        select d.kind, d.id, d.branch_id, d.name, d.until_on, d.days, d.over_at from due d
        join app.unit b on b.tenant_id = \(tenant) and b.id = d.branch_id and b.state = 'open'
        where not exists (select 1 from app.task k where k.tenant_id = \(tenant) and k.record_id = d.id and k.kind = d.kind
          and k.record_until = d.until_on and k.record_days = d.days)
        order by d.until_on, d.kind, d.id, d.branch_id
        """
    }

    /// Closes what is open about a thing that ends no more on the day that was told: renewed, retired, suspended. Gives the assignees.
    static func closeRenewed(tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        \(things(tenant: tenant, at: now))
        update app.task k set state = 'done', closed_at = \(now), version = k.version + 1, updated_at = \(now)
        where k.tenant_id = \(tenant) and k.record_id is not null and k.state = 'open'
        and not exists (select 1 from thing t where t.kind = k.kind and t.id = k.record_id and t.until_on = k.record_until)
        returning k.id, k.branch_id, k.assignee_id
        """
    }

    /// Closes what an earlier threshold left open: what is nearer says more.
    static func closeEarlier(_ kind: String, _ id: UUID, before days: Int64, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.task set state = 'cancelled', closed_at = \(now), version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and record_id = \(id) and kind = \(kind) and record_days > \(days) and state = 'open'
        """
    }

    /// Who holds an action by a grant, wherever that is.
    static func holders(of action: Action, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        select distinct g.user_id from app.access_grant g
        join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id and r.state = 'active'
        join app.role_action a on a.tenant_id = r.tenant_id and a.role_id = r.id and a.action = \(action.name)
        join app.user_account u on u.tenant_id = g.tenant_id and u.id = g.user_id and u.state = 'active'
        where g.tenant_id = \(tenant) and g.state = 'active' and g.valid_from <= \(now)
        and (g.valid_until is null or g.valid_until > \(now))
        order by g.user_id
        """
    }

    /// Two runs of a tenant at once come one after the other.
    static func turn(tenant: ID<Tenant>) -> SQL {
        "select 1 from app.tenant_setting z where z.tenant_id = \(tenant) for update"
    }
}
