import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The public page, and what becomes of what people send from it.
@Suite struct OnlineRequestTests {
    @Test("the page shows what it offers and asks, and no more; times are free ones")
    func shown() async throws {
        let ground = try await OnlineGround()
        let shown = await ground.outside.send(.get, "/v1/public/pages/\(ground.address)").json
        #expect(shown["title"] == "静安院预约" && shown["branchName"] == "浦东院", "\(shown)")
        #expect(shown["services"]?.array?.map { $0["asksAge"]?.boolean ?? false } == [true, false])
        #expect(shown["services"]?.array?.first?["minutes"] == 60)
        #expect(shown["questions"]?.array?.count == 2)
        #expect(shown["branchId"] == nil && shown["id"] == nil)
        let day = ground.desk.monday.description
        let path = "/v1/public/pages/\(ground.address)/times?service=\(ground.desk.treatment)&from=\(day)"
        let times = await ground.outside.send(.get, path)
        #expect(times.status == 200, "\(times.text)")
        let monday = try #require(times.json["days"]?.array?.first)
        #expect(monday["day"] == .string(day) && monday["morning"] == true)
        #expect(monday["times"]?.array?.contains(.string(ground.desk.at(600))) == true, "\(monday)")
        for word in [ground.desk.doctor, ground.desk.room, ground.desk.device] { #expect(!times.text.contains(word)) }
        _ = try await ground.desk.booked(try await ground.clinic.customer("先来的人"), 600, [ground.desk.treatment])
        let later = await ground.outside.send(.get, path).json["days"]?.array?.first
        #expect(later?["times"]?.array?.contains(.string(ground.desk.at(600))) == false)
        #expect(await ground.outside.send(.get, "/v1/public/pages/\(ground.address)/times").status == 422)
    }

    @Test("a page that is off, one that never was and another tenant's are the same bytes")
    func unknown() async throws {
        let (ground, other) = (try await OnlineGround(), try await OnlineGround(["state": "off"]))
        let addresses = [other.address, "\(ground.clinic.slug).\(other.slug)", "no-such-tenant.no-such-page", "x", "-.\(ground.slug)"]
        let body = JSONValue.object(try await ground.body()).serialized
        for (method, end) in [(HTTPRequest.Method.get, ""), (.get, "/times"), (.post, "/requests")] {
            var answers: [Clinic.Answer] = []
            for address in addresses {
                answers.append(
                    await ground.outside.send(
                        method, "/v1/public/pages/\(address)\(end)", headers: [("Idempotency-Key", "key-of-unknown")],
                        body: method == .post ? body : nil))
            }
            for answer in answers {
                #expect(answer.status == 404, "\(answer.text)")
                #expect(answer.withoutRequest == answers[0].withoutRequest)
                #expect(Set(answer.headers.map { "\($0.name)" }) == Set(answers[0].headers.map { "\($0.name)" }))
            }
        }
        #expect(try ground.clinic.count("true", in: "app.online_request") == 0)
    }

    @Test("known and unknown are answered alike, and only afterwards somebody finds out", arguments: ["no", "yes"])
    func oracle(pregnant: String) async throws {
        let ground = try await OnlineGround(["mostHolds": 0])
        let phone = Clinic.number()
        let known = try await ground.clinic.customer("已有档案", phone: phone)
        let far = Clinic.number()
        _ = try await ground.clinic.customer("他院客户", phone: far, in: ground.clinic.b)
        var answers: [Clinic.Answer] = []
        let more: JSONObject = [
            "answers": [["word": "pregnant", "answer": .string(pregnant)], ["word": "medicine", "answer": "no"]]
        ]
        for number in [phone, far, Clinic.number()] { answers.append(await ground.send(try await ground.body(600, phone: number, more))) }
        for answer in answers {
            #expect(answer.status == 201, "\(answer.text)")
            #expect(answer.body.count == answers[0].body.count)
            #expect(answer.json["outcome"] == .string(pregnant == "yes" ? "call" : "received"))
            #expect(answer.json["startsAt"] == .null)
            #expect(answer.headers.map { "\($0.name)" } == answers[0].headers.map { "\($0.name)" })
        }
        // Nothing in the database tells them apart before somebody looks.
        #expect(try ground.clinic.count("lead_id is null and customer_id is null and met_at is null", in: "app.online_request") == 3)
        #expect(try ground.clinic.count("true", in: "app.lead") == 0)
        try await ground.work()
        #expect(try ground.clinic.count("met_at is not null", in: "app.online_request") == 3)
        #expect(try ground.clinic.count("customer_id = '\(known)'", in: "app.online_request") == 1)
        // Another branch's customer is nobody whom this branch knows.
        let second = try await ground.request(answers[1].json, as: "branch_admin")
        #expect(second["customerId"] == .null && second["leadId"] != .null, "\(second)")
        #expect(try ground.clinic.count("true", in: "app.lead_touch") == 3)
    }

    @Test("the first free wish is kept, and comes free when the doctor says no")
    func hold() async throws {
        let ground = try await OnlineGround()
        let desk = ground.desk
        let wishes: JSONValue = [["startsAt": .string(desk.at(600))], ["startsAt": .string(desk.at(720))]]
        _ = try await desk.booked(try await ground.clinic.customer("先来的人"), 600, [desk.treatment])
        let receipt = try await ground.sent(
            600,
            [
                "wishes": wishes, "answers": [["word": "pregnant", "answer": "no"], ["word": "medicine", "answer": "yes"]],
            ])
        #expect(receipt["outcome"] == "held" && receipt["startsAt"] == .string(desk.at(720)), "\(receipt)")
        try await ground.work()
        let request = try await ground.request(receipt)
        #expect(request["state"] == "need_review" && request["slot"] == "held", "\(request)")
        #expect(request["heldUntil"] == request["dueAt"])
        let customer = try await ground.clinic.customer("后来的人")
        #expect(try await desk.book(customer, 720, [desk.treatment]).status == 409)
        #expect(try await ground.act(request, "review", ["decision": "reject"], as: "doctor").status == 422)
        let rejected = try await ground.act(request, "review", ["decision": "reject", "reason": "正在服药"], as: "doctor")
        #expect(rejected.status == 200 && rejected.json["state"] == "rejected" && rejected.json["reason"] == "正在服药", "\(rejected.text)")
        #expect(try await desk.book(customer, 720, [desk.treatment]).status == 201)
        #expect(try await ground.act(request, "review", ["decision": "approve"], as: "doctor").code == "online_request.state")
        #expect(try desk.overlaps() == 0)
    }

    @Test("a half-day is met by its first free time; a page keeps no more than it may")
    func halves() async throws {
        let ground = try await OnlineGround(["wishes": "halves", "mostHolds": 1])
        let wish: JSONValue = [["day": .string(ground.desk.monday.description), "half": "afternoon"]]
        let first = try await ground.sent(600, ["wishes": wish])
        #expect(first["outcome"] == "held" && first["startsAt"] == .string(ground.desk.at(720)), "\(first)")
        #expect(try await ground.sent(600, ["wishes": wish])["outcome"] == "received")
        let path = "/v1/public/pages/\(ground.address)/times?service=\(ground.desk.care)&from=\(ground.desk.monday)"
        let days = await ground.outside.send(.get, path).json["days"]?.array ?? []
        #expect(days.first?["afternoon"] == true && days.allSatisfy { $0["times"]?.array?.isEmpty == true }, "\(days)")
    }

    @Test("a page takes no more than it has room for until somebody has looked, whatever is sent")
    func full() async throws {
        let ground = try await OnlineGround(["mostWaiting": 2])
        let (body, key) = (try await ground.body(600), UUID().uuidString)
        let first = await ground.send(body, key: key)
        #expect(first.status == 201, "\(first.text)")
        _ = try await ground.sent(720, ["answers": [["word": "pregnant", "answer": "yes"], ["word": "medicine", "answer": "no"]]])
        let phone = Clinic.number()
        _ = try await ground.clinic.customer("已有档案", phone: phone)
        var refused: [Clinic.Answer] = []
        for number in [phone, Clinic.number()] { refused.append(await ground.send(try await ground.body(780, phone: number))) }
        for answer in refused {
            #expect(answer.status == 409 && answer.code == "online_request.full", "\(answer.text)")
            #expect(answer.withoutRequest == refused[0].withoutRequest)
        }
        #expect(try ground.clinic.count("true", in: "app.online_request") == 2)
        #expect(try ground.clinic.count("source = 'online'", in: "app.appointment") == 1)
        // What was taken in is answered as before.
        #expect(await ground.send(body, key: key).body == first.body)
        let request = try await ground.request(first.json, as: "front_desk")
        let closed = try await ground.act(request, "steps", ["step": "withdrawn"], as: "front_desk")
        #expect(closed.status == 200, "\(closed.text)")
        #expect(try await ground.sent(780)["outcome"] == "held")
    }

    @Test("a hold ends with the clock; then the desk books another time")
    func ended() async throws {
        let ground = try await OnlineGround()
        let receipt = try await ground.sent()
        try await ground.work()
        let request = try await ground.request(receipt, as: "front_desk")
        #expect(request["state"] == "auto_ok" && request["slot"] == "held", "\(request)")
        let due = try #require(request["dueAt"]?.string.flatMap { Instant($0) })
        try ground.clinic.pass(due.since(ground.house.now) + .seconds(60))
        try await ground.work(BookingJobs.release, OnlineRequestJobs.clock)
        let late = try await ground.request(receipt, as: "front_desk")
        #expect(late["slot"] == "ended" && late["overdueAt"] != .null, "\(late)")
        #expect(try ground.clinic.count("kind = 'call_back' and request_id is not null", in: "app.task") == 1)
        let list = await (try ground.clinic.call(as: "front_desk")).send(.get, "/v1/online-requests?view=late")
        #expect(list.json["data"]?.array?.count == 1, "\(list.text)")
        let customer = try await ground.clinic.customer("来约的人二")
        let ended = try await ground.act(late, "booking", ["customerId": .string(customer)], as: "front_desk")
        #expect(ended.code == "online_request.hold_ended", "\(ended.text)")
        let booked = try await ground.act(
            late, "booking", ["customerId": .string(customer), "startsAt": .string(ground.desk.at(780))], as: "front_desk")
        #expect(booked.status == 200 && booked.json["state"] == "confirmed" && booked.json["slot"] == "booked", "\(booked.text)")
        #expect(booked.json["customerId"] == .string(customer))
    }

    @Test("the doctor approves, the desk books what is kept for the customer that the lead became")
    func approved() async throws {
        let ground = try await OnlineGround()
        let receipt = try await ground.sent(
            600, ["answers": [["word": "pregnant", "answer": "unsure"], ["word": "medicine", "answer": "no"]], "remark": "对酒精过敏"])
        try await ground.work()
        let request = try await ground.request(receipt)
        #expect(request["state"] == "need_review" && request["remark"] == "对酒精过敏", "\(request)")
        #expect(request["answers"]?.string?.contains("是否怀孕或哺乳？: unsure") == true)
        // Who reads nothing medical sees that there is a request, and whom to call.
        let seen = try await ground.request(receipt, as: "front_desk")
        #expect(seen["answers"] == nil && seen["remark"] == nil && seen["name"] == "来约的人", "\(seen)")
        #expect(try await ground.act(request, "review", ["decision": "approve"], as: "front_desk").status == 403)
        let approved = try await ground.act(request, "review", ["decision": "approve"], as: "doctor")
        #expect(approved.status == 200 && approved.json["state"] == "approved" && approved.json["slot"] == "held", "\(approved.text)")
        #expect(try ground.clinic.count("kind = 'call_back' and request_id is not null", in: "app.task") == 1)
        let without = try await ground.act(request, "booking", [:], as: "branch_admin")
        #expect(without.status == 422, "\(without.text)")
        let customer = try await ground.clinic.customer("来约的人")
        let booked = try await ground.act(request, "booking", ["customerId": .string(customer)], as: "branch_admin")
        #expect(booked.status == 200 && booked.json["state"] == "confirmed", "\(booked.text)")
        let appointment = try #require(booked.json["appointmentId"]?.string)
        let shown = await (try ground.clinic.call(as: "front_desk")).send(.get, "/v1/appointments/\(appointment)")
        #expect(shown.json["state"] == "booked" && shown.json["startsAt"] == .string(ground.desk.at(600)), "\(shown.text)")
        #expect(shown.json["source"] == "online" && shown.json["customerId"] == .string(customer))
        #expect(try ground.clinic.count("action = 'review.online_request' and outcome = 'done'", in: "audit.event") == 1)
    }

    @Test("what the doctor asks for comes back to him with a new clock")
    func asked() async throws {
        let ground = try await OnlineGround()
        let receipt = try await ground.sent(
            600, ["answers": [["word": "pregnant", "answer": "yes"], ["word": "medicine", "answer": "no"]]])
        #expect(receipt["outcome"] == "call" && receipt["startsAt"] == .null)
        try await ground.work()
        let request = try await ground.request(receipt)
        #expect(request["state"] == "contraindicated" && request["slot"] == "none")
        let asking = try await ground.act(request, "review", ["decision": "ask", "message": "请问清孕周"], as: "doctor")
        #expect(asking.status == 200 && asking.json["state"] == "asking", "\(asking.text)")
        let desk = try await ground.request(receipt, as: "front_desk")
        #expect(desk["message"] == "请问清孕周")
        #expect(try await ground.act(request, "steps", ["step": "reopened"], as: "front_desk").status == 422)
        let again = try await ground.act(request, "steps", ["step": "reopened", "note": "已不在哺乳期"], as: "front_desk")
        #expect(again.status == 200 && again.json["state"] == "need_review", "\(again.text)")
        #expect(try await ground.request(receipt)["remark"] == "已不在哺乳期")
        let tomorrow = ground.house.now.advanced(by: .seconds(86_400 * 3)).date(offset: 8 * 3600).description
        let postponed = try await ground.act(
            request, "review", ["decision": "postpone", "reason": "两周后再来", "postponeUntil": .string(tomorrow)], as: "doctor")
        #expect(postponed.json["state"] == "postponed" && postponed.json["postponeUntil"] == .string(tomorrow), "\(postponed.text)")
        let closed = try await ground.act(request, "steps", ["step": "withdrawn"], as: "front_desk")
        #expect(closed.json["state"] == "withdrawn" && closed.json["closedAt"] != .null, "\(closed.text)")
    }

    @Test("a request that was booked before anybody found out whose it is stays his for whom it was booked")
    func bookedFirst() async throws {
        let ground = try await OnlineGround()
        let receipt = try await ground.sent()
        let owner = try #require(ground.clinic.people["consultant"])
        let customer = try await ground.clinic.customer("柜台认出的人", ["ownerId": .string(owner.id.description)])
        let request = try await ground.request(receipt, as: "branch_admin")
        let booked = try await ground.act(request, "booking", ["customerId": .string(customer)], as: "branch_admin")
        #expect(booked.status == 200, "\(booked.text)")
        #expect(try ground.clinic.count("met_at is null and customer_id = '\(customer)'", in: "app.online_request") == 1)
        try await ground.work()
        #expect(try ground.clinic.count("met_at is not null and customer_id = '\(customer)'", in: "app.online_request") == 1)
    }

    @Test("a lead that somebody has is booked with its request; one of the pool, and one that is booked already, stay as they are")
    func leads() async throws {
        let ground = try await OnlineGround()
        let (clinic, desk) = (ground.clinic, ground.desk)
        let consultant = try clinic.call(as: "consultant")
        var requests: [JSONValue] = []
        for minute in [600, 720, 840] as [Int64] {
            let receipt = try await ground.sent(minute)
            try await ground.work()
            requests.append(try await ground.request(receipt, as: "branch_admin"))
        }
        let leads = try requests.map { try #require($0["leadId"]?.string) }
        for lead in leads.dropFirst() { #expect(await consultant.send(.post, "/v1/leads/\(lead)/claim").status == 200) }
        let owned: JSONObject = ["ownerId": .string(try #require(clinic.people["consultant"]).id.description)]
        // The third is booked for something else by then.
        let third = try await clinic.customer("已约别的", owned)
        let other = try await desk.booked(third, 1_440 + 600, [desk.care])
        let lead = await consultant.send(.get, "/v1/leads/\(leads[2])").json
        let stepped = await clinic.step(lead, ["step": "booked", "appointmentId": .string(other)], as: consultant)
        try #require(stepped.status == 200, "\(stepped.text)")

        var appointments: [String] = []
        for (number, request) in requests.enumerated() {
            let customer = number == 2 ? third : try await clinic.customer("来约的人\(number)", owned)
            let booked = try await ground.act(request, "booking", ["customerId": .string(customer)], as: "branch_admin")
            #expect(booked.status == 200, "\(booked.text)")
            appointments.append(try #require(booked.json["appointmentId"]?.string))
            if number == 1 {
                let condition = "state = 'booked' and appointment_id = '\(appointments[1])' and customer_id = '\(customer)'"
                #expect(try clinic.count("id = '\(leads[1])' and " + condition, in: "app.lead") == 1)
            }
        }
        #expect(try clinic.count("id = '\(leads[0])' and state in ('new', 'recycled') and appointment_id is null", in: "app.lead") == 1)
        #expect(try clinic.count("id = '\(leads[2])' and appointment_id = '\(other)'", in: "app.lead") == 1)
        #expect(try clinic.count("action = 'update.lead' and purpose = 'booked' and outcome = 'done'", in: "audit.event") == 2)
    }

    @Test("of two doctors who decide at once, one is told that the request has changed")
    func together() async throws {
        let ground = try await OnlineGround()
        let receipt = try await ground.sent(
            600, ["answers": [["word": "pregnant", "answer": "no"], ["word": "medicine", "answer": "yes"]]])
        try await ground.work()
        let request = try await ground.request(receipt)
        let version = try #require(request["version"]?.integer)
        async let one = ground.act(request, "review", ["decision": "approve"], as: "doctor", version: version)
        async let other = ground.act(request, "review", ["decision": "reject", "reason": "不宜"], as: "doctor", version: version)
        let codes = [try await one.status, try await other.status].sorted()
        #expect(codes == [200, 412])
        #expect(try ground.clinic.count("action = 'review.online_request' and outcome = 'done'", in: "audit.event") == 1)
    }

    @Test("a request that nobody looked at in time is told to the doctor in charge, once")
    func late() async throws {
        let ground = try await OnlineGround()
        let receipt = try await ground.sent(
            600, ["answers": [["word": "pregnant", "answer": "no"], ["word": "medicine", "answer": "yes"]]])
        try await ground.work(OnlineRequestJobs.clock)
        #expect(try ground.clinic.count("kind = 'other'", in: "app.task") == 0)
        let due = try #require(try await ground.request(receipt)["dueAt"]?.string.flatMap { Instant($0) })
        try ground.clinic.pass(due.since(ground.house.now))
        for _ in 0..<2 { try await ground.work(OnlineRequestJobs.clock) }
        #expect(
            try ground.clinic.count(
                "kind = 'other' and request_id is not null and assignee_id = '\(ground.desk.person.id)'", in: "app.task")
                == 1)
    }

    @Test("the clock passes over a closed day")
    func closedDay() async throws {
        let ground = try await OnlineGround()
        let (clinic, desk) = (ground.clinic, ground.desk)
        let tuesday = LocalDate(daysSince1970: desk.monday.daysSince1970 + 1)
        _ = try await clinic.id(
            "/v1/calendar-days",
            ["unitId": .string(clinic.chain.description), "day": .string(tuesday.description), "kind": "closed", "name": "盘点"])
        // Open from nine to eight: an hour on Monday, none on Tuesday, one on Wednesday.
        let (tenant, branch, from) = (clinic.tenant, clinic.a, clinic.moment(desk.monday, 1_140))
        let due = try await ground.house.deployment.database.read(as: ground.house.system(of: tenant)) { tx in
            try WorkingClock.due(after: 120, in: branch, from: from, tenant: tenant, in: tx)
        }
        #expect(due == clinic.moment(desk.monday, 2 * 1_440 + 600))
    }

    @Test("ten requests a minute from one address to one page; others are not kept waiting")
    func limited() async throws {
        let ground = try await OnlineGround()
        var answers: [Clinic.Answer] = []
        for _ in 0..<11 { answers.append(await ground.send([:])) }
        #expect(answers.dropLast().allSatisfy { $0.status == 422 }, "\(answers.map(\.status))")
        let refused = try #require(answers.last)
        #expect(refused.code == "request.too_many" && refused.headers.contains { "\($0.name)".lowercased() == "retry-after" })
        #expect(await ground.send([:], from: "192.0.2.9").status == 422)
        ground.house.clock.advance(by: .seconds(60))
        #expect(await ground.send([:]).status == 422)
    }

    @Test("invented addresses are counted together and by who asks, pages by themselves; one that was a page is like them")
    func invented() async throws {
        let ground = try await OnlineGround()
        func read(_ address: String, from peer: String) async -> Clinic.Answer {
            await InProcessClient(ground.house.edge, peer: peer).send(.get, "/v1/public/pages/\(address)")
        }
        let (one, other) = ("192.0.2.1", "192.0.2.2")
        #expect(await read(ground.address, from: one).status == 200)
        // The first took one of the sixty: nobody had found the page yet.
        var answers: [Clinic.Answer] = []
        for number in 0..<60 {
            let address = ["invented-\(number).page", "\(ground.clinic.slug).invented-\(number)", "malformed-\(number)"][number % 3]
            answers.append(await read(address, from: one))
        }
        #expect(answers.dropLast().allSatisfy { $0.status == 404 }, "\(answers.map(\.status))")
        #expect(answers.last?.code == "request.too_many")
        // The page has a measure of its own, for him too; others have theirs of what is invented.
        #expect(await read(ground.address, from: one).status == 200)
        #expect(await read("invented.page", from: other).status == 404)
        let admin = try ground.clinic.call(as: "branch_admin")
        let version = await admin.send(.get, "/v1/online-pages/\(ground.page)").json["version"]?.integer ?? 0
        let off = await admin.send(
            .patch, "/v1/online-pages/\(ground.page)", headers: [("If-Match", "\"\(version)\"")], text: #"{"state": "off"}"#)
        #expect(off.status == 200, "\(off.text)")
        for _ in 0..<2 {
            let (was, never) = (await read(ground.address, from: one), await read("invented.page", from: one))
            #expect(was.status == 429 && was.withoutRequest == never.withoutRequest, "\(was.text)")
        }
        #expect(await read(ground.address, from: other).status == 404)
    }

    @Test("a repeat is answered as before; another body under the same key is refused")
    func repeated() async throws {
        let ground = try await OnlineGround()
        let body = try await ground.body()
        let key = UUID().uuidString
        let first = await ground.send(body, key: key)
        let second = await ground.send(body, key: key)
        #expect(first.status == 201 && second.status == 201 && first.body == second.body, "\(second.text)")
        #expect(await ground.send(body.with("name", "别人"), key: key).code == "idempotency.reused")
        #expect(try ground.clinic.count("true", in: "app.online_request") == 1)
        #expect(try ground.clinic.count("source = 'online'", in: "app.appointment") == 1)
    }

    @Test("robots: too quick, too late, another page's form, a field that nobody sees")
    func robots() async throws {
        let ground = try await OnlineGround()
        var body = try await ground.body()
        let quick = await ground.outside.send(.get, "/v1/public/pages/\(ground.address)").json["form"] ?? .null
        #expect(await ground.send(body.with("form", quick)).code == "online_request.form")
        #expect(await ground.send(body.with("form", "AAAA")).code == "online_request.form")
        ground.house.clock.advance(by: .seconds(2 * 3600))
        #expect(await ground.send(body).code == "online_request.form")
        body = try await ground.body()
        let robot = await ground.send(body.with("website", "https://example.com/"))
        #expect(robot.status == 201 && robot.json["outcome"] == "received" && robot.json["receipt"]?.string?.count == 16)
        #expect(try ground.clinic.count("true", in: "app.online_request") == 0)
    }

    @Test("hostile bodies are refused one and all, and nothing is written")
    func hostile() async throws {
        let ground = try await OnlineGround()
        let body = try await ground.body()
        let long = String(repeating: "长", count: 5_000)
        let changes = """
            [{"name": ""}, {"name": "\(long)"}, {"name": ["x"]}, {"phone": "call me"}, {"phone": 1}, {"serviceId": "x"},
            {"serviceId": "00000000-0000-7000-8000-000000000000"}, {"wishes": []}, {"wishes": [{}]}, {"wishes": [{"startsAt": "tomorrow"}]},
            {"wishes": [{"startsAt": "2020-01-01T00:00:00Z"}]}, {"wishes": [{"startsAt": "9999-12-31T23:59:00Z"}]},
            {"wishes": [{"day": "2026-02-30", "half": "morning"}]}, {"wishes": [{"day": "9999-12-31", "half": "night"}]}, {"age": -1},
            {"age": 9223372036854775807}, {"age": null}, {"answers": []}, {"answers": [{"word": "pregnant", "answer": "maybe"}]},
            {"answers": [{"word": "'; drop table", "answer": "no"}]}, {"consent": false}, {"consent": null}, {"consent": "true"},
            {"remark": "\(long)"}, {"form": "\(long)"}, {"branchId": "x"}, {"customerId": "x"}]
            """
        let hostiles = try #require(try JSONParser.parse(Array(changes.utf8)).array)
        for (index, change) in hostiles.enumerated() {
            var hostile = body
            for member in change.object?.members ?? [] { hostile[member.name] = member.value }
            let answer = await ground.send(hostile, from: "198.51.100.\(index)")
            #expect(answer.status == 422 || answer.status == 409, "\(change): \(answer.text)")
            #expect(!answer.text.contains("drop table"))
        }
        #expect(try ground.clinic.count("true", in: "app.online_request") == 0)
        #expect(try ground.clinic.count("source = 'online'", in: "app.appointment") == 0)
    }

    @Test("with a customer's erasure goes what his requests say; of one that was booked the answers stay locked")
    func erased() async throws {
        let ground = try await OnlineGround()
        let phone = Clinic.number()
        let customer = try await ground.clinic.customer("要删的人", phone: phone)
        let first = try await ground.sent(600, phone: phone)
        _ = try await ground.sent(780, phone: phone)
        try await ground.work()
        #expect(try ground.clinic.count("customer_id = '\(customer)' and crm_key is not null", in: "app.online_request") == 2)
        let request = try await ground.request(first, as: "front_desk")
        let booked = try await ground.act(request, "booking", [:], as: "front_desk")
        #expect(booked.status == 200, "\(booked.text)")
        let path = "/v1/online-requests/\(request["id"]?.string ?? "")"
        let doctor = try ground.clinic.call(as: "doctor")
        #expect(await doctor.send(.get, path).status == 200)
        try await ground.clinic.erase(customer)
        // Who was erased is gone for everybody, with what he answered.
        #expect(await doctor.send(.get, path).status == 404)
        #expect(await doctor.send(.get, "/v1/online-requests").rows.isEmpty)
        #expect(
            try ground.clinic.count("crm_key is null and name_sealed is null and phone_sealed is null", in: "app.online_request") == 2)
        #expect(try ground.clinic.count("state = 'confirmed' and medical_key is not null", in: "app.online_request") == 1)
        #expect(
            try ground.clinic.count("state <> 'confirmed' and medical_key is null and answers_sealed is null", in: "app.online_request")
                == 1)
    }

    @Test("a page that is on says who asks and why; addresses are one tenant's own")
    func settings() async throws {
        let ground = try await OnlineGround()
        let admin = try ground.clinic.call(as: "branch_admin")
        func make(_ more: JSONObject) async -> Clinic.Answer {
            var body: JSONObject = ["branchId": .string(ground.clinic.a.description)]
            for member in more.members { body[member.name] = member.value }
            return await admin.send(.post, "/v1/online-pages", body: JSONValue.object(body).serialized)
        }
        #expect(await make(["state": "on"]).status == 422)
        for slug in ["a", "A-b-c", "-abc", "abc-", "a b c", "a.b.c", "页面页面"] {
            #expect(await make(["slug": .string(slug)]).status == 422, "\(slug)")
        }
        #expect(await make(["accent": "red"]).status == 422)
        #expect(await make(["slug": .string(ground.slug)]).code == "online_page.slug_taken")
        #expect(await make(["slug": "autumn-2026"]).status == 201)
        let elsewhere = await admin.send(
            .post, "/v1/online-pages", body: (["branchId": .string(ground.clinic.b.description)] as JSONValue).serialized)
        #expect(elsewhere.status == 422, "\(elsewhere.text)")
        let guess = try #require(await make([:]).json["slug"]?.string)
        #expect(guess.utf8.count == 24)
    }
}
