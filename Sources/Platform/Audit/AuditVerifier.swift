public import FoundationEssentials
public import Postgres

/// Proves a tenant's audit trail: computes leaves, trees and heads anew from what the database holds, batch by batch.
///
/// It reads as `peony_auditor` behind the tenant's wall, in short transactions: sealed batches do not change. What it
/// cannot see alone is a chain that was cut or replaced from some batch to its end; that takes heads kept elsewhere.
public struct AuditVerifier: Sendable {
    private let database: Database
    /// Who may have signed for archived months.
    private let signers: NoteTrust
    /// Events read at once, so that no list of links becomes long.
    private static let pageSize = 500
    private static let batchesAtOnce = 100
    private static let linksAtOnce = 5_000

    /// A verifier over the pool's database, whose role may become `peony_auditor`.
    public init(_ database: Database, signers: NoteTrust = NoteTrust([])) {
        self.database = database
        self.signers = signers
    }

    /// Verifies from a batch on until the end, the first fault, or so many events; each batch is verified as a whole.
    ///
    /// Starting behind the first batch trusts the head before the start.
    ///
    /// - Parameters:
    ///   - anchors: heads kept outside the database.
    ///   - others: tenants whose events may have been put into this one's place.
    ///   - archives: exported months; events of months that are not among them are counted and not looked at.
    public func verify(
        tenant: ID<Tenant>, expectedHead: AuditHead? = nil, anchors: [AuditHead] = [], others: [UUID] = [],
        archives: [AuditArchiveReader] = [], from first: Int64 = 1, atMost limit: Int64 = .max
    ) async throws -> AuditVerification {
        let reader = AuditReader(database, tenant)
        let start = max(first, 1)
        var chain = AuditChain(
            of: tenant, from: start, after: try await head(before: start, reader),
            anchors: anchors + [expectedHead].compactMap(\.self), others: others)
        chain.count(
            unsealed: try await reader.count(
                "select count(*) from audit.event where tenant_id = \(tenant) and batch is null"))
        let proven = try await provenMonths(reader)

        while true {
            let rows = try await reader.read(
                """
                select \(AuditBatch.columns), coalesce(a.gone, 0), coalesce(a.is_proven, true)
                from audit.batch b
                left join lateral (select sum(event_count) gone, bool_and(month = any (\(proven))) is_proven
                  from audit.archived_batch a where a.tenant_id = b.tenant_id and a.batch = b.batch
                  and to_regclass('audit.event_' || to_char(month, 'YYYYMM')) is null) a on true
                where b.tenant_id = \(tenant) and b.batch >= \(chain.next) order by b.batch limit \(Self.batchesAtOnce)
                """)
            for row in rows {
                if chain.result.events >= limit { return chain.result }
                let batch = try AuditBatch(row)
                let gone: Int64 = try row.get(9)
                var events = try await self.events(of: batch, reader)
                var archived = Int(clamping: gone)
                if archived > 0 {
                    let more = try archives.flatMap { try $0.events(of: batch.number, tenant: tenant.uuid) }
                    events = more.isEmpty ? events : (events + more).sorted { $0.entry < $1.entry }
                    archived = max(0, archived - more.count)
                }
                guard chain.add(batch, events, archived: archived, isProven: try row.get(10)) else { return chain.result }
            }
            if rows.count < Self.batchesAtOnce { break }
        }
        chain.end(stray: try await stray(reader))
        return chain.result
    }

    /// The head that a batch must continue.
    private func head(before batch: Int64, _ reader: AuditReader) async throws -> [UInt8] {
        if batch == 1 { return [] }
        let rows = try await reader.read(
            "select head from audit.batch where tenant_id = \(reader.tenant) and batch = \(batch - 1)")
        return try rows.first?.get(0) ?? []
    }

    /// The archived months whose counts somebody signed.
    private func provenMonths(_ reader: AuditReader) async throws -> [LocalDate] {
        let rows = try await reader.read(
            """
            select a.month, a.seal, (select coalesce(array_agg(b.batch order by b.batch), '{}') from audit.archived_batch b
                where b.tenant_id = a.tenant_id and b.month = a.month),
              (select coalesce(array_agg(b.event_count::int8 order by b.batch), '{}') from audit.archived_batch b
                where b.tenant_id = a.tenant_id and b.month = a.month), a.sha256
            from audit.archive a where a.tenant_id = \(reader.tenant)
            """)
        return try rows.compactMap { row in
            let month: LocalDate = try row[0]
            let counts = zip(try row.get(2, as: [Int64].self), try row.get(3, as: [Int64].self)).map { (batch: $0, count: $1) }
            let seal = try AuditArchiveSeal(
                tenant: reader.tenant.uuid, month: month, digest: row.get(4), counts: counts)
            return seal.isProven(by: try row.get(1), signers) ? month : nil
        }
    }

