internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The appointment that somebody comes for: the one that is named, or the next of the day.
struct BookedArrival {
    let id: UUID
    private let version: Int64
    /// Whether it waits for him; one that was received at its own desk is only linked.
    let isStanding: Bool

    /// Held, where the actor may receive him: nobody moves it on meanwhile. Nil where none is named and none is there; of those, only where
    /// the actor may receive him.
    ///
    /// - Throws: `request.invalid` for one that is not this customer's, of this branch and day, or over.
    init?(
        _ named: UUID?, of customer: ID<Customer>, at place: ID<Unit>, on day: LocalDate, as actor: Actor, in tx: Transaction
    ) throws {
        let mayReceive = actor.rights.grantedReach(of: .progressAppointment)?.contains(place) == true
        guard named != nil || mayReceive else { return nil }
        let lock: SQL = mayReceive ? " for update" : ""
        let rows = try tx.execute(
            """
            select a.id, a.version, a.state from app.appointment a
            where a.tenant_id = \(actor.tenant) and a.branch_id = \(place) and a.customer_id = \(customer)
            and a.state in ('booked', 'confirmed', 'arrived', 'in_service')
            and (a.starts_at at time zone \(actor.rights.timeZone)::text)::date = \(day)
            and (\(value: named)::uuid is null or a.id = \(value: named)) order by a.starts_at, a.id\(lock)
            """)
        let found = try rows.map { row -> (id: UUID, version: Int64, isStanding: Bool) in
            (try row[0], try row[1], ["booked", "confirmed"].contains(try row.get(2, as: String.self)))
        }
        guard let chosen = named == nil ? found.first(where: { $0.isStanding }) : found.first else {
            guard named == nil else { throw Failure.invalid([Violation(pointer: "/appointmentId", code: "not_allowed")]) }
            return nil
        }
        if chosen.isStanding, !mayReceive { throw Failure.invalid([Violation(pointer: "/appointmentId", code: "not_allowed")]) }
        (id, version, isStanding) = (chosen.id, chosen.version, chosen.isStanding)
    }

    /// The consultant whom it names, as far as he works there and sees visits; the one of its first piece where there are several.
    func consultant(at place: ID<Unit>, as actor: Actor, at now: Instant, in tx: Transaction) throws -> ID<User>? {
        let people = VisitQueries.people(
            of: place, kinds: Triage.consultants, holding: .readVisit, tenant: actor.tenant, at: now)
        return try tx.execute(
            """
            select r.user_id from app.appointment_item i
            join app.resource r on r.tenant_id = i.tenant_id and r.id = any (i.resource_ids) and r.kind = any (\(Triage.consultants))
            where i.tenant_id = \(actor.tenant) and i.appointment_id = \(id) and r.user_id in (\(people))
            order by i.position, array_position(i.resource_ids, r.id) limit 1
            """
        ).first?[0]
    }

    /// Takes it on to `arrived`.
    func receive(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard isStanding else { return }
        try StepVisit(arrival: id).run(version: version, as: actor, keys: keys, at: now, in: tx)
    }
}

extension StepVisit {
    /// Somebody has come.
    init(arrival id: UUID) {
        self.id = id
        step = .arrival
        reason = nil
    }
}
