internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes the time of a visit: of everybody and everything that it needs, and of the customer. What decides is the database's constraint,
/// whoever asks at the same moment; the search before it only chooses whom to ask for.
struct ClaimVisit: Sendable {
    let appointment: UUID
    let branch: ID<Unit>
    let plan: VisitPlan
    let start: Instant
    let customer: UUID?
    /// People, rooms and devices that were asked for.
    let wanted: Set<UUID>
    /// That somebody may be booked who is taken; the right to it is the caller's to check.
    let overbook: Overbooking?
    /// Position in a bundle.
    var booking: Int?

    /// Why somebody is booked who is taken, and what seals it.
    struct Overbooking: Sendable {
        let reason: String
        let keys: TenantKeys

        init?(_ reason: String?, keys: TenantKeys) {
            guard let reason else { return nil }
            self.reason = reason
            self.keys = keys
        }
    }

    /// What was taken.
    struct Claimed: Sendable {
        /// For each segment of the plan who and what does it.
        let resources: [[UUID]]
        let isOverbooked: Bool
    }

    /// One row of app.resource_claim.
    private struct Claim: Sendable {
        let subject: UUID
        let place: Int32
        let resource: UUID?
        var core: Range<Int64>
        var busy: Range<Int64>
        var isExclusive = true
    }

    /// That somebody took time meanwhile of which the constraint says nothing: one of the two is overbooked.
    private struct Overtaken: Error {}

    /// Times that somebody else was faster before one gives up.
    private static let attempts = 4
    /// Days in which other times are looked for, and how many are told.
    private static let alternativeDays: Int32 = 14
    private static let alternatives = 3

    /// Takes it. The appointment's row has to be there, and to be locked; what it took before is given back.
    ///
    /// - Throws: `appointment.not_free` with every reason and the next times.
    func run(as actor: Actor, at now: Instant, in tx: Transaction) throws -> Claimed {
        for attempt in 0..<Self.attempts {
            do {
                return try tx.savepoint { try claim(queueing: attempt > 0, as: actor, at: now, in: tx) }
            } catch let error as PostgresError where error.constraint == "resource_claim_once" {
                // Somebody was faster. What he took can be seen now.
                continue
            } catch is Overtaken {
                continue
            }
        }
        throw Failure(.busy, retryAfter: .seconds(1))
    }

