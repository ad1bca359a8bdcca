internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The imports' statements.
enum ImportQueries {
    static func insert(_ id: ID<Import>, file: ID<StoredFile>, plan: ImportPlan, actor: Actor, user: ID<User>, at now: Instant) -> SQL {
        """
        insert into app.import (tenant_id, id, kind, state, file_id, plan, created_by, created_at, updated_at)
        values (\(actor.tenant), \(id), 'customer', 'draft', \(file), \(plan.stored), \(user), \(now), \(now))
        """
    }

    static func get(_ id: ID<Import>, of tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? "for update" : ""
        return "select \(ImportRecord.columns) from app.import i where i.tenant_id = \(tenant) and i.id = \(id) \(lock)"
    }

    /// - Parameter user: whose imports; nil for everybody's.
    static func list(of tenant: ID<Tenant>, user: ID<User>?, before: UUID?, limit: Int) -> SQL {
        let own: SQL = user.map { user -> SQL in "and i.created_by = \(user)" } ?? ""
        let beyond: SQL = before.map { before -> SQL in "and i.id < \(before)" } ?? ""
        return """
            select \(ImportRecord.columns) from app.import i where i.tenant_id = \(tenant) \(own) \(beyond) order by i.id desc limit \(limit)
            """
    }

    static func rows(of id: ID<Import>, tenant: ID<Tenant>, outcome: String?, after: Int32, limit: Int) -> SQL {
        let only: SQL = outcome.map { outcome -> SQL in "and r.outcome = \(outcome)" } ?? ""
        return """
            select r.row, r.outcome, r.problems, r.object_id, r.undone from app.import_row r
            where r.tenant_id = \(tenant) and r.import_id = \(id) and r.row > \(after) \(only) order by r.row limit \(limit)
            """
    }

