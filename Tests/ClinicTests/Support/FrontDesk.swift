import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A branch with a licensed doctor, two rooms and a device, a roster for a week, a medical service that needs one of each, and a lifestyle
/// service that needs a room alone.
struct FrontDesk {
    let clinic: Clinic
    let monday: LocalDate
    let person: Clinic.Person
    let doctor: String
    /// Fifteen minutes of clean-up.
    let room: String
    let plain: String
    let device: String
    let licence: String
    /// Half an hour of numbing in a clean room, half an hour of treatment there with doctor and device.
    let treatment: String
    /// Half an hour in any room.
    let care: String

    init(in house: House? = nil) async throws {
        clinic = if let house { try await Clinic(in: house) } else { try await Clinic() }
        monday = clinic.monday()
        person = try #require(clinic.people["doctor"])
        doctor = try await clinic.bookable("doctor", person)
        room = try await clinic.bookable("room", "一号", in: nil, ["tags": ["洁净"], "bufferAfter": 15])
        plain = try await clinic.bookable("room", "二号")
        let due = LocalDate(daysSince1970: monday.daysSince1970 + 5)
        device = try await clinic.bookable("device", "皮秒", in: nil, ["maintenanceDue": .string(due.description)])
        treatment = try await clinic.service("皮秒祛斑")
        care = try await clinic.service("补水护理", in: nil, ["nature": "lifestyle", "scope": .null])
        let clean: JSONValue = ["bond": 1, "alternatives": [["kind": "room", "tags": ["洁净"]]]]
        try await FrontDesk.plan(
            treatment,
            [
                ["name": "敷麻", "minutes": 30, "needs": [clean]],
                [
                    "name": "治疗", "minutes": 30,
                    "needs": [clean, ["alternatives": [["kind": "doctor"]]], ["alternatives": [["kind": "device"]]]],
                ],
            ], clinic)
        try await FrontDesk.plan(
            care, [["name": "护理", "minutes": 30, "needs": [["alternatives": [["kind": "room"]]]]]], clinic)
        licence = try await clinic.id(
            "/v1/licences",
            [
                "userId": .string(person.id.description), "class": "physician", "scopes": ["dermatology"], "number": "1",
                "validFrom": "2020-01-01", "validUntil": .string(LocalDate(daysSince1970: monday.daysSince1970 + 3).description),
            ])
        let director = try clinic.call(as: "chain_director")
        let places: JSONValue = ["branchIds": [.string(clinic.a.description)]]
        let placed = await director.send(
            .put, "/v1/licences/\(licence)/places", headers: [("If-Match", "\"1\"")], body: places.serialized)
        try #require(placed.status == 200, "\(placed.text)")
        let hours = (1...7).map { weekday -> JSONValue in ["weekday": .integer(weekday), "opensMinute": 540, "closesMinute": 1_200] }
        let opened = await director.send(
            .put, "/v1/branches/\(clinic.a)/opening-hours", body: (["hours": .array(hours)] as JSONValue).serialized)
        try #require(opened.status == 200, "\(opened.text)")
        let (clinic, doctor, monday) = (clinic, doctor, monday)
        try await clinic.roster(
            monday, (0..<7).map { clinic.shift(doctor, LocalDate(daysSince1970: monday.daysSince1970 + $0), 600..<1_080) })
    }

    private static func plan(_ service: String, _ segments: [JSONValue], _ clinic: Clinic) async throws {
        let put = await (try clinic.call(as: "chain_director")).send(
            .put, "/v1/services/\(service)/plan", headers: [("If-Match", "\"1\"")],
            body: (["segments": .array(segments)] as JSONValue).serialized)
        try #require(put.status == 200, "\(put.text)")
    }

    /// A minute of the week, counted from Monday, as the API writes it.
    func at(_ minute: Int64) -> String { clinic.moment(monday, minute).description }

    /// What a booking asks for.
    func wish(_ customer: String?, _ minute: Int64, _ services: [String], _ more: JSONObject = [:]) -> JSONObject {
        var wish: JSONObject = [
            "branchId": .string(clinic.a.description), "startsAt": .string(at(minute)),
            "services": .array(services.map { .string($0) }),
        ]
        if let customer { wish["customerId"] = .string(customer) }
        for member in more.members { wish[member.name] = member.value }
        return wish
    }

    /// Books; what was answered.
    func book(
        _ customer: String?, _ minute: Int64, _ services: [String], _ more: JSONObject = [:], as role: String = "front_desk",
        key: String = UUID().uuidString
    ) async throws -> Clinic.Answer {
        await (try clinic.call(as: role)).send(
            .post, "/v1/appointments", headers: [("Idempotency-Key", key)],
            body: JSONValue.object(wish(customer, minute, services, more)).serialized)
    }

    /// Books what must be free; the appointment's id.
    func booked(_ customer: String?, _ minute: Int64, _ services: [String], _ more: JSONObject = [:]) async throws -> String {
        let answer = try await book(customer, minute, services, more)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// Changes an appointment, or takes a step of it.
    func change(
        _ id: String, version: Int64, _ body: JSONObject, step: String? = nil, as role: String = "front_desk"
    ) async throws -> Clinic.Answer {
        await (try clinic.call(as: role)).send(
            step == nil ? .patch : .post, "/v1/appointments/\(id)" + (step.map { "/" + $0 } ?? ""),
            headers: [("If-Match", "\"\(version)\"")], body: JSONValue.object(body).serialized)
    }

    /// Pairs of claims that meet though neither was overbooked: none, whatever happened.
    func overlaps() throws -> Int64 {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            """
            select count(*) from app.resource_claim k join app.resource_claim o on o.tenant_id = k.tenant_id and o.subject_id = k.subject_id
            and o.place = k.place and o.id > k.id and o.busy_from < k.busy_until and o.busy_until > k.busy_from
            where k.tenant_id = \(clinic.tenant) and k.exclusive and o.exclusive
            """)[0][0]
    }

    /// The kinds of conflicts of a refusal.
    static func kinds(_ answer: Clinic.Answer) -> [String] {
        (answer.json["conflicts"]?.array ?? []).compactMap { $0["kind"]?.string }
    }
}
