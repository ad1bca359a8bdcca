internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// A list as somebody may take it out: his rows, his filters, his fields as he sees them, and of these the ones that he may export.
struct ExportedList: Sendable {
    /// Rows read at a time.
    static let page = 500

    let list: ExportList
    let actor: Actor
    let now: Instant
    /// Positions of the fields that are its columns, in order.
    let columns: [Int]
    let selection: Selection
    /// Positions of a row's branch and customer, which the audit trail names.
    let branchColumn: Int
    let customerColumn: Int?
    /// Positions of points in time, as the tenant's clock shows them, by field.
    let clocks: [Int: Int]
    /// SHA-256 of what these rights reach of the list: rows, columns, and how far.
    let reach: [UInt8]
    private let query: ListQuery
    private let narrowing: SQL

    /// - Throws: `request.invalid` for what the list would refuse and for columns that may not be exported, in the same words as unknown
    ///   ones; `export.no_columns`; whatever a narrowing is refused with.
    init(_ list: ExportList, _ order: ExportOrder, for actor: Actor, at now: Instant, in tx: Transaction) throws {
        let view = actor.rights.view(of: list.resource)
        let resource = view.resource
        self.list = list
        self.actor = actor
        self.now = now
        for (name, _) in order.parameters where ["fields", "limit", "cursor"].contains(name) {
            throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")])
        }
        query = try ListQuery(Query(order.parameters), on: view, reserved: Set(list.narrowings.map(\.parameter)))
        columns = try ExportedList.columns(order.columns, query, view)

        var conditions: [SQL] = [view.condition(view.bits(allowing: list.action), for: actor, at: now)]
        if !order.ids.isEmpty { conditions.append("t.id = any (\(order.ids))") }
        for (name, value) in order.parameters {
            guard let narrowing = list.narrowings.first(where: { $0.parameter == name }) else { continue }
            conditions.append("(\(try narrowing.condition(value, actor, now, tx)))")
        }
        narrowing = conditions.filter { $0.text != "true" }.joined(separator: " and ")

        var selection = Selection(view, fields: columns, for: actor, at: now)
        let scope = resource.scope
        branchColumn = selection.append(scope.branchValue)
        customerColumn = scope.customer.map { selection.append("\(scope.alias).\($0)") }
        var clocks: [Int: Int] = [:]
        for index in columns where resource.fields[index].type == .instant {
            clocks[index] = selection.append(
                "to_char(\(resource.fields[index].value(at: now)) at time zone \(actor.rights.timeZone)::text, 'YYYY-MM-DD HH24:MI:SS')")
        }
        self.clocks = clocks
        self.selection = selection
        reach = ExportedList.reach(columns, list, view)
    }

    /// The list's resource as the person sees it, with the fields that the tenant has added: positions are of this one.
    var resource: Resource { selection.view.resource }

    /// How many rows there are, up to a number.
    func count(upTo most: Int) -> SQL {
        let nothing = Selection(selection.view, fields: [], for: actor, at: now)
        return "select count(*) from (\(statement(nothing, most - 1, nil))) as listed"
    }

    /// Some rows after a position, one more than a page.
    func rows(after position: ListPosition?) -> SQL { statement(selection, ExportedList.page, position) }

    func titles(_ language: Language) -> [String] { columns.map { resource.fields[$0].label[language] } }

    private func statement(_ selection: Selection, _ limit: Int, _ position: ListPosition?) -> SQL {
        ResourceQueries.list(
            query.limited(to: limit), selection, after: position, for: actor, at: now, where: narrowing.text.isEmpty ? "true" : narrowing)
    }

    private static func columns(_ names: [String], _ query: ListQuery, _ view: ResourceView) throws -> [Int] {
        func mayLeave(_ field: Int) -> Bool { view.bits(of: field, atLeast: .masked) != 0 && view.bits(of: field, using: .export) != 0 }
        guard !names.isEmpty else {
            let usual = query.fields.filter(mayLeave)
            guard !usual.isEmpty else { throw Failure(.exportNoColumns) }
            return usual
        }
        var columns: [Int] = []
        var violations: [Violation] = []
        for (place, name) in names.enumerated() {
            guard let field = view.resource.position(of: name), mayLeave(field) else {
                violations.append(Violation(pointer: "/columns/\(place)", code: "unknown_field"))
                continue
            }
            if !columns.contains(field) { columns.append(field) }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        return columns
    }

    /// Rights that are shared for a time are not in it: nothing is exported by them.
    private static func reach(_ columns: [Int], _ list: ExportList, _ view: ResourceView) -> [UInt8] {
        var lines: [String] = []
        func branches(_ rows: RowSet) -> String {
            switch rows.reach {
            case .everywhere: "everywhere"
            case .branches(let branches): branches.map(\.description).sorted().joined(separator: ",")
            }
        }
        // Of whom rows name the customers that are seen.
        for portion in view.people.flatMap(\.portions) where portion.rows.basis == .home {
            if let read = view.resource.naming?.resource.read, portion.actions.contains(read) {
                lines.append("named \(portion.rows.relation.rawValue) \(branches(portion.rows))")
            }
        }
        for (index, portion) in view.portions.enumerated() where portion.rows.basis == .home {
            let bit = ResourceView.Bits(1) << ResourceView.Bits(index)
            let fields = columns.map { column -> String in
                let right = view.right(on: column, in: bit)
                return "\(view.resource.fields[column].name)=\(right.level.word)\(right.uses.contains(.export) ? "+" : "")"
            }
            let may = portion.actions.contains(list.action) ? "export" : ""
            lines.append(([portion.rows.relation.rawValue, branches(portion.rows), may] + fields).joined(separator: " "))
        }
        return Digest.sha256(Array((["export reach 1", list.resource.name] + lines.sorted()).joined(separator: "\n").utf8))
    }
}
