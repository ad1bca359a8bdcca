internal import FoundationEssentials
internal import Postgres

// Questions whose SQL is more than a list of actions.

extension AuditArguments {
    /// The beginning of the tenant's day.
    var today: SQL { "(date_trunc('day', \(now)::timestamptz at time zone \(settings.timeZone)) at time zone \(settings.timeZone))" }

    /// People with their distinct customers of today and the median of their days before: those at least `factor` times above, and
    /// at `floor` customers or more.
    ///
    /// - Parameter actors: a condition on `audit.event e` that only some people fulfil.
    func readersAboveMedian(factor: Int64, floor: Int64, actors: SQL = "true") -> SQL {
        """
        with today as materialized (
          select e.actor_id, max(e.actor_name) as actor_name, count(distinct l.customer_id) as customers
          from audit.event e join audit.event_link l on l.tenant_id = e.tenant_id and l.at = e.at and l.event_id = e.id
          where e.tenant_id = \(tenant) and l.tenant_id = \(tenant) and e.at >= \(today) and l.at >= \(today)
          and e.at < \(now)::timestamptz + interval '1 day' and l.at < \(now)::timestamptz + interval '1 day'
          and e.actor_id is not null and e.outcome = 'done' and e.action = any (\(AuditActions.releases)) and l.customer_id is not null
          and \(actors) group by e.actor_id having count(distinct l.customer_id) >= \(floor))
        select t.actor_id, t.actor_name, t.customers, m.median::int8 from today t
        cross join lateral (select coalesce(percentile_disc(0.5) within group (order by d.customers), 0) median
          from audit.reading_day d where d.tenant_id = \(tenant) and d.user_id = t.actor_id
          and d.day >= (\(now)::timestamptz at time zone \(settings.timeZone))::date - 90
          and d.day < (\(now)::timestamptz at time zone \(settings.timeZone))::date) m
        where m.median > 0 and t.customers > m.median * \(factor) order by t.customers desc, t.actor_id limit 1000
        """
    }

    /// After each withdrawal, contacts with that customer until he consents again.
    func contactsAfterWithdrawal() -> SQL {
        """
        select distinct x.at, x.id from unnest(\(AuditActions.withdrawals)) w (action)
        cross join lateral (
          select e.at, e.customer_id from audit.event e where e.tenant_id = \(tenant) and e.action = w.action and e.outcome = 'done'
          and e.customer_id is not null and e.at < \(until) and e.at >= \(from)::timestamptz - interval '365 days'
          order by e.at desc, e.id desc limit 5000) gone
        cross join lateral (
          select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and e.customer_id = gone.customer_id and e.at > gone.at
          and e.action = any (\(AuditActions.contacts)) and e.outcome = 'done' and \(window("e", "id"))
          and not exists (select 1 from audit.event b where b.tenant_id = \(tenant) and b.customer_id = gone.customer_id
            and b.action = any (\(AuditActions.consents)) and b.outcome = 'done' and b.at > gone.at and b.at <= e.at)
          order by e.at desc, e.id desc limit \(bound)) x
        order by x.at desc, x.id desc limit \(bound)
        """
    }

    /// Whatever failed, alarms and weakened accounts, and sign-ins from an address that is new for the person.
    ///
    /// The first sign-in from each address comes out of an index that has nothing but sign-ins; only those of the page are looked up.
    func signInAnomalies() -> SQL {
        let newest: SQL = position.map { "and s.at <= \($0.at)" } ?? ""
        return """
            select at, id from (
              (select e.at, e.id from unnest(\(AuditActions.signIns)) a (action) cross join lateral (
                select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and e.outcome <> 'done' and e.action = a.action
                and \(window("e", "id")) order by e.at desc, e.id desc limit \(bound)) e)
              union
              (select e.at, e.id from unnest(array['detect.spray', 'remove.totp']) a (action) cross join lateral (
                select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and e.action = a.action
                and \(window("e", "id")) order by e.at desc, e.id desc limit \(bound)) e)
              union
              (with seen as materialized (
                select e.actor_id, e.address, min(e.at) as at from audit.event e where e.tenant_id = \(tenant) and e.action = 'create.session'
                and e.outcome = 'done' and e.actor_id is not null and e.at >= \(from)::timestamptz - interval '90 days' and e.at < \(until)
                group by e.actor_id, e.address)
              select e.at, e.id from (
                select s.actor_id, s.address, s.at from seen s join (select actor_id, min(at) as first from seen group by actor_id) f
                  on f.actor_id = s.actor_id
                where s.at > f.first and s.at >= \(from) and s.at < \(until) \(newest)
                order by s.at desc fetch first (\(bound + 100)) rows with ties) s
              cross join lateral (
                select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and e.action = 'create.session' and e.outcome = 'done'
                and e.actor_id = s.actor_id and e.at = s.at and e.address is not distinct from s.address order by e.id limit 1) e
              where \(window("e", "id")) order by e.at desc, e.id desc limit \(bound))
            ) every order by at desc, id desc limit \(bound)
            """
    }
}
