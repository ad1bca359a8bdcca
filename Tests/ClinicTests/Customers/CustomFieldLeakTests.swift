import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Each channel of the leak matrix, tried on fields that a tenant has added.
@Suite struct CustomFieldLeakTests {
    @Test(
        "no channel gives a value to a role that does not read fields of its class",
        arguments: Composition.catalog.templates.map(\.code))
    func leaks(code: String) async throws {
        let clinic = try await Clinic()
        let role = try #require(Composition.catalog.template(code))
        let client = try clinic.call(as: code)
        var secrets: [(field: String, classification: Classification, value: String)] = []
        for (index, classification) in DefineCustomField.classes.enumerated() {
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
            for comparison in ["", "[lt]", "[gte]"] {
                let filtered = await send(.get, "/v1/customers?fields=id&filter[custom.\(field)]\(comparison)=\(escaped)")
                let never = await send(.get, "/v1/customers?fields=id&filter[custom.zzz]\(comparison)=\(escaped)")
                if isReader, isSealed || !right.uses.contains(.filter) { #expect(same(filtered, never), "\(code) filters by \(field)") }
            }
            for direction in ["", "-"] {
                let sorted = await send(.get, "/v1/customers?fields=id&sort=\(direction)custom.\(field)")
                let never = await send(.get, "/v1/customers?fields=id&sort=\(direction)custom.zzz")
                if isReader, isSealed || !right.uses.contains(.sort) { #expect(same(sorted, never), "\(code) sorts by \(field)") }
            }
            // Groups, saved views and conditions take what the list takes, and nothing else.
            for content in [
                #"{"filters": [{"field": "custom.FIELD", "value": "\#(value)"}]}"#, #"{"columns": ["custom.FIELD"]}"#,
                #"{"sort": "custom.FIELD"}"#,
                #"{"group": "custom.FIELD"}"#,
            ] {
                func view(_ name: String) async -> Clinic.Answer {
                    await send(
                        .post, "/v1/saved-views",
                        #"{"list": "customer", "name": "看", "content": \#(content.replacing("FIELD", with: name))}"#)
                }
                let (kept, never) = (await view(field), await view("zzz"))
                if isReader, right == .none { #expect(same(kept, never), "\(code) keeps a view with \(field)") }
                // What he says himself comes back to him.
                if kept.status == 201 { received.removeLast(2) }
            }
            let operation = field.hasPrefix("day") ? #""eq": "\#(value)""# : #""in": ["\#(value)"]"#
            func asked(_ name: String) async -> Clinic.Answer {
                await send(.post, "/v1/segment-counts", #"{"condition": {"field": "custom.\#(name)", \#(operation)}}"#)
            }
            let (counted, uncounted) = (await asked(field), await asked("zzz"))
            if isReader, isSealed || !right.uses.contains(.filter) {
                #expect(same(counted, uncounted), "\(code) asks how many have \(field)")
            }
            _ = await send(.post, "/v1/customers/search", #"{"custom.\#(field)": "\#(value)"}"#)
            let reveal = await send(.post, "/v1/customers/\(id)/reveal", #"{"fields": ["custom.\#(field)"], "purpose": "to look"}"#)
            if reveal.status == 200 {
                #expect((isSealed || classification.isAuditedOnRead) && right.uses.contains(.reveal), "\(code) reveals \(field)")
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
            "/v1/segment-criteria", "/v1/customers?sort=-number", "/v1/webhooks", "/v1/jobs",
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

    @Test("a right that is held in one branch only tells nothing of another branch, by no channel")
    func oneBranch() async throws {
        let clinic = try await Clinic()
        try await clinic.customField("cost", "money", class: "C5", inLists: true)
        try await clinic.customField("secret", "text", class: "C5", sealed: true)
        try await clinic.customField("paper", "file", class: "C5")
        // Sees all of A as its front desk, and may know what things cost in B only.
        let person = try await clinic.person(("front_desk", clinic.a), ("branch_admin", clinic.b))
        try await clinic.grant(
            "customer.custom.cost", .write, uses: [.filter, .sort, .group, .export, .reveal], to: "branch_admin")
        try await clinic.grant("customer.custom.secret", .masked, uses: [.reveal], to: "branch_admin")
        try await clinic.grant("customer.custom.paper", .read, to: "branch_admin")
        let client = clinic.call(as: person)
        let near = try await clinic.customer("甲院人")
        let far = try await clinic.customer("乙院人", in: clinic.b)
        let values = [(near, "4711", "暗甲"), (far, "815", "暗乙")]
        for (id, cost, secret) in values { try await clinic.setCustom(id, [("cost", cost), ("secret", secret)]) }
        let paper = try await clinic.fileValue("paper", of: near)
        var received: [[UInt8]] = []
        func send(_ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [], _ body: String? = nil) async
            -> Clinic.Answer
        {
            let answer = await client.send(method, path, headers: headers, body: body.map { Array($0.utf8) })
            received.append(answer.everything)
            return answer
        }
        func ids(_ answer: Clinic.Answer) -> [String] { answer.rows.compactMap { $0["id"]?.string } }

        // The control: there is something to be seen.
        #expect(await send(.get, "/v1/customers/\(far)").json["custom"]?["cost"]?.integer == 815)
        // One by one and in lists.
        #expect(await send(.get, "/v1/customers/\(near)").json["custom"] == nil)
        let list = await send(.get, "/v1/customers?fields=id,custom.cost,custom.secret")
        #expect(Set(ids(list)) == [near, far])
        #expect(list.rows.first { $0["id"]?.string == near }?["custom"] == nil, "\(list.text)")
        // A filter and an order by it leave the rows out where it is not his to ask.
        #expect(ids(await send(.get, "/v1/customers?fields=id&filter[custom.cost]=4711")).isEmpty)
        #expect(ids(await send(.get, "/v1/customers?fields=id&filter[custom.cost][gte]=0")) == [far])
        #expect(ids(await send(.get, "/v1/customers?fields=id&sort=custom.cost")) == [far])
        #expect(ids(await send(.get, "/v1/customers?fields=id&sort=-custom.cost")) == [far])
        // Conditions count and list where he may ask, and what they deny is denied there only.
        for (condition, count) in [
            (#"{"field": "custom.cost", "eq": 4711}"#, 0), (#"{"field": "custom.cost", "gte": 0}"#, 1),
            (#"{"not": {"field": "custom.cost", "eq": 815}}"#, 0), (#"{"field": "custom.cost", "isSet": true}"#, 1),
        ] {
            let answer = await send(.post, "/v1/segment-counts", #"{"condition": \#(condition)}"#)
            if answer.status == 200 { #expect(answer.json["count"]?.integer == Int64(count), "\(condition) \(answer.text)") }
        }
        // Nor does a reveal, a change or a refusal of either say it.
        let version = await client.send(.get, "/v1/customers/\(near)").json["version"]?.integer ?? 0
        for name in ["cost", "secret"] {
            let reveal = await send(.post, "/v1/customers/\(near)/reveal", #"{"fields": ["custom.\#(name)"], "purpose": "to look"}"#)
            #expect(reveal.violations.allSatisfy { $0.hasSuffix(" unknown_field") } && reveal.status == 422, "\(reveal.text)")
        }
        for value in ["4711", "4712"] {
            let change = await send(
                .patch, "/v1/customers/\(near)", headers: [("If-Match", "\"\(version)\"")], #"{"custom": {"cost": \#(value)}}"#)
            #expect(change.violations == ["/custom/cost unknown_field"], "\(change.text)")
        }
        for path in ["", "/content"] {
            #expect(await send(.get, "/v1/customers/\(near)/custom-files/paper\(path)").status == 404)
        }
        // The timeline, the audit and a search.
        _ = await send(.get, "/v1/customers/\(near)/timeline")
        _ = await send(.post, "/v1/customers/search", #"{"name": "甲院人"}"#)
        for event in await send(.get, "/v1/audit/events?limit=200").rows {
            if let event = event["id"]?.string { _ = await send(.get, "/v1/audit/events/\(event)") }
        }
        for secret in ["4711", "暗甲", paper.id, paper.content] {
            #expect(!received.contains { Canary.contains($0, Array(secret.utf8)) }, "\(secret)")
        }
    }

    @Test("before and after in the trail are shown to who reads the field everywhere, and to nobody else")
    func trail() async throws {
        let clinic = try await Clinic()
        try await clinic.customField("habit", "text", class: "C2")
        try await clinic.customField("illness", "text", class: "C4")
        let admin = try clinic.call(as: "branch_admin")
        let id = try await clinic.customer("被改的人")
        let doctor = try clinic.call(as: "doctor")
        try await clinic.assignCare(id, to: "doctor")
        for (client, body) in [(admin, #"{"custom": {"habit": "爱喝茶"}}"#), (doctor, #"{"custom": {"illness": "哮喘病"}}"#)] {
            let version = await client.send(.get, "/v1/customers/\(id)").json["version"]?.integer ?? 0
            let answer = await client.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: body)
            try #require(answer.status == 200, "\(answer.text)")
        }
        let auditor = try clinic.call(as: "compliance_officer")
        var bodies = ""
        for event in await auditor.send(.get, "/v1/audit/events?limit=200").rows {
            if let id = event["id"]?.string { bodies += await auditor.send(.get, "/v1/audit/events/\(id)").text }
        }
        #expect(bodies.contains("customer.custom.habit"))
        #expect(bodies.contains("customer.custom.illness"))
        let role = try #require(Composition.catalog.template("compliance_officer"))
        #expect(bodies.contains("爱喝茶") == (role.fields.right(on: "customer.custom.habit", of: .identity).level >= .read))
        #expect(bodies.contains("哮喘病") == (role.fields.right(on: "customer.custom.illness", of: .medical).level >= .read))
        // When the field counts no longer its class is known still.
        let field = await clinic.customFieldID("habit")
        try await clinic.changeCustomField(field, #"{"archived": true}"#)
        for event in await auditor.send(.get, "/v1/audit/events?limit=200").rows where event["action"]?.string == "update.customer" {
            guard let id = event["id"]?.string else { continue }
            let body = await auditor.send(.get, "/v1/audit/events/\(id)").text
            #expect(!body.contains("爱喝茶") || role.fields[.identity].level >= .read)
        }
    }
}
