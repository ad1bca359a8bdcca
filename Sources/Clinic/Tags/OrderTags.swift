internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Puts groups and their tags in an order. What is not named comes after, in the order that it had.
public struct OrderTags: Sendable {
    private let groups: [(id: UUID, tags: [UUID])]

    /// Reads `{"groups": [{"id", "tags"?: [id]}]}`.
    public init(reading payload: PayloadReader) {
        payload.require("groups")
        groups = payload.objects("groups", max: TagGroup.most).map { ($0.requiredUUID("id"), $0.uuids("tags", max: Tag.most)) }
    }

    /// - Throws: `request.invalid` with each group that is not there, and each tag that is not in the group under which it stands.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        try TagRules.requireChain(actor)
        let stored = try tx.execute(all: [TagQueries.groups(tenant: actor.tenant), TagQueries.tags(tenant: actor.tenant)])
        let known = Set(try stored[0].map { try TagGroup($0).id.uuid })
        let places = Dictionary(uniqueKeysWithValues: try stored[1].map { try Tag($0) }.map { ($0.id.uuid, $0.group.uuid) })
        var violations: [Violation] = []
        var seen: Set<UUID> = []
        for (index, group) in groups.enumerated() {
            if !known.contains(group.id) || !seen.insert(group.id).inserted {
                violations.append(Violation(pointer: "/groups/\(index)/id", code: "not_allowed"))
            }
            for (place, tag) in group.tags.enumerated() where places[tag] != group.id || !seen.insert(tag).inserted {
                violations.append(Violation(pointer: "/groups/\(index)/tags/\(place)", code: "not_allowed"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(Array(violations.prefix(PayloadReader.maximumViolations))) }
        tx.enqueue(TagQueries.order(groups: groups.map(\.id), tenant: actor.tenant))
        let ordered = groups.filter { !$0.tags.isEmpty }
        if !ordered.isEmpty {
            tx.enqueue(TagQueries.order(tags: ordered.flatMap(\.tags), of: ordered.map(\.id), tenant: actor.tenant))
        }
        try AuditTrail.record(AuditEvent(.manageTag, on: "tag_order", rowCount: seen.count), as: actor, keys: keys, at: now, in: tx)
    }
}
