import HTTPTypes
import JSON
import PeonyTesting
import Testing

@testable import Clinic
@testable import Platform

/// How many customers agreed to what: numbers of what the reader sees, and of nothing else.
@Suite struct ConsentCoverageTests {
    private struct Coverage {
        let customers: Int64
        /// By purpose and standing.
        private let purposes: [String: JSONValue]

        init(as client: InProcessClient) async throws {
            let answer = await client.send(.get, "/v1/consent-coverage")
            try #require(answer.status == 200, "\(answer.text)")
            customers = try #require(answer.json["customers"]?.integer)
            var purposes: [String: JSONValue] = [:]
            for purpose in answer.json["purposes"]?.array ?? [] { purposes[try #require(purpose["purpose"]?.string)] = purpose }
            self.purposes = purposes
            #expect(Set(purposes.keys) == Set(ConsentPurpose.words))
            for word in ConsentPurpose.words { #expect(self[word].reduce(0, +) == customers, "\(word): everybody stands once") }
        }

        /// Current, older, to be renewed, withdrawn, none.
        subscript(_ purpose: String) -> [Int64] {
            ["current", "older", "renewalNeeded", "withdrawn", "none"].map { purposes[purpose]?[$0]?.integer ?? -1 }
        }
    }

    @Test("each customer stands once in each purpose, by the edition that he agreed to and whether it still counts")
    func standings() async throws {
        // A house of its own, since its clock is moved.
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        var ids: [String] = []
        for name in ["现行版", "旧版本", "撤回者", "从未者"] { ids.append(try await clinic.customer(name)) }
        let first = try await clinic.notice(.marketingSMS)
        for id in ids[1...2] { #expect(try await clinic.agree(to: first, id).status == 201) }
        let taken = try await clinic.call(as: "front_desk").send(
            .post, "/v1/customers/\(ids[2])/consent-withdrawals", text: #"{"purposes": ["marketing_sms"], "channel": "phone"}"#)
        #expect(taken.json["withdrawn"] == ["marketing_sms"])
        let second = try await clinic.notice(.marketingSMS)
        #expect(try await clinic.agree(to: second, ids[0]).status == 201)
        // Another language has editions of its own.
        _ = try await clinic.notice(.marketingSMS, language: "en")
        try await clinic.consent(to: .branchSharing, of: ids[1])
        clinic.house.clock.advance(by: .seconds(1))
        _ = try await clinic.notice(.branchSharing, renews: true)

        let officer = try clinic.call(as: "compliance_officer")
        let before = try await Coverage(as: officer)
        #expect(before.customers == 4)
        #expect(before["marketing_sms"] == [1, 1, 0, 1, 1])
        #expect(before["branch_sharing"] == [0, 0, 1, 0, 3])
        #expect(before["treatment"] == [0, 0, 0, 0, 4])

        // Whoever agrees anew stands where he stands now.
        for id in ids[1...2] { #expect(try await clinic.agree(to: second, id).status == 201) }
        #expect(try await Coverage(as: officer)["marketing_sms"] == [3, 0, 0, 0, 1])
    }

    @Test("who sees fewer customers counts fewer: no number tells of another branch, a minor or another chain")
    func reach() async throws {
        let (clinic, stranger) = (try await Clinic(), try await Clinic())
        try await stranger.consent(to: .treatment, of: try await stranger.customer("别家客户"))
        for name in ["本院甲", "本院乙"] { _ = try await clinic.customer(name) }
        let minor = try await clinic.customer(
            "未成年人", ["birthday": "2015-01-01", "guardianName": "母亲", "guardianPhone": "13812340000"])
        let other = try await clinic.customer("他院客户", in: clinic.b)
        let notice = try await clinic.notice(.treatment)
        let desk = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(try await clinic.agree(to: notice, other, as: desk).status == 201)
        var counted: [String: Int64] = [:]
        for role in Clinic.roles where role.actions.contains(.readConsent) && role.actions.contains(.readCustomer) {
            let client = try clinic.call(as: role.code)
            let listed = await client.send(.get, "/v1/customers?limit=200").rows
            let coverage = try await Coverage(as: client)
            #expect(Int(coverage.customers) == listed.count, "\(role.code)")
            let agreed: Int64 = listed.contains { $0["id"]?.string == other } ? 1 : 0
            #expect(coverage["treatment"][0] == agreed, "\(role.code)")
            counted[role.code] = coverage.customers
        }
        #expect(counted["compliance_officer"] == 4)
        #expect(!minor.isEmpty && (counted["marketing"] ?? 9) < 4)
    }
}
