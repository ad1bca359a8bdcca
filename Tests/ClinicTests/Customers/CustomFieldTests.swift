import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Fields that a tenant adds for itself: written, read, filtered, masked, audited like the program's own, and never seen by who may not.
@Suite struct CustomFieldTests {
    private static func patch(_ client: InProcessClient, _ id: String, _ version: Int, _ custom: String) async -> Clinic.Answer {
        await client.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: #"{"custom": \#(custom)}"#)
    }

    @Test("every kind is written, read, changed, emptied and filtered by")
    func kinds() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let other = try await clinic.customer("介绍朋友")
        let nurse = try #require(clinic.people["nurse"]).id.description
        let values: [(code: String, kind: String, value: String, filter: String)] = [
            ("hobby", "text", #""登山""#, "登山"), ("children", "number", "-2", "-2"), ("budget", "money", "1288000", "1288000"),
            ("lastPeel", "date", #""2026-03-08""#, "2026-03-08"), ("tone", "choice", #""暖""#, "暖"),
            ("areas", "choices", #"["面部","颈部"]"#, "颈部"), ("friend", "customer", "\"\(other)\"", other),
            ("host", "person", "\"\(nurse)\"", nurse),
        ]
        for (code, kind, _, _) in values {
            try await clinic.customField(code, kind, choices: kind == "choice" ? ["冷", "暖"] : kind == "choices" ? ["面部", "颈部", "手部"] : [])
        }
        try await clinic.customField("story", "long_text", sealed: true)
        let members = values.map { "\"\($0.code)\": \($0.value)" }.joined(separator: ",")
        let created = await admin.send(
            .post, "/v1/customers",
            text: #"{"name": "自定客", "homeBranchId": "\#(clinic.a)", "custom": {\#(members), "story": "一段长话"}}"#)
        #expect(created.status == 201, "\(created.text)")
        let id = try #require(created.json["id"]?.string)
        let custom = try #require(created.json["custom"])
        for (code, _, value, filter) in values {
            #expect(custom[code] == (try JSONParser.parse(Array(value.utf8))), "\(code)")
            let escaped = filter.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let found = await admin.send(.get, "/v1/customers?fields=id&filter[custom.\(code)]=\(escaped)")
            #expect(found.rows.compactMap { $0["id"]?.string } == [id], "\(code) \(found.text)")
        }
        #expect(custom["story"]?.string == "一段长话")
        #expect(await admin.send(.get, "/v1/customers?filter[custom.story]=x").status == 422)
        #expect(await admin.send(.get, "/v1/customers?filter[custom.children][lt]=0").rows.count == 1)
        #expect(await admin.send(.get, "/v1/customers?filter[custom.children][gte]=0").rows.isEmpty)
        #expect(
            await admin.send(.get, "/v1/customers?fields=id,custom.hobby&filter[custom.hobby]=%E7%99%BB%E5%B1%B1").rows.first?["custom"]?[
                "hobby"]?.string == "登山")
        // What is wrong is said at its place, all at once.
        let wrong = await Self.patch(
            admin, id, 1, #"{"children": "x", "tone": "蓝", "areas": ["面部", "脚"], "lastPeel": "2026-02-30", "zzz": 1, "friend": 3}"#)
        #expect(
            Set(wrong.violations) == [
                "/custom/children type", "/custom/tone choice", "/custom/areas choice", "/custom/lastPeel pattern",
                "/custom/zzz unknown_field",
                "/custom/friend type",
            ], "\(wrong.text)")
        let far = try await clinic.customer("外院客", in: clinic.b)
        for (code, value) in [("friend", far), ("friend", UUID().uuidString.lowercased()), ("host", UUID().uuidString.lowercased())] {
            #expect(await Self.patch(admin, id, 1, #"{"\#(code)": "\#(value)"}"#).violations == ["/custom/\(code) not_allowed"])
        }
        let changed = await Self.patch(admin, id, 1, #"{"areas": ["手部"], "story": "另一段", "budget": null}"#)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(changed.json["custom"]?["areas"] == ["手部"])
        #expect(changed.json["custom"]?["story"]?.string == "另一段")
        #expect(changed.json["custom"]?["budget"] == .null)
        #expect(changed.json["custom"]?["hobby"]?.string == "登山")
        #expect(await Self.patch(admin, id, 1, #"{"hobby": "x"}"#).status == 412)
        // In the trail and the timeline by their names.
        let timeline = await admin.send(.get, "/v1/customers/\(id)/timeline?filter[kind]=changed").rows
        #expect(Set(timeline.first?["fields"]?.array?.compactMap(\.string) ?? []) == ["custom.areas", "custom.story", "custom.budget"])
        let connection = try clinic.superuser()
        defer { connection.close() }
        let fields: [String] = try connection.execute(
            """
            select distinct unnest(e.fields) from audit.event e where e.tenant_id = \(clinic.tenant) and e.action = 'update.customer'
            """
        ).map { try $0[0] }
        #expect(Set(fields).isSuperset(of: ["customer.custom.areas", "customer.custom.story", "customer.custom.budget"]))
    }

    @Test("a role gets a right on one field through the ordinary matrix; definitions change, end and are archived")
    func definitions() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let desk = try clinic.call(as: "front_desk")
        let field = try await clinic.customField("cost", "money", class: "C5")
        let id = try await clinic.customer("有成本的人")
        try await clinic.setCustom(id, [("cost", "777123")])
        #expect(await desk.send(.get, "/v1/customers/\(id)").json["custom"]?["cost"] == nil)
        let catalog = await admin.send(.get, "/v1/permissions").text
        #expect(catalog.contains("customer.custom.cost"))
        try await clinic.grant("customer.custom.cost", .read, to: "front_desk")
        #expect(await desk.send(.get, "/v1/customers/\(id)").json["custom"]?["cost"]?.integer == 777123)
        for (body, code) in [
            (#"{"code": "cost", "kind": "text", "class": "C1", "nameZh": "a", "nameEn": "b"}"#, "custom_field.code_known")
        ] { #expect(await admin.send(.post, "/v1/custom-fields", text: body).code == code) }
        for (body, violation) in [
            (#"{"code": "1x", "kind": "text", "class": "C1", "nameZh": "a", "nameEn": "b"}"#, "/code pattern"),
            (#"{"code": "x", "kind": "choice", "class": "C1", "nameZh": "a", "nameEn": "b"}"#, "/choices required"),
            (#"{"code": "x", "kind": "person", "class": "C1", "sealed": true, "nameZh": "a", "nameEn": "b"}"#, "/sealed not_allowed"),
            (#"{"code": "x", "kind": "text", "class": "C6", "nameZh": "a", "nameEn": "b"}"#, "/class choice"),
            (
                #"{"code": "x", "kind": "date", "class": "C1", "nameZh": "a", "nameEn": "b", "validFrom": "2026-02-02", "validUntil": "2026-02-01"}"#,
                "/validUntil range"
            ),
        ] { #expect(await admin.send(.post, "/v1/custom-fields", text: body).violations == [violation], "\(body)") }
        func change(_ version: Int, _ body: String) async -> Clinic.Answer {
            await admin.send(.patch, "/v1/custom-fields/\(field)", headers: [("If-Match", "\"\(version)\"")], text: body)
        }
        #expect(await change(1, #"{"nameZh": "成本价", "validUntil": "2020-01-01"}"#).status == 200)
        #expect(await desk.send(.get, "/v1/customers/\(id)").json["custom"]?["cost"] == nil)
        #expect(await change(1, #"{"archived": true}"#).status == 412)
        #expect(await change(2, #"{"validUntil": null}"#).status == 200)
        #expect(await desk.send(.get, "/v1/customers/\(id)").json["custom"]?["cost"]?.integer == 777123)
        #expect(await change(3, #"{"archived": true}"#).status == 200)
        #expect(await desk.send(.get, "/v1/customers?filter[custom.cost]=777123").status == 422)
        #expect(await change(4, #"{"code": "other"}"#).violations == ["/code unknown_field"])
    }

    @Test("a required field is asked for when a record is made, never emptied; another tenant's fields are not there")
    func required() async throws {
        let clinic = try await Clinic()
        let stranger = try await Clinic()
        try await clinic.customField("how", "choice", required: true, choices: ["甲", "乙"])
        let admin = try clinic.call(as: "branch_admin")
        for body in [#"{"name": "缺项客"}"#, #"{"name": "缺项客", "custom": {}}"#] {
            let answer = await admin.send(.post, "/v1/customers", text: body)
            #expect(answer.violations.contains { $0.hasSuffix("required") && $0.hasPrefix("/custom") }, "\(answer.text)")
        }
        let made = await admin.send(.post, "/v1/customers", text: #"{"name": "齐全客", "custom": {"how": "甲"}}"#)
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json["id"]?.string)
        #expect(await Self.patch(admin, id, 1, #"{"how": null}"#).violations == ["/custom/how required"])
        let there = try stranger.call(as: "branch_admin")
        #expect(
            await there.send(.post, "/v1/customers", text: #"{"name": "他店客", "custom": {"how": "甲"}}"#).violations == [
                "/custom unknown_field"
            ])
        #expect(await there.send(.get, "/v1/customers?filter[custom.how]=%E7%94%B2").status == 422)
    }
}
