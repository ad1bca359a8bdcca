import HTTPTypes
import JSON
import Testing

@testable import Platform

@Suite("Changes of roles")
struct ProposalTests {
    private static let narrow = RoleContent.with(["read.customer"], [("C2", FieldRight(.read))])

    private func propose(
        _ world: AccessFixture, _ role: ID<Role>, _ content: RoleContent, version: Int64 = 1, as user: ID<User>
    ) async throws -> ID<Proposal> {
        let body: JSONValue = ["baseVersion": .integer(version), "content": content.json]
        return try world.id(try await world.send(.post, "/v1/roles/\(role)/proposals", as: user, body))
    }

    private func publish(_ world: AccessFixture, _ role: ID<Role>, _ id: ID<Proposal>, as user: ID<User>) async throws
        -> String?
    {
        try await world.failure(.post, "/v1/roles/\(role)/proposals/\(id)/publication", as: user)
    }

    private func refused(
        _ world: AccessFixture, _ role: ID<Role>, _ content: RoleContent, version: Int64 = 1, as user: ID<User>
    ) async throws -> String? {
        let body: JSONValue = ["baseVersion": .integer(version), "content": content.json]
        return try await world.failure(.post, "/v1/roles/\(role)/proposals", as: user, body)
    }

    private func custom(_ world: AccessFixture, basedOn base: String, as user: ID<User>, code: String = "custom")
        async throws -> ID<Role>
    {
        try world.id(
            try await world.send(
                .post, "/v1/roles", as: user, RoleTests.newRole(world, code, basedOn: world.roles[base], world.north)))
    }

