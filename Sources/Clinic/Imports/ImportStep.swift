internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Tabular

/// One batch: read by the rules, compared with who is there, written in one transaction.
struct ImportStep: Sendable {
    let run: JobRun
    let id: ID<Import>
    let isDry: Bool
    let rows: ImportRows
    let keys: TenantKeys

    private var importer: Actor { rows.importer }

    /// Takes some rows and moves the import's position from one place to another.
    ///
    /// - Throws: ``ImportEnd`` when somebody wants the import to stop; ``JobInterruption`` when another run got there first.
    func take(
        _ records: [SheetRecord], blank: Int32, from position: Int32, to next: Int32, seen: inout SeenCustomers
    ) async throws -> ImportCounts {
        let read = records.map { rows.read($0) }
        var attempt = 0
        while true {
            let batch = try await decide(read, seen)
            do {
                return try await write(batch, blank: blank, from: position, to: next, &seen)
            } catch let error where attempt < 5 && ImportStep.isRace(error) {
                // Somebody made or changed one of these customers just now: they are looked up again.
                attempt += 1
            }
        }
    }

    private static func isRace(_ error: any Error) -> Bool {
        if let error = error as? PostgresError { return error.constraint == "phone_token_primary" }
        return (error as? Failure)?.code == .stale
    }

    private func write(
        _ batch: ImportBatch, blank: Int32, from position: Int32, to next: Int32, _ seen: inout SeenCustomers
    ) async throws -> ImportCounts {
        let (id, tenant, now, step) = (id, run.tenant, run.now(), self)
        let creation = isDry ? nil : try await ImportCreation(batch, for: step, at: now)
        let settled = try await run.write { tx -> ImportBatch in
            guard let row = try tx.execute(ImportQueries.get(id, of: tenant, locking: true)).first else { throw ImportEnd(.failed) }
            let record = try ImportRecord(row)
            guard record.position == position else { throw JobInterruption.leaseLost }
            guard record.state != .cancelling else { throw ImportEnd(.cancelled) }
            var batch = batch
            if let creation {
                try creation.enqueue(into: &batch, in: tx)
                try step.update(&batch, at: now, in: tx)
            }
            if !batch.results.isEmpty { tx.enqueue(ImportQueries.insertRows(batch.results, of: id, tenant: tenant)) }
            var counts = batch.counts
            counts.blank = blank
            tx.enqueue(ImportQueries.advance(id, to: next, by: counts, tenant: tenant, at: now))
            return batch
        }
        if isDry { remember(settled, &seen) }
        return settled.counts
    }

    /// Fills what is empty, by the use case that a form goes through.
    private func update(_ batch: inout ImportBatch, at now: Instant, in tx: Transaction) throws {
        let view = importer.rights.view(of: Customer.resource)
        let nothing = Selection(view, fields: [], for: importer, at: now)
        for (place, update) in batch.updates.enumerated() {
            guard let version = update.present.version else { continue }
            let change = ChangeCustomer(ID(update.present.id), update.changes, version: version)
            do {
                let row = try tx.savepoint {
                    try change.run(as: importer, keys: keys, at: now, selection: nothing, in: tx)
                }
                let version = try nothing.version(of: row)
                batch.settle(update: place, version: version)
                tx.enqueue(ImportQueries.renew(update.present.id, version: version, of: id, tenant: run.tenant))
            } catch let failure as Failure where failure.code == .invalid || failure.code == .notFound {
                let problems = failure.violations.map { "\($0.pointer.dropFirst()):\($0.code)" }
                batch.settle(update: place, version: nil, problems: problems.isEmpty ? [":not_allowed"] : problems)
            }
        }
    }

    // MARK: Who is there

    private func decide(_ read: [ImportRows.Read], _ seen: SeenCustomers) async throws -> ImportBatch {
        var batch = ImportBatch(policy: rows.plan.policy)
        var phones: [[UInt8]] = []
        var names: [[UInt8]] = []
        for case .candidate(let candidate) in read {
            if let token = candidate.phone { phones.append(token) }
            if let token = candidate.external { names.append(token) }
        }
        let owners = try await owners(phones, names)
        for row in read {
            switch row {
            case .failed(let result): batch.add(result)
            case .candidate(let candidate):
                let phone = candidate.phone.flatMap { seen.present($0, owners.phones, seen.phones) }
                let name = candidate.external.flatMap { seen.present($0, owners.names, seen.names) }
                batch.add(candidate, phone: phone, external: name)
            }
        }
        return batch
    }

    private typealias Owners = (phones: [[UInt8]: ImportBatch.Present], names: [[UInt8]: ImportBatch.Present])

