import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Consents: what was agreed to, by whom, when, and what follows when it is taken back.
@Suite struct ConsentTests {
    /// What holds for a customer, by purpose.
    private func states(_ customer: String, _ clinic: Clinic) async throws -> [String: JSONValue] {
        let answer = try await clinic.call(as: "front_desk").send(.get, "/v1/customers/\(customer)/consent-states")
        try #require(answer.status == 200, "\(answer.text)")
        return Dictionary(uniqueKeysWithValues: answer.rows.map { ($0["purpose"]?.string ?? "", $0) })
    }

    private func allows(_ purpose: ConsentPurpose, _ customer: String, _ clinic: Clinic, at time: Instant? = nil) async throws -> Bool {
        let id = try #require(ID<Customer>(customer))
        let now = time ?? clinic.house.now
        return try await clinic.house.deployment.database.read(as: clinic.house.system(of: clinic.tenant)) { tx in
            let allowed = try Consents.allows(purpose, id, at: now, of: clinic.tenant, in: tx)
            // The three ways of asking give one answer.
            #expect(try Consents.allowed(purpose, among: [id], at: now, of: clinic.tenant, in: tx) == (allowed ? [id] : []))
            let state = try Consents.states(of: id, at: now, in: clinic.tenant, tx).first { $0.purpose == purpose }
            #expect(state?.isAllowed == allowed)
            return allowed
        }
    }