    /// Puts an import into a state; what it was told before goes where it begins anew.
    static func begin(_ id: ID<Import>, state: ImportRecord.State, plan: ImportPlan, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.import set state = \(state.rawValue), plan = \(plan.stored), error = null, position = 0, row_count = 0, blank_count = 0,
          created_count = 0, updated_count = 0, duplicate_count = 0, failed_count = 0, updated_at = \(now), finished_at = null
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    static func removeRows(of id: ID<Import>, tenant: ID<Tenant>) -> SQL {
        "delete from app.import_row where tenant_id = \(tenant) and import_id = \(id)"
    }

    static func set(
        _ id: ID<Import>, state: ImportRecord.State, error: String? = nil, isFinished: Bool = false, tenant: ID<Tenant>, at now: Instant
    ) -> SQL {
        let end: SQL = isFinished ? ", finished_at = \(now)" : ""
        return """
            update app.import set state = \(state.rawValue), error = \(value: error), updated_at = \(now)\(end)
            where tenant_id = \(tenant) and id = \(id)
            """
    }

    /// Adds what came of some rows, and moves the position behind them.
    static func advance(_ id: ID<Import>, to position: Int32, by counts: ImportCounts, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.import set position = \(position), row_count = row_count + \(counts.rows), blank_count = blank_count + \(counts.blank),
          created_count = created_count + \(counts.created), updated_count = updated_count + \(counts.updated),
          duplicate_count = duplicate_count + \(counts.duplicate), failed_count = failed_count + \(counts.failed), updated_at = \(now)
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    static func insertRows(_ results: [RowResult], of id: ID<Import>, tenant: ID<Tenant>) -> SQL {
        // Lists of different lengths cannot stand in one array of arrays.
        """
        insert into app.import_row (tenant_id, import_id, row, outcome, problems, object_id, version, fields)
        select \(tenant), \(id), x.row, x.outcome, coalesce(string_to_array(x.problems, ','), '{}'), x.object, x.version,
          coalesce(string_to_array(x.fields, ','), '{}')
        from unnest(\(results.map { Int32(clamping: $0.row) }), \(results.map(\.outcome.rawValue)), \(results.map { joined($0.problems) }),
          \(results.map(\.object)), \(results.map(\.version)), \(results.map { joined($0.fields) }))
          as x (row, outcome, problems, object, version, fields)
        """
    }

    private static func joined(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: ",") }

    /// Whose phones these are: token → customer.
    static func owners(ofPhones tokens: [[UInt8]], version: Int32, tenant: ID<Tenant>) -> SQL {
        """
        select p.token, p.customer_id from app.phone_token p
        where p.tenant_id = \(tenant) and p.key_version = \(version) and p.token = any (\(tokens)) and p.is_primary
        """
    }

    static func owners(ofExternalIDs tokens: [[UInt8]], source: String, tenant: ID<Tenant>) -> SQL {
        """
        select e.token, e.customer_id from app.customer_external_id e
        where e.tenant_id = \(tenant) and e.source = \(source) and e.token = any (\(tokens))
        """
    }

    static func insertExternalIDs(_ tokens: [(token: [UInt8], customer: UUID)], source: String, of id: ID<Import>, tenant: ID<Tenant>)
        -> SQL
    {
        """
        insert into app.customer_external_id (tenant_id, source, token, customer_id, import_id)
        select \(tenant), \(source), x.token, x.customer, \(id) from unnest(\(tokens.map(\.token)), \(tokens.map(\.customer))) as x (token, customer)
        on conflict do nothing
        """
    }

    /// Takes a block of customers' numbers and says where it ends.
    static func reserveNumbers(_ count: Int, tenant: ID<Tenant>) -> [SQL] {
        [
            "insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), 'customer', 1) on conflict do nothing",
            """
            update app.number_sequence set next = next + \(Int64(count)) where tenant_id = \(tenant) and kind = 'customer'
            returning next - \(Int64(count))
            """,
        ]
    }

    /// An object that the import made or changed was changed by it again: all its rows know the latest version.
    static func renew(_ object: UUID, version: Int64, of id: ID<Import>, tenant: ID<Tenant>) -> SQL {
        "update app.import_row set version = \(version) where tenant_id = \(tenant) and import_id = \(id) and object_id = \(object)"
    }

    static func branches(of tenant: ID<Tenant>) -> SQL {
        "select id, name from app.unit where tenant_id = \(tenant) and kind = 'branch' and state = 'open'"
    }

    static func mapping(_ titles: [UInt8], of tenant: ID<Tenant>) -> SQL {
        "select plan from app.import_mapping where tenant_id = \(tenant) and kind = 'customer' and titles = \(titles)"
    }

    static func remember(_ plan: ImportPlan, titles: [UInt8], of tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        [
            """
            insert into app.import_mapping (tenant_id, kind, titles, plan, used_at)
            values (\(tenant), 'customer', \(titles), \(plan.stored), \(now)) on conflict do nothing
            """,
            """
            update app.import_mapping set plan = \(plan.stored), used_at = \(now)
            where tenant_id = \(tenant) and kind = 'customer' and titles = \(titles)
            """,
        ]
    }

    // MARK: Undoing

    /// Rows of one outcome that were not undone yet.
    static func undoable(_ outcome: RowResult.Outcome, of id: ID<Import>, tenant: ID<Tenant>, limit: Int) -> SQL {
        """
        select r.row, r.object_id, r.version, array_to_string(r.fields, ',') from app.import_row r
        where r.tenant_id = \(tenant) and r.import_id = \(id) and r.outcome = \(outcome.rawValue) and r.undone is null
        order by r.row limit \(limit)
        """
    }

    static func undone(_ results: [(row: Int32, result: String)], of id: ID<Import>, tenant: ID<Tenant>) -> SQL {
        """
        update app.import_row r set undone = x.result, object_id = case when x.result = 'removed' then null else r.object_id end
        from unnest(\(results.map(\.row)), \(results.map(\.result))) as x (row, result)
        where r.tenant_id = \(tenant) and r.import_id = \(id) and r.row = x.row
        """
    }

    static func countUndone(removed: Int, restored: Int, kept: Int, of id: ID<Import>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.import set removed_count = removed_count + \(Int32(removed)), restored_count = restored_count + \(Int32(restored)),
          kept_count = kept_count + \(Int32(kept)), updated_at = \(now)
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    /// What else an import left: names in other systems of customers who stay for other reasons, and the files.
    static func removeRest(of id: ID<Import>, files: [UUID], tenant: ID<Tenant>) -> [SQL] {
        [
            """
            delete from app.customer_external_id e where e.tenant_id = \(tenant) and e.import_id = \(id) and not exists (
              select 1 from app.import_row r where r.tenant_id = e.tenant_id and r.import_id = \(id) and r.object_id = e.customer_id
              and r.undone in ('changed', 'attached', 'refused'))
            """,
            "delete from app.file where tenant_id = \(tenant) and id = any (\(files))",
        ]
    }
}
