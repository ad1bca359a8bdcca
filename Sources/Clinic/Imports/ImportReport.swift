internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Tabular

/// The rows of a file that were not simply taken, as a table: which, what came of them, why, and what stood in them, to be put right and brought
/// again. It belongs to whoever brought the file.
struct ImportReport: Sendable {
    /// How long it is there.
    static let lifetime: Duration = .seconds(7 * 86_400)

    let run: JobRun
    let id: ID<Import>

    /// Writes it, in place of an earlier one.
    func write(_ file: FileFacts, _ stored: ImportRecord, keys: TenantKeys) async throws {
        let store = FileStore(run.deployment)
        let source = try await ImportSource.open(file, plan: stored.plan, in: store, keys: keys)
        let outcomes = ImportOutcomes(run: run, id: id)
        let (tenant, now) = (run.tenant, run.now())
        let custom = try await run.deployment.database.read(as: run.actor) { try CustomField.current(of: tenant, at: now, in: $0) }
        let style = Style(plan: stored.plan, resource: Customer.resource.extended(by: custom))
        let language = stored.plan.language
        var isBegun = false
        let content = try await store.seal(for: run.tenant, keys: keys, limit: 1 << 30) {
            var piece: [UInt8] = isBegun ? [] : CSVWriter.mark
            isBegun = true
            while piece.count < 64 << 10 {
                guard let record = try await source.nextRecord() else { break }
                if let line = try await ImportReport.line(record, outcomes, style) { piece += line }
            }
            return piece.isEmpty ? nil : piece
        }
        let (id, actor) = (id, run.actor)
        // A large file takes its time; a rotation waits a minute for whoever holds older keys.
        let newest = try await run.deployment.keys.keys(of: tenant)
        let name = language == .chinese ? "导入结果.csv" : "import-report.csv"
        try await run.write { tx in
            let report = try store.keep(
                content, use: .report, name: name, until: now.advanced(by: ImportReport.lifetime), as: actor, createdBy: stored.createdBy,
                keys: newest, at: now, in: tx)
            tx.enqueue("update app.import set report_id = \(report) where tenant_id = \(tenant) and id = \(id)")
        }
    }

    /// How lines are written: what the file is, and what its fields are called.
    private struct Style: Sendable {
        let plan: ImportPlan
        let resource: Resource
    }

    /// The line for a row; nil where it is not worth one. The header gets titles in front.
    private static func line(_ record: SheetRecord, _ outcomes: ImportOutcomes, _ style: Style) async throws -> [UInt8]? {
        let plan = style.plan
        let isHeader = await outcomes.isFirst(record)
        if isHeader {
            let titles = (plan.language == .chinese ? ["行号", "结果", "原因"] : ["Row", "Outcome", "Why"])
            let own = plan.hasHeader ? record.cells : []
            let head = CSVWriter.row(titles + own)
            guard !plan.hasHeader else { return head }
            return head + (try await body(record, outcomes, style) ?? [])
        }
        return try await body(record, outcomes, style)
    }

    private static func body(_ record: SheetRecord, _ outcomes: ImportOutcomes, _ style: Style) async throws -> [UInt8]? {
        let (plan, language) = (style.plan, style.plan.language)
        guard let found = try await outcomes.outcome(of: record.number), found.outcome != .created else { return nil }
        if found.outcome == .duplicate, plan.policy == .skip { return nil }
        let problems = found.problems.map { ImportWords.problem($0, of: style.resource)[language] }
        let why = problems.joined(separator: language == .chinese ? "；" : "; ")
        return CSVWriter.row([String(record.number), ImportWords.outcome(found.outcome)[language], why] + record.cells)
    }
}

/// What came of the rows, in their order, read as they are asked for.
actor ImportOutcomes {
    private let run: JobRun
    private let id: ID<Import>
    private var waiting: [Int: (outcome: RowResult.Outcome, problems: [String])] = [:]
    private var last: Int32 = 0
    private var isOver = false
    private var hasBegun = false

    init(run: JobRun, id: ID<Import>) {
        self.run = run
        self.id = id
    }

    /// Whether it is the first row with anything in it.
    func isFirst(_ record: SheetRecord) -> Bool {
        guard !hasBegun, !record.isBlank else { return false }
        hasBegun = true
        return true
    }

    /// What came of a row; rows are asked for in ascending order.
    func outcome(of row: Int) async throws -> (outcome: RowResult.Outcome, problems: [String])? {
        while !isOver, Int(last) < row {
            waiting.removeAll(keepingCapacity: true)
            let rows = try await run.deployment.database.fetch(
                as: run.actor, [ImportQueries.rows(of: id, tenant: run.tenant, outcome: nil, after: last, limit: 2_000)])[0]
            isOver = rows.count < 2_000
            for found in rows {
                last = try found[0]
                guard let outcome = RowResult.Outcome(rawValue: try found[1]) else { continue }
                waiting[Int(last)] = (outcome, try found[2])
            }
        }
        return waiting[row]
    }
}
