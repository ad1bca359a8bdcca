internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Makes two files of one person one: field by field, with everything that hangs on the source, in one transaction that can be taken
/// back (``UndoMerge``). The source stays as it was, seen by nobody; its id and its number lead to the target.
public struct MergeCustomers: Sendable {
    public let id: ID<CustomerMerge>
    let target: ID<Customer>
    let source: ID<Customer>
    let targetVersion: Int64
    let sourceVersion: Int64
    let asked: [String: MergeChoice]
    let reason: String?
    /// What is sealed under customers' keys.
    let cells: [SealedColumn]

    /// Reads `{sourceId, sourceVersion, fields?, reason?}`.
    public init(
        _ id: ID<CustomerMerge>, into target: ID<Customer>, version: Int64, reading payload: PayloadReader, cells: [SealedColumn]
    ) {
        self.id = id
        self.target = target
        self.cells = cells
        targetVersion = version
        source = ID(payload.requiredUUID("sourceId"))
        sourceVersion = payload.requiredInteger("sourceVersion", in: 1...Int64.max)
        asked = MergeChoices.read(payload)
        reason = payload.text("reason", min: 2, max: 200)
        if source == target { payload.refuse("sourceId", "not_allowed") }
    }

    /// - Throws: `resource.not_found` where either is not the actor's to merge, `resource.stale` where either is another version,
    ///   `customer.merge_conflict` with what stands in the way.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let pair = try MergePair(source: source.uuid, target: target.uuid, as: actor, keys: keys, at: now, locking: true, in: tx)
        guard pair.target.version == targetVersion, pair.source.version == sourceVersion else { throw Failure(.stale) }
        let choices = try MergeChoices(pair, asked: asked)
        // From here on it is the server's own work: what hangs on the two lies in whatever branch it lies in.
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        tx.enqueue(MergedRows.reach)
        try check(pair, choices, as: actor, at: now, in: tx)
        try write(pair, choices, as: actor, keys: keys, at: now, in: tx)
        try move(pair, keys: keys, at: now, in: tx)
        let phone = choices.result("phone", pair).text
        let others = [pair.value("phone", of: pair.target).text, pair.value("phone", of: pair.source).text].compactMap(\.self)
        try MergeTokens.remake(target.uuid, pair, phone: phone, others: others, keys: keys, in: tx) { choices.result($0, pair).text }
        try OtherPhones.remake(of: pair.crmKeys, keys: keys, in: tx)
        finish(pair, at: now, actor, in: tx)
        try record(pair, choices, as: actor, keys: keys, at: now, in: tx)
        try CustomerChanges.tell(target, as: actor, at: now, in: tx)
    }

    private func check(_ pair: MergePair, _ choices: MergeChoices, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        var obstacles = pair.obstacles(choices)
        obstacles += try MergeObstacle.found(source: source.uuid, target: target.uuid, tenant: actor.tenant, in: tx)
        var introducer: UUID?
        if case .id(let id) = choices.result("introducerId", pair) { introducer = id }
        if try MergePair.isCycle(introducer, source: source.uuid, target: target.uuid, tenant: actor.tenant, in: tx) {
            obstacles.append(.introducerCycle)
        }
        if !obstacles.isEmpty { throw Failure.merge(obstacles) }
        func chosen(_ name: String) -> UUID? {
            guard let index = pair.resource.position(of: name), case .id(let id)? = choices.changes[index] else { return nil }
            return id
        }
        let references = try tx.execute(
            CustomerQueries.references(branch: chosen("homeBranchId"), owner: chosen("ownerId"), tenant: actor.tenant))[0]
        var violations: [Violation] = []
        if try !references.get(0, as: Bool.self) { violations.append(Violation(pointer: "/fields/homeBranchId", code: "not_allowed")) }
        if try !references.get(1, as: Bool.self) { violations.append(Violation(pointer: "/fields/ownerId", code: "not_allowed")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        _ = try CustomerRules.checkGuardian(
            birthday: choices.result("birthday", pair),
            guardian: (
                choices.result("guardianId", pair), choices.result("guardianName", pair), choices.result("guardianPhone", pair)
            ), as: actor, at: now, in: tx)
    }

    /// The merge's row, and the target's own.
    private func write(
        _ pair: MergePair, _ choices: MergeChoices, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = pair.resource
        let before = MergeSnapshot(
            Dictionary(uniqueKeysWithValues: choices.changes.keys.map { ($0, pair.target.values[$0] ?? .null) }), of: pair.resource)
        let taken = choices.changes.keys.sorted()
        let names = taken.map { resource.fields[$0].name }
        let joined = taken.filter { choices.choices[$0] == .both }.map { resource.fields[$0].name }
        guard let home = pair.id("homeBranchId", of: pair.target) else { throw Failure(.internalError) }
        let crm = try before.sealed(.crm, merge: id.uuid, of: actor.tenant, with: pair.target.crm)
        let medical = try before.sealed(.medical, merge: id.uuid, of: actor.tenant, with: pair.target.medical)
        let said = try CustomerMerge.reason.seal(reason, row: id.uuid, key: pair.target.crm, tenant: actor.tenant)
        tx.enqueue(
            """
            insert into app.customer_merge (tenant_id, id, source_id, source_number, target_id, branch_id, taken, joined, before_sealed,
              before_medical_sealed, care, objected_before, reason_sealed, merged_at, merged_by)
            select \(actor.tenant), \(id), \(source), \(pair.sourceNumber), \(target), \(home), \(names), \(joined), \(crm),
              \(medical), coalesce((\(MergeQueries.careBefore(source: source.uuid, target: target.uuid, tenant: actor.tenant))), '[]'),
              t.objected_at, \(said), \(now), \(actor.user)
            from app.customer t where t.tenant_id = \(actor.tenant) and t.id = \(target)
            """)
        let writer = ResourceWriter(resource, keys: keys)
        let columns = try taken.filter { resource.fields[$0].isOwnColumn }.map { index -> (SQLIdentifier, SQL) in
            let field = resource.fields[index]
            return (
                field.column,
                try writer.parameter(
                    choices.changes[index] ?? .null, for: field, row: target.uuid, crm: pair.target.crm, medical: pair.target.medical)
            )
        }
        // Who objects to promotion objects as one person.
        let objection: (SQLIdentifier, SQL) = (
            "objected_at",
            "least(objected_at, (select s.objected_at from app.customer s where s.tenant_id = \(actor.tenant) and s.id = \(source)))"
        )
        tx.enqueue(CustomerQueries.update(target.uuid, columns: columns + [objection], tenant: actor.tenant, at: now))
        if let level = resource.position(of: "level"), let old = pair.target.values[level]?.text, let new = choices.changes[level]?.text {
            tx.enqueue(CustomerHistory.level(of: target.uuid, branch: home, from: old, to: new, as: actor, at: now))
        }
        try CustomValues.enqueue(
            choices.changes, of: target.uuid, branch: home, writer: writer, crm: pair.target.crm, medical: pair.target.medical, in: tx)
    }

    /// Everything that hangs on the source, column by column, and the keys of what is sealed in it.
    private func move(_ pair: MergePair, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        tx.enqueue(MergeQueries.widenCare(source: source.uuid, target: target.uuid, tenant: keys.tenant))
        let moving = CustomerBelonging.moving
        _ = try tx.execute(all: MergeQueries.move(id.uuid, source: source.uuid, target: target.uuid, tenant: keys.tenant, at: now))
        let reseal = ResealBelongings(from: pair.source, to: pair.target, merge: id.uuid, cells: cells, keys: keys)
        for belonging in moving { try reseal.run(belonging, in: tx) }
    }

    /// The source goes out of sight; what looks for duplicates looks at the target again.
    private func finish(_ pair: MergePair, at now: Instant, _ actor: Actor, in tx: Transaction) {
        tx.enqueue(CustomerQueries.update(source.uuid, columns: [("merged_into", "\(target)")], tenant: actor.tenant, at: now))
        tx.enqueue(MergeQueries.settlePair(source: source.uuid, target: target.uuid, by: actor, at: now))
        tx.enqueue(MergeQueries.markDue([target.uuid], tenant: actor.tenant))
        AccessNews.publish(actor.tenant, in: tx)
    }

    private func record(
        _ pair: MergePair, _ choices: MergeChoices, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = pair.resource
        let touched = choices.changes.keys.sorted().map { resource.fields[$0] }
        guard case .id(let branch) = choices.result("homeBranchId", pair) else { throw Failure(.internalError) }
        tx.enqueue(
            CustomerQueries.timeline(
                target.uuid, kind: "merged", branch: branch, objectType: resource.name, object: source.uuid, fields: touched.map(\.name),
                actor: actor, at: now))
        WebhookEvent(.customerMerged, of: resource.name, source.uuid).tell(as: actor, at: now, in: tx)
        WebhookEvent(.customerChanged, of: resource.name, target.uuid, fields: touched.map(\.name)).tell(as: actor, at: now, in: tx)
        let old = pair.target.values.filter { choices.changes[$0.key] != nil }
        var body = ResourceWriter(resource, keys: keys).difference(from: old, to: choices.changes).object ?? JSONObject()
        body["merge"] = .string(id.description)
        body["source"] = .string(source.description)
        try AuditTrail.record(
            AuditEvent(
                .mergeCustomer, on: resource.name, target.uuid, branch: ID(branch), customer: target.uuid,
                fields: touched.map(resource.qualified), reason: reason, links: CustomerRules.links(target.uuid, touched),
                body: .object(body)),
            as: actor, keys: keys, customerKey: pair.target.crm, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .mergeCustomer, on: resource.name, source.uuid, branch: pair.source.branch, customer: source.uuid, reason: reason,
                body: ["merge": .string(id.description), "target": .string(target.description)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
