internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension WorkLane {
    /// Gives a tag; one of the same exclusive group goes, and comes back with an undo.
    static let tag = WorkLane(
        code: "tag", name: LocalizedText("打标签", "Tag"), objects: nil,
        apply: { step, tx in
            guard let tag = step.to else { throw Failure(.notFound) }
            let before = try TagLane.held(step, tx)
            if before.contains(tag) { return .unchanged("tag.same") }
            _ = try TagCustomer(ID(step.object), ID(tag)).run(as: step.actor, keys: step.keys, at: step.now, in: tx)
            let replaced = before.subtracting(try TagLane.held(step, tx)).map { ID<Tag>($0).description }.sorted()
            return .done(["replaced": .array(replaced.map { .string($0) })])
        },
        undo: { step, tx in
            guard let tag = step.to, try TagLane.held(step, tx).contains(tag) else { return .unchanged("tag.changed") }
            try UntagCustomer(ID(step.object), ID(tag)).run(as: step.actor, keys: step.keys, at: step.now, in: tx)
            for old in step.before?["replaced"]?.array ?? [] {
                guard let id = old.string.flatMap({ ID<Tag>($0) }) else { continue }
                _ = try TagCustomer(ID(step.object), id).run(as: step.actor, keys: step.keys, at: step.now, in: tx)
            }
            return .done([:])
        })

    /// Takes a tag away.
    static let untag = WorkLane(
        code: "untag", name: LocalizedText("移除标签", "Remove a tag"), objects: nil,
        apply: { step, tx in
            guard let tag = step.to else { throw Failure(.notFound) }
            guard try TagLane.held(step, tx).contains(tag) else { return .unchanged("tag.same") }
            try UntagCustomer(ID(step.object), ID(tag)).run(as: step.actor, keys: step.keys, at: step.now, in: tx)
            return .done([:])
        },
        undo: { step, tx in
            guard let tag = step.to else { throw Failure(.notFound) }
            if try TagLane.held(step, tx).contains(tag) { return .unchanged("tag.changed") }
            _ = try TagCustomer(ID(step.object), ID(tag)).run(as: step.actor, keys: step.keys, at: step.now, in: tx)
            return .done([:])
        })
}

/// What a customer is tagged with.
private enum TagLane {
    static func held(_ step: WorkLane.Context, _ tx: Transaction) throws -> Set<UUID> {
        Set(try tx.execute(TagQueries.held(by: step.object, at: step.now, tenant: step.actor.tenant)).map { try $0.get(1, as: UUID.self) })
    }
}
