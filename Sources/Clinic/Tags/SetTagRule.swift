internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Says what a tag of kind rule follows. Who says it may filter by everything in it, wherever he sees customers: what a tag tells everybody is
/// what he could have told himself.
struct SetTagRule: Sendable {
    let condition: Predicate

    /// Reads `{condition}`; nil notes what is wrong.
    init?(_ key: String, reading payload: PayloadReader, for actor: Actor) {
        guard let condition = Predicate.read(key, of: payload, on: actor.rights.view(of: Customer.resource), everywhere: true) else {
            return nil
        }
        self.condition = condition
    }

    /// - Throws: `resource.not_found`; `tag.not_rule` for a tag that people set.
    func run(_ tag: ID<Tag>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> TagRule {
        try TagRules.requireChain(actor)
        guard let row = try tx.execute(TagQueries.tag(tag, tenant: actor.tenant, locking: true)).first else { throw Failure(.notFound) }
        guard try Tag(row).kind == .rule else { throw Failure(.tagNotRule) }
        try store(tag, at: "/condition", as: actor, keys: keys, now: now, in: tx)
        guard let row = try tx.execute(TagRuleQueries.rule(tag, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        return try TagRule(row)
    }

    /// Keeps it and has everybody held to it.
    ///
    /// - Throws: `request.invalid` where it asks for a tag that is not there or itself follows a rule: rules do not wait for each other.
    func store(
        _ tag: ID<Tag>, at pointer: String, as actor: Actor, keys: TenantKeys, now: Instant, in tx: Transaction
    ) throws {
        let named = condition.tags
        if !named.isEmpty {
            let known = Set(
                try tx.execute(TagQueries.tags(tenant: actor.tenant)).map { try Tag($0) }.filter { $0.kind != .rule }.map(\.id.uuid))
            guard named.isSubset(of: known) else { throw Failure.invalid([Violation(pointer: pointer, code: "not_allowed")]) }
        }
        tx.enqueue(TagRuleQueries.store(tag, condition, by: actor.user, at: now, tenant: actor.tenant))
        try TagJobs.compute(tag, as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .manageTag, on: "tag", tag.uuid, fields: condition.codes.sorted().map { "customer." + $0 },
                body: ["rule": condition.json]), as: actor, keys: keys, at: now, in: tx)
    }
}
