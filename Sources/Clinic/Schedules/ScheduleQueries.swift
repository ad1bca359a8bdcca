internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The schedules' own statements; no rules here.
enum ScheduleQueries {
    static let shift: SQL = """
        s.id, s.resource_id, s.day, s.template_id, s.starts_at, s.ends_at, s.break_starts_at, s.break_ends_at, s.state, s.version
        """

    /// A week of a branch: version, when it was drafted and published, and by whom.
    static func week(_ monday: LocalDate, of branch: ID<Unit>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return """
            select w.version, w.drafted_at, w.published_at, w.published_by from app.roster_week w
            where w.tenant_id = \(tenant) and w.branch_id = \(branch) and w.week_on = \(monday)\(lock)
            """
    }

    static func shifts(of monday: LocalDate, in branch: ID<Unit>, tenant: ID<Tenant>) -> SQL {
        """
        select \(shift) from app.shift s where s.tenant_id = \(tenant) and s.branch_id = \(branch)
        and s.day between \(monday) and \(monday) + 6 order by s.day, s.starts_at, s.id
        """
    }

    /// The tenant's place in time.
    static func zone(of tenant: ID<Tenant>) -> SQL {
        "select s.time_zone from app.tenant_setting s where s.tenant_id = \(tenant)"
    }

    /// The days of a branch (`open`: day, weekday that it is like, time zone) and its opening hours on them (`hours`: day, opens, closes): what
    /// a statement about them begins with. Closed days are not among them, made-up ones are like the day that they stand for.
    private static func calendar(of branch: ID<Unit>, from first: LocalDate, until last: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        with recursive above (id, parent_id, step) as (
          select u.id, u.parent_id, 1 from app.unit u where u.tenant_id = \(tenant) and u.id = \(branch)
          union all
          select u.id, u.parent_id, a.step + 1 from above a join app.unit u on u.tenant_id = \(tenant) and u.id = a.parent_id
          where a.step < 8),
        said as (
          select distinct on (c.day) c.day, c.kind, c.like_weekday from app.calendar_day c join above a on a.id = c.unit_id
          where c.tenant_id = \(tenant) and c.day between \(first) and \(last) order by c.day, a.step),
        open as (
          select d.day, coalesce(s.like_weekday, extract(isodow from d.day)::int8) as weekday, z.time_zone as zone,
            coalesce((select max(p.since_on) from app.opening_period p where p.tenant_id = \(tenant) and p.branch_id = \(branch)
              and p.since_on <= d.day), \(OpeningHours.base)) as since_on
          from (select \(first)::date + g as day from generate_series(0, \(last)::date - \(first)::date) g) d
          join app.tenant_setting z on z.tenant_id = \(tenant)
          left join said s on s.day = d.day where s.kind is distinct from 'closed'),
        hours as (
          select o.day, (o.day + make_interval(mins => h.opens_minute)) at time zone o.zone as opens,
            (o.day + make_interval(mins => h.closes_minute)) at time zone o.zone as closes
          from open o join app.opening_hours h on h.tenant_id = \(tenant) and h.branch_id = \(branch) and h.since_on = o.since_on
            and h.weekday = o.weekday)
        """
    }

    /// The days of a branch that are not closed, each with the day of the week that it is like.
    static func days(of branch: ID<Unit>, from first: LocalDate, until last: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        \(calendar(of: branch, from: first, until: last, tenant: tenant))
        select o.day, o.weekday from open o order by o.day
        """
    }

