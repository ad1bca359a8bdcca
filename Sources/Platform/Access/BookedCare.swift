internal import FoundationEssentials
public import Postgres

/// Whom somebody prepares for: a place in a booking opens its customer to him from the day before on, as a care relation does, but nobody who is
/// closed. It is asked in every statement, so it moves and ends with the booking.
public enum BookedCare {
    /// Before when a booking has to begin to open its customer at a moment: the end of the next day at the tenant's place.
    public static func horizon(in timeZone: String, at now: Instant) -> SQL { horizon(in: "\(timeZone)::text" as SQL, at: now) }

    static func horizon(in zone: SQL, at now: Instant) -> SQL {
        "(select (((\(now)::timestamptz at time zone \(zone))::date + 2)::timestamp at time zone \(zone)))"
    }

    /// Somebody's places that open a customer at a moment, with what they are part of: FROM and WHERE, of `place` and `booked`.
    ///
    /// - Parameter reach: the branches whose bookings he reaches. Row security says the same of his own statements, and not of those in which the
    ///   system asks what he would see.
    static func places(
        of user: ID<User>, in tenant: ID<Tenant>, within reach: RowSet.Reach, before horizon: SQL, at now: Instant
    ) -> SQL {
        let narrowing: SQL =
            switch reach {
            case .everywhere: ""
            case .branches(let branches): " and place.branch_id = any (\(branches.sorted().map(\.uuid)))"
            }
        return """
            from app.appointment_person place \
            join app.appointment booked on booked.tenant_id = place.tenant_id and booked.id = place.appointment_id \
            where place.tenant_id = \(tenant) and place.user_id = \(user) and place.opens_until > \(now) and place.starts_at < \(horizon) \
            and booked.state in ('booked', 'confirmed', 'arrived', 'in_service', 'completed')\(narrowing)
            """
    }
}
