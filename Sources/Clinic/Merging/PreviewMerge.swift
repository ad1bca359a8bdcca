internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A merge before it is done: both files side by side, what would be taken from which, what would move, what stands in the way.
struct PreviewMerge {
    let target: ID<Customer>
    let source: ID<Customer>
    let language: Language

    /// `{target, source, fields: [{field, differs, choices, suggestion}], moves: [{what, name, count}], conflicts: [{code, detail}]}`.
    /// Whether two masked values are the same is said, the values are not.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let pair = try MergePair(source: source.uuid, target: target.uuid, as: actor, keys: keys, at: now, locking: false, in: tx)
        let shown = try whole([target.uuid, source.uuid], as: actor, keys: keys, at: now, in: tx)
        let choices = try MergeChoices(pair, asked: [:])
        var fields: [JSONValue] = []
        for (index, field) in pair.resource.fields.enumerated() where MergeChoices.isChosen(field) && pair.sees(index) {
            let (mine, theirs) = (pair.target.values[index] ?? .null, pair.source.values[index] ?? .null)
            if mine == .null, theirs == .null { continue }
            var words: [MergeChoice] = [.target, .source] + (MergeChoices.joins(field) ? [.both] : [])
            if !MergeChoices.canBeReplaced(field, mine) { words = [.target] }
            fields.append([
                "field": .string(field.name), "label": .string(field.label[language]), "differs": .boolean(mine != theirs),
                "choices": .array(words.map { .string($0.rawValue) }),
                "suggestion": .string((choices.choices[index] ?? .target).rawValue),
            ])
        }
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        tx.enqueue(MergedRows.reach)
        var obstacles = pair.obstacles(choices)
        obstacles += try MergeObstacle.found(source: source.uuid, target: target.uuid, tenant: actor.tenant, in: tx)
        if case .id(let introducer) = choices.result("introducerId", pair),
            try MergePair.isCycle(introducer, source: source.uuid, target: target.uuid, tenant: actor.tenant, in: tx)
        {
            obstacles.append(.introducerCycle)
        }
        let counts = try moved(as: actor, isPossible: obstacles.isEmpty, at: now, in: tx)
        let moves = zip(CustomerBelonging.moving, counts).compactMap { belonging, count -> JSONValue? in
            guard count > 0, let name = belonging.name else { return nil }
            return ["what": .string(belonging.key), "name": .string(name[language]), "count": .integer(count)]
        }
        return [
            "target": shown[target.uuid] ?? .null, "source": shown[source.uuid] ?? .null, "fields": .array(fields),
            "moves": .array(moves), "conflicts": .array(obstacles.map { $0.json(in: language) }),
        ]
    }

    private struct Tried: Error {
        let left: [Int64]
    }

    /// How many rows of each column would move: it is done and undone, since what would clash with the target's own stays, and only the
    /// database knows what does. Where something stands in the way it is all that hangs on the source.
    private func moved(as actor: Actor, isPossible: Bool, at now: Instant, in tx: Transaction) throws -> [Int64] {
        func hanging() throws -> [Int64] {
            let row = try tx.execute(MergeQueries.counts(of: source.uuid, tenant: actor.tenant))[0]
            return try CustomerBelonging.moving.indices.map { try row[$0] }
        }
        let before = try hanging()
        guard isPossible, before.contains(where: { $0 > 0 }) else { return before }
        let merge = ID<CustomerMerge>.new(at: now).uuid
        do {
            try tx.savepoint {
                tx.enqueue(MergeQueries.trial(merge, source: source.uuid, target: target.uuid, by: actor, at: now))
                _ = try tx.execute(
                    all: MergeQueries.move(merge, source: source.uuid, target: target.uuid, tenant: actor.tenant, at: now))
                throw Tried(left: try hanging())
            }
        } catch let tried as Tried {
            return zip(before, tried.left).map { $0 - $1 }
        }
        return before
    }

    /// Both as the actor sees them, what leaves in clear recorded.
    private func whole(
        _ ids: [UUID], as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> [UUID: JSONValue] {
        let selection = Selection(wholeOf: Customer.resource, for: actor, at: now)
        let encoder = ResourceEncoder(selection, keys: keys)
        var shown: [UUID: JSONValue] = [:]
        for id in ids {
            let rows = try tx.execute(
                ResourceQueries.get(ID<Customer>(id), selection, action: .readCustomer, for: actor, at: now))
            for event in try selection.readEvents(of: rows, .readCustomer, object: id) {
                try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
            }
            try EmergencyReads.record(rows, selection, as: actor, keys: keys, at: now, in: tx)
            if let row = rows.first { shown[id] = try JSONParser.parse(try encoder.object(row)) }
        }
        return shown
    }
}
