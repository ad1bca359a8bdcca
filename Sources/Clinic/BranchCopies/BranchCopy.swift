internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The work of one copy, kind by kind. Whether the actor may is known by then.
struct BranchCopy {
    let to: ID<Unit>
    let from: ID<Unit>
    let actor: Actor
    let keys: TenantKeys
    let now: Instant

    private var tenant: ID<Tenant> { actor.tenant }

    /// Rooms or devices, by their names.
    func bookables(_ kind: CopyBranch.Kind, _ word: String, in tx: Transaction) throws -> CopyBranch.Copied {
        let found: SQL = """
            select r.id, r.name, exists (
              select 1 from app.resource o where o.tenant_id = \(tenant) and o.branch_id = \(to) and o.kind = r.kind and o.name = r.name
              and o.state <> 'retired')
            from app.resource r where r.tenant_id = \(tenant) and r.branch_id = \(from) and r.kind = \(word) and r.state <> 'retired'
            order by r.position, r.id
            """
        return try copy(kind, found, as: .bookables, in: tx) { old, new in
            """
            insert into app.resource (tenant_id, id, branch_id, kind, name, tags, capacity, buffer_before, buffer_after, model, position,
              created_at, updated_at)
            select r.tenant_id, x.new, \(to), r.kind, r.name, r.tags, r.capacity, r.buffer_before, r.buffer_after, r.model, r.position,
              \(now), \(now)
            from unnest(\(old), \(new)) as x (old, new) join app.resource r on r.tenant_id = \(tenant) and r.id = x.old
            """
        }
    }

    /// Shifts by name, but for archived ones.
    func shiftTemplates(in tx: Transaction) throws -> CopyBranch.Copied {
        let found: SQL = """
            select s.id, s.name, exists (
              select 1 from app.shift_template o where o.tenant_id = \(tenant) and o.branch_id = \(to) and o.name = s.name
              and o.state = 'active')
            from app.shift_template s where s.tenant_id = \(tenant) and s.branch_id = \(from) and s.state = 'active'
            order by s.position, s.id
            """
        return try copy(.shiftTemplates, found, as: .shiftTemplates, in: tx) { old, new in
            """
            insert into app.shift_template (tenant_id, id, branch_id, name, starts_minute, ends_minute, break_starts_minute,
              break_ends_minute, position, created_at, updated_at)
            select s.tenant_id, x.new, \(to), s.name, s.starts_minute, s.ends_minute, s.break_starts_minute, s.break_ends_minute,
              s.position, \(now), \(now)
            from unnest(\(old), \(new)) as x (old, new) join app.shift_template s on s.tenant_id = \(tenant) and s.id = x.old
            """
        }
    }

    /// The branch's own prices of a day, from a day on, and those that begin after both on their days. A service of which the branch has a
    /// price of its own then, or later, keeps it.
    ///
    /// - Throws: `request.invalid` for a day that has passed: what was taken was taken.
    func prices(from said: LocalDate?, of asked: LocalDate?, in tx: Transaction) throws -> CopyBranch.Copied {
        let today: LocalDate = try tx.execute("select \(CatalogueQueries.day(of: now, tenant: tenant))")[0][0]
        let first = said ?? today
        guard first >= today else { throw Failure.invalid([Violation(pointer: "/pricesFrom", code: "range")]) }
        let day = asked ?? first
        let later = max(first, day)
        let found: SQL = """
            select p.id, s.name, exists (
              select 1 from app.price o where o.tenant_id = \(tenant) and o.unit_id = \(to) and o.service_id = p.service_id
              and (o.since_on >= \(first) or (o.price_fen is not null and o.since_on = (
                select max(n.since_on) from app.price n where n.tenant_id = \(tenant) and n.unit_id = \(to)
                and n.service_id = p.service_id and n.since_on <= \(first)))))
            from app.price p join app.service s on s.tenant_id = \(tenant) and s.id = p.service_id and s.state = 'active'
            where p.tenant_id = \(tenant) and p.unit_id = \(from)
            and (p.since_on > \(later) or (p.price_fen is not null and p.since_on = (
              select max(q.since_on) from app.price q where q.tenant_id = \(tenant) and q.unit_id = \(from) and q.service_id = p.service_id
              and q.since_on <= \(day))))
            order by s.position, s.id, p.since_on
            """
        return try copy(.prices, found, as: .prices, in: tx) { old, new in
            """
            insert into app.price (tenant_id, id, service_id, unit_id, since_on, price_fen, set_by, created_at, updated_at)
            select p.tenant_id, x.new, p.service_id, \(to), case when p.since_on <= \(day) then \(first) else p.since_on end, p.price_fen,
              \(value: actor.user), \(now), \(now)
            from unnest(\(old), \(new)) as x (old, new) join app.price p on p.tenant_id = \(tenant) and p.id = x.old
            """
        }
    }

