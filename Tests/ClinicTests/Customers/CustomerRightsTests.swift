import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Platform

/// A right that is held in one branch does not reach into another, though the person works in both.
@Suite struct CustomerRightsTests {
    /// A front desk in A who does marketing in B: everything masked there, nothing to change.
    private struct Setting {
        let clinic: Clinic
        let client: InProcessClient
        let here: String
        let far: String
        let canaries: [Canary]

        init() async throws {
            clinic = try await Clinic()
            client = clinic.call(as: try await clinic.person(("front_desk", clinic.a), ("marketing", clinic.b)))
            canaries = [Canary(), Canary()]
            here = try await clinic.customer(canaries[0].name, phone: canaries[0].phone, canaries[0].fields)
            far = try await clinic.customer(
                canaries[1].name, phone: canaries[1].phone, in: clinic.b, canaries[1].fields)
        }
    }

    @Test("a field read in A is masked in B, in one list and one by one")
    func masks() async throws {
        let setting = try await Setting()
        let list = await setting.client.send(.get, "/v1/customers?fields=id,name,birthday,phone,remark,sex")
        #expect(list.rows.count == 2)
        for row in list.rows {
            let masked = Set((row["masked"]?.array ?? []).compactMap(\.string))
            if row["id"]?.string == setting.here {
                #expect(row["name"]?.string == setting.canaries[0].name)
                #expect(masked == ["phone"])
            } else {
                #expect(masked == ["name", "birthday", "phone", "remark", "sex"])
                #expect(row["sex"]?.string == "***")
            }
        }
        #expect(setting.canaries[1].found(in: list.everything).isEmpty)
        let one = await setting.client.send(.get, "/v1/customers/\(setting.far)")
        #expect(one.status == 200)
        #expect(setting.canaries[1].found(in: one.everything).isEmpty)
        #expect(one.json["allergy"] == nil, "marketing does not hold the allergy at all")
        #expect(one.headers[.eTag] == "\"1\"")
    }

    @Test("a filter or an order by a field leaves the rows where the field may not be used")
    func filters() async throws {
        let setting = try await Setting()
        func ids(_ query: String) async -> [String] {
            let answer = await setting.client.send(.get, "/v1/customers?" + query)
            #expect(answer.status == 200, "\(query): \(answer.text)")
            return answer.rows.compactMap { $0["id"]?.string }
        }
        #expect(Set(await ids("fields=id")) == [setting.here, setting.far])
        #expect(await ids("filter[birthday][gte]=1800-01-01") == [setting.here])
        #expect(await ids("filter[birthday]=\(setting.canaries[1].birthday)").isEmpty)
        #expect(await ids("filter[sex]=female") == [setting.here])
        #expect(await ids("sort=birthday") == [setting.here])
        #expect(await ids("sort=-birthday") == [setting.here])
        for (canary, found) in [(setting.canaries[0], [setting.here]), (setting.canaries[1], [])] {
            for body: JSONObject in [
                ["phone": .string(canary.phone)], ["name": .string(canary.name)],
                ["phoneLast4": .string(String(canary.phone.suffix(4)))],
            ] {
                let answer = await setting.client.send(
                    .post, "/v1/customers/search", body: JSONValue.object(body).serialized)
                #expect(answer.rows.compactMap { $0["id"]?.string } == found, "\(answer.text)")
            }
        }
    }

