internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// The deposit of an appointment that is held locked: read, decided, written. The appointment's version is its owner's to raise.
struct StandingDeposit: Sendable {
    let appointment: UUID
    let branch: ID<Unit>
    let customer: UUID?
    /// His key, for what the audit keeps.
    let key: SealingKey?

    func read(_ tenant: ID<Tenant>, in tx: Transaction) throws -> Deposit {
        let answers = try tx.execute(all: [
            """
            select a.deposit_state, a.deposit_fen, a.deposit_paid_fen, a.deposit_forfeit_fen, a.deposit_due_at from app.appointment a
            where a.tenant_id = \(tenant) and a.id = \(appointment)
            """,
            """
            select d.service_id, d.rule_since_on, d.rule_version, d.price_fen, d.deposit_fen, d.free_hours, d.free_until, d.late_percent,
              d.no_show_percent
            from app.appointment_deposit d where d.tenant_id = \(tenant) and d.appointment_id = \(appointment) order by d.position
            """,
        ])
        guard let row = answers[0].first else { throw Failure(.notFound) }
        let terms = try answers[1].map { row in
            Deposit.Term(
                service: try row[0], since: try row[1], version: try row[2], price: try row[3], fen: try row[4], freeHours: try row[5],
                freeUntil: try row[6], latePercent: try row[7], noShowPercent: try row[8])
        }
        return Deposit(
            state: Deposit.State(rawValue: try row[0]) ?? .notAsked, fen: try row[1], paid: try row[2], forfeit: try row[3],
            dueAt: try row.getOptional(4), terms: terms)
    }

    /// Decides what is asked for by today's rules of the services: when it is booked, and when it becomes a booking of others.
    func decide(_ services: [UUID], from start: Instant, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        var deposit = try read(actor.tenant, in: tx)
        let rules = try tx.execute(rules(of: services, at: now, actor.tenant))
        if rules.isEmpty, deposit.terms.isEmpty { return }
        let prices = try prices(of: services, at: now, actor.tenant, in: tx)
        // Who was late stays late: other services do not make a cancellation free again.
        let isLate = deposit.terms.contains { $0.freeUntil <= now }
        var asked: [UUID: (term: Deposit.Term, hours: Int32)] = [:]
        for row in rules {
            let (service, freeHours, payHours): (UUID, Int32, Int32) = (try row[0], try row[6], try row[5])
            let price = prices[service] ?? 0
            let amount: Int64? = try row.getOptional(3)
            let percent: Int32 = try row.getOptional(4) ?? 0
            let until = start.advanced(by: .seconds(-3_600 * Int64(freeHours)))
            asked[service] = (
                Deposit.Term(
                    service: service, since: try row[2], version: try row[1], price: price, fen: amount ?? price * Int64(percent) / 100,
                    freeHours: freeHours, freeUntil: isLate ? min(until, now) : until, latePercent: try row[7], noShowPercent: try row[8]),
                payHours
            )
        }
        let chosen = services.compactMap { asked[$0] }
        let due = chosen.filter { $0.term.fen > 0 }.map { now.advanced(by: .seconds(3_600 * Int64($0.hours))) }.min()
        let before = deposit
        deposit.ask(chosen.map(\.term), due: due.map { min($0, max(start, now)) })
        // The terms that he is late by stay, though their services do not.
        if deposit.forgives(before, at: now) { return }
        tx.enqueue(
            "delete from app.appointment_deposit where tenant_id = \(actor.tenant) and appointment_id = \(appointment)")
        for (index, term) in deposit.terms.enumerated() {
            tx.enqueue(
                """
                insert into app.appointment_deposit (tenant_id, appointment_id, branch_id, position, service_id, rule_since_on, rule_version,
                  price_fen, deposit_fen, free_hours, free_until, late_percent, no_show_percent, decided_at)
                values (\(actor.tenant), \(appointment), \(branch), \(Int32(clamping: index + 1)), \(term.service), \(term.since),
                  \(term.version), \(term.price), \(term.fen), \(term.freeHours), \(term.freeUntil), \(term.latePercent),
                  \(term.noShowPercent), \(now))
                """)
        }
        try write(deposit, as: actor, keys: keys, at: now, in: tx)
    }

