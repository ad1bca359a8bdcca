internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The appointments' own statements, and who of it is seen; no rules here.
enum AppointmentQueries {
    /// The home branch of an appointment's customer, and what it is made of.
    static func home(of id: UUID, tenant: ID<Tenant>) -> SQL {
        "select a.customer_branch_id, a.held_until from app.appointment a where a.tenant_id = \(tenant) and a.id = \(id)"
    }

    /// The pieces of one: service, number within it, begins, ends, resources.
    static func pieces(of id: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select i.service_id, i.segment, i.starts_at, i.ends_at, i.resource_ids from app.appointment_item i
        where i.tenant_id = \(tenant) and i.appointment_id = \(id) order by i.position
        """
    }

    /// The pieces of some appointments: appointment, overbooked, position, service, name, begins, ends, resources.
    static func items(of appointments: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select a.id, a.is_overbooked, i.position, i.service_id, i.name, i.starts_at, i.ends_at, i.resource_ids
        from app.appointment a join app.appointment_item i on i.tenant_id = a.tenant_id and i.appointment_id = a.id
        where a.tenant_id = \(tenant) and a.id = any (\(appointments)) order by a.id, i.position
        """
    }

    /// The terms of some appointments' deposits: appointment, service, since, version, fen, free until, percents kept.
    static func depositTerms(of appointments: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select d.appointment_id, d.service_id, d.rule_since_on, d.rule_version, d.deposit_fen, d.free_until, d.late_percent, d.no_show_percent
        from app.appointment_deposit d where d.tenant_id = \(tenant) and d.appointment_id = any (\(appointments))
        order by d.appointment_id, d.position
        """
    }

    static func insert(
        _ id: UUID, number: Int64, branch: ID<Unit>, customer: UUID?, home: UUID?, state: Appointment.State, from start: Instant,
        until end: Instant, heldUntil: Instant?, source: String, bundle: UUID?, remark: SQL, actor: Actor, at now: Instant
    ) -> SQL {
        """
        insert into app.appointment (tenant_id, id, branch_id, number, customer_id, customer_branch_id, state, starts_at, ends_at, held_until,
          source, bundle_id, remark_sealed, created_by, created_at, updated_at)
        values (\(actor.tenant), \(id), \(branch), \(number), \(value: customer), \(value: home), \(state.rawValue), \(start), \(end),
          \(value: heldUntil), \(source), \(value: bundle), \(remark), \(value: actor.user), \(now), \(now))
        """
    }

    static func item(
        _ position: Int, of appointment: UUID, in branch: ID<Unit>, _ segment: VisitPlan.Segment, at start: Instant,
        resources: [UUID], tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.appointment_item (tenant_id, appointment_id, branch_id, position, service_id, segment, name, starts_at, ends_at,
          resource_ids)
        values (\(tenant), \(appointment), \(branch), \(Int32(clamping: position)), \(segment.service), \(Int32(clamping: segment.number)),
          \(segment.name), \(start.advanced(by: .seconds(segment.seconds.lowerBound))),
          \(start.advanced(by: .seconds(segment.seconds.upperBound))), \(resources))
        """
    }

    static func clearItems(of appointment: UUID, tenant: ID<Tenant>) -> SQL {
        "delete from app.appointment_item where tenant_id = \(tenant) and appointment_id = \(appointment)"
    }

    /// Holds that are over: their time is given back. As the system; appointment, branch.
    static func releaseHolds(at now: Instant, limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        with gone as (
          update app.appointment a set state = 'cancelled', held_until = null, end_word = 'expired', ended_at = \(now),
            version = a.version + 1, updated_at = \(now)
          where a.tenant_id = \(tenant) and a.id in (select h.id from app.appointment h where h.tenant_id = \(tenant) and h.state = 'held'
            and h.held_until <= \(now) order by h.held_until limit \(limit) for update skip locked)
          returning a.id, a.branch_id),
        freed as (
          delete from app.resource_claim k using gone g where k.tenant_id = \(tenant) and k.appointment_id = g.id returning k.id)
        select g.id, g.branch_id from gone g
        """
    }

    /// Those of some appointments that the actor sees, each with its customer where he sees him.
    static func seen(_ appointments: [UUID], as actor: Actor, at now: Instant, in tx: Transaction) throws -> [UUID: UUID?] {
        guard !appointments.isEmpty else { return [:] }
        let view = actor.rights.view(of: Appointment.resource)
        let shown: SQL = view.shown(for: actor, at: now) ?? "false"
        let rows = try tx.execute(
            """
            select t.id, case when \(shown) then t.customer_id end
            from \(Appointment.resource.source) where t.tenant_id = \(actor.tenant) and t.id = any (\(appointments))
            and \(view.condition(view.bits(allowing: .readAppointment), for: actor, at: now))
            """)
        var found: [UUID: UUID?] = [:]
        for row in rows { found[try row[0]] = .some(try row.getOptional(1)) }
        return found
    }
}
