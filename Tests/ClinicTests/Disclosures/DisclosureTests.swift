import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The register of disclosures: what went to whom, and on what ground.
@Suite struct DisclosureTests {
    private func body(_ change: [String: JSONValue] = [:]) -> [UInt8] {
        var body: JSONObject = [
            "recipient": "静安第三方检验所", "recipientContact": "隐私专员 021-55550000", "categories": ["identity", "health"],
            "method": "electronic_file", "ground": "legal_duty", "purpose": "术前血检送检",
        ]
        for (name, value) in change { body[name] = value }
        return JSONValue.object(body).serialized
    }

    @Test("a disclosure says who got what and why; the reason is sealed, and everybody who may see the customer sees the rest")
    func recorded() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("被提供者")
        let doctor = try clinic.call(as: "branch_admin")
        let answer = await doctor.send(.post, "/v1/customers/\(customer)/disclosures", body: body())
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer.json["recipient"]?.string == "静安第三方检验所" && answer.json["abroad"]?.string == "no")
        #expect(answer.json["categories"] == ["identity", "health"] && answer.json["purpose"]?.string == "术前血检送检")
        let id = try #require(answer.json["id"]?.string)
        let officer = try clinic.call(as: "compliance_officer")
        let seen = await officer.send(.get, "/v1/disclosures/\(id)")
        #expect(seen.status == 200 && seen.json["method"]?.string == "electronic_file")
        #expect(await officer.send(.get, "/v1/disclosures?filter[ground]=legal_duty").rows.map { $0["id"]?.string } == [id])
        #expect(await doctor.send(.get, "/v1/customers/\(customer)/disclosures").rows.count == 1)
        #expect(await (try clinic.call(as: "cashier")).send(.get, "/v1/disclosures").status == 403)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let cell: [UInt8] = try connection.execute("select purpose_sealed from app.disclosure where tenant_id = \(clinic.tenant)")[0][0]
        #expect(!String(decoding: cell, as: UTF8.self).contains("血检"))
        let events: Int64 = try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'create.disclosure'")[0][0]
        #expect(events == 1)
        let kinds = await doctor.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.contains("disclosed"))
    }

    @Test("on the ground of consent the consent to passing data on must have held at that moment")
    func consented() async throws {
        let clinic = try await Clinic(in: House.another())
        let customer = try await clinic.customer("同意提供者")
        let desk = try clinic.call(as: "branch_admin")
        let path = "/v1/customers/\(customer)/disclosures"
        #expect(await desk.send(.post, path, body: body(["ground": "consent"])).code == "disclosure.not_consented")
        try await clinic.consent(to: .treatment, of: customer)
        #expect(await desk.send(.post, path, body: body(["ground": "consent"])).code == "disclosure.not_consented")
        let before = clinic.house.now
        clinic.house.clock.advance(by: .seconds(60))
        try await clinic.consent(to: .partnerDisclosure, of: customer)
        let late = body(["ground": "consent", "disclosedAt": .string(before.description)])
        #expect(await desk.send(.post, path, body: late).code == "disclosure.not_consented")
        let answer = await desk.send(.post, path, body: body(["ground": "consent"]))
        #expect(answer.status == 201 && answer.json["consentId"]?.string != nil, "\(answer.text)")
    }

    @Test("a row is never changed: a mistake is answered by one further row, of the same customer")
    func corrected() async throws {
        let clinic = try await Clinic()
        let (customer, other) = (try await clinic.customer("更正者"), try await clinic.customer("旁人"))
        let desk = try clinic.call(as: "branch_admin")
        let first = try #require(await desk.send(.post, "/v1/customers/\(customer)/disclosures", body: body()).json["id"])
        let correction = body(["correctsId": first, "recipient": "静安第四检验所"])
        #expect(await desk.send(.post, "/v1/customers/\(other)/disclosures", body: correction).status == 422)
        let second = await desk.send(.post, "/v1/customers/\(customer)/disclosures", body: correction)
        #expect(second.status == 201 && second.json["correctsId"] == first)
        #expect(await desk.send(.post, "/v1/customers/\(customer)/disclosures", body: correction).code == "disclosure.corrected")
        let pool = clinic.house.deployment.database
        let (system, tenant) = (clinic.house.system(of: clinic.tenant), clinic.tenant)
        await #expect(throws: PostgresError.self) {
            try await pool.write(as: system) { _ = try $0.execute("update app.disclosure set recipient = 'x' where tenant_id = \(tenant)") }
        }
    }

    @Test("every mistake is named at once")
    func refused() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("错漏者")
        let wrong = body([
            "recipient": "x", "categories": ["identity", "gossip"], "method": "owl", "ground": .null, "disclosedAt": "2999-01-01T00:00:00Z",
        ])
        let answer = await (try clinic.call(as: "branch_admin")).send(.post, "/v1/customers/\(customer)/disclosures", body: wrong)
        #expect(answer.status == 422)
        #expect(
            Set(answer.json["errors"]?.array?.compactMap { $0["pointer"]?.string } ?? [])
                == ["/recipient", "/categories", "/method", "/ground", "/disclosedAt"])
    }
}
