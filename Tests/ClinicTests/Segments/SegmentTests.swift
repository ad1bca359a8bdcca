import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Conditions on customers: what they count is what SQL counts, over what one sees, by what one may filter by.
@Suite struct SegmentTests {
    /// A clinic with customers of all kinds, and the ids of two tags.
    private func ground() async throws -> (clinic: Clinic, tags: [String]) {
        let clinic = try await Clinic()
        let tags = [try await clinic.tag("光电").tag, try await clinic.tag("注射").tag]
        let years = [1970, 1985, 1990, 1999, 2004]
        for number in 0..<20 {
            var fields: JSONObject = ["level": .string(Customer.levels[number % 5])]
            if number % 3 != 0 { fields["birthday"] = .string("\(years[number % 5])-0\(number % 9 + 1)-15") }
            if number % 4 != 0 { fields["sex"] = .string(number % 2 == 0 ? "female" : "male") }
            if number % 2 == 0 { fields["sourceChannel"] = "douyin" }
            let isFar = number % 5 == 4
            let desk = isFar ? clinic.call(as: try await clinic.person(("front_desk", clinic.b))) : try clinic.call(as: "front_desk")
            let customer = try await clinic.customer("客户", in: isFar ? clinic.b : nil, fields)
            if number % 2 == 1 { try await clinic.give(tags[0], to: customer, as: desk) }
            if number % 7 == 1 { try await clinic.give(tags[1], to: customer, as: desk) }
            if number % 6 == 0 { _ = try await clinic.note("来过", about: customer, as: desk) }
        }
        return (clinic, tags)
    }

    private func count(_ condition: JSONValue, _ client: InProcessClient) async -> Int64? {
        await client.send(.post, "/v1/segment-counts", body: JSONValue.object(["condition": condition]).serialized).json["count"]?.integer
    }

    @Test("a count is what SQL from outside counts, for the chain and for a branch")
    func counts() async throws {
        let (clinic, tags) = try await ground()
        let connection = try clinic.superuser()
        defer { connection.close() }
        let director = try clinic.call(as: "chain_director")
        let admin = try clinic.call(as: "branch_admin")
        let today = "(timestamptz '\(clinic.house.now)' at time zone 'Asia/Shanghai')::date"
        func has(_ tag: String) -> String { "exists (select 1 from app.customer_tag k where k.customer_id = c.id and k.tag_id = '\(tag)')" }
        let table: [(JSONValue, String)] = [
            (["field": "level", "in": ["gold", "platinum"]], "level in ('gold', 'platinum')"),
            (["field": "level", "notIn": ["gold"]], "level <> 'gold'"),
            (["field": "sex", "in": ["female"]], "sex = 'female'"),
            (["not": ["field": "sex", "in": ["female"]]], "sex is distinct from 'female'"),
            (["field": "sex", "isSet": false], "sex is null"),
            (["field": "sex", "notIn": ["female"]], "sex is distinct from 'female'"),
            (["field": "age", "gte": 30, "lt": 40], "date_part('year', age(\(today), birthday)) between 30 and 39"),
            (["field": "birthMonth", "eq": 5], "date_part('month', birthday) = 5"),
            (["not": ["field": "birthMonth", "lte": 6]], "coalesce(date_part('month', birthday) > 6, true)"),
            (["field": "tags", "any": [.string(tags[0]), .string(tags[1])]], "(\(has(tags[0])) or \(has(tags[1])))"),
            (["field": "tags", "all": [.string(tags[0]), .string(tags[1])]], "\(has(tags[0])) and \(has(tags[1]))"),
            (["field": "tags", "any": [.string(tags[0])], "none": [.string(tags[1])]], "\(has(tags[0])) and not \(has(tags[1]))"),
            (["field": "notes", "gte": 1], "exists (select 1 from app.customer_note n where n.customer_id = c.id)"),
            (["field": "daysSinceNote", "lte": 0], "exists (select 1 from app.customer_note n where n.customer_id = c.id)"),
            (["field": "daysSinceCreated", "eq": 0], "true"),
            (["field": "createdAt", "lt": "2020-01-01T00:00:00Z"], "false"),
            (["field": "ownerId", "isSet": false], "owner_id is null"),
            (["field": "homeBranchId", "in": [.string(clinic.b.description)]], "home_branch_id = '\(clinic.b)'"),
            (
                [
                    "all": [
                        ["any": [["field": "level", "in": ["gold"]], ["field": "age", "gt": 35]]],
                        ["not": ["field": "sourceChannel", "in": ["douyin"]]],
                    ]
                ],
                "(level = 'gold' or coalesce(date_part('year', age(\(today), birthday)) > 35, false)) and source_channel is distinct from 'douyin'"
            ),
        ]
        for (condition, sql) in table {
            for (client, branch) in [(director, "true"), (admin, "home_branch_id = '\(clinic.a)'")] {
                let expected: Int64 = try connection.execute(
                    SQL(trustedText: "select count(*) from app.customer c where tenant_id = '\(clinic.tenant)' and \(branch) and (\(sql))"))[
                        0][0]
                let counted = await count(condition, client)
                #expect(counted == expected, "\(String(decoding: condition.serialized, as: UTF8.self))")
            }
        }
    }

