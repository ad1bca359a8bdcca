internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// The two files of a merge as the actor may merge them, both opened whole, whatever of it he may see.
struct MergePair {
    let source: LockedRow
    let target: LockedRow
    let sourceNumber: Int64
    /// With every field that the tenant has added, also those that do not count now: their values are the person's as well.
    let resource: Resource
    /// The actor's, without the fields behind its end in the resource: those he does not see.
    let view: ResourceView

    /// Reads, and locks unless it is only looked at; the one with the smaller id first, so that two merges cannot wait for each other.
    ///
    /// - Throws: `resource.not_found` where either is not the actor's to merge; `customer.merged` for one that was merged already.
    init(
        source: UUID, target: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, locking: Bool, in tx: Transaction
    ) throws {
        let view = actor.rights.view(of: Customer.resource)
        let counting = Set(view.resource.fields.compactMap(\.custom?.id))
        let others = try CustomField.all(of: actor.tenant, in: tx).filter { !counting.contains($0.id) }
        let resource = view.resource.extended(behind: others)
        let writer = ResourceWriter(resource, keys: keys)
        let fields = Array(resource.fields.indices).filter { index in
            let field = resource.fields[index]
            return field.name != "id" && field.derivation == nil
        }
        func row(_ id: UUID) throws -> LockedRow {
            guard
                let row = try writer.lock(
                    id, fields: fields, action: .mergeCustomer, view: view, for: actor, at: now, locking: locking, in: tx)
            else { throw Failure(.notFound) }
            return row
        }
        if ID<Customer>(source) < ID<Customer>(target) {
            self.source = try row(source)
            self.target = try row(target)
        } else {
            self.target = try row(target)
            self.source = try row(source)
        }
        self.view = view
        self.resource = resource
        guard let index = resource.position(of: "number"), case .integer(let number)? = self.source.values[index] else {
            throw Failure(.internalError)
        }
        sourceNumber = number
    }

    /// What opens the two customers' own cells, where they have it.
    var crmKeys: [UUID: SealingKey] {
        Dictionary(uniqueKeysWithValues: [source, target].compactMap { row in row.crm.map { (row.id, $0) } })
    }

    func value(_ name: String, of row: LockedRow) -> FieldValue {
        resource.position(of: name).flatMap { row.values[$0] } ?? .null
    }

    func id(_ name: String, of row: LockedRow) -> UUID? {
        if case .id(let id) = value(name, of: row) { id } else { nil }
    }

    /// Whether the actor sees a field of both, masked or in clear: what he may choose between.
    func sees(_ field: Int) -> Bool {
        view.resource.fields.indices.contains(field) && view.right(on: field, in: source.bits).level >= .masked
            && view.right(on: field, in: target.bits).level >= .masked
    }

    /// What the rows themselves say against it.
    func obstacles(_ choices: MergeChoices) -> [MergeObstacle] {
        var found: [MergeObstacle] = []
        if let one = value("idNumber", of: source).text, let other = value("idNumber", of: target).text, one != other {
            found.append(.idNumbers)
        }
        if id("guardianId", of: source) == target.id || id("guardianId", of: target) == source.id { found.append(.guardian) }
        if value("restriction", of: source).text != nil, value("restriction", of: target).text == nil { found.append(.restricted) }
        if choices.hasUnseenConflict { found.append(.unseenFields) }
        return found
    }

    /// Whether the target would have introduced himself.
    static func isCycle(_ introducer: UUID?, source: UUID, target: UUID, tenant: ID<Tenant>, in tx: Transaction) throws -> Bool {
        guard let introducer else { return false }
        return try tx.execute(
            """
            with recursive up (id, steps) as (
              select \(introducer)::uuid, 1
              union all
              select c.introducer_id, up.steps + 1 from up join app.customer c on c.tenant_id = \(tenant) and c.id = up.id
              where c.introducer_id is not null and up.steps < 100 and up.id not in (\(source), \(target)))
            select exists (select 1 from up where up.id in (\(source), \(target)))
            """)[0][0]
    }
}
