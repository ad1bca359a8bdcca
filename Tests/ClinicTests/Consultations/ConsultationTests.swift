import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Talks with customers, plans, joint consultations.
@Suite struct ConsultationTests {
    /// A consultant with a customer of his own in a talk.
    private struct Talk {
        let clinic: Clinic
        let consultant: InProcessClient
        let customer: String
        let visit: String
        var talk: JSONValue

        var path: String { "/v1/consultations/\(talk["id"]?.string ?? "")" }

        init(_ more: JSONObject = [:], in house: House? = nil) async throws {
            clinic = try await Clinic(in: house)
            let person = try await clinic.colleague()
            consultant = clinic.call(as: person)
            customer = try await clinic.customer("咨询客", ["ownerId": .string(person.id.description)])
            visit = try #require(try await clinic.checkIn(customer)["id"]?.string)
            let answer = await consultant.send(
                .post, "/v1/customers/\(customer)/consultations", body: JSONValue.object(more.with("visitId", .string(visit))).serialized)
            try #require(answer.status == 201, "\(answer.text)")
            talk = answer.json
        }

        /// The state of the visit.
        func visitState() async throws -> String? {
            await (try clinic.call(as: "front_desk")).send(.get, "/v1/visits/\(visit)").json["state"]?.string
        }

        func plan(_ options: [JSONValue], as client: InProcessClient? = nil) async -> Clinic.Answer {
            await (client ?? consultant).send(.post, path + "/plans", body: (["options": .array(options)] as JSONValue).serialized)
        }

        func act(_ verb: String, on plan: JSONValue, _ body: JSONObject = [:], as client: InProcessClient? = nil) async -> Clinic.Answer {
            await clinic.act("/v1/treatment-plans/\(plan["id"]?.string ?? "")/\(verb)", on: plan, body, as: client ?? consultant)
        }

        /// A plan of these options that was shown to the customer.
        func shown(_ options: [JSONValue]) async throws -> JSONValue {
            let made = await plan(options)
            try #require(made.status == 201, "\(made.text)")
            let discussed = await act("discussion", on: made.json)
            try #require(discussed.status == 200, "\(discussed.text)")
            return discussed.json
        }
    }

    private static func option(_ code: String, _ items: (service: String, more: JSONObject)...) -> JSONValue {
        ["code": .string(code), "items": .array(items.map { .object($0.more.with("serviceId", .string($0.service))) })]
    }

