import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

/// Who has a place in a booking sees its customer from the day before on, as long as the booking stands and a while after it; nobody else does.
@Suite struct BookedCareTests {
    /// A customer of somebody's own, two consultants who are none of that, and a talk that either of them could have with him.
    private struct Talk {
        let desk: FrontDesk
        let owner: Clinic.Person
        let one: Clinic.Person
        let two: Clinic.Person
        /// What they are booked as.
        let first: String
        let second: String
        let service: String
        let customer: String

        var clinic: Clinic { desk.clinic }
        var path: String { "/v1/customers/\(customer)" }

        init() async throws {
            desk = try await FrontDesk()
            let clinic = desk.clinic
            owner = try await clinic.colleague()
            one = try await clinic.person(("consultant", clinic.a))
            two = try await clinic.person(("consultant", clinic.a))
            let first = try await clinic.bookable("consultant", one)
            let second = try await clinic.bookable("consultant", two)
            (self.first, self.second) = (first, second)
            // In the week after that of the desk's own roster.
            let day = LocalDate(daysSince1970: desk.monday.daysSince1970 + 7)
            try await clinic.roster(day, [clinic.shift(first, day, 600..<1_080), clinic.shift(second, day, 600..<1_080)])
            service = try await clinic.service("面诊", in: nil, ["nature": "lifestyle", "scope": .null])
            let segments: JSONValue = [
                "segments": [["name": "面谈", "minutes": 30, "needs": [["alternatives": [["kind": "consultant"]]]]]]
            ]
            let put = await (try clinic.call(as: "chain_director")).send(
                .put, "/v1/services/\(service)/plan", headers: [("If-Match", "\"1\"")], body: segments.serialized)
            try #require(put.status == 200, "\(put.text)")
            customer = try await clinic.customer("约好的人", ["ownerId": .string(owner.id.description)])
        }

        func book(with resource: String) async throws -> String {
            try await desk.booked(customer, 7 * 1_440 + 600, [service], ["resources": [.string(resource)]])
        }

        func sees(_ person: Clinic.Person) async -> Bool {
            BookedCareTests.forget(clinic)
            return await clinic.call(as: person).send(.get, path).status == 200
        }
    }

    /// The listener's part: the news of changed rights.
    private static func forget(_ clinic: Clinic) { clinic.house.deployment.sessions.forget(clinic.tenant) }

