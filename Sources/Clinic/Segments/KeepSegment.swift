internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Keeps a condition under a name, or changes one that is kept.
public struct KeepSegment: Sendable {
    private let name: String?
    private let condition: Predicate?
    private let archives: Bool?

    /// Reads `{name, condition, archived?}`; a change names what it changes.
    public init(reading payload: PayloadReader, creating: Bool, for actor: Actor) {
        name = creating || payload.has("name") ? payload.requiredText("name", max: 40) : nil
        condition =
            creating || payload.has("condition")
            ? Predicate.read("condition", of: payload, on: actor.rights.view(of: Customer.resource)) : nil
        archives = creating ? nil : payload.boolean("archived")
    }

    /// - Throws: `segment.name_taken`, `segment.limit`.
    public func create(_ id: ID<Segment>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Segment {
        guard let user = actor.user, let condition else { throw Failure(.forbidden) }
        guard try tx.execute(SegmentQueries.number(tenant: actor.tenant))[0].get(0, as: Int64.self) < Int64(Segment.most) else {
            throw Failure(.segmentLimit)
        }
        tx.enqueue(
            """
            insert into app.segment (tenant_id, id, name, condition, created_by, created_at, updated_at)
            values (\(actor.tenant), \(id), \(name ?? ""), \(text(condition))::text::jsonb, \(user), \(now), \(now))
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `segment.beyond_rights` for one that the actor could not have asked: whose condition
    ///   he does not see he does not replace.
    public func change(
        _ id: ID<Segment>, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Segment {
        guard let row = try tx.execute(SegmentQueries.segment(id, tenant: actor.tenant, locking: true)).first else {
            throw Failure(.notFound)
        }
        let old = try Segment(row, by: Criteria(for: actor))
        guard old.version == version else { throw Failure(.stale) }
        guard old.condition.map({ Segmentation.mayAsk($0, actor) }) ?? true else { throw Failure(.segmentBeyondRights) }
        let kept: SQL = condition.map { condition -> SQL in "\(text(condition))::text::jsonb" } ?? "condition"
        let archived: SQL = (archives ?? old.isArchived) ? "coalesce(archived_at, \(now))" : "null"
        tx.enqueue(
            """
            update app.segment set name = \(name ?? old.name), condition = \(kept), archived_at = \(archived), version = version + 1,
              updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    private func text(_ condition: Predicate) -> String { String(decoding: condition.json.serialized, as: UTF8.self) }

    private func finish(_ id: ID<Segment>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Segment {
        guard let row = try tx.execute(SegmentQueries.segment(id, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        let segment = try Segment(row, by: Criteria(for: actor))
        try AuditTrail.record(
            AuditEvent(
                .manageSegment, on: "segment", id.uuid, fields: (segment.condition?.codes ?? []).sorted().map { "customer." + $0 },
                body: [
                    "name": .string(segment.name), "condition": segment.condition?.json ?? .null, "archived": .boolean(segment.isArchived),
                ]),
            as: actor, keys: keys, at: now, in: tx)
        return segment
    }
}
