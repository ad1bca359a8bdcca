import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Appointments through the API: what is booked, what is refused and why, moves, states, holds.
@Suite struct AppointmentTests {
    @Test("a visit is booked with everything that it takes, once for a key, and read back")
    func booking() async throws {
        let desk = try await FrontDesk()
        let customer = try await desk.clinic.customer("预约的人")
        let key = UUID().uuidString
        let answer = try await desk.book(customer, 600, [desk.treatment, desk.care], ["remark": "怕疼"], key: key)
        #expect(answer.status == 201, "\(answer.text)")
        let booked = answer.json
        let id = try #require(booked["id"]?.string)
        #expect(booked["state"] == "booked")
        #expect(booked["customerId"] == .string(customer))
        #expect(booked["remark"] == "怕疼")
        #expect(booked["endsAt"] == .string(desk.at(690)))
        #expect(booked["isOverbooked"] == false && booked["isHidden"] == false)
        let segments = booked["segments"]?.array ?? []
        #expect(segments.map { $0["name"]?.string } == ["敷麻", "治疗", "护理"])
        #expect(segments[0]["resourceIds"] == [.string(desk.room)])
        #expect(Set(segments[1]["resourceIds"]?.array ?? []) == [.string(desk.room), .string(desk.doctor), .string(desk.device)])
        let again = try await desk.book(customer, 600, [desk.treatment, desk.care], ["remark": "怕疼"], key: key)
        #expect(again.status == 201 && again.json["id"] == .string(id))
        let read = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/appointments/\(id)")
        #expect(read.json == booked)
        #expect(read.headers[.eTag] == "\"1\"")
        let list = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(customer)/appointments")
        #expect(list.rows.map { $0["services"] } == [["皮秒祛斑", "补水护理"]])
        let timeline = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(customer)/timeline")
        #expect(timeline.rows.contains { $0["kind"] == "appointment_booked" })
        let without = await (try desk.clinic.call(as: "front_desk")).send(
            .post, "/v1/appointments", body: JSONValue.object(desk.wish(customer, 900, [desk.care])).serialized)
        #expect(without.status == 400)
        #expect(try desk.overlaps() == 0)
    }

