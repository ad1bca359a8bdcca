internal import FoundationEssentials
internal import JSON
internal import Postgres

/// A list in groups by the values of a field: how many rows have which, and the rows of one. Only where the caller may group by the field
/// and reads it in clear: whose group a row stands in says its value.
public struct ResourceGroups: Sendable {
    /// Groups of one answer. Fields with more values than that are no way to look at a list.
    public static let most = 200

    private let deployment: Deployment
    private let resource: Resource
    private let reader: ResourceReader

    public init(_ resource: Resource, of deployment: Deployment) {
        self.deployment = deployment
        self.resource = resource
        reader = ResourceReader(resource, of: deployment)
    }

    /// `{by, groups: [{key, count}], more}`, the largest first; `key` is null where the field has no value. Counted are the rows that the
    /// query's filters leave.
    ///
    /// - Throws: `request.invalid` with every violation.
    public func counts(for call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let view = actor.rights.view(of: resource)
        let (asked, query) = try read(call, on: view, reserved: ["by"])
        let statement = ResourceQueries.groups(
            query, by: asked.field, where: asked.bits, of: view, most: ResourceGroups.most, for: actor, at: call.now)
        let rows = try await deployment.database.fetch(as: actor, [statement])[0]
        let groups = try rows.prefix(ResourceGroups.most).map { row -> JSONValue in
            ["key": try row.getOptional(0, as: String.self).map { .string($0) } ?? .null, "count": .integer(try row[1])]
        }
        let body: JSONValue = [
            "by": .string(view.resource.fields[asked.field].name), "groups": .array(groups),
            "more": .boolean(rows.count > ResourceGroups.most),
        ]
        return .json(body.serialized)
    }

    /// The rows of the group `key`, or of those without a value where there is none, as the list has them.
    ///
    /// - Throws: as ``counts(for:)``.
    public func rows(for call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let view = actor.rights.view(of: resource)
        let own: Set<String> = ["by", "key"]
        let (asked, _) = try read(call, on: view, reserved: own)
        let field = view.resource.fields[asked.field]
        var narrowing: SQL
        if let key = call.query.all.first(where: { $0.name == "key" })?.value {
            guard let holds = ResourceGroups.holds(field, key) else {
                throw Failure.invalid([Violation(pointer: "/key", code: "type")])
            }
            narrowing = holds
        } else {
            narrowing = "not (\(field.holds { "\($0) is not null" }))"
        }
        let readable = view.bits(allowing: resource.read)
        if asked.bits != readable { narrowing = "\(narrowing) and \(view.condition(asked.bits, for: actor, at: call.now))" }
        if let shown = view.shown(asking: [asked.field], for: actor, at: call.now) { narrowing = "\(narrowing) and \(shown)" }
        return try await reader.list(for: call, where: narrowing, reserved: own)
    }

    private func read(
        _ call: Call, on view: ResourceView, reserved: Set<String>
    ) throws -> (asked: (field: Int, bits: ResourceView.Bits), query: ListQuery) {
        var violations: [Violation] = []
        let name = call.query.all.first { $0.name == "by" }?.value
        let field = name.flatMap { ResourceGroups.field($0, on: view) }
        if field == nil { violations.append(Violation(pointer: "/by", code: name == nil ? "required" : "unknown_field")) }
        do {
            let query = try ListQuery(call.query, on: view, reserved: reserved)
            if let field { return (field, query) }
        } catch let failure as Failure where failure.code == .invalid {
            violations += failure.violations
        }
        throw Failure.invalid(violations)
    }

    /// The field, and the portions of rows in which it may be grouped by. What an emergency opened is read one record at a time, and written
    /// down; of values whose reading is written down, none is told by the way.
    private static func field(_ name: String, on view: ResourceView) -> (field: Int, bits: ResourceView.Bits)? {
        guard let index = view.resource.position(of: name), !view.resource.fields[index].classification.isAuditedOnRead else { return nil }
        switch view.resource.fields[index].type {
        case .choice, .id, .text: break
        default: return nil
        }
        let readable = view.bits(of: index, atLeast: .read) & view.bits(allowing: view.resource.read)
        let bits = view.bits(of: index, using: .group) & readable & ~view.bitsOpened
        return bits == 0 ? nil : (index, bits)
    }

    private static func holds(_ field: Field, _ key: String) -> SQL? {
        guard case .id = field.type else { return field.holds { "\($0) = \(key)" } }
        return ID<Never>(key).map { id in field.holds { "\($0) = \(id.uuid)" } }
    }
}
