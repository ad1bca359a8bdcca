import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

/// Opening a customer in an emergency, and what follows from it.
@Suite struct BreakGlassTests {
    private static func events(_ clinic: Clinic, _ action: String, outcome: String = "done") throws -> Int64 {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = \(action) and outcome = \(outcome)")[0][0]
    }

    private static func restricted(_ clinic: Clinic, _ canary: Canary) async throws -> String {
        let id = try await clinic.canary(canary)
        let answer = await (try clinic.call(as: "branch_admin")).send(
            .put, "/v1/customers/\(id)/restriction", text: #"{"kind": "vip", "reason": "well known"}"#)
        try #require(answer.status == 204)
        let connection = try clinic.superuser()
        defer { connection.close() }
        // Whoever cared for him does so no longer.
        try connection.execute("delete from app.care_relation where tenant_id = \(clinic.tenant)")
        return id
    }

    @Test("a doctor opens a closed customer of his branch for a while; all that he reads is written down; it ends in time")
    func own() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await Self.restricted(clinic, canary)
        let doctor = try clinic.call(as: "doctor")
        #expect(await doctor.send(.get, "/v1/customers/\(id)").status == 404)
        let opened = await doctor.send(
            .post, "/v1/customers/\(id)/break-glass", text: #"{"reason": "collapsed in the lobby", "minutes": 10}"#)
        #expect(opened.status == 201, "\(opened.text)")
        let reviewed = await (try clinic.call(as: "compliance_officer")).send(.get, "/v1/break-glass/reviews?state=open")
        #expect(reviewed.rows.first?["reason"] == "collapsed in the lobby", "sealed under the key of whom he did not see")
        let seen = await doctor.send(.get, "/v1/customers/\(id)")
        #expect(seen.json["allergy"]?.string == canary.allergy)
        #expect(seen.json["phone"]?.string?.contains("****") == true, "as far as his role sees, and no further")
        #expect(await doctor.send(.get, "/v1/customers").rows.count == 1)
        #expect(await doctor.send(.get, "/v1/customers/\(id)/notes").status == 200)
        #expect(await doctor.send(.get, "/v1/customers?fields=id").rows.count == 1)
        // To nobody else.
        #expect(try await clinic.call(as: "branch_admin").send(.get, "/v1/customers/\(id)").status == 404)
        #expect(try Self.events(clinic, "break_glass.customer") == 1)
        #expect(try Self.events(clinic, "alert.break_glass") == 1)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let read: Int64 = try connection.execute(
            """
            select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'read.customer' and purpose = 'break-glass'
            """)[0][0]
        #expect(read == 3, "one by one, in the list, and in a list of nothing but ids")
        try connection.execute(
            """
            update app.break_glass set opened_at = opened_at - interval '11 minutes', until = until - interval '11 minutes'
            where tenant_id = \(clinic.tenant)
            """)
        #expect(await doctor.send(.get, "/v1/customers/\(id)").status == 404)
    }