    /// - Parameter queueing: whether to wait first for everybody who takes what could be taken. Of several who can do it, who comes second
    ///   would else choose the next one together with all the others, lose again, and be told to come back though it is decided.
    private func claim(queueing: Bool, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Claimed {
        enum Outcome {
            case claimed(Claimed)
            case refused([BookingConflict], FoundSlots)
        }
        let outcome = try tx.asSystem(for: actor) { () -> Outcome in
            tx.enqueue(Self.release(appointment, tenant: actor.tenant))
            let days = try tx.execute(all: [
                BookingQueries.day(of: start, tenant: actor.tenant),
                BookingQueries.day(of: start.advanced(by: .seconds(plan.length)), tenant: actor.tenant),
            ])
            guard let first = days[0].first, let last = days[1].first else { throw Failure(.internalError) }
            let (day, end): (LocalDate, LocalDate) = (try first[0], try last[0])
            var supply = try BranchSupply(in: branch, from: day, until: end, naming: wanted, tenant: actor.tenant, in: tx)
            if queueing {
                let able = plan.duties.flatMap { supply.candidates(for: $0, wanted: wanted).map(\.member.subject) }
                Self.queue(for: able + [customer].compactMap(\.self), in: tx)
                supply = try BranchSupply(in: branch, from: day, until: end, naming: wanted, tenant: actor.tenant, in: tx)
            }
            let until = start.advanced(by: .seconds(plan.length))
            let booked =
                try customer.map {
                    try WorkingTime.taken([$0], from: start, until: until, tenant: actor.tenant, in: tx)
                } ?? []
            let suits = wanted.isSubset(of: plan.duties.flatMap { supply.candidates(for: $0, wanted: wanted).map(\.member.id) })
            if suits, let claimed = try take(supply, booked, as: actor, at: now, in: tx) { return .claimed(claimed) }
            let conflicts = supply.conflicts(of: plan, at: start.unixSeconds, day: day, wanted: wanted, customer: booked)
            return .refused(conflicts, try others(after: day, at: now, tenant: actor.tenant, in: tx))
        }
        switch outcome {
        case .claimed(let claimed): return claimed
        case .refused(let conflicts, let others):
            throw try Self.failure(
                conflicts.map { conflict in
                    var conflict = conflict
                    conflict.booking = booking
                    return conflict
                }, others, as: actor, at: now, in: tx)
        }
    }

    /// Chooses and takes; nil where that cannot be.
    private func take(
        _ supply: BranchSupply, _ booked: [WorkingTime.Taken], as actor: Actor, at now: Instant, in tx: Transaction
    ) throws -> Claimed? {
        let elsewhere = booked.map(\.core.seconds)
        var (search, _) = supply.search(plan, wanted: wanted, customer: elsewhere)
        var found = search.assignments(at: start.unixSeconds)
        if found == nil, overbook != nil {
            (search, _) = supply.search(plan, wanted: wanted, customer: elsewhere, softly: true)
            found = search.assignments(at: start.unixSeconds)
        }
        guard let found else { return nil }
        var claims: [Claim] = []
        var resources = [[UUID]](repeating: [], count: plan.segments.count)
        for assignment in found {
            let chosen = search.resources[assignment.option.resource]
            let duty = plan.duties[assignment.duty]
            // The buffers are the real ones, also where the search went without.
            let buffers = supply.candidates(for: duty, wanted: wanted).first { $0.member.id == chosen.id }?.buffers ?? (before: 0, after: 0)
            for segment in duty.segments {
                if !resources[segment].contains(chosen.id) { resources[segment].append(chosen.id) }
                let seconds = plan.segments[segment].seconds
                let core = (seconds.lowerBound + start.unixSeconds)..<(seconds.upperBound + start.unixSeconds)
                claims.append(
                    Claim(
                        subject: chosen.subject, place: Int32(clamping: assignment.place + 1), resource: chosen.id, core: core,
                        busy: (core.lowerBound - buffers.before)..<(core.upperBound + buffers.after)))
            }
        }
        claims = Self.joined(claims)
        if let customer {
            let whole = start.unixSeconds..<(start.unixSeconds + plan.length)
            claims.append(Claim(subject: customer, place: 1, resource: nil, core: whole, busy: whole))
        }
        for index in claims.indices where overbook != nil {
            let claim = claims[index]
            let isMet = (supply.claims[claim.subject] ?? []).contains { $0.place == claim.place && $0.seconds.overlaps(claim.busy) }
            if isMet { claims[index].isExclusive = false }
        }
        try insert(claims, knowing: Set(supply.claims.values.flatMap(\.self)).union(booked), as: actor, at: now, in: tx)
        return Claimed(resources: resources, isOverbooked: claims.contains { !$0.isExclusive })
    }

    /// What one subject does of a visit at one place is one claim as far as it touches, buffers included: nobody is in his own way.
    private static func joined(_ claims: [Claim]) -> [Claim] {
        var joined: [Claim] = []
        let ordered = claims.sorted {
            ($0.subject, $0.place, $0.busy.lowerBound) < ($1.subject, $1.place, $1.busy.lowerBound)
        }
        for claim in ordered {
            if let last = joined.last, last.subject == claim.subject, last.place == claim.place,
                claim.busy.lowerBound <= last.busy.upperBound
            {
                joined[joined.count - 1].core =
                    min(last.core.lowerBound, claim.core.lowerBound)..<max(last.core.upperBound, claim.core.upperBound)
                joined[joined.count - 1].busy = last.busy.lowerBound..<max(last.busy.upperBound, claim.busy.upperBound)
            } else {
                joined.append(claim)
            }
        }
        return joined
    }

    /// - Parameter known: what was taken when they were chosen.
    private func insert(
        _ claims: [Claim], knowing known: Set<WorkingTime.Taken>, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        let ordered = claims.sorted { ($0.subject, $0.busy.lowerBound) < ($1.subject, $1.busy.lowerBound) }
        Self.queue(for: ordered.map(\.subject), in: tx)
        if let from = ordered.map(\.busy.lowerBound).min(), let until = ordered.map(\.busy.upperBound).max() {
            let subjects = Set(ordered.map(\.subject)).sorted()
            let taken = try WorkingTime.taken(
                subjects, from: Instant(unixSeconds: from), until: Instant(unixSeconds: until), tenant: actor.tenant, in: tx)
            let isOvertaken = taken.contains { other in
                !known.contains(other)
                    && ordered.contains { $0.subject == other.subject && $0.place == other.place && $0.core.overlaps(other.seconds) }
            }
            if isOvertaken { throw Overtaken() }
        }
        for claim in ordered {
            let id = ID<Block>.new(at: now).uuid
            let shared = claim.isExclusive ? nil : overbook
            let why = try shared.flatMap { try ScheduleTexts.cell($0.reason, ScheduleTexts.claim, of: id, keys: $0.keys) }
            let approver: SQL = claim.isExclusive ? "null" : "\(value: actor.user)"
            tx.enqueue(
                """
                insert into app.resource_claim (tenant_id, id, branch_id, kind, subject_id, place, resource_id, appointment_id, starts_at,
                  ends_at, busy_from, busy_until, exclusive, reason_sealed, approved_by, created_by, created_at)
                values (\(actor.tenant), \(id), \(branch), 'appointment', \(claim.subject), \(claim.place),
                  \(value: claim.resource), \(appointment), \(Instant(unixSeconds: claim.core.lowerBound)),
                  \(Instant(unixSeconds: claim.core.upperBound)), \(Instant(unixSeconds: claim.busy.lowerBound)),
                  \(Instant(unixSeconds: claim.busy.upperBound)), \(claim.isExclusive), \(value: why), \(approver), \(value: actor.user), \(now))
                """)
        }
    }

    /// Two who want the same wait here, one after the other, in one order: two that were written and wait for each other to end would be
    /// a deadlock, which PostgreSQL notices after a second. The constraint needs no such lock to be right.
    private static func queue(for subjects: [UUID], in tx: Transaction) {
        let locks = Set(subjects.map(lock)).sorted()
        tx.enqueue("select pg_advisory_xact_lock(x.key) from unnest(\(locks)) as x (key)")
    }

    /// A subject's key among the advisory locks: the end of its id, which is chance.
    private static func lock(_ subject: UUID) -> Int64 {
        withUnsafeBytes(of: subject.uuid) { bytes in
            Int64(bitPattern: bytes.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
    }

    /// Gives back what an appointment took.
    static func release(_ appointment: UUID, tenant: ID<Tenant>) -> SQL {
        "delete from app.resource_claim where tenant_id = \(tenant) and appointment_id = \(appointment)"
    }

    /// The next times at which it could be: with those who were asked for, or with anybody where none of these can at all.
    private func others(after day: LocalDate, at now: Instant, tenant: ID<Tenant>, in tx: Transaction) throws -> FoundSlots {
        let last = LocalDate(daysSince1970: day.daysSince1970 + Self.alternativeDays)
        let supply = try BranchSupply(in: branch, from: day, until: last, naming: wanted, tenant: tenant, in: tx)
        let end = start.advanced(by: .seconds(Int64(Self.alternativeDays) * 86_400))
        let booked = try customer.map { try WorkingTime.taken([$0], from: start, until: end, tenant: tenant, in: tx) } ?? []
        let from = max(start.unixSeconds, now.unixSeconds)
        func found(with wanted: Set<UUID>) -> FoundSlots {
            let (search, unmet) = supply.search(plan, wanted: wanted, customer: booked.map(\.core.seconds))
            let slots = unmet.isEmpty ? search.slots(in: [from..<max(from, end.unixSeconds)], step: 900, limit: Self.alternatives) : []
            return FoundSlots(plan: plan, search: search, slots: slots, unmet: unmet)
        }
        let asked = found(with: wanted)
        return asked.slots.isEmpty && !wanted.isEmpty ? found(with: []) : asked
    }

    private static func failure(
        _ conflicts: [BookingConflict], _ others: FoundSlots, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws -> Failure {
        let seen = try AppointmentQueries.seen(conflicts.compactMap { $0.taken?.appointment }, as: actor, at: now, in: tx)
        return Failure(
            .appointmentNotFree,
            extra: [
                "conflicts": .array(conflicts.map { $0.json(seen) }), "alternatives": .array(others.slots.map { others.json($0) }),
            ])
    }
}