    private func owners(_ phones: [[UInt8]], _ names: [[UInt8]]) async throws -> Owners {
        guard !phones.isEmpty || !names.isEmpty else { return ([:], [:]) }
        let (tenant, source, version, id, now) = (run.tenant, rows.plan.source, keys.indexVersion, id, run.now())
        let step = self
        return try await run.deployment.database.read(as: run.actor) { tx in
            let found = try tx.execute(all: [
                ImportQueries.owners(ofPhones: phones, version: version, tenant: tenant),
                ImportQueries.owners(ofExternalIDs: names, source: source, tenant: tenant),
            ])
            let byPhone = try found[0].map { (try $0.get(0, as: [UInt8].self), try $0.get(1, as: UUID.self)) }
            let byName = try found[1].map { (try $0.get(0, as: [UInt8].self), try $0.get(1, as: UUID.self)) }
            let customers = Array(Set((byPhone + byName).map(\.1)))
            guard !customers.isEmpty else { return ([:], [:]) }
            let presents = try step.presents(customers, of: id, at: now, in: tx)
            func pairs(_ all: [([UInt8], UUID)]) -> [[UInt8]: ImportBatch.Present] {
                Dictionary(all.compactMap { token, customer in presents[customer].map { (token, $0) } }, uniquingKeysWith: { $1 })
            }
            return (pairs(byPhone), pairs(byName))
        }
    }

    /// What may be filled of those who are there. Whom the importer may not change, he learns nothing of but that he is there.
    private func presents(_ ids: [UUID], of id: ID<Import>, at now: Instant, in tx: Transaction) throws -> [UUID: ImportBatch.Present] {
        let view = importer.rights.view(of: Customer.resource)
        let resource = view.resource
        let mapped = resource.fields.indices.filter { rows.plan.columns.values.contains(resource.fields[$0].name) }
        let nothing = Selection(view, fields: [], for: importer, at: now)
        let empties = mapped.map { index -> SQL in ", \(resource.fields[index].stored) is null" }.joined(separator: "")
        let tenant = run.tenant
        let own = Set(
            try tx.execute(
                """
                select r.object_id from app.import_row r where r.tenant_id = \(tenant) and r.object_id = any (\(ids)) and r.import_id = \(id)
                and r.outcome = 'created'
                """
            ).map { try $0.get(0, as: UUID.self) })
        var presents: [UUID: ImportBatch.Present] = [:]
        for one in ids { presents[one] = ImportBatch.Present(id: one, version: nil, fillable: [], isRepeated: own.contains(one)) }
        guard rows.plan.policy == .update else { return presents }
        let mine = try tx.execute(
            """
            select \(nothing.list)\(empties) from \(resource.source) where t.tenant_id = \(tenant) and t.id = any (\(ids))
            and t.erased_at is null and t.restricted_at is null
            and \(view.condition(view.bits(allowing: .updateCustomer), for: importer, at: now))
            """)
        for row in mine {
            let customer: UUID = try row[0]
            let bits = try nothing.bits(of: row)
            let fillable = try mapped.enumerated().filter { place, index in
                try row.get(nothing.width + place, as: Bool.self) && view.right(on: index, in: bits).allowsWriting
            }.map(\.element)
            presents[customer]?.version = try nothing.version(of: row)
            presents[customer]?.fillable = Set(fillable)
        }
        return presents
    }

    /// What the database would know after this batch.
    private func remember(_ batch: ImportBatch, _ seen: inout SeenCustomers) {
        let view = importer.rights.view(of: Customer.resource)
        let resource = view.resource
        let mapped = Set(resource.fields.indices.filter { rows.plan.columns.values.contains(resource.fields[$0].name) })
        var ids: [UUID] = []
        for candidate in batch.creations {
            let customer = UUID()
            ids.append(customer)
            if let token = rows.token(of: candidate.changes) { seen.phones[token] = customer }
            let bits = view.bits(branch: candidate.branch, owner: nil, for: importer.user)
            let fillable = mapped.filter {
                candidate.changes.values[$0] == nil && !ImportBatch.always.contains(resource.fields[$0].name)
                    && view.right(on: $0, in: bits).allowsWriting
            }
            seen.presents[customer] = ImportBatch.Present(id: customer, version: 1, fillable: fillable, isRepeated: true)
        }
        for update in batch.updates {
            var present = update.present
            present.fillable.subtract(update.changes.fields)
            seen.presents[present.id] = present
            if let token = rows.token(of: update.changes) { seen.phones[token] = present.id }
        }
        for (token, creation, customer) in batch.externals { seen.names[token] = creation.map { ids[$0] } ?? customer }
    }
}
