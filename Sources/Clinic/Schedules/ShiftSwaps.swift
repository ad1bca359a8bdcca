internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A published shift with who works it.
struct PublishedShift {
    let id: UUID
    let resource: UUID
    let startsAt: Instant
    let endsAt: Instant
    let kind: String
    let person: UUID

    /// Nil for a draft, for one of another branch, and for one that is not there any more.
    init?(_ id: UUID, in branch: ID<Unit>, tenant: ID<Tenant>, in tx: Transaction) throws {
        guard let row = try tx.execute(ScheduleQueries.shift(id, in: branch, tenant: tenant)).first,
            try row.get(8, as: String.self) == "published"
        else { return nil }
        self.id = id
        resource = try row[1]
        startsAt = try row[4]
        endsAt = try row[5]
        kind = try row[10]
        person = try row[11]
    }
}

/// Asks that a colleague takes over a shift of one's own, or exchanges it for one of his.
struct RequestSwap: Sendable {
    let id: UUID
    private let shift: UUID
    private let target: UUID
    private let other: UUID?
    private let reason: String?

    /// Reads `{"shiftId", "toResourceId", "forShiftId"?, "reason"?}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        shift = payload.requiredUUID("shiftId")
        target = payload.requiredUUID("toResourceId")
        other = payload.uuid("forShiftId")
        reason = payload.text("reason", max: 200)
        if other == shift { payload.refuse("forShiftId", "not_allowed") }
    }

    /// - Throws: `request.invalid` with what is not there, not his, or of another kind.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let user = actor.user else { throw Failure(.forbidden) }
        let rows = try tx.execute("select s.branch_id from app.shift s where s.tenant_id = \(actor.tenant) and s.id = \(shift)")
        let branch: ID<Unit>? = try rows.first.map { try $0[0] }
        guard let branch, actor.rights.grantedReach(of: .requestLeave)?.contains(branch) == true,
            let mine = try PublishedShift(shift, in: branch, tenant: actor.tenant, in: tx),
            mine.person == user.uuid || actor.rights.grantedReach(of: .decideLeave)?.contains(branch) == true
        else { throw Failure.invalid([Violation(pointer: "/shiftId", code: "not_allowed")]) }
        let colleague = try tx.execute(
            """
            select 1 from app.resource r where r.tenant_id = \(actor.tenant) and r.id = \(target) and r.branch_id = \(branch)
            and r.kind = \(mine.kind) and r.state = 'ready' and r.id <> \(mine.resource)
            """)
        var violations: [Violation] = []
        if colleague.isEmpty { violations.append(Violation(pointer: "/toResourceId", code: "not_allowed")) }
        if let other {
            let theirs = try PublishedShift(other, in: branch, tenant: actor.tenant, in: tx)
            if theirs?.resource != target { violations.append(Violation(pointer: "/forShiftId", code: "not_allowed")) }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        let why = try ScheduleTexts.cell(reason, ScheduleTexts.swap, of: id, keys: keys)
        tx.enqueue(
            """
            insert into app.shift_swap (tenant_id, id, branch_id, shift_id, to_resource_id, for_shift_id, reason_sealed, requested_by, created_at,
              updated_at)
            values (\(actor.tenant), \(id), \(branch), \(shift), \(target), \(value: other), \(value: why), \(user), \(now), \(now))
            """)
        try AuditTrail.record(
            AuditEvent(.requestLeave, on: ShiftSwap.resource.name, id, branch: branch, purpose: "requested"), as: actor, keys: keys,
            at: now,
            in: tx)
    }
}

/// Says whether a shift changes hands. Bookings of whoever leaves it stand against it.
struct SettleSwap: Sendable {
    let id: UUID
    /// Nil: it is taken back.
    let isApproved: Bool?

    /// Reads `{"approved"}`.
    init(_ id: UUID, reading payload: PayloadReader) {
        self.id = id
        isApproved = payload.requiredBoolean("approved")
    }

