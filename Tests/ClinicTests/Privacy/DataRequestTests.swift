import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Requests of data subjects: their clock, their steps, and what restriction and objection do.
@Suite struct DataRequestTests {
    @Test("the clock runs fifteen working days, and never more than the days that were set")
    func clock() throws {
        func due(_ day: String, _ working: Int64 = 15, _ days: Int64 = 30) throws -> String {
            RequestClock.lastDay(from: try #require(LocalDate(day)), workingDays: working, days: days).description
        }
        // A Monday, a Friday, a Saturday, a Sunday.
        #expect(try due("2026-11-23") == "2026-12-14")
        #expect(try due("2026-11-27") == "2026-12-18")
        #expect(try due("2026-11-28") == "2026-12-18")
        #expect(try due("2026-11-29") == "2026-12-18")
        #expect(try due("2026-11-27", 1) == "2026-11-30")
        #expect(try due("2026-11-23", 15, 10) == "2026-12-03")
        #expect(try due("1969-12-31", 1) == "1970-01-01", "days before 1970 have weekdays too")
    }

    @Test("a request is taken down, checked, answered; each step once and in order")
    func steps() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("来问的人")
        let id = try await clinic.request(.correct, about: customer, ["detail": "电话登记错了"])
        let desk = try clinic.call(as: "front_desk")
        let seen = await desk.send(.get, "/v1/data-requests/\(id)")
        #expect(seen.json["state"]?.string == "received")
        #expect(seen.json["detail"]?.string == "电话登记错了")
        #expect(try #require(seen.json["dueAt"]?.string.flatMap { Instant($0) }) > clinic.house.now)
        #expect(await desk.send(.post, "/v1/data-requests/\(id)/refusal", text: "{}").status == 403)

        #expect(try await clinic.handle(id, "completion", "{}").code == "data_request.identity_unchecked")
        #expect(try await clinic.handle(id, "identity-check", #"{"method": "crystal_ball"}"#).status == 422)
        #expect(try await clinic.handle(id, "identity-check", #"{"method": "phone_code"}"#).json["state"]?.string == "verified")
        let done = try await clinic.handle(id, "completion", #"{"answer": "已更正"}"#)
        #expect(done.json["state"]?.string == "completed", "\(done.text)")
        #expect(done.json["answer"]?.string == "已更正")
        for (step, body) in [
            ("completion", "{}"), ("refusal", #"{"reason": "other", "answer": "晚了"}"#), ("cancellation", nil),
            ("identity-check", #"{"method": "id_card"}"#),
        ] as [(String, String?)] {
            #expect(try await clinic.handle(id, step, body).code == "data_request.settled", "\(step)")
        }
        #expect(try await clinic.handle(id, "lifting").code == "data_request.not_liftable")

        let refused = try await clinic.request(.erase, about: customer)
        #expect(try await clinic.handle(refused, "refusal", #"{"reason": "legal_retention"}"#).violations == ["/answer required"])
        let answer = try await clinic.handle(refused, "refusal", #"{"reason": "identity_unproven", "answer": "未能核实身份"}"#)
        #expect(answer.json["state"]?.string == "refused")
        #expect(answer.json["refusalReason"]?.string == "identity_unproven")
        #expect(answer.json["answer"]?.string == "未能核实身份")
        let taken = try await clinic.request(.copy, about: customer)
        #expect(try await clinic.handle(taken, "cancellation").json["state"]?.string == "cancelled")
        #expect(await desk.send(.get, "/v1/customers/\(customer)").status == 200, "nobody was erased")
    }

    @Test("who asks for another says who he is; what is wrong is said at once")
    func violations() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("被代办的人")
        let answer = try await clinic.call(as: "consultant").send(
            .post, "/v1/customers/\(customer)/data-requests", text: #"{"kind": "everything", "requester": "agent", "x": 1}"#)
        #expect(
            Set(answer.violations) == ["/kind choice", "/channel required", "/requesterName required", "/x unknown_field"],
            "\(answer.violations)")
    }

    @Test("what is overdue is reported with how late it is")
    func overdue() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let customer = try await clinic.customer("等答复的人")
        let id = try await clinic.request(.access, about: customer)
        let officer = try clinic.call(as: "compliance_officer")
        #expect(await officer.send(.get, "/v1/privacy/overdue").json["requests"] == [])
        let due = try #require(
            await officer.send(.get, "/v1/data-requests/\(id)").json["dueAt"]?.string.flatMap { Instant($0) })
        let connection = try clinic.superuser()
        defer { connection.close() }
        // The session outlives the month, for the test's sake.
        try connection.execute(
            "update app.session set expires_at = expires_at + interval '60 days', last_used_at = \(due) where tenant_id = \(clinic.tenant)")
        clinic.house.clock.advance(by: due.since(clinic.house.now) + .seconds(2 * 86_400 + 60))
        try connection.execute(
            "update app.session set last_used_at = \(clinic.house.now) where tenant_id = \(clinic.tenant)")
        clinic.house.deployment.forget(clinic.tenant)
        let report = await officer.send(.get, "/v1/privacy/overdue")
        let requests = report.json["requests"]?.array ?? []
        #expect(requests.count == 1, "\(report.text)")
        #expect(requests.first?["id"]?.string == id)
        #expect(requests.first?["daysLate"]?.integer == 2)
    }

    @Test("the days for an answer may be fewer than the law's, not more")
    func settings() async throws {
        let clinic = try await Clinic()
        let officer = try clinic.call(as: "compliance_officer")
        let before = await officer.send(.get, "/v1/privacy/settings")
        #expect(before.json["requestWorkingDays"]?["value"]?.integer == 15)
        let tag = try #require(before.headers[.eTag])
        let refused = await officer.send(
            .patch, "/v1/privacy/settings", headers: [("If-Match", tag)],
            text: #"{"requestWorkingDays": 16, "requestDays": 31, "medicalYears": 14}"#)
        #expect(Set(refused.violations) == ["/requestWorkingDays range", "/requestDays range", "/medicalYears range"])
        let changed = await officer.send(
            .patch, "/v1/privacy/settings", headers: [("If-Match", tag)], text: #"{"requestWorkingDays": 5, "medicalYears": 30}"#)
        #expect(changed.json["requestWorkingDays"]?["value"]?.integer == 5, "\(changed.text)")
        #expect(
            await officer.send(.patch, "/v1/privacy/settings", headers: [("If-Match", tag)], text: #"{"requestWorkingDays": 6}"#).status
                == 412)
        #expect(try await clinic.call(as: "chain_director").send(.get, "/v1/privacy/settings").status == 403)
    }

    @Test("restricted data is kept and nothing else: absent from lists and searches, 423 by id, until it is lifted")
    func restricted() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let customer = try await clinic.canary(canary)
        let note = try await clinic.note("一句话", about: customer)
        try await clinic.consent(to: .treatment, of: customer)
        let asked = try await clinic.verified(.restrict, about: customer)
        let done = try await clinic.handle(asked, "completion", "{}")
        #expect(done.json["state"]?.string == "completed", "\(done.text)")

        let desk = try clinic.call(as: "front_desk")
        func search() async -> Clinic.Answer {
            await desk.send(.post, "/v1/customers/search", body: JSONValue.object(["phone": .string(canary.phone)]).serialized)
        }
        #expect(await search().rows.isEmpty)
        #expect(await desk.send(.get, "/v1/customers").rows.allSatisfy { $0["id"]?.string != customer })
        let calls: [(HTTPRequest.Method, String, String?)] = [
            (.get, "/v1/customers/\(customer)", nil), (.get, "/v1/customers/\(customer)/notes", nil),
            (.get, "/v1/customers/\(customer)/timeline", nil), (.get, "/v1/customers/\(customer)/consent-states", nil),
            (.get, "/v1/notes/\(note)", nil), (.patch, "/v1/notes/\(note)", #"{"body": "改"}"#),
            (.patch, "/v1/customers/\(customer)", #"{"level": "gold"}"#), (.post, "/v1/customers/\(customer)/notes", #"{"body": "再来"}"#),
            (.post, "/v1/customers/\(customer)/reveal", #"{"fields": ["phone"], "purpose": "to call"}"#),
        ]
        for (method, path, body) in calls {
            let answer = await desk.send(method, path, headers: [("If-Match", "\"2\"")], body: body.map { Array($0.utf8) })
            #expect(answer.status == 423, "\(method) \(path): \(answer.text)")
            #expect(answer.code == "customer.processing_restricted", "\(method) \(path)")
            #expect(canary.found(in: answer.everything).isEmpty)
        }
        // Another branch, and another tenant, learn nothing of it.
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await far.send(.get, "/v1/customers/\(customer)").status == 404)
        // The number stays his.
        #expect(await clinic.create(["name": "冒用", "phone": .string(canary.phone)], as: desk).code == "customer.duplicate")
        // He may still ask, and have it lifted.
        let second = try await clinic.verified(.restrict, about: customer)
        #expect(try await clinic.handle(second, "completion", "{}").status == 200)
        #expect(try await clinic.handle(asked, "lifting").status == 200)
        #expect(await desk.send(.get, "/v1/customers/\(customer)").status == 423, "the other request keeps it up")
        #expect(try await clinic.handle(second, "lifting").status == 200)
        let back = await desk.send(.get, "/v1/customers/\(customer)")
        #expect(back.json["name"]?.string == canary.name)
        #expect(await search().rows.count == 1)
    }

    @Test("an objection ends promotion whatever was agreed to, and leaves the rest")
    func objection() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("不要推销")
        try await clinic.consent(to: .marketingCall, of: customer)
        try await clinic.consent(to: .treatment, of: customer)
        let asked = try await clinic.verified(.object, about: customer)
        #expect(try await clinic.handle(asked, "completion", "{}").status == 200)
        let desk = try clinic.call(as: "front_desk")
        func state(_ purpose: String) async -> JSONValue? {
            await desk.send(.get, "/v1/customers/\(customer)/consent-states").rows.first { $0["purpose"]?.string == purpose }
        }
        #expect(await state("marketing_call")?["allowed"]?.boolean == false)
        #expect(await state("marketing_call")?["reason"]?.string == "objected")
        #expect(await state("treatment")?["allowed"]?.boolean == true)
        // A yes taken down by mistake does not undo what he said.
        try await clinic.consent(to: .marketingCall, of: customer)
        #expect(await state("marketing_call")?["allowed"]?.boolean == false)
        #expect(try await clinic.handle(asked, "lifting").status == 200)
        #expect(await state("marketing_call")?["allowed"]?.boolean == true)
    }
}
