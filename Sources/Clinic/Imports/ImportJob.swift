internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Tabular
internal import Vault

/// Goes through a file's rows, batch by batch: looks only (`check`), or writes (`run`).
///
/// A batch is one transaction with the position behind it, so whatever stops in between goes on where it was, and of two runs one
/// counts. What a person may not do, his import may not: his rights are read when it begins and again with every hundredth batch.
struct ImportJob: Sendable {
    static let batch = 500
    /// Rows of one file.
    static let mostRows = 500_000

    let run: JobRun
    let id: ID<Import>
    /// Nothing is written but what came of the rows.
    let isDry: Bool

    private var working: ImportRecord.State { isDry ? .checking : .running }

    /// Runs to the end of the file.
    func callAsFunction() async throws {
        let deployment = run.deployment
        let (tenant, id, working) = (run.tenant, id, working)
        let stored = try await deployment.database.fetch(as: run.actor, [ImportQueries.get(id, of: tenant)])[0].first
        guard let stored = try stored.map(ImportRecord.init), stored.state == working || stored.state == .cancelling else { return }
        do {
            try await work(stored)
        } catch let failure as ImportEnd {
            try await finish(failure.state, error: failure.word)
        } catch JobInterruption.cancelled {
            // The lease is gone with the job; the import says so all the same.
            let (actor, now) = (run.actor, run.now())
            try await deployment.database.write(as: actor) { tx in
                tx.enqueue(ImportQueries.set(id, state: .cancelled, isFinished: true, tenant: tenant, at: now))
                if !isDry { try CustomerChanges.tellEverybody(as: actor, at: now, in: tx) }
            }
            throw JobInterruption.cancelled
        }
    }

    private func work(_ stored: ImportRecord) async throws {
        let deployment = run.deployment
        var keys = try await deployment.keys.keys(of: run.tenant)
        let store = FileStore(deployment)
        let now = run.now()
        guard let file = stored.file, let facts = try await store.find(file, as: run.actor, keys: keys, at: now) else {
            throw ImportEnd(.failed, "file_gone")
        }
        let externalKey = try await store.namingKey(of: run.tenant, keys: keys, label: "external id")
        let importer = Importer(run: run, user: stored.createdBy)
        var rows = try await importer.rows(stored.plan, keys: keys, externalKey: externalKey)
        let source: ImportSource
        do {
            source = try await ImportSource.open(facts, plan: stored.plan, in: store, keys: keys)
        } catch let failure as Failure where failure.code == .importUnreadable || failure.code == .fileType {
            throw ImportEnd(.failed, "unreadable")
        }
        var seen = SeenCustomers()
        var position = stored.position
        var done = Int64(stored.counts.rows)
        var records: [SheetRecord] = []
        var blank: Int32 = 0
        var isFirst = true
        var batches = 0

        func flush() async throws {
            guard let last = records.last else { return }
            batches += 1
            // A rotation waits a minute for whoever holds keys from before it began; an import may take an hour.
            let newest = try await deployment.keys.keys(of: run.tenant)
            if !newest.writesLike(keys) || batches.isMultiple(of: 100) {
                rows = try await importer.rows(stored.plan, keys: newest, externalKey: externalKey)
            }
            keys = newest
            let step = ImportStep(run: run, id: id, isDry: isDry, rows: rows, keys: keys)
            let full = records.filter { !$0.isBlank }
            let counts = try await step.take(full, blank: blank, from: position, to: Int32(clamping: last.number), seen: &seen)
            position = Int32(clamping: last.number)
            done += Int64(counts.rows)
            records = []
            blank = 0
            if done > Int64(ImportJob.mostRows) { throw ImportEnd(.failed, "too_many_rows") }
            try await run.progress(done: done, total: stored.total.map(Int64.init))
        }

        while true {
            let record: SheetRecord?
            do {
                record = try await source.nextRecord()
            } catch is SheetError {
                throw ImportEnd(.failed, "unreadable")
            }
            guard let record else { break }
            // The first row with anything in it is the header.
            if isFirst, !record.isBlank {
                isFirst = false
                if stored.plan.hasHeader { continue }
            }
            guard record.number > stored.position else { continue }
            records.append(record)
            if record.isBlank, !isFirst { blank += 1 }
            if records.count == ImportJob.batch { try await flush() }
        }
        try await flush()
        if isDry {
            let (tenant, id, total, now) = (run.tenant, id, Int32(clamping: done), run.now())
            try await run.write { tx in
                tx.enqueue("update app.import set total_count = \(total), updated_at = \(now) where tenant_id = \(tenant) and id = \(id)")
            }
            try await finish(.checked)
        } else {
            // The file's own key may have been sealed anew since the import began.
            let file = try await store.find(file, as: run.actor, keys: keys, at: run.now()) ?? facts
            try await ImportReport(run: run, id: id).write(file, stored, keys: keys)
            try await finish(.done)
        }
        try await run.progress(done: done, total: done)
    }

    private func finish(_ state: ImportRecord.State, error: String? = nil) async throws {
        let (tenant, id, now, working) = (run.tenant, id, run.now(), working)
        let (isDry, actor) = (isDry, run.actor)
        let keys = try await run.deployment.keys.keys(of: tenant)
        try await run.write { tx in
            guard let row = try tx.execute(ImportQueries.get(id, of: tenant, locking: true)).first else { return }
            let record = try ImportRecord(row)
            guard record.state == working || record.state == .cancelling else { return }
            let end = record.state == .cancelling && state != .failed ? ImportRecord.State.cancelled : state
            tx.enqueue(ImportQueries.set(id, state: end, error: error, isFinished: !isDry || end == .failed, tenant: tenant, at: now))
            guard !isDry else { return }
            // Also where it ended early: whoever came is there.
            if record.counts.created + record.counts.updated > 0 { try CustomerChanges.tellEverybody(as: actor, at: now, in: tx) }
            try AuditTrail.record(
                AuditEvent(
                    .importCustomer, on: "import", id.uuid, outcome: end == .failed ? .failed : .done, rowCount: Int(record.counts.rows),
                    body: [
                        "created": .integer(Int64(record.counts.created)), "updated": .integer(Int64(record.counts.updated)),
                        "duplicates": .integer(Int64(record.counts.duplicate)), "failed": .integer(Int64(record.counts.failed)),
                        "state": .string(end.rawValue),
                    ]),
                as: actor, keys: keys, at: now, in: tx)
        }
    }
}

/// An import that comes to an end before its file does.
struct ImportEnd: Error {
    let state: ImportRecord.State
    let word: String?

    init(_ state: ImportRecord.State, _ word: String? = nil) {
        self.state = state
        self.word = word
    }
}

/// Customers that a dry run would have made: what the database will know when it is no dry run.
struct SeenCustomers: Sendable {
    var phones: [[UInt8]: UUID] = [:]
    var names: [[UInt8]: UUID] = [:]
    var presents: [UUID: ImportBatch.Present] = [:]

    /// Whom a token leads to: somebody who is there, as the dry run would have left him, or somebody whom it would have made.
    func present(_ token: [UInt8], _ owners: [[UInt8]: ImportBatch.Present], _ own: [[UInt8]: UUID]) -> ImportBatch.Present? {
        if let owner = owners[token] { return presents[owner.id] ?? owner }
        return own[token].flatMap { presents[$0] }
    }
}
