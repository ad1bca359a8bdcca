import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Appointments beyond one: overbooking, medical reasons, bundles, what others see, reminders, and what no order of steps leaves behind.
@Suite struct AppointmentRuleTests {
    @Test("who may overbook books people who are taken, with a reason; rooms, devices, leave and licences stay as hard as they are")
    func overbooking() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customers = try await (0..<3).asyncMap { try await clinic.customer("加号\($0)") }
        let talk = try await clinic.service("面诊", in: nil, ["nature": "medical", "scope": "dermatology"])
        let put = await (try clinic.call(as: "chain_director")).send(
            .put, "/v1/services/\(talk)/plan", headers: [("If-Match", "\"1\"")],
            text: #"{"segments": [{"name": "面诊", "minutes": 30, "needs": [{"alternatives": [{"kind": "doctor"}]}]}]}"#)
        try #require(put.status == 200, "\(put.text)")
        _ = try await desk.booked(customers[0], 630, [talk])
        let refused = try await desk.book(customers[1], 630, [talk])
        #expect(FrontDesk.kinds(refused) == ["taken"] && refused.json["conflicts"]?[0]?["isSoft"] == true, "\(refused.text)")
        let unpermitted = try await desk.book(customers[1], 630, [talk], ["overbook": "老客户"])
        #expect(unpermitted.violations == ["/overbook not_allowed"])
        let done = try await desk.book(customers[1], 630, [talk], ["overbook": "老客户"], as: "branch_admin")
        #expect(done.status == 201 && done.json["isOverbooked"] == true, "\(done.text)")
        // Why names whoever was so important: it is sealed where the time is taken, too.
        #expect(try clinic.count("not exclusive and get_byte(reason_sealed, 0) = 225", in: "app.resource_claim") > 0)
        #expect(try clinic.count("reason is not null", in: "app.resource_claim") == 0)
        // A room is a room.
        _ = try await desk.booked(customers[2], 600, [desk.care], ["resources": [.string(desk.room)]])
        let room = try await desk.book(
            customers[0], 600, [desk.care], ["resources": [.string(desk.room)], "overbook": "挤一挤"], as: "branch_admin")
        #expect(FrontDesk.kinds(room).contains("taken"), "\(room.text)")
        // Its clean-up may be shortened.
        let buffer = try await desk.book(
            customers[0], 660, [desk.care], ["resources": [.string(desk.room)]], as: "branch_admin")
        #expect(buffer.status == 201, "the room was clean by then: \(buffer.text)")
        let short = try await desk.book(
            customers[2], 690, [desk.care], ["resources": [.string(desk.room)], "overbook": "赶时间"], as: "branch_admin")
        #expect(short.status == 201 && short.json["isOverbooked"] == true, "\(short.text)")
        let late = try await desk.book(customers[2], 4 * 1_440 + 600, [talk], ["overbook": "老客户"], as: "branch_admin")
        #expect(FrontDesk.kinds(late) == ["licence"], "\(late.text)")
        #expect(try desk.overlaps() == 0)
    }

