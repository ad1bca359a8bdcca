import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The search for a free time through the API: working time, licences, papers, and what is taken.
@Suite struct FindSlotsTests {
    /// A branch with a doctor who is licensed for dermatology, two rooms and a device, and a service that needs one of each.
    private struct Ground {
        let clinic: Clinic
        let monday: LocalDate
        let service: String
        let doctor: String
        let person: Clinic.Person
        let room: String
        let device: String
        let licence: String

        init() async throws {
            clinic = try await Clinic()
            monday = clinic.monday()
            person = try #require(clinic.people["doctor"])
            doctor = try await clinic.bookable("doctor", person)
            room = try await clinic.bookable("room", "一号", in: nil, ["tags": ["洁净"], "bufferAfter": 15])
            _ = try await clinic.bookable("room", "二号")
            device = try await clinic.bookable("device", "皮秒", in: nil, ["maintenanceDue": .string(Ground.day(monday, 1).description)])
            service = try await clinic.service("皮秒祛斑")
            let need = { (kind: String, tags: [JSONValue]) -> JSONValue in
                ["alternatives": [["kind": .string(kind), "tags": .array(tags)]]]
            }
            let plan: JSONValue = [
                "segments": [
                    ["name": "敷麻", "minutes": 30, "needs": [["bond": 1, "alternatives": [["kind": "room", "tags": ["洁净"]]]]]],
                    [
                        "name": "治疗", "minutes": 30,
                        "needs": [
                            ["bond": 1, "alternatives": [["kind": "room", "tags": ["洁净"]]]], need("doctor", []), need("device", []),
                        ],
                    ],
                ]
            ]
            let director = try clinic.call(as: "chain_director")
            let put = await director.send(
                .put, "/v1/services/\(service)/plan", headers: [("If-Match", "\"1\"")], body: plan.serialized)
            try #require(put.status == 200, "\(put.text)")
            licence = try await clinic.id(
                "/v1/licences",
                [
                    "userId": .string(person.id.description), "class": "physician", "scopes": ["dermatology"], "number": "1",
                    "validFrom": "2020-01-01", "validUntil": .string(Ground.day(monday, 6).description),
                ])
            let places: JSONValue = ["branchIds": [.string(clinic.a.description)]]
            try #require(
                await director.send(
                    .put, "/v1/licences/\(licence)/places", headers: [("If-Match", "\"1\"")], body: places.serialized
                ).status == 200)
            let hours = (1...7).map { weekday -> JSONValue in
                ["weekday": .integer(weekday), "opensMinute": 540, "closesMinute": 1_080]
            }
            try #require(
                await director.send(
                    .put, "/v1/branches/\(clinic.a)/opening-hours", body: (["hours": .array(hours)] as JSONValue).serialized
                ).status == 200)
            let (clinic, doctor, monday) = (clinic, doctor, monday)
            try await clinic.roster(
                monday, (0..<7).map { clinic.shift(doctor, Ground.day(monday, $0), 600..<720) })
        }

        static func day(_ monday: LocalDate, _ days: Int32) -> LocalDate { LocalDate(daysSince1970: monday.daysSince1970 + days) }

        /// The starts that are offered, as minutes of a day counted from Monday.
        func starts(_ more: String = "") async throws -> [Int64] {
            let answer = await (try clinic.call(as: "front_desk")).send(
                .get, "/v1/branches/\(clinic.a)/slots?services=\(service)&from=\(monday)&to=\(Ground.day(monday, 6))&limit=100" + more)
            try #require(answer.status == 200, "\(answer.text)")
            return answer.rows.compactMap { $0["startsAt"]?.string.flatMap { Instant($0) } }
                .map { ($0.unixSeconds - clinic.moment(monday, 0).unixSeconds) / 60 }
        }
    }

    @Test("a time is found where the doctor works, the room is free with its clean-up, and the device's papers hold")
    func search() async throws {
        let ground = try await Ground()
        let clinic = ground.clinic
        // The doctor begins at ten, numbing may begin before; on Monday and Tuesday the device may be used.
        #expect(try await ground.starts("&step=30") == [570, 600, 630, 660].flatMap { [$0, $0 + 1_440] }.sorted())
        #expect(try await ground.starts("&step=30&weekdays=2&after=620") == [1_440 + 630, 1_440 + 660])
        #expect(try await ground.starts("&step=30&weekdays=1&before=690") == [570, 600, 630])
        let answer = await (try clinic.call(as: "doctor")).send(
            .get, "/v1/branches/\(clinic.a)/slots?services=\(ground.service)&from=\(ground.monday)&to=\(ground.monday)&limit=1")
        let segments = answer.rows.first?["segments"]?.array ?? []
        #expect(segments.map { $0["name"]?.string } == ["敷麻", "治疗"])
        #expect(segments.first?["resourceIds"] == [.string(ground.room)])
        #expect(Set(segments.last?["resourceIds"]?.array ?? []) == [.string(ground.room), .string(ground.doctor), .string(ground.device)])
        // What is taken is not offered, wherever the doctor is.
        try clinic.book(ground.doctor, of: ground.person, ground.monday, 630..<660)
        #expect(try await ground.starts("&step=30&weekdays=1") == [570, 630, 660])
        let elsewhere = try await clinic.bookable("doctor", ground.person, in: clinic.b)
        try clinic.book(elsewhere, of: ground.person, ground.monday, 600..<630, in: clinic.b)
        #expect(try await ground.starts("&step=30&weekdays=1") == [630, 660])
    }

    @Test("a licence that is suspended, expired, of another scope or another place offers nothing, and the answer says what is missing")
    func licences() async throws {
        let ground = try await Ground()
        let director = try ground.clinic.call(as: "chain_director")
        func change(_ text: String, _ version: Int64) async {
            let answer = await director.send(
                .patch, "/v1/licences/\(ground.licence)", headers: [("If-Match", "\"\(version)\"")], text: text)
            #expect(answer.status == 200, "\(answer.text)")
        }
        func nothing() async throws {
            let answer = await (try ground.clinic.call(as: "front_desk")).send(
                .get, "/v1/branches/\(ground.clinic.a)/slots?services=\(ground.service)&from=\(ground.monday)&to=\(ground.monday)")
            #expect(answer.rows.isEmpty)
            #expect(answer.json["unmet"] == [["serviceId": .string(ground.service), "segment": "治疗"]])
        }
        await change(#"{"state": "suspended"}"#, 2)
        try await nothing()
        await change(#"{"state": "valid", "scopes": ["dentistry"]}"#, 3)
        try await nothing()
        await change(#"{"scopes": ["dermatology"], "validUntil": "\#(Ground.day(ground.monday, 0))"}"#, 4)
        #expect(try await ground.starts("&step=30") == [570, 600, 630, 660], "Monday is its last day")
        let places: JSONValue = ["branchIds": [.string(ground.clinic.b.description)]]
        _ = await director.send(
            .put, "/v1/licences/\(ground.licence)/places", headers: [("If-Match", "\"5\"")], body: places.serialized)
        try await nothing()
    }

    @Test("what is asked for wrongly is said at once, and another branch's times are not told")
    func refusals() async throws {
        let ground = try await Ground()
        let desk = try ground.clinic.call(as: "front_desk")
        let path = "/v1/branches/\(ground.clinic.a)/slots"
        #expect(Set(await desk.send(.get, path).violations) == ["/services required", "/from required", "/to required"])
        let wrong = await desk.send(
            .get, path + "?services=x&from=\(ground.monday)&to=\(Ground.day(ground.monday, 28))&after=900&before=800&weekdays=8&x=1")
        #expect(
            Set(wrong.violations) == [
                "/services pattern", "/to range", "/before range", "/weekdays range", "/query unknown_field",
            ])
        let unknown = await desk.send(
            .get, path + "?services=\(ground.service),\(UUID().uuidString.lowercased())&from=\(ground.monday)&to=\(ground.monday)")
        #expect(unknown.violations == ["/services/1 not_allowed"])
        let other = ground.clinic.call(as: try await ground.clinic.person(("front_desk", ground.clinic.b)))
        #expect(
            await other.send(.get, path + "?services=\(ground.service)&from=\(ground.monday)&to=\(ground.monday)").status == 404)
    }
}
