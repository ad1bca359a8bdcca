internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension CatalogueKind {
    static let prices = CatalogueKind(
        path: "/v1/catalogue-imports/prices", chinese: "价格", english: "prices", record: .prices,
        columns: [
            .reference(
                "serviceId", LocalizedText("项目", "Service"),
                ["项目", "项目编码", "项目名称", "编码", "编号", "名称", "代码", "service", "code", "name"]),
            .reference("unitId", LocalizedText("机构", "Unit"), ["机构", "院区", "门店", "分院", "区域", "unit", "branch"]),
            .day("since", LocalizedText("自", "From"), ["自", "起", "生效日期", "开始日期", "生效日", "从", "from", "since"]),
            .day("until", LocalizedText("至", "Until"), ["至", "止", "截止日期", "结束日期", "截止日", "到", "until", "to"]),
            .yuan("priceFen", LocalizedText("价格", "Price"), ["价格", "价格元", "单价", "售价", "price"]),
        ], needed: ["serviceId", "unitId", "since", "priceFen"]
    ) { try PriceRows($0, in: $1) }
}

/// A table of prices: what units take for services from a day on. Behind the last day of one the unit takes what it took before; so a price
/// for a while is two in the price book.
struct PriceRows: CatalogueRows {
    /// Whose price it is, of what.
    private struct Book: Hashable {
        let service: UUID
        let unit: UUID
    }

    /// A price that ends.
    private struct Ending {
        let row: Int
        let book: Book
        let since: LocalDate
        let until: LocalDate
    }

    /// The last day that is written with four digits of a year: in many a table it says that there is no end.
    private static let forever = LocalDate("9999-12-31")

    private(set) var outcome = ImportCatalogue.Outcome()
    private let today: LocalDate
    private let services: CodedRows
    private let packages: CodedRows
    private var units: UnitNames
    private var rows: RecordRows
    /// Prices by the day on which they begin.
    private var books: [Book: [LocalDate: UUID]] = [:]
    /// Units whose prices are known.
    private var loaded: Set<UUID> = []
    private var seen: Set<[String]> = []
    private var endings: [Ending] = []

    init(_ context: CatalogueContext, in tx: Transaction) throws {
        services = try CodedRows(.services, context, in: tx)
        packages = try CodedRows(.packages, context, in: tx)
        units = try UnitNames(writing: .prices, as: context.actor, in: tx)
        rows = RecordRows(.prices, fields: ["serviceId", "unitId", "since", "priceFen"], context)
        today = try tx.execute("select \(CatalogueQueries.day(of: context.now, tenant: context.actor.tenant))")[0][0]
    }

    mutating func take(_ entry: CatalogueTable.Entry, in tx: Transaction) throws -> [String] {
        var problems: [String] = []
        let name = entry.values["serviceId"]?.string
        let service = name.flatMap { services.find($0) }
        if service?.isActive == false { problems.append("serviceId:archived") }
        if let name, service == nil { problems.append(packages.find(name) == nil ? "serviceId:unknown" : "serviceId:package") }
        if name == nil { problems.append("serviceId:required") }
        let found = try units.find(entry.values["unitId"]?.string, in: tx)
        if case .problem(let code) = found { problems.append("unitId:" + code) }
        let (since, until) = (day("since", entry), day("until", entry))
        if since == nil { problems.append("since:required") }
        if let since, let until, until < since { problems.append("until:range") }
        let fen = entry.values["priceFen"]?.integer
        if fen == nil { problems.append("priceFen:required") }
        guard problems.isEmpty, let service, case .unit(let unit) = found, let since, let fen else { return problems }
        let book = Book(service: service.id, unit: unit)
        guard seen.insert([service.id.uuidString, unit.uuidString, since.description]).inserted else { return [":repeated"] }
        try load(unit, in: tx)
        if let id = books[book]?[since], let old = rows.known[id] {
            if since <= today, rows.value("priceFen", of: old) != .integer(fen) { return ["since:begun"] }
            let (_, isOther) = try rows.change(old, ["priceFen": .integer(fen)], in: tx)
            if isOther { outcome.changed += 1 } else { outcome.unchanged += 1 }
        } else {
            if since < today { return ["since:past"] }
            try create(book, since, .integer(fen), in: tx)
        }
        if let until, until != Self.forever { endings.append(Ending(row: entry.row, book: book, since: since, until: until)) }
        return []
    }

    /// What a unit takes behind the last day of a price is known when all are: another of the table may begin there.
    mutating func finish(in tx: Transaction) throws -> [(row: Int, problems: [String])] {
        var problems: [(row: Int, problems: [String])] = []
        // One after the other: what a later one goes back to may be the end of an earlier one.
        for ending in endings.sorted(by: { ($0.since, $0.row) < ($1.since, $1.row) }) {
            let days = books[ending.book] ?? [:]
            if days.keys.contains(where: { $0 > ending.since && $0 <= ending.until }) {
                problems.append((row: ending.row, problems: ["until:overlap"]))
                continue
            }
            let next = LocalDate(daysSince1970: ending.until.daysSince1970 + 1)
            guard days[next] == nil else { continue }
            guard next >= today else {
                problems.append((row: ending.row, problems: ["until:past"]))
                continue
            }
            let before = days.keys.filter { $0 < ending.since }.max().flatMap { days[$0] }.flatMap { rows.known[$0] }
            try create(ending.book, next, before.flatMap { rows.value("priceFen", of: $0) } ?? .null, in: tx)
        }
        return problems
    }

    private mutating func create(_ book: Book, _ since: LocalDate, _ fen: FieldValue, in tx: Transaction) throws {
        var values: JSONObject = [
            "serviceId": .string(book.service.uuidString.lowercased()), "unitId": .string(book.unit.uuidString.lowercased()),
            "since": .string(since.description),
        ]
        if case .integer(let number) = fen { values["priceFen"] = .integer(number) }
        let made = try rows.create(values, in: tx)
        books[book, default: [:]][since] = made.id
        outcome.created += 1
    }

    private func day(_ column: String, _ entry: CatalogueTable.Entry) -> LocalDate? {
        entry.values[column]?.string.flatMap { LocalDate($0) }
    }

    /// Takes up the prices of a unit, once.
    private mutating func load(_ unit: UUID, in tx: Transaction) throws {
        guard loaded.insert(unit).inserted else { return }
        for known in try rows.load(where: "t.unit_id = \(unit)", in: tx) {
            guard case .id(let service)? = rows.value("serviceId", of: known), case .date(let since)? = rows.value("since", of: known)
            else {
                continue
            }
            books[Book(service: service, unit: unit), default: [:]][since] = known.id
        }
    }
}
