import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The waiting list: who is asked first, what an offer holds, and what ends it.
@Suite struct WaitlistTests {
    private struct Ground {
        let house: House
        let desk: FrontDesk

        init() async throws {
            house = try await House.another()
            desk = try await FrontDesk(in: house)
        }

        func wait(_ name: String, priority: Int64 = 0, _ more: JSONObject = [:]) async throws -> String {
            let customer = try await desk.clinic.customer(name)
            // Who comes later waits since later.
            house.clock.advance(by: .seconds(1))
            var body: JSONObject = [
                "branchId": .string(desk.clinic.a.description), "customerId": .string(customer), "services": [.string(desk.treatment)],
                "from": .string(desk.monday.description), "until": .string(desk.monday.description), "priority": .integer(priority),
                "after": 600, "before": 660,
            ]
            for member in more.members { body[member.name] = member.value }
            return try await desk.clinic.id("/v1/waitlist-entries", body, as: "front_desk")
        }

        func entry(_ id: String) async throws -> JSONValue {
            let list = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/waitlist-entries")
            return try #require(list.rows.first { $0["id"] == .string(id) }, "\(list.text)")
        }

        func step(_ id: String, _ step: String, version: Int64) async throws -> Clinic.Answer {
            await (try desk.clinic.call(as: "front_desk")).send(
                .post, "/v1/waitlist-entries/\(id)/\(step)", headers: [("If-Match", "\"\(version)\"")])
        }

        func work() async throws {
            _ = try await JobRunner(BookingJobs.kinds(house.deployment), deployment: house.deployment).runDue(of: desk.clinic.tenant)
        }

        /// Ends the holds that are over.
        func release() async throws {
            let actor = house.system(of: desk.clinic.tenant)
            _ = try await house.deployment.database.write(as: actor) { tx in
                try Outbox.enqueue(BookingJobs.release, at: house.now, as: actor, in: tx)
            }
            try await work()
        }
    }

