import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What a tenant's own fields leave in files: every kind, every role, both formats.
@Suite struct CustomFieldExportTests {
    /// A field, and its value as people would read it.
    private struct Secret {
        let code: String
        let kind: CustomField.Kind
        let classification: Classification
        let value: String
        let shown: String
    }

    /// Each kind in two classes; values that stand nowhere else.
    private static func secrets(of clinic: Clinic) async throws -> [Secret] {
        var secrets: [Secret] = []
        let person = try await clinic.person(("store_keeper", clinic.c))
        let other = try await clinic.customer("被引用的人", in: clinic.c)
        let number = await (try clinic.call(as: "chain_director")).send(.get, "/v1/customers/\(other)").json["number"]?.integer ?? 0
        for (place, kind) in CustomField.Kind.allCases.enumerated() where kind != .file {
            for step in 0..<2 {
                let classification = DefineCustomField.classes[(place + 2 * step) % DefineCustomField.classes.count]
                let (code, serial) = ("f\(place)_\(step)", 10 * place + step)
                let word = "暗\(UUID().uuidString.prefix(12))"
                let (value, shown, choices): (String, String, [String]) =
                    switch kind {
                    case .text, .longText: (word, word, [])
                    case .number: ("77\(serial)0077", "77\(serial)0077", [])
                    case .money: ("88\(serial)008899", "88\(serial)0088.99", [])
                    case .date: ("19\(10 + serial % 80)-03-17", "19\(10 + serial % 80)-03-17", [])
                    case .choice, .choices: (word, word, [word, "别的"])
                    case .customer: (other, String(number), [])
                    case .person: (person.id.description, person.id.description, [])
                    case .file: ("", "", [])
                    }
                try await clinic.customField(code, kind.rawValue, class: classification.rawValue, inLists: step == 0, choices: choices)
                secrets.append(Secret(code: code, kind: kind, classification: classification, value: value, shown: shown))
            }
        }
        return secrets
    }

    /// The cells of a file; a day of a workbook as its text.
    private func cells(_ export: JSONValue, _ clinic: Clinic, as client: InProcessClient) async throws -> [[String]] {
        let answer = try await clinic.content(of: export, as: client)
        try #require(answer.status == 200, "\(answer.text)")
        return Array(try clinic.sheet(answer.body).dropFirst().dropLast())
    }

