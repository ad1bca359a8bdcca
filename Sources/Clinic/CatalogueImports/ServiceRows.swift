internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension CatalogueKind {
    static let services = CatalogueKind(
        path: "/v1/catalogue-imports", chinese: "项目", english: "services", record: .services,
        columns: [
            .category, .code(["编码", "项目编码", "编号", "项目编号", "代码", "code"]),
            .field("name", of: ClinicService.resource, ["名称", "项目名称", "项目", "服务名称", "name", "service"]),
            .field("nameEn", of: ClinicService.resource, ["英文名称", "英文名", "nameen", "englishname"]),
            .field("department", of: ClinicService.resource, ["科室", "部门", "department"]),
            .word("nature", ["性质", "项目性质", "是否医疗", "医疗", "nature", "medical"], natures),
            .word("scope", ["执业范围", "范围", "scope"], scopes),
            .yuan(
                "listPriceFen", LocalizedText("标价", "List price"), ["标价", "标价元", "价格", "价格元", "原价", "单价", "listprice", "price"]),
            minutes,
            .field("cycleDays", of: ClinicService.resource, ["疗程间隔", "疗程间隔天", "cycledays"]),
            .field("leastDays", of: ClinicService.resource, ["最短间隔", "最短间隔天", "leastdays"]),
        ], needed: ["name"]
    ) { try ServiceRows($0, in: $1) }

    private static let minutes = CatalogueColumn(
        name: "minutes", label: LocalizedText("时长", "Minutes"), titles: ["时长", "时长分", "时长分钟", "分钟", "服务时长", "minutes", "duration"]
    ) { text in
        let plain = HalfWidth.folded(text)
        let number = ["分钟", "分", "min"].first { plain.hasSuffix($0) }.map { String(plain.dropLast($0.count)) } ?? plain
        guard let minutes = ImportCell.whole(number) else { return .problem("pattern") }
        return (5...720).contains(minutes) ? .value(.integer(minutes)) : .problem("range")
    }

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

/// A table of services: the services, the categories on the way, and the time of those in one piece.
struct ServiceRows: CatalogueRows {
    private(set) var outcome = ImportCatalogue.Outcome()
    private let context: CatalogueContext
    private var services: CodedRows
    private var categories: CategoryPaths
    /// Segments of each service's plan, and their minutes together.
    private var plans: [UUID: (segments: Int64, minutes: Int64)] = [:]

    init(_ context: CatalogueContext, in tx: Transaction) throws {
        self.context = context
        let fields = [
            "categoryId", "code", "name", "nameEn", "department", "nature", "scope", "listPriceFen", "cycleDays", "leastDays",
        ]
        services = try CodedRows(.services, fields: fields, context, in: tx)
        categories = try CategoryPaths(context, in: tx)
        for row in try tx.execute(CatalogueQueries.planSizes(tenant: context.actor.tenant)) {
            plans[try row.get(0, as: UUID.self)] = (segments: try row.get(1, as: Int64.self), minutes: try row.get(2, as: Int64.self))
        }
    }

    mutating func take(_ entry: CatalogueTable.Entry, in tx: Transaction) throws -> [String] {
        let (old, found) = services.claim(entry.values)
        var problems = found
        var fields = entry.values
        let minutes = fields["minutes"]?.integer
        fields["minutes"] = nil
        let plan = old.flatMap { plans[$0.id] } ?? (segments: 0, minutes: 0)
        if let minutes, plan.segments > 1, plan.minutes != minutes { problems.append("minutes:several") }
        guard problems.isEmpty else { return problems }
        let categoriesMade = try categories.resolve(&fields, in: tx)
        outcome.categories += categoriesMade
        // What is no medicine asks for no licence any more.
        if let old, fields["nature"]?.string == "lifestyle", fields["scope"] == nil, services.rows.text("scope", of: old) != nil {
            fields["scope"] = .null
        }
        guard let known = old else {
            let made = try services.create(fields, in: tx)
            if let minutes { try say(minutes, of: made, in: tx) }
            outcome.created += 1
            return []
        }
        let (next, isOther) = try services.change(known, fields, in: tx)
        let isLonger = minutes.map { $0 != plan.minutes } ?? false
        if let minutes, isLonger { try say(minutes, of: next, in: tx) }
        if isOther || isLonger { outcome.changed += 1 } else { outcome.unchanged += 1 }
        return []
    }

    /// A service's time, where it is one piece: what that needs stays as it was.
    private mutating func say(_ minutes: Int64, of service: RecordRows.Known, in tx: Transaction) throws {
        var piece: JSONObject = ["name": "服务", "minutes": .integer(minutes)]
        if plans[service.id]?.segments == 1 {
            let rows = try tx.execute(all: ServicePlan.statements(of: service.id, tenant: context.actor.tenant))
            if let standing = try ServicePlan.object(rows)["segments"]?.array?.first?.object {
                piece = standing
                piece["minutes"] = .integer(minutes)
            }
        }
        _ = try services.replace(ServicePlan.self, of: service, ["segments": .array([.object(piece)])], in: tx)
        plans[service.id] = (segments: 1, minutes: minutes)
    }
}

/// The categories that a table goes through; those that are not there are made.
struct CategoryPaths {
    /// A category by its place: what lies above it, and its name.
    private struct Place: Hashable {
        let parent: UUID?
        let name: String
    }

    private var rows: RecordRows
    private var places: [Place: UUID] = [:]

    init(_ context: CatalogueContext, in tx: Transaction) throws {
        rows = RecordRows(.categories, fields: ["parentId", "name"], context)
        for known in try rows.load(where: "t.state = 'active'", in: tx) {
            var parent: UUID?
            if case .id(let id)? = rows.value("parentId", of: known) { parent = id }
            if let name = rows.text("name", of: known) { places[Place(parent: parent, name: name)] = known.id }
        }
    }

    /// Puts the last category of the way in the place of the names.
    ///
    /// - Returns: how many were made.
    mutating func resolve(_ fields: inout JSONObject, in tx: Transaction) throws -> Int {
        guard let path = fields["categoryId"]?.array?.compactMap(\.string) else { return 0 }
        var parent: UUID?
        var made = 0
        for name in path {
            let place = Place(parent: parent, name: name)
            if let there = places[place] {
                parent = there
                continue
            }
            var values: JSONObject = ["name": .string(name)]
            if let parent { values["parentId"] = .string(parent.uuidString.lowercased()) }
            do {
                let category = try rows.create(values, in: tx)
                places[place] = category.id
                parent = category.id
                made += 1
            } catch let failure as Failure where failure.code == .invalid {
                throw Failure.invalid(failure.violations.map { Violation(pointer: "/categoryId", code: $0.code, limit: $0.limit) })
            }
        }
        fields["categoryId"] = parent.map { .string($0.uuidString.lowercased()) }
        return made
    }
}