    @Test("a consent names its notice, is sealed where it names people, and stands on the timeline and in the audit")
    func given() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("同意者")
        #expect(try await !allows(.marketingSMS, customer, clinic))
        let notice = try await clinic.notice(.marketingSMS)
        let answer = try await clinic.agree(to: notice, customer, ["evidence": "档案柜三号第七页"])
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer.json["purpose"]?.string == "marketing_sms")
        #expect(answer.json["noticeId"]?.string == notice)
        #expect(answer.json["state"]?.string == "given")
        #expect(answer.json["evidence"]?.string == "档案柜三号第七页")
        #expect(try await allows(.marketingSMS, customer, clinic))
        #expect(try await !allows(.marketingCall, customer, clinic), "one purpose says nothing of another")
        #expect(try await !allows(.marketingSMS, customer, clinic, at: clinic.house.now.advanced(by: .seconds(-1))))

        let desk = try clinic.call(as: "front_desk")
        let id = try #require(answer.json["id"]?.string)
        #expect(await desk.send(.get, "/v1/consents/\(id)").json["id"]?.string == id)
        #expect(await desk.send(.get, "/v1/customers/\(customer)/consents").rows.count == 1)
        let marketing = try await clinic.call(as: "marketing").send(.get, "/v1/consents/\(id)")
        #expect(marketing.json["evidence"]?.string == "***")
        let kinds = await desk.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.contains("consent_given"))
        let connection = try clinic.superuser()
        defer { connection.close() }
        let events: Int64 = try connection.execute(
            """
            select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'create.consent'
            and customer_id = \(try #require(ID<Customer>(customer)))
            """)[0][0]
        #expect(events == 1)
    }

    @Test("withdrawing takes one call, ends every marketing purpose for the next question, and leaves treatment alone")
    func withdrawn() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("撤回者")
        for purpose in [ConsentPurpose.treatment, .marketingCall, .marketingSMS, .photoPromotion] {
            try await clinic.consent(to: purpose, of: customer)
        }
        let before = clinic.house.now
        #expect(try await allows(.marketingCall, customer, clinic))
        // Whoever is on the telephone may be told.
        let answer = try await clinic.call(as: "marketing").send(
            .post, "/v1/customers/\(customer)/consent-withdrawals",
            text: #"{"purposes": ["marketing"], "channel": "phone", "reason": "不想再接电话"}"#)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["withdrawn"] == ["marketing_call", "marketing_sms", "photo_promotion"])
        for purpose in ConsentPurpose.marketing { #expect(try await !allows(purpose, customer, clinic), "\(purpose)") }
        #expect(try await allows(.treatment, customer, clinic))
        #expect(try await states(customer, clinic)["marketing_call"]?["reason"]?.string == "ended")
        #expect(try await !allows(.marketingCall, customer, clinic, at: before), "ended at the very moment")

        // Again is no fault: there is nothing left to end.
        let again = try await clinic.call(as: "front_desk").send(
            .post, "/v1/customers/\(customer)/consent-withdrawals", text: #"{"purposes": ["marketing"], "channel": "phone"}"#)
        #expect(again.json["withdrawn"] == [])
        let rows = try await clinic.call(as: "front_desk").send(
            .get, "/v1/customers/\(customer)/consents?filter[state]=withdrawn"
        ).rows
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0["endReason"]?.string == "不想再接电话" && $0["endChannel"]?.string == "phone" })
        // A new yes begins anew.
        try await clinic.consent(to: .marketingCall, of: customer)
        #expect(try await allows(.marketingCall, customer, clinic))
    }

    @Test("a notice is fixed once written, agreed to only while it is in force, and a later one may ask for a new consent")
    func notices() async throws {
        // A house of its own, since its clock is moved.
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let customer = try await clinic.customer("读告知书的人")
        let officer = try clinic.call(as: "compliance_officer")
        let first = try await clinic.notice(.branchSharing)
        #expect(try await clinic.agree(to: first, customer).status == 201)
        #expect(await officer.send(.post, "/v1/consent-notices/\(first)/publication").code == "consent.notice_settled")
        #expect(await officer.send(.post, "/v1/consent-notices/\(first)/discard").code == "consent.notice_settled")

        // A better wording does not touch what was agreed to; the old one can no longer be signed.
        let second = try await clinic.notice(.branchSharing)
        #expect(try await allows(.branchSharing, customer, clinic))
        #expect(try await clinic.agree(to: first, customer).code == "consent.notice_not_current")
        let other = try await clinic.customer("未发布")
        let draft = await officer.send(
            .post, "/v1/consent-notices",
            text: #"{"purpose": "branch_sharing", "language": "en", "title": "Sharing", "body": "Other branches may read your record."}"#)
        #expect(draft.json["edition"]?.integer == 1, "languages count apart")
        let drafted = try #require(draft.json["id"]?.string)
        #expect(try await clinic.agree(to: drafted, other).code == "consent.notice_not_current")
        #expect(await officer.send(.post, "/v1/consent-notices/\(drafted)/discard").json["state"]?.string == "discarded")

        clinic.house.clock.advance(by: .seconds(1))
        let third = try await clinic.notice(.branchSharing, renews: true)
        #expect(try await !allows(.branchSharing, customer, clinic))
        #expect(try await states(customer, clinic)["branch_sharing"]?["reason"]?.string == "renewal_needed")
        #expect(try await clinic.agree(to: second, customer).code == "consent.notice_not_current")
        #expect(try await clinic.agree(to: third, customer).status == 201)
        #expect(try await allows(.branchSharing, customer, clinic))
        let held = try await clinic.call(as: "front_desk").send(.get, "/v1/customers/\(customer)/consents").rows
        #expect(held.compactMap { $0["state"]?.string }.sorted() == ["given", "superseded"])

        let listed = try await clinic.call(as: "front_desk").send(
            .get, "/v1/consent-notices?filter[purpose]=branch_sharing&filter[state]=published")
        #expect(listed.rows.compactMap { $0["edition"]?.integer } == [3, 2, 1])
        #expect(try await clinic.call(as: "front_desk").send(.get, "/v1/consent-notices?filter[body]=x").status == 422)
        // Nor does the database let anybody edit what was agreed to.
        let pool = try Connection(url: clinic.house.database.url(of: "peony_app"))
        defer { pool.close() }
        for column in ["body", "title", "digest", "purpose", "edition"] {
            let error = #expect(throws: PostgresError.self) {
                try pool.execute(SQL(trustedText: "update app.consent_notice set \(column) = \(column)"))
            }
            #expect(error?.sqlState == "42501", "\(column)")
        }
        for column in ["notice_id", "given_at", "giver", "purpose", "recorded_by"] {
            let error = #expect(throws: PostgresError.self) {
                try pool.execute(SQL(trustedText: "update app.consent set \(column) = \(column)"))
            }
            #expect(error?.sqlState == "42501", "\(column)")
        }
    }

    @Test("for a minor a guardian agrees, and nobody is asked for promotion")
    func minors() async throws {
        let clinic = try await Clinic()
        let year = try #require(Int(clinic.house.now.description.prefix(4)))
        let child = try await clinic.customer(
            "小朋友", ["birthday": .string("\(year - 12)-01-01"), "guardianName": "家长甲", "guardianPhone": "13912340001"])
        let adult = try await clinic.customer("大朋友", ["birthday": .string("\(year - 18)-01-01")])
        let treatment = try await clinic.notice(.treatment)
        let calls = try await clinic.notice(.marketingCall)
        #expect(try await clinic.agree(to: treatment, child).code == "consent.guardian_required")
        let parent: JSONObject = ["guardian": ["name": "家长甲", "relation": "parent"]]
        let given = try await clinic.agree(to: treatment, child, parent)
        #expect(given.status == 201, "\(given.text)")
        #expect(given.json["giver"]?.string == "guardian")
        #expect(given.json["guardianName"]?.string == "家长甲")
        #expect(try await clinic.agree(to: calls, child, parent).code == "consent.minor_marketing")
        #expect(try await clinic.agree(to: calls, adult).status == 201)
        #expect(try await allows(.marketingCall, adult, clinic))
        // A birthday that comes to light later counts too.
        let changed = try await clinic.call(as: "front_desk").send(
            .patch, "/v1/customers/\(adult)", headers: [("If-Match", "\"1\"")],
            text: #"{"birthday": "\#(year - 15)-01-01", "guardianName": "家长乙", "guardianPhone": "13912340002"}"#)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(try await !allows(.marketingCall, adult, clinic))
        #expect(try await states(adult, clinic)["marketing_call"]?["reason"]?.string == "minor")
    }

    @Test("what is wrong with a consent or a withdrawal is said at once")
    func violations() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("填错的人")
        let desk = try clinic.call(as: "front_desk")
        let consent = await desk.send(
            .post, "/v1/customers/\(customer)/consents",
            text: #"{"channel": "pigeon", "givenAt": "2999-01-01T00:00:00Z", "guardian": {"name": ""}, "purpose": "treatment"}"#)
        #expect(consent.status == 422)
        #expect(
            Set(consent.violations).isSuperset(of: [
                "/noticeId required", "/channel choice", "/evidenceKind required", "/givenAt range", "/guardian/relation required",
                "/purpose unknown_field",
            ]), "\(consent.violations)")
        let withdrawal = await desk.send(
            .post, "/v1/customers/\(customer)/consent-withdrawals", text: #"{"purposes": ["everything"]}"#)
        #expect(withdrawal.violations == ["/purposes/0 choice", "/channel required"])
        let notice = try await clinic.notice(.treatment)
        let earlier = clinic.house.now.advanced(by: .seconds(-86_400))
        #expect(
            try await clinic.agree(to: notice, customer, ["givenAt": .string(earlier.description)]).code
                == "consent.notice_not_current", "nobody agrees to what was not published")
    }
}