    private func events(of batch: AuditBatch, _ reader: AuditReader) async throws -> [AuditChain.Event] {
        var events: [AuditChain.Event] = []
        events.reserveCapacity(min(batch.count, AuditBatch.maximumCount))
        while true {
            let page = try await self.page(of: batch.number, after: events.last?.entry, reader)
            events += page
            // A batch with far more events than it was sealed with is known for what it is.
            if page.count < Self.pageSize || events.count > batch.count + Self.pageSize { return events }
        }
    }

    /// The next events of a batch, each with the leaf that is stored.
    private func page(
        of batch: Int64, after last: AuditBatch.Entry?, _ reader: AuditReader
    ) async throws -> [AuditChain.Event] {
        let tenant = reader.tenant.uuid
        let rest: SQL = last.map { "and (e.xid, e.at, e.id) > (\($0.xid), \($0.at), \($0.id))" } ?? ""
        let (events, links) = try await reader.read { tx in
            let events = try tx.execute(
                """
                select e.xid, e.at, e.id, e.leaf, \(AuditRecord.columns) from audit.event e
                where e.tenant_id = \(tenant) and e.batch = \(batch) \(rest)
                order by e.xid, e.at, e.id limit \(Self.pageSize)
                """)
            let places = try events.map { (at: try $0.get(1, as: Instant.self), id: try $0.get(2, as: UUID.self)) }
            return (events, try tx.execute(AuditRecord.selectLinks(of: places, tenant: tenant)))
        }
        var linksOf: [UUID: [AuditRecord.Link]] = [:]
        for row in links { linksOf[try row[0], default: []].append(try AuditRecord.Link(row)) }
        return try events.map { row in
            let entry = AuditBatch.Entry(xid: try row[0], at: try row[1], id: try row[2], leaf: try row[3])
            // A row that does not even have the shape of a record was not written by us.
            var record = try? AuditRecord(row, from: 4, tenant: tenant)
            record?.links = linksOf[entry.id] ?? []
            return AuditChain.Event(entry: entry, record: record)
        }
    }

    /// The event of a link that stands there without it: links are proved with their events, so one that has none is proved with nothing.
    ///
    /// Links are read in pages of their own key, however many there are.
    public func strayLink(of tenant: ID<Tenant>) async throws -> UUID? {
        let reader = AuditReader(database, tenant)
        var rest: SQL = ""
        while true {
            let rows = try await reader.read(
                """
                with page as materialized (
                  select l.at, l.event_id from audit.event_link l where l.tenant_id = \(tenant) \(rest)
                  order by l.at, l.event_id limit \(Self.linksAtOnce))
                select last.at, last.event_id, (select p.event_id from page p where not exists (
                    select 1 from audit.event e where e.tenant_id = \(tenant) and e.at = p.at and e.id = p.event_id) limit 1)
                from (select at, event_id from page order by at desc, event_id desc limit 1) last
                """)
            guard let row = rows.first else { return nil }
            if let event = try row.getOptional(2, as: UUID.self) { return event }
            let (at, event): (Instant, UUID) = (try row[0], try row[1])
            rest = "and (l.at, l.event_id) > (\(at), \(event))"
        }
    }

    /// The batch of an event that belongs to none that there is.
    private func stray(_ reader: AuditReader) async throws -> Int64? {
        // One statement, so that a batch that is sealed meanwhile is seen with its events or not at all.
        let strays = try await reader.read(
            """
            select batch from audit.event where tenant_id = \(reader.tenant) and batch < 1
            union all
            (select batch from audit.event where tenant_id = \(reader.tenant)
              and batch > (select coalesce(max(batch), 0) from audit.batch where tenant_id = \(reader.tenant))
            order by batch limit 1)
            limit 1
            """)
        return try strays.first?.get(0)
    }
}

/// Reads one tenant's trail as the auditor.
struct AuditReader: Sendable {
    let tenant: ID<Tenant>
    private let database: Database
    private let actor: Actor

    init(_ database: Database, _ tenant: ID<Tenant>) {
        self.database = database
        self.tenant = tenant
        actor = Actor.system(of: tenant, request: ID(UUID()))
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await database.read(as: actor) { tx in
            tx.enqueue("set local role peony_auditor")
            return try body(tx)
        }
    }

    func read(_ statement: SQL) async throws -> Rows {
        try await read { try $0.execute(statement) }
    }

    func count(_ statement: SQL) async throws -> Int64 {
        try await read(statement)[0].get(0)
    }
}
