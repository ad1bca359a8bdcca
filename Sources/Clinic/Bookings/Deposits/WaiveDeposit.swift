internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Says that a deposit is not asked for, or that nothing of it is kept, and why.
struct WaiveDeposit: Sendable {
    let id: UUID
    /// His, so that it is kept where his values are: sealed in the audit trail.
    let reason: String

    /// Reads `{"reason"}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        reason = payload.requiredText("reason", max: 200)
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `access.denied` of a customer whom the actor does not see: what the deposit has come
    ///   to, and the reason, are his; `deposit.state` where there is nothing to waive.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let old = try StandingAppointment(id, version: version, action: .waiveDeposit, as: actor, keys: keys, at: now, in: tx)
        if old.row.isHidden { throw Failure(.forbidden) }
        let standing = StandingDeposit(old)
        var deposit = try standing.read(actor.tenant, in: tx)
        guard [.due, .paid, .forfeited].contains(deposit.state), let customer = old.customer else { throw deposit.wrongState }
        deposit.state = .waived
        deposit.forfeit = 0
        try standing.write(deposit, by: .waiveDeposit, because: reason, as: actor, keys: keys, at: now, in: tx)
        try standing.tell("deposit_waived", of: customer, home: old.home, as: actor, at: now, in: tx)
    }
}

/// Somebody has paid: for the cashier, who calls it in the transaction that writes his receipt, and holds who calls it to his own right to take
/// money.
struct ReceiveDeposit: Sendable {
    let id: UUID
    let fen: Int64

    /// - Throws: `resource.not_found`, `resource.stale`; `deposit.state` where nothing is due, or less than that.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let old = try StandingAppointment(id, version: version, action: .readAppointment, as: actor, keys: keys, at: now, in: tx)
        let standing = StandingDeposit(old)
        var deposit = try standing.read(actor.tenant, in: tx)
        guard deposit.state == .due, fen > 0, fen <= deposit.fen - deposit.paid, let customer = old.customer else {
            throw deposit.wrongState
        }
        deposit.paid += fen
        if deposit.paid == deposit.fen { deposit.state = .paid }
        try standing.write(deposit, because: "received", as: actor, keys: keys, at: now, in: tx)
        try standing.tell("deposit_paid", of: customer, home: old.home, as: actor, at: now, in: tx)
    }
}

extension StandingDeposit {
    /// Raises the appointment's version, and tells whoever follows it.
    fileprivate func tell(
        _ kind: String, of customer: UUID, home: ID<Unit>?, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        tx.enqueue(
            """
            update app.appointment set version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(appointment)
            """)
        try BookVisit.tell(kind, .appointmentChanged, appointment, of: customer, home: home, as: actor, at: now, in: tx)
    }
}
