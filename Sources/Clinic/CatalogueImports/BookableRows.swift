internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension CatalogueKind {
    static let bookables = CatalogueKind(
        path: "/v1/catalogue-imports/resources", chinese: "诊室与设备", english: "rooms and devices", record: .bookables,
        columns: [
            .reference("branchId", LocalizedText("院区", "Branch"), ["院区", "门店", "分院", "机构", "branch"]), kind,
            .field("name", of: Bookable.resource, ["名称", "诊室名称", "设备名称", "name"]), tags,
            .field("capacity", of: Bookable.resource, ["容量", "床位", "capacity"]),
            .field("bufferBefore", of: Bookable.resource, ["准备时间", "准备时间分", "准备", "bufferbefore"]),
            .field("bufferAfter", of: Bookable.resource, ["清理时间", "清理时间分", "清理", "bufferafter"]),
            .field("model", of: Bookable.resource, ["型号", "规格型号", "model"]),
            .field("serial", of: Bookable.resource, ["序列号", "出厂编号", "机身号", "serial"]),
            .field("certificate", of: Bookable.resource, ["注册证号", "注册证", "certificate"]),
            .field("certificateUntil", of: Bookable.resource, ["注册证有效期至", "注册证有效期", "注册证到期", "certificateuntil"]),
            .field("maintenanceDue", of: Bookable.resource, ["保养到期", "保养日期", "下次保养", "maintenancedue"]),
            .field("metrologyDue", of: Bookable.resource, ["计量到期", "计量日期", "下次计量", "metrologydue"]),
            .field("counterLimit", of: Bookable.resource, ["计数上限", "counterlimit"]),
        ], needed: ["branchId", "kind", "name"]
    ) { try BookableRows($0, in: $1) }

    private static let kinds = ["诊室": "room", "房间": "room", "治疗室": "room", "手术室": "room", "设备": "device", "仪器": "device"]

    /// People are somebody's accounts and come from no table.
    private static let kind = CatalogueColumn(name: "kind", titles: ["类型", "类别", "种类", "kind", "type"]) { text in
        let word = HalfWidth.folded(text).lowercased()
        let kind = CatalogueKind.kinds[word] ?? word
        return ["room", "device"].contains(kind) ? .value(.string(kind)) : .problem("choice")
    }

    private static let tags = CatalogueColumn(name: "tags", titles: ["能力标签", "标签", "能力", "tags"]) { text in
        let tags = text.split { ",，、;；|".contains($0) }.map { HalfWidth.trimmed(String($0)) }.filter { !$0.isEmpty }
        return .value(.array(tags.map { .string($0) }))
    }
}

/// A table of rooms and devices, each known by its branch, its kind and its name.
struct BookableRows: CatalogueRows {
    private struct Place: Hashable {
        let branch: UUID
        let kind: String
        let name: String
    }

    private(set) var outcome = ImportCatalogue.Outcome()
    private var branches: UnitNames
    private var rows: RecordRows
    private var places: [Place: UUID] = [:]
    /// Branches whose rooms and devices are known.
    private var loaded: Set<UUID> = []
    private var seen: Set<Place> = []

    init(_ context: CatalogueContext, in tx: Transaction) throws {
        branches = try UnitNames(writing: .bookables, as: context.actor, in: tx)
        let fields = [
            "kind", "name", "tags", "capacity", "bufferBefore", "bufferAfter", "model", "serial", "certificate", "certificateUntil",
            "maintenanceDue", "metrologyDue", "counterLimit",
        ]
        rows = RecordRows(.bookables, fields: fields, context)
    }

    mutating func take(_ entry: CatalogueTable.Entry, in tx: Transaction) throws -> [String] {
        var fields = entry.values
        let (kind, name) = (fields["kind"]?.string, fields["name"]?.string)
        var problems: [String] = []
        let found = try branches.find(fields["branchId"]?.string, in: tx)
        if case .problem(let code) = found { problems.append("branchId:" + code) }
        if kind == nil { problems.append("kind:required") }
        if name == nil { problems.append("name:required") }
        guard problems.isEmpty, case .unit(let branch) = found, let kind, let name else { return problems }
        let place = Place(branch: branch, kind: kind, name: name)
        guard seen.insert(place).inserted else { return [":repeated"] }
        try load(branch, in: tx)
        guard let old = places[place].flatMap({ rows.known[$0] }) else {
            fields["branchId"] = .string(branch.uuidString.lowercased())
            _ = try rows.create(fields, in: tx)
            outcome.created += 1
            return []
        }
        for field in ["branchId", "kind"] { fields[field] = nil }
        let (_, isOther) = try rows.change(old, fields, in: tx)
        if isOther { outcome.changed += 1 } else { outcome.unchanged += 1 }
        return []
    }

    /// Takes up what a branch has, once.
    private mutating func load(_ branch: UUID, in tx: Transaction) throws {
        guard loaded.insert(branch).inserted else { return }
        let condition: SQL = "t.branch_id = \(branch) and t.kind in ('room', 'device') and t.state <> 'retired'"
        for known in try rows.load(where: condition, in: tx) {
            guard let kind = rows.text("kind", of: known), let name = rows.text("name", of: known) else { continue }
            places[Place(branch: branch, kind: kind, name: name)] = known.id
        }
    }
}
