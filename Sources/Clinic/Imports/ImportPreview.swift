internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Tabular
internal import Vault

/// A first look at a file: its titles, some of its rows, and what its columns most likely are. It shows the file to whoever brought it, and
/// nothing of the tenant's.
enum ImportPreview {
    /// Rows shown.
    private static let rows = 8

    /// `{format, encoding, delimiter, hasHeader, titles, rows, suggestion, remembered, fields}`.
    static func read(
        _ facts: FileFacts, plan: ImportPlan, for actor: Actor, in store: FileStore, keys: TenantKeys, _ deployment: Deployment
    ) async throws -> JSONValue {
        let (source, records) = try await beginning(facts, plan, store, keys)
        guard let first = records.first else { throw Failure(.fileEmpty) }
        let view = actor.rights.view(of: Customer.resource)
        let fields = ImportField.all(in: view)
        let remembered = try await remembered(first.cells, fields, actor, deployment)
        let suggestion = remembered?.columns ?? ImportField.suggestion(for: first.cells, among: fields)
        func columns(_ all: [Int: String]) -> JSONValue {
            .array(
                all.sorted { $0.key < $1.key }.map { column, field in
                    ["column": .integer(Int64(column)), "field": .string(field)] as JSONValue
                })
        }
        return [
            "format": .string(facts.type == FileType.spreadsheet.rawValue ? "xlsx" : "csv"),
            "encoding": source.shape.encoding.map { .string($0.rawValue) } ?? .null,
            "delimiter": source.shape.delimiter.map { .string(ImportPlan.word(of: $0)) } ?? .null,
            "hasHeader": .boolean(remembered?.hasHeader ?? hasHeader(first.cells, suggestion)),
            "titles": .array(first.cells.map(shown)),
            "rows": .array(records.dropFirst().prefix(rows).map { .array($0.cells.map(shown)) }),
            "columns": columns(suggestion), "isRemembered": .boolean(remembered != nil),
            "policy": .string((remembered?.policy ?? .skip).rawValue),
            "fields": .array(
                fields.map {
                    [
                        "name": .string($0.name), "zh": .string($0.label.chinese), "en": .string($0.label.english),
                        "required": .boolean($0.isRequired),
                    ]
                }),
        ]
    }

    /// A digest of the titles, by which the choice of fields is remembered; nil without a header.
    static func titles(_ facts: FileFacts, plan: ImportPlan, in store: FileStore, keys: TenantKeys) async throws -> [UInt8]? {
        guard plan.hasHeader, let first = try await beginning(facts, plan, store, keys).records.first else { return nil }
        return digest(first.cells)
    }

    private static func beginning(
        _ facts: FileFacts, _ plan: ImportPlan, _ store: FileStore, _ keys: TenantKeys
    ) async throws -> (source: ImportSource, records: [SheetRecord]) {
        do {
            let source = try await ImportSource.open(facts, plan: plan, in: store, keys: keys, isSample: true)
            var records: [SheetRecord] = []
            while records.count <= rows, let record = try await source.nextRecord() {
                if !record.isBlank { records.append(record) }
            }
            return (source, records)
        } catch is SheetError {
            throw Failure(.importUnreadable)
        }
    }

    private static func remembered(
        _ titles: [String], _ fields: [ImportField], _ actor: Actor, _ deployment: Deployment
    ) async throws -> ImportPlan? {
        let rows = try await deployment.database.fetch(as: actor, [ImportQueries.mapping(digest(titles), of: actor.tenant)])[0]
        guard let row = rows.first else { return nil }
        var plan = try ImportPlan(stored: try row[0])
        let known = Set(fields.map(\.name))
        plan.columns = plan.columns.filter { known.contains($0.value) }
        return plan
    }

    private static func digest(_ titles: [String]) -> [UInt8] {
        let folded = titles.map { HalfWidth.folded(HalfWidth.trimmed($0)).lowercased() }
        return Digest.sha256(Array(folded.joined(separator: "\u{1f}").utf8))
    }

    /// A header has titles that say what they are, or at least no digits.
    private static func hasHeader(_ cells: [String], _ suggestion: [Int: String]) -> Bool {
        !suggestion.isEmpty || !cells.contains { $0.unicodeScalars.filter { $0.properties.numericType != nil }.count >= 6 }
    }

    /// A cell as far as a preview shows it.
    private static func shown(_ cell: String) -> JSONValue { .string(String(cell.prefix(80))) }
}
