internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The catalogue's own statements; no rules here.
enum CatalogueQueries {
    /// The day that it is at the tenant's place; an expression.
    static func day(of now: Instant, tenant: ID<Tenant>) -> SQL {
        "(select (\(now)::timestamptz at time zone s.time_zone)::date from app.tenant_setting s where s.tenant_id = \(tenant))"
    }

    /// A category and all above it.
    static func categoriesAbove(_ category: UUID, tenant: ID<Tenant>) -> SQL {
        """
        with recursive above (id, parent_id, step) as (
          select c.id, c.parent_id, 1 from app.service_category c where c.tenant_id = \(tenant) and c.id = \(category)
          union all
          select c.id, c.parent_id, a.step + 1 from above a join app.service_category c on c.tenant_id = \(tenant) and c.id = a.parent_id
          where a.step < 20)
        select id from above order by step
        """
    }

    /// How many levels a category and what lies below it take, itself counted.
    static func categoryDepth(below category: UUID, tenant: ID<Tenant>) -> SQL {
        """
        with recursive below (id, step) as (
          select \(category)::uuid, 1
          union all
          select c.id, b.step + 1 from below b join app.service_category c on c.tenant_id = \(tenant) and c.parent_id = b.id
          where b.step < 20)
        select max(step) from below
        """
    }

    /// What services cost in a branch on a day: the newest price that has begun by then, of the branch, else of what is above it, else the
    /// list's. Columns: service, fen, the unit whose price it is (NULL for the list's), since.
    ///
    /// - Parameter services: those that are asked for; nil for every active one.
    static func prices(of services: [UUID]?, in branch: UUID, on day: LocalDate, tenant: ID<Tenant>) -> SQL {
        var chosen: SQL = "s.state = 'active'"
        if let services { chosen = "s.id = any (\(services))" }
        return """
            with recursive above (id, parent_id, step) as (
              select u.id, u.parent_id, 1 from app.unit u where u.tenant_id = \(tenant) and u.id = \(branch)
              union all
              select u.id, u.parent_id, a.step + 1 from above a join app.unit u on u.tenant_id = \(tenant) and u.id = a.parent_id
              where a.step < 8)
            select s.id, coalesce(p.price_fen, s.list_price_fen), p.unit_id, p.since_on from app.service s
            left join lateral (
              select n.price_fen, n.unit_id, n.since_on from above a cross join lateral (
                select q.price_fen, q.unit_id, q.since_on from app.price q
                where q.tenant_id = \(tenant) and q.service_id = s.id and q.unit_id = a.id and q.since_on <= \(day)
                order by q.since_on desc limit 1) n
              where n.price_fen is not null order by a.step limit 1) p on true
            where s.tenant_id = \(tenant) and \(chosen) order by s.position, s.id
            """
    }

    /// Segments of the services' plans and their minutes together, of those that have a plan.
    static func planSizes(tenant: ID<Tenant>) -> SQL {
        """
        select g.service_id, count(*), sum(g.minutes)::int8 from app.service_segment g where g.tenant_id = \(tenant) group by g.service_id
        """
    }

    /// The lines of all packages, each in its order: package, service, sessions, whether it is a gift.
    static func allLines(tenant: ID<Tenant>) -> SQL {
        """
        select l.package_id, l.service_id, l.sessions, l.gift from app.service_package_line l where l.tenant_id = \(tenant)
        order by l.package_id, l.position
        """
    }

    static func segments(of service: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select s.position, s.name, s.minutes from app.service_segment s where s.tenant_id = \(tenant) and s.service_id = \(service)
        order by s.position
        """
    }

    static func needs(of service: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select n.position, n.need, n.alternative, n.bond, n.kind, n.tags, n.resource_id, n.buffer_before, n.buffer_after
        from app.service_need n where n.tenant_id = \(tenant) and n.service_id = \(service) order by n.position, n.need, n.alternative
        """
    }

    static func rules(of service: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select r.kind, r.effect, r.subject, r.other_service_id, r.measure from app.service_rule r
        where r.tenant_id = \(tenant) and r.service_id = \(service) order by r.position
        """
    }

    static func lines(of package: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select l.service_id, l.sessions, l.gift from app.service_package_line l
        where l.tenant_id = \(tenant) and l.package_id = \(package) order by l.position
        """
    }

    static func places(of licence: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select p.unit_id from app.licence_place p where p.tenant_id = \(tenant) and p.licence_id = \(licence) order by p.unit_id
        """
    }

    /// Those of some services that are there and not archived.
    static func activeServices(_ services: [UUID], tenant: ID<Tenant>) -> SQL {
        "select s.id from app.service s where s.tenant_id = \(tenant) and s.id = any (\(services)) and s.state = 'active'"
    }

    /// Those of some units that are branches.
    static func branches(_ units: [UUID], tenant: ID<Tenant>) -> SQL {
        "select u.id from app.unit u where u.tenant_id = \(tenant) and u.id = any (\(units)) and u.kind = 'branch'"
    }

    /// Kind and state of some resources that the actor sees.
    static func kinds(of resources: [UUID], tenant: ID<Tenant>) -> SQL {
        "select r.id, r.kind, r.state from app.resource r where r.tenant_id = \(tenant) and r.id = any (\(resources))"
    }
}
