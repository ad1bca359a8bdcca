internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres

/// Changes what a request names and nothing else, if the version is the one that the caller saw.
public struct ChangeCustomer: Sendable {
    public let id: ID<Customer>
    public let changes: FieldChanges
    public let version: Int64

    public init(_ id: ID<Customer>, _ changes: FieldChanges, version: Int64) {
        self.id = id
        self.changes = changes
        self.version = version
    }

    /// Locks, compares, writes and answers with the row as the actor may see it.
    ///
    /// - Throws: `resource.not_found` where the actor may not change the customer; `resource.stale` for another version; violations
    ///   in the words of an unknown field where he may not write a field in this row; `not_allowed` for the birthday of whom he
    ///   opened in an emergency.
    public func run(
        as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        let view = selection.view
        let resource = view.resource
        let writer = ResourceWriter(resource, keys: keys)
        // What is indexed is needed together: its tokens are made anew as one.
        let needed = [
            "name", "phone", "wechat", "level", "homeBranchId", "ownerId", "birthday", "guardianId", "guardianName", "guardianPhone",
        ].compactMap { resource.position(of: $0) }
        let fields = Set(changes.fields).union(needed).sorted()
        guard
            let row = try writer.lock(id.uuid, fields: fields, action: .updateCustomer, view: view, for: actor, at: now, in: tx)
        else { throw Failure(.notFound) }
        guard row.version == version else { throw Failure(.stale) }

        let refused = changes.fields.filter { !view.right(on: $0, in: row.bits).allowsWriting }
        if !refused.isEmpty {
            throw Failure.invalid(refused.map { Violation(pointer: resource.fields[$0].pointer, code: "unknown_field") })
        }
        let changed = changes.written(to: row, in: view)
        if !changed.isEmpty { try write(changed, row, writer, as: actor, keys: keys, at: now, view: view, in: tx) }
        let get = ResourceQueries.get(id, selection, action: .readCustomer, for: actor, at: now)
        let answer = try tx.execute(get)
        for event in try selection.readEvents(of: answer, .readCustomer, object: id.uuid) {
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        }
        guard let row = answer.first else { throw Failure(.notFound) }
        return row
    }