    /// Its booking begins at another time. Who is late with it stays late.
    func move(to start: Instant, as actor: Actor, at now: Instant, in tx: Transaction) {
        tx.enqueue(
            """
            update app.appointment_deposit set free_until = \(start)::timestamptz - make_interval(hours => free_hours)
            where tenant_id = \(actor.tenant) and appointment_id = \(appointment) and free_until > \(now)
            """)
        tx.enqueue(
            """
            update app.appointment set deposit_due_at = least(deposit_due_at, greatest(\(start)::timestamptz, \(now)::timestamptz))
            where tenant_id = \(actor.tenant) and id = \(appointment) and deposit_state = 'due'
            """)
    }

    /// What the booking came to settles it.
    func settle(_ outcome: Deposit.Outcome, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        var deposit = try read(actor.tenant, in: tx)
        if deposit.state == .notAsked { return }
        deposit.settle(outcome, at: now)
        try write(deposit, because: outcome.rawValue, as: actor, keys: keys, at: now, in: tx)
    }

    /// Writes what it is now, and the decision into the audit trail.
    ///
    /// - Parameter action: whose right it was by; a decision of the rules' own is nobody's.
    func write(
        _ deposit: Deposit, by action: Action = .decideDeposit, because reason: String? = nil, as actor: Actor, keys: TenantKeys,
        at now: Instant, in tx: Transaction
    ) throws {
        tx.enqueue(
            """
            update app.appointment set deposit_state = \(deposit.state.rawValue), deposit_fen = \(deposit.fen),
              deposit_due_at = \(value: deposit.dueAt), deposit_paid_fen = \(deposit.paid), deposit_forfeit_fen = \(deposit.forfeit)
            where tenant_id = \(actor.tenant) and id = \(appointment)
            """)
        let why: JSONValue = reason.map { .string($0) } ?? .null
        let body: JSONValue = ["deposit": deposit.json, "reason": why]
        try AuditTrail.record(
            AuditEvent(
                action, on: Appointment.resource.name, appointment, branch: branch, customer: customer,
                fields: ["appointment.depositState"],
                purpose: deposit.state.rawValue, body: body),
            as: actor, keys: keys, customerKey: key, at: now, in: tx)
    }

    /// The rules that hold today: service, its version, since, fen, percent, hours to pay, hours free, percents kept.
    private func rules(of services: [UUID], at now: Instant, _ tenant: ID<Tenant>) -> SQL {
        """
        select s.id, s.version, d.since_on, d.amount_fen, d.percent, d.pay_hours, d.free_hours, d.late_percent, d.no_show_percent
        from app.service s cross join lateral (
          select q.since_on, q.kind, q.amount_fen, q.percent, q.pay_hours, q.free_hours, q.late_percent, q.no_show_percent
          from app.service_deposit q where q.tenant_id = s.tenant_id and q.service_id = s.id
          and q.since_on <= \(CatalogueQueries.day(of: now, tenant: tenant)) order by q.since_on desc limit 1) d
        where s.tenant_id = \(tenant) and s.id = any (\(services)) and d.kind <> 'none'
        """
    }

    /// What the branch takes today.
    private func prices(of services: [UUID], at now: Instant, _ tenant: ID<Tenant>, in tx: Transaction) throws -> [UUID: Int64] {
        let today: LocalDate = try tx.execute("select \(CatalogueQueries.day(of: now, tenant: tenant))")[0][0]
        var prices: [UUID: Int64] = [:]
        for row in try tx.execute(CatalogueQueries.prices(of: services, in: branch.uuid, on: today, tenant: tenant)) {
            prices[try row[0]] = try row[1]
        }
        return prices
    }
}

extension StandingDeposit {
    init(_ appointment: StandingAppointment) {
        self.init(
            appointment: appointment.id, branch: appointment.branch, customer: appointment.customer, key: appointment.row.crm)
    }
}
