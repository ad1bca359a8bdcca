internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension CatalogueKind {
    static let packages = CatalogueKind(
        path: "/v1/catalogue-imports/packages", chinese: "套餐", english: "packages", record: .packages,
        columns: [
            .category, .code(["编码", "套餐编码", "编号", "套餐编号", "代码", "code"]),
            .field("name", of: ServicePackage.resource, ["名称", "套餐名称", "套餐", "name", "package"]),
            .field("nameEn", of: ServicePackage.resource, ["英文名称", "英文名", "nameen", "englishname"]),
            .yuan(
                "listPriceFen", LocalizedText("标价", "List price"),
                ["标价", "标价元", "套餐价", "套餐价元", "价格", "价格元", "listprice", "price"]),
            .field("validDays", of: ServicePackage.resource, ["有效天数", "有效期", "有效期天", "validdays"]), lines,
        ], needed: ["name"]
    ) { try PackageRows($0, in: $1) }

    /// `皮秒祛斑×3；补水护理×1（赠）`: services by code or name, how often, and what is a gift.
    private static let lines = CatalogueColumn(
        name: "lines", label: LocalizedText("明细", "Services"), titles: ["明细", "套餐明细", "包含项目", "项目", "项目明细", "内容", "lines", "services"]
    ) { text in
        let parts = text.split { ";；\n".contains($0) }.map { HalfWidth.trimmed(String($0)) }.filter { !$0.isEmpty }
        let read = parts.compactMap { CatalogueKind.line($0) }
        return read.isEmpty || read.count < parts.count ? .problem("pattern") : .value(.array(read))
    }

    /// Nil for a number of sessions that is none.
    private static func line(_ text: String) -> JSONValue? {
        var name = HalfWidth.folded(text, signs: false)
        let gift = ["（赠）", "(赠)", "（赠送）", "(赠送)", "(gift)"].first { name.lowercased().hasSuffix($0) }
        if let gift { name = HalfWidth.trimmed(String(name.dropLast(gift.count))) }
        let whole = name
        var sessions: Int64 = 1
        if let sign = name.lastIndex(where: { "×*＊xX".contains($0) }) {
            var number = HalfWidth.trimmed(String(name[name.index(after: sign)...]))
            if number.hasSuffix("次") { number = HalfWidth.trimmed(String(number.dropLast())) }
            // An x may be a letter of the name; a sign of multiplication is one.
            if let count = ImportCell.whole(number) {
                sessions = count
                name = HalfWidth.trimmed(String(name[..<sign]))
            } else if "×*＊".contains(name[sign]) {
                return nil
            }
        }
        guard !name.isEmpty else { return nil }
        let line: JSONValue = [
            "whole": .string(whole), "name": .string(name), "sessions": .integer(sessions), "gift": .boolean(gift != nil),
        ]
        return line
    }
}

/// A table of packages: the packages, the categories on the way, and what each is made of.
struct PackageRows: CatalogueRows {
    private(set) var outcome = ImportCatalogue.Outcome()
    private var packages: CodedRows
    private var categories: CategoryPaths
    private let services: CodedRows
    private var lines: [UUID: [PackageLines.Line]] = [:]

    init(_ context: CatalogueContext, in tx: Transaction) throws {
        let fields = ["categoryId", "code", "name", "nameEn", "listPriceFen", "validDays"]
        packages = try CodedRows(.packages, fields: fields, context, in: tx)
        categories = try CategoryPaths(context, in: tx)
        services = try CodedRows(.services, context, in: tx)
        for row in try tx.execute(CatalogueQueries.allLines(tenant: context.actor.tenant)) {
            lines[try row.get(0, as: UUID.self), default: []].append(
                PackageLines.Line(service: try row[1], sessions: try row[2], isGift: try row[3]))
        }
    }

    mutating func take(_ entry: CatalogueTable.Entry, in tx: Transaction) throws -> [String] {
        let (old, found) = packages.claim(entry.values)
        var fields = entry.values
        let said = fields["lines"]?.array
        fields["lines"] = nil
        var problems = found
        let parts = said.map { read($0, &problems) }
        guard problems.isEmpty else { return problems }
        let categoriesMade = try categories.resolve(&fields, in: tx)
        outcome.categories += categoriesMade
        guard let known = old else {
            let made = try packages.create(fields, in: tx)
            if let parts { try say(parts, of: made, in: tx) }
            outcome.created += 1
            return []
        }
        let (next, isOther) = try packages.change(known, fields, in: tx)
        let isFilledOtherwise = parts.map { $0 != lines[known.id] ?? [] } ?? false
        if let parts, isFilledOtherwise { try say(parts, of: next, in: tx) }
        if isOther || isFilledOtherwise { outcome.changed += 1 } else { outcome.unchanged += 1 }
        return []
    }

    private func read(_ said: [JSONValue], _ problems: inout [String]) -> [PackageLines.Line] {
        var read: [PackageLines.Line] = []
        for one in said {
            // A name that ends like a number of sessions is a name all the same.
            let whole = services.find(one["whole"]?.string ?? "")
            guard let service = whole ?? services.find(one["name"]?.string ?? "") else {
                problems.append("lines:unknown")
                continue
            }
            let sessions = whole == nil ? one["sessions"]?.integer ?? 0 : 1
            let line = PackageLines.Line(service: service.id, sessions: Int32(clamping: sessions), isGift: one["gift"] == true)
            if !service.isActive { problems.append("lines:archived") }
            if !(1...100).contains(line.sessions) { problems.append("lines:range") }
            if read.contains(where: { $0.service == line.service && $0.isGift == line.isGift }) { problems.append("lines:twice") }
            read.append(line)
        }
        return read
    }

    private mutating func say(_ parts: [PackageLines.Line], of package: RecordRows.Known, in tx: Transaction) throws {
        let members = parts.map { line -> JSONValue in
            [
                "serviceId": .string(line.service.uuidString.lowercased()), "sessions": .integer(Int64(line.sessions)),
                "gift": .boolean(line.isGift),
            ]
        }
        _ = try packages.replace(PackageLines.self, of: package, ["lines": .array(members)], in: tx)
        lines[package.id] = parts
    }
}
