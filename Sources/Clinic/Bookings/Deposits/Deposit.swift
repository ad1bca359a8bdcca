internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// What is asked of a customer so that his time is kept: what his booking's services ask for, on the terms of the day on which it was booked.
struct Deposit: Sendable {
    enum State: String, Sendable, CaseIterable {
        /// Nothing is asked for.
        case notAsked = "none"
        /// To be paid, or paid in part.
        case due
        case paid
        /// Somebody with the right to it said that it is not asked for, or not kept.
        case waived
        /// He came: what he paid counts towards the bill.
        case applied
        /// Over, and nothing of it is kept: what was paid is his.
        case released
        /// Over, and some or all of what was paid is kept.
        case forfeited
    }

    /// One service's part.
    struct Term: Sendable {
        let service: UUID
        /// Which of the service's rules it was, and the service's version that it was read with.
        let since: LocalDate
        let version: Int64
        let price: Int64
        let fen: Int64
        let freeHours: Int32
        /// Until then a cancellation costs nothing.
        let freeUntil: Instant
        let latePercent: Int32
        let noShowPercent: Int32
    }

    /// What a booking comes to.
    enum Outcome: String, Sendable {
        case cancelled
        case noShow = "no_show"
        case arrived
    }

    var state: State
    var fen: Int64
    var paid: Int64
    var forfeit: Int64
    var dueAt: Instant?
    var terms: [Term]

    /// What its booking comes to settles it. What was not paid is not kept either: a deposit exists as far as it was handed over (民法典 586).
    mutating func settle(_ outcome: Outcome, at now: Instant) {
        if state == .notAsked { return }
        switch outcome {
        case .arrived:
            forfeit = 0
            if paid > 0 { state = .applied } else if state != .waived { state = .released }
        case .cancelled, .noShow:
            if state == .waived { return }
            forfeit = kept(outcome, at: now)
            state = forfeit > 0 ? .forfeited : .released
        }
    }

    /// What is kept of what was paid, of whoever cancels now or does not come.
    private func kept(_ outcome: Outcome, at now: Instant) -> Int64 {
        let whole = terms.reduce(Int64(0)) { sum, term in
            let percent: Int32 =
                switch outcome {
                case .arrived: 0
                case .cancelled: term.freeUntil > now ? 0 : term.latePercent
                case .noShow: term.noShowPercent
                }
            return sum + term.fen * Int64(percent) / 100
        }
        return min(whole, paid)
    }

    /// Whether it keeps less than what an earlier one keeps already, since its free time is over: else whoever is late would choose something
    /// that asks for nothing, and cancel that.
    func forgives(_ earlier: Deposit, at now: Instant) -> Bool {
        if earlier.state == .waived { return false }
        var late = earlier
        late.terms = earlier.terms.filter { $0.freeUntil <= now }
        return kept(.cancelled, at: now) < late.kept(.cancelled, at: now) || kept(.noShow, at: now) < late.kept(.noShow, at: now)
    }

    /// What is asked for from now on; what was paid stays paid. What was waived is waived up to what was asked for then: more than that is asked
    /// for anew.
    mutating func ask(_ terms: [Term], due: Instant?) {
        let before = fen
        self.terms = terms
        fen = terms.reduce(0) { $0 + $1.fen }
        dueAt = fen > 0 ? due : nil
        if state == .waived, fen <= before { return }
        state = fen > paid ? .due : paid == 0 ? .notAsked : fen > 0 ? .paid : .released
    }

    /// That its state does not allow what was asked.
    var wrongState: Failure { Failure(.depositState, extra: ["state": .string(state.rawValue)]) }

    /// What the audit keeps of it.
    var json: JSONValue {
        let terms = terms.map { term -> JSONValue in
            [
                "serviceId": .string(term.service.uuidString.lowercased()), "since": .string(term.since.description),
                "ruleVersion": .integer(term.version), "priceFen": .integer(term.price), "depositFen": .integer(term.fen),
                "freeUntil": .string(term.freeUntil.description), "latePercent": .integer(Int64(term.latePercent)),
                "noShowPercent": .integer(Int64(term.noShowPercent)),
            ]
        }
        let due: JSONValue = dueAt.map { .string($0.description) } ?? .null
        return [
            "state": .string(state.rawValue), "fen": .integer(fen), "paidFen": .integer(paid), "forfeitFen": .integer(forfeit),
            "dueAt": due,
            "terms": .array(terms),
        ]
    }
}

extension FailureCode {
    public static let depositState = FailureCode(
        "deposit.state", .conflict, "当前订金状态不允许此操作", "The deposit's state does not allow this")
}
