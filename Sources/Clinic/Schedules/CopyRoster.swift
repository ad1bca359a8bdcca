internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes the draft of a week from what is published of another: the same people at the same hours of the clock.
struct CopyRoster: Sendable {
    let branch: ID<Unit>
    let from: LocalDate
    let to: LocalDate

    /// Reads `{"from", "to"}`, two Mondays.
    init(of branch: ID<Unit>, reading payload: PayloadReader) {
        self.branch = branch
        from = Roster.monday("from", reading: payload)
        to = Roster.monday("to", reading: payload)
        if from == to, payload.has("to") { payload.refuse("to", "not_allowed") }
    }

    /// - Returns: how many shifts were copied; those of people who are gone are left out.
    /// - Throws: `resource.not_found`, `resource.stale` for the week that is written.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Int {
        let week = try LockedWeek(to, of: branch, version: version, as: actor, at: now, in: tx)
        let rows = try tx.execute(
            """
            select s.id from app.shift s join app.resource r on r.tenant_id = s.tenant_id and r.id = s.resource_id and r.state <> 'retired'
            where s.tenant_id = \(actor.tenant) and s.branch_id = \(branch) and s.day between \(from) and \(from) + 6
            and s.state = 'published' order by s.id limit \(Roster.most)
            """)
        let old: [UUID] = try rows.map { try $0[0] }
        let new = old.map { _ in ID<Shift>.new(at: now).uuid }
        week.beginDraft(in: tx)
        let days = to.daysSince1970 &- from.daysSince1970
        tx.enqueue(
            """
            insert into app.shift (tenant_id, id, branch_id, resource_id, week_on, day, template_id, starts_at, ends_at, break_starts_at,
              break_ends_at, state, created_at, updated_at)
            select s.tenant_id, x.new, s.branch_id, s.resource_id, \(to), s.day + \(days), s.template_id,
              (s.starts_at at time zone z.time_zone + make_interval(days => \(days))) at time zone z.time_zone,
              (s.ends_at at time zone z.time_zone + make_interval(days => \(days))) at time zone z.time_zone,
              (s.break_starts_at at time zone z.time_zone + make_interval(days => \(days))) at time zone z.time_zone,
              (s.break_ends_at at time zone z.time_zone + make_interval(days => \(days))) at time zone z.time_zone, 'draft', \(now), \(now)
            from unnest(\(old), \(new)) as x (old, new) join app.shift s on s.tenant_id = \(actor.tenant) and s.id = x.old
            join app.tenant_setting z on z.tenant_id = \(actor.tenant)
            """)
        try week.record("copied", rows: old.count, keys: keys, body: ["from": .string(from.description)], in: tx)
        return old.count
    }
}