    @Test("nobody asks for what he may not filter by, in whatever depth, and a wrong condition is refused without an echo")
    func rights() async throws {
        let (clinic, tags) = try await ground()
        let marketing = try clinic.call(as: "marketing")
        let codes = await marketing.send(.get, "/v1/segment-criteria").rows.compactMap { $0["code"]?.string }
        #expect(!codes.contains { ["age", "birthMonth", "sex", "notes", "daysSinceNote"].contains($0) })
        #expect(Set(codes).isSuperset(of: ["level", "tags", "createdAt"]))
        for condition: JSONValue in [
            ["field": "age", "gte": 30], ["not": ["any": [["field": "level", "in": ["gold"]], ["field": "sex", "isSet": true]]]],
            ["field": "zzz", "eq": 1], ["field": "notes", "gte": 1], ["field": "name", "isSet": true],
        ] {
            let answer = await marketing.send(.post, "/v1/segment-counts", body: JSONValue.object(["condition": condition]).serialized)
            #expect(answer.violations == ["/condition unknown_field"])
        }
        #expect(await count(["field": "tags", "any": [.string(tags[0])]], marketing) != nil)
        let director = try clinic.call(as: "chain_director")
        var deep: JSONValue = ["field": "level", "in": ["gold"]]
        for _ in 0..<9 { deep = ["not": deep] }
        let wide: JSONValue = ["any": .array(Array(repeating: ["field": "level", "in": ["gold"]], count: 70))]
        for condition: JSONValue in [
            [:], [], "x", ["all": []], ["all": [[:]]], ["field": "level"], ["field": "level", "in": []],
            ["field": "level", "in": ["bronze"]],
            ["field": "age", "gte": 200], ["field": "age", "gte": "1; drop table app.customer"], ["field": "tags", "any": ["x"]],
            ["field": "createdAt", "gte": "yesterday"], ["all": [["field": "level", "in": ["gold"]]], "any": []], deep, wide,
        ] {
            let answer = await director.send(.post, "/v1/segment-counts", body: JSONValue.object(["condition": condition]).serialized)
            #expect(answer.status == 422, "\(String(decoding: condition.serialized, as: UTF8.self))")
        }
        // One that somebody else kept is a name and nothing more to who may not ask it.
        let made = await director.send(
            .post, "/v1/segments", text: #"{"name": "三十岁以上", "condition": {"field": "age", "gte": 30}}"#)
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json["id"]?.string)
        let seen = try #require(await marketing.send(.get, "/v1/segments/\(id)").json.object)
        #expect(seen["usable"] == false && seen["condition"]?.isNull == true)
        for part in ["count", "members", "snapshots"] {
            #expect(await marketing.send(.get, "/v1/segments/\(id)/\(part)").code == "segment.beyond_rights", "\(part)")
        }
        let change = await marketing.send(.patch, "/v1/segments/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"archived": true}"#)
        #expect(change.code == "segment.beyond_rights")
    }

    @Test("members are the list of customers: rows, masks and pages; their number is the count")
    func members() async throws {
        let (clinic, tags) = try await ground()
        let marketing = try clinic.call(as: "marketing")
        let body: JSONValue = ["name": "光电客", "condition": ["field": "tags", "any": [.string(tags[0])]]]
        let made = await marketing.send(.post, "/v1/segments", body: body.serialized)
        let id = try #require(made.json["id"]?.string, "\(made.text)")
        #expect(await marketing.send(.post, "/v1/segments", body: body.serialized).code == "segment.name_taken")
        for role in ["marketing", "chain_director", "branch_admin"] {
            let client = try clinic.call(as: role)
            let count = await client.send(.get, "/v1/segments/\(id)/count").json["count"]?.integer
            var (found, cursor): (Set<String>, String?) = ([], nil)
            repeat {
                let page = await client.send(.get, "/v1/segments/\(id)/members?limit=3" + (cursor.map { "&cursor=\($0)" } ?? ""))
                #expect(page.status == 200, "\(page.text)")
                found.formUnion(page.rows.compactMap { $0["id"]?.string })
                #expect(page.rows.allSatisfy { $0["tags"]?.array?.contains(.string(tags[0])) == true })
                if role == "marketing" { #expect(page.rows.allSatisfy { $0["masked"]?.array?.contains("name") == true }) }
                cursor = page.json["page"]?["next"]?.string
            } while cursor != nil
            #expect(Int64(found.count) == count, "\(role)")
            #expect(count == (role == "chain_director" ? 10 : 8), "\(role)")
        }
        let gold = await marketing.send(.get, "/v1/segments/\(id)/members?filter[level]=gold").rows
        #expect(gold.allSatisfy { $0["level"] == "gold" } && !gold.isEmpty)
    }

    @Test("each night keeps its numbers by branch; who sees one branch sees one branch's")
    func snapshots() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        for _ in 0..<3 { try await clinic.customer("甲", ["level": "gold"]) }
        try await clinic.customer("乙", in: clinic.b, ["level": "gold"])
        let director = try clinic.call(as: "chain_director")
        let made = await director.send(
            .post, "/v1/segments", text: #"{"name": "金卡", "condition": {"field": "level", "in": ["gold"]}}"#)
        let id = try #require(made.json["id"]?.string)
        let runner = JobRunner(SegmentJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment)
        for _ in 0..<2 {
            _ = try await Outbox.now(SegmentJobs.snapshots, in: clinic)
            _ = try await runner.runDue(of: clinic.tenant)
        }
        try await clinic.customer("丙", ["level": "gold"])
        #expect(await director.send(.get, "/v1/segments/\(id)/snapshots").rows.map { $0["members"] } == [4])
        #expect(await (try clinic.call(as: "branch_admin")).send(.get, "/v1/segments/\(id)/snapshots").rows.map { $0["members"] } == [3])
        #expect(await (try clinic.call(as: "consultant")).send(.get, "/v1/segments/\(id)/snapshots").rows.isEmpty)
        clinic.house.clock.advance(by: .seconds(86_400))
        try clinic.renewSession()
        _ = try await Outbox.now(SegmentJobs.snapshots, in: clinic)
        _ = try await runner.runDue(of: clinic.tenant)
        #expect(await director.send(.get, "/v1/segments/\(id)/snapshots").rows.map { $0["members"] } == [5, 4])
    }
}