    @Test("whoever may set a masked field cannot tell by it whether he guessed the value")
    func guesses() async throws {
        let clinic = try await Clinic()
        let (right, wrong) = (Canary(), Canary())
        let desk = try clinic.call(as: "front_desk")
        let connection = try clinic.superuser()
        defer { connection.close() }
        var shapes: [[String]] = []
        for (number, guess) in [right.phone, wrong.phone].enumerated() {
            let id = try await clinic.customer("猜不着", phone: number == 0 ? right.phone : Canary().phone)
            let answer = await desk.send(
                .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")],
                body: JSONValue.object(["phone": .string(guess), "wechat": .null]).serialized)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.headers[.eTag] == "\"2\"")
            #expect(answer.json["version"]?.integer == 2)
            let timeline = await desk.send(.get, "/v1/customers/\(id)/timeline")
            let events: Int64 = try connection.execute(
                """
                select count(*) from audit.event where tenant_id = \(clinic.tenant) and object_id = \(id)::uuid
                and action = 'update.customer' and fields = '{customer.phone,customer.wechat}'
                """)[0][0]
            #expect(events == 1)
            shapes.append([
                // A clock that stands still orders nothing.
                "\(timeline.rows.map { "\([$0["kind"], $0["fields"]])" }.sorted())", "\(answer.json.object?.members.map(\.name) ?? [])",
            ])
        }
        #expect(shapes[0] == shapes[1])
        // What he reads in clear stays as it is when nothing becomes different.
        let id = try await clinic.customer("看得见")
        let same = await desk.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"name": "看得见"}"#)
        #expect(same.headers[.eTag] == "\"1\"")
    }

    @Test("reads and searches are found by the branch that they reached into")
    func branchOfReads() async throws {
        let clinic = try await Clinic()
        let (here, far) = (Canary(), Canary())
        let one = try await clinic.customer(here.name, phone: here.phone, here.fields)
        let two = try await clinic.customer(far.name, phone: far.phone, in: clinic.b, far.fields)
        try await clinic.assignCare(one, to: "doctor")
        let officer = try clinic.call(as: "compliance_officer")
        func events(_ action: String, _ branch: ID<Unit>) async -> [JSONValue] {
            await officer.send(.get, "/v1/audit/events?filter[action]=\(action)&filter[branchId]=\(branch)").rows
        }
        // A doctor reads the allergy in clear: when it is answered to his change, in the object and in the list.
        let doctor = try clinic.call(as: "doctor")
        let noted = await doctor.send(
            .patch, "/v1/customers/\(one)", headers: [("If-Match", "\"1\"")],
            body: JSONValue.object(["allergy": .string(here.allergy)]).serialized)
        #expect(noted.status == 200, "\(noted.text)")
        #expect(await doctor.send(.get, "/v1/customers/\(one)").status == 200)
        #expect(await doctor.send(.get, "/v1/customers?fields=id,allergy").rows.count == 1)
        let reads = await events("read.customer", clinic.a)
        #expect(reads.map { $0["rowCount"]?.integer } == [1, 1, 1], "\(reads)")
        #expect(await events("read.customer", clinic.b).isEmpty)
        // A director finds them in both branches: one event each.
        let director = try clinic.call(as: "chain_director")
        for canary in [here, far] {
            let found = await director.send(
                .post, "/v1/customers/search", body: JSONValue.object(["phone": .string(canary.phone)]).serialized)
            #expect(found.rows.count == 1)
        }
        #expect(await events("search.customer", clinic.a).map { $0["rowCount"]?.integer } == [1])
        #expect(await events("search.customer", clinic.b).map { $0["rowCount"]?.integer } == [1])
        // A front desk that finds nothing looked in its own branch.
        let nothing = await clinic.call(as: try await clinic.person(("front_desk", clinic.c))).send(
            .post, "/v1/customers/search", body: JSONValue.object(["phone": .string(Canary().phone)]).serialized)
        #expect(nothing.rows.isEmpty)
        #expect(await events("search.customer", clinic.c).map { $0["rowCount"]?.integer } == [0])
        // A change of a note says its branch too.
        let note = try await clinic.note("原话", about: one)
        let desk = try clinic.call(as: "front_desk")
        let change = await desk.send(
            .patch, "/v1/notes/\(note)", headers: [("If-Match", "\"1\"")], text: #"{"body": "改过的话"}"#)
        #expect(change.status == 200)
        #expect(await events("update.note", clinic.a).count == 1)
        #expect(two != one)
    }

    @Test("what may be done to customers stands with the customers in /v1/me, however it is called")
    func actionsOfResources() async throws {
        let clinic = try await Clinic()
        let me = try await clinic.call(as: "front_desk").send(.get, "/v1/me").json
        let actions = (me["resources"]?["customer"]?[0]?["actions"]?.array ?? []).compactMap(\.string)
        #expect(actions.contains("assign.care"))
        #expect(actions.contains("reveal.customer"))
        #expect(!actions.contains("read.note"))
        let notes = (me["resources"]?["note"]?[0]?["actions"]?.array ?? []).compactMap(\.string)
        #expect(Set(notes) == ["read.note", "create.note", "update.note"])
    }

    @Test("what may be done in A is not done in B")
    func verbs() async throws {
        let setting = try await Setting()
        let (client, clinic) = (setting.client, setting.clinic)
        func attempt(_ id: String) async -> [Int] {
            let user = clinic.people["doctor"]?.id.description ?? ""
            return [
                await client.send(
                    .post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["phone"], "purpose": "call back"}"#
                ).status,
                await client.send(
                    .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"remark": "改"}"#
                ).status,
                await client.send(
                    .put, "/v1/customers/\(id)/care-relations/\(user)",
                    text: #"{"until": "2027-01-01T00:00:00Z", "reason": "today's visit"}"#
                ).status,
            ]
        }
        #expect(await attempt(setting.here) == [200, 200, 204])
        #expect(await attempt(setting.far) == [404, 404, 404])
        for (branch, status) in [(clinic.a, 201), (clinic.b, 422), (clinic.c, 422)] {
            let answer = await clinic.create(["name": "新客户", "homeBranchId": .string(branch.description)], as: client)
            #expect(answer.status == status)
        }
        // Nor does a customer move to where one could not change him.
        let moved = await client.send(
            .patch, "/v1/customers/\(setting.here)", headers: [("If-Match", "\"2\"")],
            text: #"{"homeBranchId": "\#(clinic.b)"}"#)
        #expect(moved.violations == ["/homeBranchId not_allowed"])
    }

    @Test("two roles on the same rows unite, and a moved customer follows the branch that he is in")
    func union() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let person = try await clinic.person(("marketing", clinic.a), ("cashier", clinic.a))
        let answer = await clinic.call(as: person).send(.get, "/v1/customers/\(id)")
        #expect(answer.json["name"]?.string == canary.name)
        #expect(canary.found(in: answer.everything) == ["birthday", "guardianName", "name", "remark"])

        let director = try clinic.call(as: "chain_director")
        let moved = await director.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")], text: #"{"homeBranchId": "\#(clinic.b)"}"#)
        #expect(moved.status == 200, "\(moved.text)")
        #expect(await clinic.call(as: person).send(.get, "/v1/customers/\(id)").status == 404)
        let there = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await there.send(.get, "/v1/customers/\(id)").status == 200)
        #expect(await there.send(.get, "/v1/customers/\(id)/timeline").rows.count >= 4)
    }

    @Test("rights that were taken away end at once, inside a running session")
    func revoked() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("还在吗")
        let person = try await clinic.person(("front_desk", clinic.a))
        let client = clinic.call(as: person)
        #expect(await client.send(.get, "/v1/customers/\(id)").status == 200)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let grant: String = try connection.execute(
            "select id::text from app.access_grant where tenant_id = \(clinic.tenant) and user_id = \(person.id)")[0][0]
        let answer = try await clinic.call(as: "branch_admin").send(.delete, "/v1/grants/\(grant)")
        #expect(answer.status == 204, "\(answer.text)")
        #expect(await client.send(.get, "/v1/customers/\(id)").status == 403)
    }
}
