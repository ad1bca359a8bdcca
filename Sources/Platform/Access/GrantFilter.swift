internal import FoundationEssentials
internal import JSON
internal import Postgres

/// `?filter[userId]=…&filter[roleId]=…&filter[unitId]=…&filter[state]=active,proposed&limit=50&cursor=…`.
struct GrantFilter: Sendable {
    private(set) var user: ID<User>?
    private(set) var role: ID<Role>?
    private(set) var unit: ID<Unit>?
    private(set) var states = ["proposed", "active", "revoked", "refused"]
    private(set) var limit = 50
    private(set) var cursor: String?

    /// Reads the query; throws `request.invalid` with every violation.
    init(_ query: Query) throws {
        var violations: [Violation] = []
        func id<Entity>(_ name: String, _ text: String) -> ID<Entity>? {
            let id = ID<Entity>(text)
            if id == nil { violations.append(Violation(pointer: "/filter/\(name)", code: "pattern", limit: "uuid")) }
            return id
        }
        for (name, value) in query.all {
            switch name {
            case "filter[userId]": user = id("userId", value)
            case "filter[roleId]": role = id("roleId", value)
            case "filter[unitId]": unit = id("unitId", value)
            case "filter[state]":
                let chosen = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                if !Set(chosen).isSubset(of: ["proposed", "active", "revoked", "refused"]) {
                    violations.append(
                        Violation(pointer: "/filter/state", code: "choice", limit: "proposed,active,revoked,refused"))
                }
                states = chosen
            case "limit":
                guard let number = Int(value), (1...ListQuery.maximumLimit).contains(number) else {
                    violations.append(
                        Violation(pointer: "/limit", code: "range", limit: "1..\(ListQuery.maximumLimit)"))
                    continue
                }
                limit = number
            case "cursor": cursor = value
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// Tells this query from any other; a cursor is bound to it.
    var fingerprint: String {
        "grants|\(user?.description ?? "")|\(role?.description ?? "")|\(unit?.description ?? "")|\(states.joined(separator: ","))"
    }

    /// Newest first, one row more than a page, within the units that the reader may look into.
    func statement(after position: UUID?, _ authority: Authority, of tenant: ID<Tenant>) -> SQL {
        let units = authority.rights.units(of: .readGrant)
        var conditions: [SQL] = ["g.tenant_id = \(tenant)", "g.state = any (\(states))"]
        if authority.units.root.map({ !units.contains($0) }) ?? true {
            let visible = units.reduce(into: Set<ID<Unit>>()) { $0.formUnion(authority.units.subtree(of: $1)) }
            conditions.append("g.unit_id = any (\(visible.sorted().map(\.uuid)))")
        }
        if let user { conditions.append("g.user_id = \(user)") }
        if let role { conditions.append("g.role_id = \(role)") }
        if let unit { conditions.append("g.unit_id = \(unit)") }
        if let position { conditions.append("g.id < \(position)") }
        return """
            select \(StoredGrant.columns) from app.access_grant g where \(conditions.joined(separator: " and ")) \
            order by g.id desc limit \(limit + 1)
            """
    }
}
