internal import FoundationEssentials
public import Postgres

/// Proves a tenant's audit trail: computes leaves, trees and heads anew from what the database holds, batch by batch.
///
/// It reads as `peony_auditor` behind the tenant's wall, in short transactions: sealed batches do not change. What it
/// cannot see alone is a chain that was cut or replaced from some batch to its end; that takes a head kept elsewhere.
public struct AuditVerifier: Sendable {
    private let database: Database
    /// Events read at once, so that no list of links becomes long.
    private static let pageSize = 500
    private static let batchesAtOnce = 100

    /// A verifier over the pool's database, whose role may become `peony_auditor`.
    public init(_ database: Database) {
        self.database = database
    }

    /// Verifies from a batch on until the end, the first fault, or so many events; each batch is verified as a whole.
    ///
    /// Starting behind the first batch trusts the head before the start.
    public func verify(
        tenant: ID<Tenant>, expectedHead: AuditHead? = nil, from first: Int64 = 1, atMost limit: Int64 = .max
    ) async throws -> AuditVerification {
        var result = AuditVerification(tenant: tenant)
        let reader = AuditReader(database, tenant)
        var next = max(first, 1)
        var previous = try await head(before: next, reader)
        result.unsealed = try await reader.count(
            "select count(*) from audit.event where tenant_id = \(tenant) and batch is null")

        chain: while true {
            let rows = try await reader.read(
                """
                select \(AuditBatch.columns) from audit.batch
                where tenant_id = \(tenant) and batch >= \(next) order by batch limit \(Self.batchesAtOnce)
                """)
            for row in rows {
                if result.events >= limit { return result }
                let batch = try AuditBatch(row)
                result.fault = try await fault(in: batch, expected: next, after: previous, anchor: expectedHead, reader)
                if result.fault != nil { return result }
                result.batches += 1
                result.events += Int64(batch.count)
                result.head = AuditHead(batch: batch.number, head: batch.head)
                previous = batch.head
                next &+= 1
            }
            if rows.count < Self.batchesAtOnce { break chain }
        }
        result.isComplete = true
        result.fault = try await faultBehindEnd(next, anchor: expectedHead, reader)
        return result
    }

    /// The head that a batch must continue.
    private func head(before batch: Int64, _ reader: AuditReader) async throws -> [UInt8] {
        if batch == 1 { return [] }
        let rows = try await reader.read(
            "select head from audit.batch where tenant_id = \(reader.tenant) and batch = \(batch - 1)")
        return try rows.first?.get(0) ?? []
    }

    private func fault(
        in batch: AuditBatch, expected: Int64, after previous: [UInt8], anchor: AuditHead?, _ reader: AuditReader
    ) async throws -> AuditVerification.Fault? {
        guard batch.number == expected else {
            return AuditVerification.Fault(batch: expected, kind: .batchMissing, event: nil)
        }
        func fault(_ kind: AuditVerification.Kind, _ event: UUID? = nil) -> AuditVerification.Fault {
            AuditVerification.Fault(batch: expected, kind: kind, event: event)
        }
        guard batch.previous == previous else { return fault(.chainBroken) }
        guard batch.hasOwnHead(tenant: reader.tenant.uuid) else { return fault(.headChanged) }
        if let anchor, anchor.batch == expected, anchor.head != batch.head { return fault(.anchorMismatch) }

        var entries: [AuditBatch.Entry] = []
        entries.reserveCapacity(batch.count)
        while true {
            let page = try await self.page(of: batch.number, after: entries.last, reader)
            if let edited = page.edited { return fault(.eventEdited, edited) }
            entries += page.entries
            if page.entries.count < Self.pageSize { break }
        }
        if entries.count < batch.count { return fault(.eventsDeleted) }
        if entries.count > batch.count { return fault(.eventsInserted) }
        let actual = AuditBatch(of: entries, number: batch.number, previous: previous, tenant: reader.tenant.uuid)
        switch (actual?.content == batch.content, actual?.root == batch.root) {
        case (false, false): return fault(.eventsReplaced)
        case (true, false): return fault(.eventsReordered)
        case (false, true): return fault(.batchEdited)
        case (true, true):
            return actual?.firstAt == batch.firstAt && actual?.lastAt == batch.lastAt ? nil : fault(.batchEdited)
        }
    }

    /// The next events of a batch, each with the leaf that is stored; and the first whose content has another leaf.
    private func page(
        of batch: Int64, after last: AuditBatch.Entry?, _ reader: AuditReader
    ) async throws -> (entries: [AuditBatch.Entry], edited: UUID?) {
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
        var entries: [AuditBatch.Entry] = []
        for row in events {
            let entry = AuditBatch.Entry(xid: try row[0], at: try row[1], id: try row[2], leaf: try row[3])
            // A row that does not even have the shape of a record was not written by us.
            guard var record = try? AuditRecord(row, from: 4, tenant: tenant) else { return (entries, entry.id) }
            record.links = linksOf[entry.id] ?? []
            guard record.leaf == entry.leaf else { return (entries, entry.id) }
            entries.append(entry)
        }
        return (entries, nil)
    }

    /// What is wrong behind the last batch, which would have had the number before `next`.
    private func faultBehindEnd(
        _ next: Int64, anchor: AuditHead?, _ reader: AuditReader
    ) async throws -> AuditVerification.Fault? {
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
        if let stray: Int64 = try strays.first?.get(0) {
            return AuditVerification.Fault(batch: stray, kind: stray < 1 ? .eventsInserted : .batchMissing, event: nil)
        }
        guard let anchor, anchor.batch >= next else { return nil }
        return AuditVerification.Fault(batch: next, kind: .tailTruncated, event: nil)
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
