internal import JSON
internal import Platform
internal import Tabular

/// A table as somebody wrote it: which of its columns are understood, and its rows with what they say. It knows nothing of what the catalogue
/// has.
struct CatalogueTable: Sendable {
    /// A row. An empty cell says nothing.
    struct Entry: Sendable {
        /// As a spreadsheet counts it.
        let row: Int
        /// By the columns' names.
        var values = JSONObject()
        /// `field:code`; of the row as a whole `:code`.
        var problems: [String] = []
    }

    /// Rows of a table at the most: they are written in one transaction.
    static let most = 1_000

    let entries: [Entry]
    /// Titles that were not understood.
    let ignored: [String]

    /// Reads a whole table, whose first row has the titles.
    ///
    /// - Throws: `import.unreadable`; `file.empty`; `request.invalid` for one without a column that it needs, or with too many rows.
    init(reading source: ImportSource, of kind: CatalogueKind) async throws {
        var titles: [String]?
        var columns: [(index: Int, column: CatalogueColumn)] = []
        var entries: [Entry] = []
        do {
            while let record = try await source.nextRecord() {
                guard !record.isBlank else { continue }
                if titles == nil {
                    titles = record.cells
                    columns = Self.columns(of: record.cells, kind)
                    continue
                }
                guard entries.count < Self.most else {
                    throw Failure.invalid([Violation(pointer: "/fileId", code: "too_many", limit: "\(Self.most)")])
                }
                entries.append(Self.entry(record, columns))
            }
        } catch is SheetError {
            throw Failure(.importUnreadable)
        }
        guard let titles else { throw Failure(.fileEmpty) }
        let missing = kind.needed.filter { name in !columns.contains { $0.column.name == name } }
        guard missing.isEmpty else {
            var failure = Failure.invalid([Violation(pointer: "/fileId", code: "required")])
            let labels = missing.compactMap { kind.label(of: $0) }
            failure.detail = LocalizedText(
                "表格缺少这些列：" + labels.map(\.chinese).joined(separator: "、"),
                "The table lacks these columns: " + labels.map(\.english).joined(separator: ", "))
            throw failure
        }
        let known = Set(columns.map(\.index))
        ignored = titles.enumerated().filter { !known.contains($0.offset) && !HalfWidth.trimmed($0.element).isEmpty }
            .prefix(20).map { String($0.element.prefix(80)) }
        self.entries = entries
    }

    /// Each column once: of two that mean the same the first counts.
    private static func columns(of titles: [String], _ kind: CatalogueKind) -> [(index: Int, column: CatalogueColumn)] {
        var found: [(index: Int, column: CatalogueColumn)] = []
        for (index, title) in titles.enumerated() {
            let word = HalfWidth.folded(title).lowercased().filter { !$0.isWhitespace && !"*:()_-/¥".contains($0) }
            guard let column = kind.columns.first(where: { $0.titles.contains(word) }),
                !found.contains(where: { $0.column.name == column.name })
            else { continue }
            found.append((index, column))
        }
        return found
    }

    private static func entry(_ record: SheetRecord, _ columns: [(index: Int, column: CatalogueColumn)]) -> Entry {
        var entry = Entry(row: record.number)
        if let fault = record.fault {
            entry.problems = [":" + fault.rawValue]
            return entry
        }
        // A character that could not be read is a character that is lost.
        if record.cells.contains(where: { $0.unicodeScalars.contains("\u{fffd}") }) {
            entry.problems = [":encoding"]
            return entry
        }
        for (index, column) in columns where index < record.cells.count {
            let text = HalfWidth.trimmed(record.cells[index])
            guard !text.isEmpty else { continue }
            switch column.read(text) {
            case .value(let value): entry.values[column.name] = value
            case .problem(let code): entry.problems.append("\(column.name):\(code)")
            }
        }
        return entry
    }
}
