internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Tabular

/// Writes an export: page by page with the rights that whoever asked for it has now, marked with who, when and which, sealed as it is written.
///
/// A file is begun anew by every attempt and becomes the export's in the transaction that ends it: of two attempts one counts, and what
/// another has written opens for nobody and is swept away.
struct RunExport: Sendable {
    /// How long the file is there.
    static let lifetime: Duration = .seconds(86_400)
    /// After so many pages the rights are read again.
    private static let pagesOfARight = 20

    let run: JobRun
    let id: ID<Export>
    let lists: [ExportList]

    func callAsFunction() async throws {
        let (tenant, id, run) = (run.tenant, id, run)
        let keys = try await run.deployment.keys.keys(of: tenant)
        let found = try await run.deployment.database.fetch(as: run.actor, [ExportQueries.get(id, of: tenant)])[0].first
        guard let record = try found.map({ try ExportRecord($0, keys: keys) }), record.state == .approved || record.state == .running else {
            return
        }
        do {
            try await run.write { tx in tx.enqueue(ExportQueries.begin(id, tenant: tenant)) }
            try await write(record, keys)
        } catch let end as ExportEnd {
            let now = run.now()
            try await run.write { tx in
                switch end {
                case .cancelled: break
                case .larger(let rows): tx.enqueue(ExportQueries.wait(id, expecting: rows, tenant: tenant))
                case .failed(let word): tx.enqueue(ExportQueries.end(id, .failed, error: word, tenant: tenant, at: now))
                }
            }
        } catch JobInterruption.cancelled {
            // The lease is gone with the job; the export says so all the same.
            let now = run.now()
            try await run.deployment.database.write(as: run.actor) { tx in
                tx.enqueue(ExportQueries.end(id, .cancelled, tenant: tenant, at: now))
            }
            throw JobInterruption.cancelled
        }
    }

    /// The list as the person may take it out now. Ends the export where that is not what he asked for.
    private func listed(_ record: ExportRecord) async throws -> ExportedList {
        let now = run.now()
        guard let list = lists.first(where: { $0.resource.name == record.list }),
            // What others shared with him was shared to be looked at.
            let person = try await run.person(record.requestedBy, reachingShared: false), person.rights.allows(list.action)
        else { throw ExportEnd.failed("access_denied") }
        do {
            let listed = try await run.deployment.database.read(as: person) {
                try ExportedList(list, record.order, for: person, at: now, in: $0)
            }
            guard listed.reach == record.reach else { throw ExportEnd.failed("rights_changed") }
            return listed
        } catch is Failure {
            throw ExportEnd.failed("access_denied")
        }
    }

    /// Rows that may be written without anybody looking at it once more.
    private func allowance(_ record: ExportRecord) async throws -> Int64 {
        // An approval is for the rows that there were, and a tenth more.
        if record.decidedBy != nil { return Int64(record.expected) + Int64(record.expected) / 10 + 100 }
        let (run, now) = (run, run.now())
        return try await run.deployment.database.read(as: run.actor) { tx in
            try ExportLimit.left(to: record.requestedBy, of: run.tenant, apartFrom: record.id, at: now, in: tx)
        }
    }

