public import Postgres

/// A tenant's units as a tree: chain → region → branch → department.
public struct UnitTree: Sendable {
    /// One unit.
    public struct Node: Sendable {
        public let id: ID<Unit>
        public let parent: ID<Unit>?
        public let kind: String
        public let name: String
        public let isOpen: Bool
    }

    public private(set) var nodes: [ID<Unit>: Node] = [:]
    private var children: [ID<Unit>: [ID<Unit>]] = [:]
    /// The chain itself.
    public private(set) var root: ID<Unit>?

    /// Reads ``statement``'s rows.
    public init(_ rows: Rows) throws {
        for row in rows {
            let node = Node(
                id: try row[0], parent: try row.getOptional(1), kind: try row[2], name: try row[3], isOpen: try row[4])
            nodes[node.id] = node
            if let parent = node.parent { children[parent, default: []].append(node.id) } else { root = node.id }
        }
    }

    /// All units of a tenant.
    public static func statement(of tenant: ID<Tenant>) -> SQL {
        "select id, parent_id, kind, name, state = 'open' from app.unit where tenant_id = \(tenant)"
    }

    /// The unit and everything below it.
    public func subtree(of unit: ID<Unit>) -> Set<ID<Unit>> {
        var found: Set<ID<Unit>> = []
        var waiting = [unit]
        while let next = waiting.popLast() {
            // Guards against a cycle, which the server never writes.
            if found.insert(next).inserted { waiting += children[next] ?? [] }
        }
        return found
    }

    /// Whether a unit is the other one or lies below it.
    public func covers(_ upper: ID<Unit>, _ lower: ID<Unit>) -> Bool {
        var current: ID<Unit>? = lower
        var steps = 0
        while let unit = current, steps < 64 {
            if unit == upper { return true }
            current = nodes[unit]?.parent
            steps += 1
        }
        return false
    }

    /// Whether a unit is one of these or lies below one.
    public func covers(_ uppers: Set<ID<Unit>>, _ lower: ID<Unit>) -> Bool {
        uppers.contains { covers($0, lower) }
    }

    /// The branch that a unit belongs to: itself, or above a department; nil above branches.
    public func branch(of unit: ID<Unit>) -> ID<Unit>? {
        var current: ID<Unit>? = unit
        var steps = 0
        while let id = current, let node = nodes[id], steps < 64 {
            if node.kind == "branch" { return id }
            current = node.parent
            steps += 1
        }
        return nil
    }

    /// Every branch.
    public var branches: [Node] {
        nodes.values.filter { $0.kind == "branch" }.sorted { $0.id < $1.id }
    }

    /// Whose rows a grant on a unit reaches. Rows belong to branches, so a grant on a department reaches its branch.
    public func reach(of unit: ID<Unit>) -> RowSet.Reach {
        if unit == root { return .everywhere }
        if let branch = branch(of: unit) { return .branches([branch]) }
        return .branches(subtree(of: unit).filter { nodes[$0]?.kind == "branch" })
    }
}
