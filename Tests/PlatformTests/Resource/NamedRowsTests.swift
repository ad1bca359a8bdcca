import FoundationEssentials
import Postgres
import Testing

@testable import Platform

/// Rows that name customers, of whom the reader sees some: what every way of reading tells, against a plain reading of the same facts.
@Suite("Rows that name whom the reader may not see")
struct NamedRowsTests {
    private struct Errand {
        let id: UUID
        let title: String
        /// Nil where it is nobody's.
        let customer: UUID?
        /// The customer's, and the errand's as well.
        let branch: ID<Unit>
        let owner: ID<User>?
        let isCaredFor: Bool
    }

    private static let uses: FieldUses = [.filter, .sort, .group, .export]

    private static let resource = Resource(
        name: "errand", table: "app.task", tableIdentifier: "app.task",
        source: "app.task t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(ofTheHouse: "t", branch: "branch_id", customer: "customer_id"),
        naming: Resource.Naming(.testCustomer, as: "c"), defaultSort: "dueAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, uses: uses, label: LocalizedText("标识", "Id")),
            Field(
                "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: uses, ofCustomer: true,
                label: LocalizedText("客户", "Customer")),
            Field("title", "title", .text(max: 200), .internal, uses: uses, ofCustomer: true, label: LocalizedText("内容", "Title")),
            Field(
                "people", "people", .ids(of: "customer"), .internal, ofCustomer: true, label: LocalizedText("客户们", "Customers"),
                derived: Derivation { _ in "array[t.customer_id]" }),
            Field("kind", "kind", .choice(["call_back", "other"]), .internal, uses: uses, label: LocalizedText("类型", "Kind")),
            Field("dueAt", "due_at", .instant, .internal, uses: uses, label: LocalizedText("截止时间", "Due")),
        ])

    @Test("lists, filters, orders, groups and files tell nothing of a customer whom the reader does not see", arguments: 0..<4)
    func telling(seed: UInt64) async throws {
        let world = try await AccessFixture()
        var generator = SeededGenerator(seed: seed &+ 23_000)
        let reader = try await world.person()
        let other = try await world.person()
        let branches = [world.north, world.south, world.west]
        var errands: [Errand] = []
        for number in 0..<30 {
            errands.append(
                Errand(
                    id: ID<AccessFixture>.new(at: world.now).uuid, title: "errand-\(number)",
                    customer: number % 6 == 5 ? nil : ID<AccessFixture>.new(at: world.now).uuid,
                    branch: branches.randomElement(using: &generator) ?? world.north,
                    owner: [nil, reader, other].randomElement(using: &generator) ?? nil,
                    isCaredFor: Bool.random(using: &generator)))
        }
        let rows = errands
        try await insert(rows, reader, in: world)

        for _ in 0..<8 {
            var fields = FieldRights()
            fields[.internal] = FieldRight(.read, Self.uses)
            var portions = [
                Portion(rows: RowSet(.everywhere), actions: [Self.resource.read, Self.resource.export], fields: fields, sources: [])
            ]
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let reach = Set(branches.filter { _ in Bool.random(using: &generator) })
                let relation: RowSet.Relation = [.any, .own, .care].randomElement(using: &generator) ?? .any
                portions.append(
                    Portion(
                        rows: RowSet(.branches(reach), relation), actions: [Resource.testCustomer.read], fields: FieldRights(),
                        sources: []))
            }
            let rights = Rights(portions: portions, timeZone: "Asia/Shanghai")
            let visible = Set(rows.filter { Self.isVisible($0, by: portions, reader) }.map(\.id))
            let actor = Actor(
                person: reader, named: "reader", of: world.tenant, session: .new(at: world.now), rights: rights,
                request: .new(at: world.now), address: nil)
            try await check(rows, visible, as: actor, in: world)
        }
    }

    /// - Parameter visible: the errands whose customer the actor sees.
    private func check(_ rows: [Errand], _ visible: Set<UUID>, as actor: Actor, in world: AccessFixture) async throws {
        let now = world.now
        let view = actor.rights.view(of: Self.resource)
        let selection = Selection(view, fields: Array(Self.resource.fields.indices), for: actor, at: now)
        let shown = Set(rows.filter { $0.customer == nil }.map(\.id)).union(visible)
        let named = rows.compactMap { $0.customer?.uuidString.lowercased() }.joined(separator: ",")
        func read(_ statement: SQL) async throws -> Rows { try await world.deployment.database.fetch(as: actor, [statement])[0] }
        func list(_ text: String) async throws -> Rows {
            let query = try ListQuery(Query(parsing: Substring(text + "&limit=200")), on: view)
            return try await read(ResourceQueries.list(query, selection, after: nil, for: actor, at: now))
        }
        func ids(_ rows: Rows) throws -> Set<UUID> { Set(try rows.map { try $0.get(0, as: UUID.self) }) }

        // The rows are all there; what they tell is not.
        let all = try await list("sort=dueAt")
        #expect(try ids(all) == Set(rows.map(\.id)))
        for row in all { try check(row, of: selection, rows, shown) }
        // Who asks for a customer, or for what is said of him, finds those of whom he may know.
        #expect(try await ids(list("filter[customerId]=\(named)")) == visible)
        #expect(try await ids(list("filter[kind]=call_back,other&filter[customerId]=\(named)")) == visible)
        #expect(try await ids(list("filter[title]=" + rows.map(\.title).joined(separator: ","))) == shown)
        for order in ["customerId", "-customerId", "title", "-title"] {
            #expect(try await ids(list("sort=\(order)")) == shown)
        }
        #expect(try await ids(list("filter[kind]=call_back,other&sort=-dueAt")).count == rows.count)

        let readable = view.bits(allowing: Self.resource.read)
        func groups(_ name: String, _ filter: String) async throws -> [String?: Int64] {
            let index = try #require(Self.resource.position(of: name))
            let query = try ListQuery(Query(parsing: Substring(filter)), on: view)
            let statement = ResourceQueries.groups(query, by: index, where: readable, of: view, most: 200, for: actor, at: now)
            return try await read(statement).reduce(into: [:]) { counts, row in
                counts[try row.getOptional(0, as: String.self)] = try row.get(1, as: Int64.self)
            }
        }
        let byCustomer = try await groups("customerId", "")
        #expect(Set(byCustomer.keys) == Set(rows.filter { shown.contains($0.id) }.map { $0.customer?.uuidString.lowercased() }))
        #expect(byCustomer.values.reduce(0, +) == Int64(shown.count))
        #expect(try await groups("kind", "filter[customerId]=\(named)").values.reduce(0, +) == Int64(visible.count))
        #expect(try await groups("kind", "").values.reduce(0, +) == Int64(rows.count))

        try await checkFile(rows, visible, shown, named, as: actor, in: world)
    }

    private func check(_ row: Row, of selection: Selection, _ rows: [Errand], _ shown: Set<UUID>) throws {
        let id: UUID = try row[Selection.idColumn]
        let errand = try #require(rows.first { $0.id == id })
        let isShown = shown.contains(id)
        func position(_ name: String) -> Int? {
            selection.columns.first { Self.resource.fields[$0.field].name == name }?.position
        }
        let customer = try #require(position("customerId"))
        let title = try #require(position("title"))
        #expect(try row.getOptional(customer, as: UUID.self) == (isShown ? errand.customer : nil))
        #expect(try row.getOptional(title, as: String.self) == (isShown ? errand.title : nil))
        if let people = position("people") { #expect(row.isNull(people) == !isShown) }
        if let kind = position("kind") { #expect(!row.isNull(kind)) }
        #expect(try selection.isHidden(row) == !isShown)
    }

    private func checkFile(
        _ rows: [Errand], _ visible: Set<UUID>, _ shown: Set<UUID>, _ named: String, as actor: Actor, in world: AccessFixture
    ) async throws {
        let now = world.now
        let kind = ExportList(
            Self.resource, at: "/v1/errands", title: LocalizedText("事项", "Errands"), permission: LocalizedText("导出", "Export"), holders: [])
        for (parameters, expected) in [([], Set(rows.map(\.id))), ([(name: "filter[customerId]", value: named)], visible)]
            as [([(name: String, value: String)], Set<UUID>)]
        {
            let order = ExportOrder(parameters: parameters, columns: ["id", "customerId", "title"], ids: [])
            let listed = try await world.deployment.database.read(as: actor) { tx in
                try ExportedList(kind, order, for: actor, at: now, in: tx)
            }
            let written = try await world.deployment.database.fetch(as: actor, [listed.rows(after: nil)])[0]
            #expect(Set(try written.map { try $0.get(0, as: UUID.self) }) == expected)
            for row in written { try check(row, of: listed.selection, rows, shown) }
        }
    }

    private static func isVisible(_ errand: Errand, by portions: [Portion], _ reader: ID<User>) -> Bool {
        guard errand.customer != nil else { return false }
        return portions.contains { portion in
            guard portion.actions.contains(Resource.testCustomer.read), portion.rows.reaches(errand.branch) else { return false }
            return switch portion.rows.relation {
            case .any: true
            case .own: errand.owner == nil || errand.owner == reader
            case .care: errand.isCaredFor
            }
        }
    }

    private func insert(_ rows: [Errand], _ reader: ID<User>, in world: AccessFixture) async throws {
        let (tenant, now, cell) = (world.tenant, world.now, [UInt8](repeating: 7, count: 64))
        let (past, future) = (now.advanced(by: .seconds(-600)), now.advanced(by: .seconds(600)))
        try await world.deployment.database.write(as: world.system) { tx in
            for (number, errand) in rows.enumerated() {
                if let customer = errand.customer {
                    tx.enqueue(
                        """
                        insert into app.customer (tenant_id, id, number, home_branch_id, owner_id, level, name_sealed, crm_key, medical_key,
                          created_at, updated_at)
                        values (\(tenant), \(customer), \(Int64(number)), \(errand.branch), \(errand.owner), 'standard', \(cell), \(cell),
                          \(cell), \(now), \(now))
                        """)
                }
                if let customer = errand.customer, errand.isCaredFor {
                    tx.enqueue(
                        """
                        insert into app.care_relation (tenant_id, customer_id, user_id, since, until, reason)
                        values (\(tenant), \(customer), \(reader), \(past), \(future), 'test')
                        """)
                }
                let kind = number.isMultiple(of: 2) ? "call_back" : "other"
                tx.enqueue(
                    """
                    insert into app.task (tenant_id, id, branch_id, assignee_id, kind, customer_id, due_at, created_at, updated_at)
                    values (\(tenant), \(errand.id), \(errand.branch), \(reader), \(kind), \(errand.customer),
                      \(now.advanced(by: .seconds(number))), \(now), \(now))
                    """)
                // Nothing comes in clear; what is there from before is.
                tx.enqueue("update app.task set title = \(errand.title) where tenant_id = \(tenant) and id = \(errand.id)")
            }
        }
    }
}