    /// The hours that hold today and those to come, into a branch that has none.
    func openingHours(in tx: Transaction) throws -> CopyBranch.Copied {
        var copied = CopyBranch.Copied(kind: .openingHours)
        let hours = try OpeningHours.json(try tx.execute(all: OpeningHours.statements(of: from, at: now, tenant: tenant)))
        let later = hours["later"]?.array ?? []
        guard hours["hours"]?.array?.isEmpty == false || !later.isEmpty else { return copied }
        let there = try tx.execute(all: OpeningHours.statements(of: to, at: now, tenant: tenant))
        let isThere = !there[1].isEmpty || !there[2].isEmpty
        copied.add(nil, isThere: isThere)
        guard !isThere else { return copied }
        let current: JSONValue = ["hours": hours["hours"] ?? .array([])]
        for period in [current] + later {
            let payload = PayloadReader(period)
            let change = OpeningHours(of: to, reading: payload)
            try payload.finish()
            _ = try change.run(as: actor, keys: keys, at: now, in: tx)
        }
        return copied
    }

    /// How the branch hands out those who come, into a branch that has no rule. Whose turn it is stays there.
    func triageRule(in tx: Transaction) throws -> CopyBranch.Copied {
        var copied = CopyBranch.Copied(kind: .triageRule)
        guard let row = try tx.execute(VisitQueries.rule(of: from, tenant: tenant)).first else { return copied }
        let isThere = try !tx.execute(VisitQueries.rule(of: to, tenant: tenant)).isEmpty
        copied.add(nil, isThere: isThere)
        guard !isThere else { return copied }
        try TriageRule(row).write(to: to, version: 0, as: actor, keys: keys, at: now, in: tx)
        return copied
    }

    /// Copies what is not there, and says so in the audit trail.
    ///
    /// - Parameters:
    ///   - found: id, name, whether the other branch has it.
    ///   - insert: the statement for ids of old and new rows.
    private func copy(
        _ kind: CopyBranch.Kind, _ found: SQL, as record: HouseRecord, in tx: Transaction, insert: ([UUID], [UUID]) -> SQL
    ) throws -> CopyBranch.Copied {
        var copied = CopyBranch.Copied(kind: kind)
        var old: [UUID] = []
        for row in try tx.execute(found) {
            let isThere = try row.get(2, as: Bool.self)
            copied.add(try row.get(1, as: String.self), isThere: isThere)
            if !isThere { old.append(try row.get(0, as: UUID.self)) }
        }
        guard !old.isEmpty else { return copied }
        try requireRoom(for: old.count, record, in: tx)
        let new = old.map { _ in ID<HouseRecord>.new(at: now).uuid }
        _ = try tx.execute(insert(old, new))
        try AuditTrail.record(
            AuditEvent(
                kind.writing, on: record.resource.name, branch: to, purpose: "copied", rowCount: old.count,
                body: ["fromBranchId": .string(from.description), "kind": .string(kind.rawValue)]),
            as: actor, keys: keys, at: now, in: tx)
        return copied
    }

    private func requireRoom(for more: Int, _ record: HouseRecord, in tx: Transaction) throws {
        var narrowing: SQL = ""
        if case .branch = record.belonging { narrowing = " and branch_id = \(to)" }
        let count: Int64 = try tx.execute(
            "select count(*) from \(record.resource.tableIdentifier) where tenant_id = \(tenant)\(narrowing)")[0][0]
        guard count + Int64(more) <= record.most else {
            throw Failure(.catalogueLimit, extra: ["maximum": .integer(record.most)])
        }
    }
}
