import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A sheet from the first call to the customer's file: who sees what of it, what becomes of whom one knows already.
@Suite struct LeadTests {
    @Test("a sheet is sealed, masked for whoever may not read it, and revealed for a purpose to whoever has it")
    func sheet() async throws {
        let clinic = try await Clinic()
        let phone = Clinic.number()
        let desk = try clinic.call(as: "front_desk")
        let lead = try await clinic.lead(
            ["name": "周小川", "wechat": "wx_zhou_77", "remark": "问水光价格", "medium": "call"], phone: phone, as: desk)
        #expect(lead["name"] == "周小川")
        #expect(lead["phone"]?.string == "\(phone.prefix(3))****\(phone.suffix(4))")
        #expect(lead["state"] == "new")
        let id = try #require(lead["id"]?.string)
        let marketing = await (try clinic.call(as: "marketing")).send(.get, "/v1/leads/\(id)").json
        #expect(marketing["name"] == "周*")
        #expect(marketing["remark"] == "***")
        // Nothing of it lies in the clear.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let stored: String = try connection.execute(
            "select l::text from app.lead l where tenant_id = \(clinic.tenant) and id = \(id)::text::uuid")[0][0]
        #expect(!stored.contains(phone) && !stored.contains("周小川"))
        // A pool is no list of numbers.
        let consultant = try clinic.call(as: "consultant")
        let reveal = #"{"fields": ["phone"], "purpose": "call back"}"#
        #expect(await consultant.send(.post, "/v1/leads/\(id)/reveal", text: reveal).code == "lead.in_pool")
        #expect(await consultant.send(.post, "/v1/leads/\(id)/claim").status == 200)
        let shown = await consultant.send(.post, "/v1/leads/\(id)/reveal", text: reveal)
        #expect(shown.json["fields"]?["phone"]?.string == phone, "\(shown.text)")
        #expect(try clinic.count("action = 'reveal.customer' and object_type = 'lead' and purpose like 'sealed:%'", in: "audit.event") == 1)
        // Somebody else's it is not there.
        let other = try await clinic.consultants(1)[0]
        #expect(await clinic.call(as: other).send(.get, "/v1/leads/\(id)").status == 404)
        // Found by the whole number only, by whoever sees it.
        for (client, count) in [(consultant, 1), (clinic.call(as: other), 0)] {
            let found = await client.send(.post, "/v1/leads/search", body: JSONValue.object(["phone": .string("+86" + phone)]).serialized)
            #expect(found.rows.count == count, "\(found.text)")
        }
        // Each search leaves a trace, with a hit or without.
        #expect(try clinic.count("action = 'read.lead' and object_type = 'lead' and purpose = 'search'", in: "audit.event") == 2)
        let idle = Clinic.number()
        _ = try await clinic.lead(phone: idle)
        for (client, count) in [(consultant, 0), (try clinic.call(as: "branch_admin"), 1)] {
            let found = await client.send(.post, "/v1/leads/search", body: JSONValue.object(["phone": .string(idle)]).serialized)
            #expect(found.rows.count == count, "\(found.text)")
        }
        let near = await consultant.send(
            .post, "/v1/leads/search", body: JSONValue.object(["phone": .string(String(phone.dropLast()) + "x")]).serialized)
        #expect(near.rows.isEmpty)
    }

    @Test("what a sheet must say is asked for all at once")
    func violations() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "chain_director")
        let empty = await admin.send(.post, "/v1/leads", text: "{}")
        #expect(empty.violations.sorted() == ["/branchId required", "/phone required", "/sourceChannel required"])
        let wrong = try await clinic.sheet(["serviceId": .string(UUID().uuidString.lowercased())], as: admin)
        #expect(wrong.violations == ["/serviceId not_allowed"])
        // A landing page's key takes sheets down and sees none.
        let page = clinic.call(as: try await clinic.person(("integration", clinic.a)))
        let taken = try await clinic.sheet(["name": "页面客"], as: page)
        #expect(taken.status == 201 && taken.json["lead"] == .null, "\(taken.text)")
        #expect(await page.send(.get, "/v1/leads").status == 403)
        let keeping = try await clinic.sheet(["keep": "me"], as: page)
        #expect(keeping.violations == ["/keep not_allowed"])
    }

    @Test("a hundred sheets of one person at once are one lead with a hundred touches")
    func twins() async throws {
        let clinic = try await Clinic()
        let phone = Clinic.number()
        let people = try await clinic.consultants(3)
        _ = try await clinic.leadRule(to: people.map { ($0, [:]) })
        let page = clinic.call(as: try await clinic.person(("integration", clinic.a)))
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<100 {
                group.addTask {
                    var status = 503
                    for _ in 0..<20 where status == 503 {
                        status = try await clinic.sheet(phone: (index % 2 == 0 ? "+86 " : "") + phone, as: page).status
                    }
                    return status
                }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 201, count: 100))
        #expect(try clinic.count("touch_count = 100", in: "app.lead") == 1)
        #expect(try clinic.count("true", in: "app.lead") == 1)
        #expect(try clinic.count("true", in: "app.lead_touch") == 100)
        #expect(try clinic.loads(people) == [1, 0, 0])
        #expect(try clinic.count("state = 'open'", in: "app.task") == 1)
    }

    @Test("first contact owns: whoever turns up again stays with his owner, also when a colleague takes the sheet down")
    func ownership() async throws {
        let clinic = try await Clinic()
        let people = try await clinic.consultants(2)
        let phone = Clinic.number()
        let first = try await clinic.lead(["keep": "me"], phone: phone, as: clinic.call(as: people[0]))
        #expect(first["ownerId"]?.string == people[0].id.description)
        // The colleague is not told whose it is, nor shown it.
        let again = try await clinic.sheet(
            ["keep": "me", "campaign": "双十一", "wechat": "wx_again_1"], phone: phone, as: clinic.call(as: people[1]))
        #expect(again.status == 201)
        #expect(again.json["lead"] == .null)
        #expect(again.json["customerId"] == .null)
        let now = await clinic.call(as: people[0]).send(.get, "/v1/leads/\(first["id"]?.string ?? "")").json
        #expect(now["ownerId"]?.string == people[0].id.description)
        #expect(now["touchCount"] == 2)
        // What the sheet said that was not known yet is kept; where he came from first stays.
        #expect(now["wechat"]?.string == "w***1")
        #expect(now["campaign"] == .null)
        let history = await clinic.call(as: people[0]).send(.get, "/v1/leads/\(first["id"]?.string ?? "")/history").json
        #expect(history["touches"]?.array?.compactMap { $0["campaign"]?.string } == ["双十一"])
        // Found by the WeChat name from now on as well.
        let third = try await clinic.sheet(["phone": .string(Clinic.number()), "wechat": "wx_again_1"], as: clinic.call(as: people[1]))
        #expect(third.json["lead"] == .null)
        #expect(try clinic.count("true", in: "app.lead") == 1)
    }

    @Test("of a customer no lead is made: he is touched, and who looks after him is told")
    func customers() async throws {
        let clinic = try await Clinic()
        let phone = Clinic.number()
        let consultant = try #require(clinic.people["consultant"])
        let customer = try await clinic.customer("老顾客", phone: phone, ["ownerId": .string(consultant.id.description)])
        let desk = try clinic.call(as: "front_desk")
        let touched = try await clinic.sheet(phone: phone, as: desk)
        #expect(touched.json["lead"] == .null)
        #expect(touched.json["customerId"]?.string == customer)
        #expect(try clinic.count("true", in: "app.lead") == 0)
        let timeline = await desk.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(timeline.contains("lead_touched"))
        let tasks = await clinic.call(as: consultant).send(.get, "/v1/tasks?view=mine").rows
        #expect(tasks.map { $0["kind"]?.string } == ["touch"])
        #expect(tasks.first?["customerId"]?.string == customer)
        // Nobody's customer gets a lead of his own, and keeps his file.
        let free = Clinic.number()
        let nobodys = try await clinic.customer("无主客", phone: free)
        let lead = try await clinic.lead(phone: free, as: desk)
        #expect(lead["customerId"]?.string == nobodys)
        #expect(try await clinic.lead(phone: free, as: desk)["id"] == lead["id"])
    }

    @Test("another branch's customer is like a stranger to whoever asks; his own people see the touch")
    func noOracle() async throws {
        let clinic = try await Clinic()
        let (known, unknown) = (Clinic.number(), Clinic.number())
        let far = try await clinic.customer("远方客", phone: known, in: clinic.b)
        let desk = try clinic.call(as: "front_desk")
        var answers: [JSONValue] = []
        for phone in [known, unknown] {
            let answer = try await clinic.sheet(phone: phone, as: desk)
            #expect(answer.status == 201)
            #expect(answer.json["customerId"] == .null)
            var lead = try #require(answer.json["lead"]?.object)
            for name in ["id", "number", "phone"] { lead[name] = nil }
            answers.append(.object(lead))
        }
        #expect(answers[0] == answers[1])
        let there = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        let kinds = await there.send(.get, "/v1/customers/\(far)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.contains("lead_touched"))
        // Making him a customer a second time is answered as the chain's rule says, and leaves a trace.
        let id = try #require(try await clinic.lead(["keep": "me", "name": "远方"], phone: known, as: desk)["id"]?.string)
        #expect(await (try clinic.call(as: "consultant")).send(.post, "/v1/leads/\(id)/claim").status == 200)
        let consultant = try clinic.call(as: "consultant")
        let version = await consultant.send(.get, "/v1/leads/\(id)").json["version"]?.integer ?? 0
        let converted = await consultant.send(
            .post, "/v1/leads/\(id)/conversion", headers: [("If-Match", "\"\(version)\"")], text: #"{"name": "远方"}"#)
        #expect(converted.code == "customer.duplicate", "\(converted.text)")
        #expect(!converted.text.contains("远方客"))
    }

    @Test("a landing page's sheet names no other branch's customer to those who read its lead")
    func pages() async throws {
        let clinic = try await Clinic()
        let (far, near) = (Clinic.number(), Clinic.number())
        let stranger = try await clinic.customer("远方客", phone: far, in: clinic.b)
        let known = try await clinic.customer("本院客", phone: near)
        let page = clinic.call(as: try await clinic.person(("integration", clinic.a)))
        for phone in [far, near, far] {
            let taken = try await clinic.sheet(phone: phone, as: page)
            #expect(taken.status == 201, "\(taken.text)")
        }
        #expect(try clinic.count("true", in: "app.lead") == 2)
        #expect(try clinic.count("customer_id is null", in: "app.lead") == 1)
        #expect(try clinic.count("customer_id = '\(known)'", in: "app.lead") == 1)
        // His own people find both touches.
        #expect(try clinic.count("customer_id = '\(stranger)'", in: "app.lead_touch") == 2)
    }

    @Test("a lead is booked by a booking that stands, of somebody whom one sees")
    func bookings() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let consultant = try #require(clinic.people["consultant"])
        let other = try await clinic.consultants(1)[0]
        let mine = try await clinic.customer("我的客", phone: Clinic.number(), ["ownerId": .string(consultant.id.description)])
        let others = try await clinic.customer("别人的客", phone: Clinic.number(), ["ownerId": .string(other.id.description)])
        let client = clinic.call(as: consultant)
        let lead = try await clinic.lead(["keep": "me"], as: client)
        let hidden = try await desk.booked(others, 600, [desk.care])
        let shown = try await desk.booked(mine, 720, [desk.care])
        let refused = await clinic.step(lead, ["step": "booked", "appointmentId": .string(hidden)], as: client)
        #expect(refused.violations == ["/appointmentId not_allowed"], "\(refused.text)")
        let done = await clinic.step(lead, ["step": "booked", "appointmentId": .string(shown)], as: client)
        #expect(done.json["state"] == "booked", "\(done.text)")
        #expect(done.json["customerId"]?.string == mine)
    }

    @Test("a lead goes from step to step, and nowhere else")
    func steps() async throws {
        let clinic = try await Clinic()
        let client = try clinic.call(as: "consultant")
        let lead = try await clinic.lead(["keep": "me", "name": "过程客"], as: client)
        #expect(await clinic.step(lead, ["step": "won"], as: client).code == "lead.step")
        #expect(await clinic.step(lead, ["step": "lost"], as: client).violations == ["/reason required"])
        #expect(await clinic.step(lead, ["step": "booked"], as: client).violations == ["/appointmentId required"])
        #expect(
            await clinic.step(lead, ["step": "booked", "appointmentId": .string(UUID().uuidString.lowercased())], as: client).violations
                == ["/appointmentId not_allowed"])
        for (step, state) in [
            ("attempted", "assigned"), ("contacted", "contacted"), ("added_wecom", "added_wecom"), ("contacted", "added_wecom"),
            ("arrived", "arrived"),
        ] {
            #expect(await clinic.step(lead, ["step": .string(step)], as: client).json["state"]?.string == state)
        }
        // Who bought something has a file.
        #expect(await clinic.step(lead, ["step": "won"], as: client).code == "lead.step")
        let lost = await clinic.step(lead, ["step": "lost", "reason": "price_high"], as: client)
        #expect(lost.json["lostReason"] == "price_high")
        #expect(lost.json["closedAt"] != .null)
        #expect(await clinic.step(lead, ["step": "contacted"], as: client).code == "lead.step")
        let reopened = await clinic.step(lead, ["step": "reopened"], as: client)
        #expect(reopened.json["state"] == "assigned")
        #expect(reopened.json["lostReason"] == .null)
        let stale = await client.send(
            .post, "/v1/leads/\(lead["id"]?.string ?? "")/steps", headers: [("If-Match", "\"1\"")], text: #"{"step": "contacted"}"#)
        #expect(stale.code == "resource.stale")
    }

    @Test("a lead becomes a customer with what its sheet holds, and his own developer")
    func conversion() async throws {
        let clinic = try await Clinic()
        let client = try clinic.call(as: "consultant")
        let phone = Clinic.number()
        let lead = try await clinic.lead(["keep": "me", "name": "转化客", "wechat": "wx_conv_9"], phone: phone, as: client)
        let id = try #require(lead["id"]?.string)
        let version = lead["version"]?.integer ?? 0
        let made = await client.send(
            .post, "/v1/leads/\(id)/conversion", headers: [("If-Match", "\"\(version)\"")], text: #"{"sex": "female"}"#)
        #expect(made.status == 200, "\(made.text)")
        #expect(made.json["isNew"] == true)
        let customer = try #require(made.json["customerId"]?.string)
        let file = await client.send(.get, "/v1/customers/\(customer)").json
        #expect(file["name"] == "转化客")
        #expect(file["sourceChannel"] == "douyin")
        #expect(file["sex"] == "female")
        #expect(file["phone"]?.string == "\(phone.prefix(3))****\(phone.suffix(4))")
        let kinds = await client.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.contains("lead_converted"))
        #expect(
            try clinic.count("lane = 'developer' and user_id = '\(try #require(clinic.people["consultant"]).id)'", in: "app.customer_lane")
                == 1)
        let again = await client.send(.post, "/v1/leads/\(id)/conversion", headers: [("If-Match", "\"\(version + 1)\"")], text: "{}")
        #expect(again.code == "lead.converted")
        #expect(await clinic.step(lead, ["step": "arrived"], as: client).status == 200)
        #expect(await clinic.step(lead, ["step": "won"], as: client).json["state"] == "won")
        // Whoever is erased is erased here as well.
        try await clinic.erase(customer)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let left = try connection.execute(
            """
            select count(*) filter (where crm_key is not null or name_sealed is not null or phone_sealed is not null),
              (select count(*) from app.lead_token k where k.tenant_id = \(clinic.tenant)) from app.lead where tenant_id = \(clinic.tenant)
            """)[0]
        #expect(try left.get(0, as: Int64.self) == 0)
        #expect(try left.get(1, as: Int64.self) == 0)
        // The halves of both keys outside the database go as well.
        let entries: Int64 = try connection.execute(
            "select count(*) from app.erasure_ledger where chain_id = \(clinic.tenant)")[0][0]
        #expect(entries == 2)
    }

    @Test("whoever gives leads out gives them to people who work on leads there, and to nobody else")
    func handing() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let lead = try await clinic.lead()
        let id = try #require(lead["id"]?.string)
        func hand(_ user: String?, as client: InProcessClient) async -> Clinic.Answer {
            let version = await admin.send(.get, "/v1/leads/\(id)").json["version"]?.integer ?? 0
            let body: JSONObject = ["userId": user.map { .string($0) } ?? .null, "reason": "熟悉该项目"]
            return await client.send(
                .post, "/v1/leads/\(id)/assignment", headers: [("If-Match", "\"\(version)\"")], body: JSONValue.object(body).serialized)
        }
        let far = try await clinic.consultants(1, in: clinic.b)[0]
        for person in [far, try #require(clinic.people["cashier"])] {
            #expect(await hand(person.id.description, as: admin).violations == ["/userId not_allowed"])
        }
        let near = try await clinic.consultants(1)[0]
        #expect(await hand(near.id.description, as: try clinic.call(as: "consultant")).status == 403)
        #expect(await hand(near.id.description, as: admin).json["ownerId"]?.string == near.id.description)
        #expect(await clinic.step(lead, ["step": "contacted"], as: clinic.call(as: near)).status == 200)
        // Who was spoken to stays so with whoever gets him.
        let next = try await clinic.consultants(1)[0]
        let handed = await hand(next.id.description, as: admin)
        #expect(handed.json["state"] == "contacted")
        #expect(handed.json["contactDueAt"] == .null)
        let back = await hand(nil, as: admin)
        #expect(back.json["state"] == "recycled")
        #expect(back.json["ownerId"] == .null)
    }

    @Test("keys and index keys of leads go around with the others")
    func rotations() async throws {
        let fixture = try await RotationFixture(customers: 2)
        let clinic = fixture.clinic
        let phone = Clinic.number()
        let lead = try await clinic.lead(["name": "密钥客"], phone: phone)
        for kind in ["data", "customer", "index"] { try await fixture.finish(try await fixture.begin(kind)) }
        let admin = try clinic.call(as: "branch_admin")
        let after = await admin.send(.get, "/v1/leads/\(lead["id"]?.string ?? "")").json
        #expect(after["name"] == "密钥客")
        let found = await admin.send(.post, "/v1/leads/search", body: JSONValue.object(["phone": .string(phone)]).serialized)
        #expect(found.rows.count == 1, "\(found.text)")
    }
}
