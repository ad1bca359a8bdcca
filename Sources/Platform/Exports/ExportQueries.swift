internal import FoundationEssentials
internal import Postgres

/// The exports' statements.
enum ExportQueries {
    static func insert(
        _ id: ID<Export>, list: String, format: String, state: ExportRecord.State, order: [UInt8], reason: [UInt8], language: Language,
        reach: [UInt8], expected: Int64, tenant: ID<Tenant>, user: ID<User>, at now: Instant
    ) -> SQL {
        """
        insert into app.export (tenant_id, id, list, format, state, order_sealed, reason_sealed, language, reach, expected_rows, requested_by,
          requested_at)
        values (\(tenant), \(id), \(list), \(format), \(state.rawValue), \(order), \(reason), \(language.rawValue), \(reach),
          \(Int32(clamping: expected)), \(user), \(now))
        """
    }

    static func get(_ id: ID<Export>, of tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? "for update" : ""
        return "select \(ExportRecord.columns) from app.export e where e.tenant_id = \(tenant) and e.id = \(id) \(lock)"
    }

    /// - Parameter user: whose; nil for everybody's.
    static func list(of tenant: ID<Tenant>, user: ID<User>?, state: String?, before: UUID?, limit: Int) -> SQL {
        let own: SQL = user.map { user -> SQL in "and e.requested_by = \(user)" } ?? ""
        let one: SQL = state.map { state -> SQL in "and e.state = \(state)" } ?? ""
        let beyond: SQL = before.map { before -> SQL in "and e.id < \(before)" } ?? ""
        return """
            select \(ExportRecord.columns) from app.export e where e.tenant_id = \(tenant) \(own) \(one) \(beyond) order by e.id desc limit \(limit)
            """
    }

    /// One person's orders are written one after the other: two at once must not both find room below the limit.
    static func queue(_ user: ID<User>, of tenant: ID<Tenant>) -> SQL {
        "select pg_advisory_xact_lock(hashtextextended(\("export/\(tenant)/\(user)"), 0))"
    }

    /// Rows that somebody took out, or is about to, without anybody's approval since a time; apart from one export.
    static func unapproved(by user: ID<User>, since: Instant, except id: ID<Export>, tenant: ID<Tenant>) -> SQL {
        """
        select coalesce(sum(case when e.state = 'done' then e.row_count else e.expected_rows end), 0)::int8 from app.export e
        where e.tenant_id = \(tenant) and e.requested_by = \(user) and e.id <> \(id) and e.requested_at > \(since)
        and e.decided_by is null and e.state in ('approved', 'running', 'done')
        """
    }

    static func decide(_ id: ID<Export>, approved: Bool, by user: ID<User>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.export set state = \(approved ? "approved" : "refused"), decided_by = \(user), decided_at = \(now),
          finished_at = \(value: approved ? nil : now)
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    static func begin(_ id: ID<Export>, tenant: ID<Tenant>) -> SQL {
        """
        update app.export set state = 'running', row_count = 0 where tenant_id = \(tenant) and id = \(id)
        and state in ('approved', 'running')
        """
    }

    /// So many rows are written; no row is changed where the export has ended meanwhile.
    static func advance(_ id: ID<Export>, to rows: Int, tenant: ID<Tenant>) -> SQL {
        """
        update app.export set row_count = \(Int32(clamping: rows)) where tenant_id = \(tenant) and id = \(id) and state = 'running'
        """
    }

    static func finish(_ id: ID<Export>, file: ID<StoredFile>, rows: Int, until: Instant, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.export set state = 'done', file_id = \(file), row_count = \(Int32(clamping: rows)), finished_at = \(now), expires_at = \(until)
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    /// It turned out larger than what it may be: somebody has to look at it first.
    static func wait(_ id: ID<Export>, expecting rows: Int64, tenant: ID<Tenant>) -> SQL {
        """
        update app.export set state = 'waiting', expected_rows = \(Int32(clamping: rows)), row_count = null, decided_by = null,
          decided_at = null
        where tenant_id = \(tenant) and id = \(id) and state = 'running'
        """
    }

    /// Ends what has not ended.
    static func end(_ id: ID<Export>, _ state: ExportRecord.State, error: String? = nil, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.export set state = \(state.rawValue), error = \(error), finished_at = \(now), row_count = null
        where tenant_id = \(tenant) and id = \(id) and state in ('waiting', 'approved', 'running')
        """
    }

    static func opened(_ id: ID<Export>, tenant: ID<Tenant>) -> SQL {
        "update app.export set opened_count = opened_count + 1 where tenant_id = \(tenant) and id = \(id)"
    }

    /// What waited too long for an approval.
    static func lapse(askedBefore: Instant, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.export set state = 'lapsed', finished_at = \(now) where tenant_id = \(tenant) and state = 'waiting'
        and requested_at < \(askedBefore)
        """
    }

    /// What nobody works on any more: its job was given up, or ended with its server.
    static func abandon(tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.export e set state = 'failed', error = 'given_up', finished_at = \(now), row_count = null
        where e.tenant_id = \(tenant) and e.state in ('approved', 'running') and not exists (
          select 1 from app.job j where j.tenant_id = e.tenant_id and j.kind = \(ExportJobs.code) and j.subject_id = e.id
          and j.state in ('waiting', 'running'))
        """
    }
}
