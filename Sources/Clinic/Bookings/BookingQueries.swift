internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The bookings' own statements; no rules here.
enum BookingQueries {
    /// Services: id, nature, scope, name. Active ones, and those of these that a booking has already.
    static func services(_ ids: [UUID], booked: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select s.id, s.nature, s.scope, s.name from app.service s where s.tenant_id = \(tenant) and s.id = any (\(ids))
        and (s.state = 'active' or s.id = any (\(booked)))
        """
    }

    /// What can be used in a branch: id, kind, person, tags, capacity, buffers, name, the last day of its papers, whether its counter is used
    /// up. What is out of use is among it, as far as it is named.
    static func resources(of branch: ID<Unit>, naming named: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select r.id, r.kind, r.user_id, r.tags, r.capacity, r.buffer_before, r.buffer_after, r.name,
          least(r.certificate_until, r.maintenance_due, r.metrology_due), coalesce(r.counter >= r.counter_limit, false), r.state
        from app.resource r
        where r.tenant_id = \(tenant) and r.branch_id = \(branch) and (r.state = 'ready' or r.id = any (\(named)))
        order by r.kind, r.position, r.name, r.id
        """
    }

    /// A moment's day at the tenant's place, and that day's beginning.
    static func day(of moment: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select d.day, d.day::timestamp at time zone z.time_zone from app.tenant_setting z
        cross join lateral (select (\(moment)::timestamptz at time zone z.time_zone)::date as day) d where z.tenant_id = \(tenant)
        """
    }

    /// Licences that are registered at a branch and not suspended: person, class, scopes, from, until as instants.
    static func licences(at branch: ID<Unit>, tenant: ID<Tenant>) -> SQL {
        """
        select l.user_id, l.class, l.scopes, l.valid_from::timestamp at time zone z.time_zone,
          (l.valid_until + 1)::timestamp at time zone z.time_zone
        from app.licence_place p join app.licence l on l.tenant_id = \(tenant) and l.id = p.licence_id and l.state = 'valid'
        join app.tenant_setting z on z.tenant_id = \(tenant)
        where p.tenant_id = \(tenant) and p.unit_id = \(branch)
        """
    }

    /// The days of a range as instants: from a minute of the day until another, of some days of the week.
    static func windows(
        from first: LocalDate, until last: LocalDate, weekdays: [Int32], minutes: Range<Int32>, tenant: ID<Tenant>
    ) -> SQL {
        """
        select (d.day + make_interval(mins => \(minutes.lowerBound))) at time zone z.time_zone,
          (d.day + make_interval(mins => \(minutes.upperBound))) at time zone z.time_zone
        from (select \(first)::date + g as day from generate_series(0, \(last)::date - \(first)::date) g) d
        join app.tenant_setting z on z.tenant_id = \(tenant)
        where extract(isodow from d.day)::int4 = any (\(weekdays)) order by 1
        """
    }
}
