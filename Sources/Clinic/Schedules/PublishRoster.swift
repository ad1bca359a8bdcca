internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Puts the draft of a week in the place of what was published. What stands against it is listed first: bookings that would be without their
/// person, people on leave, closed days. Whoever publishes all the same says why; only nobody can be in two branches at once.
struct PublishRoster: Sendable {
    let branch: ID<Unit>
    let monday: LocalDate
    let reason: String?

    /// Reads `{"week", "despite"?}`: why it is published in spite of what stands against it.
    init(of branch: ID<Unit>, reading payload: PayloadReader) {
        self.branch = branch
        monday = Roster.monday("week", reading: payload)
        reason = payload.text("despite", max: 200)
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `schedule.no_draft`; `schedule.conflicts` with a list of them.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let week = try LockedWeek(monday, of: branch, version: version, as: actor, at: now, in: tx)
        guard week.hasDraft else { throw Failure(.rosterNoDraft) }
        // From here on as the system: what a person does in another branch counts, and is told as a time only.
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        let conflicts = try RosterConflicts.find(monday, in: branch, tenant: actor.tenant, in: tx)
        if conflicts.contains(where: { reason == nil || $0.kind == .elsewhere }) { throw RosterConflict.failure(conflicts) }
        tx.enqueue(
            """
            delete from app.shift where tenant_id = \(actor.tenant) and branch_id = \(branch) and week_on = \(monday) and state = 'published'
            """)
        let published = try tx.execute(
            """
            update app.shift set state = 'published', version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and branch_id = \(branch) and week_on = \(monday) and state = 'draft'
            """
        ).affected
        tx.enqueue(
            """
            update app.roster_week set version = version + 1, drafted_at = null, published_at = \(now), published_by = \(value: actor.user)
            where tenant_id = \(actor.tenant) and branch_id = \(branch) and week_on = \(monday)
            """)
        let why: JSONValue = reason.map { .string($0) } ?? .null
        try week.record(
            "published", rows: published, keys: keys, body: ["despite": why, "conflicts": .integer(Int64(conflicts.count))], in: tx)
    }
}
