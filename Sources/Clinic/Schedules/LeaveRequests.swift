internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Asks that somebody need not work: for oneself, or for a colleague whose leave one decides.
struct RequestLeave: Sendable {
    let id: UUID
    private let resource: UUID
    private let kind: String
    private let reason: String?
    private let startsAt: Instant
    private let endsAt: Instant

    /// A request's longest time.
    private static let longest: Int64 = 93 * 86_400

    /// Reads `{"resourceId", "kind", "startsAt", "endsAt", "reason"?}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        resource = payload.requiredUUID("resourceId")
        kind = payload.requiredChoice("kind", of: LeaveRequest.kinds)
        reason = payload.text("reason", max: 200)
        let interval = payload.interval(longest: Self.longest)
        startsAt = interval.0
        endsAt = interval.1
    }

    /// - Throws: `request.invalid` for a resource that is no person, or not oneself and not to be decided on; `resource.not_found`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            select r.branch_id, r.user_id from app.resource r where r.tenant_id = \(actor.tenant) and r.id = \(resource)
            and r.user_id is not null and r.state <> 'retired'
            """)
        guard let row = rows.first, let user = actor.user else { throw Failure.unknownResource }
        let (branch, person): (UUID, UUID) = (try row[0], try row[1])
        let decides = actor.rights.grantedReach(of: .decideLeave)?.contains(ID(branch)) == true
        guard actor.rights.grantedReach(of: .requestLeave)?.contains(ID(branch)) == true, decides || person == user.uuid else {
            throw Failure.unknownResource
        }
        let why = try ScheduleTexts.cell(reason, ScheduleTexts.leave, of: id, keys: keys)
        tx.enqueue(
            """
            insert into app.leave_request (tenant_id, id, branch_id, resource_id, user_id, kind, reason_sealed, starts_at, ends_at, requested_by,
              created_at, updated_at)
            values (\(actor.tenant), \(id), \(branch), \(resource), \(person), \(kind), \(value: why), \(startsAt), \(endsAt), \(user),
              \(now), \(now))
            """)
        try AuditTrail.record(
            AuditEvent(.requestLeave, on: LeaveRequest.resource.name, id, branch: ID(branch), purpose: "requested"), as: actor, keys: keys,
            at: now, in: tx)
    }
}

/// Says whether somebody may be away, or takes a request back. What is approved takes the person's time wherever he works.
struct SettleLeave: Sendable {
    enum Step: Sendable, Hashable {
        /// `despite`: why, though bookings are there already; they stay, and stand in the list of conflicts.
        case approve(despite: String?)
        case refuse
        /// By who asked, as long as nobody decided; by who decides, also afterwards.
        case withdraw
    }

    let id: UUID
    let step: Step
    let answer: String?

    /// Reads `{"approved", "answer"?, "despite"?}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        let isApproved = payload.requiredBoolean("approved")
        answer = payload.text("answer", max: 200)
        let despite = payload.text("despite", max: 200)
        if !isApproved, despite != nil { payload.refuse("despite", "not_allowed") }
        step = isApproved ? .approve(despite: despite) : .refuse
    }

    init(withdrawing id: UUID) {
        self.id = id
        step = .withdraw
        answer = nil
    }

    /// A request as it stands.
    private struct Asked {
        let branch: UUID
        let resource: UUID
        let person: UUID
        let requester: UUID
        let startsAt: Instant
        let endsAt: Instant
        let state: String
        let version: Int64
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `schedule.settled`; `schedule.own_request`; `schedule.conflicts`.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let asked = try locked(as: actor, in: tx)
        guard asked.version == version else { throw Failure(.stale) }
        let decides = actor.rights.grantedReach(of: .decideLeave)?.contains(ID(asked.branch)) == true
        let mine = [asked.person, asked.requester].contains { $0 == actor.user?.uuid }
        guard decides || mine else { throw Failure(.notFound) }
        let state: String
        switch step {
        case .approve, .refuse:
            guard decides else { throw Failure(.forbidden) }
            guard asked.person != actor.user?.uuid else { throw Failure(.decidesOwn) }
            guard asked.state == "requested" else { throw Failure(.scheduleSettled) }
            state = step == .refuse ? "refused" : "approved"
        case .withdraw:
            guard asked.state == "requested" || asked.state == "approved" && decides else { throw Failure(.scheduleSettled) }
            state = "withdrawn"
        }
        let decidedAt: SQL = step == .withdraw ? "decided_at" : "\(now)"
        let decidedBy: SQL = step == .withdraw ? "decided_by" : "\(value: actor.user)"
        let said = try ScheduleTexts.cell(answer, ScheduleTexts.answer, of: id, keys: keys)
        tx.enqueue(
            """
            update app.leave_request set state = \(state), decided_at = \(decidedAt), decided_by = \(decidedBy), answer = null,
              answer_sealed = \(value: said), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        // From here on as the system: a person's time is taken wherever he works.
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        switch step {
        case .approve(let despite): try take(asked, despite: despite, as: actor, keys: keys, at: now, in: tx)
        case .withdraw: tx.enqueue("delete from app.resource_claim where tenant_id = \(actor.tenant) and leave_id = \(id)")
        case .refuse: break
        }
        try AuditTrail.record(
            AuditEvent(
                step == .withdraw ? .requestLeave : .decideLeave, on: LeaveRequest.resource.name, id, branch: ID(asked.branch),
                purpose: state),
            as: actor, keys: keys, at: now, in: tx)
    }

    private func locked(as actor: Actor, in tx: Transaction) throws -> Asked {
        let rows = try tx.execute(
            """
            select l.branch_id, l.resource_id, l.user_id, l.requested_by, l.starts_at, l.ends_at, l.state, l.version from app.leave_request l
            where l.tenant_id = \(actor.tenant) and l.id = \(id) for update
            """)
        guard let row = rows.first else { throw Failure(.notFound) }
        return Asked(
            branch: try row[0], resource: try row[1], person: try row[2], requester: try row[3], startsAt: try row[4], endsAt: try row[5],
            state: try row[6], version: try row[7])
    }

    private func take(
        _ asked: Asked, despite: String?, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let conflicts = try RosterConflict.taken(
            of: asked.person, resource: asked.resource, in: asked.branch, from: asked.startsAt, until: asked.endsAt, tenant: actor.tenant,
            in: tx)
        if despite == nil, !conflicts.isEmpty { throw RosterConflict.failure(conflicts) }
        for (start, end) in ClaimedTime.pieces(from: asked.startsAt, until: asked.endsAt) {
            let claim = ID<Block>.new(at: now).uuid
            let why = try ScheduleTexts.cell(despite, ScheduleTexts.claim, of: claim, keys: keys)
            tx.enqueue(
                ScheduleQueries.claim(
                    claim, kind: "leave", subject: asked.person, place: 1, resource: asked.resource,
                    branch: asked.branch, leave: id, from: start, until: end, exclusive: conflicts.isEmpty, reason: why, by: actor.user,
                    at: now, tenant: actor.tenant))
        }
    }
}

