internal import JSON
internal import Platform

/// A column that a table of the catalogue may have: how it is titled, and what its cells say.
struct CatalogueColumn: Sendable {
    /// What is in a cell that is not empty.
    enum Cell: Sendable {
        /// As a request would have it.
        case value(JSONValue)
        /// The code of what is wrong with it.
        case problem(String)
    }

    /// The member of a row's values, and what its problems are filed under: a field of the record, or what is kept beside it.
    let name: String
    /// What it is called where the record has no field of this name.
    var label: LocalizedText?
    /// Folded titles, as ``CatalogueTable`` folds them.
    let titles: Set<String>
    /// Reads a cell without the space around it.
    let read: @Sendable (String) -> Cell

    /// A field that is written as it is in every other table.
    static func field(_ name: String, of resource: Resource, _ titles: Set<String>) -> CatalogueColumn {
        CatalogueColumn(name: name, titles: titles) { text in
            guard let field = resource.field(name), let value = ImportCell.value(text, for: field) else { return .problem("pattern") }
            return .value(value)
        }
    }

    /// Letters and digits, the letters large.
    static func code(_ titles: Set<String>) -> CatalogueColumn {
        CatalogueColumn(name: "code", titles: titles) { .value(.string(HalfWidth.folded($0).uppercased())) }
    }

    /// An amount in yuan, in fen.
    static func yuan(_ name: String, _ label: LocalizedText, _ titles: Set<String>) -> CatalogueColumn {
        CatalogueColumn(name: name, label: label, titles: titles) { text in
            ImportCell.fen(HalfWidth.folded(text)).map { .value(.integer($0)) } ?? .problem("pattern")
        }
    }

    /// One of a few words by what people call it; others are left to the field.
    static func word(_ name: String, _ titles: Set<String>, _ words: [String: String]) -> CatalogueColumn {
        CatalogueColumn(name: name, titles: titles) { text in
            let word = HalfWidth.folded(text).lowercased()
            return .value(.string(words[word] ?? word))
        }
    }

    /// A day of the calendar.
    static func day(_ name: String, _ label: LocalizedText, _ titles: Set<String>) -> CatalogueColumn {
        CatalogueColumn(name: name, label: label, titles: titles) { text in
            LocalDate(ImportCell.day(HalfWidth.folded(text))).map { .value(.string($0.description)) } ?? .problem("pattern")
        }
    }

    /// What is looked up by its code or its name.
    static func reference(_ name: String, _ label: LocalizedText, _ titles: Set<String>) -> CatalogueColumn {
        CatalogueColumn(name: name, label: label, titles: titles) { .value(.string(HalfWidth.folded($0, signs: false))) }
    }

    /// The way through the categories, the highest first: `皮肤/光电`.
    static let category = CatalogueColumn(
        name: "categoryId", titles: ["分类", "项目分类", "套餐分类", "类别", "品类", "category"]
    ) { text in
        let path = HalfWidth.folded(text).split { "/>".contains($0) }.map { HalfWidth.trimmed(String($0)) }.filter { !$0.isEmpty }
        guard (1...ServiceCategory.deepest).contains(path.count) else { return .problem("range") }
        return .value(.array(path.map { .string($0) }))
    }
}
