internal import JSON
internal import Platform
internal import Tabular

/// A table of services as somebody wrote it: which of its columns are understood, and its rows as the fields of a service want them. It
/// knows nothing of what the catalogue has.
struct CatalogueTable: Sendable {
    /// A column that is understood. What is no field of a service is the category, by its path, and the minutes.
    enum Column: String, Sendable, CaseIterable {
        case category, code, name, nameEn, department, nature, scope, listPrice, minutes, cycleDays, leastDays

        /// What its problems are filed under.
        var field: String {
            switch self {
            case .category: "categoryId"
            case .listPrice: "listPriceFen"
            default: rawValue
            }
        }
    }

    /// A row. An empty cell says nothing.
    struct Entry: Sendable {
        /// As a spreadsheet counts it.
        let row: Int
        /// The categories on the way to the service's, the highest first.
        var category: [String] = []
        /// As the body of a request would have them.
        var fields = JSONObject()
        var minutes: Int64?
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
    /// - Throws: `import.unreadable`; `file.empty`; `request.invalid` for one without a column of names, or with too many rows.
    init(reading source: ImportSource) async throws {
        var titles: [String]?
        var columns: [(index: Int, column: Column)] = []
        var entries: [Entry] = []
        do {
            while let record = try await source.nextRecord() {
                guard !record.isBlank else { continue }
                if titles == nil {
                    titles = record.cells
                    columns = Self.columns(of: record.cells)
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
        guard columns.contains(where: { $0.column == .name }) else {
            throw Failure.invalid([Violation(pointer: "/fileId", code: "required", limit: "name")])
        }
        let known = Set(columns.map(\.index))
        ignored = titles.enumerated().filter { !known.contains($0.offset) && !HalfWidth.trimmed($0.element).isEmpty }
            .prefix(20).map { String($0.element.prefix(80)) }
        self.entries = entries
    }

    /// Each column once: of two that mean the same the first counts.
    private static func columns(of titles: [String]) -> [(index: Int, column: Column)] {
        var found: [(index: Int, column: Column)] = []
        for (index, title) in titles.enumerated() {
            let word = HalfWidth.folded(title).lowercased().filter { !$0.isWhitespace && !"*:()_-/¥".contains($0) }
            guard let column = Column.allCases.first(where: { synonyms[$0]?.contains(word) == true }),
                !found.contains(where: { $0.column == column })
            else { continue }
            found.append((index, column))
        }
        return found
    }

    private static func entry(_ record: SheetRecord, _ columns: [(index: Int, column: Column)]) -> Entry {
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
            if !text.isEmpty { read(text, column, into: &entry) }
        }
        return entry
    }

    private static func read(_ text: String, _ column: Column, into entry: inout Entry) {
        let plain = HalfWidth.folded(text)
        switch column {
        case .category:
            entry.category = plain.split(whereSeparator: { "/>".contains($0) }).map { HalfWidth.trimmed(String($0)) }.filter { !$0.isEmpty }
            if entry.category.isEmpty || entry.category.count > ServiceCategory.deepest { entry.problems.append("categoryId:range") }
        case .code: entry.fields["code"] = .string(plain.uppercased())
        case .nature: entry.fields["nature"] = .string(natures[plain.lowercased()] ?? plain)
        case .scope: entry.fields["scope"] = .string(scopes[plain] ?? plain.lowercased())
        case .listPrice:
            if let fen = ImportCell.fen(plain) {
                entry.fields["listPriceFen"] = .integer(fen)
            } else {
                entry.problems.append("listPriceFen:pattern")
            }
        case .minutes:
            let number = ["分钟", "分", "min"].first { plain.hasSuffix($0) }.map { String(plain.dropLast($0.count)) } ?? plain
            if let minutes = ImportCell.whole(number) {
                entry.minutes = minutes
                if !(5...720).contains(minutes) { entry.problems.append("minutes:range") }
            } else {
                entry.problems.append("minutes:pattern")
            }
        case .name, .nameEn, .department, .cycleDays, .leastDays:
            guard let field = ClinicService.resource.field(column.field), let value = ImportCell.value(text, for: field) else { return }
            entry.fields[column.field] = value
        }
    }

    private static let synonyms: [Column: Set<String>] = [
        .category: ["分类", "项目分类", "类别", "品类", "category"], .code: ["编码", "项目编码", "编号", "项目编号", "代码", "code"],
        .name: ["名称", "项目名称", "项目", "服务名称", "name", "service"], .nameEn: ["英文名称", "英文名", "nameen", "englishname"],
        .department: ["科室", "部门", "department"], .nature: ["性质", "项目性质", "是否医疗", "医疗", "nature", "medical"],
        .scope: ["执业范围", "范围", "scope"],
        .listPrice: ["标价", "标价元", "价格", "价格元", "原价", "单价", "listprice", "price"],
        .minutes: ["时长", "时长分", "时长分钟", "分钟", "服务时长", "minutes", "duration"],
        .cycleDays: ["疗程间隔", "疗程间隔天", "cycledays"], .leastDays: ["最短间隔", "最短间隔天", "leastdays"],
    ]

    private static let natures: [String: String] = [
        "医疗": "medical", "医美": "medical", "医疗美容": "medical", "是": "medical", "y": "medical", "yes": "medical", "true": "medical",
        "1": "medical", "medical": "medical", "生活": "lifestyle", "生活美容": "lifestyle", "生美": "lifestyle", "非医疗": "lifestyle",
        "否": "lifestyle", "n": "lifestyle", "no": "lifestyle", "false": "lifestyle", "0": "lifestyle", "lifestyle": "lifestyle",
    ]

    private static let scopes: [String: String] = [
        "美容皮肤科": "dermatology", "皮肤": "dermatology", "美容外科": "surgery", "外科": "surgery", "注射": "injection",
        "美容牙科": "dentistry", "牙科": "dentistry", "美容中医科": "tcm", "中医": "tcm",
    ]
}
