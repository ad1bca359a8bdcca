import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What leads become by themselves: with the visit that they were booked for, and with what is agreed there.
@Suite struct LeadCourseTests {
    /// An appointment of a customer that begins now; its id.
    private static func appointment(of customer: String, _ number: Int64, in clinic: Clinic) throws -> String {
        let connection = try clinic.superuser()
        defer { connection.close() }
        let (id, now) = (UUID(), clinic.house.now)
        try connection.execute(
            """
            insert into app.appointment (tenant_id, id, branch_id, number, customer_id, customer_branch_id, state, starts_at, ends_at, source,
              created_at, updated_at)
            values (\(clinic.tenant), \(id), \(clinic.a), \(number), \(customer)::text::uuid, \(clinic.a), 'booked', \(now),
              \(now.advanced(by: .seconds(60))), 'desk', \(now), \(now))
            """)
        return id.uuidString.lowercased()
    }

    /// A lead of somebody that is booked for an appointment.
    private static func booked(_ appointment: String, by client: InProcessClient, in clinic: Clinic) async throws -> JSONValue {
        let lead = try await clinic.lead(["keep": "me"], as: client)
        let step = await clinic.step(lead, ["step": "booked", "appointmentId": .string(appointment)], as: client)
        try #require(step.json["state"] == "booked", "\(step.text)")
        return step.json
    }

    @Test("who is checked in for the appointment of his lead has arrived, and an accepted plan of that visit wins it")
    func course() async throws {
        let clinic = try await Clinic()
        let person = try await clinic.colleague()
        let client = clinic.call(as: person)
        func state(_ lead: JSONValue) async -> String? {
            await client.send(.get, "/v1/leads/\(lead["id"]?.string ?? "?")").json["state"]?.string
        }
        let mine: JSONObject = ["ownerId": .string(person.id.description)]
        let (customer, other) = (try await clinic.customer("有约客", mine), try await clinic.customer("另一位", mine))
        let lead = try await Self.booked(try Self.appointment(of: customer, 1, in: clinic), by: client, in: clinic)
        let later = try await Self.booked(try Self.appointment(of: other, 2, in: clinic), by: client, in: clinic)
        let call = clinic.house.now.advanced(by: .seconds(3600)).description
        let reminded = await clinic.step(
            lead, ["step": "booked", "appointmentId": lead["appointmentId"] ?? .null, "nextAt": .string(call)], as: client)
        #expect(reminded.status == 200, "\(reminded.text)")
        #expect(try clinic.count("state = 'open' and kind = 'call_back'", in: "app.task") == 1)

        let visit = try #require(try await clinic.checkIn(customer)["id"]?.string)
        #expect(await state(lead) == "arrived")
        #expect(await state(later) == "booked", "another appointment, another lead")
        #expect(try clinic.count("state = 'open' and kind = 'call_back'", in: "app.task") == 0)
        #expect(
            try clinic.count("action = 'update.lead' and purpose = 'arrived' and outcome = 'done'", in: "audit.event") == 1)

        let talk = await client.send(.post, "/v1/customers/\(customer)/consultations", text: #"{"visitId": "\#(visit)"}"#)
        try #require(talk.status == 201, "\(talk.text)")
        let service = try await clinic.service("水光")
        let options: JSONValue = ["options": [["code": "A", "items": [["serviceId": .string(service)]]]]]
        let plan = await client.send(.post, "/v1/consultations/\(talk.json["id"]?.string ?? "")/plans", body: options.serialized)
        try #require(plan.status == 201, "\(plan.text)")
        let path = "/v1/treatment-plans/\(plan.json["id"]?.string ?? "")"
        let shown = await clinic.act(path + "/discussion", on: plan.json, as: client)
        #expect(await state(lead) == "arrived")
        let accepted = await clinic.act(path + "/acceptance", on: shown.json, ["option": "A"], as: client)
        #expect(accepted.json["state"] == "accepted", "\(accepted.text)")
        #expect(await state(lead) == "won")
        #expect(await state(later) == "booked")
        #expect(try clinic.count("state = 'won' and closed_at is not null", in: "app.lead") == 1)
        #expect(try clinic.count("action = 'update.lead' and purpose = 'won' and outcome = 'done'", in: "audit.event") == 1)
    }

    @Test("a lead that has ended stays ended, and who comes without its appointment moves nothing")
    func others() async throws {
        let clinic = try await Clinic()
        let person = try await clinic.colleague()
        let client = clinic.call(as: person)
        let customer = try await clinic.customer("来过的客", ["ownerId": .string(person.id.description)])
        let appointment = try Self.appointment(of: customer, 1, in: clinic)
        let lost = try await Self.booked(appointment, by: client, in: clinic)
        #expect(await clinic.step(lost, ["step": "lost", "reason": "no_time"], as: client).status == 200)
        let loose = try await clinic.lead(["keep": "me"], as: client)
        _ = try await clinic.checkIn(customer)
        #expect(await client.send(.get, "/v1/leads/\(lost["id"]?.string ?? "")").json["state"] == "lost")
        #expect(await client.send(.get, "/v1/leads/\(loose["id"]?.string ?? "")").json["state"] == "assigned")
        #expect(try clinic.count("action = 'update.lead' and purpose = 'arrived'", in: "audit.event") == 0)
    }
}