    private func write(
        _ changed: [Int], _ row: LockedRow, _ writer: ResourceWriter, as actor: Actor, keys: TenantKeys, at now: Instant,
        view: ResourceView, in tx: Transaction
    ) throws {
        let resource = view.resource
        var values = row.values
        for index in changed { values[index] = changes.values[index] }
        func id(_ name: String) -> UUID? {
            if let index = resource.position(of: name), case .id(let id)? = values[index] { id } else { nil }
        }
        guard let branch = id("homeBranchId") else { throw Failure(.customerBranchRequired) }
        // A minor's file is closed by the birthday: an emergency, which ends, must not open it for good.
        let isOpenedOnly = !(row.bits & ~view.bitsOpened).overlaps(view.bits(allowing: .updateCustomer))
        if isOpenedOnly, changed.contains(where: { resource.fields[$0].name == "birthday" }) {
            throw Failure.invalid([Violation(pointer: "/birthday", code: "not_allowed")])
        }
        // A customer may be moved, and handed over, only to where the actor may see and change him as well.
        let moving = ["homeBranchId", "ownerId"].filter { name in changed.contains { resource.fields[$0].name == name } }
        let movesBranch = moving.first == "homeBranchId"
        let kept = movesBranch ? 0 : row.bits & view.bitsInCare
        let after = kept | view.bits(branch: ID(branch), owner: id("ownerId").map { ID($0) }, for: actor.user)
        let isKept = after.overlaps(view.bits(allowing: .updateCustomer)) && after.overlaps(view.bits(allowing: .readCustomer))
        // Whom somebody handed to the actor for a while stays whose and where he was.
        let taken = moving.first { name in
            resource.position(of: name).map { !view.right(on: $0, in: row.bits & ~view.bitsHanded).allowsWriting } ?? false
        }
        if let name = taken ?? (isKept ? nil : moving.first) {
            throw Failure.invalid([Violation(pointer: "/" + name, code: "not_allowed")])
        }
        try CustomerRules.checkReferences(changes, as: actor, at: now, in: tx)
        if let introducer = id("introducerId"), changed.contains(where: { resource.fields[$0].name == "introducerId" }) {
            try IntroductionTree.check(self.id.uuid, under: introducer, tenant: actor.tenant, in: tx)
        }
        let about = ["birthday", "guardianId", "guardianName", "guardianPhone"].map { resource.position(of: $0).flatMap { values[$0] } }
        if changed.contains(where: { ["birthday", "guardianId", "guardianName", "guardianPhone"].contains(resource.fields[$0].name) }) {
            let isMinor = try CustomerRules.checkGuardian(
                birthday: about[0], guardian: (about[1], about[2], about[3]), as: actor, at: now, in: tx)
            let isHandedOnly = !(row.bits & ~view.bitsHanded).overlaps(view.bits(allowing: .updateCustomer))
            if isMinor, !isHandedOnly, let user = actor.user {
                // Whoever corrects the birthday goes on with the file that day, like who creates one.
                let until = now.advanced(by: CreateCustomer.afterCreation)
                tx.enqueue(CareQueries.extend(self.id.uuid, to: user, at: now, until: until, reason: "birthday", tenant: actor.tenant))
            }
        }
        let different = values.filter { changed.contains($0.key) && $0.value != row.values[$0.key] }
        try CustomValues.checkReferences(different, of: self.id.uuid, in: resource, as: actor, at: now, in: tx)
        let columns = try changed.filter { resource.fields[$0].isOwnColumn }.map { index -> (SQLIdentifier, SQL) in
            let field = resource.fields[index]
            return (
                field.column,
                try writer.parameter(values[index] ?? .null, for: field, row: self.id.uuid, crm: row.crm, medical: row.medical)
            )
        }
        tx.enqueue(CustomerQueries.update(self.id.uuid, columns: columns, tenant: actor.tenant, at: now))
        try CustomValues.enqueue(
            values.filter { changed.contains($0.key) }, of: self.id.uuid, branch: branch, writer: writer, crm: row.crm,
            medical: row.medical, in: tx)
        let names = Set(changed.map { resource.fields[$0].name })
        if !names.isDisjoint(with: ["name", "phone", "wechat"]) {
            CustomerTokens.enqueueRemoval(of: self.id.uuid, of: actor.tenant, in: tx)
            func text(_ name: String) -> String? { resource.position(of: name).flatMap { values[$0]?.text } }
            if names.contains("phone") {
                let old = resource.position(of: "phone").flatMap { row.values[$0]?.text }
                CustomerTokens.enqueueRemoval(of: [old, text("phone")], of: self.id.uuid, keys: keys, in: tx)
            }
            let indexed = CustomerTokens.Values(name: text("name"), phone: text("phone"), wechat: text("wechat"))
            for tokens in CustomerTokens.all(indexed, keys: keys) {
                tokens.enqueue(for: self.id.uuid, of: actor.tenant, withPhone: names.contains("phone"), in: tx)
            }
            if names.contains("phone"), let crm = row.crm {
                // One that a merge did not choose may have been his own meanwhile: it leads to him as before.
                try tx.asSystem(for: actor) {
                    tx.enqueue(MergedRows.reach)
                    let numbers = try MergedPhones.open(of: [self.id.uuid: crm], keys: keys, in: tx)[self.id.uuid] ?? []
                    tx.enqueue(MergedRows.leave)
                    MergedPhones.enqueue(numbers, of: self.id.uuid, beside: text("phone"), keys: keys, in: tx)
                }
            }
        }
        IdentityTokens.follow(names, of: self.id.uuid, isNew: false, keys: keys, in: tx) { name in
            resource.position(of: name).flatMap { values[$0]?.text }
        }
        enqueueHistory(of: changed, row, to: values, branch: branch, as: actor, at: now, in: tx)
        let touched = changed.map { resource.fields[$0] }
        tx.enqueue(
            CustomerQueries.timeline(
                self.id.uuid, kind: "changed", branch: branch, objectType: resource.name, object: self.id.uuid, fields: touched.map(\.name),
                actor: actor, at: now))
        WebhookEvent(.customerChanged, of: resource.name, self.id.uuid, fields: touched.map(\.name)).tell(as: actor, at: now, in: tx)
        try CustomerChanges.tell(self.id, fields: names, as: actor, at: now, in: tx)
        let new = Dictionary(uniqueKeysWithValues: changed.map { ($0, values[$0] ?? .null) })
        try AuditTrail.record(
            AuditEvent(
                .updateCustomer, on: resource.name, self.id.uuid, branch: ID(branch), customer: self.id.uuid,
                fields: touched.map(resource.qualified), links: CustomerRules.links(self.id.uuid, touched),
                body: writer.difference(from: row.values.filter { new[$0.key] != nil }, to: new)),
            as: actor, keys: keys, customerKey: row.crm, at: now, in: tx)
    }

    /// The level has a history of its own; the owner's is written by the database.
    private func enqueueHistory(
        of changed: [Int], _ row: LockedRow, to values: [Int: FieldValue], branch: UUID, as actor: Actor, at now: Instant,
        in tx: Transaction
    ) {
        for index in changed where row.values[index] != values[index] && changes.resource.fields[index].name == "level" {
            guard let from = row.values[index]?.text, let to = values[index]?.text else { continue }
            tx.enqueue(CustomerHistory.level(of: id.uuid, branch: branch, from: from, to: to, as: actor, at: now))
        }
    }
}
