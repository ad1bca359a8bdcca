import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Customers through the API, as each built-in role meets them.
@Suite struct CustomerTests {
    @Test("a front desk takes a customer down and reads contacts back masked")
    func created() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let desk = try clinic.call(as: "front_desk")
        let answer = await clinic.create(canary.fields, as: desk)
        #expect(answer.status == 201, "\(answer.text)")
        let id = try #require(answer.json["id"]?.string)
        #expect(answer.headers[.location] == "/v1/customers/\(id)")
        #expect(answer.headers[.eTag] == "\"1\"")
        #expect(answer.json["name"]?.string == canary.name)
        #expect(answer.json["birthday"]?.string == canary.birthday)
        #expect(answer.json["remark"]?.string == canary.remark)
        #expect(answer.json["homeBranchId"]?.string == clinic.a.description)
        #expect(answer.json["level"]?.string == "standard")
        #expect(answer.json["phone"]?.string == "139****" + canary.phone.suffix(4))
        #expect(answer.json["wechat"]?.string == "w***x")
        #expect(answer.json["address"]?.string == "***")
        #expect(answer.json["allergy"]?.isNull == true)
        #expect(answer.json["masked"] == ["phone", "wechat", "idNumber", "address", "guardianPhone"])
        #expect(canary.found(in: answer.everything) == ["birthday", "guardianName", "name", "remark"])
    }

    /// What a role reads of one customer, as security.md §2 says: in clear, masked, absent.
    static let table: [(role: String, clear: Set<String>, masked: Set<String>)] = [
        ("front_desk", ["name", "birthday", "sex", "remark"], ["phone", "wechat", "idNumber", "address", "allergy"]),
        ("consultant", ["name", "birthday", "sex", "remark"], ["phone", "wechat", "idNumber", "address", "allergy"]),
        ("doctor", ["name", "birthday", "sex", "remark", "allergy"], ["phone", "wechat", "idNumber", "address"]),
        ("nurse", ["name", "birthday", "sex", "remark", "allergy"], ["phone", "wechat", "idNumber", "address"]),
        ("follow_up", ["name", "birthday", "sex", "remark"], ["phone", "wechat", "idNumber", "address", "allergy"]),
        ("marketing", [], ["name", "birthday", "sex", "remark", "phone", "wechat", "idNumber", "address"]),
        ("cashier", ["name", "birthday", "sex", "remark"], ["phone", "wechat", "idNumber", "address"]),
        ("store_keeper", [], ["name", "birthday", "sex", "remark"]),
        (
            "branch_admin", ["name", "birthday", "sex", "remark"],
            ["phone", "wechat", "idNumber", "address", "allergy"]
        ),
        ("chain_director", ["name", "birthday", "sex", "remark"], ["phone", "wechat", "idNumber", "address"]),
        ("compliance_officer", [], ["name", "birthday", "sex", "remark", "phone", "wechat", "idNumber", "address"]),
        ("integration", ["name", "birthday", "sex", "remark"], ["phone", "wechat", "idNumber", "address"]),
    ]

    @Test("each role sees of one customer what it should in clear, masked or not at all")
    func masks() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let personal = Set(Customer.resource.fields.filter { $0.classification > .internal }.map(\.name))
        for (role, clear, masked) in CustomerTests.table {
            let answer = try await clinic.call(as: role).send(.get, "/v1/customers/\(id)")
            #expect(answer.status == 200, "\(role): \(answer.text)")
            let seen = answer.json.names.intersection(personal)
            // A guardian's name and phone are of the same classes as the customer's; without a restriction its reason is empty, and so
            // are tags that nobody set and the layer of somebody who was never there.
            let clear = clear.union(clear.contains("name") ? ["guardianName"] : [])
            let masked = masked.union(masked.contains("name") ? ["guardianName"] : [])
                .union(masked.contains("phone") ? ["guardianPhone"] : [])
            let empty: Set = ["restrictionReason", "tags", "layer", "occupation", "skinType", "preferences"]
            #expect(seen == clear.union(masked).union(empty), "\(role) sees fields")
            #expect(
                Set((answer.json["masked"]?.array ?? []).compactMap(\.string)) == masked,
                "\(role) is told what is masked")
            let readable = clear.subtracting(["sex"]).sorted()
            #expect(canary.found(in: answer.everything) == readable, "\(role) reads values")
        }
        for role in ["hq_operations", "system_admin"] {
            let answer = try await clinic.call(as: role).send(.get, "/v1/customers/\(id)")
            #expect(answer.status == 403)
            #expect(answer.code == "access.denied")
        }
        #expect(
            Set(CustomerTests.table.map(\.role) + ["hq_operations", "system_admin"]) == Set(Clinic.roles.map(\.code)))
    }

    @Test("a doctor sees a customer only while in his care, and another branch's desk not at all")
    func rows() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("王小明")
        let path = "/v1/customers/\(id)"
        #expect(try await clinic.call(as: "doctor").send(.get, path).status == 404)
        try await clinic.assignCare(id, to: "doctor")
        #expect(try await clinic.call(as: "doctor").send(.get, path).status == 200)
        #expect(try await clinic.call(as: "nurse").send(.get, path).status == 404)
        let user = try #require(clinic.people["doctor"]).id
        let end = try await clinic.call(as: "front_desk").send(
            .put, "\(path)/care-relations/\(user)", text: #"{"until": "2020-01-01T00:00:00Z", "reason": "ended"}"#)
        #expect(end.status == 204)
        #expect(try await clinic.call(as: "doctor").send(.get, path).status == 404)

        let other = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await other.send(.get, path).status == 404)
        #expect(try await clinic.call(as: "chain_director").send(.get, path).status == 200)
    }

    @Test("a consultant sees his own customers and those that nobody owns")
    func own() async throws {
        let clinic = try await Clinic()
        let rival = try await clinic.person(("consultant", clinic.a))
        let mine = try await clinic.customer(
            "甲乙", ["ownerId": .string(try #require(clinic.people["consultant"]).id.description)])
        let theirs = try await clinic.customer("丙丁", ["ownerId": .string(rival.id.description)])
        let nobodys = try await clinic.customer("戊己")
        let consultant = try clinic.call(as: "consultant")
        let list = await consultant.send(.get, "/v1/customers?fields=id")
        #expect(Set(list.rows.compactMap { $0["id"]?.string }) == [mine, nobodys])
        #expect(await consultant.send(.get, "/v1/customers/\(theirs)").status == 404)
        // Whom he makes is his.
        let made = await clinic.create(["name": "庚辛"], as: consultant)
        #expect(made.status == 201)
        #expect(
            made.json["ownerId"]?.isNull == true
                || made.json["ownerId"]?.string == clinic.people["consultant"]?.id.description)
        // What he could no longer see he cannot do: the refusal names the field, not a missing customer.
        let away = await consultant.send(
            .patch, "/v1/customers/\(mine)", headers: [("If-Match", "\"1\"")], text: #"{"ownerId": "\#(rival.id)"}"#)
        #expect(away.status == 422)
        #expect(away.violations == ["/ownerId not_allowed"])
    }

    @Test("a change names the version that it saw, changes what it names and nothing else")
    func changed() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let desk = try clinic.call(as: "front_desk")
        let path = "/v1/customers/\(id)"
        let before = await desk.send(.get, path)
        let version = try #require(before.headers[.eTag])
        #expect(await desk.send(.patch, path, text: #"{"level": "gold"}"#).status == 428)
        #expect(
            await desk.send(.patch, path, headers: [("If-Match", "\"999\"")], text: #"{"level": "gold"}"#).status == 412
        )
        #expect(
            await desk.send(.patch, path, headers: [("If-Match", "W/\(version)")], text: #"{"level": "gold"}"#).status
                == 412)
        let after = await desk.send(
            .patch, path, headers: [("If-Match", version)], text: #"{"level": "gold", "remark": null}"#)
        #expect(after.status == 200, "\(after.text)")
        #expect(after.headers[.eTag] != version)
        #expect(after.json["level"]?.string == "gold")
        #expect(after.json["remark"]?.isNull == true)
        for name in before.json.names.subtracting(["level", "remark", "version", "updatedAt"]) {
            #expect(after.json[name] == before.json[name], "\(name) was not named")
        }
        // Of two that saw the same version one is late.
        #expect(
            await desk.send(.patch, path, headers: [("If-Match", version)], text: #"{"level": "silver"}"#).status == 412
        )
        // What changes nothing makes no version.
        let now = try #require(after.headers[.eTag])
        let idle = await desk.send(.patch, path, headers: [("If-Match", now)], text: #"{"level": "gold"}"#)
        #expect(idle.status == 200)
        #expect(idle.headers[.eTag] == now)
    }

    @Test("a masked value that is sent back is refused and destroys nothing")
    func maskedBack() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let desk = try clinic.call(as: "front_desk")
        let shown = await desk.send(.get, "/v1/customers/\(id)")
        let tag = try #require(shown.headers[.eTag])
        for field in ["phone", "wechat", "idNumber", "address"] {
            let value = try #require(shown.json[field])
            let answer = await desk.send(
                .patch, "/v1/customers/\(id)", headers: [("If-Match", tag)],
                body: JSONValue.object([field: value]).serialized)
            #expect(answer.violations == ["/\(field) masked_value"])
        }
        let reveal = await desk.send(
            .post, "/v1/customers/\(id)/reveal",
            text: #"{"fields": ["phone", "wechat", "idNumber", "address"], "purpose": "call back"}"#)
        #expect(reveal.json["fields"]?["phone"]?.string == String(canary.phone.dropFirst(3)))
        #expect(reveal.json["fields"]?["wechat"]?.string == canary.wechat)
        #expect(reveal.json["fields"]?["idNumber"]?.string == canary.idNumber)
        #expect(reveal.json["fields"]?["address"]?.string == canary.address)
        #expect(reveal.json["remainingToday"]?.integer == 46)
    }

    @Test("reveals are counted, end with the day's quota and are told to the audit")
    func quota() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.canary(Canary())
        let desk = try clinic.call(as: "front_desk")
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.tenant_setting set reveal_quota = 5 where tenant_id = \(clinic.tenant)")
        func reveal(_ fields: String) async -> Clinic.Answer {
            await desk.send(
                .post, "/v1/customers/\(id)/reveal", text: #"{"fields": [\#(fields)], "purpose": "call back"}"#)
        }
        #expect(await reveal(#""phone""#).json["remainingToday"]?.integer == 4)
        #expect(await reveal(#""phone", "wechat", "address""#).json["remainingToday"]?.integer == 1)
        let late = await reveal(#""phone", "wechat""#)
        #expect(late.status == 429)
        #expect(late.code == "customer.reveal_quota")
        #expect(await reveal(#""phone""#).json["remainingToday"]?.integer == 0)
        #expect(await reveal(#""phone""#).status == 429)
        let actions = try connection.execute(
            """
            select action, count(*) from audit.event where tenant_id = \(clinic.tenant) and action in ('reveal.customer', 'alert.reveal_quota')
            group by action order by action
            """)
        #expect(try actions.map { try $0.get(0, as: String.self) } == ["alert.reveal_quota", "reveal.customer"])
        #expect(try actions.map { try $0.get(1, as: Int64.self) } == [1, 3])
        let links: Int64 = try connection.execute(
            """
            select count(*) from audit.event_link where tenant_id = \(clinic.tenant) and field = 'customer.phone' and event_id in
              (select id from audit.event where tenant_id = \(clinic.tenant) and action = 'reveal.customer')
            """)[0][0]
        #expect(links == 3)
    }

    @Test("a field that one may not reveal is refused like one that does not exist, and costs nothing")
    func revealRefused() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.canary(Canary())
        let desk = try clinic.call(as: "front_desk")
        for field in ["name", "allergy", "remark", "crm_key", "nothing"] {
            let answer = await desk.send(
                .post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["\#(field)"], "purpose": "call back"}"#)
            #expect(answer.status == 422)
            #expect(answer.violations == ["/fields/0 unknown_field"])
        }
        let none = await desk.send(.post, "/v1/customers/\(id)/reveal", text: #"{"fields": [], "purpose": ""}"#)
        #expect(none.violations.contains("/fields required"))
        #expect(
            try await clinic.call(as: "cashier").send(.post, "/v1/customers/\(id)/reveal", text: "{}").status == 403)
    }

    @Test("a timeline tells what happened, newest first, without fields that the reader does not hold")
    func timeline() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.canary(Canary())
        let path = "/v1/customers/\(id)/timeline"
        let all = try await clinic.call(as: "front_desk").send(.get, path)
        #expect(all.status == 200, "\(all.text)")
        let kinds = all.rows.compactMap { $0["kind"]?.string }
        #expect(Set(kinds) == ["created", "changed", "care_assigned"])
        let named = Set(all.rows.flatMap { $0["fields"]?.array ?? [] }.compactMap(\.string))
        #expect(named.isSuperset(of: ["name", "phone", "allergy"]))
        let keeper = try await clinic.call(as: "store_keeper").send(.get, path)
        let fewer = Set(keeper.rows.flatMap { $0["fields"]?.array ?? [] }.compactMap(\.string))
        #expect(fewer.contains("name"))
        #expect(fewer.isDisjoint(with: ["phone", "wechat", "idNumber", "address", "allergy"]))
        let filtered = try await clinic.call(as: "front_desk").send(.get, path + "?filter[kind]=created")
        #expect(filtered.rows.count == 1)
        #expect(
            try await clinic.call(as: "front_desk").send(
                .get, "/v1/customers/\(ID<Customer>.new(at: clinic.house.now))/timeline"
            ).status == 404)
    }

    @Test("an id in the body that is not there, or not to be seen, is refused in the same words")
    func references() async throws {
        let clinic = try await Clinic()
        let stranger = try await Clinic()
        let foreign = try await stranger.customer("外人甲")
        let hidden = try await clinic.customer("他院客", in: clinic.b)
        let desk = try clinic.call(as: "front_desk")
        let nowhere = ID<Customer>.new(at: clinic.house.now).description
        for field in ["introducerId", "ownerId", "homeBranchId"] {
            var refused: Set<[UInt8]> = []
            let foreigners = [
                "introducerId": foreign, "ownerId": stranger.people["consultant"]?.id.description ?? "",
                "homeBranchId": stranger.a.description,
            ]
            let others = field == "introducerId" ? [hidden] : field == "homeBranchId" ? [clinic.b.description] : []
            for id in [nowhere, try #require(foreigners[field])] + others {
                let answer = await clinic.create(["name": "新客户", field: .string(id)], as: desk)
                #expect(answer.status == 422, "\(field): \(answer.text)")
                refused.insert(answer.withoutRequest.serialized)
            }
            #expect(refused.count == 1, "\(field) tells apart what is nowhere, foreign and hidden")
        }
    }

    @Test("what is wrong with a request is told at once, by pointer, without the value")
    func violations() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let valid = Canary().idNumber
        let wrong = valid.dropLast() + (valid.last == "X" ? "0" : "X")
        let answer = await clinic.create(
            [
                "name": "", "phone": "12", "birthday": "2023-02-30", "level": "platin", "sex": 1,
                "idNumber": .string(String(wrong)),
                "allergy": "青霉素", "number": 7, "nothing": true,
            ], as: desk)
        #expect(answer.status == 422)
        let pointers = Set(answer.violations.map { String($0.split(separator: " ")[0]) })
        #expect(
            pointers.isSuperset(of: [
                "/phone", "/birthday", "/level", "/sex", "/idNumber", "/allergy", "/number", "/nothing",
            ]),
            "\(answer.text)")
        #expect(!answer.text.contains(wrong))
        #expect(!answer.text.contains("青霉素"))
        let long = await clinic.create(["name": .string(String(repeating: "长", count: 65))], as: desk)
        #expect(long.violations == ["/name too_long"])
    }
}

extension Clinic {
    /// A customer with every field, in branch A, in the care of the doctor and the nurse, owned by the consultant; the allergy is
    /// the doctor's to write.
    @discardableResult
    func canary(_ canary: Canary) async throws -> String {
        let id = try await customer(
            canary.name, phone: canary.phone,
            {
                var more = canary.fields
                more["ownerId"] = people["consultant"].map { .string($0.id.description) }
                return more
            }())
        try await assignCare(id, to: "doctor", "nurse")
        let answer = try await call(as: "doctor").send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")],
            body: JSONValue.object(["allergy": .string(canary.allergy)]).serialized)
        try #require(answer.status == 200, "\(answer.text)")
        return id
    }
}
