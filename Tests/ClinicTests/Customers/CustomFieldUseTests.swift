import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What is done with a tenant's own fields beside reading and writing them: order, conditions, rules, imports, merges, files, the end of a
/// customer.
@Suite struct CustomFieldUseTests {
    private static func ids(_ answer: Clinic.Answer) -> [String] { answer.rows.compactMap { $0["id"]?.string } }

    @Test("a list is ordered by them page by page, who has no value last or first, each once")
    func order() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        try await clinic.customField("score", "number")
        try await clinic.customField("seen", "date")
        try await clinic.customField("nick", "text")
        var people: [(id: String, score: Int?)] = []
        for number in 0..<11 {
            let id = try await clinic.customer("排序客")
            let score = number % 4 == 3 ? nil : (number * 7) % 5 - 2
            people.append((id, score))
            if let score {
                try await clinic.setCustom(
                    id, [("score", "\(score)"), ("seen", "2026-0\(score + 3)-01"), ("nick", "n\(score + 3)")])
            }
        }
        for field in ["score", "seen", "nick"] {
            for sign in ["", "-"] {
                var found: [String] = []
                var cursor: String?
                repeat {
                    let more = cursor.map { "&cursor=\($0)" } ?? ""
                    let page = await admin.send(.get, "/v1/customers?fields=id&limit=3&sort=\(sign)custom.\(field)\(more)")
                    try #require(page.status == 200, "\(page.text)")
                    found += Self.ids(page)
                    cursor = page.json["page"]?["next"]?.string
                } while cursor != nil && found.count < 50
                let score = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.score) })
                let expected = people.sorted { one, other in
                    // Without a value counts as the highest; ties go by id.
                    let (a, b) = ((one.score ?? 99, one.id), (other.score ?? 99, other.id))
                    return sign.isEmpty ? a < b : a > b
                }
                #expect(found == expected.map(\.id), "\(sign)\(field) \(found.map { score[$0] })")
            }
        }
        for field in ["score"] {
            let answer = await admin.send(.get, "/v1/customers?fields=custom.\(field),id,custom.nick&filter[custom.score]=-2")
            #expect(answer.rows.first?["custom"] == ["score": -2, "nick": "n1"], "\(answer.text)")
        }
    }

    @Test("every kind that is not sealed is a condition of segments and of rules, counted as SQL counts")
    func conditions() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        try await clinic.customField("score", "number")
        try await clinic.customField("spent", "money")
        try await clinic.customField("seen", "date")
        try await clinic.customField("tone", "choice", choices: ["冷", "暖"])
        try await clinic.customField("areas", "choices", choices: ["面部", "颈部", "手部"])
        try await clinic.customField("nick", "text")
        try await clinic.customField("diary", "text", sealed: true)
        var all: [(id: String, score: Int, areas: Set<String>)] = []
        for number in 0..<9 {
            let id = try await clinic.customer("条件客")
            var areas: [String] = number % 2 == 0 ? ["面部"] : []
            if number % 3 == 0 { areas.append("颈部") }
            all.append((id, number, Set(areas)))
            var values = [("score", "\(number)"), ("spent", "\(number * 100)"), ("seen", "2026-01-0\(number + 1)")]
            values += [("tone", number < 4 ? "冷" : "暖"), ("nick", "n\(number % 3)"), ("diary", "x")]
            if !areas.isEmpty { values.append(("areas", areas.joined(separator: ","))) }
            if number > 0 { try await clinic.setCustom(id, values) }
        }
        let known = all.dropFirst()
        let table: [(JSONValue, Int)] = [
            (["field": "custom.score", "gte": 3, "lt": 6], 3), (["field": "custom.score", "isSet": false], 1),
            (["field": "custom.spent", "eq": 500], 1), (["field": "custom.seen", "gt": "2026-01-07"], 2),
            (["field": "custom.tone", "in": ["冷"]], 3), (["field": "custom.tone", "notIn": ["冷"]], 6),
            (["field": "custom.nick", "in": ["n1", "n2"]], known.filter { $0.score % 3 != 0 }.count),
            (["field": "custom.areas", "any": ["面部", "颈部"]], known.filter { !$0.areas.isEmpty }.count),
            (["field": "custom.areas", "all": ["面部", "颈部"]], known.filter { $0.areas.count == 2 }.count),
            (["field": "custom.areas", "none": ["面部"]], 9 - known.filter { $0.areas.contains("面部") }.count),
            (["not": ["field": "custom.score", "gte": 3]], 3),
        ]
        for (condition, expected) in table {
            let answer = await director.send(
                .post, "/v1/segment-counts", body: JSONValue.object(["condition": condition]).serialized)
            #expect(answer.json["count"]?.integer == Int64(expected), "\(condition) \(answer.text)")
        }
        for condition: JSONValue in [
            ["field": "custom.diary", "in": ["x"]], ["field": "custom.zzz", "eq": 1], ["field": "custom.score", "in": ["1"]],
            ["field": "custom.tone", "in": ["蓝"]], ["field": "custom.seen", "gte": "2026-02-31"], ["field": "custom.areas", "any": []],
        ] {
            let answer = await director.send(
                .post, "/v1/segment-counts", body: JSONValue.object(["condition": condition]).serialized)
            #expect(answer.status == 422, "\(condition) \(answer.text)")
        }
        let criteria = await director.send(.get, "/v1/segment-criteria").rows
        #expect(criteria.first { $0["code"]?.string == "custom.areas" }?["kind"]?.string == "several")
        #expect(!criteria.contains { $0["code"]?.string == "custom.diary" })

        // A filter of the list says the same of several words.
        for (query, count) in [("[all]", 2), ("[none]", 5), ("", 6)] {
            let words = "%E9%9D%A2%E9%83%A8,%E9%A2%88%E9%83%A8"
            let found = await director.send(.get, "/v1/customers?fields=id&filter[custom.areas]\(query)=\(words)")
            let expected =
                query == "[all]"
                ? known.filter { $0.areas.count == 2 }.count
                : query == "[none]" ? 9 - known.filter { !$0.areas.isEmpty }.count : known.filter { !$0.areas.isEmpty }.count
            #expect(found.rows.count == expected, "\(query) \(count) \(found.text)")
        }

        // A tag follows a rule over them, and stays as it is when the field is archived.
        let operations = try clinic.call(as: "chain_director")
        let group = try await clinic.tagGroup("规则")
        let made = await operations.send(
            .post, "/v1/tags",
            text: #"{"groupId": "\#(group)", "name": "高分", "rule": {"field": "custom.score", "gte": 5}}"#)
        try #require(made.status == 201, "\(made.text)")
        let tag = try #require(made.json["id"]?.string)
        func follow() async throws -> Int {
            _ = try await JobRunner(TagJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment).runDue(of: clinic.tenant)
            return await director.send(.get, "/v1/customers?limit=200&fields=id&filter[tags]=\(tag)").rows.count
        }
        #expect(try await follow() == 4)
        let version = await director.send(.get, "/v1/customers/\(all[0].id)").json["version"]?.integer ?? 0
        let changed = await director.send(
            .patch, "/v1/customers/\(all[0].id)", headers: [("If-Match", "\"\(version)\"")], text: #"{"custom": {"score": 50}}"#)
        try #require(changed.status == 200, "\(changed.text)")
        #expect(try await follow() == 5)
        try await clinic.changeCustomField(await clinic.customFieldID("score"), #"{"archived": true}"#)
        #expect(try await follow() == 5)
    }

    @Test("columns of a file become values of every kind that people write, and go with an import that is undone")
    func imported() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        try await clinic.customField("children", "number")
        try await clinic.customField("budget", "money")
        try await clinic.customField("peel", "date")
        try await clinic.customField("tone", "choice", choices: ["冷", "暖"])
        try await clinic.customField("areas", "choices", choices: ["面部", "颈部"])
        try await clinic.customField("nick", "text")
        try await clinic.customField("story", "long_text")
        try await clinic.customField("weight", "number", sealed: true)
        let there = try await clinic.customer("已有客", phone: "13800138009")
        let file = """
            姓名,手机,孩子,预算,换肤,色调,部位,昵称,故事,体重
            甲,13800138001,２,"¥1,288.50",2026/3/8,暖,面部、颈部,小甲,很长的话,55
            乙,13800138002,,,,,,,,
            丙,13800138003,两个,12.345,2026-02-30,蓝,脚,,,
            已有,13800138009,3,100元,20260309,冷,颈部,小有,后来的话,60
            """
        let own = ["children", "budget", "peel", "tone", "areas", "nick", "story", "weight"]
        let columns = ["name", "phone"] + own.map { "custom." + $0 }
        let (_, id) = try await clinic.importing(file)
        let preview = await admin.send(.get, "/v1/imports/\(id)/preview")
        let offered = (preview.json["fields"]?.array ?? []).compactMap { $0["name"]?.string }
        #expect(Set(offered).isSuperset(of: columns), "\(preview.text)")
        let (tried, done) = try await clinic.imported(id, columns: columns, policy: "update")
        #expect(done.importCounts == [2, 1, 0, 1], "\(done)")
        #expect(tried.importCounts == done.importCounts)
        let failed = await admin.send(.get, "/v1/imports/\(id)/rows?outcome=failed")
        #expect(
            Set(failed.rows.first?["codes"]?.array?.compactMap(\.string) ?? []) == [
                "custom/children:type", "custom/budget:type", "custom/peel:pattern", "custom/tone:choice", "custom/areas:choice",
            ], "\(failed.text)")
        #expect(failed.rows.first?["problems"]?.array?.allSatisfy { $0.string?.contains("字段") == true } == true, "\(failed.text)")
        func custom(_ phone: String) async -> JSONValue {
            let found = await admin.send(.post, "/v1/customers/search", text: #"{"phone": "\#(phone)"}"#)
            return await admin.send(.get, "/v1/customers/\(found.rows.first?["id"]?.string ?? "")").json["custom"] ?? .null
        }
        let first = await custom("13800138001")
        #expect(first["children"] == 2)
        #expect(first["budget"] == 128850)
        #expect(first["peel"] == "2026-03-08")
        #expect(first["tone"] == "暖")
        #expect(Set(first["areas"]?.array?.compactMap(\.string) ?? []) == ["面部", "颈部"])
        #expect(first["nick"] == "小甲")
        #expect(first["story"] == "很长的话")
        #expect(first["weight"] == 55)
        let filled = await custom("13800138009")
        #expect([filled["children"], filled["budget"], filled["story"], filled["weight"]] == [3, 10000, "后来的话", 60], "\(filled)")
        #expect(await custom("13800138002")["nick"] == .null)

        try #require(await admin.send(.post, "/v1/imports/\(id)/undo").status == 202)
        try await clinic.importRunner.runDue(of: clinic.tenant)
        let undone = await admin.send(.get, "/v1/imports/\(id)").json
        #expect([undone["state"], undone["removed"], undone["restored"], undone["kept"]] == ["undone", 2, 1, 0], "\(undone)")
        let connection = try clinic.superuser()
        defer { connection.close() }
        for table in CustomValues.tables.map(\.name) + [CustomField.sealedTable.name] {
            let left: Int64 = try connection.execute(
                SQL(trustedText: "select count(*) from \(table) where tenant_id = '\(clinic.tenant)'"))[0][0]
            #expect(left == 0, "\(table)")
        }
        #expect(await admin.send(.get, "/v1/customers/\(there)").json["custom"]?["children"] == .null)
    }

    @Test("a merge takes values field by field, also of fields that count no longer, and its undo gives them back exactly")
    func merged() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        try await clinic.customField("children", "number")
        try await clinic.customField("areas", "choices", choices: ["面部", "颈部"])
        try await clinic.customField("nick", "text")
        try await clinic.customField("illness", "text", class: "C4")
        try await clinic.customField("story", "long_text")
        try await clinic.customField("old", "number")
        try await clinic.customField("friend", "customer")
        let (target, source, other) = (
            try await clinic.customer("留下的"), try await clinic.customer("并走的"), try await clinic.customer("朋友")
        )
        try await clinic.setCustom(target, [("children", "1"), ("nick", "甲"), ("story", "这边的话")])
        try await clinic.setCustom(
            source, [("children", "2"), ("areas", "颈部,面部"), ("illness", "哮喘"), ("story", "那边的话"), ("old", "7")])
        try await clinic.setCustom(other, [("friend", source)])
        try await clinic.changeCustomField(await clinic.customFieldID("old"), #"{"archived": true}"#)
        let before = try await TenantImage.read(of: clinic)
        func version(_ id: String) async -> Int64 { await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer ?? 0 }
        let merge = await director.send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"\(await version(target))\"")],
            text: #"{"sourceId": "\#(source)", "sourceVersion": \#(await version(source)), "fields": {"custom.children": "source"}}"#)
        try #require(merge.status == 201, "\(merge.text)")
        let admin = try clinic.call(as: "branch_admin")
        let custom = await admin.send(.get, "/v1/customers/\(target)").json["custom"]
        #expect(custom?["children"] == 2)
        #expect(custom?["nick"] == "甲")
        #expect(custom?["areas"] == ["面部", "颈部"] || custom?["areas"] == ["颈部", "面部"])
        #expect(custom?["story"] == "这边的话\n那边的话")
        #expect(await admin.send(.get, "/v1/customers/\(other)").json["custom"]?["friend"]?.string == target)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let old: Int64 = try connection.execute(
            SQL(trustedText: "select count(*) from app.custom_number where customer_id = '\(target)' and value = 7"))[0][0]
        #expect(old == 1)
        try await clinic.assignCare(target, to: "doctor")
        let doctor = try clinic.call(as: "doctor")
        #expect(await doctor.send(.get, "/v1/customers/\(target)").json["custom"]?["illness"] == "哮喘")

        let id = try #require(merge.json["id"]?.string)
        let undone = await director.send(
            .post, "/v1/customer-merges/\(id)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "看错了"}"#)
        #expect(undone.status == 200, "\(undone.text)")
        let after = try await TenantImage.read(of: clinic)
        #expect(before.differences(to: after).filter { $0.contains("custom_") } == [])
    }

    @Test("a file is its customer's when a value names it: opened through the field, gone with the value, never another's")
    func files() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let desk = try clinic.call(as: "front_desk")
        try await clinic.customField("paper", "file")
        let id = try await clinic.customer("有文件的人")
        let (one, two) = (try await clinic.upload("%PDF-1.7 one", as: admin), try await clinic.upload("%PDF-1.7 two", as: admin))
        func put(_ file: String, _ version: Int, _ client: InProcessClient) async -> Clinic.Answer {
            await client.send(
                .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: #"{"custom": {"paper": "\#(file)"}}"#)
        }
        // What somebody else brought, and what nobody did, is nobody's to name.
        #expect(await put(UUID().uuidString.lowercased(), 1, admin).violations == ["/custom/paper not_allowed"])
        let other = clinic.call(as: try await clinic.person(("branch_admin", clinic.a)))
        #expect(await put(one, 1, other).violations == ["/custom/paper not_allowed"])
        #expect(await put(one, 1, admin).json["custom"]?["paper"]?.string == one)
        let content = await admin.send(.get, "/v1/customers/\(id)/custom-files/paper/content")
        #expect(content.status == 200)
        #expect(content.text == "%PDF-1.7 one")
        #expect(await admin.send(.get, "/v1/customers/\(id)/custom-files/paper").json["name"]?.string == "paper.pdf")
        // It is no longer his who brought it, and said again it is the same.
        #expect(await admin.send(.get, "/v1/files/\(one)/content").status == 404)
        #expect(await put(one, 2, admin).json["version"]?.integer == 2)
        // Another customer does not get it.
        let second = try await clinic.customer("另一位")
        let stolen = await admin.send(
            .patch, "/v1/customers/\(second)", headers: [("If-Match", "\"1\"")], text: #"{"custom": {"paper": "\#(one)"}}"#)
        #expect(stolen.violations == ["/custom/paper not_allowed"])
        #expect(await desk.send(.get, "/v1/customers/\(second)/custom-files/paper").status == 404)
        #expect(await admin.send(.get, "/v1/customers/\(id)/custom-files/other").status == 404)
        // Replaced, the former goes.
        #expect(await put(two, 2, admin).status == 200)
        let connection = try clinic.superuser()
        defer { connection.close() }
        func kept() throws -> [String] {
            try connection.execute(
                SQL(trustedText: "select id::text from app.file where tenant_id = '\(clinic.tenant)' and use = 'customer'")
            ).map { try $0[0] }
        }
        #expect(try kept() == [two])
        let opened: Int64 = try connection.execute(
            SQL(
                trustedText: """
                    select count(*) from audit.event where tenant_id = '\(clinic.tenant)' and action = 'read.file' and customer_id = '\(id)'
                    and fields = '{customer.custom.paper}'
                    """))[0][0]
        #expect(opened == 1)
        _ = try await clinic.erase(id)
        #expect(try kept().isEmpty)
    }

    @Test("what a person gets of himself has them all, and an erasure leaves none but what the law keeps")
    func ending() async throws {
        let clinic = try await Clinic()
        try await clinic.customField("nick", "text")
        try await clinic.customField("illness", "text", class: "C4")
        try await clinic.customField("contact", "text", class: "C3")
        try await clinic.customField("old", "text")
        let id = try await clinic.customer("要走的人")
        let values = [("nick", "小走走"), ("illness", "荨麻疹史"), ("contact", "二姨转告"), ("old", "旧日的话")]
        try await clinic.setCustom(id, values)
        try await clinic.changeCustomField(await clinic.customFieldID("old"), #"{"archived": true}"#)
        let document = String(decoding: try #require(try await clinic.copy(of: id).entries["personal-data.json"]), as: UTF8.self)
        for (_, value) in values { #expect(document.contains(value), "\(value)") }
        _ = try await clinic.erase(id)
        let connection = try clinic.superuser()
        defer { connection.close() }
        func rows(_ table: String) throws -> Int64 {
            try connection.execute(SQL(trustedText: "select count(*) from \(table) where customer_id = '\(id)'"))[0][0]
        }
        for table in CustomValues.tables { #expect(try rows(table.name) == 0, "\(table.name)") }
        let sealed: Int64 = try connection.execute(
            SQL(trustedText: "select count(*) from app.custom_sealed where customer_id = '\(id)' and medical_sealed is null"))[0][0]
        #expect(sealed == 0)
        #expect(try rows("app.custom_sealed") == 1)
    }
}
