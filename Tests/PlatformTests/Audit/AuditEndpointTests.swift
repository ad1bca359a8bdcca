import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    @Suite struct Endpoints {
        /// Calls an endpoint as the edge would, when it has let the caller pass.
        private func call(
            _ method: HTTPRequest.Method, _ path: String, _ clinic: AuditFixture.Clinic, query: String = "",
            id: String? = nil, body: String? = nil
        ) async throws -> JSONValue {
            let endpoints = AuditEndpoints.endpoints(clinic.deployment)
            let endpoint = try #require(endpoints.first { $0.method == method && $0.path == path })
            var headers = HTTPFields()
            if body != nil { headers[.contentType] = "application/json" }
            let reply = try await endpoint.handler(
                Call(
                    request: clinic.actor.request, now: SystemClock().now(), language: .english, address: nil,
                    isSecure: true,
                    actor: clinic.actor, session: nil, query: try Query(parsing: query[...]),
                    body: Array((body ?? "").utf8),
                    idempotencyKey: nil, expectedVersion: nil, headers: headers,
                    parameters: id.map { [(name: "id", value: $0)] } ?? []))
            #expect(reply.status == .ok)
            #expect(reply.contentType == "application/json")
            return try JSONParser.parse(reply.body)
        }

        @Test("every endpoint asks for the right that it is named after")
        func rights() throws {
            let fixture = try AuditFixture()
            for endpoint in AuditEndpoints.endpoints(fixture.deployment) {
                #expect(endpoint.access == .permitted(endpoint.method == .post ? .verifyAudit : .readAudit))
            }
        }

        @Test("events are listed by filter and page, and each can be asked for alone")
        func events() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let event = AuditEvent.sample()
            let ids = try await clinic.record([event]) + clinic.record([event])
            let customer = (event.customer ?? UUID()).uuidString
            let until = "filter[at][lt]=\(SystemClock().now())"
            let query = "filter[customerId]=\(customer)&filter[action]=reveal.customer&\(until)&limit=1"
            let first = try await call(.get, "/v1/audit/events", clinic, query: query)
            #expect(first["data"]?.array?.count == 1)
            #expect(first["data"]?[0]?["id"]?.string == ids[1].uuidString.lowercased())
            #expect(first["data"]?[0]?["sealed"]?.boolean == false)
            #expect(first["data"]?[0]?["actorName"]?.string == "li.hua")
            let cursor = try #require(first["page"]?["next"]?.string)
            let second = try await call(.get, "/v1/audit/events", clinic, query: query + "&cursor=" + cursor)
            #expect(second["data"]?[0]?["id"]?.string == ids[0].uuidString.lowercased())
            #expect(second["page"]?["next"]?.isNull == true)

            let one = try await call(.get, "/v1/audit/events/{id}", clinic, id: ids[0].uuidString)
            #expect(one["links"]?.array?.count == 3)
            #expect(one["body"]?["changes"]?["customer.name"]?["from"]?.string == "***")
            await #expect(throws: Failure.self) {
                try await call(.get, "/v1/audit/events/{id}", clinic, id: UUID().uuidString)
            }
        }

        @Test(
            "what is not a filter, or not a value for it, is refused",
            arguments: [
                "filter[body]=x", "sort=at", "limit=0", "limit=x", "filter[actorId]=1", "filter[outcome]=maybe",
                "filter[at][gte]=today", "filter[at]=2026-01-01T00:00:00Z", "filter[field]=%E7%94%B5", "cursor=x",
            ])
        func refused(query: String) async throws {
            let clinic = try await Self.fixture.get().clinic()
            let failure = await #expect(throws: Failure.self) {
                try await call(.get, "/v1/audit/events", clinic, query: query)
            }
            #expect(failure?.code == .invalid)
            #expect(failure?.violations.count == 1)
        }

        private static let fixture = Result { try AuditFixture() }

        @Test("batches are listed newest first, and a kept head proves the trail or shows that it was cut")
        func verification() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await fixture.threeBatches(clinic)
            let batches = try await call(.get, "/v1/audit/batches", clinic, query: "limit=2")
            #expect(batches["data"]?.array?.compactMap { $0["batch"]?.integer } == [3, 2])
            let cursor = try #require(batches["page"]?["next"]?.string)
            let rest = try await call(.get, "/v1/audit/batches", clinic, query: "limit=2&cursor=" + cursor)
            #expect(rest["data"]?.array?.compactMap { $0["batch"]?.integer } == [1])

            let head = try #require(batches["data"]?[0]?["head"]?.string)
            let body = "{\"expectedHead\": {\"batch\": 3, \"head\": \"\(head)\"}}"
            let good = try await call(.post, "/v1/audit/verifications", clinic, body: body)
            #expect(good["complete"]?.boolean == true)
            #expect(good["fault"]?.isNull == true)
            #expect(good["batches"]?.integer == 3)
            #expect(good["unsealed"]?.integer == 2)
            let superuser = try fixture.database.superuser()
            try superuser.execute("delete from audit.event where tenant_id = \(clinic.tenant) and batch = 3")
            try superuser.execute("delete from audit.batch where tenant_id = \(clinic.tenant) and batch = 3")
            let cut = try await call(.post, "/v1/audit/verifications", clinic, body: body)
            #expect(cut["fault"]?["kind"]?.string == "tailTruncated")
            #expect(cut["fault"]?["batch"]?.integer == 3)
            #expect(try await call(.post, "/v1/audit/verifications", clinic)["fault"]?.isNull == true)
            let recorded = try await clinic.read("select count(*) from audit.event where action = 'verify.audit'")
            #expect(try recorded[0].get(0, as: Int.self) == 3)
        }

        @Test(
            "a head that is none is refused",
            arguments: [
                #"{"expectedHead": {}}"#, #"{"expectedHead": {"batch": 1, "head": "zz"}}"#, #"{"fromBatch": 0}"#,
                #"{"x": 1}"#,
            ])
        func refusedHead(body: String) async throws {
            let clinic = try await Self.fixture.get().clinic()
            await #expect(throws: PayloadError.self) {
                try await call(.post, "/v1/audit/verifications", clinic, body: body)
            }
        }
    }
}
