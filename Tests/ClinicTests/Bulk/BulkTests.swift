import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Work on many customers, and hand-overs.
@Suite struct BulkTests {
    private func run(_ clinic: Clinic) async throws {
        _ = try await JobRunner(BulkJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment).runDue(of: clinic.tenant)
    }

    private func owner(_ customer: String, _ clinic: Clinic) async throws -> String? {
        try await clinic.call(as: "chain_director").send(.get, "/v1/customers/\(customer)").json["ownerId"]?.string
    }

    private func id(_ role: String, _ clinic: Clinic) throws -> String { try #require(clinic.people[role]).id.description }

    @Test("a level is set for many by a job, row by row, and what was refused says why")
    func levels() async throws {
        let clinic = try await Clinic()
        var mine: [String] = []
        for index in 0..<3 { mine.append(try await clinic.customer("客户\(index)甲")) }
        let theirs = try await clinic.customer("别院客户", in: clinic.b)
        let desk = try clinic.call(as: "front_desk")
        let body: JSONValue = [
            "action": "set_level", "value": "gold", "ids": .array((mine + [theirs, mine[0]]).map { .string($0) }),
        ]
        let ordered = await desk.send(.post, "/v1/customers/bulk-actions", body: body.serialized)
        try #require(ordered.status == 202, "\(ordered.text)")
        #expect(ordered.json["state"]?.string == "waiting")
        #expect(ordered.json["total"]?.integer == 4)
        let id = try #require(ordered.json["id"]?.string)
        try await run(clinic)
        let done = await desk.send(.get, "/v1/bulk-actions/\(id)")
        #expect(done.json["state"]?.string == "done")
        #expect(done.json["done"]?.integer == 4)
        #expect(done.json["refused"]?.integer == 1)
        let refused = await desk.send(.get, "/v1/bulk-actions/\(id)/rows?outcome=refused").rows
        #expect(refused.map { $0["objectId"]?.string } == [theirs])
        #expect(refused.first?["code"]?.string == "resource.not_found")
        for customer in mine { #expect(await desk.send(.get, "/v1/customers/\(customer)").json["level"]?.string == "gold") }
        #expect(try await clinic.call(as: "branch_admin").send(.get, "/v1/bulk-actions/\(id)").status == 404)

        let version = try #require(done.json["version"]?.integer)
        let undo = await desk.send(.post, "/v1/bulk-actions/\(id)/reversal", headers: [("If-Match", "\"\(version)\"")])
        try #require(undo.status == 202, "\(undo.text)")
        try await run(clinic)
        for customer in mine { #expect(await desk.send(.get, "/v1/customers/\(customer)").json["level"]?.string == "standard") }
        let twice = await desk.send(.post, "/v1/bulk-actions/\(id)/reversal", headers: [("If-Match", "\"\(version)\"")])
        #expect(twice.code == "bulk.state")
    }

    @Test("tags are given and taken by the same rules as one by one, and an undo brings back what they replaced")
    func tags() async throws {
        let clinic = try await Clinic()
        let group = try await clinic.tagGroup("肤质", ["exclusive": true])
        let (dry, oily) = (try await clinic.tag("干性", in: group).tag, try await clinic.tag("油性", in: group).tag)
        let (one, two) = (try await clinic.customer("客户甲"), try await clinic.customer("客户乙"))
        try await clinic.give(dry, to: one)
        try await clinic.give(oily, to: two)
        let desk = try clinic.call(as: "front_desk")
        func tags(_ customer: String) async -> [String] {
            (await desk.send(.get, "/v1/customers/\(customer)").json["tags"]?.array ?? []).compactMap(\.string)
        }
        let ordered = await desk.send(
            .post, "/v1/customers/bulk-actions", text: #"{"action": "set_tag", "value": "\#(oily)", "ids": ["\#(one)", "\#(two)"]}"#)
        let id = try #require(ordered.json["id"]?.string, "\(ordered.text)")
        try await run(clinic)
        #expect(await tags(one) == [oily])
        let rows = await desk.send(.get, "/v1/bulk-actions/\(id)/rows").rows
        #expect(rows.map { $0["outcome"]?.string } == ["done", "unchanged"])
        let version = try #require(await desk.send(.get, "/v1/bulk-actions/\(id)").json["version"]?.integer)
        let undo = await desk.send(.post, "/v1/bulk-actions/\(id)/reversal", headers: [("If-Match", "\"\(version)\"")])
        try #require(undo.status == 202, "\(undo.text)")
        try await run(clinic)
        #expect(await tags(one) == [dry])
        #expect(await tags(two) == [oily])
    }

    @Test("everything that a list's filters leave can be changed, and an action that was ended does nothing more")
    func filtersAndEnd() async throws {
        let clinic = try await Clinic()
        let silver = try await clinic.customer("银卡", ["level": "silver"])
        let plain = try await clinic.customer("普通")
        let desk = try clinic.call(as: "front_desk")
        _ = try await clinic.customer("别院银卡", in: clinic.b, ["level": "silver"])
        // Who confirms it has seen how many they are.
        let counted = await desk.send(.get, "/v1/customers/bulk-actions/selection?filter[level]=silver").json
        #expect([counted["count"], counted["most"]] == [1, 50_000])
        #expect(await desk.send(.get, "/v1/customers/bulk-actions/selection?filter[phone]=1").violations == ["/filter unknown_field"])
        let path = "/v1/customers/bulk-actions?filter[level]=silver&limit=200"
        func order(_ more: String) async -> Clinic.Answer {
            await desk.send(.post, path, text: #"{"action": "set_level", "value": "diamond"\#(more)}"#)
        }
        #expect(await order(#", "all": true"#).violations == ["/expected required"])
        #expect(await order(#", "ids": ["\#(silver)"], "expected": 1"#).violations == ["/expected not_allowed"])
        let other = await order(#", "all": true, "expected": 2"#)
        #expect(other.code == "bulk.count_changed")
        #expect(other.json["count"] == 1)
        let all = await order(#", "all": true, "expected": 1"#)
        #expect(all.json["total"]?.integer == 1, "\(all.text)")
        // Who comes to match later was not chosen.
        let late = try await clinic.customer("后来的银卡", ["level": "silver"])
        try await run(clinic)
        #expect(await desk.send(.get, "/v1/customers/\(silver)").json["level"]?.string == "diamond")
        #expect(await desk.send(.get, "/v1/customers/\(late)").json["level"]?.string == "silver")
        let later = await desk.send(
            .post, "/v1/customers/bulk-actions", text: #"{"action": "set_level", "value": "gold", "ids": ["\#(plain)"]}"#)
        let id = try #require(later.json["id"]?.string)
        #expect(await desk.send(.post, "/v1/bulk-actions/\(id)/cancellation").json["state"]?.string == "cancelled")
        try await run(clinic)
        #expect(await desk.send(.get, "/v1/customers/\(plain)").json["level"]?.string == "standard")
        #expect(await desk.send(.post, "/v1/bulk-actions/\(id)/cancellation").code == "bulk.state")
    }

    @Test("an action that is ended while it runs stops behind the batch under way: what is done stays, the rest is not begun")
    func endBetweenBatches() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        var ids: [String] = []
        for index in 0..<60 { ids.append(try await clinic.customer("批\(index)")) }
        let desk = try clinic.call(as: "front_desk")
        let body: JSONValue = ["action": "set_level", "value": "gold", "ids": .array(ids.map { .string($0) })]
        let ordered = await desk.send(.post, "/v1/customers/bulk-actions", body: body.serialized)
        let id = try #require(ordered.json["id"]?.string, "\(ordered.text)")
        let (holder, watcher) = (try clinic.superuser(), try clinic.superuser())
        defer {
            holder.close()
            watcher.close()
        }
        func wait(for others: Int64) async throws {
            let deadline = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < deadline {
                let found: Int64 = try watcher.execute(
                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")[0][0]
                if found >= others { return }
                await Task.yield()
            }
            Issue.record("nobody waits")
        }
        // The first batch waits for a customer, and whoever ends the action for the batch.
        try holder.execute("begin")
        try holder.execute(SQL(trustedText: "select 1 from app.customer where id = '\(ids[10])' for update"))
        async let running: Void = run(clinic)
        try await wait(for: 1)
        async let ending = desk.send(.post, "/v1/bulk-actions/\(id)/cancellation")
        try await wait(for: 2)
        try holder.execute("rollback")
        let ended = await ending
        try await running
        #expect(ended.json["state"] == "cancelled", "\(ended.text)")
        let now = await desk.send(.get, "/v1/bulk-actions/\(id)")
        #expect([now.json["state"], now.json["done"], now.json["total"]] == ["cancelled", 50, 60])
        let outcomes = await desk.send(.get, "/v1/bulk-actions/\(id)/rows").rows.compactMap { $0["outcome"]?.string }
        #expect(outcomes == Array(repeating: "done", count: 50) + Array(repeating: "cancelled", count: 10))
        for (customer, level) in [(ids[49], "gold"), (ids[50], "standard"), (ids[59], "standard")] {
            #expect(await desk.send(.get, "/v1/customers/\(customer)").json["level"]?.string == level)
        }
        // What was done can be taken back like any other.
        let version = try #require(now.json["version"]?.integer)
        let undo = await desk.send(.post, "/v1/bulk-actions/\(id)/reversal", headers: [("If-Match", "\"\(version)\"")])
        try #require(undo.status == 202, "\(undo.text)")
        try await run(clinic)
        #expect(await desk.send(.get, "/v1/customers/\(ids[49])").json["level"]?.string == "standard")
    }

    @Test("rights are those of the moment when the job runs")
    func rightsAtRunTime() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("客户")
        let person = try await clinic.person(("front_desk", clinic.a))
        let ordered = await clinic.call(as: person).send(
            .post, "/v1/customers/bulk-actions", text: #"{"action": "set_level", "value": "gold", "ids": ["\#(customer)"]}"#)
        #expect(ordered.status == 202)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            "update app.access_grant set state = 'revoked' where tenant_id = \(clinic.tenant) and user_id = \(person.id)")
        try await run(clinic)
        #expect(try await clinic.call(as: "front_desk").send(.get, "/v1/customers/\(customer)").json["level"]?.string == "standard")
    }

    @Test("who leaves hands his customers and his patients over by plan; his sessions end, and it can be taken back")
    func handOver() async throws {
        let clinic = try await Clinic()
        let leaver = try await clinic.person(("consultant", clinic.a))
        let (one, two) = (try await clinic.person(("consultant", clinic.a)), try await clinic.person(("consultant", clinic.a)))
        var owned: [String] = []
        for index in 0..<4 { owned.append(try await clinic.customer("移交\(index)号", ["ownerId": .string(leaver.id.description)])) }
        let admin = try clinic.call(as: "branch_admin")
        let until = clinic.house.now.advanced(by: .seconds(86_400))
        let care = await admin.send(
            .put, "/v1/customers/\(owned[0])/care-relations/\(leaver.id)", text: #"{"until": "\#(until)", "reason": "疗程"}"#)
        try #require(care.status == 204, "\(care.text)")
        let lane = await admin.send(.put, "/v1/customers/\(owned[2])/lanes/assistant", text: #"{"userId": "\#(leaver.id)"}"#)
        try #require(lane.status == 204, "\(lane.text)")
        let plan = #""fromId": "\#(leaver.id)", "rule": "round_robin", "to": ["\#(one.id)", "\#(two.id)"]"#
        let preview = await admin.send(.post, "/v1/hand-overs/preview", text: "{\(plan)}")
        try #require(preview.status == 200, "\(preview.text)")
        let lanes = try #require(preview.json["lanes"]?.array)
        #expect(
            lanes.map { $0["lane"]?.string } == [
                "owner", "care", "lane_assistant", "lane_doctor", "lane_nurse", "lane_follow_up", "lane_developer", "leads", "tasks",
            ])
        #expect(lanes.map { $0["count"]?.integer } == [4, 1, 1, 0, 0, 0, 0, 0, 0])
        #expect(preview.json["successors"]?.array?.compactMap { $0["count"]?.integer }.reduce(0, +) == 6)

        let ordered = await admin.send(.post, "/v1/hand-overs", text: "{\(plan), \"departs\": true, \"reason\": \"离职\"}")
        try #require(ordered.status == 202, "\(ordered.text)")
        #expect(await clinic.call(as: leaver).send(.get, "/v1/me").status == 401)
        try await run(clinic)
        let id = try #require(ordered.json["id"]?.string)
        let done = await admin.send(.get, "/v1/bulk-actions/\(id)")
        #expect(done.json["state"]?.string == "done")
        let results = await admin.send(.get, "/v1/bulk-actions/\(id)/rows").text
        #expect(done.json["refused"]?.integer == 0, "\(results)")
        var owners: [String?] = []
        for customer in owned { owners.append(try await owner(customer, clinic)) }
        #expect(owners == [one.id.description, two.id.description, one.id.description, two.id.description])
        // The patient went with the customer.
        let connection = try clinic.superuser()
        defer { connection.close() }
        func caring() throws -> [String] {
            try connection.execute(
                SQL(
                    trustedText: """
                        select user_id::text from app.care_relation where customer_id = '\(owned[0])' and until > '\(clinic.house.now)'::timestamptz + interval '1 second'
                        and user_id in ('\(leaver.id)', '\(one.id)')
                        """)
            ).map { try $0[0] }
        }
        #expect(try caring() == [one.id.description])
        // So did his lane.
        func assistant() async -> [String?] {
            await admin.send(.get, "/v1/customers/\(owned[2])/lanes?filter[lane]=assistant").rows.filter { $0["until"]?.string == nil }
                .map { $0["userId"]?.string }
        }
        #expect(await assistant() == [one.id.description])
        let history = await admin.send(.get, "/v1/customers/\(owned[1])/owners").rows.map { $0["ownerId"]?.string }
        #expect(history == [two.id.description, leaver.id.description])
        #expect(await admin.send(.get, "/v1/hand-overs").rows.contains { $0["id"]?.string == id })

        // Somebody gave one on meanwhile: that stays.
        let version = try #require(await admin.send(.get, "/v1/customers/\(owned[3])").json["version"]?.integer)
        let given = await admin.send(
            .patch, "/v1/customers/\(owned[3])", headers: [("If-Match", "\"\(version)\"")], text: #"{"ownerId": "\#(one.id)"}"#)
        try #require(given.status == 200, "\(given.text)")
        let current = try #require(done.json["version"]?.integer)
        let undo = await admin.send(.post, "/v1/bulk-actions/\(id)/reversal", headers: [("If-Match", "\"\(current)\"")])
        try #require(undo.status == 202, "\(undo.text)")
        try await run(clinic)
        owners = []
        for customer in owned { owners.append(try await owner(customer, clinic)) }
        #expect(owners == [leaver.id.description, leaver.id.description, leaver.id.description, one.id.description])
        #expect(try caring() == [leaver.id.description])
        #expect(await assistant() == [leaver.id.description])
        // The history of lanes says whose each is now.
        for (customer, owner) in zip(owned, owners) {
            let open = try connection.execute(
                SQL(
                    trustedText: """
                        select user_id::text from app.customer_lane where customer_id = '\(customer)' and lane = 'consultant' and until is null
                        """)
            ).map { try $0.get(0, as: String.self) }
            #expect(open == [owner])
        }
    }

    @Test("a preview says what its reader may not give away: it is refused when the plan is carried out, and is in no successor's number")
    func refusedInPreview() async throws {
        let clinic = try await Clinic()
        let leaver = try await clinic.person(("doctor", clinic.a))
        let heir = try await clinic.person(("doctor", clinic.a))
        let plain = try await clinic.customer("普通病人")
        let minor = try await clinic.customer(
            "小病人",
            ["birthday": "2018-01-01", "guardianName": "母亲", "guardianPhone": "13812340000"])
        let until = clinic.house.now.advanced(by: .seconds(86_400))
        let id = try #require(UUID(uuidString: minor))
        try await clinic.house.deployment.database.write(as: clinic.house.system(of: clinic.tenant)) { tx in
            for customer in [id, try #require(UUID(uuidString: plain))] {
                tx.enqueue(
                    CareQueries.extend(
                        customer, to: leaver.id, at: clinic.house.now, until: until, reason: "treatment", tenant: clinic.tenant))
            }
        }
        let admin = try clinic.call(as: "branch_admin")
        let plan = #""fromId": "\#(leaver.id)", "rule": "one", "to": ["\#(heir.id)"], "lanes": ["care"]"#
        let preview = await admin.send(.post, "/v1/hand-overs/preview", text: "{\(plan)}")
        try #require(preview.status == 200, "\(preview.text)")
        let lane = try #require(preview.json["lanes"]?[0])
        let ordered = await admin.send(.post, "/v1/hand-overs", text: "{\(plan), \"reason\": \"转岗\"}")
        try await run(clinic)
        let done = await admin.send(.get, "/v1/bulk-actions/\(ordered.json["id"]?.string ?? "")")
        #expect(lane["refused"] == done.json["refused"])
        #expect(preview.json["successors"]?[0]?["count"]?.integer == (lane["count"]?.integer ?? 0) - (lane["refused"]?.integer ?? 0))
        #expect(lane["count"]?.integer == done.json["total"]?.integer)
    }

    @Test("plans by branch, by level and by load give what they say, and a plan for nobody is refused")
    func plans() async throws {
        let clinic = try await Clinic()
        let leaver = try await clinic.person(("consultant", clinic.chain))
        let (one, two) = (try await clinic.person(("consultant", clinic.chain)), try await clinic.person(("consultant", clinic.chain)))
        let mine: JSONValue = .string(leaver.id.description)
        _ = try await clinic.customer("甲院客", ["ownerId": mine, "level": "gold"])
        _ = try await clinic.customer("乙院客", in: clinic.b, ["ownerId": mine])
        _ = try await clinic.customer("丙院客", in: clinic.c, ["ownerId": mine])
        _ = try await clinic.customer("已有客", ["ownerId": .string(one.id.description)])
        let director = try clinic.call(as: "chain_director")
        func counts(_ plan: String) async throws -> [String: Int64] {
            let answer = await director.send(
                .post, "/v1/hand-overs/preview", text: #"{"fromId": "\#(leaver.id)", "lanes": ["owner"], \#(plan)}"#)
            try #require(answer.status == 200, "\(answer.text)")
            var counts = ["unplanned": answer.json["lanes"]?[0]?["unplanned"]?.integer ?? -1]
            for row in answer.json["successors"]?.array ?? [] { counts[row["userId"]?.string ?? ""] = row["count"]?.integer }
            return counts
        }
        let (first, second) = (one.id.description, two.id.description)
        #expect(
            try await counts(
                #""rule": "by_branch", "branches": [{"branchId": "\#(clinic.a)", "userId": "\#(first)"}, {"branchId": "\#(clinic.b)", "userId": "\#(second)"}]"#
            )
                == ["unplanned": 1, first: 1, second: 1])
        #expect(
            try await counts(#""rule": "by_level", "levels": [{"level": "gold", "userId": "\#(second)"}], "to": ["\#(first)"]"#)
                == ["unplanned": 0, first: 2, second: 1])
        #expect(try await counts(#""rule": "least_loaded", "to": ["\#(first)", "\#(second)"]"#) == ["unplanned": 0, first: 1, second: 2])
        for (plan, violation) in [
            (#""rule": "one", "to": []"#, "/to required"), (#""rule": "one", "to": ["\#(leaver.id)"]"#, "/to not_allowed"),
            (#""rule": "one", "to": ["\#(UUID().uuidString.lowercased())"]"#, "/to not_allowed"),
            (#""rule": "by_level""#, "/levels required"),
        ] {
            let answer = await director.send(.post, "/v1/hand-overs", text: #"{"fromId": "\#(leaver.id)", \#(plan)}"#)
            #expect(answer.violations == [violation], "\(plan)")
        }
        let nobody = await director.send(
            .post, "/v1/hand-overs/preview", text: #"{"fromId": "\#(UUID().uuidString.lowercased())", "rule": "one", "to": ["\#(first)"]}"#)
        #expect(nobody.status == 404)
    }
}
