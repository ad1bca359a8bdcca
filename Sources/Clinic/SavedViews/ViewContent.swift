internal import FoundationEssentials
internal import JSON
internal import Platform

/// What a view shows of a list: words of the field table, and values to compare with.
struct ViewContent: Sendable, Equatable {
    /// `field op value`, as in a list's parameters.
    struct Filter: Sendable, Equatable {
        let field: String
        let comparison: String
        let value: String

        /// The parameter's name in a list's address.
        var parameter: String { comparison == "eq" ? "filter[\(field)]" : "filter[\(field)][\(comparison)]" }
    }

    /// How wide somebody likes a column.
    struct Width: Sendable, Equatable {
        let field: String
        let pixels: Int64

        static let range: ClosedRange<Int64> = 48...800
    }

    static let comparisons = ["eq", "lt", "lte", "gt", "gte", "all", "none"]
    static let densities = ["compact", "normal", "comfortable"]
    static let mostFilters = 16
    static let mostColumns = 64

    let filters: [Filter]
    /// `-number`; nil for the list's own order.
    let sort: String?
    /// Names of fields in their order; empty for the list's own.
    let columns: [String]
    /// Of columns whose width somebody chose; the others have the list's own.
    let widths: [Width]
    let group: String?
    let density: String?

    /// Reads it from a request and holds it to what the writer may use himself: a field that he may not is unknown.
    init(reading payload: PayloadReader, on view: ResourceView) {
        filters = payload.objects("filters", max: ViewContent.mostFilters).map { filter in
            let read = Filter(
                field: filter.requiredText("field", max: 64),
                comparison: filter.choice("op", of: ViewContent.comparisons) ?? "eq", value: filter.requiredText("value", max: 2_000))
            if let violations = ViewContent.violations(of: [read], sort: nil, on: view) {
                filter.refuse("field", violations.first?.code ?? "unknown_field")
            }
            return read
        }
        sort = payload.text("sort", max: 65)
        if let sort, ViewContent.violations(of: [], sort: sort, on: view) != nil { payload.refuse("sort", "unknown_field") }
        let names = payload.texts("columns", max: ViewContent.mostColumns, maxLength: 64)
        for (index, name) in names.enumerated() where !ViewContent.sees(name, on: view) {
            payload.refuse("columns", at: index, "unknown_field")
        }
        columns = names
        widths = payload.objects("widths", max: ViewContent.mostColumns).map { width in
            let read = Width(
                field: width.requiredText("field", max: 64), pixels: width.requiredInteger("pixels", in: Width.range))
            if !ViewContent.sees(read.field, on: view) { width.refuse("field", "unknown_field") }
            return read
        }
        group = payload.text("group", max: 64)
        if let group, !ViewContent.mayUse(group, .group, on: view) { payload.refuse("group", "unknown_field") }
        density = payload.choice("density", of: ViewContent.densities)
    }

    /// Reads it back from where it is kept; what is not there is empty.
    init(stored json: JSONValue) {
        filters = (json["filters"]?.array ?? []).map { filter in
            Filter(field: filter["field"]?.string ?? "", comparison: filter["op"]?.string ?? "eq", value: filter["value"]?.string ?? "")
        }
        sort = json["sort"]?.string
        columns = (json["columns"]?.array ?? []).compactMap(\.string)
        widths = (json["widths"]?.array ?? []).compactMap { width in
            guard let field = width["field"]?.string, let pixels = width["pixels"]?.integer else { return nil }
            return Width(field: field, pixels: pixels)
        }
        group = json["group"]?.string
        density = json["density"]?.string
    }

    private init(filters: [Filter], sort: String?, columns: [String], widths: [Width], group: String?, density: String?) {
        self.filters = filters
        self.sort = sort
        self.columns = columns
        self.widths = widths
        self.group = group
        self.density = density
    }

    /// The part that somebody may use: whoever wrote the view, its reader learns of no field that he does not hold, and filters by none.
    func cut(to view: ResourceView) -> ViewContent {
        ViewContent(
            filters: filters.filter { ViewContent.mayUse($0.field, .filter, on: view) },
            sort: sort.flatMap { ViewContent.mayUse(ViewContent.field(ofSort: $0), .sort, on: view) ? $0 : nil },
            columns: columns.filter { ViewContent.sees($0, on: view) }, widths: widths.filter { ViewContent.sees($0.field, on: view) },
            group: group.flatMap { ViewContent.mayUse($0, .group, on: view) ? $0 : nil }, density: density)
    }

    var json: JSONValue {
        [
            "filters": .array(
                filters.map { ["field": .string($0.field), "op": .string($0.comparison), "value": .string($0.value)] }),
            "sort": sort.map { .string($0) } ?? .null, "columns": .array(columns.map { .string($0) }),
            "widths": .array(widths.map { ["field": .string($0.field), "pixels": .integer($0.pixels)] }),
            "group": group.map { .string($0) } ?? .null, "density": density.map { .string($0) } ?? .null,
        ]
    }

    private static func field(ofSort sort: String) -> String { String(sort.hasPrefix("-") ? sort.dropFirst() : sort[...]) }

    private static func mayUse(_ field: String, _ use: FieldUses, on view: ResourceView) -> Bool {
        guard let index = view.resource.position(of: field), view.resource.fields[index].sealing == nil else { return false }
        return view.bits(of: index, using: use) != 0
    }

    private static func sees(_ field: String, on view: ResourceView) -> Bool {
        view.resource.position(of: field).map { view.bits(of: $0, atLeast: .masked) != 0 } ?? false
    }

    /// What the list itself would say of it; nil where it would take it.
    private static func violations(of filters: [Filter], sort: String?, on view: ResourceView) -> [Violation]? {
        let pairs = filters.map { (name: $0.parameter, value: $0.value) } + (sort.map { [(name: "sort", value: $0)] } ?? [])
        do {
            _ = try ListQuery(Query(pairs), on: view)
            return nil
        } catch {
            return (error as? Failure)?.violations ?? []
        }
    }
}
