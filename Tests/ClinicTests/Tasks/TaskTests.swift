import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What somebody has to do: his own list, his team's, and what he may do with it.
@Suite struct TaskTests {
    private static func make(_ clinic: Clinic, _ title: String, _ more: JSONObject = [:], as client: InProcessClient) async -> Clinic.Answer
    {
        var body: JSONObject = ["title": .string(title), "dueAt": .string(clinic.house.now.advanced(by: .seconds(3600)).description)]
        for member in more.members { body[member.name] = member.value }
        return await client.send(.post, "/v1/tasks", body: JSONValue.object(body).serialized)
    }

    private static func send(
        _ client: InProcessClient, _ task: JSONValue, _ verb: String, _ body: String = "{}", _ method: HTTPRequest.Method = .post,
        version: Int64? = nil
    ) async -> Clinic.Answer {
        await client.send(
            method, "/v1/tasks/\(task["id"]?.string ?? "?")/\(verb)",
            headers: [("If-Match", "\"\(version ?? task["version"]?.integer ?? 0)\"")], text: body)
    }

    @Test("everybody has his own list, whatever he sees of customers; who leads sees the team's")
    func lists() async throws {
        let clinic = try await Clinic()
        let (doctor, cashier, admin) = (try clinic.call(as: "doctor"), try clinic.call(as: "cashier"), try clinic.call(as: "branch_admin"))
        let mine = await Self.make(clinic, "复核病历", as: doctor)
        #expect(mine.status == 201, "\(mine.text)")
        #expect(mine.json["title"] == "复核病历")
        let person = try #require(clinic.people["store_keeper"]).id.description
        let given = await Self.make(clinic, "盘点", ["assigneeId": .string(person)], as: admin)
        #expect(given.status == 201, "\(given.text)")
        #expect(await doctor.send(.get, "/v1/tasks").rows.compactMap { $0["title"]?.string } == ["复核病历"])
        #expect(await cashier.send(.get, "/v1/tasks").rows.isEmpty)
        // He reads what he has to do, though he reads no person's name.
        #expect(
            await (try clinic.call(as: "store_keeper")).send(.get, "/v1/tasks?view=mine").rows.compactMap { $0["title"]?.string } == ["盘点"])
        #expect(
            Set(await admin.send(.get, "/v1/tasks?view=team&filter[state]=open").rows.compactMap { $0["title"]?.string }) == ["复核病历", "盘点"])
        #expect(await doctor.send(.get, "/v1/tasks?view=team").rows.isEmpty)
        let id = mine.json["id"]?.string ?? ""
        #expect(await cashier.send(.get, "/v1/tasks/\(id)").status == 404)
        #expect(await admin.send(.get, "/v1/tasks/\(id)").status == 200)
        let elsewhere = clinic.call(as: try await clinic.person(("branch_admin", clinic.b)))
        #expect(await elsewhere.send(.get, "/v1/tasks/\(id)").status == 404)
        #expect(await elsewhere.send(.get, "/v1/tasks").rows.isEmpty)
    }

    @Test("tasks for others come from who leads them, about what one sees")
    func making() async throws {
        let clinic = try await Clinic()
        let (desk, admin) = (try clinic.call(as: "front_desk"), try clinic.call(as: "branch_admin"))
        let colleague = try #require(clinic.people["nurse"]).id.description
        #expect(await Self.make(clinic, "x", ["assigneeId": .string(colleague)], as: desk).violations == ["/assigneeId not_allowed"])
        let far = try await clinic.person(("nurse", clinic.b)).id.description
        #expect(await Self.make(clinic, "x", ["assigneeId": .string(far)], as: admin).violations == ["/assigneeId not_allowed"])
        let customer = try await clinic.customer("有事客")
        let hidden = try await clinic.customer("远方客", in: clinic.b)
        let about = await Self.make(clinic, "送术后须知", ["customerId": .string(customer)], as: desk)
        #expect(about.json["customerId"]?.string == customer)
        #expect(about.json["branchId"]?.string == clinic.a.description)
        #expect(await Self.make(clinic, "x", ["customerId": .string(hidden)], as: desk).violations.contains("/customerId not_allowed"))
        #expect(
            await Self.make(clinic, "x", ["leadId": .string(UUID().uuidString.lowercased())], as: desk).violations.contains(
                "/leadId not_allowed"))
        #expect(await Self.make(clinic, "", ["dueAt": "soon"], as: desk).violations.sorted() == ["/dueAt pattern", "/title too_short"])
        let director = try clinic.call(as: "chain_director")
        #expect(await Self.make(clinic, "x", as: director).violations == ["/branchId required"])
    }

    @Test("whom the assignee does not see is not in his task: he has its kind and its time")
    func hidden() async throws {
        let clinic = try await Clinic()
        let owner = try #require(clinic.people["consultant"])
        let other = try await clinic.consultants(1)[0]
        let customer = try await clinic.customer("别人的客", phone: Clinic.number(), ["ownerId": .string(owner.id.description)])
        let given = await Self.make(
            clinic, "提醒复诊",
            ["customerId": .string(customer), "assigneeId": .string(other.id.description), "kind": "follow_up"],
            as: try clinic.call(as: "branch_admin"))
        #expect(given.status == 201 && given.json["isHidden"] == false, "\(given.text)")
        let client = clinic.call(as: other)
        let id = given.json["id"]?.string ?? ""
        let one = await client.send(.get, "/v1/tasks/\(id)").json
        let listed = await client.send(.get, "/v1/tasks")
        #expect(listed.rows.count == 1)
        let chosen = await client.send(.get, "/v1/tasks?fields=id,title")
        #expect(chosen.rows.count == 1)
        for task in [one] + listed.rows + chosen.rows {
            #expect(task["isHidden"] == true)
            #expect(task["title"] == .null)
        }
        #expect(one["customerId"] == .null)
        #expect(one["kind"] == "follow_up")
        #expect(one["dueAt"] == given.json["dueAt"])
        #expect(await client.send(.get, "/v1/tasks?filter[customerId]=\(customer)").rows.isEmpty)
    }

    @Test("done, postponed with a reason, given up by who gave it, handed on; then it is closed")
    func settling() async throws {
        let clinic = try await Clinic()
        let (desk, admin) = (try clinic.call(as: "front_desk"), try clinic.call(as: "branch_admin"))
        let person = try #require(clinic.people["front_desk"]).id.description
        var task = await Self.make(clinic, "打电话", ["assigneeId": .string(person)], as: admin).json
        let later = clinic.house.now.advanced(by: .seconds(7200)).description
        #expect(await Self.send(desk, task, "postponement", #"{"dueAt": "\#(later)"}"#).violations == ["/reason required"])
        #expect(
            await Self.send(desk, task, "postponement", #"{"dueAt": "2020-01-01T00:00:00Z", "reason": "忙"}"#).violations == ["/dueAt range"]
        )
        let postponed = await Self.send(desk, task, "postponement", #"{"dueAt": "\#(later)", "reason": "客户在开会"}"#)
        #expect(postponed.json["postponed"] == 1, "\(postponed.text)")
        #expect(postponed.json["postponeReason"] == "客户在开会")
        #expect(postponed.json["dueAt"]?.string == later)
        #expect(await Self.send(desk, task, "completion").code == "resource.stale")
        task = postponed.json
        // What one was given one does, or its giver takes it back.
        #expect(await Self.send(desk, task, "cancellation", #"{"reason": "不想"}"#).status == 403)
        #expect(await Self.send(desk, task, "assignee", #"{"userId": "\#(person)"}"#, .put).status == 403)
        let nurse = try #require(clinic.people["nurse"]).id.description
        let handed = await Self.send(admin, task, "assignee", #"{"userId": "\#(nurse)"}"#, .put)
        #expect(handed.json["assigneeId"]?.string == nurse, "\(handed.text)")
        #expect(await desk.send(.get, "/v1/tasks/\(task["id"]?.string ?? "")").status == 404)
        let done = await Self.send(try clinic.call(as: "nurse"), handed.json, "completion", #"{"outcome": "已通知"}"#)
        #expect(done.json["state"] == "done")
        #expect(done.json["outcome"] == "已通知")
        #expect(await Self.send(admin, done.json, "completion").code == "task.closed")
        let taken = await Self.make(clinic, "不用了", as: desk)
        #expect(await Self.send(desk, taken.json, "cancellation", #"{"reason": "客户改期"}"#).json["state"] == "cancelled")
        #expect(try clinic.count("object_type = 'task' and outcome = 'done'", in: "audit.event") == 6)
    }

    /// A task about a customer, one about a lead and one about nobody, with everything that can be written into them.
    private static func written(_ clinic: Clinic, as admin: InProcessClient) async throws -> [String] {
        let customer = try await clinic.customer("封存客")
        let lead = try #require(try await clinic.lead()["id"]?.string)
        let later = clinic.house.now.advanced(by: .seconds(7200)).description
        var ids: [String] = []
        for about in [
            ["customerId": .string(customer)], ["leadId": .string(lead)], ["branchId": .string(clinic.a.description)],
        ] as [JSONObject] {
            let made = await Self.make(clinic, "封存标题", about, as: admin)
            try #require(made.status == 201, "\(made.text)")
            let postponed = await Self.send(admin, made.json, "postponement", #"{"dueAt": "\#(later)", "reason": "封存原因"}"#)
            #expect(postponed.status == 200, "\(postponed.text)")
            let done = await Self.send(admin, postponed.json, "completion", #"{"outcome": "封存结果"}"#)
            #expect(done.status == 200, "\(done.text)")
            ids.append(try #require(made.json["id"]?.string))
        }
        return ids
    }

    private static func read(_ ids: [String], as client: InProcessClient) async {
        for id in ids {
            let task = await client.send(.get, "/v1/tasks/\(id)").json
            #expect(task["title"] == "封存标题" && task["postponeReason"] == "封存原因" && task["outcome"] == "封存结果", "\(task)")
        }
    }

    private static let inClear = "(title is not null or postpone_reason is not null or outcome is not null)"

    @Test("what is written into tasks is sealed, whoever they are about, and ends with him")
    func sealed() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let ids = try await Self.written(clinic, as: admin)
        await Self.read(ids, as: admin)
        #expect(try clinic.count(Self.inClear, in: "app.task") == 0)
        let under = "get_byte(title_sealed, 0) = 225 and get_byte(outcome_sealed, 0) = 225 and get_byte(postpone_reason_sealed, 0) = 225"
        #expect(try clinic.count("\(under) and holder_id is not null", in: "app.task") == 2)
        #expect(try clinic.count("\(under) and holder_id is null", in: "app.task") == 1)
        let customer = try #require(await admin.send(.get, "/v1/tasks/\(ids[0])").json["customerId"]?.string)
        try await clinic.erase(customer)
        #expect(
            try clinic.count(
                "id = '\(ids[0])' and title_sealed is null and postpone_reason_sealed is null and outcome_sealed is null", in: "app.task")
                == 1)
        await Self.read(Array(ids.dropFirst()), as: admin)
    }

    @Test("what stands in clear from before is sealed by a job and gone in clear; what was written since stays")
    func sealing() async throws {
        let clinic = try await Clinic()
        let (house, tenant) = (clinic.house, clinic.tenant)
        let admin = try clinic.call(as: "branch_admin")
        let ids = try await Self.written(clinic, as: admin)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.task set title = '封存标题', postpone_reason = '封存原因', outcome = '封存结果', title_sealed = null,
              postpone_reason_sealed = null, outcome_sealed = null where tenant_id = \(tenant)
            """)
        try connection.execute("update app.task set outcome = '旧结果', outcome_sealed = null where id = \(ids[0])::text::uuid")
        func seal() async throws {
            try await house.deployment.database.write(as: house.system(of: tenant)) { tx in
                _ = try Outbox.enqueue(SealClearTexts.code, at: house.now, as: house.system(of: tenant), in: tx)
            }
            try await JobRunner(SealClearTexts.kinds(Composition.clearTexts), deployment: house.deployment).runDue(of: tenant)
        }
        try await seal()
        #expect(try clinic.count(Self.inClear, in: "app.task") == 0)
        await Self.read(Array(ids.dropFirst()), as: admin)
        #expect(await admin.send(.get, "/v1/tasks/\(ids[0])").json["outcome"] == "旧结果")
        try connection.execute("update app.task set outcome = '更旧的结果' where id = \(ids[0])::text::uuid")
        try await seal()
        #expect(try clinic.count(Self.inClear, in: "app.task") == 0)
        #expect(await admin.send(.get, "/v1/tasks/\(ids[0])").json["outcome"] == "旧结果")
    }

    @Test("a merge seals a task anew under the customer who stays, and its undoing under whom it was about")
    func merged() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let (source, target) = (try await clinic.customer("合并源"), try await clinic.customer("合并到"))
        let made = await Self.make(clinic, "合并前的事", ["customerId": .string(source)], as: admin)
        let id = try #require(made.json["id"]?.string)
        let answer = await admin.send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"1\"")],
            text: #"{"sourceId": "\#(source)", "sourceVersion": 1, "reason": "同一人"}"#)
        try #require(answer.json["id"]?.string != nil, "\(answer.text)")
        let merged = await admin.send(.get, "/v1/tasks/\(id)").json
        #expect(merged["customerId"]?.string == target && merged["title"] == "合并前的事", "\(merged)")
        let merge = try #require(answer.json["id"]?.string)
        let undone = await admin.send(
            .post, "/v1/customer-merges/\(merge)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "看错了"}"#)
        #expect(undone.status == 200, "\(undone.text)")
        let again = await admin.send(.get, "/v1/tasks/\(id)").json
        #expect(again["customerId"]?.string == source && again["title"] == "合并前的事", "\(again)")
    }

    @Test("who leaves hands over his leads and tasks, and gets them back when that is undone")
    func handOver() async throws {
        let clinic = try await Clinic()
        let people = try await clinic.consultants(2)
        let (from, to) = (people[0], people[1])
        let admin = try clinic.call(as: "branch_admin")
        _ = try await clinic.leadRule(to: [(from, [:])])
        for _ in 0..<3 { _ = try await clinic.lead() }
        let called = try await clinic.lead()
        #expect(await clinic.step(called, ["step": "contacted"], as: clinic.call(as: from)).status == 200)
        #expect(await Self.make(clinic, "跟进", ["assigneeId": .string(from.id.description)], as: admin).status == 201)
        let plan = #"{"fromId": "\#(from.id)", "rule": "one", "to": ["\#(to.id)"], "lanes": ["leads", "tasks"], "reason": "离职交接"}"#
        let preview = await admin.send(.post, "/v1/hand-overs/preview", text: plan)
        let counts = (preview.json["lanes"]?.array ?? []).compactMap { $0["count"]?.integer }
        #expect(counts == [4, 1], "\(preview.text)")
        let ordered = await admin.send(.post, "/v1/hand-overs", text: plan)
        #expect(ordered.status == 202, "\(ordered.text)")
        let runner = JobRunner(BulkJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment)
        try await runner.runDue(of: clinic.tenant)
        #expect(try clinic.loads([from, to]) == [0, 4])
        #expect(try clinic.count("state = 'open' and assignee_id = '\(to.id)'", in: "app.task") == 4)
        #expect(try clinic.count("state = 'contacted' and owner_id = '\(to.id)'", in: "app.lead") == 1)
        let action = await admin.send(.get, "/v1/bulk-actions/\(ordered.json["id"]?.string ?? "")").json
        #expect(action["state"] == "done")
        #expect(action["refused"] == 0)
        let undone = await admin.send(
            .post, "/v1/bulk-actions/\(ordered.json["id"]?.string ?? "")/reversal",
            headers: [("If-Match", "\"\(action["version"]?.integer ?? 0)\"")])
        #expect(undone.status == 202, "\(undone.text)")
        try await runner.runDue(of: clinic.tenant)
        #expect(try clinic.loads([from, to]) == [4, 0])
    }
}
