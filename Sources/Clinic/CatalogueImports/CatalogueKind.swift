internal import Platform
internal import Postgres

/// What comes into the catalogue from a table of its own: which columns it has, and how its rows become records.
struct CatalogueKind: Sendable {
    /// Where its tables are brought: `/v1/catalogue-imports/prices`.
    let path: String
    let chinese: String
    let english: String
    let record: HouseRecord
    let columns: [CatalogueColumn]
    /// Columns without which a table is none of this kind.
    let needed: [String]
    let rows: @Sendable (CatalogueContext, Transaction) throws -> any CatalogueRows

    static let all: [CatalogueKind] = [services, packages, prices, bookables]

    /// What a field is called in a problem's words.
    func label(of field: String) -> LocalizedText? {
        columns.first { $0.name == field }?.label ?? record.resource.field(field)?.label
    }

    /// What is wrong with a row, in words: `listPriceFen:pattern` → `标价：格式不正确`.
    func problem(_ problem: String) -> LocalizedText {
        let parts = problem.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        // A pointer may name an element: `tags/0`.
        let field = parts.first?.split(separator: "/").first.map(String.init) ?? ""
        let text = Self.texts[parts.last ?? ""] ?? ImportWords.problem(":" + (parts.last ?? ""), of: record.resource)
        guard let label = label(of: field) else { return text }
        return LocalizedText("\(label.chinese)：\(text.chinese)", "\(label.english): \(text.english)")
    }

    private static let texts: [String: LocalizedText] = [
        "range": LocalizedText("超出范围", "Out of range"), "not_allowed": LocalizedText("与其他列不符", "Does not go with the other columns"),
        "duplicate": LocalizedText("已被其他条目使用", "Another one has it"), "twice": LocalizedText("同一项目出现了两次", "A service is named twice"),
        "archived": LocalizedText("已归档，请先恢复", "It is archived: restore it first"),
        "several": LocalizedText("项目有多个时段，请在项目中修改", "The service has several segments: change them there"),
        "ambiguous": LocalizedText("有多个同名的机构", "Several units have this name"),
        "package": LocalizedText("套餐只有标价，没有院区价格", "It is a package: those have a list price, and none of branches"),
        "past": LocalizedText("不能早于今天", "Not before today"),
        "begun": LocalizedText("当日起的价格已生效，请另设日期", "The price of this day has begun: say another from a later day on"),
        "overlap": LocalizedText("此期间内已有另一价格开始", "Another price begins before that day"),
    ]
}