    @Test("a talk takes its visit along, and what is in it is for those who read what is medical")
    func record() async throws {
        let secret = Canary().remark
        var talk = try await Talk(["needs": .string(secret), "remark": "下周再约"])
        #expect(talk.talk["needs"]?.string == secret)
        #expect(try await talk.visitState() == "consulting")
        let clinic = talk.clinic
        let again = await talk.consultant.send(
            .post, "/v1/customers/\(talk.customer)/consultations", text: #"{"visitId": "\#(talk.visit)"}"#)
        #expect(again.code == "consultation.there")
        let other = try await clinic.customer("别人")
        let foreign = try #require(try await clinic.checkIn(other)["id"]?.string)
        let wrong = await talk.consultant.send(
            .post, "/v1/customers/\(talk.customer)/consultations", text: #"{"visitId": "\#(foreign)"}"#)
        #expect(wrong.violations == ["/visitId not_allowed"])
        #expect(await (try clinic.call(as: "front_desk")).send(.get, talk.path).status == 403)
        let admin = await (try clinic.call(as: "branch_admin")).send(.get, talk.path)
        #expect(admin.status == 200 && admin.json["needs"] == nil && admin.json["remark"] == "下周再约", "\(admin.text)")
        #expect(await (try clinic.call(as: "doctor")).send(.get, talk.path).status == 404, "no care, no sight")
        try await clinic.assignCare(talk.customer, to: "doctor", "nurse")
        for role in ["doctor", "nurse"] {
            #expect(await (try clinic.call(as: role)).send(.get, talk.path).json["needs"]?.string == secret, "\(role)")
        }
        let read = await (try clinic.call(as: "nurse")).send(.patch, talk.path, headers: [("If-Match", "\"1\"")], text: #"{"needs": "改"}"#)
        #expect(read.status == 403)
        let changed = await clinic.act(talk.path, on: talk.talk, ["observations": "皮肤敏感"], method: .patch, as: talk.consultant)
        #expect(changed.json["observations"] == "皮肤敏感" && changed.json["version"] == 2, "\(changed.text)")
        #expect(await clinic.act(talk.path, on: talk.talk, ["needs": "晚了"], method: .patch, as: talk.consultant).status == 412)
        talk.talk = changed.json

        // Sealed in the database, and every look at it in the trail.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let sealed: [UInt8] = try connection.execute("select needs_sealed from app.consultation where tenant_id = \(clinic.tenant)")[0][0]
        #expect(!Canary.contains(sealed, Array(secret.utf8)))
        let reads: Int64 = try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'read.consultation'")[0][0]
        #expect(reads >= 3)
        for role in Clinic.roles where role.fields.right(on: "consultation.needs", of: .medical).level < .read {
            let client = try clinic.call(as: role.code)
            for path in [
                talk.path, "/v1/consultations", "/v1/customers/\(talk.customer)/consultations?fields=id,needs", talk.path + "/marks",
            ] {
                #expect(!Canary.contains(await client.send(.get, path).everything, Array(secret.utf8)), "\(role.code) \(path)")
            }
        }
    }

    @Test("marks are written anew as a whole, pictures are the customer's own")
    func marks() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let note = Canary().remark
        let marked = await clinic.act(
            talk.path + "/marks", on: talk.talk,
            [
                "marks": [
                    ["map": "face_front", "x": 310, "y": 1_000, "note": .string(note)], ["map": "body_back", "x": 0, "y": 0, "note": "痣"],
                ]
            ],
            method: .put, as: talk.consultant)
        #expect(marked.status == 200, "\(marked.text)")
        let rows = await talk.consultant.send(.get, talk.path + "/marks").rows
        #expect(rows.count == 2 && rows.contains { $0["note"]?.string == note && $0["x"] == 310 })
        let wrong = await clinic.act(
            talk.path + "/marks", on: marked.json, ["marks": [["map": "moon", "x": 1_001, "y": 0, "note": ""]]], method: .put,
            as: talk.consultant)
        #expect(
            Set(wrong.violations).isSuperset(of: ["/marks/0/map choice", "/marks/0/x range"]) && wrong.violations.count == 3,
            "\(wrong.violations)")
        let anew = await clinic.act(
            talk.path + "/marks", on: marked.json, ["marks": [["map": "face_left", "x": 5, "y": 5, "note": "一处"]]], method: .put,
            as: talk.consultant)
        #expect(anew.status == 200, "\(anew.text)")
        #expect(await talk.consultant.send(.get, talk.path + "/marks").rows.compactMap { $0["map"]?.string } == ["face_left"])
        // Masked marks go to nobody without the right, also not through the list.
        let admin = await (try clinic.call(as: "branch_admin")).send(.get, talk.path + "/marks").rows
        #expect(admin.count == 1 && admin[0]["note"] == nil)

        try await clinic.assignCare(talk.customer, to: "doctor")
        let picture = try await clinic.picture(of: talk.customer)
        let other = try await clinic.attachment(of: try await clinic.customer("别人"))
        let body: (String) -> JSONObject = { ["attachmentIds": [.string($0)]] }
        let refused = await clinic.act(talk.path + "/photos", on: anew.json, body(other), method: .put, as: talk.consultant)
        #expect(refused.violations == ["/attachmentIds/0 not_allowed"])
        let referred = await clinic.act(talk.path + "/photos", on: anew.json, body(picture), method: .put, as: talk.consultant)
        #expect(referred.json["photoIds"] == [.string(picture)], "\(referred.text)")
    }

    @Test("items cost what the branch's price book says; what was shown stays, and is replaced by a further version")
    func plans() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let service = try await clinic.service("水光")
        _ = try await clinic.make(
            "/v1/prices",
            [
                "serviceId": .string(service), "unitId": .string(clinic.a.description), "since": .string(clinic.today.description),
                "priceFen": 80_000,
            ])
        let secret = Canary().remark
        let dear = await talk.plan([
            Self.option("A", (service, ["sessions": 3, "priceFen": 240_001])), Self.option("A", (UUID().uuidString.lowercased(), [:])),
        ])
        #expect(Set(dear.violations) == ["/options/1/code duplicate"])
        let above = await talk.plan([
            Self.option("A", (service, ["sessions": 3, "priceFen": 240_001])), Self.option("B", (UUID().uuidString.lowercased(), [:])),
        ])
        #expect(
            Set(above.violations) == ["/options/0/items/0/priceFen range", "/options/1/items/0/serviceId not_allowed"], "\(above.text)")
        let made = await talk.plan([
            Self.option("A", (service, ["sessions": 3, "priceFen": 200_000, "sites": .string(secret), "dosage": "2 ml", "risk": "红肿"])),
            Self.option("B", (service, [:])),
        ])
        #expect(made.status == 201 && made.json["state"] == "draft" && made.json["revision"] == 1, "\(made.text)")
        let (a, b) = (made.json["options"]?[0], made.json["options"]?[1])
        #expect(a?["listFen"] == 240_000 && a?["priceFen"] == 200_000 && b?["priceFen"] == 80_000 && a?["needsReview"] == false)
        #expect(a?["items"]?[0]?["sites"]?.string == secret)
        let early = await talk.act("acceptance", on: made.json, ["option": "A"])
        #expect(early.code == "plan.state", "nobody was shown it")
        let rewritten = await clinic.act(
            "/v1/treatment-plans/\(made.json["id"]?.string ?? "")/content", on: made.json,
            ["options": [Self.option("C", (service, ["sessions": 2]))]], method: .put, as: talk.consultant)
        #expect(rewritten.json["options"]?.array?.compactMap { $0["code"]?.string } == ["C"], "\(rewritten.text)")
        let shown = await talk.act("discussion", on: rewritten.json)
        #expect(shown.json["state"] == "discussed" && shown.json["version"] == 3, "\(shown.text)")
        #expect(try await talk.visitState() == "planned")
        let late = await clinic.act(
            "/v1/treatment-plans/\(made.json["id"]?.string ?? "")/content", on: shown.json, ["options": []], method: .put,
            as: talk.consultant)
        #expect(late.code == "plan.state", "what was shown is not changed")
        #expect(await talk.act("acceptance", on: shown.json, ["option": "A"]).violations == ["/option not_allowed"])
        let accepted = await talk.act("acceptance", on: shown.json, ["option": "C"])
        #expect(accepted.json["state"] == "accepted" && accepted.json["acceptedFen"] == 160_000, "\(accepted.text)")
        #expect(try await talk.visitState() == "ordered")
        for (verb, body) in [("acceptance", ["option": "C"]), ("refusal", ["reason": "price"]), ("discussion", [:])]
            as [(String, JSONObject)]
        {
            #expect(await talk.act(verb, on: accepted.json, body).code == "plan.decided", "\(verb)")
        }
        // A further version; the first stands until the second is agreed to.
        let next = try await talk.shown([Self.option("A", (service, [:]))])
        #expect(next["revision"] == 2)
        #expect(await talk.consultant.send(.get, "/v1/treatment-plans/\(made.json["id"]?.string ?? "")").json["state"] == "accepted")
        #expect(await talk.act("acceptance", on: next, ["option": "A"]).status == 200)
        let versions = await talk.consultant.send(.get, talk.path + "/plans?sort=createdAt").rows
        #expect(Set(versions.compactMap { $0["state"]?.string }) == ["superseded", "accepted"])
        let closed = await clinic.act(talk.path + "/closing", on: talk.talk, as: talk.consultant)
        #expect(closed.json["outcome"] == "deal", "\(closed.text)")
        #expect(await talk.plan([Self.option("A", (service, [:]))]).code == "consultation.closed")
        // Who reads nothing medical sees what it costs and not where.
        let admin = await (try clinic.call(as: "branch_admin")).send(.get, "/v1/treatment-plans/\(next["id"]?.string ?? "")")
        #expect(admin.json["options"]?[0]?["priceFen"] == 80_000 && admin.json["options"]?[0]?["items"]?[0]?["sites"] == nil)
        let kinds = await (try clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(talk.customer)/timeline").rows
            .compactMap { $0["kind"]?.string }
        #expect(Set(kinds).isSuperset(of: ["consulted", "plan_made", "plan_discussed", "plan_accepted", "consultation_closed"]))
    }