    private func write(_ record: ExportRecord, _ keys: TenantKeys) async throws {
        let (tenant, id, run) = (run.tenant, id, run)
        var listed = try await listed(record)
        let allowance = try await allowance(record)
        let (person, began) = (listed.actor, listed.now)
        let user = record.requestedBy
        let marks = try await run.deployment.database.read(as: run.actor) { tx in
            try tx.execute(
                """
                select u.display_name, to_char(\(began)::timestamptz at time zone \(person.rights.timeZone)::text, 'YYYY-MM-DD HH24:MI')
                from app.user_account u where u.tenant_id = \(tenant) and u.id = \(user)
                """)
        }
        guard let mark = marks.first else { throw ExportEnd.failed("access_denied") }
        let table = try ExportTable(record, listed, by: try mark[0], at: try mark[1])
        var keys = keys
        var cells = ExportCells(listed, keys: keys, language: record.language)
        var releases = ExportReleases(listed)
        var position: ListPosition?
        var pages = 0
        var isOver = false

        func next() async throws -> [UInt8]? {
            guard !isOver else { return nil }
            if pages > 0, pages.isMultiple(of: RunExport.pagesOfARight) { listed = try await self.listed(record) }
            // A rotation waits a minute for whoever holds keys from before it began; an export may take an hour.
            let newest = try await run.deployment.keys.keys(of: tenant)
            if !newest.writesLike(keys) { cells.open(with: newest) }
            keys = newest
            var bytes: [UInt8] = pages == 0 ? try table.begin() : []
            pages += 1
            let (statement, written, person) = (listed.rows(after: position), releases.count, listed.actor)
            let rows = try await run.write(as: person) { tx in
                guard try tx.execute(ExportQueries.advance(id, to: written, tenant: tenant)).affected == 1 else {
                    throw ExportEnd.cancelled
                }
                return try tx.execute(statement)
            }
            let page = try Page(rows, limit: ExportedList.page, columns: listed.selection.width)
            let made = try await cells.cells(of: page.rows) { question, ids in
                let asked = question(ids, tenant, record.language)
                return try await run.deployment.database.read(as: person) { tx in
                    try tx.execute(asked).map { (try $0.get(0, as: UUID.self), try $0.get(1, as: String.self)) }
                }
            }
            for row in made { bytes += try table.row(row) }
            try releases.add(page.rows)
            guard releases.count <= allowance else { throw ExportEnd.larger(max(Int64(record.expected), Int64(releases.count))) }
            guard releases.count < ExportLimit.mostRows else { throw ExportEnd.failed("too_many_rows") }
            position = page.next
            isOver = page.next == nil
            if isOver { bytes += try table.finish() }
            try await run.progress(done: Int64(releases.count), total: max(Int64(record.expected), Int64(releases.count)))
            return bytes
        }

        let store = FileStore(run.deployment)
        let content: SealedContent
        do {
            content = try await store.seal(for: tenant, keys: keys, limit: 1 << 30) { try await next() }
        } catch let error as SheetError {
            throw ExportEnd.failed(error.word)
        } catch let failure as Failure where failure.code == .tooLarge {
            throw ExportEnd.failed("too_large")
        }
        do {
            try await releases.record(record, run: run)
            try await finish(record, listed, content, named: table.fileName, rows: releases.count, in: store)
        } catch {
            // Where nobody knows whether the transaction ended, the file may be the export's; if it is not, the sweep finds it.
            if (error as? PostgresError)?.commitUnknown != true { await store.discard(content) }
            throw error
        }
    }

    private func finish(
        _ record: ExportRecord, _ listed: ExportedList, _ content: SealedContent, named name: String, rows: Int, in store: FileStore
    ) async throws {
        let (tenant, id, now, person) = (run.tenant, id, run.now(), listed.actor)
        let keys = try await run.deployment.keys.keys(of: tenant)
        let until = now.advanced(by: RunExport.lifetime)
        let resource = listed.resource
        try await run.write { tx in
            guard let row = try tx.execute(ExportQueries.get(id, of: tenant, locking: true)).first,
                try ExportRecord(row, keys: keys).state == .running
            else { throw ExportEnd.cancelled }
            let file = try store.keep(
                content, use: .export, name: name, until: until, as: person, createdBy: record.requestedBy, keys: keys, at: now, in: tx)
            tx.enqueue(ExportQueries.finish(id, file: file, rows: rows, until: until, tenant: tenant, at: now))
            try AuditTrail.record(
                AuditEvent(
                    listed.list.action, on: "export", id.uuid, fields: listed.columns.map { resource.qualified(resource.fields[$0]) },
                    reason: record.reason, rowCount: rows,
                    body: ["order": record.order.json, "format": .string(record.format), "bytes": .integer(content.size)]),
                as: person, keys: keys, at: now, in: tx)
        }
    }
}

/// An export that comes to an end before its list does.
enum ExportEnd: Error {
    /// Somebody ended it.
    case cancelled
    /// There are more rows than whoever approved it knew of, or than need no approval.
    case larger(Int64)
    case failed(String)
}
