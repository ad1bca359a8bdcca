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

    @Test(
        "no channel gives a value to a role that does not read fields of its class",
        arguments: Composition.catalog.templates.map(\.code))
    func leaks(code: String) async throws {
        let clinic = try await Clinic()
        let role = try #require(Composition.catalog.template(code))
        let client = try clinic.call(as: code)
        var secrets: [(field: String, classification: Classification, value: String)] = []
        for (index, classification) in CustomFieldDraft.classes.enumerated() {
            let secret = "暗\(UUID().uuidString.prefix(12))"
            secrets.append(("secret\(index)", classification, secret))
            try await clinic.customField("secret\(index)", "text", class: classification.rawValue, inLists: index.isMultiple(of: 2))
            secrets.append(("day\(index)", classification, "19\(20 + index)-0\(index + 1)-17"))
            try await clinic.customField("day\(index)", "date", class: classification.rawValue, inLists: true)
        }
        let id = try await clinic.customer("有暗字段的人")
        try await clinic.assignCare(id, to: "doctor", "nurse")
        try await clinic.setCustom(id, secrets.map { ($0.field, $0.value) })
        var received: [[UInt8]] = []
        func send(_ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [], _ body: String? = nil) async
            -> Clinic.Answer
        {
            let answer = await client.send(method, path, headers: headers, body: body.map { Array($0.utf8) })
            received.append(answer.everything)
            return answer
        }
        let isReader = role.actions.contains(.readCustomer)
        _ = await send(.get, "/v1/customers/\(id)")
        _ = await send(.get, "/v1/customers")
        for (field, classification, value) in secrets {
            let right = role.fields.right(on: "customer.custom.\(field)", of: classification)
            let escaped = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let isSealed = field.hasPrefix("secret") && (classification == .contact || classification == .medical)
            func same(_ one: Clinic.Answer, _ other: Clinic.Answer) -> Bool { one.withoutRequest == other.withoutRequest }
            let chosen = await send(.get, "/v1/customers?fields=id,custom.\(field)")
            let unknown = await send(.get, "/v1/customers?fields=id,custom.zzz")
            if isReader, right.level == .none { #expect(same(chosen, unknown), "\(code) asks for \(field)") }
            for comparison in ["", "[eq]", "[lt]", "[lte]", "[gt]", "[gte]"] {
                let filtered = await send(.get, "/v1/customers?fields=id&filter[custom.\(field)]\(comparison)=\(escaped)")
                let never = await send(.get, "/v1/customers?fields=id&filter[custom.zzz]\(comparison)=\(escaped)")
                if isReader, isSealed || !right.uses.contains(.filter) { #expect(same(filtered, never), "\(code) filters by \(field)") }
            }
            let sorted = await send(.get, "/v1/customers?fields=id&sort=custom.\(field)")
            if isReader { #expect(sorted.status == 422, "\(code) sorts by \(field)") }
            _ = await send(.post, "/v1/customers/search", #"{"custom.\#(field)": "\#(value)"}"#)
            let reveal = await send(.post, "/v1/customers/\(id)/reveal", #"{"fields": ["custom.\#(field)"], "purpose": "to look"}"#)
            if reveal.status == 200 {
                #expect(isSealed && right.uses.contains(.reveal), "\(code) reveals \(field)")
                received.removeLast()
            }
            if !right.allowsWriting {
                let change = await send(
                    .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")], #"{"custom": {"\#(field)": "\#(value)"}}"#)
                let never = await send(
                    .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")], #"{"custom": {"zzz": "\#(value)"}}"#)
                #expect(change.status == 422 || change.status == 403, "\(code) writes \(field)")
                #expect(
                    change.text.replacing(field, with: "zzz").count == never.text.count,
                    "\(code) writes \(field): \(change.text) \(never.text)")
            }
            _ = await send(
                .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")], #"{"custom": {"\#(field)": "\#(value)\u202e"}}"#)
            _ = await send(.post, "/v1/customers", #"{"name": "", "custom": {"\#(field)": "\#(value)"}}"#)
        }
        for path in [
            "/v1/customers/\(id)/timeline", "/v1/openapi.json", "/v1/me", "/v1/permissions", "/v1/customer-fields", "/v1/custom-fields",
        ] { _ = await send(.get, path) }
        for event in await send(.get, "/v1/audit/events?limit=200").rows {
            if let event = event["id"]?.string { _ = await send(.get, "/v1/audit/events/\(event)") }
        }
        for (field, classification, value) in secrets {
            let mayRead = isReader && role.fields.right(on: "customer.custom.\(field)", of: classification).level >= .read
            let leaked = received.contains { Canary.contains($0, Array(value.utf8)) }
            #expect(leaked == mayRead, "\(code) and \(field)")
        }
        // Whom a field is not shown to is not told that it is there.
        let shown = Set(await client.send(.get, "/v1/customer-fields").rows.compactMap { $0["code"]?.string })
        for (field, classification, _) in secrets where isReader {
            let right = role.fields.right(on: "customer.custom.\(field)", of: classification)
            #expect(shown.contains(field) == (right.level != .none), "\(code) and \(field)")
        }
    }

    @Test("a role gets a right on one field through the ordinary matrix; definitions change, end and are archived")
    func definitions() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let desk = try clinic.call(as: "front_desk")
        let field = try await clinic.customField("cost", "money", class: "C5")
        let id = try await clinic.customer("有成本的人")
        try await clinic.setCustom(id, [("cost", "777123")], quoted: false)
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
            (#"{"code": "x", "kind": "number", "class": "C1", "sealed": true, "nameZh": "a", "nameEn": "b"}"#, "/sealed not_allowed"),
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

extension Clinic {
    /// Defines a field and gives its id.
    @discardableResult
    func customField(
        _ code: String, _ kind: String, class classification: String = "C2", sealed: Bool = false, required: Bool = false,
        inLists: Bool = false, choices: [String] = []
    ) async throws -> String {
        var body: JSONObject = [
            "code": .string(code), "kind": .string(kind), "class": .string(classification), "nameZh": "字段", "nameEn": "Field",
            "required": .boolean(required), "inLists": .boolean(inLists),
        ]
        if sealed { body["sealed"] = true }
        if !choices.isEmpty { body["choices"] = .array(choices.map { .string($0) }) }
        let answer = try await call(as: "system_admin").send(.post, "/v1/custom-fields", body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// Sets values of one's own fields as somebody who may write all of them.
    func setCustom(_ customer: String, _ values: [(String, String)], quoted: Bool = true) async throws {
        let id = try #require(UUID(uuidString: customer))
        let now = house.now
        let keys = try await house.deployment.keys.keys(of: tenant)
        let actor = house.system(of: tenant)
        try await house.deployment.database.write(as: actor) { [self] tx in
            let custom = try CustomField.current(of: tenant, at: now, in: tx)
            let rights = Rights.everything(in: Composition.catalog, custom: custom)
            let resource = rights.extended(Customer.resource)
            let writer = ResourceWriter(resource, keys: keys)
            let row = try #require(
                try writer.lock(id, fields: [], action: .updateCustomer, view: rights.view(of: resource), for: actor, at: now, in: tx))
            var changes: [Int: FieldValue] = [:]
            for (code, value) in values {
                let index = try #require(resource.position(of: "custom." + code))
                changes[index] =
                    quoted
                    ? resource.fields[index].type == .date ? LocalDate(value).map { .date($0) } : .text(value)
                    : Int64(value).map { .integer($0) }
            }
            try CustomValues.enqueue(
                changes, of: id, branch: #require(row.branch).uuid, writer: writer, crm: row.crm, medical: row.medical, custom: custom,
                in: tx)
            tx.enqueue("update app.customer set version = version + 1 where tenant_id = \(tenant) and id = \(id)")
        }
    }

    /// Gives a built-in role a right on one field, as a published proposal does.
    func grant(_ target: String, _ level: FieldLevel, to role: String) async throws {
        try await house.deployment.database.write(as: house.system(of: tenant)) { [self] tx in
            tx.enqueue(
                """
                insert into app.role_field (tenant_id, role_id, target, level, uses)
                select \(tenant), r.id, \(target), \(level.rawValue), 0::smallint from app.role r where r.tenant_id = \(tenant) and r.code = \(role)
                """)
            AccessNews.publish(tenant, in: tx)
        }
    }
}
