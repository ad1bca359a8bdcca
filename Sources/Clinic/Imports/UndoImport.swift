internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes an import back: customers that it made go, with everything that was made of them; fields that it filled are emptied. What somebody
/// has changed since, or what something hangs on by now, stays as it is and is counted.
struct UndoImport: Sendable {
    private static let batch = 200

    let run: JobRun
    let id: ID<Import>
    /// Whoever wants it undone.
    let user: ID<User>

    func callAsFunction() async throws {
        let (tenant, id, user, run) = (run.tenant, id, user, run)
        let keys = try await run.deployment.keys.keys(of: tenant)
        let stored = try await run.deployment.database.fetch(as: run.actor, [ImportQueries.get(id, of: tenant)])[0].first
        guard let stored = try stored.map(ImportRecord.init), stored.state == .undoing else { return }
        guard let actor = try await run.person(user, reachingShared: false), actor.rights.allows(.importCustomer) else {
            throw JobFailure(permanent: "access_denied")
        }
        var done: Int64 = 0
        while true {
            let count = try await removeSome(as: actor, keys)
            done += Int64(count)
            try await run.progress(done: done)
            if count < UndoImport.batch { break }
        }
        while true {
            let count = try await restoreSome(as: actor, keys)
            done += Int64(count)
            try await run.progress(done: done)
            if count < UndoImport.batch { break }
        }
        try await finish(stored, as: actor, keys)
    }

    /// Customers that the import made.
    private func removeSome(as actor: Actor, _ keys: TenantKeys) async throws -> Int {
        let (id, tenant, now) = (id, run.tenant, run.now())
        return try await run.write { tx in
            let rows = try tx.execute(ImportQueries.undoable(.created, of: id, tenant: tenant, limit: UndoImport.batch))
            guard !rows.isEmpty else { return 0 }
            var objects: [Int32: UUID] = [:]
            for row in rows { objects[try row[0]] = try row.getOptional(1) }
            let numbers = try rows.map { try $0.get(0, as: Int32.self) }
            let results = try tx.execute("select undone_row, result from app.undo_import(\(id), \(numbers))").map {
                (row: try $0.get(0, as: Int32.self), result: try $0.get(1, as: String.self))
            }
            // A row without a customer, which there should not be, would be asked for for ever.
            let known = Set(results.map(\.row))
            let all = results + numbers.filter { !known.contains($0) }.map { (row: $0, result: "changed") }
            let removed = all.filter { $0.result == "removed" }
            tx.enqueue(ImportQueries.undone(all, of: id, tenant: tenant))
            tx.enqueue(
                ImportQueries.countUndone(
                    removed: removed.count, restored: 0, kept: all.count - removed.count, of: id, tenant: tenant, at: now))
            let links = removed.compactMap { objects[$0.row] }.map { Release(object: $0, customer: $0, field: "customer.name") }
            try AuditTrail.record(
                AuditEvent(
                    .undoImport, on: Customer.resource.name, rowCount: removed.count, links: links,
                    body: ["import": .string(id.description)]),
                as: actor, keys: keys, at: now, in: tx)
            return rows.count
        }
    }

    /// Customers whose empty fields the import filled.
    private func restoreSome(as actor: Actor, _ keys: TenantKeys) async throws -> Int {
        let (id, tenant, now) = (id, run.tenant, run.now())
        return try await run.write { tx in
            let rows = try tx.execute(ImportQueries.undoable(.updated, of: id, tenant: tenant, limit: UndoImport.batch))
            var results: [(row: Int32, result: String)] = []
            let nothing = Selection(actor.rights.view(of: Customer.resource), fields: [], for: actor, at: now)
            // The versions that customers have by now, of whom several rows speak.
            var versions: [UUID: Int64] = [:]
            for row in rows {
                let number: Int32 = try row[0]
                guard let object: UUID = try row.getOptional(1), let recorded: Int64 = try row.getOptional(2) else {
                    results.append((number, "changed"))
                    continue
                }
                let fields = try row.get(3, as: String.self).split(separator: ",").map(String.init)
                let isThere = try !tx.execute("select 1 from app.customer where tenant_id = \(tenant) and id = \(object)").isEmpty
                guard isThere else {
                    // He had come by the same import, and went with it.
                    results.append((number, "removed"))
                    continue
                }
                var changes = FieldChanges(nothing.view.resource)
                for field in fields { changes[field] = .null }
                let change = ChangeCustomer(ID(object), changes, version: versions[object] ?? recorded)
                do {
                    let changed = try tx.savepoint { try change.run(as: actor, keys: keys, at: now, selection: nothing, in: tx) }
                    let version = try nothing.version(of: changed)
                    versions[object] = version
                    tx.enqueue(ImportQueries.renew(object, version: version, of: id, tenant: tenant))
                    results.append((number, "restored"))
                } catch let failure as Failure where [.stale, .invalid, .notFound].contains(failure.code) {
                    results.append((number, failure.code == .stale ? "changed" : "refused"))
                }
            }
            guard !results.isEmpty else { return 0 }
            let restored = results.filter { $0.result != "changed" && $0.result != "refused" }.count
            tx.enqueue(ImportQueries.undone(results, of: id, tenant: tenant))
            tx.enqueue(
                ImportQueries.countUndone(removed: 0, restored: restored, kept: results.count - restored, of: id, tenant: tenant, at: now))
            return rows.count
        }
    }

    private func finish(_ stored: ImportRecord, as actor: Actor, _ keys: TenantKeys) async throws {
        let (id, tenant, now) = (id, run.tenant, run.now())
        let files = [stored.file, stored.report].compactMap { $0?.uuid }
        try await run.write { tx in
            guard let row = try tx.execute(ImportQueries.get(id, of: tenant, locking: true)).first else { return }
            let record = try ImportRecord(row)
            guard record.state == .undoing else { return }
            for statement in ImportQueries.removeRest(of: id, files: files, tenant: tenant) { tx.enqueue(statement) }
            tx.enqueue(ImportQueries.set(id, state: .undone, tenant: tenant, at: now))
            try FileJobs.sweepSoon(as: actor, at: now, in: tx)
            try AuditTrail.record(
                AuditEvent(
                    .undoImport, on: "import", id.uuid, rowCount: Int(record.removed) + Int(record.restored),
                    body: [
                        "removed": .integer(Int64(record.removed)), "restored": .integer(Int64(record.restored)),
                        "kept": .integer(Int64(record.kept)),
                    ]),
                as: actor, keys: keys, at: now, in: tx)
        }
    }
}
