import HTTPTypes
import JSON
import Testing

@testable import Platform

@Suite("Roles")
struct RoleTests {
    static func newRole(
        _ world: AccessFixture, _ code: String, basedOn base: ID<Role>?, _ unit: ID<Unit>, _ content: RoleContent? = nil
    ) -> JSONValue {
        var body: JSONObject = [
            "code": .string(code), "nameZh": "自定义", "nameEn": "Custom", "basedOn": .string(base?.description ?? ""),
            "unitId": .string(unit.description),
        ]
        if let content { body["content"] = content.json }
        return .object(body)
    }

    @Test("a branch admin copies a role that he may grant, and grants the copy in his branch alone")
    func copy() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let role = try await world.send(
            .post, "/v1/roles", as: admin,
            Self.newRole(world, "night_desk", basedOn: world.roles["front_desk"], world.north))
        let id: ID<Role> = try world.id(role)
        let original = try await world.send(.get, "/v1/roles/\(try #require(world.roles["front_desk"]))", as: admin)
        #expect(role["content"] == original["content"] && role["matrix"] == original["matrix"])
        #expect(role["builtIn"] == false && role["version"] == 1)
        #expect(try world.audited(id.uuid) == ["create.role"])

        let person = try await world.person(of: admin)
        #expect(try await world.failure(.post, "/v1/grants", as: admin, world.grantBody(person, id, world.ward)) == nil)
        #expect(try await world.held(person) == ["night_desk"])
        let director = try await world.person(("chain_director", world.chain))
        for unit in [world.south, world.chain] {
            let failure = try await world.failure(.post, "/v1/grants", as: director, world.grantBody(person, id, unit))
            #expect(failure == "role.not_grantable")
        }
    }

    @Test("a custom role holds less than its base, never more")
    func beyondBase() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let base = world.roles["front_desk"]
        let less = RoleContent.with(
            ["read.customer"], [("C2", FieldRight(.read)), ("customer.phone", FieldRight(.masked, [.filter]))])
        let narrow = Self.newRole(world, "greeter", basedOn: base, world.north, less)
        #expect(try await world.failure(.post, "/v1/roles", as: admin, narrow) == nil)
        for (number, more) in [
            RoleContent.with(["read.customer"], [("C3", FieldRight(.read))]),
            .with(["read.customer"], [("customer.phone", FieldRight(.masked, [.export]))]),
            .with(["read.customer"], [("C4", FieldRight(.masked))]),
            .with(["create.grant"], []), .with(["read.audit"], []),
            .with([], [], .care),
        ].enumerated() {
            let body = Self.newRole(world, "bold_\(number)", basedOn: base, world.north, more)
            // A narrower relation is less.
            let expected = more.relation == .care ? nil : "role.beyond_base"
            #expect(try await world.failure(.post, "/v1/roles", as: admin, body) == expected)
        }
    }

    @Test("what may not be granted may not be copied, nor what is fixed, nor outside one's units")
    func notCopied() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let system = try await world.person(("system_admin", world.chain))
        func create(_ base: String, _ unit: ID<Unit>, as user: ID<User>) async throws -> String? {
            try await world.failure(
                .post, "/v1/roles", as: user, Self.newRole(world, "copy", basedOn: world.roles[base], unit))
        }
        #expect(try await create("branch_admin", world.north, as: admin) == "role.not_grantable")
        #expect(try await create("nurse", world.south, as: admin) == "resource.not_found")
        #expect(try await create("compliance_officer", world.chain, as: system) == "role.fixed")
        #expect(try await create("system_admin", world.chain, as: system) == "role.fixed")
        let nurse = try await world.person(("nurse", world.north))
        #expect(try await create("nurse", world.north, as: nurse) == "access.denied")
    }

    @Test("a custom role that could grant grants nothing: granting stays with the built-in roles")
    func customGrantsNothing() async throws {
        let world = try await AccessFixture()
        let director = try await world.person(("chain_director", world.chain))
        let role: ID<Role> = try world.id(
            try await world.send(
                .post, "/v1/roles", as: director,
                Self.newRole(world, "deputy", basedOn: world.roles["branch_admin"], world.north)))
        let deputy = try await world.person()
        #expect(
            try await world.failure(.post, "/v1/grants", as: director, world.grantBody(deputy, role, world.north))
                == nil)
        let somebody = try await world.person()
        #expect(try await world.grant(somebody, "nurse", world.north, as: deputy) == "role.not_grantable")
    }

    @Test("codes are unique and have a form")
    func codes() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        func create(_ code: String) async throws -> String? {
            try await world.failure(
                .post, "/v1/roles", as: admin, Self.newRole(world, code, basedOn: world.roles["nurse"], world.north))
        }
        #expect(try await create("scrub") == nil)
        #expect(try await create("scrub") == "role.code_taken")
        #expect(try await create("doctor") == "role.code_taken")
        #expect(try await create("platform_operator") == "role.code_taken")
        for code in ["Scrub", "1st", "_x", "a b", "ä1"] { #expect(try await create(code) == "request.invalid") }
    }

    @Test("names change with the version that was seen; built-in names by the system administrator")
    func rename() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let system = try await world.person(("system_admin", world.chain))
        let role: ID<Role> = try world.id(
            try await world.send(
                .post, "/v1/roles", as: admin, Self.newRole(world, "scrub", basedOn: world.roles["nurse"], world.north))
        )
        let path = "/v1/roles/\(role)"
        #expect(try await world.failure(.patch, path, as: admin, ["nameEn": "Scrub"]) == "request.version_required")
        let renamed = try await world.send(.patch, path, as: admin, ["nameEn": "Scrub nurse"], version: 1)
        #expect(renamed["nameEn"] == "Scrub nurse" && renamed["nameZh"] == "自定义" && renamed["version"] == 2)
        #expect(try await world.failure(.patch, path, as: admin, ["nameEn": "Late"], version: 1) == "resource.stale")
        let nurse = "/v1/roles/\(try #require(world.roles["nurse"]))"
        #expect(
            try await world.failure(.patch, nurse, as: admin, ["nameEn": "Nurse II"], version: 1)
                == "role.not_grantable")
        #expect(try await world.failure(.patch, nurse, as: system, ["nameEn": "Nurse II"], version: 1) == nil)
        let officer = "/v1/roles/\(try #require(world.roles["compliance_officer"]))"
        #expect(try await world.failure(.patch, officer, as: system, ["nameEn": "Friend"], version: 1) == "role.fixed")
    }

    @Test("a custom role of another branch is neither seen nor changed")
    func foreignBranch() async throws {
        let world = try await AccessFixture()
        let (north, south) = (
            try await world.person(("branch_admin", world.north)), try await world.person(("branch_admin", world.south))
        )
        let role: ID<Role> = try world.id(
            try await world.send(
                .post, "/v1/roles", as: north, Self.newRole(world, "scrub", basedOn: world.roles["nurse"], world.north))
        )
        let codes =
            try await world.send(.get, "/v1/roles", as: south)["data"]?.array?.compactMap { $0["code"]?.string } ?? []
        #expect(codes.count == RoleTemplate.builtIn.count && !codes.contains("scrub"))
        for (method, path) in [(.get, ""), (.patch, ""), (.delete, ""), (.get, "/proposals")]
            as [(HTTPRequest.Method, String)]
        {
            let failure = try await world.failure(
                method, "/v1/roles/\(role)\(path)", as: south, method == .patch ? ["nameEn": "X"] : nil, version: 1)
            #expect(failure == "resource.not_found")
        }
        let comparison = "/v1/roles/comparison?left=\(role)&right=\(try #require(world.roles["nurse"]))"
        #expect(try await world.failure(.get, comparison, as: south) == "resource.not_found")
        #expect(try await world.send(.get, comparison, as: north)["fields"] == [])
    }

    @Test("retiring takes the role from its holders; a role with others based on it stays")
    func retire() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let first: ID<Role> = try world.id(
            try await world.send(
                .post, "/v1/roles", as: admin, Self.newRole(world, "scrub", basedOn: world.roles["nurse"], world.north))
        )
        let second: ID<Role> = try world.id(
            try await world.send(
                .post, "/v1/roles", as: admin, Self.newRole(world, "scrub_junior", basedOn: first, world.north)))
        let nurse = try await world.person(of: admin)
        #expect(
            try await world.failure(.post, "/v1/grants", as: admin, world.grantBody(nurse, second, world.north)) == nil)
        #expect(try await world.failure(.delete, "/v1/roles/\(first)", as: admin) == "role.derived")
        #expect(try await world.failure(.delete, "/v1/roles/\(second)", as: admin) == nil)
        #expect(try await world.held(nurse).isEmpty)
        #expect(try await world.failure(.delete, "/v1/roles/\(second)", as: admin) == "role.retired")
        let late = try await world.failure(.post, "/v1/grants", as: admin, world.grantBody(nurse, second, world.north))
        #expect(late == "role.retired")
        #expect(try await world.failure(.delete, "/v1/roles/\(first)", as: admin) == nil)
        let system = try await world.person(("system_admin", world.chain))
        #expect(
            try await world.failure(.delete, "/v1/roles/\(try #require(world.roles["nurse"]))", as: system)
                == "role.fixed")
        let retired = try await world.send(.get, "/v1/roles?filter[state]=retired", as: admin)
        #expect(retired["data"]?.array?.count == 2)
    }

    @Test("the catalog lists what an editor needs and no secret")
    func permissions() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let catalog = try await world.send(.get, "/v1/permissions", as: admin)
        let fields = catalog["resources"]?[0]?["fields"]?.array ?? []
        let phone = fields.first { $0["field"] == "phone" }
        #expect(phone?["class"] == "C3" && phone?["uses"] == ["filter", "reveal", "set"] && phone?["label"] == "Phone")
        #expect(!fields.contains { $0["field"] == "key" })
        #expect(fields.first { $0["field"] == "id" }?["uses"] == ["filter"])
        let confirm = catalog["actions"]?.array?.first { $0["action"] == "confirm.grant" }
        #expect(confirm?["label"] == "Confirm grants" && confirm?["reserved"] == true)
    }
}
