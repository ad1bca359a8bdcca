internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Brings a table into the catalogue: makes what is not there, changes what is. All of it in the caller's transaction, by the rules by which
/// one record is written: what a row may not say is its problem, and the others are looked at all the same. A table that was brought in once
/// changes nothing the second time.
struct ImportCatalogue: Sendable {
    /// What came of it.
    struct Outcome: Sendable, Hashable {
        var created = 0
        var changed = 0
        var unchanged = 0
        /// Categories that were made.
        var categories = 0
        /// Row and what is wrong with it.
        var problems: [RowResult] = []
    }

    let kind: CatalogueKind
    let table: CatalogueTable

    /// - Throws: `access.denied` where the actor does not write for the whole chain what is the chain's; `catalogue.limit`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Outcome {
        let record = kind.record
        if case .chain = record.belonging { try record.requireReach(of: nil, as: actor, in: tx) }
        // Two tables at once come one after the other.
        tx.enqueue("select 1 from app.tenant_setting z where z.tenant_id = \(actor.tenant) for update")
        var rows = try kind.rows(CatalogueContext(actor: actor, keys: keys, now: now), tx)
        var problems: [RowResult] = []
        func fail(_ row: Int, _ found: [String]) {
            if !found.isEmpty { problems.append(RowResult(row: row, outcome: .failed, problems: Array(found.prefix(20)))) }
        }
        for entry in table.entries {
            guard entry.problems.isEmpty else {
                fail(entry.row, entry.problems)
                continue
            }
            do {
                fail(entry.row, try rows.take(entry, in: tx))
            } catch let failure as Failure where failure.code == .invalid {
                fail(entry.row, failure.violations.map { "\($0.pointer.dropFirst()):\($0.code)" })
            }
        }
        for (row, found) in try rows.finish(in: tx) { fail(row, found) }
        var outcome = rows.outcome
        outcome.problems = problems.sorted { $0.row < $1.row }
        if problems.isEmpty, outcome.created + outcome.changed + outcome.categories > 0 {
            try AuditTrail.record(
                AuditEvent(
                    record.write, on: record.resource.name, purpose: "imported", rowCount: outcome.created + outcome.changed,
                    body: [
                        "created": .integer(Int64(outcome.created)), "changed": .integer(Int64(outcome.changed)),
                        "categories": .integer(Int64(outcome.categories)),
                    ]),
                as: actor, keys: keys, at: now, in: tx)
        }
        return outcome
    }
}

/// The work on the rows of one table, one by one.
protocol CatalogueRows {
    /// What came of it so far, but for the problems.
    var outcome: ImportCatalogue.Outcome { get }
    /// - Returns: what is wrong with the row; nothing of its record was written then.
    /// - Throws: `request.invalid` too, for the same.
    mutating func take(_ entry: CatalogueTable.Entry, in tx: Transaction) throws -> [String]
    /// What can be done only when all rows are known; what is wrong with which of them.
    mutating func finish(in tx: Transaction) throws -> [(row: Int, problems: [String])]
}

extension CatalogueRows {
    mutating func finish(in tx: Transaction) throws -> [(row: Int, problems: [String])] { [] }
}
