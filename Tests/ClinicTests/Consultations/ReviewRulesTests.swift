import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

/// Who is asked of a plan, what a draft that is written anew keeps, what a repeated request answers.
@Suite struct ReviewRulesTests {
    /// A doctor in a talk with a customer in his care.
    private struct Talk {
        let clinic: Clinic
        let doctor: Clinic.Person
        let customer: String
        let path: String

        var client: InProcessClient { clinic.call(as: doctor) }

        init() async throws {
            clinic = try await Clinic()
            doctor = try await clinic.colleague("doctor")
            customer = try await clinic.customer("会诊客")
            let until = clinic.house.now.advanced(by: .seconds(86_400))
            let care = await (try clinic.call(as: "front_desk")).send(
                .put, "/v1/customers/\(customer)/care-relations/\(doctor.id)", text: #"{"until": "\#(until)", "reason": "today's visit"}"#)
            try #require(care.status == 204, "\(care.text)")
            let talk = await clinic.call(as: doctor).send(.post, "/v1/customers/\(customer)/consultations", text: "{}")
            try #require(talk.status == 201, "\(talk.text)")
            path = "/v1/consultations/\(talk.json["id"]?.string ?? "")"
        }

        func act(_ verb: String, on plan: JSONValue, _ body: JSONObject = [:], method: HTTPRequest.Method = .post) async -> Clinic.Answer {
            await clinic.act("/v1/treatment-plans/\(plan["id"]?.string ?? "")/\(verb)", on: plan, body, method: method, as: client)
        }

        func invite(_ plan: JSONValue, _ people: Clinic.Person...) async -> Clinic.Answer {
            await act("invitations", on: plan, ["userIds": .array(people.map { .string($0.id.description) })])
        }
    }

    @Test("nobody asks himself, nor whoever may not answer, and nobody is asked of nothing")
    func invitations() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let (other, nurse) = (try await clinic.colleague("doctor"), try await clinic.colleague("nurse"))
        let empty = await talk.client.send(.post, talk.path + "/plans", text: #"{"options": []}"#)
        try #require(empty.status == 201, "\(empty.text)")
        #expect(await talk.invite(empty.json, other).violations == ["/options required"])
        let service = try await clinic.service("点阵")
        let plan = await talk.act(
            "content", on: empty.json, ["options": [["code": "A", "items": [["serviceId": .string(service)]]]]], method: .put)
        try #require(plan.status == 200, "\(plan.text)")
        #expect(await talk.invite(plan.json, talk.doctor, other).violations == ["/userIds/0 not_allowed"], "his own opinion is none")
        #expect(await talk.invite(plan.json, other, nurse).violations == ["/userIds/1 not_allowed"], "she could not answer")
        let asked = await talk.invite(plan.json, other)
        #expect(asked.json["state"] == "joint_review", "\(asked.text)")
    }

    @Test("a draft that is written anew without a summary has none")
    func summary() async throws {
        let talk = try await Talk()
        let service = try await talk.clinic.service("水光")
        let options: JSONValue = [["code": "A", "items": [["serviceId": .string(service)]]]]
        let body: JSONValue = ["summary": "先做一次看反应", "options": options]
        let made = await talk.client.send(.post, talk.path + "/plans", body: body.serialized)
        #expect(made.json["summary"] == "先做一次看反应", "\(made.text)")
        let anew = await talk.act("content", on: made.json, ["options": options], method: .put)
        #expect(anew.status == 200 && anew.json["summary"]?.string == nil, "\(anew.text)")
    }

    @Test("a repeated request answers with the whole plan, also when rights have changed since")
    func repeated() async throws {
        let clinic = try await Clinic()
        let (owner, consultant) = (try await clinic.colleague(), try await clinic.colleague())
        let client = clinic.call(as: consultant)
        let customer = try await clinic.customer("重发", ["ownerId": .string(consultant.id.description)])
        let talk = await client.send(.post, "/v1/customers/\(customer)/consultations", text: "{}")
        let service = try await clinic.service("光子")
        let body: JSONValue = ["options": [["code": "A", "items": [["serviceId": .string(service)]]]]]
        func make() async -> Clinic.Answer {
            await client.send(
                .post, "/v1/consultations/\(talk.json["id"]?.string ?? "")/plans", headers: [("Idempotency-Key", "plan-once-and-again")],
                body: body.serialized)
        }
        let made = await make()
        try #require(made.status == 201, "\(made.text)")
        // Somebody else's customer is handed to him: his rights are others than those that made it.
        let other = try await clinic.customer("别人的", ["ownerId": .string(owner.id.description)])
        try await clinic.checkIn(other, ["consultantId": .string(consultant.id.description)])
        clinic.house.deployment.sessions.forget(clinic.tenant)
        let again = await make()
        #expect(again.status == 201 && again.json["id"] == made.json["id"], "\(again.text)")
        #expect(again.json["options"]?[0]?["items"]?[0]?["serviceId"]?.string == service)
        #expect(await client.send(.get, "/v1/consultations/\(talk.json["id"]?.string ?? "")/plans").rows.count == 1)
    }
}
