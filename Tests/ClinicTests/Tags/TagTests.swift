import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Tags of customers: who may, what groups allow, and that nothing that once held is forgotten.
@Suite struct TagTests {
    private func tags(_ customer: String, _ client: InProcessClient, at moment: Instant? = nil) async -> [String] {
        let when = moment.map { "?at=\($0)" } ?? ""
        return await client.send(.get, "/v1/customers/\(customer)/tags" + when).rows.compactMap { $0["tagName"]?.string }.sorted()
    }

    @Test("a tag that was set is in the customer, his list and his tags; taken away it is in his history alone")
    func life() async throws {
        let clinic = try await Clinic(in: House.another())
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("甲")
        let (_, tag) = try await clinic.tag("高净值")
        #expect(await desk.send(.get, "/v1/customers/\(customer)").json["tags"] == [])
        let given = try await clinic.give(tag, to: customer)
        #expect(given.json["tagId"]?.string == tag)
        #expect(given.json["setBy"]?.string == clinic.people["front_desk"]?.id.description)
        #expect(given.json["source"] == "manual")
        let again = try await clinic.give(tag, to: customer)
        #expect(again.json["id"] == given.json["id"], "asked twice it is done once")
        #expect(await desk.send(.get, "/v1/customers/\(customer)").json["tags"] == [.string(tag)])
        #expect(await desk.send(.get, "/v1/customers").rows.map { $0["tags"] } == [[.string(tag)]])
        let before = clinic.house.now
        clinic.house.clock.advance(by: .seconds(60))
        for _ in 0..<2 { #expect(await desk.send(.delete, "/v1/customers/\(customer)/tags/\(tag)").status == 204) }
        #expect(await tags(customer, desk) == [])
        #expect(await tags(customer, desk, at: before) == ["高净值"])
        #expect(await tags(customer, desk, at: before.advanced(by: .seconds(-1))) == [])
        #expect(await desk.send(.get, "/v1/customers/\(customer)/tags?at=yesterday").violations == ["/at pattern"])
        let history = await desk.send(.get, "/v1/customers/\(customer)/tag-history").rows
        #expect(history.count == 1)
        #expect(history[0]["endReason"] == "removed")
        #expect(history[0]["endedBy"]?.string == clinic.people["front_desk"]?.id.description)
        let kinds = await desk.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.first == "untagged")
        #expect(kinds.sorted() == ["created", "tagged", "untagged"])
        let connection = try clinic.superuser()
        defer { connection.close() }
        let events: [String] = try connection.execute(
            "select action from audit.event where tenant_id = \(clinic.tenant) and 'customer.tags' = any (fields) order by at"
        ).map { try $0[0] }
        #expect(events == ["tag.customer", "untag.customer"])
    }

    @Test("an exclusive group replaces, one with a maximum refuses and says why")
    func groups() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("乙")
        let skin = try await clinic.tagGroup("肤质", ["exclusive": true])
        let (dry, oily) = (try await clinic.tag("干性", in: skin).tag, try await clinic.tag("油性", in: skin).tag)
        try await clinic.give(dry, to: customer)
        try await clinic.give(oily, to: customer)
        #expect(await tags(customer, desk) == ["油性"])
        #expect(await desk.send(.get, "/v1/customers/\(customer)/tag-history").rows.compactMap { $0["endReason"]?.string } == ["replaced"])