    @Test("an emergency takes nobody away: branch, owner, age and care are said by those whose customer it is")
    func stays() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let director = try clinic.call(as: "chain_director")
        let found = await director.send(.get, "/v1/customers/\(id)").json
        let number = try #require(found["number"]?.integer)
        let version = try #require(found["version"]?.integer)
        let stranger = try await clinic.person(("branch_admin", clinic.b))
        let admin = clinic.call(as: stranger)
        let opened = await admin.send(
            .post, "/v1/break-glass",
            body: JSONValue.object(["number": .integer(number), "phone": .string(canary.phone), "reason": "collapsed in the street"])
                .serialized)
        try #require(opened.status == 201, "\(opened.text)")
        #expect(await admin.send(.get, "/v1/customers/\(id)").status == 200)
        func change(_ text: String) async -> Clinic.Answer {
            await admin.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: text)
        }
        for (field, value) in [("homeBranchId", clinic.b.description), ("ownerId", stranger.id.description)] {
            let answer = await change(#"{"\#(field)": "\#(value)"}"#)
            #expect(answer.violations == ["/\(field) unknown_field"], "\(answer.text)")
        }
        #expect(await change(#"{"birthday": "1970-01-01"}"#).violations == ["/birthday not_allowed"])
        let care = await admin.send(
            .put, "/v1/customers/\(id)/care-relations/\(stranger.id)",
            text: #"{"until": "\#(clinic.house.now.advanced(by: .seconds(86_400)))", "reason": "for ever"}"#)
        #expect(care.status == 404)
        // What the emergency is about can be written down.
        #expect(await change(#"{"remark": "ambulance came"}"#).status == 200)
        let after = await director.send(.get, "/v1/customers/\(id)").json
        #expect(after["homeBranchId"]?.string == clinic.a.description)
        #expect(after["birthday"] == found["birthday"])
    }

    @Test("beyond one's branches it takes the number and the name or phone, to the letter; ids open nothing there")
    func foreign() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await Self.restricted(clinic, canary)
        let person = try await clinic.person(("doctor", clinic.b))
        let doctor = clinic.call(as: person)
        let officer = try clinic.call(as: "compliance_officer")
        let number = try #require(await officer.send(.get, "/v1/customers/\(id)").json["number"]?.integer)
        let byID = await doctor.send(.post, "/v1/customers/\(id)/break-glass", text: #"{"reason": "collapsed"}"#)
        let never = await doctor.send(
            .post, "/v1/customers/\(UUID().uuidString.lowercased())/break-glass", text: #"{"reason": "collapsed"}"#)
        #expect(byID.status == 404 && byID.withoutRequest == never.withoutRequest)
        func open(_ more: JSONObject) async -> Clinic.Answer {
            var body: JSONObject = ["number": .integer(number), "reason": "collapsed in the street"]
            for member in more.members { body[member.name] = member.value }
            return await doctor.send(.post, "/v1/break-glass", body: JSONValue.object(body).serialized)
        }
        #expect(await open([:]).violations == ["/phone required"])
        let wrong = await open(["phone": "13800000000"])
        #expect(wrong.status == 404)
        #expect(await open(["name": .string(canary.name), "phone": "13800000000"]).status == 404)
        let answer = await open(["phone": .string(canary.phone)])
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer.json["customerId"]?.string == id)
        // One record at a time, each reading written down: groups of a list are neither.
        #expect(await doctor.send(.get, "/v1/customers/groups?by=level&filter[id]=\(id)").json["groups"] == [])
        #expect(await doctor.send(.get, "/v1/customers/\(id)").json["allergy"]?.string == canary.allergy)
        #expect(await doctor.send(.get, "/v1/customers").rows.count == 1)
        // What was opened does not move to where one works.
        let moved = await doctor.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"3\"")], text: #"{"homeBranchId": "\#(clinic.b)"}"#)
        #expect(moved.status == 422)
        let emergency = try #require(answer.json["id"]?.string)
        #expect(try await clinic.call(as: "doctor").send(.delete, "/v1/break-glass/\(emergency)").status == 404)
        #expect(await doctor.send(.delete, "/v1/break-glass/\(emergency)").status == 204)
        #expect(await doctor.send(.get, "/v1/customers/\(id)").status == 404)
    }

    @Test("who goes on naming nobody is barred, and each miss is in the queue")
    func misses() async throws {
        let clinic = try await Clinic()
        let doctor = try clinic.call(as: "doctor")
        func attempt(_ number: Int) async -> Int {
            await doctor.send(
                .post, "/v1/break-glass", text: #"{"number": \#(number), "phone": "13800000000", "reason": "trying"}"#
            ).status
        }
        for number in 1...5 { #expect(await attempt(number) == 404) }
        #expect(await attempt(6) == 429)
        let id = try await clinic.customer("救不了")
        #expect(
            await doctor.send(.post, "/v1/customers/\(id)/break-glass", text: #"{"reason": "barred too"}"#).code == "break_glass.barred")
        let queue = await (try clinic.call(as: "compliance_officer")).send(.get, "/v1/break-glass/reviews?state=open")
        #expect(queue.rows.count == 5)
        #expect(queue.rows.allSatisfy { $0["customerId"] == .null && $0["reason"] == "trying" })
        #expect(try Self.events(clinic, "alert.break_glass", outcome: "denied") == 5)
    }

    @Test("it takes a fresh proof of identity")
    func stepUp() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("救急人")
        let person = try await clinic.person(("doctor", clinic.a))
        try clinic.prove(person, at: nil)
        let answer = await clinic.call(as: person).send(
            .post, "/v1/customers/\(id)/break-glass", text: #"{"reason": "collapsed"}"#)
        #expect(answer.code == "session.step_up_required")
        for (body, violation) in [
            (#"{}"#, "/reason required"), (#"{"reason": "x"}"#, "/reason too_short"),
            (#"{"reason": "collapsed", "minutes": 61}"#, "/minutes range"), (#"{"reason": "collapsed", "minutes": 0}"#, "/minutes range"),
        ] {
            let refused = try await clinic.call(as: "doctor").send(.post, "/v1/customers/\(id)/break-glass", text: body)
            #expect(refused.violations == [violation])
        }
        #expect(try await clinic.call(as: "front_desk").send(.post, "/v1/customers/\(id)/break-glass", text: "{}").status == 403)
    }

    @Test("the officer sees the queue page by page and judges each once; what was not justified ends at once")
    func reviews() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await Self.restricted(clinic, canary)
        let doctor = try clinic.call(as: "doctor")
        for _ in 0..<3 {
            let answer = await doctor.send(.post, "/v1/customers/\(id)/break-glass", text: #"{"reason": "collapsed"}"#)
            #expect(answer.status == 201)
        }
        let officer = try clinic.call(as: "compliance_officer")
        for role in ["branch_admin", "system_admin", "chain_director", "doctor"] {
            #expect(try await clinic.call(as: role).send(.get, "/v1/break-glass/reviews").status == 403)
        }
        let first = await officer.send(.get, "/v1/break-glass/reviews?limit=2")
        #expect(first.rows.count == 2)
        let next = try #require(first.json["page"]?["next"]?.string)
        let second = await officer.send(.get, "/v1/break-glass/reviews?limit=2&cursor=\(next)")
        #expect(second.rows.count == 1 && second.json["page"]?["next"] == .null)
        #expect(await officer.send(.get, "/v1/break-glass/reviews?state=open&cursor=\(next)").status == 422)
        #expect(await officer.send(.get, "/v1/break-glass/reviews?state=shut").violations == ["/state choice"])
        let reviews = (first.rows + second.rows).compactMap { $0["id"]?.string }
        for review in reviews {
            #expect(await doctor.send(.get, "/v1/customers/\(id)").status == 200)
            let judged = await officer.send(
                .post, "/v1/break-glass/reviews/\(review)", text: #"{"verdict": "unjustified", "remark": "nobody collapsed"}"#)
            #expect(judged.json["verdict"]?.string == "unjustified", "\(judged.text)")
            #expect(judged.json["endedAt"]?.string != nil)
        }
        #expect(await doctor.send(.get, "/v1/customers/\(id)").status == 404)
        let again = await officer.send(
            .post, "/v1/break-glass/reviews/\(reviews[0])", text: #"{"verdict": "justified", "remark": "after all"}"#)
        #expect(again.code == "break_glass.reviewed")
        #expect(await officer.send(.get, "/v1/break-glass/reviews?state=open").rows.isEmpty)
        // Who looked at the queue has reviewed nothing by it.
        #expect(try Self.events(clinic, "read.break_glass") == 3)
        #expect(try Self.events(clinic, "review.break_glass") == 3)
    }
}
