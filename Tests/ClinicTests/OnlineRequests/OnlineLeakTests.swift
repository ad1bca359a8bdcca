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
