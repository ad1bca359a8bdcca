import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Tags that follow a rule: given and taken by jobs, whole for the rule and one by one, and never by hand.
@Suite struct TagRuleTests {
    private func runner(_ clinic: Clinic) -> JobRunner {
        JobRunner(TagJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment)
    }

    private func having(_ tag: String, _ clinic: Clinic) async throws -> Set<String> {
        let rows = await (try clinic.call(as: "chain_director")).send(.get, "/v1/customers?limit=200&fields=id&filter[tags]=\(tag)").rows
        return Set(rows.compactMap { $0["id"]?.string })
    }

    private func ruleTag(_ name: String, _ condition: JSONValue, _ clinic: Clinic) async throws -> String {
        let group = try await clinic.tagGroup(name + "组")
        let body: JSONValue = ["name": .string(name), "groupId": .string(group), "rule": condition]
        let answer = await (try clinic.call(as: "chain_director")).send(.post, "/v1/tags", body: body.serialized)
        #expect(answer.json["kind"] == "rule")
        return try #require(answer.json["id"]?.string, "\(answer.text)")
    }

    @Test("everybody is held to a rule when it is made, changed and archived, and each night")
    func whole() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let director = try clinic.call(as: "chain_director")
        var gold: Set<String> = []
        for number in 0..<12 {
            let id = try await clinic.customer("客", in: number % 4 == 0 ? clinic.b : nil, ["level": number % 3 == 0 ? "gold" : "silver"])
            if number % 3 == 0 { gold.insert(id) }
        }
        let tag = try await ruleTag("高等级", ["field": "level", "in": ["gold"]], clinic)
        #expect(try await having(tag, clinic).isEmpty, "a job does it")
        _ = try await runner(clinic).runDue(of: clinic.tenant)
        #expect(try await having(tag, clinic) == gold)
        let one = try #require(gold.first)
        for (method, path) in [(HTTPRequest.Method.put, "/v1/customers/\(one)/tags/\(tag)"), (.delete, "/v1/customers/\(one)/tags/\(tag)")]
        {
            #expect(await director.send(method, path).code == "tag.not_manual")
        }
        let history = await director.send(.get, "/v1/customers/\(one)/tag-history").rows
        #expect(history.map { $0["source"] } == ["rule"])
        #expect(history.first?["setBy"]?.isNull == true)

        let rule = await director.send(.get, "/v1/tags/\(tag)/rule")
        #expect(rule.json["condition"] == ["field": "level", "in": ["gold"]])
        #expect(rule.json["computedAt"]?.string != nil)
        let changed = await director.send(
            .put, "/v1/tags/\(tag)/rule", text: #"{"condition": {"not": {"field": "level", "in": ["gold"]}}}"#)
        #expect(changed.status == 200, "\(changed.text)")
        _ = try await runner(clinic).runDue(of: clinic.tenant)
        #expect(try await having(tag, clinic).isDisjoint(with: gold))
        #expect(try await having(tag, clinic).count == 8)
        let ended = await director.send(.get, "/v1/customers/\(one)/tag-history").rows
        #expect(ended.map { $0["endReason"] } == ["rule"])

        // By the clock alone: nothing changed but the day.
        let young = try await ruleTag("新客", ["field": "daysSinceCreated", "lte": 7], clinic)
        _ = try await runner(clinic).runDue(of: clinic.tenant)
        #expect(try await having(young, clinic).count == 12)
        clinic.house.clock.advance(by: .seconds(9 * 86_400))
        try clinic.renewSession()
        _ = try await Outbox.now(CustomerChanges.everybody, in: clinic)
        _ = try await runner(clinic).runDue(of: clinic.tenant)
        _ = try await runner(clinic).runDue(of: clinic.tenant)
        #expect(try await having(young, clinic).isEmpty)

        let version = try #require(await director.send(.get, "/v1/tags").rows.first { $0["id"]?.string == tag }?["version"]?.integer)
        #expect(
            await director.send(.patch, "/v1/tags/\(tag)", headers: [("If-Match", "\"\(version)\"")], text: #"{"archived": true}"#).status
                == 200)
        _ = try await runner(clinic).runDue(of: clinic.tenant)
        #expect(try await having(tag, clinic).isEmpty, "an archived rule is nobody's")
    }