    init(withdrawing id: UUID) {
        self.id = id
        isApproved = nil
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `schedule.settled`; `schedule.own_request`; `schedule.shift_gone`;
    ///   `schedule.conflicts`; `schedule.shift_overlap` where the colleague works then already.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            select w.branch_id, w.shift_id, w.to_resource_id, w.for_shift_id, w.requested_by, w.state, w.version from app.shift_swap w
            where w.tenant_id = \(actor.tenant) and w.id = \(id) for update
            """)
        guard let row = rows.first else { throw Failure(.notFound) }
        let (branch, requester, state): (ID<Unit>, UUID, String) = (try row[0], try row[4], try row[5])
        guard try row.get(6, as: Int64.self) == version else { throw Failure(.stale) }
        let decides = actor.rights.grantedReach(of: .decideLeave)?.contains(branch) == true
        let isMine = requester == actor.user?.uuid
        guard decides || isMine else { throw Failure(.notFound) }
        guard state == "requested" else { throw Failure(.scheduleSettled) }
        if isApproved != nil {
            guard decides else { throw Failure(.forbidden) }
            guard !isMine else { throw Failure(.decidesOwn) }
        }
        let next = isApproved.map { $0 ? "approved" : "refused" } ?? "withdrawn"
        let decidedAt: SQL = isApproved == nil ? "null" : "\(now)"
        let decidedBy: SQL = isApproved == nil ? "null" : "\(value: actor.user)"
        tx.enqueue(
            """
            update app.shift_swap set state = \(next), decided_at = \(decidedAt), decided_by = \(decidedBy), version = version + 1,
              updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        if isApproved == true {
            try exchange(try row[1], to: try row[2], for: try row.getOptional(3), in: branch, as: actor, at: now, tx)
        }
        try AuditTrail.record(
            AuditEvent(
                isApproved == nil ? .requestLeave : .decideLeave, on: ShiftSwap.resource.name, id, branch: branch, purpose: next),
            as: actor, keys: keys, at: now, in: tx)
    }

    private func exchange(
        _ shift: UUID, to target: UUID, for other: UUID?, in branch: ID<Unit>, as actor: Actor, at now: Instant, _ tx: Transaction
    ) throws {
        guard let mine = try PublishedShift(shift, in: branch, tenant: actor.tenant, in: tx) else { throw Failure(.shiftGone) }
        let theirs = try other.flatMap { try PublishedShift($0, in: branch, tenant: actor.tenant, in: tx) }
        let colleague = try tx.execute(
            """
            select r.user_id from app.resource r where r.tenant_id = \(actor.tenant) and r.id = \(target) and r.branch_id = \(branch)
            and r.kind = \(mine.kind) and r.state = 'ready'
            """)
        guard other == nil || theirs?.resource == target, let person: UUID = try colleague.first?.getOptional(0) else {
            throw Failure(.shiftGone)
        }
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        // Whoever leaves a shift must not be booked in it, and whoever takes one must not be away then.
        var conflicts = try RosterConflict.taken(
            of: mine.person, resource: mine.resource, in: branch.uuid, from: mine.startsAt, until: mine.endsAt, tenant: actor.tenant, in: tx
        ).filter { $0.kind == .booking }
        conflicts += try RosterConflict.taken(
            of: person, resource: target, in: branch.uuid, from: mine.startsAt, until: mine.endsAt, tenant: actor.tenant, in: tx
        ).filter { $0.kind != .booking }
        if let theirs {
            conflicts += try RosterConflict.taken(
                of: person, resource: target, in: branch.uuid, from: theirs.startsAt, until: theirs.endsAt, tenant: actor.tenant, in: tx
            ).filter { $0.kind == .booking }
            conflicts += try RosterConflict.taken(
                of: mine.person, resource: mine.resource, in: branch.uuid, from: theirs.startsAt, until: theirs.endsAt,
                tenant: actor.tenant, in: tx
            ).filter { $0.kind != .booking }
        }
        if !conflicts.isEmpty { throw RosterConflict.failure(conflicts) }
        // Two shifts of one hour pass each other: that nobody works twice is asked when both have moved.
        tx.enqueue("set constraints app.shift_once deferred")
        tx.enqueue(hand(mine.id, to: target, at: now, actor.tenant))
        if let theirs { tx.enqueue(hand(theirs.id, to: mine.resource, at: now, actor.tenant)) }
        _ = try tx.execute("set constraints app.shift_once immediate")
    }

    private func hand(_ shift: UUID, to resource: UUID, at now: Instant, _ tenant: ID<Tenant>) -> SQL {
        """
        update app.shift set resource_id = \(resource), version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and id = \(shift)
        """
    }
}
