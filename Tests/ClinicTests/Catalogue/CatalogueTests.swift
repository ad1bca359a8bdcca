import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What the chain does and with what: who writes it, what is refused, and that nothing is lost.
@Suite struct CatalogueTests {
    private func patch(
        _ path: String, _ version: Int64, _ text: String, as role: String = "chain_director", _ clinic: Clinic
    ) async throws -> Clinic.Answer {
        await (try clinic.call(as: role)).send(.patch, path, headers: [("If-Match", "\"\(version)\"")], text: text)
    }

    private func put(
        _ path: String, _ version: Int64, _ body: JSONValue, as role: String = "chain_director", _ clinic: Clinic
    ) async throws -> Clinic.Answer {
        await (try clinic.call(as: role)).send(.put, path, headers: [("If-Match", "\"\(version)\"")], body: body.serialized)
    }

    private func json(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    @Test("headquarters define services, everybody who works somewhere sees them, and nobody of a branch changes them")
    func rights() async throws {
        let clinic = try await Clinic()
        let category = try await clinic.category("光电")
        let service = try await clinic.service("热玛吉", in: category, ["code": "RMJ-01", "cycleDays": 365, "leastDays": 300])
        // Roles that see their own customers only, or those in their care, work with the same services.
        for role in ["front_desk", "consultant", "doctor", "nurse", "marketing", "branch_admin", "integration"] {
            let list = await (try clinic.call(as: role)).send(.get, "/v1/services?filter[state]=active&sort=name")
            #expect(list.rows.map { $0["id"]?.string } == [service], "\(role): \(list.text)")
            #expect(list.rows.first?["listPriceFen"] == 100_000, "\(role)")
        }
        for role in ["branch_admin", "doctor", "front_desk", "cashier"] {
            #expect(try await patch("/v1/services/\(service)", 1, #"{"name": "别的"}"#, as: role, clinic).status == 403)
        }
        let changed = try await patch("/v1/services/\(service)", 1, #"{"name": "热玛吉五代", "booking": "online"}"#, as: "hq_operations", clinic)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(changed.json["name"] == "热玛吉五代")
        #expect(changed.json["version"] == 2)
        #expect(try await patch("/v1/services/\(service)", 1, #"{"name": "晚了"}"#, clinic).code == "resource.stale")
        let stranger = try await Clinic()
        #expect(await (try stranger.call(as: "chain_director")).send(.get, "/v1/services/\(service)").status == 404)
        #expect(await (try stranger.call(as: "chain_director")).send(.get, "/v1/services").rows.isEmpty)

        let connection = try clinic.superuser()
        defer { connection.close() }
        let events: [String] = try connection.execute(
            """
            select purpose from audit.event where tenant_id = \(clinic.tenant) and object_id = \(service)::text::uuid
            and action = 'manage.service' and outcome = 'done' order by purpose
            """
        ).map { try $0[0] }
        #expect(events == ["changed", "created"])
    }

    @Test("everything that is wrong with a service is said at once, and what is taken is told by its code")
    func refusals() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        let category = try await clinic.category()
        let wrong = await director.send(
            .post, "/v1/services",
            text: """
                {"name": "水光", "categoryId": "\(UUID().uuidString)", "nature": "lifestyle", "scope": "Skin!", "listPriceFen": 100000000001,
                 "cycleDays": 30, "leastDays": 31, "code": "-x"}
                """)
        #expect(
            Set(wrong.violations) == [
                "/listPriceFen range", "/code pattern", "/scope pattern", "/categoryId not_allowed", "/scope not_allowed",
                "/leastDays range",
            ])
        let medical = await director.send(
            .post, "/v1/services", text: #"{"name": "水光", "categoryId": "\#(category)", "nature": "medical", "listPriceFen": 1}"#)
        #expect(medical.violations == ["/scope required"])
        let service = try await clinic.service("水光", in: category, ["code": "SG"])
        let twice = await director.send(
            .post, "/v1/services", text: #"{"name": "水光", "categoryId": "\#(category)", "nature": "lifestyle", "listPriceFen": 1}"#)
        #expect(twice.code == "catalogue.name_taken")
        let code = await director.send(
            .post, "/v1/services",
            text: #"{"name": "别", "code": "SG", "categoryId": "\#(category)", "nature": "lifestyle", "listPriceFen": 1}"#)
        #expect(code.code == "catalogue.code_taken")
        // Archived it is there for what was booked, and its name is free.
        #expect(try await patch("/v1/services/\(service)", 1, #"{"state": "archived"}"#, clinic).json["state"] == "archived")
        _ = try await clinic.service("水光", in: category)
        #expect(await director.send(.get, "/v1/services?filter[state]=archived").rows.count == 1)
        #expect(try await patch("/v1/services/\(service)", 2, #"{"state": null}"#, clinic).violations == ["/state required"])
        #expect(await director.send(.delete, "/v1/services/\(service)").status == 405)
    }

    @Test("categories lie four deep at most and never below themselves")
    func categories() async throws {
        let clinic = try await Clinic()
        var chain: [String] = []
        for level in 0..<4 {
            var more: JSONObject = [:]
            if let last = chain.last { more["parentId"] = .string(last) }
            chain.append(try await clinic.category("层\(level)", more))
        }
        let deep = await (try clinic.call(as: "chain_director")).send(
            .post, "/v1/service-categories", text: #"{"name": "过深", "parentId": "\#(chain[3])"}"#)
        #expect(deep.violations == ["/parentId not_allowed"])
        let below = try await patch("/v1/service-categories/\(chain[0])", 1, #"{"parentId": "\#(chain[2])"}"#, clinic)
        #expect(below.violations == ["/parentId not_allowed"])
        #expect(try await patch("/v1/service-categories/\(chain[3])", 1, #"{"parentId": "\#(chain[0])"}"#, clinic).status == 200)
        #expect(try await patch("/v1/service-categories/\(chain[3])", 2, #"{"parentId": null}"#, clinic).json["parentId"]?.isNull == true)
    }

    @Test("a plan says what each piece needs, under the service's version, and comes back as it was said")
    func plan() async throws {
        let clinic = try await Clinic()
        let service = try await clinic.service("热玛吉")
        let device = try await clinic.bookable("device", "主机一")
        let path = "/v1/services/\(service)/plan"
        let room = #"{"kind": "room", "tags": [], "resourceId": null, "bufferBefore": 0, "bufferAfter": 15}"#
        let plan = try json(
            """
            {"segments": [
              {"name": "敷麻", "minutes": 40, "needs": [{"bond": 1, "alternatives": [\(room)]}]},
              {"name": "治疗", "minutes": 60, "needs": [
                {"bond": 1, "alternatives": [\(room)]},
                {"bond": null, "alternatives": [
                  {"kind": "doctor", "tags": ["热玛吉"], "resourceId": null, "bufferBefore": 0, "bufferAfter": 0}]},
                {"bond": null, "alternatives": [
                  {"kind": "device", "tags": [], "resourceId": "\(device)", "bufferBefore": 0, "bufferAfter": 15},
                  {"kind": "device", "tags": ["热玛吉五代"], "resourceId": null, "bufferBefore": 5, "bufferAfter": 15}]}]}]}
            """)
        #expect(try await put(path, 2, plan, clinic).code == "resource.stale")
        let written = try await put(path, 1, plan, clinic)
        #expect(written.status == 200, "\(written.text)")
        #expect(written.json["segments"] == plan["segments"])
        #expect(written.json["version"] == 2)
        let read = await (try clinic.call(as: "nurse")).send(.get, path)
        #expect(read.json == written.json)
        #expect(read.headers[.eTag] == "\"2\"")
        // Bonds of other kinds, and a device that is a room.
        let odd = try json(
            """
            {"segments": [{"name": "一", "minutes": 30, "needs": [{"bond": 1, "alternatives": [\(room)]}]},
              {"name": "二", "minutes": 30, "needs": [{"bond": 1, "alternatives": [{"kind": "device"}]}]}]}
            """)
        #expect(try await put(path, 2, odd, clinic).violations == ["/segments/1 not_allowed"])
        let wrong = try json(
            """
            {"segments": [{"name": "一", "minutes": 30, "needs": [{"alternatives": [{"kind": "room", "resourceId": "\(device)"}]}]}]}
            """)
        #expect(try await put(path, 2, wrong, clinic).violations == ["/segments/0/needs/0/alternatives/0/resourceId not_allowed"])
        let long = try json(#"{"segments": [{"name": "一", "minutes": 700}, {"name": "二", "minutes": 30}]}"#)
        #expect(try await put(path, 2, long, clinic).violations == ["/segments range"])
        #expect(try await put(path, 2, ["segments": []], clinic).json["segments"] == [])
        #expect(try await put(path, 3, plan, as: "branch_admin", clinic).status == 403)
    }

    @Test("rules before a service name what there is, and each kind has what it needs and no more")
    func safety() async throws {
        let clinic = try await Clinic()
        let (service, filler) = (try await clinic.service("光子"), try await clinic.service("填充"))
        let path = "/v1/services/\(service)/safety"
        let rules = try json(
            """
            {"rules": [
              {"kind": "warning", "effect": "contraindicated", "subject": "pregnancy", "serviceId": null, "measure": null},
              {"kind": "answer", "effect": "need_review", "subject": "isotretinoin", "serviceId": null, "measure": null},
              {"kind": "age_below", "effect": "contraindicated", "subject": null, "serviceId": null, "measure": 18},
              {"kind": "after_service", "effect": "need_review", "subject": null, "serviceId": "\(filler)", "measure": 14},
              {"kind": "consent", "effect": "required", "subject": "treatment", "serviceId": null, "measure": null}]}
            """)
        let written = try await put(path, 1, rules, clinic)
        #expect(written.json["rules"] == rules["rules"], "\(written.text)")
        let wrong = try json(
            """
            {"rules": [{"kind": "warning", "effect": "required", "subject": "pregnancy"}, {"kind": "age_below", "effect": "need_review"},
              {"kind": "form", "effect": "required", "subject": "Not a word"},
              {"kind": "consent", "effect": "required", "subject": "treatment", "measure": 3}]}
            """)
        #expect(
            Set(try await put(path, 2, wrong, clinic).violations) == [
                "/rules/0/effect not_allowed", "/rules/1/measure required", "/rules/2/subject pattern", "/rules/3/measure not_allowed",
            ])
        let unknown = try json(
            #"{"rules": [{"kind": "after_service", "effect": "need_review", "serviceId": "\#(UUID().uuidString)", "measure": 1}]}"#)
        #expect(try await put(path, 2, unknown, clinic).violations == ["/rules/0/serviceId not_allowed"])
    }

    @Test("a package has lines of services that there are, each once as bought and once as a gift")
    func packages() async throws {
        let clinic = try await Clinic()
        let category = try await clinic.category()
        let service = try await clinic.service("小气泡", in: category, ["nature": "lifestyle", "scope": .null])
        let package = try await clinic.id(
            "/v1/service-packages", ["name": "焕肤", "categoryId": .string(category), "listPriceFen": 980_000, "validDays": 365])
        let path = "/v1/service-packages/\(package)/lines"
        let lines: JSONValue = [
            "lines": [
                ["serviceId": .string(service), "sessions": 10, "gift": false],
                ["serviceId": .string(service), "sessions": 1, "gift": true],
            ]
        ]
        #expect(try await put(path, 1, lines, clinic).json["lines"] == lines["lines"])
        let twice: JSONValue = [
            "lines": [["serviceId": .string(service), "sessions": 10], ["serviceId": .string(service), "sessions": 1]]
        ]
        #expect(try await put(path, 2, twice, clinic).violations == ["/lines/1 duplicate"])
    }

    @Test("a branch's price of a day is its own newest that has begun, else the chain's, else the list's")
    func prices() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        let today = clinic.house.now.date(offset: 8 * 3600)
        func day(_ days: Int32) -> LocalDate { LocalDate(daysSince1970: today.daysSince1970 + days) }
        let service = try await clinic.service("肉毒", in: nil, ["listPriceFen": 300_000])
        func set(_ unit: ID<Unit>, _ since: LocalDate, _ fen: JSONValue, as role: String = "chain_director") async throws -> Clinic.Answer {
            let body: JSONValue = [
                "serviceId": .string(service), "unitId": .string(unit.description), "since": .string(since.description), "priceFen": fen,
            ]
            return await (try clinic.call(as: role)).send(.post, "/v1/prices", body: body.serialized)
        }
        func price(_ branch: ID<Unit>, _ on: LocalDate) async throws -> Int64? {
            let answer = await (try clinic.call(as: "front_desk")).send(.get, "/v1/branches/\(branch)/prices?day=\(on)&services=\(service)")
            return answer.rows.first?["priceFen"]?.integer
        }
        #expect(try await price(clinic.a, today) == 300_000)
        #expect(try await set(clinic.chain, today, 280_000).status == 201)
        #expect(try await set(clinic.a, day(10), 250_000).status == 201)
        let later = try await set(clinic.a, day(20), .null)
        #expect(later.status == 201, "\(later.text)")
        #expect(try await price(clinic.a, today) == 280_000)
        #expect(try await price(clinic.a, day(9)) == 280_000)
        #expect(try await price(clinic.a, day(10)) == 250_000)
        #expect(try await price(clinic.a, day(19)) == 250_000)
        #expect(try await price(clinic.a, day(20)) == 280_000, "from then on it has none of its own")
        #expect(try await price(clinic.b, day(15)) == 280_000)
        #expect(try await price(clinic.a, day(-1)) == 300_000)
        #expect(try await set(clinic.a, day(10), 1).code == "catalogue.price_there")
        #expect(try await set(clinic.a, day(-1), 1).violations == ["/since range"])
        #expect(try await set(clinic.a, day(5), 1, as: "branch_admin").status == 403)
        // Days to come are said anew, those that have begun are not.
        let id = try #require(later.json["id"]?.string)
        #expect(try await patch("/v1/prices/\(id)", 1, #"{"priceFen": 260000}"#, clinic).status == 200)
        let begun = try #require(await director.send(.get, "/v1/prices?filter[unitId]=\(clinic.chain)").rows.first?["id"]?.string)
        #expect(try await patch("/v1/prices/\(begun)", 1, #"{"priceFen": 1}"#, clinic).code == "catalogue.price_begun")
        #expect(await director.send(.get, "/v1/branches/\(clinic.a)/prices?day=x&limit=3").violations.count == 2)
    }

    @Test("a branch keeps its own rooms and devices, and nobody those of another")
    func resources() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        func create(_ text: String, _ client: InProcessClient) async -> Clinic.Answer {
            await client.send(.post, "/v1/resources", text: text)
        }
        let made = await create(
            #"{"branchId": "\#(clinic.a)", "kind": "device", "name": "皮秒", "tags": ["激光", "皮秒"], "maintenanceDue": "2030-01-31", "counter": 5, "counterLimit": 100, "bufferAfter": 15}"#,
            admin)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["tags"] == ["激光", "皮秒"])
        let id = try #require(made.json["id"]?.string)
        #expect(await admin.send(.get, "/v1/resources?filter[tags]=皮秒&filter[kind]=device,room").rows.count == 1)
        #expect(await admin.send(.get, "/v1/resources?filter[tags]=水光").rows.isEmpty)
        #expect(await admin.send(.get, "/v1/resources?filter[maintenanceDue][lt]=2030-02-01").rows.count == 1)
        #expect(await create(#"{"branchId": "\#(clinic.b)", "kind": "room", "name": "一号"}"#, admin).violations == ["/branchId not_allowed"])
        #expect(
            await create(#"{"branchId": "\#(clinic.chain)", "kind": "room", "name": "一号"}"#, admin).violations == ["/branchId not_allowed"])
        let odd = await create(
            #"{"branchId": "\#(clinic.a)", "kind": "room", "name": "一号", "serial": "x", "userId": "\#(UUID().uuidString)", "capacity": 0}"#,
            admin)
        #expect(Set(odd.violations) == ["/serial not_allowed", "/userId not_allowed", "/capacity range"])
        #expect(await create(#"{"branchId": "\#(clinic.a)", "kind": "doctor", "name": "甲"}"#, admin).violations == ["/userId required"])
        // Seen in its branch by whoever works there, whatever his relation to customers; not from another branch.
        for role in ["doctor", "consultant", "nurse"] {
            #expect(await (try clinic.call(as: role)).send(.get, "/v1/resources/\(id)").status == 200, "\(role)")
        }
        let other = clinic.call(as: try await clinic.person(("branch_admin", clinic.b)))
        #expect(await other.send(.get, "/v1/resources/\(id)").status == 404)
        #expect(await other.send(.patch, "/v1/resources/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"name": "x"}"#).status == 404)
        let both = clinic.call(as: try await clinic.person(("branch_admin", clinic.a), ("branch_admin", clinic.b)))
        _ = await create(#"{"branchId": "\#(clinic.b)", "kind": "room", "name": "二号", "capacity": 4}"#, both)
        #expect(await both.send(.get, "/v1/resources?sort=name").rows.count == 2)

        let doctor = try #require(clinic.people["doctor"])
        _ = try await clinic.bookable("doctor", doctor)
        let again = await create(
            #"{"branchId": "\#(clinic.a)", "kind": "doctor", "name": "另名", "userId": "\#(doctor.id)"}"#, admin)
        #expect(again.code == "catalogue.person_there")
        let words = (0..<25).map { #""词\#($0)""# }.joined(separator: ",")
        #expect(
            try await patch("/v1/resources/\(id)", 1, #"{"tags": [\#(words)]}"#, as: "branch_admin", clinic).violations == [
                "/tags too_many"
            ])
        #expect(
            try await patch("/v1/resources/\(id)", 1, #"{"tags": ["a,b"]}"#, as: "branch_admin", clinic).violations == ["/tags/0 pattern"])
        #expect(try await patch("/v1/resources/\(id)", 1, #"{"tags": null}"#, as: "branch_admin", clinic).json["tags"] == [])
    }

    @Test("a licence says what, where and until when; its number is identity")
    func licences() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        let doctor = try #require(clinic.people["doctor"]).id
        let licence = try await clinic.id(
            "/v1/licences",
            [
                "userId": .string(doctor.description), "class": "physician", "scopes": ["dermatology", "cosmetic_surgery"],
                "number": "110310000012345", "validFrom": "2026-01-01", "validUntil": "2030-12-31",
            ])
        #expect(await director.send(.get, "/v1/licences/\(licence)").json["placeIds"]?.array?.isEmpty == true)
        let places: JSONValue = ["branchIds": [.string(clinic.a.description), .string(clinic.c.description)]]
        #expect(try await put("/v1/licences/\(licence)/places", 1, places, clinic).status == 200)
        #expect(await director.send(.get, "/v1/licences?filter[placeIds]=\(clinic.c)&filter[scopes]=dermatology").rows.count == 1)
        #expect(await director.send(.get, "/v1/licences?filter[placeIds]=\(clinic.b)").rows.isEmpty)
        let elsewhere: JSONValue = ["branchIds": [.string(UUID().uuidString)]]
        #expect(try await put("/v1/licences/\(licence)/places", 2, elsewhere, clinic).violations == ["/branchIds/0 not_allowed"])
        let officer = await (try clinic.call(as: "compliance_officer")).send(.get, "/v1/licences/\(licence)")
        #expect(officer.json["number"] == "1***5")
        #expect(officer.json["masked"] == ["number"])
        let wrong = await director.send(
            .post, "/v1/licences",
            text: """
                {"userId": "\(doctor)", "class": "nurse", "scopes": ["Not a word"], "number": "1", "validFrom": "2026-01-02",
                 "validUntil": "2026-01-01"}
                """)
        #expect(Set(wrong.violations) == ["/scopes/0 pattern", "/validUntil range"])
        #expect(try await patch("/v1/licences/\(licence)", 2, #"{"state": "suspended"}"#, as: "hq_operations", clinic).status == 200)
    }
}
