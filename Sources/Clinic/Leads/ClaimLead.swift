internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes a lead from the pool, as many a day as the chain allows and as long as one has not too many open ones. Of two who take the same
/// one, one gets it; of one's own claims at once none goes beyond the limit.
struct ClaimLead: Sendable {
    let id: UUID

    /// - Throws: `resource.not_found`; `lead.taken`; `lead.claim_limit`, `lead.open_limit`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let user = actor.user else { throw Failure(.forbidden) }
        // One's own claims come one after the other; always before the lead's row.
        try tx.execute("select pg_advisory_xact_lock(hashtextextended(\("lead-claim/\(actor.tenant)/\(user)"), 0))")
        let row = try LeadRow(id, for: .claimLead, as: actor, at: now, in: tx)
        guard row.isInPool else { throw Failure(.leadTaken) }
        let settings = try LeadSettings.read(of: actor.tenant, in: tx)
        // What one has in other branches counts too.
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        let counts = try tx.execute(
            """
            select (select count(*) from app.lead_assignment a where a.tenant_id = \(actor.tenant) and a.user_id = \(user) and a.how = 'claim'
                and a.at >= date_trunc('day', \(now)::timestamptz at time zone z.time_zone) at time zone z.time_zone),
              (select count(*) from app.lead l where l.tenant_id = \(actor.tenant) and l.owner_id = \(user)
                and l.state in ('assigned', 'contacted', 'added_wecom', 'booked', 'arrived'))
            from app.tenant_setting z where z.tenant_id = \(actor.tenant)
            """)[0]
        let (claimed, open): (Int64, Int64) = (try counts[0], try counts[1])
        guard claimed < settings[LeadSettings.claimsADay] else { throw Failure(.leadClaimLimit) }
        guard open < settings[LeadSettings.mostOpen] else { throw Failure(.leadOpenLimit) }
        try GiveLead(row, how: "claim", returns: 0).run(.person(user.uuid), settings: settings, as: actor, keys: keys, at: now, in: tx)
    }
}

/// Gives a lead to somebody who is named, or back to the pool.
struct HandLead: Sendable {
    let id: UUID
    let to: UUID?
    let reason: String?
    let how: String
    /// Whether it goes back to whom it was taken from, also where that one may not work on it any more.
    var isReturned = false

    /// - Parameter version: nil where whoever hands over does not look.
    /// - Throws: `resource.not_found`, `resource.stale`; `lead.step` for one that has ended; `request.invalid` for somebody who does not
    ///   work on leads in the branch.
    func run(version: Int64?, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let row = try LeadRow(id, for: .assignLead, as: actor, at: now, in: tx)
        if let version, row.version != version { throw Failure(.stale) }
        guard !["won", "lost"].contains(row.state) else { throw Failure(.leadStep) }
        guard row.owner != to || row.isInPool != (to == nil) else { return }
        let settings = try LeadSettings.read(of: actor.tenant, in: tx)
        if let to, !isReturned {
            let rows = try tx.execute(
                "select 1 from app.user_account u where u.tenant_id = \(actor.tenant) and u.id = \(to) and u.state = 'active'")
            let rights = try rows.isEmpty ? nil : RightsLoader.load(ID(to), of: actor.tenant, at: now, in: tx).rights
            guard rights?.grantedReach(of: .updateLead)?.contains(ID(row.branch)) == true else {
                throw Failure.invalid([Violation(pointer: "/userId", code: "not_allowed")])
            }
        }
        var give = GiveLead(row, how: how, reason: reason, returns: 0)
        // Who was spoken to need not be called for the first time again.
        if to != nil, Lead.open.contains(row.state), row.state != "assigned" { give.kept = row.state }
        try give.run(to.map { .person($0) } ?? .pool, settings: settings, as: actor, keys: keys, at: now, in: tx)
    }
}