/// Time as it is claimed: no claim is longer than a day, so that those that reach into a window are found by where they begin.
enum ClaimedTime {
    /// The longest piece.
    static let piece: Duration = .seconds(86_400)

    static func pieces(from start: Instant, until end: Instant) -> [(Instant, Instant)] {
        var pieces: [(Instant, Instant)] = []
        var from = start
        while from < end, pieces.count < 400 {
            let until = min(from.advanced(by: piece), end)
            pieces.append((from, until))
            from = until
        }
        return pieces
    }
}

extension Failure {
    /// A resource that is not there, or not one's own.
    static var unknownResource: Failure { .invalid([Violation(pointer: "/resourceId", code: "not_allowed")]) }
}

extension PayloadReader {
    /// `startsAt` and `endsAt`: RFC 3339, one after the other, at most so many seconds apart. Notes `required`, `pattern`, `range`.
    func interval(longest: Int64) -> (Instant, Instant) {
        func read(_ key: String) -> Instant? {
            let text = requiredText(key, max: 40)
            let instant = Instant(text)
            if instant == nil, !text.isEmpty { refuse(key, "pattern") }
            return instant
        }
        let (start, end) = (read("startsAt"), read("endsAt"))
        guard let start, let end else { return (Instant(unixSeconds: 0), Instant(unixSeconds: 1)) }
        if end <= start || end > start.advanced(by: .seconds(longest)) { refuse("endsAt", "range") }
        return (start, end)
    }
}
