import FoundationEssentials
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import PeonyTesting
import Testing

@testable import Platform

@Suite("Grants")
struct GrantTests {
    @Test("a branch admin appoints a doctor in his branch without being one, and it is in the audit")
    func appoint() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let doctor = try await world.person(of: admin)
        let grant = try await world.send(
            .post, "/v1/grants", as: admin, world.grantBody(doctor, world.roles["doctor"], world.north))
        #expect(grant["state"] == "active" && grant["inForce"] == true && grant["roleCode"] == "doctor")
        #expect(grant["grantedBy"]?.string == admin.description)
        #expect(try await world.held(doctor) == ["doctor"])
        let id: ID<Grant> = try world.id(grant)
        #expect(try world.audited(id.uuid) == ["create.grant"])
    }

    @Test("he appoints in departments below his branch, and nowhere else")
    func units() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let nurse = try await world.person(of: admin)
        #expect(try await world.grant(nurse, "nurse", world.ward, as: admin) == nil)
        for unit in [world.south, world.west, world.region, world.chain, ID<Unit>.new(at: world.now)] {
            #expect(try await world.grant(nurse, "nurse", unit, as: admin) == "resource.not_found")
        }
    }

    @Test("he appoints nobody to his own rank or above")
    func rank() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let somebody = try await world.person(of: admin)
        for role in [
            "branch_admin", "chain_director", "system_admin", "compliance_officer", "hq_operations", "integration",
        ] {
            #expect(try await world.grant(somebody, role, world.north, as: admin) == "role.not_grantable")
        }
        #expect(try await world.held(somebody).isEmpty)
    }

    @Test("whoever may not grant is refused, whatever he holds besides")
    func withoutRight() async throws {
        let world = try await AccessFixture()
        let doctor = try await world.person(("doctor", world.north), ("front_desk", world.north))
        let somebody = try await world.person()
        #expect(try await world.grant(somebody, "nurse", world.north, as: doctor) == "access.denied")
    }

    @Test("nobody changes his own grants, neither more nor less")
    func own() async throws {
        let world = try await AccessFixture()
        let director = try await world.person(("chain_director", world.chain))
        #expect(try await world.grant(director, "doctor", world.north, as: director) == "grant.own")
        let mine = try await world.give(director, "front_desk", world.north)
        #expect(try await world.failure(.delete, "/v1/grants/\(mine)", as: director) == "grant.own")
        #expect(try await world.held(director) == ["chain_director", "front_desk"])
        #expect(try world.audited(mine.uuid, outcome: "denied") == ["revoke.grant"])
    }

    @Test("a role about the whole chain is granted on the chain only")
    func chainOnly() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("system_admin", world.chain))
        let somebody = try await world.person()
        for role in ["chain_director", "hq_operations", "system_admin", "compliance_officer"] {
            #expect(try await world.grant(somebody, role, world.north, as: admin) == "grant.unit_unfit")
        }
        #expect(try await world.grant(somebody, "chain_director", world.chain, as: admin) == nil)
        #expect(try await world.grant(somebody, "branch_admin", world.region, as: admin) == nil)
    }

    @Test("an exclusive role is held alone, whichever comes first")
    func exclusive() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("system_admin", world.chain))
        let nurse = try await world.person(("nurse", world.north))
        #expect(try await world.grant(nurse, "compliance_officer", world.chain, as: admin) == "grant.exclusive")
        let officer = try await world.person(("compliance_officer", world.chain))
        #expect(try await world.grant(officer, "nurse", world.north, as: admin) == "grant.exclusive")
        // A proposal is enough: its confirmation must not find another role.
        let candidate = try await world.person()
        #expect(try await world.grant(candidate, "compliance_officer", world.chain, as: admin) == nil)
        #expect(try await world.grant(candidate, "nurse", world.north, as: admin) == "grant.exclusive")
    }

    @Test("an exclusive role follows one that has ended by then")
    func exclusiveAfterwards() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("system_admin", world.chain))
        let person = try await world.person()
        try await world.give(person, "nurse", world.north, until: world.now.advanced(by: .seconds(3600)))
        var body = try #require(world.grantBody(person, world.roles["compliance_officer"], world.chain).object)
        body["validFrom"] = .string(world.now.advanced(by: .seconds(1800)).description)
        #expect(try await world.failure(.post, "/v1/grants", as: admin, .object(body)) == "grant.exclusive")
        body["validFrom"] = .string(world.now.advanced(by: .seconds(3600)).description)
        #expect(try await world.failure(.post, "/v1/grants", as: admin, .object(body)) == nil)
    }

    @Test("two admins who grant an exclusive role and another at once: one of them is refused", arguments: 0..<6)
    func exclusiveRace(round: Int) async throws {
        let world = try await AccessFixture()
        let (first, second) = (
            try await world.person(("system_admin", world.chain)), try await world.person(("system_admin", world.chain))
        )
        let person = try await world.person()
        async let left = world.grant(person, "compliance_officer", world.chain, as: first)
        async let right = world.grant(person, "nurse", world.north, as: second)
        let outcomes = try await [left, right]
        #expect(outcomes.filter { $0 == nil }.count == 1)
        #expect(outcomes.filter { $0 == "grant.exclusive" }.count == 1)
    }

    @Test("the compliance officer needs two administrators who are neither one person nor the officer")
    func twoPeople() async throws {
        let world = try await AccessFixture()
        let first = try await world.person(("system_admin", world.chain))
        let second = try await world.person(("system_admin", world.chain))
        let director = try await world.person(("chain_director", world.chain))
        let officer = try await world.person()
        let grant = try await world.send(
            .post, "/v1/grants", as: first, world.grantBody(officer, world.roles["compliance_officer"], world.chain))
        let id: ID<Grant> = try world.id(grant)
        #expect(grant["state"] == "proposed" && grant["inForce"] == false)
        #expect(try await world.held(officer).isEmpty)
        let path = "/v1/grants/\(id)/confirmation"
        #expect(try await world.failure(.post, path, as: first) == "grant.needs_second_person")
        #expect(try await world.failure(.post, path, as: director) == "access.denied")
        #expect(try await world.failure(.post, path, as: officer) == "access.denied")
        let confirmed = try await world.send(.post, path, as: second)
        #expect(confirmed["state"] == "active" && confirmed["confirmedBy"]?.string == second.description)
        #expect(try await world.held(officer) == ["compliance_officer"])
        #expect(try await world.failure(.post, path, as: second) == "grant.ended")
        #expect(try world.audited(id.uuid) == ["confirm.grant", "create.grant"])
    }

    @Test("a proposal of somebody who is no administrator any more cannot be confirmed")
    func proposerGone() async throws {
        let world = try await AccessFixture()
        let first = try await world.person()
        let his = try await world.give(first, "system_admin", world.chain)
        let second = try await world.person(("system_admin", world.chain))
        let officer = try await world.person()
        let grant = try await world.send(
            .post, "/v1/grants", as: first, world.grantBody(officer, world.roles["compliance_officer"], world.chain))
        let id: ID<Grant> = try world.id(grant)
        try await world.send(.delete, "/v1/grants/\(his)", as: second)
        #expect(
            try await world.failure(.post, "/v1/grants/\(id)/confirmation", as: second) == "grant.needs_second_person")
        try await world.send(.delete, "/v1/grants/\(id)", as: second)
        let list = try await world.send(.get, "/v1/grants?filter[userId]=\(officer)", as: second)
        #expect(list["data"]?[0]?["state"] == "refused")
    }

    @Test("two confirmations at once: one takes effect")
    func confirmationRace() async throws {
        let world = try await AccessFixture()
        let admins = [
            try await world.person(("system_admin", world.chain)),
            try await world.person(("system_admin", world.chain)),
            try await world.person(("system_admin", world.chain)),
        ]
        let officer = try await world.person()
        let grant = try await world.send(
            .post, "/v1/grants", as: admins[0], world.grantBody(officer, world.roles["compliance_officer"], world.chain)
        )
        let id: ID<Grant> = try world.id(grant)
        async let left = world.failure(.post, "/v1/grants/\(id)/confirmation", as: admins[1])
        async let right = world.failure(.post, "/v1/grants/\(id)/confirmation", as: admins[2])
        #expect(Set(try await [left, right]) == [nil, "grant.ended"])
    }

    @Test("the same role on the same unit is granted once, also when two grant it at once")
    func duplicate() async throws {
        let world = try await AccessFixture()
        let (first, second) = (
            try await world.person(("chain_director", world.chain)),
            try await world.person(("chain_director", world.chain))
        )
        let nurse = try await world.person()
        async let left = world.grant(nurse, "nurse", world.north, as: first)
        async let right = world.grant(nurse, "nurse", world.north, as: second)
        #expect(Set(try await [left, right]) == [nil, "grant.duplicate"])
        #expect(try await world.held(nurse) == ["nurse"])
    }

    @Test("a grant that ran out makes room for the same again")
    func renewal() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let nurse = try await world.person(of: admin)
        let until = world.now.advanced(by: .seconds(60))
        let body = world.grantBody(nurse, world.roles["nurse"], world.north, until: until)
        #expect(try await world.failure(.post, "/v1/grants", as: admin, body) == nil)
        #expect(try await world.held(nurse) == ["nurse"])
        world.clock.advance(by: .seconds(61))
        #expect(try await world.held(nurse).isEmpty)
        #expect(try await world.grant(nurse, "nurse", world.north, as: admin) == nil)
        #expect(try await world.held(nurse) == ["nurse"])
    }

    @Test("a grant begins when it says, and its times must make sense")
    func validity() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let nurse = try await world.person(of: admin)
        var body = try #require(world.grantBody(nurse, world.roles["nurse"], world.north).object)
        for (from, until) in [(-3600, nil), (60, 30), (nil, -5)] as [(Int?, Int?)] {
            body["validFrom"] = from.map { .string(world.now.advanced(by: .seconds($0)).description) }
            body["validUntil"] = until.map { .string(world.now.advanced(by: .seconds($0)).description) }
            #expect(try await world.failure(.post, "/v1/grants", as: admin, .object(body)) == "request.invalid")
        }
        body["validFrom"] = .string(world.now.advanced(by: .seconds(60)).description)
        body["validUntil"] = nil
        let grant = try await world.send(.post, "/v1/grants", as: admin, .object(body))
        #expect(grant["state"] == "active" && grant["inForce"] == false)
        #expect(try await world.held(nurse).isEmpty)
        world.clock.advance(by: .seconds(60))
        #expect(try await world.held(nurse) == ["nurse"])
    }

    @Test("nobody holds more than forty grants")
    func limit() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let person = try await world.person(of: admin)
        let (tenant, now, role) = (world.tenant, world.now, world.roles["nurse"])
        let units = (0..<40).map { _ in ID<Unit>.new(at: now) }
        let parent = world.north
        try await world.deployment.database.write(as: world.system) { tx in
            for unit in units {
                tx.enqueue(
                    """
                    insert into app.unit (tenant_id, id, parent_id, kind, name, created_at)
                    values (\(tenant), \(unit), \(parent), 'department', \(unit.description), \(now))
                    """)
                tx.enqueue(
                    """
                    insert into app.access_grant (tenant_id, id, user_id, role_id, unit_id, valid_from, state, created_at)
                    values (\(tenant), \(ID<Grant>.new(at: now)), \(person), \(role), \(unit), \(now), 'active', \(now))
                    """)
            }
        }
        #expect(try await world.grant(person, "nurse", world.north, as: admin) == "grant.too_many")
        let list = try await world.send(
            .get, "/v1/grants?filter[userId]=\(person)&filter[unitId]=\(units[7])", as: admin)
        let one: ID<Grant> = try world.id(try #require(list["data"]?[0]))
        try await world.send(.delete, "/v1/grants/\(one)", as: admin)
        #expect(try await world.grant(person, "nurse", world.north, as: admin) == nil)
    }

    @Test("somebody who has left or is suspended is granted nothing, an invited person is")
    func inactive() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        for state in ["suspended", "left"] {
            let person = try await world.person(state: state, of: admin)
            #expect(try await world.grant(person, "nurse", world.north, as: admin) == "grant.person_inactive")
        }
        #expect(
            try await world.grant(try await world.person(state: "invited", of: admin), "nurse", world.north, as: admin)
                == nil)
        #expect(try await world.grant(.new(at: world.now), "nurse", world.north, as: admin) == "resource.not_found")
    }

    @Test("somebody whom the admin does not see among the staff is not there for him")
    func unseen() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let (stranger, colleague) = (
            try await world.person(("nurse", world.south)), try await world.person(("nurse", world.ward))
        )
        #expect(try await world.grant(stranger, "nurse", world.north, as: admin) == "resource.not_found")
        #expect(try await world.grant(colleague, "nurse", world.north, as: admin) == nil)
    }

    @Test("revoking ends it once; a grant out of reach is not found")
    func revoke() async throws {
        let world = try await AccessFixture()
        let (north, south) = (
            try await world.person(("branch_admin", world.north)), try await world.person(("branch_admin", world.south))
        )
        let nurse = try await world.person()
        let grant = try await world.give(nurse, "nurse", world.north)
        #expect(try await world.failure(.delete, "/v1/grants/\(grant)", as: south) == "resource.not_found")
        #expect(try await world.failure(.delete, "/v1/grants/\(grant)", as: north) == nil)
        #expect(try await world.held(nurse).isEmpty)
        #expect(try await world.failure(.delete, "/v1/grants/\(grant)", as: north) == "grant.ended")
        #expect(try world.audited(grant.uuid) == ["revoke.grant"])
        let admin = try await world.give(try await world.person(), "branch_admin", world.north)
        #expect(try await world.failure(.delete, "/v1/grants/\(admin)", as: north) == "role.not_grantable")
    }

    @Test("two administrators who revoke each other at once do not leave the tenant without one", arguments: 0..<6)
    func lastAdmin(round: Int) async throws {
        let world = try await AccessFixture()
        let (first, second) = (try await world.person(), try await world.person())
        let his = try await world.give(first, "system_admin", world.chain)
        let hers = try await world.give(second, "system_admin", world.chain)
        let (one, two) = (try await world.actor(first), try await world.actor(second))
        func outcome(_ actor: Actor, _ grant: ID<Grant>) async -> String? {
            do {
                _ = try await world.reply(.delete, "/v1/grants/\(grant)", as: actor, nil)
                return nil
            } catch { return Failure(meaning: error).code.code }
        }
        async let left = outcome(one, hers)
        async let right = outcome(two, his)
        #expect(Set(await [left, right]) == [nil, "grant.last_admin"])
    }

    @Test("a reader sees the grants of his units, page by page, and cursors serve nobody else")
    func list() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let director = try await world.person(("chain_director", world.chain))
        for unit in [world.north, world.ward, world.south, world.west] {
            for role in ["doctor", "nurse"] { try await world.give(try await world.person(), role, unit) }
        }
        let mine = try await world.send(.get, "/v1/grants?limit=200", as: admin)
        let units = Set((mine["data"]?.array ?? []).compactMap { $0["unitId"]?.string })
        #expect(units == [world.north.description, world.ward.description])
        #expect(mine["data"]?.array?.count == 5)

        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try await world.send(
                .get, "/v1/grants?limit=3&filter[state]=active" + (cursor.map { "&cursor=\($0)" } ?? ""), as: director)
            seen += (page["data"]?.array ?? []).compactMap { $0["id"]?.string }
            cursor = page["page"]?["next"]?.string
            if let cursor {
                let path = "/v1/grants?limit=3&filter[state]=active&cursor=\(cursor)"
                #expect(try await world.failure(.get, path, as: admin) == "request.invalid")
                #expect(
                    try await world.failure(.get, "/v1/grants?limit=3&cursor=\(cursor)", as: director)
                        == "request.invalid")
            }
        } while cursor != nil
        #expect(seen.count == 10 && Set(seen).count == 10)
        #expect(try await world.failure(.get, "/v1/grants?filter[mood]=x", as: director) == "request.invalid")
        #expect(try await world.failure(.get, "/v1/grants?filter[userId]=x", as: director) == "request.invalid")
    }

    @Test("another tenant's people, roles, units and grants are not found")
    func otherTenant() async throws {
        let (here, there) = (try await AccessFixture(), try await AccessFixture())
        let admin = try await here.person(("system_admin", here.chain))
        let (mine, theirs) = (try await here.person(), try await there.person())
        let body = { (user: ID<User>, role: ID<Role>?, unit: ID<Unit>) in here.grantBody(user, role, unit) }
        for request in [
            body(theirs, here.roles["nurse"], here.north), body(mine, there.roles["nurse"], here.north),
            body(mine, here.roles["nurse"], there.north),
        ] {
            #expect(try await here.failure(.post, "/v1/grants", as: admin, request) == "resource.not_found")
        }
        let grant = try await there.give(theirs, "nurse", there.north)
        #expect(try await here.failure(.delete, "/v1/grants/\(grant)", as: admin) == "resource.not_found")
        #expect(try await there.held(theirs) == ["nurse"])
    }
}
