internal import FoundationEssentials
internal import Postgres

/// The patterns as SQL: rows of (who, in which stretch of time, when last, how many), for whoever acted in the fresh batches.
struct AlertPatterns {
    let tenant: ID<Tenant>
    let settings: AuditSettings
    let now: Instant
    /// The condition on `audit.event e` that picks the fresh batches.
    let fresh: SQL

    /// The statement, and the threshold that its rows have reached.
    func statement(_ pattern: AlertPattern) -> (SQL, threshold: Int64) {
        switch pattern {
        case .nightReading: (nightReading, settings.nightCustomers)
        case .aboveMedian: (aboveMedian, settings.medianFactor)
        case .refusals: (perHour("e.outcome = 'denied'", settings.denialsPerHour), settings.denialsPerHour)
        case .searches:
            (
                perHour("e.action = any (\(AuditActions.searches)) and e.outcome = 'done'", settings.searchesPerHour),
                settings.searchesPerHour
            )
        case .signIns: (signIns, settings.signInFailures)
        }
    }

    private func local(_ time: SQL) -> SQL { "(\(time) at time zone \(settings.timeZone))" }

    // The ends of each stretch are computed with who acted in it, behind `distinct`: an expression with an interval or a time zone in
    // it would be no condition of an index under row security.

    /// An hour of the clock, by person.
    private func perHour(_ condition: SQL, _ threshold: Int64) -> SQL {
        """
        select w.actor_id, w.name, x.last, x.count
        from (select distinct e.actor_id, date_trunc('hour', e.at, 'UTC') as begins,
            date_trunc('hour', e.at, 'UTC') + interval '1 hour' as ends,
            to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24') as name
          from audit.event e where \(fresh) and \(condition) and e.actor_id is not null) w
        cross join lateral (select count(*), max(e.at) as last from audit.event e where e.tenant_id = \(tenant)
          and e.actor_id = w.actor_id and e.at >= w.begins and e.at < w.ends and \(condition)) x
        where x.count >= \(threshold)
        """
    }

    /// By account instead of by person: nobody is signed in yet.
    private var signIns: SQL {
        """
        select w.object_id, w.name, x.last, x.count
        from (select distinct e.object_id, date_trunc('hour', e.at, 'UTC') as begins,
            date_trunc('hour', e.at, 'UTC') + interval '1 hour' as ends,
            to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24') as name
          from audit.event e
          where \(fresh) and e.action = 'create.session' and e.outcome = 'denied' and e.object_id is not null) w
        cross join lateral (select count(*), max(e.at) as last from audit.event e where e.tenant_id = \(tenant)
          and e.action = 'create.session' and e.object_id = w.object_id and e.outcome = 'denied'
          and e.at >= w.begins and e.at < w.ends) x
        where x.count >= \(settings.signInFailures)
        """
    }

    /// Customers whose values one person had in clear from closing time to opening time.
    private var nightReading: SQL {
        let (opens, closes) = (Int32(clamping: settings.opensAt), Int32(clamping: settings.closesAt))
        let minute: SQL = "(extract(hour from \(local("e.at"))) * 60 + extract(minute from \(local("e.at"))))"
        let day: SQL = "(\(local("e.at")) - make_interval(mins => \(opens)))::date"
        return """
            select w.actor_id, w.day::text, x.last, x.count
            from (select distinct e.actor_id, \(day) as day,
                (\(day) + make_interval(mins => \(closes))) at time zone \(settings.timeZone) as begins,
                (\(day) + make_interval(days => 1, mins => \(opens))) at time zone \(settings.timeZone) as ends
              from audit.event e
              where \(fresh) and e.action = any (\(AuditActions.releases)) and e.outcome = 'done' and e.actor_id is not null
              and (\(minute) < \(opens) or \(minute) >= \(closes))) w
            cross join lateral (select count(distinct l.customer_id), max(e.at) as last
              from audit.event e join audit.event_link l on l.tenant_id = e.tenant_id and l.at = e.at and l.event_id = e.id
              where e.tenant_id = \(tenant) and l.tenant_id = \(tenant) and e.actor_id = w.actor_id
              and e.at >= w.begins and e.at < w.ends and l.at >= w.begins and l.at < w.ends
              and e.action = any (\(AuditActions.releases)) and e.outcome = 'done' and l.customer_id is not null) x
            where x.count >= \(settings.nightCustomers)
            """
    }

    private var aboveMedian: SQL {
        var arguments = AuditArguments(tenant: tenant, now: now, settings: settings)
        arguments.until = now
        let readers: SQL = """
            e.actor_id in (select e.actor_id from audit.event e where \(fresh) and e.action = any (\(AuditActions.releases)))
            """
        return """
            select m.actor_id, \(local("\(now)::timestamptz"))::date::text, \(now)::timestamptz, m.customers
            from (\(arguments.readersAboveMedian(factor: settings.medianFactor, floor: settings.medianFloor, actors: readers))) m
            """
    }
}
