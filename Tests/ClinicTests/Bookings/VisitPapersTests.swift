import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What has to be there before the treatment: told, and no reason not to book.
@Suite struct VisitPapersTests {
    @Test("a booking tells which forms its services want and which consents are missing, to whoever reads the customer's consents")
    func booked() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customer = try await clinic.customer("还没签字的人")
        let rules: JSONValue = [
            "rules": [
                ["kind": "consent", "effect": "required", "subject": "treatment"],
                ["kind": "consent", "effect": "required", "subject": "photo_treatment"],
                ["kind": "form", "effect": "required", "subject": "anamnesis"],
            ]
        ]
        let put = await (try clinic.call(as: "chain_director")).send(
            .put, "/v1/services/\(desk.care)/safety", headers: [("If-Match", "\"2\"")], body: rules.serialized)
        try #require(put.status == 200, "\(put.text)")
        _ = try await clinic.consent(to: .photoTreatment, of: customer)
        let booked = try await desk.book(customer, 600, [desk.care])
        #expect(booked.status == 201 && booked.json["requiredForms"] == ["anamnesis"], "\(booked.text)")
        #expect(booked.json["missingConsents"] == ["treatment"], "\(booked.text)")
        let id = try #require(booked.json["id"]?.string)
        // Who may not read consents learns what the service wants, and nothing of the customer's.
        let cashier = await (try clinic.call(as: "cashier")).send(.get, "/v1/appointments/\(id)")
        #expect(cashier.status == 200 && cashier.json["missingConsents"] == .null, "\(cashier.text)")
        #expect(cashier.json["requiredForms"] == ["anamnesis"])
        let held = try await desk.book(nil, 720, [desk.care], ["hold": true])
        #expect(held.json["missingConsents"] == .null, "nobody's yet: \(held.text)")
        let other = try await desk.book(try await clinic.customer("另一个人"), 780, [desk.treatment])
        #expect(other.json["missingConsents"] == [] && other.json["requiredForms"] == [], "\(other.text)")
        _ = try await clinic.consent(to: .treatment, of: customer)
        let day = desk.monday.description
        let calendar = await (try clinic.call(as: "front_desk")).send(
            .get, "/v1/branches/\(clinic.a)/appointments?from=\(day)&to=\(day)")
        let shown = calendar.rows.first { $0["id"] == .string(id) }
        #expect(shown?["missingConsents"] == [], "\(calendar.text)")
        let ended = try await desk.change(id, version: 1, ["reason": "不做了"], step: "cancellation")
        #expect(ended.json["requiredForms"] == [], "over: \(ended.text)")
    }

    @Test("the waiting board tells what is missing of whoever came for a booking")
    func board() async throws {
        let desk = try await FrontDesk()
        let clinic = desk.clinic
        let customer = try await clinic.customer("来做护理的人")
        let connection = try clinic.superuser()
        defer { connection.close() }
        let id = UUID()
        let (start, end) = (clinic.house.now, clinic.house.now.advanced(by: .seconds(60)))
        try connection.execute(
            """
            insert into app.service_rule (tenant_id, service_id, position, kind, effect, subject)
            values (\(clinic.tenant), \(desk.care)::text::uuid, 1, 'consent', 'required', 'treatment')
            """)
        try connection.execute(
            """
            insert into app.appointment (tenant_id, id, branch_id, number, customer_id, customer_branch_id, state, starts_at, ends_at, source,
              created_at, updated_at)
            values (\(clinic.tenant), \(id), \(clinic.a), 900001, \(customer)::text::uuid, \(clinic.a), 'booked', \(start), \(end), 'desk',
              \(start), \(start))
            """)
        try connection.execute(
            """
            insert into app.appointment_item (tenant_id, appointment_id, branch_id, position, service_id, segment, name, starts_at, ends_at)
            values (\(clinic.tenant), \(id), \(clinic.a), 1, \(desk.care)::text::uuid, 1, '护理', \(start), \(end))
            """)
        let visit = try await clinic.checkIn(customer)
        #expect(visit["appointmentId"]?.string == id.uuidString.lowercased())
        func row(_ role: String) async throws -> JSONValue? {
            let board = await (try clinic.call(as: role)).send(.get, "/v1/branches/\(clinic.a)/waiting-board")
            return board.rows.first { $0["customer"]?["id"] == .string(customer) }
        }
        #expect(try await row("front_desk")?["missingConsents"] == ["treatment"])
        _ = try await clinic.consent(to: .treatment, of: customer)
        #expect(try await row("front_desk")?["missingConsents"] == [])
    }
}
