import FoundationEssentials
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import PeonyTesting
import Testing

@testable import Platform

@Suite("What somebody would see, and why")
struct PreviewTests {
    private func customer(_ world: AccessFixture, _ branch: ID<Unit>, owner: ID<User>? = nil) async throws -> UUID {
        let id = ID<AccessPreview>.new(at: world.now)
        let (tenant, now, cell) = (world.tenant, world.now, [UInt8](repeating: 7, count: 64))
        let number = Int64.random(in: 1...Int64.max)
        try await world.deployment.database.write(as: world.system) { tx in
            tx.enqueue(
                """
                insert into app.customer (tenant_id, id, number, home_branch_id, owner_id, level, name_sealed, crm_key, medical_key,
                  created_at, updated_at)
                values (\(tenant), \(id), \(number), \(branch), \(owner), 'standard', \(cell), \(cell), \(cell), \(now), \(now))
                """)
        }
        return id.uuid
    }

    private func question(_ user: ID<User>, _ object: UUID? = nil) -> JSONValue {
        var body: JSONObject = ["userId": .string(user.description), "resource": "customer"]
        if let object { body["objectId"] = .string(object.uuidString) }
        return .object(body)
    }

    private func field(_ answer: JSONValue, _ name: String) -> JSONValue? {
        let fields = answer["fields"]?.array ?? []
        return fields.first { $0["field"]?.string == name }
    }

    /// The texts under a name in the objects of a list.
    private func texts(_ list: JSONValue?, _ name: String) -> [String] {
        (list?.array ?? []).compactMap { $0[name]?.string }
    }

    @Test("each field comes with its level, its uses and the grants that lead to them")
    func why() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let person = try await world.person()
        let desk = try await world.give(person, "front_desk", world.north)
        let nurse = try await world.give(person, "nurse", world.north)
        let answer = try await world.send(.post, "/v1/access/preview", as: admin, question(person))
        #expect(answer["sees"] == true && answer["complete"] == true && answer["object"] == .null)
        let phone = field(answer, "phone")
        #expect(phone?["level"] == "masked" && phone?["uses"] == ["filter", "reveal", "set"])
        #expect(Set(texts(phone?["grants"], "grantId")) == [desk.description, nurse.description])
        let source = field(answer, "source")
        #expect(source?["level"] == "none" && source?["grants"] == [])
        #expect(field(answer, "key")?["level"] == "none")
        let reasons = field(answer, "birthday")?["grants"]?.array ?? []
        let birthday = reasons.first { $0["grantId"]?.string == desk.description }
        #expect(birthday?["roleCode"] == "front_desk" && birthday?["level"] == "write")
        #expect(birthday?["unitId"]?.string == world.north.description)
        #expect(Set(texts(answer["rows"], "rowScope")) == ["unit", "care"])
        let reach: JSONValue = [.string(world.north.description)]
        #expect(answer["rows"]?.array?.allSatisfy { $0["reach"] == reach } == true)
        #expect(try world.audited(person.uuid) == ["preview.access"])
    }

    @Test("of one object: whether it is seen, and only the grants whose rows it is among")
    func object() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("chain_director", world.chain))
        let person = try await world.person(("consultant", world.north), ("nurse", world.south))
        let consultant = try await world.person()
        let pool = try await customer(world, world.north)
        let his = try await customer(world, world.north, owner: person)
        let others = try await customer(world, world.north, owner: consultant)
        let south = try await customer(world, world.south)
        func sees(_ object: UUID) async throws -> JSONValue {
            try await world.send(.post, "/v1/access/preview", as: admin, question(person, object))
        }
        for object in [pool, his] {
            let answer = try await sees(object)
            #expect(answer["sees"] == true && answer["object"]?["evaluated"] == true)
            #expect(field(answer, "name")?["level"] == "write" && field(answer, "allergy")?["level"] == "none")
            #expect(texts(answer["rows"], "roleCode") == ["consultant"])
        }
        for object in [others, south] {
            let answer = try await sees(object)
            #expect(answer["sees"] == false && field(answer, "name")?["level"] == "none" && answer["rows"] == [])
        }
        let (tenant, now) = (world.tenant, world.now)
        try await world.deployment.database.write(as: world.system) { tx in
            tx.enqueue(
                """
                insert into app.care_relation (tenant_id, customer_id, user_id, since, until, reason)
                values (\(tenant), \(south), \(person), \(now), \(now.advanced(by: .seconds(60))), 'visit')
                """)
        }
        let caring = try await sees(south)
        #expect(
            caring["sees"] == true && field(caring, "allergy")?["level"] == "read"
                && field(caring, "phone")?["level"] == "masked")
        world.clock.advance(by: .seconds(60))
        #expect(try await sees(south)["sees"] == false)
    }

    @Test(
        "the asker must see the object himself; an administrator without business data is told about objects in general"
    )
    func askersOwnSight() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let system = try await world.person(("system_admin", world.chain))
        let person = try await world.person(("front_desk", world.north))
        let south = try await customer(world, world.south)
        #expect(
            try await world.failure(.post, "/v1/access/preview", as: admin, question(person, south))
                == "resource.not_found")
        #expect(
            try await world.failure(.post, "/v1/access/preview", as: admin, question(person, UUID()))
                == "resource.not_found")
        // The same answer for an object that is there and one that is not.
        let (real, unreal) = (
            try await world.send(.post, "/v1/access/preview", as: system, question(person, south)),
            try await world.send(.post, "/v1/access/preview", as: system, question(person, UUID()))
        )
        #expect(
            real["object"]?["evaluated"] == false && real["fields"] == unreal["fields"]
                && real["sees"] == unreal["sees"])
    }

    @Test("only people within one's units, and of them only what they hold there")
    func withinUnits() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let nurse = try await world.person(("nurse", world.north))
        let stranger = try await world.person(("doctor", world.south))
        let both = try await world.person(("doctor", world.south), ("front_desk", world.north))
        let nobody = try await world.person()
        for user in [stranger, nobody, ID<User>.new(at: world.now)] {
            #expect(
                try await world.failure(.post, "/v1/access/preview", as: admin, question(user)) == "resource.not_found")
        }
        let answer = try await world.send(.post, "/v1/access/preview", as: admin, question(both))
        #expect(answer["complete"] == false)
        #expect(field(answer, "allergy")?["level"] == "read")
        #expect(texts(answer["rows"], "roleCode") == ["front_desk"])
        #expect(try await world.failure(.post, "/v1/access/preview", as: nurse, question(both)) == "access.denied")
        #expect(
            try await world.failure(
                .post, "/v1/access/preview", as: admin, ["userId": .string(both.description), "resource": "wish"])
                == "request.invalid")
    }
}
