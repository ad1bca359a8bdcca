import FoundationEssentials
import Postgres
import Testing

@testable import Platform

@Suite("Rights compiled into SQL")
struct RowBitsTests {
    private struct Customer {
        let id: UUID
        let branch: ID<Unit>
        let owner: ID<User>?
        let isCaredFor: Bool
    }

    @Test(
        "the bits of a row are what a plain reading of the portions says, for random rights and rows", arguments: 0..<8)
    func bits(seed: UInt64) async throws {
        let world = try await AccessFixture()
        var generator = SeededGenerator(seed: seed &+ 9000)
        let reader = try await world.person()
        let other = try await world.person()
        let branches = [world.north, world.south, world.west]
        let (tenant, now, cell) = (world.tenant, world.now, [UInt8](repeating: 7, count: 64))

        var customers: [Customer] = []
        for _ in 0..<40 {
            customers.append(
                Customer(
                    id: ID<Customer>.new(at: now).uuid,
                    branch: branches.randomElement(using: &generator) ?? world.north,
                    owner: [nil, reader, other].randomElement(using: &generator) ?? nil,
                    isCaredFor: Bool.random(using: &generator)))
        }
        let rows = customers
        // Some relations have ended, some have not begun: neither counts.
        try await world.deployment.database.write(as: world.system) { tx in
            for (number, customer) in rows.enumerated() {
                tx.enqueue(
                    """
                    insert into app.customer (tenant_id, id, number, home_branch_id, owner_id, level, name_sealed, crm_key, medical_key,
                      created_at, updated_at)
                    values (\(tenant), \(customer.id), \(Int64(number)), \(customer.branch), \(customer.owner), 'standard', \(cell),
                      \(cell), \(cell), \(now), \(now))
                    """)
                let shift: Duration = customer.isCaredFor ? .zero : .seconds(number.isMultiple(of: 2) ? 3600 : -3600)
                let since = now.advanced(by: shift + .seconds(-60))
                tx.enqueue(
                    """
                    insert into app.care_relation (tenant_id, customer_id, user_id, since, until, reason)
                    values (\(tenant), \(customer.id), \(reader), \(since), \(since.advanced(by: .seconds(120))), 'test')
                    """)
            }
        }

        for _ in 0..<12 {
            var portions: [Portion] = []
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let content = RoleContent.random(in: world.catalog, using: &generator)
                let reach: RowSet.Reach =
                    Int.random(in: 0..<4, using: &generator) == 0
                    ? .everywhere : .branches(Set(branches.filter { _ in Bool.random(using: &generator) }))
                portions.append(
                    Portion(
                        rows: RowSet(reach, content.relation), actions: content.actions, fields: content.fields,
                        sources: []))
            }
            let rights = Rights(portions: portions)
            let view = rights.view(of: .testCustomer)
            guard !view.portions.isEmpty else { continue }
            let actor = Actor(
                person: reader, named: "reader", of: tenant, session: .new(at: now), rights: rights,
                request: .new(at: now), address: nil)
            let read = Resource.testCustomer.read
            let answer = try await world.deployment.database.fetch(
                as: actor,
                [
                    """
                    select t.id, \(view.bitsColumn(for: actor, at: now)), \(view.condition(view.bits(allowing: read), for: actor, at: now))
                    from app.customer t where t.tenant_id = \(tenant) and \(view.condition(view.all, for: actor, at: now))
                    """
                ])[0]
            var found: [UUID: (bits: ResourceView.Bits, readable: Bool)] = [:]
            for row in answer { found[try row[0]] = (try row[1], try row[2]) }

            for customer in customers {
                var expected: ResourceView.Bits = 0
                for (index, portion) in view.portions.enumerated() {
                    let inReach =
                        switch portion.rows.reach {
                        case .everywhere: true
                        case .branches(let branches): branches.contains(customer.branch)
                        }
                    let isRelated =
                        switch portion.rows.relation {
                        case .any: true
                        case .own: customer.owner == nil || customer.owner == reader
                        case .care: customer.isCaredFor
                        }
                    if inReach && isRelated { expected |= 1 << ResourceView.Bits(index) }
                }
                #expect(found[customer.id]?.bits ?? 0 == expected)
                #expect(found[customer.id]?.readable ?? false == (expected & view.bits(allowing: read) != 0))
                // And what the fields' rights come to is the union over the portions it lies in, computed from the parts.
                let lying = portions.filter { portion in
                    view.portions.enumerated().contains {
                        $1.rows == portion.rows && expected & (1 << ResourceView.Bits($0)) != 0
                    }
                }
                for (index, field) in Resource.testCustomer.fields.enumerated() {
                    let whole = lying.reduce(FieldRight.none) {
                        $0.union($1.fields.right(on: Resource.testCustomer.qualified(field), of: field.classification))
                    }
                    #expect(view.right(on: index, in: expected).level == whole.level)
                }
            }
        }
    }
}
