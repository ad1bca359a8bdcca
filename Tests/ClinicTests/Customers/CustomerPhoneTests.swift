import Clinic
import HTTPTypes
import JSON
import PeonyTesting
import Platform
import Postgres
import Testing

/// One phone is primary for one customer of a tenant, whoever comes when; a repeated request happens once.
@Suite struct CustomerPhoneTests {
    @Test("a phone that somebody has is refused with the owning branch and nothing else")
    func duplicate() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        try await clinic.canary(canary)
        let other = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        let spaced = "139 " + canary.phone.dropFirst(6)
        for phone in [canary.phone, spaced, String(canary.phone.dropFirst(3)).fullWidth] {
            let answer = await clinic.create(["name": "另一人", "phone": .string(phone)], as: other)
            #expect(answer.status == 409)
            #expect(answer.code == "customer.duplicate")
            #expect(answer.json["ownedBy"] == ["branchId": .string(clinic.a.description), "branchName": "浦东院"])
            #expect(answer.violations == ["/phone duplicate"])
            #expect(canary.found(in: answer.everything).isEmpty)
        }
        // The same for a change.
        let id = try await clinic.customer("有人", in: clinic.b)
        let change = await other.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"phone": "\#(canary.phone)"}"#)
        #expect(change.status == 409)
        #expect(change.json["ownedBy"]?["branchName"]?.string == "浦东院")
        // The tenant may want less to be said.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            "update app.tenant_setting set duplicate_answer = 'exists' where tenant_id = \(clinic.tenant)")
        let silent = await clinic.create(["name": "另一人", "phone": .string(canary.phone)], as: other)
        #expect(silent.status == 409)
        #expect(silent.json["ownedBy"] == nil)
    }

    @Test("a phone copied from a contact list, inside invisible marks, is the same phone")
    func directionMarks() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let plain = String(canary.phone.dropFirst(3))
        let copied = "\u{202A}\u{200E}+86 \(plain)\u{2069}\u{202C}"
        let id = try await clinic.customer("复制粘贴", phone: copied)
        let desk = try clinic.call(as: "front_desk")
        for phone in [plain, copied] {
            let found = await desk.send(.post, "/v1/customers/search", body: JSONValue.object(["phone": .string(phone)]).serialized)
            #expect(found.rows.compactMap { $0["id"]?.string } == [id])
        }
        let four = await desk.send(
            .post, "/v1/customers/search",
            body: JSONValue.object(["phoneLast4": .string("\u{2066}\(plain.suffix(4))\u{2069}")]).serialized)
        #expect(four.rows.compactMap { $0["id"]?.string } == [id])
        let again = await clinic.create(["name": "又一人", "phone": .string("\u{200F}\(plain)")], as: desk)
        #expect(again.code == "customer.duplicate")
        // Names are another matter: there a mark deceives.
        let name = await clinic.create(["name": "\u{202E}王五"], as: desk)
        #expect(name.violations.contains("/name bidi_control"))
    }

    @Test("another tenant's customer with the same phone is no duplicate")
    func otherTenant() async throws {
        let canary = Canary()
        let (here, there) = (try await Clinic(), try await Clinic())
        for clinic in [here, there] { try await clinic.canary(canary) }
        let found = try await there.call(as: "front_desk").send(
            .post, "/v1/customers/search", text: #"{"phone": "\#(canary.phone)"}"#)
        #expect(found.rows.count == 1)
    }

    @Test("of many that create the same phone at once one wins")
    func race() async throws {
        let clinic = try await Clinic()
        let phone = Canary().phone
        let desks = try [clinic.call(as: "front_desk"), clinic.call(as: "branch_admin"), clinic.call(as: "consultant")]
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<9 {
                group.addTask {
                    await clinic.create(["name": "同号\(number)", "phone": .string(phone)], as: desks[number % 3]).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 201 }.count == 1)
        #expect(statuses.filter { $0 == 409 }.count == 8)
    }

    @Test("numbers ascend and none is given twice, however many create at once")
    func numbers() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        var last: Int64 = 0
        for index in 0..<3 {
            let number = try #require(await clinic.create(["name": "顺序\(index)"], as: desk).json["number"]?.integer)
            #expect(number > last)
            last = number
        }
        let numbers = await withTaskGroup(of: Int64?.self) { group in
            for index in 0..<60 {
                group.addTask { await clinic.create(["name": "并发\(index)"], as: desk).json["number"]?.integer }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let given = numbers.compactMap(\.self)
        #expect(given.count == 60)
        #expect(Set(given).count == 60)
        #expect(given.allSatisfy { $0 > last })
    }

    // MARK: - Idempotency

    @Test("a repeat under the same key is answered byte for byte and happens once")
    func replay() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let fields = Canary().fields
        let first = await clinic.create(fields, as: desk, key: "key-of-replay")
        #expect(first.status == 201)
        let again = await clinic.create(fields, as: desk, key: "key-of-replay")
        #expect(again.status == 201)
        #expect(again.body == first.body)
        #expect(again.headers[.eTag] == first.headers[.eTag])
        #expect(again.headers[.location] == first.headers[.location])
        #expect(try await clinic.count() == 1)
    }

    @Test("a key is good for one object: the same body for another one is refused and not answered with the first one's")
    func otherObject() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let (one, other) = (try await clinic.customer("钥匙甲"), try await clinic.customer("钥匙乙"))
        func note(_ customer: String) async -> Clinic.Answer {
            await desk.send(
                .post, "/v1/customers/\(customer)/notes", headers: [("Idempotency-Key", "key-of-objects")],
                body: JSONValue.object(["body": "约定下周复诊"]).serialized)
        }
        let first = await note(one)
        #expect(first.status == 201)
        let second = await note(other)
        #expect(second.status == 422)
        #expect(second.code == "idempotency.reused")
        // However the id is spelt, it is the same object.
        #expect(await note(one.uppercased()).body == first.body)
        #expect(try #require(await desk.send(.get, "/v1/customers/\(other)/notes").json["data"]?.array).isEmpty)
    }

    @Test("a key with another body is refused, and the same key of another person is another key")
    func reused() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        #expect(await clinic.create(["name": "头一个"], as: desk, key: "key-of-reuse").status == 201)
        let other = await clinic.create(["name": "第二个"], as: desk, key: "key-of-reuse")
        #expect(other.status == 422)
        #expect(other.code == "idempotency.reused")
        #expect(try await clinic.count() == 1)
        #expect(
            try await clinic.create(["name": "第二个"], as: clinic.call(as: "branch_admin"), key: "key-of-reuse").status
                == 201)
        #expect(await clinic.create(["name": "短键"], as: desk, key: "short").status == 400)
    }

    @Test("of many repeats at once one takes effect and all are answered alike")
    func concurrent() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let fields = Canary().fields
        let bodies = await withTaskGroup(of: (Int, [UInt8]).self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let answer = await clinic.create(fields, as: desk, key: "key-of-crowd")
                    return (answer.status, answer.body)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(bodies.allSatisfy { $0.0 == 201 })
        #expect(Set(bodies.map(\.1)).count == 1)
        #expect(try await clinic.count() == 1)
    }

    @Test("a repeat after rights were taken away shows what is held now, not what was")
    func narrowed() async throws {
        let clinic = try await Clinic()
        let person = try await clinic.person(("front_desk", clinic.a), ("marketing", clinic.a))
        let client = clinic.call(as: person)
        let canary = Canary()
        let first = await clinic.create(canary.fields, as: client, key: "key-of-rights")
        #expect(first.status == 201)
        #expect(canary.isReadable("name", in: first.body))
        let connection = try clinic.superuser()
        defer { connection.close() }
        // The right to make customers stays, the right to read names goes.
        try connection.execute(
            """
            update app.role_field set level = 1, uses = 32 where tenant_id = \(clinic.tenant) and target = 'C2'
            and role_id in (select id from app.role where tenant_id = \(clinic.tenant) and code = 'front_desk')
            """)
        try connection.execute(
            "update app.tenant_setting set access_version = access_version + 1 where tenant_id = \(clinic.tenant)")
        clinic.house.deployment.forget(clinic.tenant)
        let again = await clinic.create(canary.fields, as: client, key: "key-of-rights")
        #expect(again.status == 201, "\(again.text)")
        #expect(again.json["id"] == first.json["id"])
        #expect(canary.found(in: again.everything).isEmpty)
    }
}

extension Clinic {
    /// How many customers the tenant has.
    func count() async throws -> Int64 {
        let tenant = tenant
        return try await house.deployment.database.read(as: house.system(of: tenant)) { tx in
            try tx.execute("select count(*) from app.customer where tenant_id = \(tenant)")[0][0]
        }
    }
}

extension String {
    /// ASCII digits as full-width ones.
    fileprivate var fullWidth: String {
        String(String.UnicodeScalarView(unicodeScalars.compactMap { UnicodeScalar($0.value + 0xfee0) }))
    }
}
