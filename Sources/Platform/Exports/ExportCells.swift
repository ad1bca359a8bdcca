internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Tabular

/// A list's rows as cells: as the list shows them, with words for words and names for ids.
struct ExportCells {
    private let listed: ExportedList
    private var encoder: ResourceEncoder
    private let language: Language
    private var names: [String: [UUID: String]] = [:]

    init(_ listed: ExportedList, keys: TenantKeys, language: Language) {
        self.listed = listed
        self.language = language
        encoder = ResourceEncoder(listed.selection, keys: keys)
    }

    /// Opens what comes from now on with other keys.
    mutating func open(with keys: TenantKeys) {
        encoder = ResourceEncoder(listed.selection, keys: keys)
    }

    /// The rows' cells. Names that are not known yet are asked for by `look`.
    mutating func cells(
        of rows: some Collection<Row>, look: (ExportList.Names, [UUID]) async throws -> [(UUID, String)]
    ) async throws -> [[SheetCell]] {
        let shown = try rows.map { try JSONParser.parse(try encoder.object($0)) }
        try await learn(from: shown, look)
        return try zip(rows, shown).map { try cells(of: $0, $1) }
    }

    private mutating func learn(
        from shown: [JSONValue], _ look: (ExportList.Names, [UUID]) async throws -> [(UUID, String)]
    ) async throws {
        for index in listed.columns {
            let field = listed.resource.fields[index]
            guard let kind = ExportCells.kind(of: field), let question = listed.list.names[kind] else { continue }
            let known = names[kind] ?? [:]
            let wanted = Set(shown.flatMap { ExportCells.ids(field.shown(in: $0)) }).filter { known[$0] == nil }
            guard !wanted.isEmpty else { continue }
            let found = try await look(question, wanted.sorted())
            names[kind] = known.merging(found) { $1 }
        }
    }

    private func cells(of row: Row, _ shown: JSONValue) throws -> [SheetCell] {
        let bits = try listed.selection.bits(of: row)
        let masked = Set((shown["masked"]?.array ?? []).compactMap(\.string))
        return try listed.columns.map { index in
            let field = listed.resource.fields[index]
            // In rows where the field may not leave, its cell is empty.
            guard listed.selection.view.right(on: index, in: bits).uses.contains(.export), let value = field.shown(in: shown) else {
                return .empty
            }
            return masked.contains(field.name) ? .text(value.string ?? "") : try cell(value, field, index, row)
        }
    }

    private func cell(_ value: JSONValue, _ field: Field, _ index: Int, _ row: Row) throws -> SheetCell {
        switch value {
        // An amount as people write it, and as an import reads it.
        case .integer(let fen) where field.custom?.kind == .money && fen >= 0:
            return .text("\(fen / 100).\(fen % 100 < 10 ? "0" : "")\(fen % 100)")
        case .integer(let number): return .number(number)
        case .array(let items):
            return .text(items.compactMap(\.string).map { name($0, field) ?? word($0, field) }.joined(separator: "、"))
        case .string(let text):
            if field.type == .date, let day = LocalDate(text) { return .day(text, since1970: Int(day.daysSince1970)) }
            if let clock = listed.clocks[index], let local = try row.getOptional(clock, as: String.self) {
                return ExportCells.moment(local)
            }
            return .text(name(text, field) ?? word(text, field))
        default: return .empty
        }
    }

    private func word(_ text: String, _ field: Field) -> String { listed.list.words[field.name]?[text]?[language] ?? text }

    private func name(_ text: String, _ field: Field) -> String? {
        guard let kind = ExportCells.kind(of: field), let id = UUID(uuidString: text) else { return nil }
        return names[kind]?[id]
    }

    private static func kind(of field: Field) -> String? {
        switch field.type {
        case .id(let of): of
        case .ids(let of): of
        default: nil
        }
    }

    private static func ids(_ value: JSONValue?) -> [UUID] {
        ((value?.array ?? []) + [value].compactMap(\.self)).compactMap { $0.string.flatMap { UUID(uuidString: $0) } }
    }

    /// `2026-11-22 18:30:05`.
    private static func moment(_ text: String) -> SheetCell {
        let numbers = text.dropFirst(11).split(separator: ":").compactMap { Int($0) }
        guard let day = LocalDate(text.prefix(10)), numbers.count == 3 else { return .text(text) }
        return .moment(text, since1970: Int(day.daysSince1970), seconds: numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
    }
}