    @Test("what changes of one customer is followed at once, for him alone")
    func one() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let desk = try clinic.call(as: "front_desk")
        let manual = try await clinic.tag("爱美").tag
        let tag = try await ruleTag(
            "金卡爱美", ["all": [["field": "level", "in": ["gold"]], ["field": "tags", "any": [.string(manual)]]]], clinic)
        _ = try await runner(clinic).runDue(of: clinic.tenant)
        let customer = try await clinic.customer("甲", ["level": "silver"])
        let other = try await clinic.customer("乙", ["level": "gold"])
        func follow() async throws { _ = try await runner(clinic).runDue(of: clinic.tenant) }
        try await follow()
        #expect(try await having(tag, clinic).isEmpty)
        try await clinic.give(manual, to: customer)
        try await follow()
        #expect(try await having(tag, clinic).isEmpty)
        #expect(
            await desk.send(.patch, "/v1/customers/\(customer)", headers: [("If-Match", "\"1\"")], text: #"{"level": "gold"}"#).status
                == 200)
        try await follow()
        #expect(try await having(tag, clinic) == [customer])
        try await clinic.give(manual, to: other)
        try await follow()
        #expect(try await having(tag, clinic) == [customer, other])
        #expect(await desk.send(.delete, "/v1/customers/\(customer)/tags/\(manual)").status == 204)
        try await follow()
        #expect(try await having(tag, clinic) == [other])
        #expect(await desk.send(.get, "/v1/customers/\(customer)/tag-history").rows.count == 2)
        // Nothing changed: nothing is written again.
        try await follow()
        #expect(await desk.send(.get, "/v1/customers/\(other)/tag-history").rows.count == 2)
    }

    @Test("a rule asks for no other rule, stands in no group with a limit, and is made by who may ask it")
    func limits() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        let first = try await ruleTag("其一", ["field": "level", "in": ["gold"]], clinic)
        let group = try await clinic.tagGroup("普通")
        func make(_ condition: JSONValue, in group: String, as client: InProcessClient) async -> Clinic.Answer {
            let body: JSONValue = ["name": .string(UUID().uuidString.prefix(8).description), "groupId": .string(group), "rule": condition]
            return await client.send(.post, "/v1/tags", body: body.serialized)
        }
        #expect(await make(["field": "tags", "any": [.string(first)]], in: group, as: director).violations == ["/rule not_allowed"])
        #expect(
            await make(["field": "tags", "any": [.string(UUID().uuidString.lowercased())]], in: group, as: director).violations == [
                "/rule not_allowed"
            ])
        let single = try await clinic.tagGroup("单选组", ["exclusive": true])
        #expect(await make(["field": "level", "in": ["gold"]], in: single, as: director).code == "tag.group_manual_only")
        let mixed = await make(["field": "level", "in": ["gold"]], in: group, as: director)
        #expect(mixed.status == 201)
        #expect(
            await director.send(.patch, "/v1/tag-groups/\(group)", headers: [("If-Match", "\"1\"")], text: #"{"exclusive": true}"#).code
                == "tag.group_manual_only")
        // Who holds no field rights on identity asks for none of it.
        let operations = try clinic.call(as: "hq_operations")
        #expect(await make(["field": "age", "gte": 60], in: group, as: operations).violations == ["/rule unknown_field"])
        let manual = try await clinic.tag("手").tag
        let put = await director.send(.put, "/v1/tags/\(manual)/rule", text: #"{"condition": {"field": "level", "in": ["gold"]}}"#)
        #expect(put.code == "tag.not_rule")
        #expect(await director.send(.get, "/v1/tags/\(manual)/rule").status == 404)
    }
}
