public import FoundationEssentials
public import Platform
public import Postgres

/// That a customer was there, as features write it down: the front desk by hand, later bookings and treatments by themselves.
public struct VisitFact: Sendable {
    /// What wrote it. A feature adds its own.
    public struct Source: Sendable, Hashable {
        /// `^[a-z][a-z_]{1,39}$`.
        public let code: String

        public init(_ code: StaticString) { self.code = code.description }

        /// Somebody said so.
        public static let desk = Source("desk")
    }

    public let id: ID<Visit>
    public let customer: ID<Customer>
    /// The customer's home branch: its row is his.
    public let home: ID<Unit>
    /// Where he was.
    public let place: ID<Unit>
    public let day: LocalDate
    public let kind: Visit.Kind
    public let source: Source
    /// What it follows from, for example an appointment; one fact of a source for each.
    public let origin: UUID?

    public init(
        _ id: ID<Visit>, of customer: ID<Customer>, home: ID<Unit>, at place: ID<Unit>, on day: LocalDate, _ kind: Visit.Kind,
        from source: Source, origin: UUID? = nil
    ) {
        self.id = id
        self.customer = customer
        self.home = home
        self.place = place
        self.day = day
        self.kind = kind
        self.source = source
        self.origin = origin
    }

    /// Writes it, with a line in the timeline and a job for what follows of it. The caller holds the customer's row, and audits.
    ///
    /// - Returns: false where this source has said so before; then nothing happened.
    @discardableResult
    public func write(as actor: Actor, at now: Instant, in tx: Transaction) throws -> Bool {
        let insert: SQL = """
            insert into app.visit_fact (tenant_id, id, customer_id, branch_id, unit_id, visited_on, kind, source, source_id, recorded_at,
              recorded_by)
            values (\(actor.tenant), \(id), \(customer), \(home), \(place), \(day), \(kind.rawValue), \(source.code), \(value: origin),
              \(now), \(value: actor.user))
            on conflict do nothing
            """
        guard try tx.execute(insert).affected == 1 else { return false }
        try VisitFact.tell("visited", id, of: customer, home: home, as: actor, at: now, in: tx)
        return true
    }

    /// Withdraws a fact by a further one; once.
    ///
    /// - Returns: false where it was withdrawn before.
    static func withdraw(
        _ id: ID<Visit>, of customer: ID<Customer>, home: ID<Unit>, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let insert: SQL = """
            insert into app.visit_fact (tenant_id, id, customer_id, branch_id, unit_id, visited_on, kind, source, source_id, withdraws_id,
              recorded_at, recorded_by)
            select v.tenant_id, \(ID<Visit>.new(at: now)), v.customer_id, v.branch_id, v.unit_id, v.visited_on, v.kind, v.source,
              v.source_id, v.id, \(now), \(value: actor.user)
            from app.visit_fact v where v.tenant_id = \(actor.tenant) and v.id = \(id) and v.withdraws_id is null
            on conflict do nothing
            """
        guard try tx.execute(insert).affected == 1 else { return false }
        // Who was never there is not there now; his steps end like those of any visit.
        let ended = try tx.execute(
            """
            update app.visit_fact set state = 'left', step = 'left', step_since = \(now), left_at = \(now), version = version + 1
            where tenant_id = \(actor.tenant) and id = \(id) and state is not null and left_at is null
            """)
        if ended.affected == 1 { tx.enqueue(VisitStepRecord.note(of: id, as: actor, at: now)) }
        try tell("visit_withdrawn", id, of: customer, home: home, as: actor, at: now, in: tx)
        return true
    }

    private static func tell(
        _ kind: String, _ id: ID<Visit>, of customer: ID<Customer>, home: ID<Unit>, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: kind, branch: home.uuid, objectType: Visit.resource.name, object: id.uuid, fields: [], actor: actor,
                at: now))
        try CustomerChanges.tell(customer, as: actor, at: now, in: tx)
    }
}

/// Figures of the visits of the customer in the row `t`, on a day. NULL where no visit of his is known: no data is not nought.
enum VisitFigures {
    /// Days since the last visit on which something was done.
    static func daysSinceTreatment(on today: SQL) -> SQL {
        "(select \(today) - max(v.visited_on) from app.visit_fact v where \(standing(on: today)) and v.kind = 'treatment')::int8"
    }

    /// Days since the last visit of whatever kind.
    static func daysSinceVisit(on today: SQL) -> SQL {
        "(select \(today) - max(v.visited_on) from app.visit_fact v where \(standing(on: today)))::int8"
    }

    /// Different days of visits within the last twelve months: the day a year ago is not one of them.
    static func visitDays(on today: SQL) -> SQL {
        """
        (select case when count(*) = 0 then null
          else count(distinct v.visited_on) filter (where v.visited_on > \(today) - interval '12 months') end
        from app.visit_fact v where \(standing(on: today)))
        """
    }

    /// A visit of his that nobody has withdrawn, up to a day.
    private static func standing(on today: SQL) -> SQL {
        """
        v.tenant_id = t.tenant_id and v.customer_id = t.id and v.visited_on <= \(today) and v.withdraws_id is null \
        and not exists (select 1 from app.visit_fact w where w.tenant_id = v.tenant_id and w.withdraws_id = v.id)
        """
    }
}
