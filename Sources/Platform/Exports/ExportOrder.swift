internal import FoundationEssentials
internal import JSON

/// What was asked for: the list's own parameters, chosen rows, chosen columns.
struct ExportOrder: Sendable {
    /// Rows that can be named one by one.
    static let mostNamed = 1_000

    /// Filters, order, and the list's further parameters, as they stood in the address.
    let parameters: [(name: String, value: String)]
    /// Nothing for the list's usual columns.
    let columns: [String]
    /// Nothing for all rows.
    let ids: [UUID]

    init(parameters: [(name: String, value: String)], columns: [String], ids: [UUID]) {
        self.parameters = parameters
        self.columns = columns
        self.ids = ids
    }

    /// From the stored form. Throws for anything else.
    init(stored bytes: [UInt8]) throws {
        let json = try JSONParser.parse(bytes)
        parameters = (json["parameters"]?.array ?? []).map { ($0[0]?.string ?? "", $0[1]?.string ?? "") }
        columns = (json["columns"]?.array ?? []).compactMap(\.string)
        ids = (json["ids"]?.array ?? []).compactMap { $0.string.flatMap { UUID(uuidString: $0) } }
    }

    var stored: [UInt8] { json.serialized }

    /// `{parameters: [[name, value]…], columns, ids}`.
    var json: JSONValue {
        [
            "parameters": .array(parameters.map { [.string($0.name), .string($0.value)] }), "columns": .array(columns.map { .string($0) }),
            "ids": .array(ids.map { .string($0.uuidString.lowercased()) }),
        ]
    }

    /// The filters as somebody else may see them: a value of a field that he does not read everywhere is not shown.
    func filters(for view: ResourceView?) -> JSONValue {
        .array(
            parameters.map { name, value in
                let parts = name.split(whereSeparator: { $0 == "[" || $0 == "]" })
                var shown = value
                if let view, parts.count > 1, parts[0] == "filter" {
                    let field = view.resource.position(of: String(parts[1]))
                    if field.map({ view.bits(of: $0, atLeast: .read) != view.all || view.all == 0 }) ?? true { shown = "***" }
                }
                return ["name": .string(name), "value": .string(shown)]
            })
    }
}
