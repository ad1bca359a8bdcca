internal import FoundationEssentials
internal import Platform
internal import Postgres

/// An import as it is stored.
struct ImportRecord: Sendable {
    enum State: String, Sendable, CaseIterable {
        case draft, checking, checked, running, cancelling, cancelled, done, failed, undoing, undone
    }

    let id: ID<Import>
    let state: State
    let file: ID<StoredFile>?
    let report: ID<StoredFile>?
    let plan: ImportPlan
    let error: String?
    let position: Int32
    let counts: ImportCounts
    let total: Int32?
    let removed: Int32
    let restored: Int32
    let kept: Int32
    let createdBy: ID<User>
    let createdAt: Instant
    let finishedAt: Instant?

    static let columns: SQL = """
        i.id, i.state, i.file_id, i.report_id, i.plan, i.error, i.position, i.row_count, i.blank_count, i.created_count, i.updated_count,
          i.duplicate_count, i.failed_count, i.total_count, i.removed_count, i.restored_count, i.kept_count, i.created_by, i.created_at,
          i.finished_at
        """

    init(_ row: Row) throws {
        id = try row[0]
        state = State(rawValue: try row[1]) ?? .failed
        file = try row.getOptional(2)
        report = try row.getOptional(3)
        plan = try ImportPlan(stored: try row[4])
        error = try row.getOptional(5)
        position = try row[6]
        counts = ImportCounts(
            blank: try row[8], created: try row[9], updated: try row[10], duplicate: try row[11], failed: try row[12])
        total = try row.getOptional(13)
        removed = try row[14]
        restored = try row[15]
        kept = try row[16]
        createdBy = try row[17]
        createdAt = try row[18]
        finishedAt = try row.getOptional(19)
    }

    /// How long after its end an import can be undone.
    static let undoable: Duration = .seconds(30 * 86_400)
}

/// What came of the rows. Blank ones are no rows.
struct ImportCounts: Sendable, Hashable {
    var blank: Int32 = 0
    var created: Int32 = 0
    var updated: Int32 = 0
    var duplicate: Int32 = 0
    var failed: Int32 = 0

    var rows: Int32 { created &+ updated &+ duplicate &+ failed }

    mutating func add(_ outcome: RowResult.Outcome) {
        switch outcome {
        case .created: created += 1
        case .updated: updated += 1
        case .duplicate: duplicate += 1
        case .failed: failed += 1
        }
    }
}

/// What came of one row.
struct RowResult: Sendable, Hashable {
    enum Outcome: String, Sendable, CaseIterable {
        case created, updated, duplicate, failed
    }

    /// The row as a spreadsheet counts it.
    let row: Int
    var outcome: Outcome
    /// `field:code`; of the row as a whole `:code`.
    var problems: [String] = []
    var object: UUID?
    var version: Int64?
    var fields: [String] = []
}