        let likes = try await clinic.tagGroup("偏好", ["maximum": 2])
        let wanted = [
            try await clinic.tag("光电", in: likes).tag, try await clinic.tag("注射", in: likes).tag, try await clinic.tag("手术", in: likes).tag,
        ]
        for tag in wanted.prefix(2) { try await clinic.give(tag, to: customer) }
        let refused = await desk.send(.put, "/v1/customers/\(customer)/tags/\(wanted[2])")
        #expect(refused.status == 409)
        #expect(refused.code == "tag.group_full")
        #expect(refused.json["maximum"] == 2)
        // One that is there may be given longer, and one that goes makes room.
        let end = clinic.house.now.advanced(by: .seconds(86_400))
        try await clinic.give(wanted[0], to: customer, #"{"expiresAt": "\#(end)"}"#)
        #expect(await desk.send(.delete, "/v1/customers/\(customer)/tags/\(wanted[1])").status == 204)
        try await clinic.give(wanted[2], to: customer)
        #expect(await tags(customer, desk) == ["光电", "手术", "油性"])

        // A maximum of an exclusive group means nothing.
        let director = try clinic.call(as: "chain_director")
        let odd = await director.send(.post, "/v1/tag-groups", text: #"{"name": "怪", "colour": "red", "exclusive": true, "maximum": 3}"#)
        #expect(odd.violations == ["/maximum not_allowed"])
        let twice = await director.send(.post, "/v1/tag-groups", text: #"{"name": "肤质", "colour": "red"}"#)
        #expect(twice.code == "tag.name_taken")
    }

    @Test("two people who tag one customer at once do not get past an exclusive group")
    func race() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("同时")
        let group = try await clinic.tagGroup("唯一", ["exclusive": true])
        var wanted: [String] = []
        for number in 0..<8 { wanted.append(try await clinic.tag("签\(number)", in: group).tag) }
        let desk = try clinic.call(as: "front_desk")
        let statuses = await withTaskGroup(of: Int.self, returning: [Int].self) { tasks in
            for tag in wanted { tasks.addTask { await desk.send(.put, "/v1/customers/\(customer)/tags/\(tag)").status } }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { $0 == 200 }, "\(statuses)")
        #expect(await tags(customer, desk).count == 1)
        #expect(await desk.send(.get, "/v1/customers/\(customer)/tag-history").rows.count == 8)
    }

    @Test("a tag ends by its lifetime to the moment, whether the job has come by or not")
    func expiry() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("丙")
        let (_, tag) = try await clinic.tag("近期关注", ["lifetimeDays": 30])
        let (_, lasting) = try await clinic.tag("老客")
        let given = try await clinic.give(tag, to: customer)
        try await clinic.give(lasting, to: customer)
        let end = clinic.house.now.advanced(by: .seconds(30 * 86_400))
        #expect(given.json["expiresAt"]?.string == end.description)
        let past = await desk.send(.put, "/v1/customers/\(customer)/tags/\(tag)", text: #"{"expiresAt": "2020-01-01T00:00:00Z"}"#)
        #expect(past.violations == ["/expiresAt range"])
        clinic.house.clock.advance(by: .seconds(30 * 86_400 - 1))
        try clinic.renewSession()
        #expect(await tags(customer, desk) == ["老客", "近期关注"].sorted())
        clinic.house.clock.advance(by: .seconds(1))
        #expect(await tags(customer, desk) == ["老客"])
        #expect(await desk.send(.get, "/v1/customers?filter[tags]=\(tag)").rows.isEmpty)
        clinic.house.clock.advance(by: .seconds(3600))
        let runner = JobRunner(TagJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment)
        _ = try await Outbox.now(TagJobs.expiry, in: clinic)
        _ = try await runner.runDue(of: clinic.tenant)
        try clinic.renewSession()
        let ended = await desk.send(.get, "/v1/customers/\(customer)/tag-history").rows.first { $0["tagId"]?.string == tag }
        #expect(ended?["endReason"] == "expired")
        #expect(ended?["endedAt"]?.string == end.description, "to the moment when it expired, not when the job came")
        #expect(await tags(customer, desk, at: end.advanced(by: .seconds(-1))).contains("近期关注"))
        #expect(!(await tags(customer, desk, at: end).contains("近期关注")))
        let kinds = await desk.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.first == "untagged")
    }