    private static func start(_ id: String, _ person: Clinic.Person, in clinic: Clinic) throws -> Instant? {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            """
            select starts_at from app.appointment_person where tenant_id = \(clinic.tenant) and appointment_id = \(id)::text::uuid
            and user_id = \(person.id)
            """
        ).first?.get(0, as: Instant.self)
    }

    private static func until(_ id: String, _ person: Clinic.Person, in clinic: Clinic) throws -> Instant? {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            """
            select opens_until from app.appointment_person where tenant_id = \(clinic.tenant) and appointment_id = \(id)::text::uuid
            and user_id = \(person.id)
            """
        ).first?.getOptional(0, as: Instant.self)
    }

    /// Where the house's day begins, some days from now.
    private static func day(_ days: Int32, in clinic: Clinic) -> Instant {
        clinic.moment(LocalDate(daysSince1970: clinic.house.now.date(offset: 8 * 3_600).daysSince1970 + days), 0)
    }

    @Test(
        "a doctor sees by name whom he treats tomorrow, in list, calendar and file; not whom he treats later, and a colleague sees nothing")
    func tomorrow() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customer = try await clinic.customer("明天的人")
        let id = try await desk.booked(customer, 600, [desk.treatment], ["remark": "靠窗"])
        let doctor = try clinic.call(as: "doctor")
        let colleague = clinic.call(as: try await clinic.person(("doctor", clinic.a)))
        let path = "/v1/customers/\(customer)"
        func sees(_ client: InProcessClient) async -> [Bool] {
            let file = await client.send(.get, path)
            let list = await client.send(.get, "/v1/customers?fields=id,name")
            let booking = await client.send(.get, "/v1/appointments/\(id)")
            let whose = await client.send(.get, "/v1/appointments?filter[customerId]=\(customer)")
            #expect(booking.status == 200, "\(booking.text)")
            return [
                file.status == 200 && file.json["name"] == "明天的人", list.rows.contains { $0["id"] == .string(customer) },
                booking.json["customerId"] == .string(customer) && booking.json["remark"] == "靠窗" && booking.json["isHidden"] == false,
                whose.rows.count == 1,
            ]
        }
        let later = Self.day(2, in: clinic)
        try clinic.begin(id, at: later)
        #expect(await sees(doctor) == [false, false, false, false])
        try clinic.begin(id, at: later.advanced(by: .seconds(-60)))
        #expect(await sees(doctor) == [true, true, true, true])
        let tomorrow = clinic.house.now.date(offset: 8 * 3_600).daysSince1970 + 1
        let date = LocalDate(daysSince1970: tomorrow).description
        let calendar = await doctor.send(.get, "/v1/branches/\(clinic.a)/appointments?from=\(date)&to=\(date)")
        #expect(calendar.json["customers"]?[0]?["name"] == "明天的人", "\(calendar.text)")
        #expect(await sees(colleague) == [false, false, false, false])
        // He reads what his role reads, and takes nothing: his field rights are those of anybody in his care.
        let seen = await doctor.send(.get, path)
        #expect(seen.json["ownerId"] != .string(desk.person.id.description))
        let connection = try clinic.superuser()
        defer { connection.close() }
        let relations: Int64 = try connection.execute("select count(*) from app.care_relation where tenant_id = \(clinic.tenant)")[0][0]
        #expect(relations == 0, "nothing that would stay")
        // As long as of a visit that is handed over.
        let past = clinic.house.now.advanced(by: .seconds(-30 * 86_400))
        try clinic.begin(id, at: past.advanced(by: .seconds(60)), state: "completed")
        #expect(await sees(doctor)[0])
        try clinic.begin(id, at: past.advanced(by: .seconds(-60)))
        #expect(await sees(doctor) == [false, false, false, false])
    }

    @Test("cancelled or not come: what the booking opened is closed, what is open for another reason stays")
    func ended() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let doctor = try clinic.call(as: "doctor")
        for step in ["cancellation", "no-show"] {
            let customer = try await clinic.customer("不来的人" + step)
            let id = try await desk.booked(customer, 600, [desk.treatment])
            try clinic.begin(id, at: Self.day(1, in: clinic))
            let path = "/v1/customers/\(customer)"
            #expect(await doctor.send(.get, path).status == 200)
            if step == "no-show" { try clinic.begin(id, at: clinic.house.now) }
            let ended = try await desk.change(id, version: 1, ["reason": "临时有事"], step: step)
            #expect(ended.status == 200, "\(ended.text)")
            #expect(await doctor.send(.get, path).status == 404, "\(step)")
        }
        let customer = try await clinic.customer("另有关系的人")
        let id = try await desk.booked(customer, 600, [desk.treatment])
        try clinic.begin(id, at: Self.day(1, in: clinic))
        try await clinic.assignCare(customer, to: "doctor")
        _ = try await desk.change(id, version: 1, ["reason": "临时有事"], step: "cancellation")
        #expect(await doctor.send(.get, "/v1/customers/\(customer)").status == 200)
    }

    @Test("a restricted customer and a minor are opened by no booking")
    func closed() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let doctor = try clinic.call(as: "doctor")
        for (number, kind) in ["restricted", "minor"].enumerated() {
            let customer = try await clinic.customer("不公开的人\(number)")
            let id = try await desk.booked(customer, 600 + Int64(number) * 120, [desk.treatment])
            try clinic.begin(id, at: Self.day(1, in: clinic).advanced(by: .seconds(7_200 * number)))
            #expect(await doctor.send(.get, "/v1/customers/\(customer)").status == 200)
            if kind == "restricted" {
                let restricted = await (try clinic.call(as: "branch_admin")).send(
                    .put, "/v1/customers/\(customer)/restriction", text: #"{"kind": "vip", "reason": "well known", "careTeam": []}"#)
                try #require(restricted.status == 204, "\(restricted.text)")
            } else {
                let connection = try clinic.superuser()
                defer { connection.close() }
                try connection.execute(
                    "update app.customer set birthday = '2020-01-01' where tenant_id = \(clinic.tenant) and id = \(customer)::text::uuid")
            }
            #expect(await doctor.send(.get, "/v1/customers/\(customer)").status == 404, "\(kind)")
            #expect(await doctor.send(.get, "/v1/appointments/\(id)").status == 404, "\(kind)")
            #expect(await doctor.send(.get, "/v1/customers").rows.isEmpty, "\(kind)")
        }
    }

    @Test("somebody else is booked instead: the one sees the customer no more, the other does, and whoever sees him anyway goes on")
    func exchanged() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let id = try await talk.book(with: talk.first)
        #expect(await !talk.sees(talk.one), "next week is not tomorrow")
        try clinic.begin(id, at: Self.day(1, in: clinic))
        #expect(await talk.sees(talk.one))
        #expect(await !talk.sees(talk.two))
        #expect(await talk.sees(talk.owner))
        // He neither takes him nor says who cares for him.
        let client = clinic.call(as: talk.one)
        let seen = await client.send(.get, talk.path)
        let taken = await clinic.act(talk.path, on: seen.json, ["ownerId": .string(talk.one.id.description)], method: .patch, as: client)
        #expect(taken.violations == ["/ownerId not_allowed"], "\(taken.text)")
        let until = clinic.house.now.advanced(by: .seconds(86_400))
        let kept = await client.send(
            .put, talk.path + "/care-relations/\(talk.one.id)", text: #"{"until": "\#(until)", "reason": "for good"}"#)
        #expect(kept.status == 404, "\(kept.text)")
        // The desk gives the talk to a colleague; the time is that of the roster again.
        let start = talk.desk.at(7 * 1_440 + 660)
        let moved = try await talk.desk.change(
            id, version: 1, ["resources": [.string(talk.second)], "startsAt": .string(start)])
        #expect(moved.status == 200, "\(moved.text)")
        #expect(try Self.until(id, talk.one, in: clinic) == nil)
        let starts = try #require(Instant(start))
        #expect(try Self.until(id, talk.two, in: clinic) == starts.advanced(by: .seconds(7 * 86_400)))
        try clinic.begin(id, at: Self.day(1, in: clinic))
        #expect(await !talk.sees(talk.one))
        #expect(await talk.sees(talk.two))
    }

    @Test("who does not see a customer by his role books nobody to him: neither himself nor a colleague, and prolongs nothing")
    func lent() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let id = try await talk.book(with: talk.first)
        // One who has no part in it takes the place: the calendar lets him, the file stays closed.
        let away = await clinic.call(as: talk.two).send(
            .patch, "/v1/appointments/\(id)", headers: [("If-Match", "\"1\"")],
            body: (["resources": [.string(talk.second)]] as JSONValue).serialized)
        #expect(away.status == 200, "\(away.text)")
        try clinic.begin(id, at: Self.day(1, in: clinic))
        #expect(await !talk.sees(talk.two))
        #expect(await !talk.sees(talk.one))
        // Whoever sees the customer says that it stands.
        let confirmed = try await talk.desk.change(id, version: 2, [:], step: "confirmation")
        #expect(confirmed.status == 200, "\(confirmed.text)")
        #expect(await talk.sees(talk.two))
        // Seen for the booking alone, he is moved, but not kept for longer.
        let before = try Self.until(id, talk.two, in: clinic)
        let later = await clinic.call(as: talk.two).send(
            .patch, "/v1/appointments/\(id)", headers: [("If-Match", "\"3\"")],
            body: (["startsAt": .string(talk.desk.at(7 * 1_440 + 720))] as JSONValue).serialized)
        #expect(later.status == 200, "\(later.text)")
        #expect(try Self.until(id, talk.two, in: clinic) == before)
        #expect(await !talk.sees(talk.two), "next week again")
    }

    @Test("who has a booking of a later day moves it forward, and has its customer no longer than that day would give him")
    func earlier() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let id = try await talk.book(with: talk.first)
        // As if it had been agreed for a day of next year.
        let later = clinic.house.now.advanced(by: .seconds(300 * 86_400))
        try clinic.begin(id, at: later)
        #expect(try Self.until(id, talk.one, in: clinic) == later.advanced(by: .seconds(7 * 86_400)))
        let start = talk.desk.at(7 * 1_440 + 660)
        let moved = await clinic.call(as: talk.one).send(
            .patch, "/v1/appointments/\(id)", headers: [("If-Match", "\"1\"")],
            body: (["startsAt": .string(start)] as JSONValue).serialized)
        #expect(moved.status == 200, "\(moved.text)")
        let starts = try #require(Instant(start))
        #expect(try Self.until(id, talk.one, in: clinic) == starts.advanced(by: .seconds(7 * 86_400)))
    }

    @Test("who moves his own place to an earlier time opens nothing sooner by it; whoever sees the customer does")
    func sooner() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let agreed = talk.desk.at(7 * 1_440 + 720)
        let earlier = talk.desk.at(7 * 1_440 + 600)
        let id = try await talk.desk.booked(talk.customer, 7 * 1_440 + 720, [talk.service], ["resources": [.string(talk.first)]])
        let moved = await clinic.call(as: talk.one).send(
            .patch, "/v1/appointments/\(id)", headers: [("If-Match", "\"1\"")],
            body: (["startsAt": .string(earlier)] as JSONValue).serialized)
        #expect(moved.status == 200, "\(moved.text)")
        #expect(try Self.start(id, talk.one, in: clinic) == Instant(agreed))
        #expect(try Self.until(id, talk.one, in: clinic) == Instant(earlier)?.advanced(by: .seconds(7 * 86_400)))
        let confirmed = try await talk.desk.change(id, version: 2, [:], step: "confirmation")
        #expect(confirmed.status == 200, "\(confirmed.text)")
        #expect(try Self.start(id, talk.one, in: clinic) == Instant(earlier))
    }

    @Test("who sees a customer for a booking hands his visit on for as long as that lasts")
    func handed() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let id = try await talk.book(with: talk.first)
        let start = clinic.house.now.advanced(by: .seconds(-86_400))
        try clinic.begin(id, at: start)
        let visit = try await clinic.checkIn(talk.customer, ["consultantId": .string(talk.owner.id.description)])
        Self.forget(clinic)
        let path = try #require(visit["id"]?.string.map { "/v1/visits/\($0)" })
        let client = clinic.call(as: talk.one)
        let given = await clinic.act(
            path + "/hand-over", on: await client.send(.get, path).json, ["consultantId": .string(talk.two.id.description)], as: client)
        #expect(given.status == 200, "\(given.text)")
        let connection = try clinic.superuser()
        defer { connection.close() }
        let until: Instant = try connection.execute(
            """
            select until from app.care_relation where tenant_id = \(clinic.tenant) and customer_id = \(talk.customer)::text::uuid
            and user_id = \(talk.two.id)
            """)[0][0]
        #expect(until == start.advanced(by: .seconds(7 * 86_400)))
        #expect(await talk.sees(talk.two))
    }

    @Test("the preview says that somebody sees a customer for a booking, and until when")
    func preview() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customer = try await clinic.customer("问起的人")
        let id = try await desk.booked(customer, 600, [desk.treatment])
        try clinic.begin(id, at: Self.day(1, in: clinic))
        let admin = try clinic.call(as: "branch_admin")
        func ask(_ person: Clinic.Person) async -> JSONValue {
            await admin.send(
                .post, "/v1/access/preview",
                body: (["userId": .string(person.id.description), "resource": "customer", "objectId": .string(customer)] as JSONValue)
                    .serialized
            ).json
        }
        let until = try #require(try Self.until(id, desk.person, in: clinic))
        let seen = await ask(desk.person)
        #expect(seen["sees"] == true, "\(seen)")
        #expect(seen["object"]?["care"] == [["basis": "booking", "until": .string(until.description)]], "\(seen)")
        try await clinic.assignCare(customer, to: "doctor")
        let both = await ask(desk.person)
        #expect(both["object"]?["care"]?.array?.compactMap { $0["basis"]?.string } == ["relation", "booking"])
        let colleague = await ask(try await clinic.person(("doctor", clinic.a)))
        #expect(colleague["sees"] == false && colleague["object"]?["care"] == [], "\(colleague)")
    }
}
