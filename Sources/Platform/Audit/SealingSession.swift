internal import FoundationEssentials
internal import Postgres

/// The sealer's one connection. The leader's lock and the leader's writes share it, so whoever lost the lock cannot
/// write.
final class SealingSession {
    private let connection: Connection
    private var leads = false
    private var monthsMade: ContinuousClock.Instant?
    /// "peony_au" in ASCII; advisory locks are per database.
    private static let lock: Int64 = 0x7065_6f6e_795f_6175

    init(url: String) throws(PostgresError) {
        connection = try Connection(url: url, applicationName: "peony-sealer")
    }

    /// Seals what can be sealed, if this session leads or can become the leader.
    ///
    /// A tenant whose batch is refused does not keep the others waiting: its error is thrown at the end.
    func round() throws -> Sealer.Round {
        let led = leads
        if !leads { leads = try connection.execute("select pg_try_advisory_lock(\(Self.lock))")[0][0] }
        var round = Sealer.Round(leads: leads)
        guard leads else { return round }
        if !led { try settle() }
        var refusal: PostgresError?
        let tenants = try connection.execute(
            """
            select t.id from app.tenant t where exists (select 1 from audit.event e where e.tenant_id = t.id
              and e.batch is null and e.xid < pg_snapshot_xmin(pg_current_snapshot()))
            """)
        for tenant in tenants {
            do {
                let count = try seal(try tenant.get(0, as: UUID.self))
                round.events += count
                round.batches += count > 0 ? 1 : 0
                round.isBehind = round.isBehind || count == AuditBatch.maximumCount
            } catch let error as PostgresError where error.sqlState != nil {
                refusal = error
            }
        }
        try makeMonths()
        if let refusal { throw refusal }
        return round
    }

    /// Transaction ids are a cluster's own. In a database that was restored into another cluster those of the unsealed rows mean
    /// nothing, and may lie where this cluster never comes: so each tenant's are sealed as they are, in a batch that says so.
    private func settle() throws {
        let row = try connection.execute(
            """
            select (select system_identifier from pg_control_system()),
              (select system_identifier from audit.cluster order by since desc limit 1)
            """)[0]
        let here: Int64 = try row.get(0)
        guard try row.getOptional(1, as: Int64.self) != here else { return }
        for tenant in try connection.execute("select id from app.tenant") { _ = try seal(try tenant.get(0), restored: true) }
        try connection.execute(
            "insert into audit.cluster (since, system_identifier) values (clock_timestamp(), \(here))")
    }

    /// Events of all tenants that no batch covers yet, counted up to 100,000, and the time of the oldest among them.
    func unsealed() throws(PostgresError) -> (count: Int, oldest: Instant?) {
        let rows = try connection.execute(
            "select count(*), min(e.at) from (select at from audit.event where batch is null limit 100000) e")
        guard let row = rows.first else { return (0, nil) }
        return (Int(try row.get(0, as: Int64.self)), try row.getOptional(1))
    }

    /// One batch of one tenant in one transaction; returns how many events it has.
    ///
    /// Transactions below the snapshot's xmin have all ended, so none of them can add an event later: what is sealed is
    /// complete, and every later batch lies behind it in the order of (xid, at, id).
    private func seal(_ tenant: UUID, restored: Bool = false) throws -> Int {
        try connection.transaction {
            // One snapshot for what is read and what is marked, where no order of transactions tells them apart.
            if restored { try connection.execute("set transaction isolation level repeatable read") }
            let ended: SQL = restored ? "" : "and xid < pg_snapshot_xmin(pg_current_snapshot())"
            let limit: SQL = restored ? "" : "limit \(AuditBatch.maximumCount)"
            let rows = try connection.execute(
                """
                select xid, at, id, leaf from audit.event
                where tenant_id = \(tenant) and batch is null \(ended) order by xid, at, id \(limit)
                """)
            let entries = try rows.map { row in
                AuditBatch.Entry(xid: try row.get(0), at: try row.get(1), id: try row.get(2), leaf: try row.get(3))
            }
            let last = try connection.execute(
                "select batch, head from audit.batch where tenant_id = \(tenant) order by batch desc limit 1"
            ).first
            let number: Int64 = try last?.get(0) ?? 0
            let previous: [UInt8] = try last?.get(1) ?? []
            guard let end = entries.last,
                let batch = AuditBatch(of: entries, number: number &+ 1, previous: previous, tenant: tenant, restored: restored)
            else { return 0 }
            try connection.execute(
                """
                insert into audit.batch (tenant_id, batch, event_count, first_at, last_at, root, content, previous,
                  head, restored, sealed_at)
                values (\(tenant), \(batch.number), \(batch.count), \(batch.firstAt), \(batch.lastAt), \(batch.root),
                  \(batch.content), \(batch.previous), \(batch.head), \(restored), clock_timestamp())
                """)
            let sealed = try connection.execute(
                """
                update audit.event set batch = \(batch.number)
                where tenant_id = \(tenant) and batch is null and (xid, at, id) <= (\(end.xid), \(end.at), \(end.id))
                """)
            guard sealed.affected == entries.count else {
                throw PostgresError(.misuse, message: "sealed \(sealed.affected) events of \(entries.count)")
            }
            return entries.count
        }
    }

    /// This month's partitions and three more, at start and daily.
    private func makeMonths() throws(PostgresError) {
        if let monthsMade, monthsMade.duration(to: .now) < .seconds(86_400) { return }
        for ahead in Int32(0)...3 {
            try connection.execute("call audit.make_month((current_date + make_interval(months => \(ahead)))::date)")
        }
        monthsMade = .now
    }
}