    @Test(
        "a role's file has of a tenant's own fields what it reads and may take out, and nothing else",
        arguments: Composition.catalog.templates.map(\.code), ["csv", "xlsx"])
    func roles(code: String, format: String) async throws {
        let clinic = try await Clinic()
        let role = try #require(Composition.catalog.template(code))
        let secrets = try await Self.secrets(of: clinic)
        let id = try await clinic.customer("有暗字段的人")
        try await clinic.assignCare(id, to: "doctor", "nurse")
        try await clinic.setCustom(id, secrets.map { ($0.code, $0.value) })
        let client = try clinic.call(as: code)
        let never = try await clinic.ask(["columns": ["number", "custom.zzz"], "format": .string(format)], as: client)
        guard role.actions.contains(Action("export.customer")) else {
            let answer = try await clinic.ask(["format": .string(format)], as: client)
            #expect([403, 404].contains(answer.status), "\(code)")
            return
        }
        let custom = try await clinic.house.deployment.database.read(as: clinic.house.system(of: clinic.tenant)) { tx in
            try CustomField.all(of: clinic.tenant, in: tx)
        }
        let resource = Rights.everything(in: Composition.catalog, custom: custom).extended(Customer.resource)
        var columns: [Secret] = []
        for secret in secrets {
            let name = "custom.\(secret.code)"
            let right = role.fields.right(on: "customer.\(name)", of: secret.classification)
            let field = try #require(resource.field(name))
            let mayLeave = right.level != .none && right.uses.contains(.export) && field.uses.contains(.export)
            if mayLeave {
                columns.append(secret)
                continue
            }
            let answer = try await clinic.ask(["columns": ["number", .string(name)], "format": .string(format)], as: client)
            #expect(answer.withoutRequest == never.withoutRequest, "\(code) takes out \(name)")
            for query in ["?sort=\(name)", "?filter[\(name)]=\(secret.value)"] where right.level == .none {
                let narrowed = try await clinic.ask(["format": .string(format)], query: query, as: client)
                let unknown = try await clinic.ask(
                    ["format": .string(format)], query: query.replacing(name, with: "custom.zzz"), as: client)
                #expect(narrowed.withoutRequest == unknown.withoutRequest, "\(code) \(query)")
            }
        }
        // Without being asked, and everything that may be asked for.
        for named in [[], columns.map { JSONValue.string("custom.\($0.code)") }] {
            let wanted = named.isEmpty ? [] : [JSONValue.string("number")] + named
            let asked = try await clinic.ask(["columns": .array(wanted), "format": .string(format)], as: client)
            try #require(asked.status == 202, "\(asked.text)")
            let export = try #require(asked.json["id"]?.string)
            if asked.json["state"] == "waiting" {
                let approver = clinic.call(as: try await clinic.person(("chain_director", clinic.chain)))
                let decided = await approver.send(.post, "/v1/exports/\(export)/decision", text: #"{"approved": true}"#)
                try #require(decided.json["state"] == "approved", "\(decided.text)")
            }
            try await clinic.exportRunner.runDue(of: clinic.tenant)
            let rows = try await cells(try await clinic.export(export, as: client), clinic, as: client)
            let text = rows.flatMap(\.self)
            for secret in secrets where secret.kind != .customer && secret.kind != .person {
                let right = role.fields.right(on: "customer.custom.\(secret.code)", of: secret.classification)
                let isColumn = columns.contains { $0.code == secret.code } && (!named.isEmpty || secret.code.hasSuffix("_0"))
                let expected = isColumn && right.level >= .read
                #expect(text.contains { $0.contains(secret.shown) } == expected, "\(code) \(format) \(secret.code) \(secret.kind)")
            }
            #expect(!text.contains { $0.contains("被引用的人") })
        }
    }

    @Test("what may leave in one branch leaves of that branch's rows only", arguments: ["csv", "xlsx"])
    func oneBranch(format: String) async throws {
        let clinic = try await Clinic()
        let kinds: [(kind: String, near: String, far: String, shown: String)] = [
            ("number", "7710071", "7720072", "7720072"), ("money", "8810099", "8820098", "88200.98"), ("text", "暗甲", "暗乙", "暗乙"),
            ("date", "1911-01-02", "1922-03-04", "1922-03-04"), ("choice", "甲词", "乙词", "乙词"), ("choices", "甲字", "乙字", "乙字"),
            ("long_text", "长甲", "长乙", "长乙"),
        ]
        // Takes customers out of both branches, reads what things cost in both, and may take that out of B only.
        let person = try await clinic.person(("branch_admin", clinic.a), ("marketing", clinic.b))
        for one in kinds {
            let choices = one.kind.hasPrefix("choice") ? [one.near, one.far] : []
            try await clinic.customField("x_\(one.kind)", one.kind, class: "C5", inLists: true, choices: choices)
            try await clinic.grant("customer.custom.x_\(one.kind)", .read, uses: [.filter, .sort, .group, .export], to: "marketing")
        }
        let near = try await clinic.customer("甲院人")
        let far = try await clinic.customer("乙院人", in: clinic.b)
        try await clinic.setCustom(near, kinds.map { ("x_\($0.kind)", $0.near) })
        try await clinic.setCustom(far, kinds.map { ("x_\($0.kind)", $0.far) })
        let client = clinic.call(as: person)
        let columns = kinds.map { JSONValue.string("custom.x_\($0.kind)") }
        for query in ["?sort=number", "?sort=custom.x_number", "?sort=-custom.x_date", "?filter[custom.x_number][gte]=0"] {
            let asked = try await clinic.ask(
                ["columns": .array(["number"] + columns), "format": .string(format)], query: query, as: client)
            try #require(asked.status == 202, "\(asked.text)")
            let export = try #require(asked.json["id"]?.string)
            if asked.json["state"] == "waiting" {
                let decided = await (try clinic.call(as: "chain_director")).send(
                    .post, "/v1/exports/\(export)/decision", text: #"{"approved": true}"#)
                try #require(decided.json["state"] == "approved", "\(decided.text)")
            }
            try await clinic.exportRunner.runDue(of: clinic.tenant)
            let rows = try await cells(try await clinic.export(export, as: client), clinic, as: client)
            let text = rows.flatMap(\.self)
            // He may read and ask what it is in A too: A's rows are there, with nothing in these columns.
            #expect(rows.count == 3, "\(query) \(rows)")
            for one in kinds {
                #expect(text.contains(one.shown), "\(query) \(one.kind) \(rows)")
                #expect(!text.contains { $0.contains(one.near) || $0.contains("88100") }, "\(query) \(one.kind)")
            }
        }
        // Nor does a right without export let it out anywhere.
        try await clinic.customField("y", "text", class: "C5")
        try await clinic.grant("customer.custom.y", .read, uses: [.filter, .sort], to: "marketing")
        let answer = try await clinic.ask(["columns": ["number", "custom.y"], "format": .string(format)], as: client)
        #expect(answer.violations == ["/columns/1 unknown_field"], "\(answer.text)")
    }
}
