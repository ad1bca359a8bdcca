import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Who gets leads: exact numbers, also when all arrive at once.
@Suite struct LeadAssignmentTests {
    /// A clinic in a house of its own, at ten in the morning of a day in Shanghai.
    private static func clinic() async throws -> Clinic {
        let clinic = try await Clinic(in: House.another())
        let today = clinic.house.now.date(offset: 8 * 3600)
        let morning = clinic.moment(LocalDate(daysSince1970: today.daysSince1970 + 1), 600)
        try clinic.pass(morning.since(clinic.house.now))
        return clinic
    }

    /// Sends so many sheets at once, with numbers of their own; the answers' states. A server that has no place for a moment is asked again,
    /// as its answer says.
    private static func storm(_ clinic: Clinic, _ count: Int, _ more: JSONObject = [:]) async throws -> [Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<count {
                group.addTask {
                    var status = 503
                    for _ in 0..<20 where status == 503 { status = try await clinic.sheet(more).status }
                    return status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("a hundred leads at once are spread exactly, and none is lost")
    func spread() async throws {
        let clinic = try await Clinic()
        let people = try await clinic.consultants(4)
        _ = try await clinic.leadRule(to: people.map { ($0, [:]) })
        let answers = try await Self.storm(clinic, 100)
        #expect(answers == Array(repeating: 201, count: 100))
        #expect(try clinic.loads(people) == [25, 25, 25, 25])
        #expect(try clinic.count("true", in: "app.lead") == 100)
        #expect(try clinic.count("true", in: "app.lead_touch") == 100)
        #expect(try clinic.count("how = 'rule'", in: "app.lead_assignment") == 100)
        #expect(try clinic.count("kind = 'first_call' and state = 'open'", in: "app.task") == 100)
        #expect(try clinic.count("given = 100", in: "app.lead_rule_counter") == 1)
    }

    @Test("by weight each gets exactly his share")
    func weighted() async throws {
        let clinic = try await Clinic()
        let people = try await clinic.consultants(3)
        _ = try await clinic.leadRule(
            to: [(people[0], ["weight": 5]), (people[1], ["weight": 3]), (people[2], ["weight": 2])], ["strategy": "weighted"])
        _ = try await Self.storm(clinic, 100)
        #expect(try clinic.loads(people) == [50, 30, 20])
    }

    @Test("who has the fewest gets the next, until all have as many")
    func leastOpen() async throws {
        let clinic = try await Clinic()
        let people = try await clinic.consultants(3)
        for _ in 0..<4 { _ = try await clinic.lead(["keep": "me"], as: clinic.call(as: people[0])) }
        _ = try await clinic.leadRule(to: people.map { ($0, [:]) }, ["strategy": "least_open"])
        _ = try await Self.storm(clinic, 8)
        #expect(try clinic.loads(people) == [4, 4, 4])
        _ = try await Self.storm(clinic, 6)
        #expect(try clinic.loads(people) == [6, 6, 6])
    }

    @Test("nobody on leave, off shift, over his number or gone gets one; what nobody can take lies in the pool")
    func availability() async throws {
        let clinic = try await Self.clinic()
        let people = try await clinic.consultants(5)
        let day = clinic.house.now.date(offset: 8 * 3600)
        let monday = LocalDate(daysSince1970: day.daysSince1970 - (day.daysSince1970 + 3) % 7)
        var resources: [String] = []
        for person in people { resources.append(try await clinic.bookable("consultant", person)) }
        // All but the second are on shift now; the second comes in the afternoon.
        try await clinic.roster(
            monday, resources.enumerated().map { clinic.shift($1, day, $0 == 1 ? 780..<1_200 : 540..<1_080) })
        let connection = try clinic.superuser()
        defer { connection.close() }
        // The third is on leave; the fifth leaves afterwards.
        try connection.execute(
            """
            insert into app.leave_request (tenant_id, branch_id, id, resource_id, user_id, kind, starts_at, ends_at, state, requested_by,
              decided_at, created_at, updated_at)
            values (\(clinic.tenant), \(clinic.a), gen_random_uuid(), \(resources[2])::text::uuid, \(people[2].id), 'sick',
              \(clinic.house.now.advanced(by: .seconds(-3600))), \(clinic.house.now.advanced(by: .seconds(3600))), 'approved', \(people[2].id),
              now(), now(), now())
            """)
        _ = try await clinic.leadRule(
            to: people.enumerated().map { ($1, $0 == 3 ? ["dailyCap": 7] : [:]) }, ["roster": "on_shift"])
        try connection.execute("update app.user_account set state = 'left' where tenant_id = \(clinic.tenant) and id = \(people[4].id)")
        _ = try await Self.storm(clinic, 30)
        #expect(try clinic.loads(people) == [23, 0, 0, 7, 0])
        // In the evening nobody is at work.
        try clinic.pass(.seconds(11 * 3600))
        _ = try await Self.storm(clinic, 5)
        #expect(try clinic.count("state = 'new' and owner_id is null", in: "app.lead") == 5)
        #expect(try clinic.loads(people).reduce(0, +) == 30)
    }

    @Test("project comes before source, source before region, region before branch, and then the pool")
    func order() async throws {
        let clinic = try await Clinic()
        let people = try await clinic.consultants(4)
        let category = try await clinic.category("抗衰")
        let service = try await clinic.service("热玛吉", in: category)
        let branch: JSONObject = ["unitId": .string(clinic.a.description)]
        _ = try await clinic.leadRule("院区", to: [(people[3], [:])], branch.with("basis", "branch"))
        _ = try await clinic.leadRule("大区", to: [(people[2], [:])], ["basis": "region", "campaign": "双十一"])
        _ = try await clinic.leadRule("渠道", to: [(people[1], [:])], ["basis": "source", "sourceChannel": "meituan"])
        _ = try await clinic.leadRule("项目", to: [(people[0], [:])], ["basis": "project", "categoryId": .string(category)])
        func owner(_ more: JSONObject, in unit: ID<Unit>? = nil) async throws -> String? {
            try await clinic.lead(more, in: unit, as: clinic.call(as: "chain_director"))["ownerId"]?.string
        }
        let project: JSONObject = ["serviceId": .string(service)]
        #expect(try await owner(project.with("sourceChannel", "meituan").with("campaign", "双十一")) == people[0].id.description)
        #expect(try await owner(["sourceChannel": "meituan", "campaign": "双十一"]) == people[1].id.description)
        #expect(try await owner(["campaign": "双十一"]) == people[2].id.description)
        #expect(try await owner([:]) == people[3].id.description)
        // In another branch only the chain's rules count, and their people do not work there.
        #expect(try await owner(project, in: clinic.b) == nil)
        #expect(try clinic.count("state = 'new'", in: "app.lead") == 1)
    }

    @Test("whoever does not call in time loses the lead to the next, and at last to the pool")
    func recycling() async throws {
        let clinic = try await Self.clinic()
        let people = try await clinic.consultants(3)
        _ = try await clinic.leadRule(to: people.map { ($0, [:]) })
        let lead = try await clinic.lead()
        let id = try #require(lead["id"]?.string)
        let admin = try clinic.call(as: "branch_admin")
        #expect(lead["ownerId"]?.string == people[0].id.description)
        func owner() async -> String {
            let now = await admin.send(.get, "/v1/leads/\(id)").json
            return "\(now["ownerId"]?.string ?? "-") \(now["state"]?.string ?? "-")"
        }
        try clinic.pass(.seconds(29 * 60))
        try await clinic.recycle()
        #expect(await owner() == "\(people[0].id.description) assigned")
        try clinic.pass(.seconds(60))
        try await clinic.recycle()
        #expect(await owner() == "\(people[1].id.description) assigned")
        // The first one's task is gone, the second has one.
        #expect(try clinic.count("state = 'open' and assignee_id = '\(people[0].id)'", in: "app.task") == 0)
        #expect(try clinic.count("state = 'open' and assignee_id = '\(people[1].id)'", in: "app.task") == 1)
        try clinic.pass(.seconds(30 * 60))
        try await clinic.recycle()
        #expect(await owner() == "\(people[2].id.description) assigned")
        try clinic.pass(.seconds(30 * 60))
        try await clinic.recycle()
        #expect(await owner() == "- recycled")
        let history = await admin.send(.get, "/v1/leads/\(id)/history").json["assignments"]?.array ?? []
        #expect(history.compactMap { $0["how"]?.string } == ["rule", "recycle", "recycle", "pool"])
    }

    @Test("whoever called keeps it for as long as he is protected")
    func protection() async throws {
        let clinic = try await Self.clinic()
        let person = try await clinic.consultants(1)[0]
        let client = clinic.call(as: person)
        try await clinic.leadSettings(["protectionDays": 30])
        _ = try await clinic.leadRule(to: [(person, [:])])
        let lead = try await clinic.lead()
        let called = await clinic.step(
            lead, ["step": "contacted", "nextAt": .string(clinic.house.now.advanced(by: .seconds(86_400)).description)], as: client)
        #expect(called.status == 200, "\(called.text)")
        #expect(called.json["contactDueAt"] == .null)
        #expect(try clinic.count("kind = 'first_call' and state = 'done'", in: "app.task") == 1)
        #expect(try clinic.count("kind = 'call_back' and state = 'open'", in: "app.task") == 1)
        let id = try #require(lead["id"]?.string)
        try clinic.pass(.seconds(30 * 86_400 - 1))
        try await clinic.recycle()
        let connection = try clinic.superuser()
        defer { connection.close() }
        func state() throws -> String {
            try connection.execute("select state from app.lead where tenant_id = \(clinic.tenant) and id = \(id)::text::uuid")[0][0]
        }
        #expect(try state() == "contacted")
        try clinic.pass(.seconds(1))
        try await clinic.recycle()
        #expect(try state() == "recycled")
    }

    @Test("of many who claim the same lead one gets it; of many claims of one person as many as the limit")
    func claims() async throws {
        let clinic = try await Clinic()
        try await clinic.leadSettings(["claimsADay": 3])
        let people = try await clinic.consultants(8)
        let one = try #require(try await clinic.lead()["id"]?.string)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for person in people { group.addTask { await clinic.call(as: person).send(.post, "/v1/leads/\(one)/claim").status } }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 200 }.count == 1)
        // For the others it is somebody else's now: not there, or taken meanwhile.
        #expect(statuses.filter { $0 == 404 || $0 == 409 }.count == 7)
        var pool: [String] = []
        for _ in 0..<10 { pool.append(try #require(try await clinic.lead()["id"]?.string)) }
        let greedy = try await clinic.consultants(1)[0]
        let mine = await withTaskGroup(of: Int.self) { group in
            for id in pool { group.addTask { await clinic.call(as: greedy).send(.post, "/v1/leads/\(id)/claim").status } }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(mine.filter { $0 == 200 }.count == 3)
        #expect(mine.filter { $0 == 429 }.count == 7)
        #expect(try clinic.loads([greedy]) == [3])
    }
}
