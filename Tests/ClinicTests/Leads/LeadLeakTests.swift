import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Every sealed field of a lead × every built-in role × every channel that there is: whoever does not read it never learns it.
@Suite struct LeadLeakTests {
    @Test("no channel gives a value to a role that does not read the field", arguments: Composition.catalog.templates.map(\.code))
    func matrix(code: String) async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let role = try #require(Composition.catalog.template(code))
        let sheet: JSONObject = [
            "name": .string(canary.name), "wechat": .string(canary.wechat), "remark": .string(canary.remark), "campaign": "双十一",
        ]
        let lead = try await clinic.lead(sheet, phone: canary.phone)
        let id = try #require(lead["id"]?.string)
        let client = try clinic.call(as: code)
        var received: [(channel: String, bytes: [UInt8])] = []
        func send(
            _ channel: String, _ method: HTTPRequest.Method, _ path: String, _ headers: [(String, String)] = [], _ body: JSONValue? = nil
        ) async {
            received.append((channel, await client.send(method, path, headers: headers, body: body?.serialized).everything))
        }
        await send("one", .get, "/v1/leads/\(id)")
        for view in [
            "", "?view=pool", "?view=open", "?fields=id,name,phone,wechat,remark", "?sort=-number", "?sort=name", "?filter[name]=x",
        ] {
            await send("list", .get, "/v1/leads" + view)
        }
        for field in ["phone", "wechat"] {
            await send("search", .post, "/v1/leads/search", [], [field: .string(canary.values[field] ?? "")])
        }
        await send("history", .get, "/v1/leads/\(id)/history")
        await send("patch", .patch, "/v1/leads/\(id)", [("If-Match", "\"2\"")], ["campaign": "x"])
        await send("patch", .patch, "/v1/leads/\(id)", [("If-Match", "\"2\"")], ["serviceId": .null])
        await send("step", .post, "/v1/leads/\(id)/steps", [("If-Match", "\"2\"")], ["step": "contacted"])
        await send(
            "again", .post, "/v1/leads", [],
            ["branchId": .string(clinic.a.description), "sourceChannel": "douyin", "phone": .string(canary.phone)])
        await send("claim", .post, "/v1/leads/\(id)/claim")
        await send("mine", .get, "/v1/leads?view=mine")
        await send("tasks", .get, "/v1/tasks")
        for event in await client.send(.get, "/v1/audit/events?limit=200").rows {
            await send("audit", .get, "/v1/audit/events/\(event["id"]?.string ?? "")")
        }
        await send("audit", .get, "/v1/audit/events?limit=200")
        for name in ["name", "phone", "wechat", "remark"] {
            let field = try #require(Lead.resource.field(name))
            let right = field.possible(role.fields.right(on: Lead.resource.qualified(field), of: field.classification))
            let mayRead = role.actions.contains(.readLead) && right.level >= .read
            let leaks = received.filter { canary.isReadable(name, in: $0.bytes) }.map(\.channel)
            if mayRead {
                #expect(leaks.contains("one"), "\(code) reads \(name)")
            } else {
                #expect(leaks.isEmpty, "\(code) learns \(name) from \(Set(leaks).sorted())")
            }
        }
    }
}
