internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Who brought a customer, and whom he brought: as far as the reader sees each of them. Where somebody in between is not his to see, the
/// tree ends.
struct IntroductionTree: Sendable {
    let customer: ID<Customer>

    /// Generations upwards and downwards, and customers in all.
    static let mostAbove = 20
    static let mostBelow = 10
    static let mostPeople = 500

    /// Fields of each.
    private static let shown = ["id", "number", "code", "name", "level", "introducerId", "homeBranchId"]

    /// `{"ancestors": […nearest first], "descendants": [[children], [grandchildren], …], "truncated"}`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [UInt8] {
        let resource = Customer.resource
        let view = actor.rights.view(of: resource)
        let fields = IntroductionTree.shown.compactMap { resource.position(of: $0) }
        let selection = Selection(view, fields: fields, for: actor, at: now)
        let visible = view.condition(view.bits(allowing: .readCustomer), for: actor, at: now)
        func find(_ condition: SQL, limit: Int) throws -> [Row] {
            Array(
                try tx.execute(
                    """
                    select \(selection.list), t.introducer_id from \(resource.source) where t.tenant_id = \(actor.tenant) and \(condition) \
                    and \(visible) order by t.number limit \(limit)
                    """))
        }
        guard let own = try find("t.id = \(customer)", limit: 1).first else { throw Failure(.notFound) }
        var seen: Set<UUID> = [customer.uuid]
        var ancestors: [Row] = []
        var above: UUID? = try own.getOptional(selection.width)
        while let id = above, ancestors.count < IntroductionTree.mostAbove, seen.insert(id).inserted,
            let row = try find("t.id = \(id)", limit: 1).first
        {
            ancestors.append(row)
            above = try row.getOptional(selection.width)
        }
        var generations: [[Row]] = []
        var parents = [customer.uuid]
        var left = IntroductionTree.mostPeople
        var isTruncated = false
        while !parents.isEmpty, !isTruncated {
            guard generations.count < IntroductionTree.mostBelow else {
                isTruncated = true
                break
            }
            let rows = try find("t.introducer_id = any (\(parents))", limit: left + 1)
            isTruncated = rows.count > left
            let children = try rows.prefix(left).filter { seen.insert(try $0.get(0, as: UUID.self)).inserted }
            guard !children.isEmpty else { break }
            left -= children.count
            generations.append(children)
            parents = try children.map { try $0.get(0, as: UUID.self) }
        }
        let everybody = ancestors + generations.flatMap { $0 }
        try EmergencyReads.record(everybody, selection, as: actor, keys: keys, at: now, in: tx)
        let encoder = ResourceEncoder(selection, keys: keys)
        var json = JSONWriter(reservingCapacity: 256 * (everybody.count + 1))
        json.beginObject()
        json.key("ancestors")
        try encoder.write(ancestors, to: &json)
        json.key("descendants")
        json.beginArray()
        for generation in generations { try encoder.write(generation, to: &json) }
        json.endArray()
        json.key("truncated")
        json.boolean(isTruncated)
        json.endObject()
        return json.finish()
    }

    /// Throws `not_allowed` at `/introducerId` where somebody would stand above himself. Changes of the tree of a tenant wait for each other.
    static func check(_ customer: UUID, under introducer: UUID, tenant: ID<Tenant>, in tx: Transaction) throws {
        let rows = try tx.execute(all: [
            "select pg_advisory_xact_lock(hashtextextended('introducer ' || \(tenant.description)::text, 0))",
            "select app.introduced(\(customer), \(introducer))",
        ])
        if try rows[1][0].get(0, as: Bool.self) {
            throw Failure.invalid([Violation(pointer: "/introducerId", code: "not_allowed")])
        }
    }
}