    @Test("a proposal shows its difference, changes nothing until it is published, and then does")
    func publication() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let role = try await custom(world, basedOn: "front_desk", as: admin)
        let holder = try await world.person(of: admin)
        #expect(
            try await world.failure(.post, "/v1/grants", as: admin, world.grantBody(holder, role, world.north)) == nil)
        let id = try await propose(world, role, Self.narrow, as: admin)
        let listed = try await world.send(.get, "/v1/roles/\(role)/proposals", as: admin)["data"]?[0]
        #expect(listed?["id"]?.string == id.description && listed?["state"] == "proposed")
        #expect(listed?["difference"]?["widens"] == false)
        #expect(
            listed?["difference"]?["actions"]?["removed"] == [
                "read.branch", "read.user", "reveal.customer", "update.customer",
            ])
        #expect(try await world.actor(holder).rights.allows(Action(named: "update.customer")))

        #expect(try await publish(world, role, id, as: admin) == nil)
        let rights = try await world.actor(holder).rights
        #expect(!rights.allows(Action(named: "update.customer")) && rights.allows(Action(named: "read.customer")))
        let now = try await world.send(.get, "/v1/roles/\(role)", as: admin)
        #expect(now["content"] == Self.narrow.json && now["version"] == 2)
        #expect(try await publish(world, role, id, as: admin) == "proposal.decided")
        #expect(try world.audited(role.uuid) == ["create.role", "publish.role", "update.role"])
    }

    @Test("a proposal on a version that has passed is stale, also one made in time")
    func stale() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let role = try await custom(world, basedOn: "front_desk", as: admin)
        let first = try await propose(world, role, Self.narrow, as: admin)
        let second = try await propose(world, role, .with(["read.customer"], []), as: admin)
        #expect(try await publish(world, role, first, as: admin) == nil)
        #expect(try await publish(world, role, second, as: admin) == "proposal.stale")
        #expect(try await refused(world, role, .with([], []), version: 1, as: admin) == "proposal.stale")
        #expect(try await refused(world, role, Self.narrow, version: 2, as: admin) == "proposal.empty")
    }

    @Test("two publications on one version: one takes effect", arguments: 0..<6)
    func publicationRace(round: Int) async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let role = try await custom(world, basedOn: "front_desk", as: admin)
        let first = try await propose(world, role, Self.narrow, as: admin)
        let second = try await propose(world, role, .with(["read.customer"], []), as: admin)
        async let left = publish(world, role, first, as: admin)
        async let right = publish(world, role, second, as: admin)
        #expect(Set(try await [left, right]) == [nil, "proposal.stale"])
        #expect(try await world.send(.get, "/v1/roles/\(role)", as: admin)["version"] == 2)
    }

    @Test("where the tenant asks for four eyes, somebody else publishes")
    func fourEyes() async throws {
        let world = try await AccessFixture(fourEyes: true)
        let (admin, other) = (
            try await world.person(("branch_admin", world.north)), try await world.person(("branch_admin", world.north))
        )
        let role = try await custom(world, basedOn: "front_desk", as: admin)
        let id = try await propose(world, role, Self.narrow, as: admin)
        #expect(try await publish(world, role, id, as: admin) == "proposal.needs_second_person")
        #expect(try await publish(world, role, id, as: other) == nil)
    }

    @Test("a withdrawn proposal is not published")
    func withdraw() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let role = try await custom(world, basedOn: "front_desk", as: admin)
        let id = try await propose(world, role, Self.narrow, as: admin)
        let path = "/v1/roles/\(role)/proposals/\(id)"
        #expect(try await world.failure(.delete, path, as: admin) == nil)
        #expect(try await world.failure(.delete, path, as: admin) == "proposal.decided")
        #expect(try await publish(world, role, id, as: admin) == "proposal.decided")
        #expect(try await world.send(.get, "/v1/roles/\(role)", as: admin)["version"] == 1)
    }

    @Test("a custom role is never proposed beyond its base")
    func beyondBase() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let role = try await custom(world, basedOn: "front_desk", as: admin)
        for content in [
            RoleContent.with(["read.customer"], [("C3", FieldRight(.read))]), .with(["create.grant"], []),
            .with([], [("customer.birthday", FieldRight(.read, [.export]))]),
        ] {
            #expect(try await refused(world, role, content, as: admin) == "role.beyond_base")
        }
    }

    @Test("nobody publishes a change of a role that he holds")
    func ownRole() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let director = try await world.person(("chain_director", world.chain))
        let role = try await custom(world, basedOn: "front_desk", as: director)
        #expect(
            try await world.failure(.post, "/v1/grants", as: director, world.grantBody(admin, role, world.north)) == nil
        )
        let id = try await propose(world, role, Self.narrow, as: admin)
        #expect(try await publish(world, role, id, as: admin) == "role.own")
        #expect(try await publish(world, role, id, as: director) == nil)
    }

    @Test("built-in roles are changed by system administrators; fixed ones and reserved actions by nobody")
    func builtIn() async throws {
        let world = try await AccessFixture()
        let system = try await world.person(("system_admin", world.chain))
        let director = try await world.person(("chain_director", world.chain))
        let doctor = try #require(world.roles["doctor"])
        #expect(try await refused(world, doctor, Self.narrow, as: director) == "role.not_grantable")
        for action in ["read.audit", "confirm.grant"] {
            let content = RoleContent.with(["read.customer", action], [], .care)
            #expect(try await refused(world, doctor, content, as: system) == "role.reserved_action")
        }
        for code in ["compliance_officer", "system_admin"] {
            #expect(try await refused(world, try #require(world.roles[code]), Self.narrow, as: system) == "role.fixed")
        }
        let wider = RoleContent.with(["read.customer"], [("C1", FieldRight(.read)), ("C4", FieldRight(.write))])
        let id = try await propose(world, doctor, wider, as: system)
        let listed = try await world.send(.get, "/v1/roles/\(doctor)/proposals", as: system)["data"]?[0]
        #expect(listed?["difference"]?["widens"] == true)
        #expect(try await publish(world, doctor, id, as: system) == nil)
        let person = try await world.person(("doctor", world.north))
        #expect(try await world.actor(person).rights.portions.map(\.rows.relation) == [.any])
    }

    @Test("what a base loses, the roles based on it lose in the same moment, and theirs too")
    func narrowing() async throws {
        let world = try await AccessFixture()
        let system = try await world.person(("system_admin", world.chain))
        let admin = try await world.person(("branch_admin", world.north))
        let child = try await custom(world, basedOn: "front_desk", as: admin)
        let grandchild: ID<Role> = try world.id(
            try await world.send(
                .post, "/v1/roles", as: admin, RoleTests.newRole(world, "grandchild", basedOn: child, world.north)))
        let frontDesk = try #require(world.roles["front_desk"])
        let less = RoleContent.with(
            ["read.customer"], [("C2", FieldRight(.masked)), ("customer.phone", FieldRight(.masked))])
        let id = try await propose(world, frontDesk, less, as: system)
        #expect(try await publish(world, frontDesk, id, as: system) == nil)
        for role in [child, grandchild] {
            let now = try await world.send(.get, "/v1/roles/\(role)", as: admin)
            #expect(now["content"] == less.json && now["version"] == 2)
            #expect(try world.audited(role.uuid) == ["create.role", "publish.role"])
        }
    }

    @Test("a copy and a narrowing of its base at once: the copy never holds more than the base", arguments: 0..<6)
    func narrowingRace(round: Int) async throws {
        let world = try await AccessFixture()
        let system = try await world.person(("system_admin", world.chain))
        let admin = try await world.person(("branch_admin", world.north))
        let frontDesk = try #require(world.roles["front_desk"])
        let id = try await propose(world, frontDesk, Self.narrow, as: system)
        async let copied = world.failure(
            .post, "/v1/roles", as: admin, RoleTests.newRole(world, "copy", basedOn: frontDesk, world.north))
        async let published = publish(world, frontDesk, id, as: system)
        #expect(try await (copied, published) == (nil, nil))
        let roles = try await world.send(.get, "/v1/roles", as: admin)["data"]?.array ?? []
        let copy: ID<Role> = try world.id(try #require(roles.first { $0["code"] == "copy" }))
        #expect(try await world.send(.get, "/v1/roles/\(copy)", as: admin)["content"] == Self.narrow.json)
    }

    @Test("a base whose rows become others than a derived role's is not published before that is retired")
    func derivedUnfit() async throws {
        let world = try await AccessFixture()
        let system = try await world.person(("system_admin", world.chain))
        let admin = try await world.person(("branch_admin", world.north))
        let child = try await custom(world, basedOn: "doctor", as: admin)
        let doctor = try #require(world.roles["doctor"])
        let id = try await propose(world, doctor, .with(["read.customer"], [], .own), as: system)
        #expect(try await publish(world, doctor, id, as: system) == "role.derived")
        #expect(try await world.failure(.delete, "/v1/roles/\(child)", as: admin) == nil)
        #expect(try await publish(world, doctor, id, as: system) == nil)
    }
}
