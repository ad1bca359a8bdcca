internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The units that a table names. One that the actor does not write is not there for him, whatever it is called.
struct UnitNames {
    /// What a name leads to.
    enum Found: Hashable {
        case unit(UUID)
        /// The code of what is wrong with it.
        case problem(String)
    }

    private let record: HouseRecord
    private let actor: Actor
    /// By folded name, and by id.
    private var units: [String: [UUID]] = [:]
    /// What was looked up already.
    private var found: [String: Found] = [:]

    /// - Parameter record: what of units is written.
    init(writing record: HouseRecord, as actor: Actor, in tx: Transaction) throws {
        self.record = record
        self.actor = actor
        for node in try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant))).nodes.values {
            units[Self.folded(node.name), default: []].append(node.id.uuid)
            units[node.id.description, default: []].append(node.id.uuid)
        }
    }

    mutating func find(_ name: String?, in tx: Transaction) throws -> Found {
        guard let name else { return .problem("required") }
        let key = Self.folded(name)
        if let known = found[key] { return known }
        let reached = try (units[key] ?? []).filter { try record.reaches($0, as: actor, in: tx) }
        let result: Found = reached.count == 1 ? .unit(reached[0]) : .problem(reached.isEmpty ? "unknown" : "ambiguous")
        found[key] = result
        return result
    }

    private static func folded(_ name: String) -> String { HalfWidth.folded(HalfWidth.trimmed(name)).lowercased() }
}
