internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The bookings' own statements; no rules here.
enum BookingQueries {
    /// Active services: id, nature, scope.
    static func services(_ ids: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select s.id, s.nature, s.scope from app.service s where s.tenant_id = \(tenant) and s.id = any (\(ids)) and s.state = 'active'
        """
    }

    /// What can be used in a branch: id, kind, person, tags, capacity, buffers.
    static func resources(of branch: ID<Unit>, tenant: ID<Tenant>) -> SQL {
        """
        select r.id, r.kind, r.user_id, r.tags, r.capacity, r.buffer_before, r.buffer_after from app.resource r
        where r.tenant_id = \(tenant) and r.branch_id = \(branch) and r.state = 'ready' order by r.kind, r.position, r.name, r.id
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
