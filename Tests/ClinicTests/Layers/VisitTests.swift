import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Visits: facts that are added to and never changed.
@Suite struct VisitTests {
    @Test("a visit is recorded and withdrawn, both for good; a repeat with the key is the same one")
    func facts() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("来客")
        let path = "/v1/customers/\(customer)/visits"
        let first = await desk.send(.post, path, headers: [("Idempotency-Key", "visit-once")], text: #"{"kind": "treatment"}"#)
        #expect(first.status == 201, "\(first.text)")
        #expect(first.json["visitedOn"]?.string == clinic.today.description)
        #expect(first.json["branchId"]?.string == clinic.a.description)
        let again = await desk.send(.post, path, headers: [("Idempotency-Key", "visit-once")], text: #"{"kind": "treatment"}"#)
        #expect(again.json["id"] == first.json["id"])
        #expect(await desk.send(.get, path).rows.count == 1)

        let id = try #require(first.json["id"]?.string)
        for _ in 0..<2 { #expect(await desk.send(.post, "/v1/visits/\(id)/withdrawal").status == 204) }
        let rows = await desk.send(.get, path).rows
        #expect(rows.count == 1)
        #expect(rows.first?["withdrawnAt"]?.string != nil)
        let kinds = await desk.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.filter { $0 == "visited" }.count == 1)
        #expect(kinds.filter { $0 == "visit_withdrawn" }.count == 1)

        let connection = try clinic.superuser()
        defer { connection.close() }
        let actions: [String] = try connection.execute(
            "select action from audit.event where tenant_id = \(clinic.tenant) and object_type = 'visit' and outcome = 'done' order by action"
        ).map { try $0[0] }
        #expect(actions == ["record.visit", "withdraw.visit"])
        let pool = try Connection(url: clinic.house.database.url(of: "peony_app"))
        defer { pool.close() }
        for statement in ["update app.visit_fact set visited_on = current_date", "delete from app.visit_fact"] {
            #expect(throws: PostgresError.self) { try pool.execute(SQL(trustedText: statement)) }
        }
    }

    @Test(
        "days to come, branches that are not there and kinds that are none are refused, all at once; other branches and tenants see nothing"
    )
    func refusals() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("来客")
        let path = "/v1/customers/\(customer)/visits"
        let wrong = await desk.send(.post, path, text: #"{"kind": "party", "visitedOn": "2026-02-30", "branchId": "x", "more": 1}"#)
        #expect(Set(wrong.violations) == ["/kind choice", "/visitedOn pattern", "/branchId pattern", "/more unknown_field"])
        let branch = UUID().uuidString.lowercased()
        let late = await desk.send(.post, path, text: #"{"kind": "arrival", "visitedOn": "2999-01-01", "branchId": "\#(branch)"}"#)
        #expect(Set(late.violations) == ["/visitedOn range", "/branchId not_allowed"])
        #expect(await (try clinic.call(as: "cashier")).send(.post, path, text: #"{"kind": "arrival"}"#).status == 403)

        let visit = try await clinic.visit(customer)
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        let stranger = try await Clinic().call(as: "front_desk")
        for client in [far, stranger] {
            #expect(await client.send(.get, path).status == 404)
            #expect(await client.send(.post, path, text: #"{"kind": "arrival"}"#).status == 404)
            #expect(await client.send(.post, "/v1/visits/\(visit)/withdrawal").status == 404)
        }
        #expect(await desk.send(.get, path).rows.map { $0["withdrawnAt"]?.isNull } == [true])
    }

    @Test("a source says a fact once")
    func origin() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("来客")
        let origin = UUID()
        let (house, home, today) = (clinic.house, clinic.a, clinic.today)
        let uuid = try #require(UUID(uuidString: customer))
        let written = try await house.deployment.database.write(as: house.system(of: clinic.tenant)) { tx in
            try (0..<2).map { _ in
                try VisitFact(
                    .new(at: house.now), of: ID(uuid), home: home, at: home, on: today, .treatment, from: VisitFact.Source("appointment"),
                    origin: origin
                ).write(as: house.system(of: clinic.tenant), at: house.now, in: tx)
            }
        }
        #expect(written == [true, false])
        #expect(
            await (try clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(customer)/visits").rows.map { $0["source"] } == [
                "appointment"
            ])
    }

    @Test("figures of visits can be asked by who sees visits wherever he sees customers")
    func criteria() async throws {
        let clinic = try await Clinic()
        let (often, once, never) = (try await clinic.customer("常客"), try await clinic.customer("一次"), try await clinic.customer("没来"))
        for days in [Int32(3), 3, 40, 200, 400] { try await clinic.visit(often, daysAgo: days) }
        try await clinic.visit(once, daysAgo: 20, "arrival")
        let director = try clinic.call(as: "chain_director")
        func members(_ condition: JSONValue) async throws -> Set<String> {
            let made = await director.send(
                .post, "/v1/segments", body: (["name": .string(UUID().uuidString), "condition": condition] as JSONValue).serialized)
            let id = try #require(made.json["id"]?.string, "\(made.text)")
            return Set(await director.send(.get, "/v1/segments/\(id)/members").rows.compactMap { $0["id"]?.string })
        }
        #expect(try await members(["field": "visitDays", "eq": 3]) == [often], "one day counts once, and the day beyond a year does not")
        #expect(try await members(["field": "visitDays", "gte": 1]) == [often, once])
        #expect(try await members(["field": "visitDays", "isSet": false]) == [never], "no data is not nought")
        #expect(try await members(["field": "daysSinceVisit", "lte": 20]) == [often, once])
        #expect(try await members(["field": "daysSinceTreatment", "isSet": false]) == [once, never])
        let marketing = try clinic.call(as: "marketing")
        let refused = await marketing.send(.post, "/v1/segment-counts", text: #"{"condition": {"field": "visitDays", "gte": 1}}"#)
        #expect(refused.violations == ["/condition unknown_field"])
    }
}
