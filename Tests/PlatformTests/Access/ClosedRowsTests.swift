import FoundationEssentials
import Postgres
import Testing

@testable import Platform

/// Shares, emergencies and closed rows, compiled into SQL, against a plain reading of the same facts.
@Suite("Rows beyond one's own, compiled into SQL")
struct ClosedRowsTests {
    private struct Customer {
        let id: UUID
        let branch: ID<Unit>
        let owner: ID<User>?
        let isCaredFor: Bool
        let isRestricted: Bool
        let isMinor: Bool
        /// To which branch, in which scope, and whether it holds at the moment.
        let share: (branch: ID<Unit>, scope: ShareScope, holds: Bool)?
        /// Whether the reader has opened him, and that holds.
        let opened: Bool?

        var isClosed: Bool { isRestricted || isMinor }
    }

    private static let resource = Resource(
        name: "customer", table: "app.customer", tableIdentifier: "app.customer", source: "app.customer t",
        scope: Resource.Scope(
            alias: "t", branch: "home_branch_id", owner: "owner_id", customer: "id",
            closing: Resource.Scope.Closing(alias: "t", restriction: "restriction", birthday: "birthday")),
        keyHolder: ("t", "id"), defaultSort: "number",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("number", "number", .integer, .internal, writing: .server, uses: [.sort], label: LocalizedText("号", "Number")),
        ])

    @Test("who is there, and in which portions, is what the facts say, for random rights and rows", arguments: 0..<6)
    func bits(seed: UInt64) async throws {
        let world = try await AccessFixture()
        var generator = SeededGenerator(seed: seed &+ 19_000)
        let reader = try await world.person()
        let other = try await world.person()
        let branches = [world.north, world.south, world.west]
        func one<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &generator) }
        var readable = FieldRights()
        readable[.internal] = FieldRight(.read, .sort)
        let fields = readable
        func chance() -> Bool { Bool.random(using: &generator) }
        var customers: [Customer] = []
        for _ in 0..<60 {
            let branch = one(branches) ?? world.north
            let target = one(branches.filter { $0 != branch }) ?? world.south
            let share = chance() ? (branch: target, scope: one(ShareScope.allCases) ?? .full, holds: chance()) : nil
            customers.append(
                Customer(
                    id: ID<Customer>.new(at: world.now).uuid, branch: branch, owner: one([nil, reader, other]) ?? nil, isCaredFor: chance(),
                    isRestricted: chance() && chance(), isMinor: chance() && chance(), share: share,
                    opened: chance() ? chance() : nil))
        }
        let rows = customers
        try await insert(rows, reader, in: world)

        for _ in 0..<12 {
            var portions: [Portion] = []
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                portions.append(
                    Portion(
                        rows: rowSet(rows, branches, &generator), actions: [Self.resource.read], fields: fields, sources: []))
            }
            if Int.random(in: 0..<6, using: &generator) == 0 { portions[0].actions.insert(.readRestricted) }
            let rights = Rights(portions: portions, timeZone: "Asia/Shanghai")
            let view = rights.view(of: Self.resource)
            guard !view.portions.isEmpty else { continue }
            let (tenant, now) = (world.tenant, world.now)
            let actor = Actor(
                person: reader, named: "reader", of: tenant, session: .new(at: now), rights: rights, request: .new(at: now), address: nil)
            let selection = Selection(view, fields: [0, 1], for: actor, at: now)
            var expected: [UUID: ResourceView.Bits] = [:]
            for customer in rows {
                let bits = view.portions.indices.reduce(ResourceView.Bits(0)) {
                    Self.lies(customer, in: view.portions[$1], reader) ? $0 | 1 << ResourceView.Bits($1) : $0
                }
                if bits != 0 { expected[customer.id] = bits }
            }
            for direction in ["", "-"] {
                let query = try ListQuery(Query(parsing: "sort=\(direction)number&limit=200"), on: view)
                let list = ResourceQueries.list(query, selection, after: nil, for: actor, at: now)
                let answer = try await world.deployment.database.fetch(as: actor, [list])[0]
                let found = try answer.map { (try $0.get(0, as: UUID.self), try selection.bits(of: $0)) }
                #expect(found.count == Set(found.map(\.0)).count, "no row twice")
                // With one portion alone the bits are a constant.
                #expect(Dictionary(found, uniquingKeysWith: { first, _ in first }) == expected)
                let numbers = try answer.map { try $0.get(selection.width + 1, as: Int64.self) }
                #expect(numbers == (direction.isEmpty ? numbers.sorted() : numbers.sorted(by: >)))
            }
            // One by one it is the same.
            for customer in rows.prefix(8) {
                let get = ResourceQueries.get(
                    ID<Customer>(customer.id), selection, action: Self.resource.read, for: actor, at: now)
                let one = try await world.deployment.database.fetch(as: actor, [get])[0]
                #expect(one.isEmpty == (expected[customer.id] == nil))
            }
        }
    }

    @Test("nothing is kept for the next request that holds only now: care, emergencies, portions that differ in what is closed")
    func kept() async throws {
        let world = try await AccessFixture()
        var fields = FieldRights()
        fields[.internal] = FieldRight(.read, .sort)
        let all = fields
        func view(_ portions: [(rows: RowSet, actions: Set<Action>)]) -> ResourceView {
            Rights(portions: portions.map { Portion(rows: $0.rows, actions: $0.actions, fields: all, sources: []) }).view(of: Self.resource)
        }
        let (here, there) = (RowSet(.branches([world.north])), RowSet(.branches([world.south])))
        let (plain, overseeing): (Set<Action>, Set<Action>) = ([Self.resource.read], [Self.resource.read, .readRestricted])
        #expect(!view([(here, plain), (there, plain)]).dependsOnMoment)
        #expect(!view([(here, overseeing), (there, overseeing)]).dependsOnMoment)
        #expect(view([(here, overseeing), (there, plain)]).dependsOnMoment)
        #expect(view([(RowSet(.branches([world.north]), .care), plain)]).dependsOnMoment)
        #expect(view([(RowSet(.branches([world.north]), basis: .opened([])), plain)]).dependsOnMoment)
    }

    private static func lies(_ customer: Customer, in portion: Portion, _ reader: ID<User>) -> Bool {
        let rows = portion.rows
        let isThere =
            switch rows.basis {
            case .home, .policy: rows.reaches(customer.branch)
            case .shared(let scope, _):
                customer.share.map { rows.reaches($0.branch) && $0.scope == scope && $0.holds } ?? false
            case .opened: customer.opened ?? false
            case .cared: rows.reaches(customer.branch) && customer.isCaredFor
            }
        let isRelated =
            switch rows.relation {
            case .any: true
            case .own: customer.owner == nil || customer.owner == reader
            case .care: customer.isCaredFor
            }
        let isOpen =
            !customer.isClosed || customer.isCaredFor || rows.isOpened || portion.actions.contains(.readRestricted)
        return isThere && isRelated && isOpen
    }

    /// Ids as a cache would keep them: of shares and emergencies that hold and of those that have ended since.
    private func rowSet(_ rows: [Customer], _ branches: [ID<Unit>], _ generator: inout SeededGenerator) -> RowSet {
        let some = Set(branches.filter { _ in Bool.random(using: &generator) })
        let relation: RowSet.Relation = [.any, .own, .care].randomElement(using: &generator) ?? .any
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return RowSet(.everywhere, relation)
        case 1: return RowSet(.everywhere, .any, basis: .policy(.directory))
        case 2:
            let scope = ShareScope.allCases.randomElement(using: &generator) ?? .full
            let ids = rows.filter { $0.share.map { some.contains($0.branch) && $0.scope == scope } ?? false }.map(\.id)
            return RowSet(.branches(some), relation == .own ? .any : relation, basis: .shared(scope, Set(ids)))
        case 3: return RowSet(.branches(some), basis: .opened(Set(rows.filter { $0.opened != nil }.map(\.id))))
        case 4: return RowSet(.branches(some), basis: .cared(Set(rows.map(\.id))))
        default: return RowSet(.branches(some), relation)
        }
    }

    private func insert(_ rows: [Customer], _ reader: ID<User>, in world: AccessFixture) async throws {
        let (tenant, now, cell) = (world.tenant, world.now, [UInt8](repeating: 7, count: 64))
        let (past, future) = (now.advanced(by: .seconds(-600)), now.advanced(by: .seconds(600)))
        try await world.deployment.database.write(as: world.system) { tx in
            for (number, customer) in rows.enumerated() {
                let restriction: String? = customer.isRestricted ? "vip" : nil
                let years: Int32 = customer.isMinor ? 10 : 30
                tx.enqueue(
                    """
                    insert into app.customer (tenant_id, id, number, home_branch_id, owner_id, level, name_sealed, crm_key, medical_key,
                      restriction, restriction_reason_sealed, birthday, created_at, updated_at)
                    values (\(tenant), \(customer.id), \(Int64(number)), \(customer.branch), \(customer.owner), 'standard', \(cell),
                      \(cell), \(cell), \(restriction), \(customer.isRestricted ? cell : nil),
                      (\(now)::timestamptz - make_interval(years => \(years)))::date, \(now), \(now))
                    """)
                if customer.isCaredFor {
                    tx.enqueue(
                        """
                        insert into app.care_relation (tenant_id, customer_id, user_id, since, until, reason)
                        values (\(tenant), \(customer.id), \(reader), \(past), \(future), 'test')
                        """)
                }
                if let share = customer.share {
                    tx.enqueue(
                        """
                        insert into app.customer_share (tenant_id, id, customer_id, branch_id, to_branch_id, scope, reason, since, until, shared_by)
                        values (\(tenant), \(ID<Customer>.new(at: now)), \(customer.id), \(customer.branch), \(share.branch),
                          \(share.scope.rawValue), 'a test', \(past), \(share.holds ? future : now), \(reader))
                        """)
                }
                if let opened = customer.opened {
                    tx.enqueue(
                        """
                        insert into app.break_glass (tenant_id, id, user_id, customer_id, branch_id, reason, opened_at, until)
                        values (\(tenant), \(ID<Customer>.new(at: now)), \(reader), \(customer.id), \(customer.branch), 'a test',
                          \(past), \(opened ? future : now))
                        """)
                }
            }
        }
    }
}