    @Test("two acceptances at once: one is written, the other is told")
    func race() async throws {
        let talk = try await Talk()
        let service = try await talk.clinic.service("光子")
        let plan = try await talk.shown([Self.option("A", (service, [:])), Self.option("B", (service, ["sessions": 2]))])
        let answers = await withTaskGroup(of: Clinic.Answer.self) { group in
            for index in 0..<8 { group.addTask { await talk.act("acceptance", on: plan, ["option": index % 2 == 0 ? "A" : "B"]) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let won = answers.filter { $0.status == 200 }
        #expect(won.count == 1, "\(answers.map(\.status))")
        #expect(answers.count { $0.status == 412 || $0.code == "plan.decided" } == 7)
        let kept = await talk.consultant.send(.get, "/v1/treatment-plans/\(plan["id"]?.string ?? "")").json
        #expect(kept["acceptedOption"] == won.first?.json["acceptedOption"])
    }

    @Test("an option of two departments waits until two colleagues agree, each for himself, or one for who is away")
    func jointReview() async throws {
        let talk = try await Talk()
        let clinic = talk.clinic
        let skin = try await clinic.service("点阵", in: nil, ["department": "皮肤科"])
        let surgery = try await clinic.service("双眼皮", in: nil, ["department": "外科"])
        let plan = try await talk.shown([Self.option("A", (skin, [:]), (surgery, [:])), Self.option("B", (skin, [:]))])
        #expect(plan["options"]?[0]?["needsReview"] == true && plan["options"]?[1]?["needsReview"] == false)
        #expect(await talk.act("acceptance", on: plan, ["option": "A"]).code == "plan.needs_review")
        let (one, two, three) = (
            try await clinic.colleague("doctor"), try await clinic.colleague("doctor"), try await clinic.colleague("doctor")
        )
        func invite(_ plan: JSONValue, _ people: [Clinic.Person], insteadOf: Clinic.Person? = nil) async -> Clinic.Answer {
            var body: JSONObject = ["userIds": .array(people.map { .string($0.id.description) })]
            if let insteadOf { body["insteadOfId"] = .string(insteadOf.id.description) }
            return await talk.act("invitations", on: plan, body)
        }
        let outsider = try await clinic.person(("doctor", clinic.a))
        #expect(await invite(plan, [outsider]).violations == ["/userIds/0 not_allowed"])
        let asked = await invite(plan, [one, two])
        #expect(asked.json["state"] == "joint_review", "\(asked.text)")
        let path = "/v1/treatment-plans/\(plan["id"]?.string ?? "")"
        func say(_ person: Clinic.Person, _ verdict: String, _ opinion: String? = nil) async -> Clinic.Answer {
            var body: JSONObject = ["verdict": .string(verdict)]
            if let opinion { body["opinion"] = .string(opinion) }
            return await clinic.call(as: person).send(.put, path + "/opinion", body: JSONValue.object(body).serialized)
        }
        #expect(await clinic.call(as: one).send(.get, "/v1/me/plan-reviews").rows.count == 1)
        #expect(await say(one, "object").violations == ["/opinion required"])
        #expect(await say(outsider, "agree").status == 404, "whom nobody asked")
        #expect(await talk.consultant.send(.put, path + "/opinion", text: #"{"verdict": "agree"}"#).status == 403)
        #expect(await say(one, "object", "先做皮肤").status == 200)
        func accept() async -> Clinic.Answer {
            let now = await talk.consultant.send(.get, path).json
            return await talk.act("acceptance", on: now, ["option": "A"])
        }
        var refused = await accept()
        #expect(refused.code == "plan.needs_review" && refused.json["objections"] == 1 && refused.json["given"] == 1, "\(refused.text)")
        #expect(await say(one, "agree", "改为先皮肤后手术").status == 200)
        refused = await accept()
        #expect(refused.json["objections"] == 0 && refused.json["given"] == 1)
        // The second is away; the third stands in, and one who has answered is not stood in for.
        let present = await talk.consultant.send(.get, path).json
        #expect(await invite(present, [three], insteadOf: one).violations == ["/insteadOfId not_allowed"])
        #expect(await invite(present, [three], insteadOf: two).status == 200)
        #expect(await say(two, "agree").status == 404)
        #expect(await say(three, "agree").status == 200)
        let accepted = await accept()
        #expect(accepted.json["acceptedOption"] == "A", "\(accepted.text)")
        #expect(accepted.json["opinions"]?.array?.count == 2)
        #expect(await say(three, "object", "晚了").code == "plan.decided")
    }

    @Test("a talk that comes to nothing says why, and so does its visit")
    func noDeal() async throws {
        let talk = try await Talk()
        let service = try await talk.clinic.service("热玛吉")
        let plan = try await talk.shown([Self.option("A", (service, [:]))])
        let untold = await talk.clinic.act(talk.path + "/closing", on: talk.talk, as: talk.consultant)
        #expect(untold.violations == ["/noDealReason required"])
        let closed = await talk.clinic.act(talk.path + "/closing", on: talk.talk, ["noDealReason": "comparing"], as: talk.consultant)
        #expect(closed.json["outcome"] == "no_deal" && closed.json["noDealReason"] == "comparing", "\(closed.text)")
        let declined = await talk.consultant.send(.get, "/v1/treatment-plans/\(plan["id"]?.string ?? "")").json
        #expect(declined["state"] == "declined" && declined["declinedReason"] == "comparing")
        #expect(try await talk.visitState() == "no_deal")
        let after = await talk.clinic.act(talk.path, on: closed.json, ["needs": "补写"], method: .patch, as: talk.consultant)
        #expect(after.code == "consultation.closed")
        let visit = await (try talk.clinic.call(as: "front_desk")).send(.get, "/v1/visits/\(talk.visit)").json
        let left = await talk.clinic.act("/v1/visits/\(talk.visit)/leaving", on: visit, as: try talk.clinic.call(as: "front_desk"))
        #expect(left.status == 200 && left.json["noDealReason"] == "comparing", "\(left.text)")
    }

    @Test("when two files become one, talks and plans come along and open")
    func merge() async throws {
        let talk = try await Talk(["needs": "想变白"])
        let clinic = talk.clinic
        let service = try await clinic.service("美白")
        _ = try await talk.shown([Self.option("A", (service, ["sites": "全脸"]))])
        let target = try await clinic.customer("咨询客")
        let director = try clinic.call(as: "chain_director")
        func version(_ id: String) async -> Int64 { await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer ?? 0 }
        let body: JSONValue = ["sourceId": .string(talk.customer), "sourceVersion": .integer(await version(talk.customer))]
        let merged = await director.send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"\(await version(target))\"")], body: body.serialized)
        try #require(merged.status == 201, "\(merged.text)")
        try await clinic.assignCare(target, to: "doctor")
        let doctor = try clinic.call(as: "doctor")
        let talks = await doctor.send(.get, "/v1/customers/\(target)/consultations?fields=id,needs").rows
        #expect(talks.compactMap { $0["needs"]?.string } == ["想变白"])
        let plans = await doctor.send(.get, "/v1/customers/\(target)/treatment-plans").rows
        let plan = await doctor.send(.get, "/v1/treatment-plans/\(plans.first?["id"]?.string ?? "")").json
        #expect(plan["options"]?[0]?["items"]?[0]?["sites"] == "全脸")
    }
}