    @Test("the list is filtered by any, all and none, and finds nobody beyond one's rows")
    func filters() async throws {
        let clinic = try await Clinic()
        let (x, y) = (try await clinic.tag("甲签").tag, try await clinic.tag("乙签").tag)
        let both = try await clinic.customer("两个")
        let one = try await clinic.customer("一个")
        let none = try await clinic.customer("没有")
        let far = try await clinic.customer("远方", in: clinic.b)
        for (tag, customer) in [(x, both), (y, both), (x, one)] { try await clinic.give(tag, to: customer) }
        try await clinic.give(x, to: far, as: clinic.call(as: try await clinic.person(("front_desk", clinic.b))))
        let desk = try clinic.call(as: "front_desk")
        func found(_ query: String) async -> Set<String> {
            Set(await desk.send(.get, "/v1/customers?fields=id&" + query).rows.compactMap { $0["id"]?.string })
        }
        #expect(await found("filter[tags]=\(x),\(y)") == [both, one])
        #expect(await found("filter[tags][all]=\(x),\(y)") == [both])
        #expect(await found("filter[tags][none]=\(y)") == [one, none])
        #expect(await found("filter[tags]=\(x)&filter[tags][none]=\(y)") == [one])
        #expect(await desk.send(.get, "/v1/customers?filter[tags]=nonsense").violations == ["/filter/tags type"])
        #expect(await desk.send(.get, "/v1/customers?filter[tags][gte]=\(x)").violations == ["/filter/tags type"])
        #expect(await desk.send(.get, "/v1/customers?sort=tags").violations == ["/sort unknown_field"])
        #expect(await desk.send(.get, "/v1/customers?filter[level][all]=gold").violations == ["/filter/level type"])
        let director = try clinic.call(as: "chain_director")
        #expect(await director.send(.get, "/v1/customers?filter[tags]=\(x)").rows.count == 3)
    }

