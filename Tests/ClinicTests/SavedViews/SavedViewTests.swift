import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Views of lists: one's own, a role's, a branch's, and never a way around the rights of whoever looks.
@Suite struct SavedViewTests {
    private func view(
        _ name: String, _ more: JSONObject = [:], filters: [JSONValue] = [["field": "level", "value": "gold,platinum"]],
        as client: InProcessClient
    ) async -> Clinic.Answer {
        var body: JSONObject = [
            "list": "customer", "name": .string(name),
            "content": ["filters": .array(filters), "sort": "-number", "columns": ["name", "number", "level"], "density": "compact"],
        ]
        for member in more.members { body[member.name] = member.value }
        return await client.send(.post, "/v1/saved-views", body: JSONValue.object(body).serialized)
    }

    private func names(_ client: InProcessClient) async -> [String] {
        await client.send(.get, "/v1/saved-views?list=customer").rows.compactMap { $0["name"]?.string }
    }

    @Test("one's own view is kept, changed with its version, and nobody else's")
    func personal() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let made = await view("金卡", as: desk)
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json["id"]?.string)
        #expect(made.json["scope"] == "personal" && made.json["mayChange"] == true && made.json["restricted"] == false)
        #expect(made.json["content"]?["filters"] == [["field": "level", "op": "eq", "value": "gold,platinum"]])
        #expect(await names(desk) == ["金卡"])
        let other = clinic.call(as: try await clinic.person(("front_desk", clinic.a)))
        #expect(await names(other) == [])
        for client in [other, try clinic.call(as: "chain_director")] {
            let change = await client.send(.patch, "/v1/saved-views/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"name": 3}"#)
            #expect(change.status == 404, "not even that it is there")
            #expect(await client.send(.delete, "/v1/saved-views/\(id)").status == 404)
        }
        #expect(await desk.send(.patch, "/v1/saved-views/\(id)", headers: [("If-Match", "\"9\"")], text: "{}").status == 412)
        let changed = await desk.send(
            .patch, "/v1/saved-views/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"name": "金卡以上", "default": true}"#)
        #expect(changed.json["name"] == "金卡以上" && changed.json["default"] == true && changed.json["version"] == 2)
        #expect(changed.json["content"] == made.json["content"], "what is not named stays")
        // Of one person's views one is the default.
        #expect(await view("全部", ["default": true], filters: [], as: desk).status == 201)
        let defaults = await desk.send(.get, "/v1/saved-views").rows.filter { $0["default"] == true }.map { $0["name"] }
        #expect(defaults == ["全部"])
        #expect(await desk.send(.delete, "/v1/saved-views/\(id)").status == 204)
        #expect(await names(desk) == ["全部"])
        #expect(await desk.send(.get, "/v1/saved-views?list=nothing").violations == ["/list choice"])
    }

    @Test("a view keeps how wide columns are, within bounds and of fields that one sees; who does not see one learns of none")
    func widths() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        func content(_ widths: String) -> JSONValue? {
            try? JSONParser.parse(Array(#"{"columns": ["name", "phone"], "widths": [\#(widths)]}"#.utf8))
        }
        let wide = #"{"field": "name", "pixels": 240}, {"field": "phone", "pixels": 90}"#
        let made = await view("宽", ["content": try #require(content(wide))], as: director)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["content"]?["widths"] == [["field": "name", "pixels": 240], ["field": "phone", "pixels": 90]])
        #expect(made.json["content"]?["columns"] == ["name", "phone"])
        for (widths, violation) in [
            (#"{"field": "name", "pixels": 47}"#, "/content/widths/0/pixels"),
            (#"{"field": "name", "pixels": 801}"#, "/content/widths/0/pixels"),
            (#"{"field": "nothing", "pixels": 90}"#, "/content/widths/0/field unknown_field"),
            (#"{"field": "name"}"#, "/content/widths/0/pixels required"),
        ] {
            let refused = await view("窄", ["content": try #require(content(widths))], as: director)
            #expect(refused.status == 422, "\(refused.text)")
            #expect(refused.violations.contains { $0.hasPrefix(violation) }, "\(refused.violations)")
        }
        // Kept before there were widths: none.
        #expect(await view("旧", as: director).json["content"]?["widths"] == [])
    }

    @Test("shared with a branch or a role they reach these people, and only who may share there shares")
    func shared() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let desk = try clinic.call(as: "front_desk")
        let nurse = try clinic.call(as: "nurse")
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        let roles = try await clinic.call(as: "chain_director").send(.get, "/v1/roles").rows
        let role = try #require(roles.first { $0["code"] == "front_desk" }?["id"]?.string)
        #expect(await view("浦东", ["scope": "branch", "branchId": .string(clinic.a.description)], as: admin).status == 201)
        #expect(await view("静安", ["scope": "branch", "branchId": .string(clinic.b.description)], as: admin).status == 403)
        #expect(await view("前台", ["scope": "role", "roleId": .string(role)], as: admin).status == 403, "that would reach every branch")
        let here: JSONObject = ["scope": "role", "roleId": .string(role), "branchId": .string(clinic.a.description)]
        #expect(await view("浦东前台", here, as: admin).status == 201)
        let director = try clinic.call(as: "chain_director")
        let all = await view("全国前台", ["scope": "role", "roleId": .string(role), "default": true], as: director)
        #expect(all.status == 201, "\(all.text)")
        #expect(await view("偷", ["scope": "branch", "branchId": .string(clinic.a.description)], as: desk).status == 403)
        #expect(Set(await names(desk)) == ["浦东", "浦东前台", "全国前台"])
        #expect(await names(nurse) == ["浦东"])
        #expect(await names(far) == ["全国前台"])
        let id = try #require(all.json["id"]?.string)
        #expect(await desk.send(.delete, "/v1/saved-views/\(id)").status == 403)
        #expect(await far.send(.patch, "/v1/saved-views/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"name": "我的"}"#).status == 403)
        #expect(await director.send(.delete, "/v1/saved-views/\(id)").status == 204)
        for (body, violation) in [
            (["scope": "role"] as JSONObject, "/roleId required"), (["scope": "branch"], "/branchId required"),
            (["roleId": .string(role)], "/roleId not_allowed"), (["branchId": .string(clinic.a.description)], "/branchId not_allowed"),
            (["scope": "branch", "branchId": .string(UUID().uuidString)], "/branchId not_allowed"),
        ] {
            #expect(await view("错", body, as: director).violations == [violation])
        }
    }

    @Test("a view filters and shows by nothing that its reader may not, whoever wrote it")
    func rights() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let marketing = try clinic.call(as: "marketing")
        // Marketing reads birthdays masked and filters by none; phones are found by nobody this way.
        let filters: [JSONValue] = [
            ["field": "birthday", "op": "gte", "value": "1990-01-01"], ["field": "level", "value": "gold"],
        ]
        for field in ["birthday", "sex", "zzz", "phone"] {
            let refused = await view("偷看", filters: [["field": .string(field), "value": "1990-01-01"]], as: marketing)
            #expect(refused.violations == ["/content/filters/0/field unknown_field"], "\(field)")
        }
        for (content, violation) in [
            (["sort": "birthday"] as JSONValue, "/content/sort unknown_field"), (["group": "birthday"], "/content/group unknown_field"),
            (["columns": ["name", "allergy"]], "/content/columns/1 unknown_field"),
            (["filters": [["field": "level", "value": "bronze"]]], "/content/filters/0/field type"),
        ] {
            #expect(await view("偷看", ["content": content], as: marketing).violations == [violation])
        }
        let content: JSONValue = [
            "filters": .array(filters), "sort": "birthday", "columns": ["name", "birthday", "remark", "allergy"], "group": "birthday",
        ]
        let made = await view("九零后", ["scope": "branch", "branchId": .string(clinic.a.description), "content": content], as: admin)
        #expect(made.status == 201, "\(made.text)")
        let seen = try #require(await marketing.send(.get, "/v1/saved-views").rows.first)
        #expect(seen["restricted"] == true)
        #expect(seen["mayChange"] == false)
        #expect(seen["content"]?["filters"] == [["field": "level", "op": "eq", "value": "gold"]])
        #expect(seen["content"]?["sort"]?.isNull == true && seen["content"]?["group"]?.isNull == true)
        #expect(seen["content"]?["columns"] == ["name", "birthday", "remark"], "masked columns are columns")
        #expect(!String(decoding: seen.serialized, as: UTF8.self).contains("1990-01-01"))
        let whole = await admin.send(.get, "/v1/saved-views").rows.first
        #expect(whole?["restricted"] == false)
        #expect(whole?["content"]?["filters"]?.array?.count == 2)
        // The trail knows who kept which view of what, without the values.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let fields: [String] = try connection.execute(
            "select unnest(fields) from audit.event where tenant_id = \(clinic.tenant) and action = 'keep.saved_view'"
        ).map { try $0[0] }
        #expect(Set(fields) == ["customer.birthday", "customer.level"])
    }
}
