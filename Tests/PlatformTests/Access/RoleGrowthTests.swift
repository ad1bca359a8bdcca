import JSON
import Logging
import PeonyTesting
import Postgres
import Testing

@testable import Platform

/// Built-in roles of tenants that exist follow when the program gives them more, and nothing that a tenant took away comes back.
@Suite("Growing roles")
struct RoleGrowthTests {
    private static let bookings = FeaturePermissions(
        actions: [
            (Action(named: "read.booking"), LocalizedText("查看预约", "See bookings")),
            (Action(named: "create.booking"), LocalizedText("新建预约", "Make bookings")),
        ],
        defaults: [
            "front_desk": [Action(named: "read.booking"), Action(named: "create.booking")],
            RoleTemplate.systemAdmin: [Action(named: "read.booking")],
        ],
        fields: [
            "front_desk": [("customer.source", FieldRight(.read, [.filter]))],
            "nurse": [("customer.phone", FieldRight(.masked, [.filter]))],
            "doctor": [("customer.phone", FieldRight(.read))],
        ])

    private static let grown = PermissionCatalog([
        AccessPermissions.permissions, IdentityPermissions.permissions, .testCustomers, bookings,
    ])

    private func content(_ code: String, _ world: AccessFixture) async throws -> RoleContent {
        let (tenant, id) = (world.tenant, try #require(world.roles[code]))
        return try await world.deployment.database.read(as: world.system) { tx in
            let results = try tx.execute(all: RoleQueries.contents([id], of: tenant))
            let contents = try RightsLoader.contents(actions: results[0], fields: results[1])
            return contents[id] ?? RoleContent(relation: .any, actions: [], fields: FieldRights())
        }
    }

    /// A tenant's own decision: the role without an action and without a class.
    private func narrow(_ code: String, _ change: @Sendable (inout RoleContent) -> Void, _ world: AccessFixture) async throws {
        var narrowed = try await content(code, world)
        narrowed.relation = try #require(world.catalog.template(code)).relation
        change(&narrowed)
        let (tenant, id, content) = (world.tenant, try #require(world.roles[code]), narrowed)
        try await world.deployment.database.write(as: world.system) { tx in
            for statement in RoleQueries.replace(content, of: id, tenant: tenant) { tx.enqueue(statement) }
        }
    }

    private func extend(_ world: AccessFixture, _ catalog: PermissionCatalog) async throws -> Int {
        let deployment = world.database.deployment(clock: world.clock, catalog: catalog)
        let count = try await ExtendBuiltInRoles.extend(world.tenant, on: deployment, at: world.now)
        await deployment.database.close()
        await deployment.signIn.close()
        return count
    }

    @Test("a new feature's actions and fields come, once, and each role's event says what")
    func grows() async throws {
        let world = try await AccessFixture()
        #expect(try await extend(world, world.catalog) == 0)
        #expect(try await extend(world, Self.grown) == 4)
        #expect(try await extend(world, Self.grown) == 0)
        let desk = try await content("front_desk", world)
        #expect(desk.actions.isSuperset(of: [Action(named: "read.booking"), Action(named: "create.booking")]))
        #expect(desk.fields.byField["customer.source"] == FieldRight(.read, [.filter]))
        #expect(try await content("system_admin", world).actions.contains(Action(named: "read.booking")))
        #expect(try await content("doctor", world).fields.byField["customer.phone"] == FieldRight(.read))
        #expect(try await !content("cashier", world).actions.contains(Action(named: "read.booking")))
        #expect(try world.audited(try #require(world.roles["front_desk"]).uuid) == ["extend.role"])
        #expect(try world.audited(try #require(world.roles["cashier"]).uuid).isEmpty)
    }

    @Test("what a tenant took from a role stays away, also when the program would give more of it")
    func narrowed() async throws {
        let world = try await AccessFixture()
        try await narrow("front_desk", { $0.actions.remove(Action(named: "reveal.customer")) }, world)
        // No contact data for nurses and doctors of this chain.
        for code in ["nurse", "doctor"] { try await narrow(code, { $0.fields[.contact] = .none }, world) }
        #expect(try await extend(world, Self.grown) == 2)
        let desk = try await content("front_desk", world)
        #expect(desk.actions.contains(Action(named: "create.booking")))
        #expect(!desk.actions.contains(Action(named: "reveal.customer")))
        #expect(try await content("nurse", world).fields.byField["customer.phone"] == nil)
        #expect(try await content("doctor", world).fields.byField["customer.phone"] == nil)
        // What was given and taken away again is not given twice.
        try await narrow("front_desk", { $0.actions.remove(Action(named: "create.booking")) }, world)
        #expect(try await extend(world, Self.grown) == 0)
        #expect(try await !content("front_desk", world).actions.contains(Action(named: "create.booking")))
    }

    @Test("a role from before this was kept grows if nobody changed it, and stays as it is if somebody did")
    func unknownPast() async throws {
        let world = try await AccessFixture()
        let connection = try world.database.superuser()
        defer { connection.close() }
        try connection.execute("update app.role set offered = null where tenant_id = \(world.tenant)")
        try await narrow("front_desk", { $0.actions.remove(Action(named: "reveal.customer")) }, world)
        _ = try await extend(world, Self.grown)
        #expect(try await !content("front_desk", world).actions.contains(Action(named: "create.booking")))
        #expect(try await content("system_admin", world).actions.contains(Action(named: "read.booking")))
    }

    @Test("custom roles hold what they held, and running sessions have the new rights within a second")
    func sessions() async throws {
        let world = try await AccessFixture()
        let person = try await world.person(("front_desk", world.north))
        let before = try await world.actor(person).rights
        _ = try await extend(world, Self.grown)
        let after = try await world.actor(person).rights
        #expect(!before.allows(Action(named: "create.booking")))
        #expect(after.allows(Action(named: "create.booking")))
        let connection = try world.database.superuser()
        defer { connection.close() }
        let version: Int64 = try connection.execute(
            "select access_version from app.tenant_setting where tenant_id = \(world.tenant)")[0][0]
        #expect(version > 1)
    }

    @Test("a start brings every tenant of the directory up, a new role too, and the next one finds nothing to do")
    func wholeDirectory() async throws {
        let database = try TestDatabase.fresh()
        let clock = ManualClock(at: SystemClock().now())
        let old = database.deployment(clock: clock, catalog: AccessFixture.catalog)
        _ = try await DeploymentProvisioning.run(on: old, at: clock.now())
        let admins = ["admin.one", "admin.two"].map { InviteUser.Input(userName: $0, displayName: "管理员") }
        let made = try await CreateTenant.run(
            CreateTenant.Input(slug: "peony-g", name: "G", locale: .chinese, timeZone: "UTC", admins: admins), on: old, at: clock.now())
        let connection = try database.superuser()
        defer { connection.close() }
        // As if the role had come with the new version.
        try connection.execute("delete from app.role_grantable where grantable_id in (select id from app.role where code = 'marketing')")
        for table in ["role_action", "role_field"] {
            try connection.execute(
                SQL(trustedText: "delete from app.\(table) where role_id in (select id from app.role where code = 'marketing')"))
        }
        try connection.execute("delete from app.role where code = 'marketing'")
        let new = database.deployment(clock: clock, catalog: Self.grown)
        let logger = Logger(label: "test")
        #expect(try await ExtendBuiltInRoles.run(on: old, logger: logger, at: clock.now()) == ExtendBuiltInRoles.Report())
        let report = try await ExtendBuiltInRoles.run(on: new, logger: logger, at: clock.now())
        #expect(report.tenants == 1)
        #expect(report.roles == 5)
        #expect(report.failed == 0)
        #expect(try await ExtendBuiltInRoles.run(on: new, logger: logger, at: clock.now()) == ExtendBuiltInRoles.Report())
        let grantors: [String] = try connection.execute(
            """
            select r.code from app.role_grantable g join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
            join app.role m on m.tenant_id = g.tenant_id and m.id = g.grantable_id
            where g.tenant_id = \(made.tenant) and m.code = 'marketing' order by 1
            """
        ).map { try $0[0] }
        #expect(grantors == ["branch_admin", "chain_director", "system_admin"])
    }
}