    /// When a branch is open: from, until, in order.
    static func opening(of branch: ID<Unit>, from first: LocalDate, until last: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        \(calendar(of: branch, from: first, until: last, tenant: tenant))
        select h.opens, h.closes from hours h order by h.opens
        """
    }

    /// When people, rooms and devices of a branch can be used, in days of its calendar: a row for each resource and interval.
    ///
    /// People work their published shifts but for the breaks in them; rooms and devices can be used while the branch is open, devices as long
    /// as neither certificate nor maintenance nor metrology nor the counter speaks against it. A closed day has nothing, a made-up one the hours
    /// of the day of the week that it stands for. What is taken of it (bookings, leave, maintenance) is asked for apart: ``taken``.
    ///
    /// Columns: resource, kind, subject (the person, or the resource itself), from, until.
    static func working(
        in branch: ID<Unit>, from first: LocalDate, until last: LocalDate, kinds: [String], tenant: ID<Tenant>
    ) -> SQL {
        """
        \(calendar(of: branch, from: first, until: last, tenant: tenant))
        select r.id, r.kind, r.user_id, p.starts, p.ends
        from app.shift s join open o on o.day = s.day
        join app.resource r on r.tenant_id = \(tenant) and r.id = s.resource_id and r.state = 'ready' and r.kind = any (\(kinds))
        cross join lateral (values (s.starts_at, coalesce(s.break_starts_at, s.ends_at)), (s.break_ends_at, s.ends_at)) p (starts, ends)
        where s.tenant_id = \(tenant) and s.branch_id = \(branch) and s.day between \(first) and \(last) and s.state = 'published'
        and p.starts is not null
        union all
        select r.id, r.kind, r.id, h.opens, h.closes from app.resource r cross join hours h
        where r.tenant_id = \(tenant) and r.branch_id = \(branch) and r.state = 'ready' and r.kind = any (\(kinds))
        and r.kind in ('room', 'device') and coalesce(least(r.certificate_until, r.maintenance_due, r.metrology_due) >= h.day, true)
        and coalesce(r.counter < r.counter_limit, true)
        order by 1, 4
        """
    }

    /// What is taken of these subjects' time, buffers included, that meets a window. No claim is longer than two days, so the index is
    /// entered that long before.
    ///
    /// Columns: claim, subject, place, kind, busy from, busy until, exclusive, appointment, resource, starts, ends, branch.
    static func taken(_ subjects: [UUID], from start: Instant, until end: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select k.id, k.subject_id, k.place, k.kind, k.busy_from, k.busy_until, k.exclusive, k.appointment_id, k.resource_id, k.starts_at,
          k.ends_at, k.branch_id
        from app.resource_claim k where k.tenant_id = \(tenant) and k.subject_id = any (\(subjects))
        and k.busy_from >= \(start.advanced(by: .seconds(-2 * 86_400))) and k.busy_from < \(end) and k.busy_until > \(start)
        order by k.busy_from, k.id
        """
    }

    /// - Parameter reason: sealed by ``ScheduleTexts``.
    static func claim(
        _ id: UUID, kind: String, subject: UUID, place: Int32, resource: UUID, branch: UUID, leave: UUID?, from start: Instant,
        until end: Instant, exclusive: Bool, reason: [UInt8]?, by user: ID<User>?, at now: Instant, tenant: ID<Tenant>
    ) -> SQL {
        let approver: SQL = exclusive ? "null" : "\(value: user)"
        return """
            insert into app.resource_claim (tenant_id, id, branch_id, kind, subject_id, place, resource_id, leave_id, starts_at, ends_at,
              busy_from, busy_until, exclusive, reason_sealed, approved_by, created_by, created_at)
            values (\(tenant), \(id), \(branch), \(kind), \(subject), \(place), \(resource), \(value: leave), \(start), \(end), \(start),
              \(end), \(exclusive), \(value: reason), \(approver), \(value: user), \(now))
            """
    }

    /// A published or drafted shift, locked.
    static func shift(_ id: UUID, in branch: ID<Unit>, tenant: ID<Tenant>) -> SQL {
        """
        select \(shift), r.kind, r.user_id from app.shift s join app.resource r on r.tenant_id = s.tenant_id and r.id = s.resource_id
        where s.tenant_id = \(tenant) and s.branch_id = \(branch) and s.id = \(id) for update of s
        """
    }

    /// Every opening hour of a branch, of all times: since, day of the week, opens, closes.
    static func openingHours(of branch: ID<Unit>, tenant: ID<Tenant>) -> SQL {
        """
        select h.since_on, h.weekday, h.opens_minute, h.closes_minute from app.opening_hours h
        where h.tenant_id = \(tenant) and h.branch_id = \(branch) order by h.since_on, h.weekday, h.opens_minute
        """
    }

    /// The days from which on other opening hours hold, or held.
    static func openingPeriods(of branch: ID<Unit>, tenant: ID<Tenant>) -> SQL {
        """
        select p.since_on from app.opening_period p where p.tenant_id = \(tenant) and p.branch_id = \(branch) order by p.since_on
        """
    }
}
