internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes time of a resource for maintenance, or for something else that is no customer. Bookings that are there stand against it.
struct BlockTime: Sendable {
    private let resource: UUID
    private let kind: String
    private let reason: String
    private let startsAt: Instant
    private let endsAt: Instant

    /// A block's longest time.
    private static let longest: Int64 = 62 * 86_400
    /// Claims of a block at the most: days times places.
    private static let mostClaims = 500

    /// Reads `{"resourceId", "kind", "startsAt", "endsAt", "reason"}`.
    init(reading payload: PayloadReader) {
        resource = payload.requiredUUID("resourceId")
        kind = payload.requiredChoice("kind", of: Block.kinds)
        reason = payload.requiredText("reason", max: 200)
        let interval = payload.interval(longest: Self.longest)
        startsAt = interval.0
        endsAt = interval.1
    }

    /// - Returns: the ids of the claims: one for each day and place.
    /// - Throws: `request.invalid` for a resource that is not the actor's; `schedule.conflicts` with what is there already.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [UUID] {
        let rows = try tx.execute(
            """
            select r.branch_id, r.user_id, r.capacity from app.resource r where r.tenant_id = \(actor.tenant) and r.id = \(resource)
            and r.state <> 'retired'
            """)
        guard let row = rows.first, case let branch = try row.get(0, as: UUID.self),
            actor.rights.grantedReach(of: .blockResource)?.contains(ID(branch)) == true
        else { throw Failure.unknownResource }
        let subject = try row.getOptional(1, as: UUID.self) ?? resource
        let places = Int32(clamping: max(1, try row.get(2, as: Int64.self)))
        let pieces = ClaimedTime.pieces(from: startsAt, until: endsAt)
        guard pieces.count * Int(places) <= Self.mostClaims else {
            throw Failure.invalid([Violation(pointer: "/endsAt", code: "range", limit: "\(Self.mostClaims / Int(places))")])
        }
        // A person's time is one, wherever he works.
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        let conflicts = try RosterConflict.taken(
            of: subject, resource: resource, in: branch, from: startsAt, until: endsAt, tenant: actor.tenant, in: tx)
        if !conflicts.isEmpty { throw RosterConflict.failure(conflicts) }
        var ids: [UUID] = []
        for (start, end) in pieces {
            for place in 1...places {
                let id = ID<Block>.new(at: now).uuid
                ids.append(id)
                tx.enqueue(
                    ScheduleQueries.claim(
                        id, kind: kind, subject: subject, place: place, resource: resource, branch: branch, leave: nil, from: start,
                        until: end, exclusive: true, reason: try ScheduleTexts.cell(reason, ScheduleTexts.claim, of: id, keys: keys),
                        by: actor.user, at: now, tenant: actor.tenant))
            }
        }
        try AuditTrail.record(
            AuditEvent(
                .blockResource, on: Block.resource.name, ids.first, branch: ID(branch), purpose: kind, rowCount: ids.count,
                body: [
                    "resourceId": .string(resource.uuidString.lowercased()), "startsAt": .string(startsAt.description),
                    "endsAt": .string(endsAt.description),
                ]),
            as: actor, keys: keys, at: now, in: tx)
        return ids
    }
}

/// Gives time of a resource back that was blocked.
struct UnblockTime: Sendable {
    let id: UUID

    /// - Throws: `resource.not_found` for what is no block, or not the actor's.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            select k.branch_id from app.resource_claim k where k.tenant_id = \(actor.tenant) and k.id = \(id)
            and k.kind in ('maintenance', 'block') for update
            """)
        guard let row = rows.first, case let branch = try row.get(0, as: ID<Unit>.self),
            actor.rights.grantedReach(of: .blockResource)?.contains(branch) == true
        else { throw Failure(.notFound) }
        tx.enqueue("delete from app.resource_claim where tenant_id = \(actor.tenant) and id = \(id)")
        try AuditTrail.record(
            AuditEvent(.blockResource, on: Block.resource.name, id, branch: branch, purpose: "removed"), as: actor, keys: keys, at: now,
            in: tx)
    }
}
