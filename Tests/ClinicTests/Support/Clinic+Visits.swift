import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

extension Clinic {
    /// Somebody who can be handed visits at a branch: signed in, with a role, and in the catalogue as what he is there.
    func colleague(_ kind: String = "consultant", in branch: ID<Unit>? = nil) async throws -> Person {
        let person = try await person((kind, branch ?? a))
        _ = try await bookable(kind, person, in: branch)
        return person
    }

    /// Checks somebody in; the visit.
    @discardableResult
    func checkIn(_ customer: String, _ more: JSONObject = [:], as client: InProcessClient? = nil) async throws -> JSONValue {
        var body: JSONObject = ["customerId": .string(customer), "branchId": .string(a.description)]
        for member in more.members { body[member.name] = member.value }
        let desk = if let client { client } else { try call(as: "front_desk") }
        let answer = await desk.send(.post, "/v1/visits", body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return answer.json
    }

    /// Does something to a visit, a consultation or a plan as it stands in an answer.
    func act(
        _ path: String, on object: JSONValue, _ body: JSONObject = [:], method: HTTPRequest.Method = .post, as client: InProcessClient
    ) async -> Answer {
        let version = object["version"]?.integer ?? 0
        return await client.send(
            method, path, headers: [("If-Match", "\"\(version)\"")], body: JSONValue.object(body).serialized)
    }

    /// A row in every table of visits' courses, consultations and plans, for every customer who is there; ids of the first customer's, by the
    /// segment of their path.
    @discardableResult
    func consultationGround(of customer: String? = nil) throws -> [String: String] {
        let connection = try superuser()
        defer { connection.close() }
        let user = try #require(people["doctor"]).id.description
        func run(_ text: String) throws { try connection.execute(SQL(trustedText: text)) }
        let head = "'\(tenant)'"
        for branch in [a, b] {
            try run(
                """
                insert into app.triage_rule (tenant_id, branch_id, strategy, owner_first, updated_at)
                values (\(head), '\(branch)', 'by_hand', true, now()) on conflict do nothing
                """)
        }
        try run(
            """
            insert into app.visit_step (tenant_id, id, visit_id, position, customer_id, branch_id, step, state, since)
            select v.tenant_id, gen_random_uuid(), v.id, 1, v.customer_id, v.branch_id, 'waiting', 'registered', now()
            from app.visit_fact v where v.tenant_id = \(head) and v.withdraws_id is null
            and not exists (select 1 from app.visit_step s where s.tenant_id = v.tenant_id and s.visit_id = v.id)
            """)
        try run(
            """
            insert into app.consultation (tenant_id, id, customer_id, branch_id, unit_id, consultant_id, needs_sealed, created_at, updated_at)
            select c.tenant_id, gen_random_uuid(), c.id, c.home_branch_id, c.home_branch_id, '\(user)', null, now(), now()
            from app.customer c where c.tenant_id = \(head) and c.erased_at is null
            """)
        let place = "k.tenant_id, gen_random_uuid(), k.id, k.customer_id, k.branch_id"
        try run(
            """
            insert into app.consultation_mark (tenant_id, id, consultation_id, customer_id, branch_id, map, x, y, note_sealed, removed_at,
              created_at)
            select \(place), 'face_front', 1, 1, '', now(), now() from app.consultation k where k.tenant_id = \(head)
            """)
        try run(
            """
            insert into app.treatment_plan (tenant_id, id, consultation_id, customer_id, branch_id, unit_id, revision, state, created_at,
              updated_at)
            select \(place), k.unit_id, 1, 'draft', now(), now() from app.consultation k where k.tenant_id = \(head)
            """)
        try run(
            """
            insert into app.plan_item (tenant_id, id, plan_id, customer_id, branch_id, option, position, service_id, sessions, list_fen,
              price_fen, created_at)
            select \(place), 'A', 1, s.id, 1, 1, 1, now() from app.treatment_plan k
            join lateral (select s.id from app.service s where s.tenant_id = k.tenant_id order by s.id limit 1) s on true
            where k.tenant_id = \(head)
            """)
        try run(
            """
            insert into app.plan_opinion (tenant_id, id, plan_id, customer_id, branch_id, user_id, invited_at)
            select \(place), '\(user)', now() from app.treatment_plan k where k.tenant_id = \(head)
            """)
        guard let customer else { return [:] }
        let talk: String = try connection.execute(
            SQL(trustedText: "select id::text from app.consultation where tenant_id = \(head) and customer_id = '\(customer)' limit 1"))[0][
                0]
        let plan: String = try connection.execute(
            SQL(trustedText: "select id::text from app.treatment_plan where tenant_id = \(head) and consultation_id = '\(talk)' limit 1"))[
                0][0]
        return ["consultations": talk, "treatment-plans": plan]
    }
}
