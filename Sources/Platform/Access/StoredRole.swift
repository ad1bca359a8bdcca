internal import JSON
internal import Postgres

/// A tenant's role as it is stored, without what it holds.
struct StoredRole: Sendable {
    let id: ID<Role>
    let code: String
    let name: LocalizedText
    let isBuiltIn: Bool
    /// The role that it was made from and never exceeds; nil for built-in roles.
    let base: ID<Role>?
    /// The unit that it belongs to: it is granted there and below. Nil for built-in roles.
    let unit: ID<Unit>?
    let relation: RowSet.Relation
    let isActive: Bool
    let version: Int64

    /// Reads a row of ``RoleQueries/columns``.
    init(_ row: Row) throws {
        id = try row[0]
        code = try row[1]
        name = LocalizedText(try row[2], try row[3])
        isBuiltIn = try row[4]
        base = try row.getOptional(5)
        unit = try row.getOptional(6)
        relation = RowSet.Relation(rawValue: try row[7]) ?? .care
        isActive = try row[8]
        version = try row[9]
    }

    /// The members that every answer about a role begins with.
    func json(in catalog: PermissionCatalog) -> JSONObject {
        let template = catalog.template(code)
        return [
            "id": .string(id.description), "code": .string(code), "nameZh": .string(name.chinese),
            "nameEn": .string(name.english),
            "builtIn": .boolean(isBuiltIn), "basedOn": base.map { .string($0.description) } ?? .null,
            "unitId": unit.map { .string($0.description) } ?? .null, "rowScope": .string(relation.rawValue),
            "state": isActive ? "active" : "retired", "version": .integer(version),
            "fixed": .boolean(template?.isFixed ?? false), "exclusive": .boolean(template?.isExclusive ?? false),
            "needsTwoPeople": .boolean(template?.needsTwoPeople ?? false),
        ]
    }
}

/// All roles of a tenant, and which is based on which.
struct RoleFamily: Sendable {
    private let roles: [ID<Role>: StoredRole]

    init(_ rows: Rows) throws {
        let all = try rows.map { try StoredRole($0) }
        roles = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Built-in roles first, then by code.
    var all: [StoredRole] {
        roles.values.sorted { $0.isBuiltIn == $1.isBuiltIn ? $0.code < $1.code : $0.isBuiltIn }
    }

    subscript(_ id: ID<Role>) -> StoredRole? { roles[id] }

    /// The role and what it is based on, up to the built-in one.
    func line(of role: StoredRole) -> [StoredRole] {
        var line = [role]
        // A base is older than what is made from it and never changed, so this ends; the bound is for a broken table.
        while let base = line.last?.base.flatMap({ roles[$0] }), line.count < 32 { line.append(base) }
        return line
    }

    /// The roles based on this one, each after its own base.
    func derived(from role: ID<Role>) -> [StoredRole] {
        var found: [StoredRole] = []
        var waiting = [role]
        while let next = waiting.popLast(), found.count <= roles.count {
            let children = roles.values.filter { $0.base == next }.sorted { $0.id < $1.id }
            found += children
            waiting += children.map(\.id)
        }
        return found
    }
}
