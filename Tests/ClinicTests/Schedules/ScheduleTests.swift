import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Who works when: drafts and what is published, leave, swaps, closed days, and what stands against each.
@Suite struct ScheduleTests {
    /// `kind resource` of the conflicts that an answer lists.
    private func conflicts(_ answer: Clinic.Answer) -> [String] {
        ((answer.json["conflicts"] ?? answer.json["data"])?.array ?? []).compactMap { $0["kind"]?.string }
    }

    private func day(_ monday: LocalDate, _ days: Int32) -> LocalDate { LocalDate(daysSince1970: monday.daysSince1970 + days) }

    /// What a branch's people, rooms and devices can be used for in a week: `resource from until`.
    private func working(_ monday: LocalDate, _ clinic: Clinic, kinds: String = "doctor,nurse,room,device") async throws -> [String] {
        let answer = await (try clinic.call(as: "doctor")).send(
            .get, "/v1/branches/\(clinic.a)/working-time?from=\(monday)&to=\(day(monday, 6))&kinds=\(kinds)")
        try #require(answer.status == 200, "\(answer.text)")
        return (answer.json["intervals"]?.array ?? []).map {
            "\($0["resourceId"]?.string ?? "?") \($0["startsAt"]?.string ?? "?") \($0["endsAt"]?.string ?? "?")"
        }
    }

