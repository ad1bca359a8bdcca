import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What is sealed of a request × every built-in role × every channel that there is: whoever does not read it never learns it.
@Suite struct OnlineLeakTests {
    @Test("no channel gives a value to a role that does not read the field")
    func matrix() async throws {
        let ground = try await OnlineGround()
        let canary = Canary()
        let receipt = try await ground.sent(
            600, phone: canary.phone,
            [
                "name": .string(canary.name), "remark": .string(canary.remark),
                "answers": [["word": "pregnant", "answer": "no"], ["word": "medicine", "answer": "yes"]],
            ])
        try await ground.work()
        let id = try #require(try await ground.request(receipt)["id"]?.string)
        for role in Clinic.roles {
            let client = try ground.clinic.call(as: role.code)
            var received: [(channel: String, bytes: [UInt8])] = []
            func send(_ channel: String, _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil) async {
                let answer = await client.send(method, path, headers: [("If-Match", "\"1\"")], body: body?.serialized)
                received.append((channel, answer.everything))
            }
            await send("one", .get, "/v1/online-requests/\(id)")
            for query in [
                "", "?view=review", "?view=open", "?fields=id,name,phone,remark,answers", "?sort=name", "?filter[name]=x", "?sort=-dueAt",
            ] {
                await send("list", .get, "/v1/online-requests" + query)
            }
            await send("step", .post, "/v1/online-requests/\(id)/steps", ["step": "withdrawn"])
            await send("review", .post, "/v1/online-requests/\(id)/review", ["decision": "approve"])
            await send("booking", .post, "/v1/online-requests/\(id)/booking", [:])
            await send("tasks", .get, "/v1/tasks")
            await send("calendar", .get, "/v1/appointments")
            for event in await client.send(.get, "/v1/audit/events?limit=200").rows {
                await send("audit", .get, "/v1/audit/events/\(event["id"]?.string ?? "")")
            }
            for name in ["name", "phone", "remark"] {
                let field = try #require(OnlineRequest.resource.field(name))
                let right = field.possible(role.fields.right(on: OnlineRequest.resource.qualified(field), of: field.classification))
                let mayRead = role.actions.contains(.readOnlineRequest) && right.level >= .read
                let leaks = received.filter { canary.isReadable(name, in: $0.bytes) }.map(\.channel)
                if mayRead {
                    #expect(leaks.contains("one"), "\(role.code) reads \(name)")
                } else {
                    #expect(leaks.isEmpty, "\(role.code) learns \(name) from \(Set(leaks).sorted())")
                }
            }
        }
        // Nobody had the version of before, so nothing became different.
        #expect(try await ground.request(receipt)["state"] == "need_review")
    }

    @Test("a task that follows a request tells of nobody, known or not, and to nobody; its texts go with him")
    func tasks() async throws {
        let ground = try await OnlineGround()
        let clinic = ground.clinic
        let phone = Clinic.number()
        let owner = try #require(clinic.people["consultant"])
        let known = try await clinic.customer("已有档案", phone: phone, ["ownerId": .string(owner.id.description)])
        let unsure: JSONObject = ["answers": [["word": "pregnant", "answer": "no"], ["word": "medicine", "answer": "yes"]]]
        var ids: [String] = []
        for (number, minute) in [(phone, 600), (Clinic.number(), 720)] as [(String, Int64)] {
            let receipt = try await ground.sent(minute, phone: number, unsure)
            try await ground.work()
            ids.append(try #require(try await ground.request(receipt)["id"]?.string))
        }
        #expect(try clinic.count("customer_id = '\(known)'", in: "app.online_request") == 1)
        // One task of each for the doctor, by the clock, and one for whoever calls, by the doctor's word.
        let due = try #require(await (try clinic.call(as: "doctor")).send(.get, "/v1/online-requests/\(ids[1])").json["dueAt"]?.string)
        try clinic.pass(try #require(Instant(due)).since(ground.house.now) + .seconds(60))
        try await ground.work(OnlineRequestJobs.clock)
        let own = await (try clinic.call(as: "doctor")).send(.get, "/v1/tasks").rows.filter { $0["requestId"] != .null }
        #expect(Set(own.compactMap { $0["requestId"]?.string }) == Set(ids))
        let task = try #require(own.first { $0["requestId"]?.string == ids[0] }?["id"]?.string)
        let done = await (try clinic.call(as: "doctor")).send(
            .post, "/v1/tasks/\(task)/completion", headers: [("If-Match", "\"1\"")], text: #"{"outcome": "问过她了"}"#)
        #expect(done.status == 200, "\(done.text)")
        for id in ids {
            let asked = try await ground.act(
                ["id": .string(id)], "review", ["decision": "ask", "message": "请问用药"], as: "doctor")
            #expect(asked.status == 200, "\(asked.text)")
        }
        #expect(try clinic.count("request_id is not null", in: "app.task") == 4)
        // What was looked at need not be any more; who was asked has answered.
        #expect(try clinic.count("request_id is not null and state = 'open' and kind = 'call_back'", in: "app.task") == 2)
        #expect(try clinic.count("request_id is not null and state = 'open'", in: "app.task") == 2)
        let answered = try await ground.act(["id": .string(ids[1])], "steps", ["step": "reopened", "note": "没有用药"], as: "front_desk")
        #expect(answered.status == 200, "\(answered.text)")
        #expect(try clinic.count("request_id = '\(ids[1])' and state = 'open'", in: "app.task") == 0)
        #expect(try clinic.count("request_id is not null and (customer_id is not null or lead_id is not null)", in: "app.task") == 0)
        for role in ["doctor", "branch_admin", "consultant", "front_desk"] {
            let rows = await (try clinic.call(as: role)).send(.get, "/v1/tasks?view=\(role == "branch_admin" ? "team" : "mine")").rows
            for row in rows where row["requestId"] != .null {
                #expect(row["customerId"] == .null && row["leadId"] == .null && row["isHidden"] == false, "\(role): \(row)")
                #expect(row["title"]?.string?.hasPrefix("网上预约") == true, "\(role): \(row)")
            }
        }
        try await clinic.erase(known)
        #expect(try clinic.count("outcome_sealed is not null", in: "app.task") == 0)
        #expect(try clinic.count("request_id = '\(ids[0])' and title_sealed is null", in: "app.task") == 2)
    }

    @Test("another branch sees nothing of it, and its own doctor nothing of another's page")
    func branches() async throws {
        let ground = try await OnlineGround()
        let receipt = try await ground.sent()
        let id = try #require(try await ground.request(receipt, as: "front_desk")["id"]?.string)
        for role in ["front_desk", "doctor", "branch_admin"] {
            let elsewhere = ground.clinic.call(as: try await ground.clinic.person((role, ground.clinic.b)))
            #expect(await elsewhere.send(.get, "/v1/online-requests/\(id)").status == 404)
            #expect(await elsewhere.send(.get, "/v1/online-requests").json["data"]?.array?.isEmpty == true)
        }
        let admin = ground.clinic.call(as: try await ground.clinic.person(("branch_admin", ground.clinic.b)))
        #expect(await admin.send(.get, "/v1/online-pages/\(ground.page)").status == 404)
        let change = await admin.send(
            .patch, "/v1/online-pages/\(ground.page)", headers: [("If-Match", "\"3\"")], text: #"{"state": "off"}"#)
        #expect(change.status == 404, "\(change.text)")
    }
}
