internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Statements about who cares for whom.
enum CareQueries {
    /// How long somebody who was handed a visit, or was booked, sees the customer: clinicians as long as their trail asks for a relation, others
    /// a week.
    static let clinicalSeconds: Int64 = 30 * 86_400
    static let advisingSeconds: Int64 = 7 * 86_400

    /// Opens a customer to somebody's care, or replaces what was said before.
    static func open(
        _ customer: UUID, to user: ID<User>, since: Instant, until: Instant, reason: String, tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.care_relation (tenant_id, customer_id, user_id, since, until, reason)
        values (\(tenant), \(customer), \(user), \(since), \(until), \(reason))
        on conflict (tenant_id, user_id, customer_id)
        do update set since = excluded.since, until = excluded.until, reason = excluded.reason
        """
    }

    /// Whether a role of somebody's is narrowed to his own customers: his kept rights then name those in his care as well.
    static func isNarrowed(_ user: ID<User>, tenant: ID<Tenant>) -> SQL {
        """
        select exists (select 1 from app.access_grant g join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
          where g.tenant_id = \(tenant) and g.user_id = \(user) and g.state = 'active' and r.row_scope = 'own')
        """
    }

    /// Makes kept rights stale where they name whom somebody cares for.
    static func tell(_ user: ID<User>, tenant: ID<Tenant>, in tx: Transaction) throws {
        if try tx.execute(isNarrowed(user, tenant: tenant))[0].get(0, as: Bool.self) { AccessNews.publish(tenant, in: tx) }
    }

    /// Opens a customer to somebody's care at least until then; what reaches further stays.
    static func extend(
        _ customer: UUID, to user: ID<User>, at now: Instant, until: Instant, reason: String, tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.care_relation as care (tenant_id, customer_id, user_id, since, until, reason)
        values (\(tenant), \(customer), \(user), \(now), \(until), \(reason))
        on conflict (tenant_id, user_id, customer_id) do update
          set since = case when care.until > excluded.since and care.since <= excluded.since then care.since else excluded.since end,
              until = greatest(care.until, excluded.until), reason = excluded.reason
        """
    }

    /// Which of some people see a customer for a booking in which they have a place, and until when: person, until.
    ///
    /// - Parameter horizon: ``BookedCare/horizon(in:at:)``.
    static func booked(_ customer: UUID, for people: [UUID], before horizon: SQL, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select place.user_id, max(place.opens_until) from app.appointment booked
        join app.appointment_person place on place.tenant_id = booked.tenant_id and place.appointment_id = booked.id
        where booked.tenant_id = \(tenant) and booked.customer_id = \(customer) and place.user_id = any (\(people))
        and place.opens_until > \(now) and place.starts_at < \(horizon)
        and booked.state in ('booked', 'confirmed', 'arrived', 'in_service', 'completed') group by place.user_id
        """
    }
}
