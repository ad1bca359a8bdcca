internal import FoundationEssentials
internal import JSON
public import Postgres
internal import Vault

/// Writes tenants' trails into a sealed file that can be proved without the database.
///
/// Everything is in it: heads, events with their columns as they stand in the database, links, bodies as they are sealed (so
/// they say nothing without the keys), and the signed notes.
public struct AuditExporter: Sendable {
    private let database: Database
    private static let pageSize = 500
    private static let batchesAtOnce = 50

    /// An exporter over the pool's database, whose role may become `peony_auditor`.
    public init(_ database: Database) {
        self.database = database
    }

    /// Writes the chain of one tenant; returns how many events.
    public func write(_ tenant: ID<Tenant>, slug: String, to file: SignedFile) async throws -> Int64 {
        let reader = AuditReader(database, tenant)
        try file.write(["trail": .string(tenant.description), "slug": .string(slug)])
        var next: Int64 = 1
        var count: Int64 = 0
        while true {
            let from = next
            let batches = try await reader.read(
                """
                select \(AuditBatch.columns) from audit.batch where tenant_id = \(tenant) and batch >= \(from)
                order by batch limit \(Self.batchesAtOnce)
                """
            ).map { try AuditBatch($0) }
            for batch in batches {
                try file.write(batch.line)
                count += try await events("e.batch = \(batch.number)", named: false, reader, file)
                next = batch.number &+ 1
            }
            if batches.count < Self.batchesAtOnce { break }
        }
        // What no batch covers: counted, so that a proof offline says the same as one online.
        let unsealed = try await reader.count("select count(*) from audit.event where tenant_id = \(tenant) and batch is null")
        try file.write(["end": .string(tenant.description), "unsealed": .integer(unsealed)])
        return count
    }

    /// Writes every signed note.
    public func writeNotes(to file: SignedFile) async throws {
        let reader = AuditReader(database, .deployment)
        var last: Int64 = 0
        while true {
            let from = last
            let rows = try await reader.read("select number, text from audit.note where number > \(from) order by number limit 500")
            for row in rows {
                try file.write(["note": .string(try row.get(1))])
                last = try row.get(0)
            }
            if rows.count < 500 { return }
        }
    }

    /// Writes one month of one tenant: heads of the batches that have events in it, and these events. Returns how many of each
    /// batch there are.
    func write(month: AuditMonth, of tenant: ID<Tenant>, to file: SignedFile) async throws -> [(batch: Int64, count: Int64)] {
        let reader = AuditReader(database, tenant)
        let (from, until) = (month.start, month.end)
        try file.write(["archive": .string(tenant.description), "month": .string(month.first.description)])
        let counts = try await reader.read(
            """
            select batch, count(*) from audit.event where tenant_id = \(tenant) and at >= \(from) and at < \(until)
            and batch is not null group by batch order by batch
            """
        ).map { (batch: try $0.get(0, as: Int64.self), count: try $0.get(1, as: Int64.self)) }
        for start in stride(from: 0, to: counts.count, by: Self.batchesAtOnce) {
            let numbers = counts[start..<min(start + Self.batchesAtOnce, counts.count)].map(\.batch)
            let batches = try await reader.read(
                "select \(AuditBatch.columns) from audit.batch where tenant_id = \(tenant) and batch = any (\(numbers)) order by batch"
            ).map { try AuditBatch($0) }
            for batch in batches {
                try file.write(batch.line)
                _ = try await events(
                    "e.batch = \(batch.number) and e.at >= \(from) and e.at < \(until)", named: true, reader, file)
            }
        }
        return counts
    }

    private func events(_ condition: SQL, named: Bool, _ reader: AuditReader, _ file: SignedFile) async throws -> Int64 {
        let tenant = reader.tenant.uuid
        var last: AuditBatch.Entry?
        var count: Int64 = 0
        while true {
            let rest: SQL = last.map { "and (e.xid, e.at, e.id) > (\($0.xid), \($0.at), \($0.id))" } ?? ""
            let (events, links) = try await reader.read { tx in
                let events = try tx.execute(
                    """
                    select e.xid, e.at, e.id, e.leaf, \(AuditRecord.columns), e.body, e.batch from audit.event e
                    where e.tenant_id = \(tenant) and \(condition) \(rest) order by e.xid, e.at, e.id limit \(Self.pageSize)
                    """)
                let places = try events.map { (at: try $0.get(1, as: Instant.self), id: try $0.get(2, as: UUID.self)) }
                return (events, try tx.execute(AuditRecord.selectLinks(of: places, tenant: tenant)))
            }
            var linksOf: [UUID: [AuditRecord.Link]] = [:]
            for row in links { linksOf[try row[0], default: []].append(try AuditRecord.Link(row)) }
            for row in events {
                let entry = AuditBatch.Entry(xid: try row[0], at: try row[1], id: try row[2], leaf: try row[3])
                var record = try AuditRecord(row, from: 4, tenant: tenant)
                record.links = linksOf[entry.id] ?? []
                let place = 4 + AuditRecord.columnCount
                try file.write(
                    AuditChain.Event.line(
                        entry, record, batch: named ? try row.getOptional(place + 1) : nil, body: try row.getOptional(place)))
                last = entry
                count += 1
            }
            if events.count < Self.pageSize { return count }
        }
    }
}