    @Test("a warning to stop lets only who treats go on, one of caution whoever says why; which warning it is is not told")
    func safety() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customer = try await clinic.customer("有警示的人")
        try await clinic.assignCare(customer, to: "doctor")
        let warned = await (try clinic.call(as: "doctor")).send(
            .post, "/v1/customers/\(customer)/warnings", text: #"{"kind": "pregnancy", "severity": "caution", "since": "2020-01-01"}"#)
        try #require(warned.status == 201, "\(warned.text)")
        let refused = try await desk.book(customer, 600, [desk.treatment])
        #expect(refused.code == "appointment.concerns", "\(refused.text)")
        #expect(refused.json["concerns"]?[0]?["severity"] == "caution" && refused.json["concerns"]?[0]?["warning"] == .null)
        let shown = try await desk.book(customer, 600, [desk.treatment], as: "doctor")
        #expect(shown.json["concerns"]?[0]?["kind"] == "warning" && shown.json["concerns"]?[0]?["warning"] == .null, "\(shown.text)")
        #expect(try await desk.book(customer, 600, [desk.care]).status == 201, "a lifestyle service is no medicine")
        #expect(try await desk.book(customer, 660, [desk.treatment], ["despite": "医生已电话确认"]).status == 201)
        let warning = try #require(warned.json["id"]?.string)
        let stop = await (try clinic.call(as: "doctor")).send(
            .patch, "/v1/customer-warnings/\(warning)", headers: [("If-Match", "\"1\"")], text: #"{"severity": "stop"}"#)
        try #require(stop.status == 200, "\(stop.text)")
        #expect(try await desk.book(customer, 780, [desk.treatment], ["despite": "没关系"]).code == "appointment.concerns")
        #expect(try await desk.book(customer, 780, [desk.treatment], ["despite": "风险已告知"], as: "doctor").status == 201)
    }

    @Test("a service's own rules hold: too young, too soon after another, too soon after itself")
    func rules() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let director = try clinic.call(as: "chain_director")
        let rules: JSONValue = [
            "rules": [
                ["kind": "age_below", "effect": "need_review", "measure": 25],
                ["kind": "after_service", "effect": "contraindicated", "serviceId": .string(desk.care), "measure": 2],
            ]
        ]
        let put = await director.send(
            .put, "/v1/services/\(desk.treatment)/safety", headers: [("If-Match", "\"2\"")], body: rules.serialized)
        try #require(put.status == 200, "\(put.text)")
        let young = clinic.house.now.date(offset: 8 * 3_600).daysSince1970 - 20 * 366
        let customer = try await clinic.customer(
            "年轻人", phone: nil, in: nil, ["birthday": .string(LocalDate(daysSince1970: young).description)])
        let first = try await desk.book(customer, 600, [desk.treatment])
        #expect(first.json["concerns"]?.array?.map { $0["kind"] } == ["age"], "\(first.text)")
        _ = try await desk.booked(customer, 600, [desk.care])
        let near = try await desk.book(customer, 1_440 + 600, [desk.treatment], ["despite": "知情"])
        #expect(near.json["concerns"]?.array?.map { $0["kind"] } == ["age", "interval"], "\(near.text)")
        #expect(near.json["concerns"]?[1]?["until"] == .string(LocalDate(daysSince1970: desk.monday.daysSince1970 + 2).description))
        #expect(try await desk.book(customer, 2 * 1_440 + 600, [desk.treatment], ["despite": "知情"]).status == 201)
        let spaced = await director.send(
            .patch, "/v1/services/\(desk.care)", headers: [("If-Match", "\"2\"")], text: #"{"leastDays": 3, "cycleDays": 7}"#)
        try #require(spaced.status == 200, "\(spaced.text)")
        let again = try await desk.book(customer, 1_440 + 600, [desk.care], ["despite": "想做"])
        #expect(again.json["concerns"]?[0]?["kind"] == "interval" && again.json["concerns"]?[0]?["severity"] == "stop", "\(again.text)")
        #expect(try await desk.book(customer, 3 * 1_440 + 600, [desk.care]).status == 201)
    }

    @Test("a series or a group is booked whole or not at all, and says which of them stands in the way")
    func bundles() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let (one, two) = (try await clinic.customer("闺蜜甲"), try await clinic.customer("闺蜜乙"))
        func bundle(_ kind: String, _ wishes: [JSONObject], key: String = UUID().uuidString) async throws -> Clinic.Answer {
            let body: JSONValue = ["kind": .string(kind), "bookings": .array(wishes.map { .object($0) })]
            return await (try clinic.call(as: "front_desk")).send(
                .post, "/v1/appointment-bundles", headers: [("Idempotency-Key", key)], body: body.serialized)
        }
        let group = try await bundle("group", [desk.wish(one, 600, [desk.care]), desk.wish(two, 600, [desk.care])])
        #expect(group.status == 201, "\(group.text)")
        #expect(Set(group.json["data"]?.array?.compactMap { $0["bundleId"]?.string } ?? []) == [group.json["bundleId"]?.string])
        let rooms = group.json["data"]?.array?.compactMap { $0["segments"]?[0]?["resourceIds"]?[0]?.string } ?? []
        #expect(Set(rooms) == [desk.room, desk.plain])
        let series = try await bundle(
            "series", [desk.wish(one, 1_440 + 600, [desk.treatment]), desk.wish(one, 600, [desk.treatment])])
        #expect(series.status == 409 && series.json["conflicts"]?[0]?["booking"] == 1, "\(series.text)")
        let list = await (try clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(one)/appointments")
        #expect(list.rows.count == 1, "nothing of the refused series is there")
        #expect(try await bundle("series", [desk.wish(one, 900, [desk.care])]).violations == ["/bookings too_few"])
    }

    @Test("a calendar shows the branch's day; whom a visit is for only where the customer is seen; another branch has none of it")
    func calendar() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customer = try await clinic.customer("日历上的人")
        let id = try await desk.booked(customer, 600, [desk.treatment], ["remark": "靠窗"])
        let path = "/v1/branches/\(clinic.a)/appointments?from=\(desk.monday)&to=\(desk.monday)"
        let seen = await (try clinic.call(as: "front_desk")).send(.get, path)
        #expect(seen.rows.map { $0["id"] } == [.string(id)], "\(seen.text)")
        #expect(seen.json["customers"]?[0]?["name"] == "日历上的人" && seen.json["isComplete"] == true)
        // A doctor who has no part in it does not care for her yet.
        let colleague = clinic.call(as: try await clinic.person(("doctor", clinic.a)))
        let hidden = await colleague.send(.get, path)
        #expect(hidden.rows.first?["isHidden"] == true && hidden.rows.first?["customerId"] == .null, "\(hidden.text)")
        #expect(hidden.rows.first?["remark"] == .null && hidden.json["customers"] == [])
        #expect(hidden.rows.first?["segments"]?.array?.count == 2)
        let list = await colleague.send(.get, "/v1/appointments")
        #expect(list.rows.first?["isHidden"] == true && list.rows.first?["customerId"] == .null)
        // Nor is it told by the fields that are asked for, or by whose list it stands in.
        let chosen = await colleague.send(.get, "/v1/appointments?fields=id,remark,endReason")
        #expect(chosen.rows.first?["isHidden"] == true && chosen.rows.first?["remark"] == .null, "\(chosen.text)")
        let whose = "/v1/appointments?filter[customerId]=\(customer)"
        let asked = await colleague.send(.get, whose)
        #expect(asked.status == 200 && asked.rows.isEmpty, "\(asked.text)")
        let known = await (try clinic.call(as: "front_desk")).send(.get, whose)
        #expect(known.rows.map { $0["id"] } == [.string(id)], "\(known.text)")
        let own = await (try clinic.call(as: "front_desk")).send(.get, path + "&resource=\(desk.plain)")
        #expect(own.rows.isEmpty)
        let other = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await other.send(.get, path).status == 404)
        #expect(await other.send(.get, "/v1/appointments/\(id)").status == 404)
        #expect(await other.send(.get, "/v1/appointments").rows.isEmpty)
        #expect(try await desk.change(id, version: 1, ["reason": "改天"], step: "cancellation").status == 200)
        #expect(await (try clinic.call(as: "front_desk")).send(.get, path).rows.isEmpty)
        let ended = await (try clinic.call(as: "front_desk")).send(.get, path + "&ended=true")
        #expect(ended.rows.first?["segments"]?[1]?["resourceIds"]?.array?.count == 3, "what it took is still told")
        let wrong = await (try clinic.call(as: "front_desk")).send(.get, "/v1/branches/\(clinic.a)/appointments?from=x&ended=1&y=2")
        #expect(Set(wrong.violations) == ["/from pattern", "/to required", "/ended choice", "/query unknown_field"])
    }

    @Test("a reminder is planned a day before, moves with the booking, tells when it is due, and goes with it")
    func reminders() async throws {
        let house = try await House.another()
        let desk = try await FrontDesk(in: house)
        let clinic = desk.clinic
        let customer = try await clinic.customer("要提醒的人")
        let other = try await desk.booked(try await clinic.customer("不来的人"), 3 * 1_440 + 600, [desk.care])
        #expect(try await desk.change(other, version: 1, ["reason": "不来了"], step: "cancellation").status == 200)
        let id = try await desk.booked(customer, 600, [desk.care])
        func due() throws -> [String] {
            let connection = try clinic.superuser()
            defer { connection.close() }
            return try connection.execute(
                """
                select (due_at + interval '1 day')::text || ' ' || state from app.job where tenant_id = \(clinic.tenant)
                and kind = 'appointments.remind' and subject_id = \(id)::text::uuid and state <> 'done' order by 1
                """
            ).map { try $0[0] }
        }
        func text(_ minute: Int64, _ state: String) throws -> String {
            let connection = try clinic.superuser()
            defer { connection.close() }
            return try connection.execute("select \(clinic.moment(desk.monday, minute))::timestamptz::text || ' ' || \(state)::text")[0][0]
        }
        #expect(try due() == [try text(600, "waiting")])
        let moved = try await desk.change(id, version: 1, ["startsAt": .string(desk.at(1_440 + 660))])
        #expect(moved.status == 200, "\(moved.text)")
        #expect(try due() == [try text(1_440 + 660, "waiting")])
        let runner = JobRunner(BookingJobs.kinds(house.deployment), deployment: house.deployment)
        let wait = clinic.moment(desk.monday, 660).since(house.now)
        house.clock.advance(by: wait - .seconds(1))
        #expect(try await runner.runDue(of: clinic.tenant) == 0)
        house.clock.advance(by: .seconds(2))
        #expect(try await runner.runDue(of: clinic.tenant) == 1)
        // Sessions are over by now: what came of it is asked of the database.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let told: Int64 = try connection.execute(
            """
            select count(*) from app.timeline_event where tenant_id = \(clinic.tenant) and customer_id = \(customer)::text::uuid
            and kind = 'appointment_reminder'
            """)[0][0]
        #expect(told == 1)
        let state: String = try connection.execute(
            "select state from app.job where tenant_id = \(clinic.tenant) and kind = 'appointments.remind' and subject_id = \(other)::text::uuid"
        )[0][0]
        #expect(state == "cancelled")
    }

    @Test("who is erased has no appointment to come, nothing of him is left in those that were, and his time is free")
    func erasure() async throws {
        let desk = try await FrontDesk()
        let customer = try await desk.clinic.customer("要删去的人")
        let id = try await desk.booked(customer, 600, [desk.treatment], ["remark": "怕疼"])
        try await desk.clinic.erase(customer)
        let connection = try desk.clinic.superuser()
        defer { connection.close() }
        let row = try connection.execute(
            """
            select state, end_word, remark_sealed is null and end_reason_sealed is null, (select count(*) from app.resource_claim k where k.appointment_id = a.id)
            from app.appointment a where a.id = \(id)::text::uuid
            """)[0]
        #expect(try row.get(0, as: String.self) == "cancelled" && row.get(1, as: String.self) == "erased")
        #expect(try row.get(2, as: Bool.self) && row.get(3, as: Int64.self) == 0)
        #expect(try await desk.book(try await desk.clinic.customer("下一位"), 600, [desk.treatment]).status == 201)
    }

    @Test("whatever is booked, moved, resized and cancelled by many at once, nobody and nothing is in two places")
    func random() async throws {
        let desk = try await FrontDesk()
        let customers = try await (0..<12).asyncMap { try await desk.clinic.customer("随机\($0)") }
        let workers = 6
        let rounds = ProcessInfo.processInfo.environment["PEONY_LONG_TESTS"] == nil ? 1_500 : 100_000
        let counts = try await withThrowingTaskGroup(of: [Int: Int].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    var generator = Numbers(seed: UInt64(worker + 1))
                    var counts: [Int: Int] = [:]
                    var mine: [(id: String, version: Int64)] = []
                    for _ in 0..<(rounds / workers) {
                        let minute =
                            Int64.random(in: 0..<3, using: &generator) * 1_440 + 540 + Int64.random(in: 0..<36, using: &generator) * 15
                        let answer: Clinic.Answer
                        let place = mine.isEmpty ? nil : Int.random(in: mine.indices, using: &generator)
                        switch Int.random(in: 0..<10, using: &generator) {
                        case 0..<4:
                            let customer = customers[Int.random(in: customers.indices, using: &generator)]
                            let service = Bool.random(using: &generator) ? desk.treatment : desk.care
                            answer = try await desk.book(customer, minute, [service])
                            if answer.status == 201, let id = answer.json["id"]?.string { mine.append((id, 1)) }
                        case 4..<9:
                            guard let place else { continue }
                            let body: JSONObject =
                                Bool.random(using: &generator)
                                ? ["startsAt": .string(desk.at(minute))] : ["startsAt": .string(desk.at(minute)), "resources": []]
                            answer = try await desk.change(mine[place].id, version: mine[place].version, body)
                            if answer.status == 200 { mine[place].version = answer.json["version"]?.integer ?? 0 }
                        default:
                            guard let place else { continue }
                            answer = try await desk.change(
                                mine[place].id, version: mine[place].version, ["reason": "随机"], step: "cancellation")
                            if answer.status == 200 { mine.remove(at: place) }
                        }
                        counts[answer.status, default: 0] += 1
                    }
                    return counts
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        #expect(Set(counts.keys).isSubset(of: [200, 201, 409]), "\(counts)")
        #expect(counts[201] ?? 0 > 20 && counts[200] ?? 0 > 20 && counts[409] ?? 0 > 20, "\(counts)")
        #expect(try desk.overlaps() == 0)
        // What stands is what its claims take.
        let connection = try desk.clinic.superuser()
        defer { connection.close() }
        let astray: Int64 = try connection.execute(
            """
            select count(*) from app.appointment a where a.tenant_id = \(desk.clinic.tenant)
            and (a.state in ('booked', 'confirmed')) <> exists (select 1 from app.resource_claim k where k.tenant_id = a.tenant_id
              and k.appointment_id = a.id and k.subject_id = a.customer_id and k.starts_at = a.starts_at and k.ends_at = a.ends_at)
            """)[0][0]
        #expect(astray == 0)
    }

    @Test("a customer of another branch is a block without a name, and is not there at all when he is restricted or a minor")
    func closedElsewhere() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customer = try await clinic.customer("外院的人")
        _ = try await desk.booked(customer, 600, [desk.care])
        let reader = clinic.call(as: try await clinic.person(("front_desk", clinic.a)))
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.customer set home_branch_id = \(clinic.b) where id = \(customer)::text::uuid")
        let block = await reader.send(.get, "/v1/appointments")
        #expect(block.rows.count == 1 && block.rows.first?["isHidden"] == true, "\(block.text)")
        try connection.execute(
            """
            update app.customer set restriction = 'vip', restriction_reason_sealed = decode('00', 'hex')
            where id = \(customer)::text::uuid
            """)
        #expect(await reader.send(.get, "/v1/appointments").rows.isEmpty)
        try connection.execute(
            """
            update app.customer set restriction = null, restriction_reason_sealed = null, birthday = current_date - 3650
            where id = \(customer)::text::uuid
            """)
        #expect(await reader.send(.get, "/v1/appointments").rows.isEmpty)
    }

    /// Numbers that are the same every time.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }
}

extension Sequence {
    /// One after the other.
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