    @Test("time that comes free is held for the most urgent, then for who waits longest, each for half an hour, three at the most")
    func line() async throws {
        let ground = try await Ground()
        let desk = ground.desk
        let booked = try await desk.booked(try await desk.clinic.customer("先约的人"), 600, [desk.treatment])
        let early = try await ground.wait("先等的人")
        let late = try await ground.wait("后等的人")
        let urgent = try await ground.wait("着急的人", priority: 5)
        let last = try await ground.wait("最后的人")
        #expect(try await ground.step(early, "offer", version: 1).code == "waitlist.nothing")
        #expect(try await desk.change(booked, version: 1, ["reason": "不来了"], step: "cancellation").status == 200)
        try await ground.work()
        let offered = try await ground.entry(urgent)
        #expect(offered["state"] == "offered", "\(offered)")
        #expect(try await ground.entry(early)["state"] == "waiting")
        let id = try #require(offered["appointmentId"]?.string)
        let hold = await (try desk.clinic.call(as: "front_desk")).send(.get, "/v1/appointments/\(id)")
        #expect(hold.json["state"] == "held" && hold.json["startsAt"] == .string(desk.at(600)), "\(hold.text)")
        #expect(try await desk.book(try await desk.clinic.customer("插队的人"), 600, [desk.treatment]).status == 409)
        // He does not answer, the next does not want it, the third takes it; nobody else is asked.
        ground.house.clock.advance(by: .seconds(900))
        // Whoever works at the desk is still signed in.
        #expect(try await ground.entry(urgent)["state"] == "offered")
        ground.house.clock.advance(by: .seconds(901))
        try await ground.release()
        #expect(try await ground.entry(urgent)["state"] == "waiting")
        #expect(try await ground.entry(early)["state"] == "offered")
        let version = try #require(try await ground.entry(early)["version"]?.integer)
        #expect(try await ground.step(early, "refusal", version: version).json["state"] == "waiting")
        try await ground.work()
        let third = try await ground.entry(late)
        #expect(third["state"] == "offered", "\(third)")
        let taken = try await ground.step(late, "acceptance", version: try #require(third["version"]?.integer))
        #expect(taken.json["state"] == "booked", "\(taken.text)")
        let appointment = await (try desk.clinic.call(as: "front_desk")).send(
            .get, "/v1/appointments/\(taken.json["appointmentId"]?.string ?? "")")
        #expect(appointment.json["state"] == "booked" && appointment.json["source"] == "waitlist", "\(appointment.text)")
        // It comes free once more: three were asked about this time, so the fourth is not.
        let again = try await desk.change(
            try #require(taken.json["appointmentId"]?.string), version: try #require(appointment.json["version"]?.integer),
            ["reason": "又不来了"], step: "cancellation")
        #expect(again.status == 200, "\(again.text)")
        try await ground.work()
        #expect(try await ground.entry(last)["state"] == "waiting")
        #expect(try desk.overlaps() == 0)
    }

    @Test("days, hours and whom of a wish are changed in its place; nothing else is, and not while a time is held for it")
    func changed() async throws {
        let ground = try await Ground()
        let desk = ground.desk
        let client = try desk.clinic.call(as: "front_desk")
        func change(_ id: String, _ body: JSONObject, version: Int64) async -> Clinic.Answer {
            await client.send(
                .patch, "/v1/waitlist-entries/\(id)", headers: [("If-Match", "\"\(version)\"")], body: JSONValue.object(body).serialized)
        }
        let booked = try await desk.booked(try await desk.clinic.customer("先约的人"), 600, [desk.treatment])
        let early = try await ground.wait("先等的人", ["after": 900, "before": 1_000])
        let late = try await ground.wait("后等的人")
        let since = try await ground.entry(early)["createdAt"]
        ground.house.clock.advance(by: .seconds(60))
        let changed = await change(
            early,
            [
                "after": .null, "before": 700, "weekdays": ["1", "3"], "resources": [.string(desk.doctor)],
                "until": .string(desk.monday.description),
            ],
            version: 1)
        #expect(changed.status == 200 && changed.json["version"] == 2, "\(changed.text)")
        #expect(changed.json["after"] == 0 && changed.json["before"] == 700, "\(changed.text)")
        #expect(changed.json["weekdays"]?.array?.compactMap { $0.string } == ["1", "3"], "\(changed.text)")
        #expect(changed.json["resources"]?.array?.compactMap { $0.string } == [desk.doctor], "\(changed.text)")
        #expect(changed.json["createdAt"] == since, "\(changed.text)")
        #expect(changed.json["until"] == .string(desk.monday.description))
        // The same once more is no change, and a version that is gone is refused.
        #expect(await change(early, ["before": 700], version: 2).json["version"] == 2)
        #expect(await change(early, ["before": 720], version: 1).status == 412)
        let anybody = await change(early, ["resources": .null, "weekdays": .null], version: 2)
        #expect(anybody.json["resources"]?.array?.isEmpty == true, "\(anybody.text)")
        #expect(anybody.json["weekdays"]?.array?.count == 7, "\(anybody.text)")
        let wrong: [(JSONObject, String)] = [
            (["services": []], "/services unknown_field"), (["priority": 9], "/priority unknown_field"),
            (["from": .null], "/from required"), (["after": 700], "/before range"), (["until": "2020-01-01"], "/until range"),
            (["weekdays": ["8"]], "/weekdays/0 range"),
        ]
        for (body, violation) in wrong {
            let refused = await change(early, body, version: 3)
            #expect(refused.status == 422 && refused.violations == [violation], "\(refused.text)")
        }
        let elsewhere = desk.clinic.call(as: try await desk.clinic.person(("front_desk", desk.clinic.b)))
        let foreign = await elsewhere.send(
            .patch, "/v1/waitlist-entries/\(early)", headers: [("If-Match", "\"3\"")], text: #"{"before": 720}"#)
        #expect(foreign.status == 404, "\(foreign.text)")
        #expect(
            try desk.clinic.count("action = 'keep.waitlist_entry' and purpose = 'changed' and outcome = 'done'", in: "audit.event") == 2)
        // He was there first, and still is: his new hours are those that come free.
        #expect(try await desk.change(booked, version: 1, ["reason": "不来了"], step: "cancellation").status == 200)
        try await ground.work()
        #expect(try await ground.entry(late)["state"] == "waiting")
        let offered = try await ground.entry(early)
        #expect(offered["state"] == "offered", "\(offered)")
        let held = await change(early, ["before": 720], version: try #require(offered["version"]?.integer))
        #expect(held.code == "waitlist.state", "\(held.text)")
    }

    @Test("who lets an offer go is asked about that time no more, however much of the day would suit him: the next is")
    func turns() async throws {
        let ground = try await Ground()
        let desk = ground.desk
        let booked = try await desk.booked(try await desk.clinic.customer("先约的人"), 600, [desk.treatment])
        let wide = try await ground.wait("整天都行的人", priority: 5, ["before": 1_080])
        let narrow = try await ground.wait("只有上午的人")
        #expect(try await desk.change(booked, version: 1, ["reason": "不来了"], step: "cancellation").status == 200)
        try await ground.work()
        #expect(try await ground.entry(wide)["state"] == "offered")
        // Whoever works at the desk stays signed in.
        ground.house.clock.advance(by: .seconds(900))
        #expect(try await ground.entry(narrow)["state"] == "waiting")
        ground.house.clock.advance(by: .seconds(901))
        try await ground.release()
        #expect(try await ground.entry(wide)["state"] == "waiting")
        #expect(try await ground.entry(narrow)["state"] == "offered")
        #expect(try desk.overlaps() == 0)
    }

    @Test("an offer is made by hand too, is taken back with who leaves the list, and every other step is refused")
    func hands() async throws {
        let ground = try await Ground()
        let desk = ground.desk
        let id = try await ground.wait("在等的人", ["before": 1_080])
        #expect(try await ground.step(id, "acceptance", version: 1).code == "waitlist.state")
        let offered = try await ground.step(id, "offer", version: 1)
        #expect(offered.json["state"] == "offered", "\(offered.text)")
        #expect(try await ground.step(id, "offer", version: 2).code == "waitlist.state")
        #expect(try await ground.step(id, "withdrawal", version: 1).status == 412)
        let gone = try await ground.step(id, "withdrawal", version: 2)
        #expect(gone.json["state"] == "withdrawn" && gone.json["appointmentId"] == .null, "\(gone.text)")
        #expect(try await desk.book(try await desk.clinic.customer("下一位"), 600, [desk.treatment]).status == 201)
        #expect(try await ground.step(id, "refusal", version: 3).code == "waitlist.state")
        let client = try desk.clinic.call(as: "front_desk")
        let wrong = await client.send(
            .post, "/v1/waitlist-entries", text: #"{"services": [], "from": "2026-02-02", "until": "2026-02-01", "weekdays": ["8"]}"#)
        #expect(
            Set(wrong.violations) == [
                "/branchId required", "/customerId required", "/services required", "/until range", "/weekdays/0 range",
            ], "\(wrong.text)")
        let other = desk.clinic.call(as: try await desk.clinic.person(("front_desk", desk.clinic.b)))
        #expect(await other.send(.get, "/v1/waitlist-entries").rows.isEmpty)
    }

    @Test("an offer ends with its hold also where that is given up or booked by itself")
    func holds() async throws {
        let ground = try await Ground()
        let desk = ground.desk
        let id = try await ground.wait("在等的人", ["before": 1_080])
        let first = try #require(try await ground.step(id, "offer", version: 1).json["appointmentId"]?.string)
        let given = await (try desk.clinic.call(as: "front_desk")).send(
            .delete, "/v1/appointments/\(first)", headers: [("If-Match", "\"1\"")])
        #expect(given.status == 204, "\(given.text)")
        let back = try await ground.entry(id)
        #expect(back["state"] == "waiting" && back["appointmentId"] == .null && back["version"] == 3, "\(back)")
        let second = try #require(try await ground.step(id, "offer", version: 3).json["appointmentId"]?.string)
        let other = try await desk.clinic.customer("另一位")
        #expect(try await desk.change(second, version: 1, ["customerId": .string(other)], step: "booking").status == 200)
        #expect(try await ground.entry(id)["state"] == "waiting")
        let third = try #require(try await ground.step(id, "offer", version: 5).json["appointmentId"]?.string)
        #expect(try await desk.change(third, version: 1, [:], step: "booking").status == 200)
        let booked = try await ground.entry(id)
        #expect(booked["state"] == "booked" && booked["appointmentId"] == .string(third), "\(booked)")
    }
}
