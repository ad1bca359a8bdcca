internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Gives a branch what another works with: its rooms and devices, its own prices. People, certificates and counters are not copied: they are
/// somebody's and something's. What the branch has under the same name already is left as it is.
struct CopyBranch: Sendable {
    /// What is copied.
    enum Kind: String, Sendable, CaseIterable {
        case rooms
        case devices
        case prices
    }

    let to: ID<Unit>
    let from: ID<Unit>
    let kinds: Set<Kind>

    /// Reads `{"fromBranchId", "kinds": [...]}`.
    init(to: ID<Unit>, reading payload: PayloadReader) {
        self.to = to
        from = ID(payload.requiredUUID("fromBranchId"))
        let words = payload.texts("kinds", max: Kind.allCases.count, maxLength: 20)
        for (index, word) in words.enumerated() where Kind(rawValue: word) == nil { payload.refuse("kinds", at: index, "choice") }
        if words.isEmpty { payload.refuse("kinds", "required") }
        kinds = Set(words.compactMap { Kind(rawValue: $0) })
        if from == to { payload.refuse("fromBranchId", "not_allowed") }
    }

    /// - Returns: how many of each kind were made.
    /// - Throws: `resource.not_found` for a branch that is not the actor's; `request.invalid` where the other is not; `access.denied` where he
    ///   may not write what he asks for.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [Kind: Int] {
        guard try HouseRecord.bookables.reaches(to.uuid, as: actor, in: tx) else { throw Failure(.notFound) }
        guard actor.rights.grantedReach(of: .readBookable)?.contains(from) == true,
            try !tx.execute(CatalogueQueries.branches([from.uuid], tenant: actor.tenant)).isEmpty
        else { throw Failure.invalid([Violation(pointer: "/fromBranchId", code: "not_allowed")]) }
        var made: [Kind: Int] = [:]
        if kinds.contains(.rooms) { made[.rooms] = try copy("room", as: actor, at: now, in: tx) }
        if kinds.contains(.devices) { made[.devices] = try copy("device", as: actor, at: now, in: tx) }
        if kinds.contains(.prices) {
            guard try HouseRecord.prices.reaches(to.uuid, as: actor, in: tx) else { throw Failure(.forbidden) }
            made[.prices] = try copyPrices(as: actor, at: now, in: tx)
        }
        let counts = JSONObject(made)
        try AuditTrail.record(
            AuditEvent(
                .manageResource, on: "resource", branch: to, purpose: "copied", rowCount: made.values.reduce(0, +),
                body: ["fromBranchId": .string(from.description), "made": .object(counts)]),
            as: actor, keys: keys, at: now, in: tx)
        return made
    }

    private func copy(_ kind: String, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Int {
        let rows = try tx.execute(
            """
            select r.id from app.resource r where r.tenant_id = \(actor.tenant) and r.branch_id = \(from) and r.kind = \(kind)
            and r.state <> 'retired' and not exists (
              select 1 from app.resource o where o.tenant_id = \(actor.tenant) and o.branch_id = \(to) and o.kind = r.kind and o.name = r.name
              and o.state <> 'retired')
            order by r.position, r.id limit 1000
            """)
        let old: [UUID] = try rows.map { try $0[0] }
        let new = old.map { _ in ID<Bookable>.new(at: now).uuid }
        tx.enqueue(
            """
            insert into app.resource (tenant_id, id, branch_id, kind, name, tags, capacity, buffer_before, buffer_after, model, position,
              created_at, updated_at)
            select r.tenant_id, x.new, \(to), r.kind, r.name, r.tags, r.capacity, r.buffer_before, r.buffer_after, r.model, r.position,
              \(now), \(now)
            from unnest(\(old), \(new)) as x (old, new) join app.resource r on r.tenant_id = \(actor.tenant) and r.id = x.old
            """)
        return old.count
    }

    /// The prices of the other branch that hold today or begin later; of those that hold the day is today.
    private func copyPrices(as actor: Actor, at now: Instant, in tx: Transaction) throws -> Int {
        let today = CatalogueQueries.day(of: now, tenant: actor.tenant)
        let rows = try tx.execute(
            """
            select p.id from app.price p where p.tenant_id = \(actor.tenant) and p.unit_id = \(from)
            and (p.since_on > \(today) or p.since_on = (select max(q.since_on) from app.price q where q.tenant_id = \(actor.tenant)
              and q.unit_id = p.unit_id and q.service_id = p.service_id and q.since_on <= \(today)) and p.price_fen is not null)
            and not exists (select 1 from app.price o where o.tenant_id = \(actor.tenant) and o.unit_id = \(to)
              and o.service_id = p.service_id)
            order by p.id limit 20000
            """)
        let old: [UUID] = try rows.map { try $0[0] }
        let new = old.map { _ in ID<Price>.new(at: now).uuid }
        tx.enqueue(
            """
            insert into app.price (tenant_id, id, service_id, unit_id, since_on, price_fen, set_by, created_at, updated_at)
            select p.tenant_id, x.new, p.service_id, \(to), greatest(p.since_on, \(today)), p.price_fen, \(value: actor.user), \(now), \(now)
            from unnest(\(old), \(new)) as x (old, new) join app.price p on p.tenant_id = \(actor.tenant) and p.id = x.old
            """)
        return old.count
    }
}

extension JSONObject {
    /// Numbers by the words of their kinds, in the kinds' order.
    init(_ counts: [CopyBranch.Kind: Int]) {
        self.init()
        for kind in CopyBranch.Kind.allCases { if let count = counts[kind] { self[kind.rawValue] = .integer(Int64(count)) } }
    }
}