    @Test("who does not read tags sees that there are some and never which: in no list, filter, timeline or history")
    func rights() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("丁")
        let (_, tag) = try await clinic.tag("秘密签")
        let row = try #require(try await clinic.give(tag, to: customer).json["id"]?.string)
        // The store keeper sees identity masked; the names of tags are nobody's secret, who has them is.
        let keeper = try clinic.call(as: "store_keeper")
        for path in [
            "/v1/customers/\(customer)", "/v1/customers", "/v1/customers/\(customer)/tags", "/v1/customers/\(customer)/tag-history",
            "/v1/customers/\(customer)/timeline",
        ] {
            let answer = await keeper.send(.get, path)
            #expect(answer.status == 200, "\(path)")
            #expect(!answer.text.contains(tag) && !answer.text.contains("秘密签"), "\(path): \(answer.text)")
        }
        let masked = await keeper.send(.get, "/v1/customers/\(customer)").json
        #expect(masked["tags"] == "***")
        #expect(masked["masked"]?.array?.contains("tags") == true)
        for path in ["/v1/customers?filter[tags]=\(tag)", "/v1/customers?filter[tags][none]=\(tag)"] {
            #expect(await keeper.send(.get, path).violations == ["/filter unknown_field"])
        }
        #expect(await keeper.send(.get, "/v1/customers/\(customer)/tags?filter[tagId]=\(tag)").violations == ["/filter unknown_field"])
        #expect(await keeper.send(.put, "/v1/customers/\(customer)/tags/\(tag)").status == 403)
        // Marketing reads them, and nothing else of identity.
        let marketing = try clinic.call(as: "marketing")
        #expect(await marketing.send(.get, "/v1/customers?filter[tags]=\(tag)").rows.map { $0["tags"] } == [[.string(tag)]])
        #expect(await marketing.send(.get, "/v1/customers/\(customer)/tags").rows.map { $0["tagName"] } == ["秘密签"])
        #expect(await marketing.send(.delete, "/v1/customers/\(customer)/tags/\(tag)").status == 403)
        // Another branch, and a tag of another chain.
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await far.send(.put, "/v1/customers/\(customer)/tags/\(tag)").status == 404)
        let stranger = try await Clinic()
        let foreign = try await stranger.tag("别家").tag
        let desk = try clinic.call(as: "front_desk")
        #expect(await desk.send(.put, "/v1/customers/\(customer)/tags/\(foreign)").status == 404)
        #expect(await desk.send(.get, "/v1/customers?filter[tags]=\(foreign)").rows.isEmpty)
        #expect(await desk.send(.get, "/v1/customers/\(customer)/tags").rows.map { $0["id"]?.string } == [row])
    }

    @Test("definitions are the chain's: order, names, archive; somebody of one branch changes none")
    func definitions() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        let first = try await clinic.tag("一")
        let second = try await clinic.tag("二")
        let extra = try await clinic.tag("一之二", in: first.group)
        let order: JSONValue = [
            "groups": [["id": .string(second.group)], ["id": .string(first.group), "tags": [.string(extra.tag), .string(first.tag)]]]
        ]
        #expect(await director.send(.put, "/v1/tag-order", body: order.serialized).status == 204)
        #expect(await director.send(.get, "/v1/tag-groups").rows.map { $0["id"]?.string } == [second.group, first.group])
        let names = await director.send(.get, "/v1/tags").rows.filter { $0["groupId"]?.string == first.group }.map { $0["name"] }
        #expect(names == ["一之二", "一"])
        let wrong: JSONValue = [
            "groups": [["id": .string(second.group), "tags": [.string(first.tag)]], ["id": .string(UUID().uuidString)]]
        ]
        #expect(
            await director.send(.put, "/v1/tag-order", body: wrong.serialized).violations == [
                "/groups/0/tags/0 not_allowed", "/groups/1/id not_allowed",
            ])

        let customer = try await clinic.customer("戊")
        try await clinic.give(first.tag, to: customer)
        let path = "/v1/tags/\(first.tag)"
        #expect(await director.send(.patch, path, headers: [("If-Match", "\"9\"")], text: #"{"archived": true}"#).status == 412)
        let archived = await director.send(
            .patch, path, headers: [("If-Match", "\"1\"")], text: #"{"archived": true, "nameEn": "One", "colour": null}"#)
        #expect(archived.status == 200, "\(archived.text)")
        #expect(archived.json["archived"] == true && archived.json["version"] == 2)
        let other = try await clinic.customer("己")
        let desk = try clinic.call(as: "front_desk")
        #expect(await desk.send(.put, "/v1/customers/\(other)/tags/\(first.tag)").code == "tag.archived")
        #expect(await tags(customer, desk) == ["一"], "who has it keeps it")
        #expect(await desk.send(.delete, "/v1/customers/\(customer)/tags/\(first.tag)").status == 204)

        // The action held in one branch alone is not enough: the words are every branch's.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            insert into app.role_action (tenant_id, role_id, action) select r.tenant_id, r.id, 'manage.tag' from app.role r
            where r.tenant_id = \(clinic.tenant) and r.code = 'branch_admin'
            """)
        try connection.execute("update app.tenant_setting set access_version = access_version + 1 where tenant_id = \(clinic.tenant)")
        clinic.house.deployment.forget(clinic.tenant)
        let admin = try clinic.call(as: "branch_admin")
        #expect(await admin.send(.post, "/v1/tag-groups", text: #"{"name": "本院", "colour": "red"}"#).status == 403)
    }

    @Test("an erased customer was never called anything; a customer's own copy says what he was called")
    func privacy() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("庚")
        try await clinic.give(try await clinic.tag("爱聊天").tag, to: customer)
        let copy = try await clinic.copy(of: customer)
        #expect(copy.json["data"]?["customer_tag"]?[0]?["tagName"] == "爱聊天")
        try await clinic.erase(customer)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let left: Int64 = try connection.execute(
            "select count(*) from app.customer_tag where tenant_id = \(clinic.tenant)")[0][0]
        #expect(left == 0)
    }
}

extension Outbox {
    /// Leaves a job of the system's in a clinic, due at once.
    static func now(_ kind: String, subject: UUID? = nil, in clinic: Clinic) async throws -> ID<Job> {
        let (actor, now) = (clinic.house.system(of: clinic.tenant), clinic.house.now)
        return try await clinic.house.deployment.database.write(as: actor) { tx in
            try Outbox.enqueue(kind, subject: subject, at: now, as: actor, in: tx)
        }
    }
}

extension Clinic {
    /// Sessions go on after the clock was moved.
    func renewSession() throws {
        let connection = try superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.session set last_used_at = \(house.now), expires_at = \(house.now.advanced(by: .seconds(3600)))
            where tenant_id = \(tenant)
            """)
        house.deployment.forget(tenant)
    }
}
