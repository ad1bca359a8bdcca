import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

extension Clinic {
    /// A number that nobody has.
    static func number() -> String { "136" + (0..<8).map { _ in String(Int.random(in: 0...9)) }.joined() }

    /// Takes a sheet down; what was answered.
    func sheet(_ more: JSONObject = [:], phone: String? = nil, in branch: ID<Unit>? = nil, as client: InProcessClient? = nil) async throws
        -> Answer
    {
        var body: JSONObject = [
            "branchId": .string((branch ?? a).description), "sourceChannel": "douyin", "phone": .string(phone ?? Clinic.number()),
        ]
        for member in more.members { body[member.name] = member.value }
        let client = if let client { client } else { try call(as: "branch_admin") }
        return await client.send(.post, "/v1/leads", body: JSONValue.object(body).serialized)
    }

    /// A lead; as its taker sees it.
    func lead(_ more: JSONObject = [:], phone: String? = nil, in branch: ID<Unit>? = nil, as client: InProcessClient? = nil) async throws
        -> JSONValue
    {
        let answer = try await sheet(more, phone: phone, in: branch, as: client)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["lead"])
    }

    /// A rule of the chain, or of a unit, whose members may work at any time where nothing else is said; its id.
    func leadRule(
        _ name: String = "规则", to members: [(Person, JSONObject)], _ more: JSONObject = [:]
    ) async throws -> String {
        var body: JSONObject = [
            "name": .string(name), "basis": "region", "unitId": .string(chain.description), "strategy": "round_robin", "roster": "any_time",
        ]
        for member in more.members { body[member.name] = member.value }
        let rule = try await id("/v1/lead-rules", body)
        let list = members.map { person, extra -> JSONValue in .object(extra.with("userId", .string(person.id.description))) }
        let put = try await call(as: "chain_director").send(
            .put, "/v1/lead-rules/\(rule)/members", headers: [("If-Match", "\"1\"")],
            body: JSONValue.object(["members": .array(list)]).serialized)
        try #require(put.status == 200, "\(put.text)")
        return rule
    }

    /// Several consultants of a branch.
    func consultants(_ count: Int, in branch: ID<Unit>? = nil) async throws -> [Person] {
        var people: [Person] = []
        for _ in 0..<count { people.append(try await person(("consultant", branch ?? a))) }
        return people
    }

    /// How many open leads each of these people has.
    func loads(_ people: [Person]) throws -> [Int64] {
        let connection = try superuser()
        defer { connection.close() }
        return try people.map { person in
            try connection.execute(
                """
                select count(*) from app.lead where tenant_id = \(tenant) and owner_id = \(person.id)
                and state in ('assigned', 'contacted', 'added_wecom', 'booked', 'arrived')
                """)[0][0]
        }
    }

    /// One number of a tenant's tables.
    func count(_ condition: String, in table: String) throws -> Int64 {
        let connection = try superuser()
        defer { connection.close() }
        return try connection.execute(
            SQL(trustedText: "select count(*) from \(table) where tenant_id = '\(tenant)' and \(condition)"))[0][0]
    }

    /// Lets time pass; everybody stays signed in.
    func pass(_ time: Duration) throws {
        house.clock.advance(by: time)
        let connection = try superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.session set last_used_at = \(house.now), stepped_up_at = \(house.now), expires_at = \(house.now.advanced(by: .seconds(3600)))
            where tenant_id = \(tenant)
            """)
    }

    /// Lets the clock's work run.
    func recycle() async throws {
        try await house.deployment.database.write(as: house.system(of: tenant)) { tx in
            _ = try Outbox.enqueue(LeadJobs.recycle, at: house.now, as: house.system(of: tenant), in: tx)
        }
        try await JobRunner(LeadJobs.kinds(house.deployment), deployment: house.deployment).runDue(of: tenant)
    }

    /// Sets the chain's numbers of leads.
    func leadSettings(_ body: JSONObject) async throws {
        let director = try call(as: "chain_director")
        let version = await director.send(.get, "/v1/lead-settings").json["version"]?.integer ?? 0
        let answer = await director.send(
            .patch, "/v1/lead-settings", headers: [("If-Match", "\"\(version)\"")], body: JSONValue.object(body).serialized)
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// Takes a lead a step on.
    func step(_ lead: JSONValue, _ body: JSONObject, as client: InProcessClient) async -> Answer {
        let id = lead["id"]?.string ?? "?"
        let version = await client.send(.get, "/v1/leads/\(id)").json["version"]?.integer ?? 0
        return await client.send(
            .post, "/v1/leads/\(id)/steps", headers: [("If-Match", "\"\(version)\"")], body: JSONValue.object(body).serialized)
    }

    /// A row in every table of leads and tasks, for two branches where rows belong to one; ids by the segment of their path. Those of branch
    /// B are about a customer there.
    @discardableResult
    func leadGround(far: String? = nil) throws -> [String: String] {
        let connection = try superuser()
        defer { connection.close() }
        func new() -> String { UUID().uuidString.lowercased() }
        func run(_ text: String) throws { try connection.execute(SQL(trustedText: text)) }
        let user = try #require(people["consultant"]).id.description
        var ids = ["lead-rules": new(), "leads": new(), "tasks": new()]
        let head = "'\(tenant)'"
        let rule = ids["lead-rules"] ?? ""
        try run(
            """
            insert into app.lead_setting (tenant_id, contact_minutes, most_returns, protection_days, claims_a_day, most_open, updated_at)
            values (\(head), 30, 2, 90, 10, 200, now())
            """)
        try run(
            """
            insert into app.lead_rule (tenant_id, id, name, basis, unit_id, strategy, created_at, updated_at)
            values (\(head), '\(rule)', '墙', 'region', '\(chain)', 'round_robin', now(), now())
            """)
        try run("insert into app.lead_rule_member (tenant_id, rule_id, user_id, position) values (\(head), '\(rule)', '\(user)', 1)")
        try run("insert into app.lead_rule_counter (tenant_id, rule_id) values (\(head), '\(rule)')")
        for (number, branch) in [(9_000_002, b), (9_000_001, a)] {
            for path in ["leads", "tasks"] { ids[path] = new() }
            let customer = branch == b ? far.map { "'\($0)'" } ?? "null" : "null"
            let (place, lead) = ("\(head), '\(branch)'", ids["leads"] ?? "")
            try run(
                """
                insert into app.lead (tenant_id, branch_id, id, number, state, source_channel, customer_id, touched_at, created_at, updated_at)
                values (\(place), '\(lead)', \(number), 'new', 'douyin', \(customer), now(), now(), now())
                """)
            try run(
                "insert into app.lead_token (tenant_id, key_version, field, token, lead_id) values (\(head), 1, 1, '\\x00112233445566778899aabbccddeeff', '\(lead)')"
            )
            try run(
                """
                insert into app.lead_touch (tenant_id, branch_id, id, lead_id, customer_id, source_channel, at)
                values (\(place), '\(new())', '\(lead)', \(customer), 'douyin', now())
                """)
            try run(
                "insert into app.lead_assignment (tenant_id, branch_id, id, lead_id, how, at) values (\(place), '\(new())', '\(lead)', 'pool', now())"
            )
            try run(
                """
                insert into app.task (tenant_id, branch_id, id, assignee_id, kind, title, lead_id, customer_id, due_at, created_at, updated_at)
                values (\(place), '\(ids["tasks"] ?? "")', '\(user)', 'other', '墙', '\(lead)', \(customer), now(), now(), now())
                """)
        }
        return ids
    }
}
