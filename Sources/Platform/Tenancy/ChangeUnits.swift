internal import FoundationEssentials
internal import JSON
package import Postgres

/// Adds and changes units of a tenant's tree. What a grant reaches follows from the tree, so every change is news.
package enum ChangeUnits {
    /// What a request may change of a unit.
    struct Change: Sendable {
        var name: String?
        var parent: ID<Unit>?
        var isOpen: Bool?
    }

    /// Adds a unit. Throws `unit.place`, `unit.closed`, or fails with the constraint `unit_name_among_siblings`.
    ///
    /// - Parameter id: the unit's id where it is known beforehand; made on the spot otherwise.
    package static func create(
        _ kind: UnitKind, under parent: ID<Unit>, named name: String, id: ID<Unit>? = nil, as actor: Actor, keys: TenantKeys,
        at now: Instant, in tx: Transaction
    ) throws -> ID<Unit> {
        let tree = try lockedTree(of: actor.tenant, in: tx)
        try requirePlace(of: kind, under: parent, in: tree, for: .createBranch, as: actor)
        let id = id ?? .new(at: now)
        tx.enqueue(
            """
            insert into app.unit (tenant_id, id, parent_id, kind, name, created_at)
            values (\(actor.tenant), \(id), \(parent), \(kind.rawValue), \(name), \(now))
            """)
        let changes = [
            ValueChange("kind", from: .null, to: .string(kind.rawValue)),
            ValueChange("name", from: .null, to: .string(name)),
            ValueChange("parentId", from: .null, to: .string(parent.description)),
        ]
        try AuditTrail.record(
            AuditEvent(
                .createBranch, on: "branch", id.uuid, branch: kind == .branch ? id : tree.branch(of: parent),
                changes: changes),
            as: actor, keys: keys, at: now, in: tx)
        AccessNews.publish(actor.tenant, in: tx)
        return id
    }

    /// Renames, moves, closes or opens a unit. Throws `resource.stale`, `unit.place`, `unit.closed`,
    /// `unit.has_open_children`.
    static func update(
        _ unit: ID<Unit>, _ change: Change, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        let tree = try lockedTree(of: actor.tenant, in: tx)
        guard let node = tree.nodes[unit], let kind = UnitKind(rawValue: node.kind),
            reaches(unit, .readBranch, tree, actor)
        else {
            throw Failure(.notFound)
        }
        guard reaches(unit, .updateBranch, tree, actor) else { throw Failure(.forbidden) }
        let rows = try tx.execute("select version from app.unit where tenant_id = \(actor.tenant) and id = \(unit)")
        guard try rows.first?.get(0, as: Int64.self) == version else { throw Failure(.stale) }

        var changes: [ValueChange] = []
        if let name = change.name, name != node.name {
            changes.append(ValueChange("name", from: .string(node.name), to: .string(name)))
        }
        if let parent = change.parent, parent != node.parent {
            try requirePlace(of: kind, under: parent, in: tree, for: .updateBranch, as: actor)
            changes.append(
                ValueChange("parentId", from: .text(node.parent?.description), to: .string(parent.description)))
        }
        if let isOpen = change.isOpen, isOpen != node.isOpen {
            if isOpen {
                let above = (change.parent ?? node.parent).flatMap { tree.nodes[$0] }
                guard above?.isOpen ?? true else { throw Failure(.unitClosed) }
            } else {
                guard kind != .chain else { throw Failure(.unitPlace) }
                let hasOpenChildren = tree.nodes.values.contains { $0.parent == unit && $0.isOpen }
                guard !hasOpenChildren else { throw Failure(.unitHasOpenChildren) }
            }
            changes.append(ValueChange("state", from: word(node.isOpen), to: word(isOpen)))
        }
        guard !changes.isEmpty else { return }
        tx.enqueue(
            """
            update app.unit set name = \(change.name ?? node.name), parent_id = \(change.parent ?? node.parent),
              state = \((change.isOpen ?? node.isOpen) ? "open" : "closed"), version = version + 1
            where tenant_id = \(actor.tenant) and id = \(unit)
            """)
        try AuditTrail.record(
            AuditEvent(.updateBranch, on: "branch", unit.uuid, branch: tree.branch(of: unit), changes: changes),
            as: actor, keys: keys,
            at: now, in: tx)
        AccessNews.publish(actor.tenant, in: tx)
    }

    /// Whether an action was granted on this unit or above it.
    static func reaches(_ unit: ID<Unit>, _ action: Action, _ tree: UnitTree, _ actor: Actor) -> Bool {
        tree.covers(actor.rights.units(of: action), unit)
    }

    /// The tree, with the chain's row locked: one change of the tree at a time, or two could each close what the other
    /// opens.
    private static func lockedTree(of tenant: ID<Tenant>, in tx: Transaction) throws -> UnitTree {
        let results = try tx.execute(all: [
            "select 1 from app.unit where tenant_id = \(tenant) and kind = 'chain' for update",
            UnitTree.statement(of: tenant),
        ])
        return try UnitTree(results[1])
    }

    private static func requirePlace(
        of kind: UnitKind, under parent: ID<Unit>, in tree: UnitTree, for action: Action, as actor: Actor
    ) throws {
        guard let above = tree.nodes[parent], reaches(parent, action, tree, actor) else {
            throw Failure.invalid([Violation(pointer: "/parentId", code: "unknown")])
        }
        guard let parentKind = UnitKind(rawValue: above.kind), kind.parents.contains(parentKind) else {
            throw Failure(.unitPlace)
        }
        guard above.isOpen else { throw Failure(.unitClosed) }
    }

    private static func word(_ isOpen: Bool) -> JSONValue { .string(isOpen ? "open" : "closed") }
}