    @Test("fifty ask for one slot at once: one gets it, the others are told what stands there and when else")
    func race() async throws {
        let desk = try await FrontDesk()
        var customers: [String] = []
        for index in 0..<50 { customers.append(try await desk.clinic.customer("抢号\(index)")) }
        let answers = try await withThrowingTaskGroup(of: Clinic.Answer.self) { group in
            for customer in customers { group.addTask { try await desk.book(customer, 600, [desk.treatment]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0.status == 201 }.count == 1, "\(answers.map(\.status))")
        let refused = answers.filter { $0.status == 409 && $0.code == "appointment.not_free" }
        #expect(refused.count == 49, "\(Set(answers.map { "\($0.status) \($0.code ?? "")" }))")
        for answer in refused {
            #expect(FrontDesk.kinds(answer).contains("taken"), "\(answer.text)")
            #expect(answer.json["alternatives"]?.array?.count == 3, "\(answer.text)")
            let taken = answer.json["conflicts"]?.array?.first { $0["resourceId"] == .string(desk.room) }
            #expect(taken?["resourceName"] == "一号" && taken?["taken"]?["startsAt"] == .string(desk.at(600)))
            #expect(taken?["taken"]?["appointmentId"]?.string != nil)
        }
        #expect(try desk.overlaps() == 0)
    }

    @Test("twenty ask at once for what six can do: six get it, the others are told that it is taken, nobody to come back")
    func severalPlaces() async throws {
        let desk = try await FrontDesk()
        _ = try await desk.clinic.bookable("room", "观察区", in: nil, ["tags": ["观察"], "capacity": 6])
        let rest = try await desk.clinic.service("留观", in: nil, ["nature": "lifestyle", "scope": .null])
        let put = await (try desk.clinic.call(as: "chain_director")).send(
            .put, "/v1/services/\(rest)/plan", headers: [("If-Match", "\"1\"")],
            text: #"{"segments": [{"name": "留观", "minutes": 30, "needs": [{"alternatives": [{"kind": "room", "tags": ["观察"]}]}]}]}"#)
        try #require(put.status == 200, "\(put.text)")
        var customers: [String] = []
        for index in 0..<20 { customers.append(try await desk.clinic.customer("留观\(index)")) }
        let answers = try await withThrowingTaskGroup(of: Clinic.Answer.self) { group in
            for customer in customers { group.addTask { try await desk.book(customer, 600, [rest]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0.status == 201 }.count == 6, "\(answers.map(\.status))")
        #expect(
            answers.filter { FrontDesk.kinds($0).contains("taken") }.count == 14, "\(Set(answers.map { "\($0.status) \($0.code ?? "")" }))")
        #expect(try desk.overlaps() == 0)
    }

    @Test("where nobody of those who were asked for can at all, others' times are told")
    func alternativesWithOthers() async throws {
        let desk = try await FrontDesk()
        let customer = try await desk.clinic.customer("想约一号的人")
        _ = await (try desk.clinic.call(as: "chain_director")).send(
            .patch, "/v1/resources/\(desk.room)", headers: [("If-Match", "\"1\"")], text: #"{"state": "under_maintenance"}"#)
        let refused = try await desk.book(customer, 600, [desk.care], ["resources": [.string(desk.room)]])
        #expect(FrontDesk.kinds(refused) == ["out_of_use"], "\(refused.text)")
        let alternatives = refused.json["alternatives"]?.array ?? []
        #expect(alternatives.compactMap { $0["startsAt"]?.string } == [desk.at(600), desk.at(615), desk.at(630)])
        #expect(alternatives.allSatisfy { $0["segments"]?[0]?["resourceIds"] == [.string(desk.plain)] }, "\(refused.text)")
    }

    @Test("clean-up that touches the next visit is refused with both times, on either side")
    func buffers() async throws {
        let desk = try await FrontDesk()
        let (one, two) = (try await desk.clinic.customer("先来的"), try await desk.clinic.customer("后来的"))
        _ = try await desk.booked(one, 600, [desk.treatment])
        let next = try await desk.book(two, 660, [desk.care], ["resources": [.string(desk.room)]])
        #expect(next.status == 409 && FrontDesk.kinds(next) == ["buffer"], "\(next.text)")
        let conflict = next.json["conflicts"]?[0]
        #expect(conflict?["startsAt"] == .string(desk.at(660)) && conflict?["busyUntil"] == .string(desk.at(705)))
        #expect(conflict?["taken"]?["endsAt"] == .string(desk.at(660)) && conflict?["taken"]?["busyUntil"] == .string(desk.at(675)))
        #expect(conflict?["isSoft"] == true)
        let before = try await desk.book(two, 570, [desk.care], ["resources": [.string(desk.room)]])
        #expect(before.status == 409 && FrontDesk.kinds(before) == ["buffer"], "\(before.text)")
        // Without a wish another room is taken; a quarter of an hour later the first one is clean.
        let other = try await desk.book(two, 660, [desk.care])
        #expect(other.json["segments"]?[0]?["resourceIds"] == [.string(desk.plain)], "\(other.text)")
        #expect(try await desk.book(one, 675, [desk.care], ["resources": [.string(desk.room)]]).status == 201)
    }

    @Test("an expired or unregistered licence, a device that is due, and who is not there cannot be booked, and each is named")
    func papers() async throws {
        let desk = try await FrontDesk()
        let customer = try await desk.clinic.customer("想约的人")
        func kinds(_ minute: Int64, _ more: JSONObject = [:]) async throws -> Set<String> {
            let answer = try await desk.book(customer, minute, [desk.treatment], more)
            #expect(answer.status == 409, "\(answer.text)")
            return Set(FrontDesk.kinds(answer))
        }
        #expect(try await kinds(4 * 1_440 + 600) == ["licence"], "Friday is past the licence")
        #expect(try await kinds(6 * 1_440 + 600) == ["licence", "papers"], "Sunday is past the maintenance as well")
        #expect(try await kinds(1_050) == ["off_shift"], "the doctor leaves in the middle of it")
        #expect(try await kinds(600, ["resources": [.string(desk.plain)]]) == ["unsuitable"])
        let director = try desk.clinic.call(as: "chain_director")
        let elsewhere: JSONValue = ["branchIds": [.string(desk.clinic.b.description)]]
        _ = await director.send(
            .put, "/v1/licences/\(desk.licence)/places", headers: [("If-Match", "\"2\"")], body: elsewhere.serialized)
        #expect(try await kinds(600) == ["licence"], "registered at another branch")
        _ = await director.send(
            .patch, "/v1/resources/\(desk.room)", headers: [("If-Match", "\"1\"")], text: #"{"state": "under_maintenance"}"#)
        #expect(try await kinds(600, ["resources": [.string(desk.room)]]) == ["out_of_use", "licence"])
        #expect(try await kinds(600) == ["unmet", "licence"])
    }

    @Test("the customer is nowhere twice")
    func customers() async throws {
        let desk = try await FrontDesk()
        let customer = try await desk.clinic.customer("一个人")
        _ = try await desk.booked(customer, 600, [desk.treatment])
        let answer = try await desk.book(customer, 630, [desk.care])
        #expect(answer.status == 409 && FrontDesk.kinds(answer) == ["customer"], "\(answer.text)")
        #expect(answer.json["conflicts"]?[0]?["taken"]?["startsAt"] == .string(desk.at(600)))
    }

    @Test("of two who move one appointment with what they saw, one is told that he was late; nothing is lost")
    func moves() async throws {
        let desk = try await FrontDesk()
        let customer = try await desk.clinic.customer("改期的人")
        let id = try await desk.booked(customer, 600, [desk.treatment])
        let answers = try await withThrowingTaskGroup(of: Clinic.Answer.self) { group in
            for minute: Int64 in [720, 840] {
                group.addTask { try await desk.change(id, version: 1, ["startsAt": .string(desk.at(minute))]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.map(\.status).sorted() == [200, 412])
        let won = try #require(answers.first { $0.status == 200 }).json
        let read = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/appointments/\(id)").json
        #expect(read == won && read["version"] == 2)
        // Its old time is free, its new one taken; over its own old time it moves.
        _ = try await desk.booked(try await desk.clinic.customer("补上的人"), 600, [desk.treatment])
        let start = try #require(read["startsAt"]?.string.flatMap { Instant($0) })
        let shifted = try await desk.change(id, version: 2, ["startsAt": .string(start.advanced(by: .seconds(900)).description)])
        #expect(shifted.status == 200, "\(shifted.text)")
        let longer = try await desk.change(id, version: 3, ["minutes": [30, 45]])
        #expect(longer.status == 200, "\(longer.text)")
        #expect(longer.json["endsAt"] == .string(start.advanced(by: .seconds(5_400)).description))
        let refused = try await desk.change(id, version: 4, ["startsAt": .string(desk.at(615))])
        #expect(refused.status == 409 && FrontDesk.kinds(refused).contains("taken"))
        #expect(await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/appointments/\(id)").json == longer.json)
        #expect(try desk.overlaps() == 0)
    }

    @Test("an appointment goes from state to state as agreed, and every other step is refused")
    func states() async throws {
        let house = try await House.another()
        let desk = try await FrontDesk(in: house)
        let customer = try await desk.clinic.customer("来的人")
        let id = try await desk.booked(customer, 600, [desk.treatment])
        #expect(try await desk.change(id, version: 1, [:], step: "start").code == "appointment.state")
        #expect(try await desk.change(id, version: 1, [:], step: "cancellation").violations == ["/reason required"])
        for (version, step, state): (Int64, String, String) in [
            (1, "confirmation", "confirmed"), (2, "arrival", "arrived"), (3, "start", "in_service"), (4, "completion", "completed"),
        ] {
            let answer = try await desk.change(id, version: version, [:], step: step)
            #expect(answer.status == 200 && answer.json["state"]?.string == state, "\(step): \(answer.text)")
        }
        let late = try await desk.change(id, version: 5, ["reason": "不来了"], step: "cancellation")
        #expect(late.code == "appointment.state" && late.json["state"] == "completed")
        let visits = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(customer)/visits")
        #expect(Set(visits.rows.compactMap { $0["kind"]?.string }) == ["arrival", "treatment"], "\(visits.text)")
        // What ended gives its time back; who comes after all takes it again as long as nobody has it.
        let other = try await desk.clinic.customer("爽约的人")
        let second = try await desk.booked(other, 600, [desk.treatment])
        #expect(try await desk.change(second, version: 1, ["reason": "没来"], step: "no-show").code == "appointment.not_due")
        let third = try await desk.booked(customer, 720, [desk.treatment])
        let start = try #require(Instant(desk.at(600)))
        try desk.clinic.pass(start.since(house.now))
        #expect(try await desk.change(second, version: 1, ["reason": "没来"], step: "no-show").json["endReason"] == "没来")
        #expect(try await desk.change(second, version: 2, [:], step: "arrival").violations == ["/reason required"])
        #expect(try await desk.change(second, version: 2, ["reason": "堵车"], step: "arrival").json["state"] == "arrived")
        try desk.clinic.pass(.seconds(7_200))
        #expect(try await desk.change(third, version: 1, ["reason": "没来"], step: "no-show").status == 200)
        _ = try await desk.booked(try await desk.clinic.customer("顶上的人"), 725, [desk.treatment])
        #expect(try await desk.change(third, version: 2, ["reason": "来了"], step: "arrival").code == "appointment.not_free")
    }

    @Test("a hold keeps its time for ten minutes, becomes a booking, is given up, or is over by itself")
    func holds() async throws {
        let house = try await House.another()
        let desk = try await FrontDesk(in: house)
        let customer = try await desk.clinic.customer("在想的人")
        let held = try await desk.book(nil, 600, [desk.treatment], ["hold": true])
        #expect(held.json["state"] == "held" && held.json["customerId"] == .null, "\(held.text)")
        let id = try #require(held.json["id"]?.string)
        #expect(try await desk.book(customer, 600, [desk.treatment]).status == 409)
        #expect(try await desk.change(id, version: 1, [:], step: "booking").violations == ["/customerId required"])
        let booked = try await desk.change(id, version: 1, ["customerId": .string(customer), "remark": "想好了"], step: "booking")
        #expect(booked.json["state"] == "booked" && booked.json["remark"] == "想好了", "\(booked.text)")
        let second = try #require(try await desk.book(customer, 720, [desk.treatment], ["hold": true]).json["id"]?.string)
        let given = await (try desk.clinic.call(as: "front_desk")).send(
            .delete, "/v1/appointments/\(second)", headers: [("If-Match", "\"1\"")])
        #expect(given.status == 204)
        let third = try #require(try await desk.book(customer, 720, [desk.treatment], ["hold": true]).json["id"]?.string)
        let other = try await desk.clinic.customer("等着的人")
        house.clock.advance(by: .seconds(599))
        #expect(try await desk.book(other, 720, [desk.treatment]).status == 409)
        house.clock.advance(by: .seconds(1))
        #expect(try await desk.change(third, version: 1, [:], step: "booking").code == "appointment.state")
        #expect(try await desk.book(other, 720, [desk.treatment]).status == 201)
        let fourth = try #require(try await desk.book(nil, 840, [desk.treatment], ["hold": true]).json["id"]?.string)
        house.clock.advance(by: .seconds(601))
        _ = try await JobRunner(BookingJobs.kinds(house.deployment), deployment: house.deployment).runDue(of: desk.clinic.tenant)
        _ = try await house.deployment.database.write(as: house.system(of: desk.clinic.tenant)) { tx in
            try Outbox.enqueue(BookingJobs.release, at: house.now, as: house.system(of: desk.clinic.tenant), in: tx)
        }
        _ = try await JobRunner(BookingJobs.kinds(house.deployment), deployment: house.deployment).runDue(of: desk.clinic.tenant)
        let ended = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/appointments/\(fourth)")
        #expect(
            ended.json["state"] == "cancelled" && ended.json["endWord"] == "expired" && ended.json["endReason"] == .null, "\(ended.text)")
    }
}
