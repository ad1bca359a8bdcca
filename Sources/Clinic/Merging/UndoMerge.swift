internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres
internal import Vault

/// Takes a merge back: what was moved goes back by the ledger, the target is as he was, the source is there again. What came to the
/// target since the merge stays with him. Where something that the merge wrote was changed afterwards it is refused, and says what.
public struct UndoMerge: Sendable {
    let id: ID<CustomerMerge>
    let version: Int64
    let reason: String
    let cells: [SealedColumn]

    /// - Parameter cells: what is sealed under customers' keys.
    public init(_ id: ID<CustomerMerge>, version: Int64, reason: String, cells: [SealedColumn]) {
        self.id = id
        self.version = version
        self.reason = reason
        self.cells = cells
    }

    /// What an undo needs to know of a merge.
    private struct Merge {
        let source: UUID
        let target: UUID
        let taken: [Int]
        let joined: Set<Int>
        let before: MergeSnapshot
    }

    /// - Throws: `resource.not_found` where the merge is not the actor's; `customer.merged` where the target was merged on; `resource.stale`;
    ///   `customer.merge_undone`; `customer.merge_undo_conflict` with the fields that were changed since.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let (merge, pair) = try read(as: actor, keys: keys, at: now, in: tx)
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        tx.enqueue(MergedRows.reach)
        let open = try tx.execute(
            """
            select exists (select 1 from app.data_request r where r.tenant_id = \(actor.tenant) and r.customer_id = \(merge.target)
              and r.settled_at is null)
            """)[0].get(0, as: Bool.self)
        if open { throw Failure.merge(MergeObstacle.asked.filter { $0.code == "data_request_open" }) }
        tx.enqueue(MergeQueries.forgetHistory(id.uuid))
        try restoreTarget(merge, pair, as: actor, keys: keys, at: now, in: tx)
        try giveBack(merge, pair, keys: keys, at: now, in: tx)
        func reader(_ values: [Int: FieldValue]) -> (String) -> String? {
            { name in pair.resource.position(of: name).flatMap { values[$0]?.text } }
        }
        let restored = pair.target.values.merging(merge.before.values) { $1 }
        try MergeTokens.restore(
            [(merge.target, reader(restored)), (merge.source, reader(pair.source.values))], pair, keys: keys, in: tx)
        try OtherPhones.remake(of: pair.crmKeys, keys: keys, in: tx)
        let said = try CustomerMerge.undoReason.seal(reason, row: id.uuid, key: pair.target.crm, tenant: actor.tenant)
        tx.enqueue(
            """
            update app.customer_merge set state = 'undone', undone_at = \(now), undone_by = \(actor.user), undo_reason_sealed = \(said),
              version = version + 1
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        tx.enqueue(MergeQueries.reopenPair(source: merge.source, target: merge.target, tenant: actor.tenant))
        tx.enqueue(MergeQueries.markDue([merge.source, merge.target], tenant: actor.tenant))
        AccessNews.publish(actor.tenant, in: tx)
        try record(merge, pair, restored, as: actor, keys: keys, at: now, in: tx)
        for customer in [merge.source, merge.target] { try CustomerChanges.tell(ID(customer), as: actor, at: now, in: tx) }
    }

    /// The merge, and both files as the actor may merge them.
    private func read(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> (Merge, MergePair) {
        guard let row = try CustomerMerge.read(id, as: actor, action: .mergeCustomer, at: now, locking: true, in: tx) else {
            throw Failure(.notFound)
        }
        guard try row.get(12, as: Int64.self) == version else { throw Failure(.stale) }
        guard try row.get(4, as: String.self) == "merged" else { throw Failure(.mergeUndone) }
        let (source, target): (UUID, UUID) = (try row[1], try row[3])
        tx.enqueue(MergedRows.reach)
        let pair = try MergePair(source: source, target: target, as: actor, keys: keys, at: now, locking: true, in: tx)
        let rest = try tx.execute(
            """
            select m.before_sealed, m.before_medical_sealed, m.joined from app.customer_merge m
            where m.tenant_id = \(actor.tenant) and m.id = \(id)
            """)[0]
        let before = try MergeSnapshot(
            opening: rest.getOptional(0), medical: rest.getOptional(1), merge: id.uuid, of: actor.tenant, resource: pair.resource,
            crm: pair.target.crm, medicalKey: pair.target.medical)
        let resource = pair.resource
        let merge = Merge(
            source: source, target: target, taken: try row.get(5, as: [String].self).compactMap { resource.position(of: $0) },
            joined: Set(try rest.get(2, as: [String].self).compactMap { resource.position(of: $0) }), before: before)
        let changed = merge.taken.filter { index in
            let written = UndoMerge.written(index, merge.joined.contains(index), before.values[index] ?? .null, pair)
            return (pair.target.values[index] ?? .null) != written
        }
        if !changed.isEmpty {
            let names = changed.filter { pair.sees($0) }.map { resource.fields[$0].name }
            throw Failure(.mergeUndoConflict, extra: ["fields": .array(names.map { .string($0) })])
        }
        return (merge, pair)
    }

    /// What the merge wrote into a field.
    private static func written(_ index: Int, _ isJoined: Bool, _ before: FieldValue, _ pair: MergePair) -> FieldValue {
        let theirs = pair.source.values[index] ?? .null
        var result = theirs
        if isJoined { result = MergeChoices.joined(before, theirs, pair.resource.fields[index]) ?? theirs }
        if case .id(let id) = result, id == pair.source.id || id == pair.target.id { result = .null }
        return result
    }

    private func restoreTarget(
        _ merge: Merge, _ pair: MergePair, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let writer = ResourceWriter(pair.resource, keys: keys)
        let columns = try merge.taken.filter { pair.resource.fields[$0].isOwnColumn }.map { index -> (SQLIdentifier, SQL) in
            let field = pair.resource.fields[index]
            return (
                field.column,
                try writer.parameter(
                    merge.before.values[index] ?? .null, for: field, row: merge.target, crm: pair.target.crm, medical: pair.target.medical)
            )
        }
        let objection: (SQLIdentifier, SQL) = (
            "objected_at",
            """
            case when objected_at is not distinct from (select s.objected_at from app.customer s where s.tenant_id = \(keys.tenant)
              and s.id = \(merge.source)) then (select m.objected_before from app.customer_merge m where m.tenant_id = \(keys.tenant)
              and m.id = \(id)) else objected_at end
            """
        )
        tx.enqueue(CustomerQueries.update(merge.target, columns: columns + [objection], tenant: keys.tenant, at: now))
        if let level = pair.resource.position(of: "level"), merge.taken.contains(level), let before = merge.before.values[level]?.text {
            tx.enqueue(MergeQueries.levelReturned(id.uuid, target: merge.target, to: before, by: actor, at: now))
        }
        if let home = pair.id("homeBranchId", of: pair.target) {
            let before = Dictionary(uniqueKeysWithValues: merge.taken.map { ($0, merge.before.values[$0] ?? .null) })
            var branch = home
            if let index = pair.resource.position(of: "homeBranchId"), case .id(let id)? = before[index] { branch = id }
            try CustomValues.enqueue(
                before, of: merge.target, branch: branch, writer: writer, crm: pair.target.crm, medical: pair.target.medical, in: tx)
        }
        tx.enqueue(CustomerQueries.update(merge.source, columns: [("merged_into", "null")], tenant: keys.tenant, at: now))
        tx.enqueue(MergeQueries.narrowCare(id.uuid, target: merge.target, tenant: keys.tenant))
    }

    private func giveBack(_ merge: Merge, _ pair: MergePair, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let moving = CustomerBelonging.moving
        _ = try tx.execute(all: moving.map { "select app.merge_return(\(id), \($0.table.name), \($0.column.name)::text::name)" })
        let reseal = ResealBelongings(from: pair.target, to: pair.source, merge: id.uuid, cells: cells, keys: keys)
        for belonging in moving { try reseal.run(belonging, in: tx) }
    }

    private func record(
        _ merge: Merge, _ pair: MergePair, _ restored: [Int: FieldValue], as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        let resource = pair.resource
        let touched = merge.taken.map { resource.fields[$0] }
        let branch = resource.position(of: "homeBranchId").flatMap { index -> UUID? in
            if case .id(let id)? = restored[index] { id } else { nil }
        }
        guard let branch, let home = pair.id("homeBranchId", of: pair.source) else { throw Failure(.internalError) }
        for (one, other, place) in [(merge.target, merge.source, branch), (merge.source, merge.target, home)] {
            tx.enqueue(
                CustomerQueries.timeline(
                    one, kind: "merge_undone", branch: place, objectType: resource.name, object: other, fields: [], actor: actor, at: now))
            WebhookEvent(.customerUnmerged, of: resource.name, one).tell(as: actor, at: now, in: tx)
        }
        var body =
            ResourceWriter(resource, keys: keys).difference(
                from: pair.target.values.filter { merge.before.values[$0.key] != nil }, to: merge.before.values
            ).object ?? JSONObject()
        body["merge"] = .string(id.description)
        try AuditTrail.record(
            AuditEvent(
                .unmergeCustomer, on: resource.name, merge.target, branch: ID(branch), customer: merge.target,
                fields: touched.map(resource.qualified), reason: reason, links: CustomerRules.links(merge.target, touched),
                body: .object(body)),
            as: actor, keys: keys, customerKey: pair.target.crm, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .unmergeCustomer, on: resource.name, merge.source, branch: ID(home), customer: merge.source, reason: reason,
                body: ["merge": .string(id.description)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
