internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Who has a place in a booking, and until when it opens the customer to him: from the day before on (``BookedCare``), as long as a visit would that
/// is handed to him.
///
/// What is lent is not kept: whoever sees the customer by care alone, or does not see him, gives places that open nobody, and prolongs none. Else two
/// who book each other would have everybody, for ever. What he leaves where it was stays as it was; what he moves opens no sooner and ends no later
/// than either day would have it.
enum AppointmentPeople {
    /// Writes who has a place of what stands now. The last of a transaction's writes about customers, since it may tell of changed rights.
    static func write(of appointment: UUID, for customer: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let tenant = actor.tenant
        // Whether the actor sees him by his role, and so has him to give.
        let view = actor.rights.view(of: Customer.resource)
        let lasting = view.bits(allowing: .readCustomer) & ~(view.bitsInCare | view.bitsHanded | view.bitsOpened)
        let isGiven: SQL = """
            exists (select 1 from \(Customer.resource.source) where t.tenant_id = \(tenant) and t.id = \(customer)
              and \(view.condition(lasting, for: actor, at: now)))
            """
        // Nor does he open anything sooner: else a doctor drew next month's bookings to tomorrow, read, and put them back. Nor has he it longer: else
        // a booking of next year, drawn here, would open its customer until then.
        let start: SQL =
            "case when excluded.opens_until is null then greatest(p.starts_at, excluded.starts_at) else excluded.starts_at end"
        let end: SQL = """
            coalesce(excluded.opens_until, case when p.opens_until is not null then
              least(p.opens_until, (select place.ends_at from place where place.user_id = excluded.user_id)) end)
            """
        tx.enqueue(
            """
            delete from app.appointment_person p where p.tenant_id = \(tenant) and p.appointment_id = \(appointment)
            and not exists (select 1 from app.appointment_item i
              join app.resource r on r.tenant_id = i.tenant_id and r.id = any (i.resource_ids) and r.user_id = p.user_id
              where i.tenant_id = \(tenant) and i.appointment_id = \(appointment))
            """)
        // Rights name whom somebody prepares for where his role is narrowed to his own; those of later days come when their day does.
        let isTold: Bool = try tx.execute(
            """
            with place as (
              select a.tenant_id, a.id, r.user_id, a.branch_id, a.starts_at, \(isGiven) as is_given, a.starts_at + max(
                case when r.kind = 'consultant' then \(CareQueries.advisingSeconds)::int8 else \(CareQueries.clinicalSeconds)::int8 end)
                * interval '1 second' as ends_at
              from app.appointment a join app.appointment_item i on i.tenant_id = a.tenant_id and i.appointment_id = a.id
              join app.resource r on r.tenant_id = i.tenant_id and r.id = any (i.resource_ids) and r.user_id is not null
              where a.tenant_id = \(tenant) and a.id = \(appointment)
              group by a.tenant_id, a.id, r.user_id, a.branch_id, a.starts_at),
            written as (
              insert into app.appointment_person as p (tenant_id, appointment_id, user_id, branch_id, starts_at, opens_until)
              select place.tenant_id, place.id, place.user_id, place.branch_id, place.starts_at,
                case when place.is_given then place.ends_at end
              from place
              on conflict (tenant_id, appointment_id, user_id) do update set starts_at = \(start), opens_until = \(end)
                where (p.starts_at, p.opens_until) is distinct from (\(start), \(end))
              returning p.user_id, p.starts_at, p.opens_until)
            select exists (select 1 from written w
              join app.appointment a on a.tenant_id = \(tenant) and a.id = \(appointment)
              join app.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id and c.owner_id <> w.user_id
              join app.access_grant g on g.tenant_id = \(tenant) and g.user_id = w.user_id and g.state = 'active'
              join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id and r.row_scope = 'own'
              where w.opens_until is not null and w.starts_at < \(BookedCare.horizon(in: actor.rights.timeZone, at: now)))
            """)[0][0]
        if isTold { AccessNews.publish(tenant, in: tx) }
    }
}