    @Test("a draft counts for nobody; published it takes the place of what was there, at the hours of the clock in Shanghai")
    func rosters() async throws {
        let clinic = try await Clinic()
        let (doctor, nurse) = (try #require(clinic.people["doctor"]), try #require(clinic.people["nurse"]))
        let (first, second) = (try await clinic.bookable("doctor", doctor), try await clinic.bookable("nurse", nurse))
        let monday = clinic.monday()
        let drafted = try await clinic.roster(
            monday, [clinic.shift(first, day(monday, 1), 540..<1_080, pause: 720..<780)], publishes: false)
        #expect(drafted["draft"]?.array?.count == 1)
        #expect(try await working(monday, clinic) == [])
        // Who only works there sees no drafts.
        let seen = await (try clinic.call(as: "doctor")).send(.get, "/v1/branches/\(clinic.a)/roster?week=\(monday)")
        #expect(seen.json["draft"] == [])
        #expect(seen.json["draftedAt"]?.isNull == true)
        #expect(await (try clinic.call(as: "doctor")).send(.get, "/v1/shifts").rows.isEmpty)
        #expect(await (try clinic.call(as: "branch_admin")).send(.get, "/v1/shifts?filter[state]=draft").rows.count == 1)

        let published = try await clinic.roster(
            monday,
            [
                clinic.shift(first, day(monday, 1), 540..<1_080, pause: 720..<780), clinic.shift(second, day(monday, 2), 480..<1_440),
            ])
        #expect(published["draft"] == [])
        #expect(published["published"]?.array?.count == 2)
        let tuesday = day(monday, 1)
        #expect(
            Set(try await working(monday, clinic)) == [
                "\(first) \(clinic.moment(tuesday, 540)) \(clinic.moment(tuesday, 720))",
                "\(first) \(clinic.moment(tuesday, 780)) \(clinic.moment(tuesday, 1_080))",
                "\(second) \(clinic.moment(day(monday, 2), 480)) \(clinic.moment(day(monday, 2), 1_440))",
            ])
        #expect(await (try clinic.call(as: "doctor")).send(.get, "/v1/shifts?filter[resourceId]=\(first)").rows.count == 1)

        // Another draft changes nothing until it is published, and an empty one empties the week.
        try await clinic.roster(monday, [], publishes: false)
        #expect(try await working(monday, clinic).count == 3)
        let director = try clinic.call(as: "chain_director")
        let path = "/v1/branches/\(clinic.a)/roster"
        let version = try #require(await director.send(.get, path + "?week=\(monday)").json["version"]?.integer)
        let body = Array(#"{"week": "\#(monday)"}"#.utf8)
        let stale = await director.send(.post, path + "/publications", headers: [("If-Match", "\"1\"")], body: body)
        #expect(stale.code == "resource.stale")
        #expect(await director.send(.post, path + "/publications", headers: [("If-Match", "\"\(version)\"")], body: body).status == 200)
        #expect(try await working(monday, clinic) == [])
        let again = await director.send(.post, path + "/publications", headers: [("If-Match", "\"\(version + 1)\"")], body: body)
        #expect(again.code == "schedule.no_draft")
    }

    @Test("a week is copied by the clock, and what is wrong with a draft is said at once")
    func drafting() async throws {
        let clinic = try await Clinic()
        let resource = try await clinic.bookable("doctor", try #require(clinic.people["doctor"]))
        let foreign = try await clinic.bookable("room", "一号")
        let (monday, next) = (clinic.monday(), clinic.monday(after: 2))
        try await clinic.roster(monday, [clinic.shift(resource, day(monday, 4), 540..<1_080, pause: 720..<780)])
        let director = try clinic.call(as: "chain_director")
        let path = "/v1/branches/\(clinic.a)/roster"
        let copied = await director.send(
            .post, path + "/copies", headers: [("If-Match", "\"0\"")], text: #"{"from": "\#(monday)", "to": "\#(next)"}"#)
        #expect(copied.status == 200, "\(copied.text)")
        let shift = copied.json["draft"]?[0]
        #expect(shift?["day"]?.string == day(next, 4).description)
        #expect(shift?["startsAt"]?.string == clinic.moment(day(next, 4), 540).description)
        #expect(shift?["breakEndsAt"]?.string == clinic.moment(day(next, 4), 780).description)

        let wrong = await director.send(
            .put, path, headers: [("If-Match", "\"1\"")],
            text: """
                {"week": "\(next)", "shifts": [
                 {"resourceId": "\(resource)", "day": "\(next)", "startsMinute": 540, "endsMinute": 600},
                 {"resourceId": "\(resource)", "day": "\(next)", "startsMinute": 599, "endsMinute": 700},
                 {"resourceId": "\(foreign)", "day": "\(next)", "startsMinute": 540, "endsMinute": 600},
                 {"resourceId": "\(resource)", "day": "\(day(next, 1))", "templateId": "\(UUID().uuidString)"}]}
                """)
        #expect(
            wrong.violations == ["/shifts/1 duplicate", "/shifts/2/resourceId not_allowed", "/shifts/3/templateId not_allowed"],
            "\(wrong.text)")
        let outside = await director.send(
            .put, path, headers: [("If-Match", "\"1\"")],
            text: """
                {"week": "\(day(next, 1))", "shifts": [{"resourceId": "\(resource)", "day": "\(day(next, 20))", "startsMinute": 600,
                 "endsMinute": 600}]}
                """)
        #expect(
            Set(outside.violations) == ["/week pattern", "/shifts/0/day range", "/shifts/0/endsMinute range"], "\(outside.text)")
        // By a template, whose times it then has.
        let template = try await clinic.id(
            "/v1/shift-templates",
            [
                "branchId": .string(clinic.a.description), "name": "早班", "startsMinute": 480, "endsMinute": 960, "breakStartsMinute": 700,
                "breakEndsMinute": 730,
            ])
        let named: JSONValue = [
            "week": .string(next.description),
            "shifts": [["resourceId": .string(resource), "day": .string(next.description), "templateId": .string(template)]],
        ]
        let drafted = await director.send(.put, path, headers: [("If-Match", "\"1\"")], body: named.serialized)
        #expect(drafted.json["draft"]?[0]?["startsAt"]?.string == clinic.moment(next, 480).description, "\(drafted.text)")
        #expect(drafted.json["draft"]?[0]?["templateId"]?.string == template)
        let odd = await director.send(
            .post, "/v1/shift-templates",
            text: #"{"branchId": "\#(clinic.a)", "name": "怪", "startsMinute": 480, "endsMinute": 960, "breakStartsMinute": 480}"#)
        #expect(odd.violations == ["/breakEndsMinute required"])
        // Who leads another branch writes nothing here.
        let other = clinic.call(as: try await clinic.person(("branch_admin", clinic.b)))
        #expect(await other.send(.put, path, headers: [("If-Match", "\"2\"")], body: named.serialized).status == 404)
        #expect(await other.send(.get, path + "?week=\(next)").status == 404)
    }

    @Test("bookings without their person, leave, closed days and other branches are listed before a week is published")
    func conflictsOfAWeek() async throws {
        let clinic = try await Clinic()
        let doctor = try #require(clinic.people["doctor"])
        let here = try await clinic.bookable("doctor", doctor)
        let there = try await clinic.bookable("doctor", doctor, in: clinic.b)
        let monday = clinic.monday()
        try await clinic.roster(monday, [clinic.shift(there, day(monday, 3), 1_000..<1_200)], in: clinic.b)
        try clinic.book(here, of: doctor, day(monday, 0), 600..<660)
        _ = try await clinic.make(
            "/v1/calendar-days",
            ["unitId": .string(clinic.chain.description), "day": .string(day(monday, 2).description), "kind": "closed", "name": "店庆"])
        let director = try clinic.call(as: "chain_director")
        let path = "/v1/branches/\(clinic.a)/roster"
        // The booking lies in the break; Wednesday is closed; on Thursday he is elsewhere from 16:40.
        try await clinic.roster(
            monday,
            [
                clinic.shift(here, monday, 540..<1_080, pause: 600..<660), clinic.shift(here, day(monday, 2), 540..<1_080),
                clinic.shift(here, day(monday, 3), 540..<1_080),
            ], publishes: false)
        let listed = await director.send(.get, path + "/conflicts?week=\(monday)")
        #expect(conflicts(listed).sorted() == ["booking", "closed", "elsewhere"], "\(listed.text)")
        let elsewhere = listed.json["data"]?.array?.first { $0["kind"] == "elsewhere" }
        #expect(elsewhere?["startsAt"]?.string == clinic.moment(day(monday, 3), 1_000).description)
        #expect(elsewhere?["appointmentId"]?.isNull == true)
        func publish(_ text: String) async throws -> Clinic.Answer {
            let version = try #require(await director.send(.get, path + "?week=\(monday)").json["version"]?.integer)
            return await director.send(.post, path + "/publications", headers: [("If-Match", "\"\(version)\"")], text: text)
        }
        let refused = try await publish(#"{"week": "\#(monday)"}"#)
        #expect(refused.code == "schedule.conflicts")
        #expect(conflicts(refused).count == 3)
        #expect(try await publish(#"{"week": "\#(monday)", "despite": "都已沟通"}"#).code == "schedule.conflicts", "nobody is in two branches")
        // A branch admin of A sees that his doctor is elsewhere, though he reads nothing of branch B.
        let admin = await (try clinic.call(as: "branch_admin")).send(.get, path + "/conflicts?week=\(monday)")
        #expect(conflicts(admin).sorted() == ["booking", "closed", "elsewhere"])
        try await clinic.roster(monday, [clinic.shift(here, monday, 540..<1_080, pause: 600..<660)], publishes: false)
        let despite = try await publish(#"{"week": "\#(monday)", "despite": "客户同意改约"}"#)
        #expect(despite.status == 200, "\(despite.text)")
    }

    @Test("leave is decided by somebody else, takes the person's time everywhere, and is taken back")
    func leave() async throws {
        let clinic = try await Clinic()
        let doctor = try #require(clinic.people["doctor"])
        let resource = try await clinic.bookable("doctor", doctor)
        let monday = clinic.monday()
        let (me, admin) = (try clinic.call(as: "doctor"), try clinic.call(as: "branch_admin"))
        func ask(_ from: Instant, _ until: Instant, as client: InProcessClient, of who: String) async -> Clinic.Answer {
            let body: JSONValue = [
                "resourceId": .string(who), "kind": "sick", "reason": "发烧", "startsAt": .string(from.description),
                "endsAt": .string(until.description),
            ]
            return await client.send(.post, "/v1/leave-requests", body: body.serialized)
        }
        let asked = await ask(clinic.moment(monday, 540), clinic.moment(day(monday, 2), 1_080), as: me, of: resource)
        #expect(asked.status == 201, "\(asked.text)")
        let id = try #require(asked.json["id"]?.string)
        #expect(asked.json["state"] == "requested")
        // A colleague neither sees it nor asks for him.
        let nurse = try clinic.call(as: "nurse")
        #expect(await nurse.send(.get, "/v1/leave-requests").rows.isEmpty)
        #expect(
            await ask(clinic.moment(monday, 0), clinic.moment(monday, 60), as: nurse, of: resource).violations == [
                "/resourceId not_allowed"
            ])
        #expect(await ask(clinic.moment(monday, 60), clinic.moment(monday, 0), as: me, of: resource).violations == ["/endsAt range"])
        #expect(await admin.send(.get, "/v1/leave-requests?filter[state]=requested").rows.count == 1)
        func decide(_ text: String, _ version: Int64, as client: InProcessClient) async -> Clinic.Answer {
            await client.send(.post, "/v1/leave-requests/\(id)/decision", headers: [("If-Match", "\"\(version)\"")], text: text)
        }
        #expect(await decide(#"{"approved": true}"#, 1, as: me).status == 403)
        try clinic.book(resource, of: doctor, day(monday, 1), 600..<660)
        let refused = await decide(#"{"approved": true}"#, 1, as: admin)
        #expect(refused.code == "schedule.conflicts")
        #expect(conflicts(refused) == ["booking"])
        let approved = await decide(#"{"approved": true, "despite": "预约改由王医生", "answer": "好好休息"}"#, 1, as: admin)
        #expect(approved.json["state"] == "approved", "\(approved.text)")
        #expect(await decide(#"{"approved": false}"#, 2, as: admin).code == "schedule.settled")
        let taken = await me.send(.get, "/v1/branches/\(clinic.a)/working-time?from=\(monday)&to=\(day(monday, 6))")
        #expect(taken.json["intervals"] == [])
        // A roster over it is a conflict.
        try await clinic.roster(monday, [clinic.shift(resource, monday, 540..<1_080)], publishes: false)
        let listed = await admin.send(.get, "/v1/branches/\(clinic.a)/roster/conflicts?week=\(monday)")
        #expect(Set(conflicts(listed)) == ["booking", "leave"])
        // Once decided it is taken back by who decides.
        let back = await me.send(.post, "/v1/leave-requests/\(id)/withdrawal", headers: [("If-Match", "\"2\"")])
        #expect(back.code == "schedule.settled")
        let withdrawn = await admin.send(.post, "/v1/leave-requests/\(id)/withdrawal", headers: [("If-Match", "\"2\"")])
        #expect(withdrawn.json["state"] == "withdrawn", "\(withdrawn.text)")
        let connection = try clinic.superuser()
        defer { connection.close() }
        let left: Int64 = try connection.execute(
            "select count(*) from app.resource_claim where tenant_id = \(clinic.tenant) and kind = 'leave'")[0][0]
        #expect(left == 0)
    }

    @Test("nobody decides his own leave")
    func ownLeave() async throws {
        let clinic = try await Clinic()
        let person = try #require(clinic.people["branch_admin"])
        let resource = try await clinic.bookable("doctor", person)
        let admin = try clinic.call(as: "branch_admin")
        let monday = clinic.monday()
        let asked = await admin.send(
            .post, "/v1/leave-requests",
            text: """
                {"resourceId": "\(resource)", "kind": "annual", "startsAt": "\(clinic.moment(monday, 0))", "endsAt": "\(clinic.moment(monday, 60))"}
                """)
        let id = try #require(asked.json["id"]?.string, "\(asked.text)")
        let path = "/v1/leave-requests/\(id)/decision"
        #expect(
            await admin.send(.post, path, headers: [("If-Match", "\"1\"")], text: #"{"approved": true}"#).code == "schedule.own_request")
        let director = try clinic.call(as: "chain_director")
        #expect(await director.send(.post, path, headers: [("If-Match", "\"1\"")], text: #"{"approved": true}"#).status == 200)
    }

    @Test("two people exchange shifts of one hour, and a booking of whoever leaves one stands against it")
    func swaps() async throws {
        let clinic = try await Clinic()
        let (one, two) = (try #require(clinic.people["doctor"]), try await clinic.person(("doctor", clinic.a)))
        let (first, second) = (try await clinic.bookable("doctor", one), try await clinic.bookable("doctor", two))
        let monday = clinic.monday()
        let week = try await clinic.roster(
            monday, [clinic.shift(first, monday, 540..<1_080), clinic.shift(second, monday, 540..<1_080)])
        let shifts = try #require(week["published"]?.array)
        func shift(of resource: String) -> String { shifts.first { $0["resourceId"]?.string == resource }?["id"]?.string ?? "?" }
        let me = clinic.call(as: one)
        func ask(_ more: JSONObject, as client: InProcessClient) async -> Clinic.Answer {
            var body: JSONObject = ["shiftId": .string(shift(of: first)), "toResourceId": .string(second)]
            for member in more.members { body[member.name] = member.value }
            return await client.send(.post, "/v1/shift-swaps", body: JSONValue.object(body).serialized)
        }
        #expect(await ask([:], as: clinic.call(as: two)).violations == ["/shiftId not_allowed"])
        #expect(await ask(["forShiftId": .string(UUID().uuidString)], as: me).violations == ["/forShiftId not_allowed"])
        let asked = await ask(["forShiftId": .string(shift(of: second)), "reason": "家里有事"], as: me)
        let id = try #require(asked.json["id"]?.string, "\(asked.text)")
        let admin = try clinic.call(as: "branch_admin")
        func decide(_ id: String, _ version: Int64) async -> Clinic.Answer {
            await admin.send(
                .post, "/v1/shift-swaps/\(id)/decision", headers: [("If-Match", "\"\(version)\"")], text: #"{"approved": true}"#)
        }
        let done = await decide(id, 1)
        #expect(done.json["state"] == "approved", "\(done.text)")
        let after = await me.send(.get, "/v1/shifts?filter[state]=published").rows
        #expect(after.first { $0["id"]?.string == shift(of: first) }?["resourceId"]?.string == second)
        #expect(after.first { $0["id"]?.string == shift(of: second) }?["resourceId"]?.string == first)

        // To one who works then already it cannot go without an exchange, nor away from one who is booked.
        let twice = await (try clinic.call(as: "chain_director")).send(
            .post, "/v1/shift-swaps", text: #"{"shiftId": "\#(shift(of: second))", "toResourceId": "\#(second)"}"#)
        let other = try #require(twice.json["id"]?.string, "\(twice.text)")
        #expect(await decide(other, 1).code == "schedule.shift_overlap")
        try clinic.book(first, of: one, monday, 600..<660)
        let booked = await decide(other, 1)
        #expect(booked.code == "schedule.conflicts")
        #expect(conflicts(booked) == ["booking"])
    }

    @Test(
        "rooms and devices can be used while the branch is open, devices as long as their papers hold; a made-up day is open like another")
    func opening() async throws {
        let clinic = try await Clinic()
        let room = try await clinic.bookable("room", "一号")
        let monday = clinic.monday()
        let device = try await clinic.bookable("device", "皮秒", in: nil, ["maintenanceDue": .string(day(monday, 1).description)])
        _ = try await clinic.bookable("device", "用完", in: nil, ["counter": 10, "counterLimit": 10])
        let admin = try clinic.call(as: "branch_admin")
        let path = "/v1/branches/\(clinic.a)/opening-hours"
        let hours: JSONValue = [
            "hours": .array(
                (1...5).flatMap { weekday -> [JSONValue] in
                    [
                        ["weekday": .integer(weekday), "opensMinute": 540, "closesMinute": 720],
                        ["weekday": .integer(weekday), "opensMinute": 780, "closesMinute": 1_080],
                    ]
                })
        ]
        let said = await admin.send(.put, path, body: hours.serialized)
        #expect(said.json["hours"] == hours["hours"], "\(said.text)")
        #expect(said.json["since"] == .null && said.json["later"]?.array?.isEmpty == true)
        #expect(await (try clinic.call(as: "nurse")).send(.get, path).json == said.json)
        let overlapping =
            #"{"hours": [{"weekday": 1, "opensMinute": 1, "closesMinute": 3}, {"weekday": 1, "opensMinute": 2, "closesMinute": 4}]}"#
        #expect(await admin.send(.put, path, text: overlapping).violations == ["/hours/1 duplicate"])
        // The chain closes on Wednesday, and works on Saturday like on a Monday; branch A stays open all the same on Wednesday.
        func mark(_ unit: ID<Unit>, _ on: LocalDate, _ more: JSONObject) async throws -> String {
            var body: JSONObject = ["unitId": .string(unit.description), "day": .string(on.description), "name": "国庆调休"]
            for member in more.members { body[member.name] = member.value }
            return try await clinic.id("/v1/calendar-days", body)
        }
        let closed = try await mark(clinic.chain, day(monday, 2), ["kind": "closed"])
        _ = try await mark(clinic.chain, day(monday, 5), ["kind": "make_up", "likeWeekday": 1])
        let intervals = try await working(monday, clinic)
        #expect(intervals.filter { $0.hasPrefix(room) }.count == 10, "five days, in two pieces each")
        #expect(!intervals.contains { $0.contains(clinic.moment(day(monday, 2), 540).description) })
        #expect(intervals.contains("\(room) \(clinic.moment(day(monday, 5), 540)) \(clinic.moment(day(monday, 5), 720))"))
        #expect(intervals.filter { $0.hasPrefix(device) }.count == 4, "until its maintenance is due")
        #expect(intervals.count == 14, "a device whose counter is used up is used no more")
        _ = try await mark(clinic.a, day(monday, 2), ["kind": "make_up", "likeWeekday": 3])
        #expect(try await working(monday, clinic, kinds: "room").count == 12, "the nearest unit's word counts")
        let director = try clinic.call(as: "chain_director")
        #expect(await admin.send(.delete, "/v1/calendar-days/\(closed)", headers: [("If-Match", "\"1\"")]).status == 403, "the chain's day")
        #expect(await director.send(.delete, "/v1/calendar-days/\(closed)", headers: [("If-Match", "\"1\"")]).status == 204)
        let twice = await director.send(
            .post, "/v1/calendar-days",
            text: #"{"unitId": "\#(clinic.a)", "day": "\#(day(monday, 2))", "kind": "closed", "name": "又"}"#)
        #expect(twice.code == "schedule.day_there")
    }

    @Test("other hours hold from the day that is said, and what was before stays what it was")
    func laterHours() async throws {
        let clinic = try await Clinic(in: House.another())
        _ = try await clinic.bookable("room", "一号")
        let monday = clinic.monday()
        let admin = try clinic.call(as: "branch_admin")
        let path = "/v1/branches/\(clinic.a)/opening-hours"
        func week(_ minutes: Range<Int64>, since: LocalDate? = nil) -> JSONValue {
            let hours = (1...7).map { weekday -> JSONValue in
                ["weekday": .integer(weekday), "opensMinute": .integer(minutes.lowerBound), "closesMinute": .integer(minutes.upperBound)]
            }
            var body: JSONObject = ["hours": .array(hours)]
            if let since { body["since"] = .string(since.description) }
            return .object(body)
        }
        func starts() async throws -> [String] {
            try await working(monday, clinic, kinds: "room").compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) }
        }
        #expect(await admin.send(.put, path, body: week(540..<1_080).serialized).status == 200)
        let later = await admin.send(.put, path, body: week(600..<1_200, since: day(monday, 3)).serialized)
        #expect(later.status == 200, "\(later.text)")
        #expect(later.json["since"] == .null)
        #expect(later.json["later"]?[0]?["since"]?.string == day(monday, 3).description)
        /// When the days begin of which the last four begin at another minute.
        func days(_ minute: Int64) -> [String] {
            (0..<7).map { clinic.moment(day(monday, Int32($0)), $0 < 3 ? 540 : minute).description }
        }
        #expect(try await starts() == days(600))

        let past = await admin.send(.put, path, body: week(0..<60, since: day(monday, -30)).serialized)
        #expect(past.violations == ["/since range"])
        let none = await admin.send(.put, path, text: #"{"since": "\#(day(monday, 4))", "hours": null}"#)
        #expect(none.violations == ["/since not_allowed"])
        #expect(await admin.send(.put, path, text: #"{"hours": null}"#).violations == ["/hours required"])

        // Given up, nothing of it is left; said again and begun, it is what a request without a day writes.
        let given = await admin.send(.put, path, text: #"{"since": "\#(day(monday, 3))", "hours": null}"#)
        #expect(given.json["later"]?.array?.isEmpty == true, "\(given.text)")
        #expect(try await starts() == days(540))
        _ = await admin.send(.put, path, body: week(600..<1_200, since: day(monday, 3)).serialized)
        try clinic.pass(clinic.moment(day(monday, 3), 720).since(clinic.house.now))
        let now = await admin.send(.get, path).json
        #expect(now["since"]?.string == day(monday, 3).description && now["later"]?.array?.isEmpty == true, "\(now)")
        #expect(await admin.send(.put, path, body: week(660..<1_200).serialized).json["since"] == now["since"])
        #expect(try await starts() == days(660), "the days before keep their hours")
    }

    @Test("a copied week follows the calendar: a made-up day has the shifts of the day that it is like, a closed one none")
    func copiedCalendar() async throws {
        let clinic = try await Clinic()
        let resource = try await clinic.bookable("doctor", try #require(clinic.people["doctor"]))
        let (monday, next) = (clinic.monday(), clinic.monday(after: 2))
        try await clinic.roster(
            monday, [clinic.shift(resource, day(monday, 0), 540..<1_080), clinic.shift(resource, day(monday, 4), 600..<1_200)])
        let closed: JSONObject = ["kind": "closed"]
        let madeUp: JSONObject = ["kind": "make_up", "likeWeekday": 1]
        for (date, more) in [(day(next, 0), closed), (day(next, 6), madeUp)] {
            let body: JSONObject = ["unitId": .string(clinic.chain.description), "day": .string(date.description), "name": "调休"]
            _ = try await clinic.id("/v1/calendar-days", more.members.reduce(into: body) { $0[$1.name] = $1.value })
        }
        let copied = await (try clinic.call(as: "chain_director")).send(
            .post, "/v1/branches/\(clinic.a)/roster/copies", headers: [("If-Match", "\"0\"")],
            text: #"{"from": "\#(monday)", "to": "\#(next)"}"#)
        #expect(copied.status == 200, "\(copied.text)")
        let starts = (copied.json["draft"]?.array ?? []).compactMap { $0["startsAt"]?.string }
        #expect(
            starts == [clinic.moment(day(next, 4), 600).description, clinic.moment(day(next, 6), 540).description],
            "Monday is closed, and Sunday is like it: \(copied.text)")
    }

    @Test("a made-up day of the old week gives its shifts to the day that it stood for", arguments: [true, false])
    func alike(isMonday: Bool) {
        func date(_ offset: Int32) -> LocalDate { LocalDate(daysSince1970: 4 + offset) }
        // The old week: Monday closed or not, Sunday like a Monday.
        let old = [CopyRoster.Day(date: date(0), weekday: 1), CopyRoster.Day(date: date(6), weekday: 1)].dropFirst(isMonday ? 0 : 1)
        let new = (0..<7).map { CopyRoster.Day(date: date(7 + $0), weekday: Int64($0) + 1) }
        #expect(CopyRoster.targets(of: Array(old), in: new) == [date(isMonday ? 0 : 6): [date(7)]])
    }

    @Test("why somebody is away, what was answered and why time is blocked are sealed, also what stood there in clear before")
    func sealed() async throws {
        let clinic = try await Clinic()
        let (house, tenant) = (clinic.house, clinic.tenant)
        let doctor = try await clinic.bookable("doctor", try #require(clinic.people["doctor"]))
        let room = try await clinic.bookable("room", "封存间")
        let monday = clinic.monday()
        let (me, admin, desk) = (try clinic.call(as: "doctor"), try clinic.call(as: "branch_admin"), try clinic.call(as: "front_desk"))
        func wish(_ who: String, _ kind: String, _ reason: String) -> [UInt8] {
            let body: JSONValue = [
                "resourceId": .string(who), "kind": .string(kind), "reason": .string(reason),
                "startsAt": .string(clinic.moment(monday, 540).description), "endsAt": .string(clinic.moment(monday, 600).description),
            ]
            return body.serialized
        }
        let asked = await me.send(.post, "/v1/leave-requests", body: wish(doctor, "sick", "发烧"))
        let id = try #require(asked.json["id"]?.string, "\(asked.text)")
        let decided = await admin.send(
            .post, "/v1/leave-requests/\(id)/decision", headers: [("If-Match", "\"1\"")], text: #"{"approved": true, "answer": "多休息"}"#)
        try #require(decided.status == 200, "\(decided.text)")
        let blocked = await desk.send(.post, "/v1/resource-blocks", body: wish(room, "maintenance", "更换灯具"))
        try #require(blocked.status == 201, "\(blocked.text)")
        func texts() async -> [String?] {
            let leave = await admin.send(.get, "/v1/leave-requests").rows.first
            let block = await desk.send(.get, "/v1/resource-blocks?filter[resourceId]=\(room)").rows.first
            return [leave?["reason"]?.string, leave?["answer"]?.string, block?["reason"]?.string]
        }
        func inClear() throws -> Int64 {
            try clinic.count("(reason is not null or answer is not null)", in: "app.leave_request")
                + clinic.count("reason is not null", in: "app.resource_claim")
        }
        #expect(await texts() == ["发烧", "多休息", "更换灯具"])
        #expect(try inClear() == 0)
        let both = "get_byte(reason_sealed, 0) = 225 and get_byte(answer_sealed, 0) = 225"
        #expect(try clinic.count(both, in: "app.leave_request") == 1)
        // As it was before: the job seals it and takes it away.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.leave_request set reason = '旧的原因', answer = '旧的批复', reason_sealed = null, answer_sealed = null
            where tenant_id = \(tenant)
            """)
        try connection.execute(
            """
            update app.resource_claim set reason = '旧的占用', reason_sealed = null where tenant_id = \(tenant) and kind = 'maintenance'
            """)
        try await house.deployment.database.write(as: house.system(of: tenant)) { tx in
            _ = try Outbox.enqueue(SealClearTexts.code, at: house.now, as: house.system(of: tenant), in: tx)
        }
        try await JobRunner(SealClearTexts.kinds(Composition.clearTexts), deployment: house.deployment).runDue(of: tenant)
        #expect(await texts() == ["旧的原因", "旧的批复", "旧的占用"])
        #expect(try inClear() == 0)
    }

    @Test("maintenance takes a device's time, once, and gives it back; what is booked stands against it")
    func blocks() async throws {
        let clinic = try await Clinic()
        let room = try await clinic.bookable("room", "四人间", in: nil, ["capacity": 2])
        let monday = clinic.monday()
        let desk = try clinic.call(as: "front_desk")
        func block(_ from: Int64, _ until: Int64, as client: InProcessClient) async -> Clinic.Answer {
            let body: JSONValue = [
                "resourceId": .string(room), "kind": "maintenance", "reason": "更换灯具",
                "startsAt": .string(clinic.moment(monday, from).description),
                "endsAt": .string(clinic.moment(monday, until).description),
            ]
            return await client.send(.post, "/v1/resource-blocks", body: body.serialized)
        }
        let made = await block(540, 540 + 2 * 1_440, as: desk)
        #expect(made.status == 201, "\(made.text)")
        let ids = try #require(made.json["ids"]?.array).compactMap(\.string)
        #expect(ids.count == 4, "two days, two places")
        #expect(conflicts(await block(600, 660, as: desk)) == ["block", "block"])
        #expect(await block(1, 2, as: try clinic.call(as: "nurse")).status == 403)
        let other = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await block(1, 2, as: other).violations == ["/resourceId not_allowed"])
        #expect(await other.send(.delete, "/v1/resource-blocks/\(ids[0])").status == 404)
        #expect(await desk.send(.get, "/v1/resource-blocks?filter[resourceId]=\(room)").rows.count == 4)
        for id in ids { #expect(await desk.send(.delete, "/v1/resource-blocks/\(id)").status == 204) }
        #expect(await block(600, 660, as: desk).status == 201)
    }

    @Test("of fifty who take one hour of a room at once, one gets it and forty-nine are told that it is taken")
    func race() async throws {
        let clinic = try await Clinic()
        let room = try await clinic.bookable("room", "一号")
        let monday = clinic.monday()
        let desk = try clinic.call(as: "front_desk")
        let text = """
            {"resourceId": "\(room)", "kind": "block", "reason": "培训", "startsAt": "\(clinic.moment(monday, 600))",
             "endsAt": "\(clinic.moment(monday, 660))"}
            """
        let answers = await withTaskGroup(of: Clinic.Answer.self, returning: [Clinic.Answer].self) { tasks in
            for _ in 0..<50 { tasks.addTask { await desk.send(.post, "/v1/resource-blocks", text: text) } }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.filter { $0.status == 201 }.count == 1)
        #expect(answers.filter { $0.status == 409 && ["schedule.taken", "schedule.conflicts"].contains($0.code) }.count == 49)
    }
}
