import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

/// Customers who are closed even to their own branch: VIPs, staff, minors.
@Suite struct RestrictionTests {
    private static let readers = [
        "front_desk", "consultant", "doctor", "nurse", "follow_up", "marketing", "cashier", "store_keeper", "branch_admin",
        "chain_director",
        "integration",
    ]

    private static func restrict(
        _ id: String, _ kind: String = "vip", team: [ID<User>] = [], as client: InProcessClient
    ) async -> Clinic.Answer {
        let team = team.map { "\"\($0)\"" }.joined(separator: ",")
        return await client.send(
            .put, "/v1/customers/\(id)/restriction", text: #"{"kind": "\#(kind)", "reason": "well known", "careTeam": [\#(team)]}"#)
    }

    @Test("a restricted customer is there for those who care for him and for nobody else; the overseer sees him masked")
    func restricted() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let note = try await clinic.note("要紧的话", about: id)
        let search = JSONValue.object(["phone": .string(canary.phone)]).serialized
        let admin = try clinic.call(as: "branch_admin")
        let desk = try #require(clinic.people["front_desk"]).id
        #expect(await Self.restrict(id, team: [desk], as: try clinic.call(as: "front_desk")).status == 403)
        let answer = await Self.restrict(id, team: [desk], as: admin)
        #expect(answer.status == 204, "\(answer.text)")
        for role in Self.readers where !["front_desk", "doctor", "nurse"].contains(role) {
            let client = try clinic.call(as: role)
            #expect(await client.send(.get, "/v1/customers/\(id)").status == 404, "\(role)")
            #expect(await client.send(.get, "/v1/customers").rows.isEmpty, "\(role)")
            #expect(await client.send(.get, "/v1/customers/\(id)/timeline").status == 404, "\(role)")
            #expect(await client.send(.get, "/v1/customers/\(id)/shares").status == 404, "\(role)")
            let found = await client.send(.post, "/v1/customers/search", body: search)
            #expect(found.status != 200 || found.rows.isEmpty, "\(role)")
            #expect([403, 404].contains(await client.send(.get, "/v1/notes/\(note)").status), "\(role)")
            let revealed = await client.send(
                .post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["phone"], "purpose": "call back"}"#)
            #expect(revealed.status != 200, "\(role)")
            let changed = await client.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"3\"")], text: #"{"level": "gold"}"#)
            #expect(changed.status != 200, "\(role)")
        }
        // As at a customer who never was.
        let never = await admin.send(.get, "/v1/customers/\(UUID().uuidString.lowercased())")
        #expect(await admin.send(.get, "/v1/customers/\(id)").withoutRequest == never.withoutRequest)
        for role in ["front_desk", "doctor", "nurse"] {
            let client = try clinic.call(as: role)
            let seen = await client.send(.get, "/v1/customers/\(id)")
            #expect(seen.json["restriction"]?.string == "vip" && seen.json["name"]?.string == canary.name, "\(role)")
            #expect(await client.send(.get, "/v1/customers").rows.count == 1, "\(role)")
            #expect(await client.send(.get, "/v1/notes/\(note)").status == 200, "\(role)")
        }
        let officer = await (try clinic.call(as: "compliance_officer")).send(.get, "/v1/customers/\(id)")
        #expect(officer.status == 200)
        #expect(canary.found(in: officer.everything).isEmpty)
        // Who has it is answered as the tenant's policy says.
        let duplicate = await clinic.create(["name": "别人", "phone": .string(canary.phone)], as: admin)
        #expect(duplicate.code == "customer.duplicate")
        // Nor is an id that one does not see taken for a relation.
        let related = await clinic.create(["name": "亲友", "introducerId": .string(id)], as: admin)
        #expect(related.violations == ["/introducerId not_allowed"])
        // Care that ends closes him again; only who sees him lifts it.
        let until = clinic.house.now.advanced(by: .seconds(-1))
        #expect(await admin.send(.delete, "/v1/customers/\(id)/restriction").status == 404)
        let ended = await (try clinic.call(as: "front_desk")).send(
            .put, "/v1/customers/\(id)/care-relations/\(desk)", text: #"{"until": "\#(until)", "reason": "it is over"}"#)
        #expect(ended.code == "customer.care_needs_approval")
    }

    @Test("who restricts and names himself goes on seeing him, and lifts it")
    func lifted() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("员工客", phone: "13900001111")
        let admin = try clinic.call(as: "branch_admin")
        let own = try #require(clinic.people["branch_admin"]).id
        #expect(await Self.restrict(id, "staff", team: [own], as: admin).status == 204)
        #expect(await Self.restrict(id, "celebrity", as: admin).status == 422)
        #expect(await Self.restrict(id, "vip", team: [ID(high: 7, low: 7)], as: admin).violations == ["/careTeam/0 not_allowed"])
        #expect(await admin.send(.get, "/v1/customers/\(id)").json["restrictionReason"]?.string == "well known")
        #expect(await admin.send(.get, "/v1/customers?filter[restriction]=staff").rows.count == 1)
        #expect(try await clinic.call(as: "front_desk").send(.get, "/v1/customers/\(id)").status == 404)
        let doctor = try #require(clinic.people["doctor"]).id
        let until = clinic.house.now.advanced(by: .seconds(3_600))
        let assigned = await admin.send(
            .put, "/v1/customers/\(id)/care-relations/\(doctor)", text: #"{"until": "\#(until)", "reason": "today's visit"}"#)
        #expect(assigned.status == 204, "\(assigned.text)")
        #expect(try await clinic.call(as: "doctor").send(.get, "/v1/customers/\(id)").status == 200)
        #expect(await admin.send(.delete, "/v1/customers/\(id)/restriction").status == 204)
        #expect(await admin.send(.delete, "/v1/customers/\(id)/restriction").status == 404)
        #expect(try await clinic.call(as: "front_desk").send(.get, "/v1/customers/\(id)").status == 200)
    }

    @Test("a share does not open a restricted customer")
    func shared() async throws {
        let setting = try await ShareTests.Setting()
        #expect(await setting.share("full").status == 201)
        #expect(await setting.desk.send(.get, "/v1/customers/\(setting.id)").status == 200)
        #expect(await Self.restrict(setting.id, as: setting.admin).status == 204)
        #expect(await setting.desk.send(.get, "/v1/customers/\(setting.id)").status == 404)
        try await setting.policy("full")
        #expect(await setting.desk.send(.get, "/v1/customers/\(setting.id)").status == 404)
    }

    // MARK: - Minors

    /// The day on which somebody who was born so many years ago today, and some days later, was born.
    private static func birthday(_ clinic: Clinic, years: Int, days: Int = 0) throws -> String {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            """
            select ((((\(clinic.house.now)::timestamptz at time zone 'Asia/Shanghai')::date - make_interval(years => \(Int32(years))))::date)
              + \(Int32(days)))::text
            """)[0][0]
    }

    @Test("a minor needs a guardian and is closed; the creator sees him that day, others by approval")
    func minors() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let minor = try Self.birthday(clinic, years: 18, days: 1)
        let bare = await clinic.create(["name": "小明", "birthday": .string(minor)], as: desk)
        #expect(bare.violations == ["/guardianName required", "/guardianPhone required"])
        let made = await clinic.create(
            ["name": "小明", "birthday": .string(minor), "guardianName": "王家长", "guardianPhone": "13700002222"], as: desk)
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json["id"]?.string)
        #expect(made.json["guardianPhone"]?.string == "137****2222")
        #expect(await desk.send(.get, "/v1/customers/\(id)").status == 200)
        for role in ["branch_admin", "chain_director", "consultant", "follow_up"] {
            #expect(try await clinic.call(as: role).send(.get, "/v1/customers/\(id)").status == 404, "\(role)")
        }
        #expect(try await clinic.call(as: "compliance_officer").send(.get, "/v1/customers/\(id)").status == 200)

        // A request, decided by another.
        let nurse = try clinic.call(as: "nurse")
        let until = clinic.house.now.advanced(by: .seconds(7_200))
        let wish = #"{"customerId": "\#(id)", "reason": "prepares the treatment", "until": "\#(until)"}"#
        let asked = await nurse.send(.post, "/v1/care-requests", text: wish)
        #expect(asked.status == 201, "\(asked.text)")
        #expect(await nurse.send(.post, "/v1/care-requests", text: wish).code == "care.requested")
        let request = try #require(asked.json["id"]?.string)
        #expect(await nurse.send(.get, "/v1/care-requests").rows.count == 1)
        #expect(try await clinic.call(as: "doctor").send(.get, "/v1/care-requests").rows.isEmpty)
        let admin = try clinic.call(as: "branch_admin")
        #expect(await admin.send(.get, "/v1/care-requests/queue?state=requested").rows.map { $0["reason"] } == ["prepares the treatment"])
        let elsewhere = clinic.call(as: try await clinic.person(("branch_admin", clinic.b)))
        #expect(await elsewhere.send(.get, "/v1/care-requests/queue").rows.isEmpty)
        #expect(await elsewhere.send(.post, "/v1/care-requests/\(request)/decision", text: #"{"approved": true}"#).status == 404)
        #expect(await nurse.send(.post, "/v1/care-requests/\(request)/decision", text: #"{"approved": true}"#).status == 403)
        #expect(await nurse.send(.get, "/v1/customers/\(id)").status == 404)
        let decided = await admin.send(.post, "/v1/care-requests/\(request)/decision", text: #"{"approved": true}"#)
        #expect(decided.json["state"]?.string == "approved", "\(decided.text)")
        #expect(await nurse.send(.get, "/v1/customers/\(id)").status == 200)
        #expect(
            await admin.send(.post, "/v1/care-requests/\(request)/decision", text: #"{"approved": false}"#).code == "care.decided")
        // It ends by itself.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.care_relation set since = since - interval '1 day', until = until - interval '1 day'
            where tenant_id = \(clinic.tenant)
            """)
        #expect(await nurse.send(.get, "/v1/customers/\(id)").status == 404)
        #expect(await desk.send(.get, "/v1/customers/\(id)").status == 404)
    }

    @Test("nobody decides his own request, and a refusal opens nothing")
    func ownRequest() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("要紧人")
        let admin = try clinic.call(as: "branch_admin")
        #expect(await Self.restrict(id, as: admin).status == 204)
        let until = clinic.house.now.advanced(by: .seconds(7_200))
        let asked = await admin.send(
            .post, "/v1/care-requests", text: #"{"customerId": "\#(id)", "reason": "curious", "until": "\#(until)"}"#)
        let request = try #require(asked.json["id"]?.string)
        #expect(await admin.send(.post, "/v1/care-requests/\(request)/decision", text: #"{"approved": true}"#).code == "care.own")
        let officer = try clinic.call(as: "compliance_officer")
        #expect(await officer.send(.get, "/v1/care-requests/queue").rows.count == 1)
        let refused = await officer.send(.post, "/v1/care-requests/\(request)/decision", text: #"{"approved": false}"#)
        #expect(refused.json["state"]?.string == "refused")
        #expect(await admin.send(.get, "/v1/customers/\(id)").status == 404)
        // Beyond one's branches, and about nobody, it is the same answer.
        let far = try await clinic.customer("远方客", in: clinic.b)
        for customer in [far, UUID().uuidString.lowercased()] {
            let answer = await admin.send(
                .post, "/v1/care-requests", text: #"{"customerId": "\#(customer)", "reason": "curious", "until": "\#(until)"}"#)
            #expect(answer.status == 404)
        }
    }

    @Test("of age from the eighteenth birthday on, in the tenant's time zone")
    func ofAge() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let made = await clinic.create(["name": "成年", "birthday": .string(try Self.birthday(clinic, years: 18))], as: desk)
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(made.json["id"]?.string)
        #expect(try await clinic.call(as: "branch_admin").send(.get, "/v1/customers/\(id)").status == 200)
        // A correction makes him a minor: then a guardian is asked for, who may be another customer.
        let minor = try Self.birthday(clinic, years: 18, days: 1)
        let bare = await desk.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"birthday": "\#(minor)"}"#)
        #expect(bare.violations == ["/guardianName required", "/guardianPhone required"])
        let parent = try await clinic.customer("家长")
        let changed = await desk.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")],
            text: #"{"birthday": "\#(minor)", "guardianId": "\#(parent)"}"#)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(try await clinic.call(as: "branch_admin").send(.get, "/v1/customers/\(id)").status == 404)
        let unknown = await clinic.create(
            ["name": "小明", "birthday": .string(minor), "guardianId": .string(UUID().uuidString.lowercased())], as: desk)
        #expect(unknown.violations == ["/guardianId not_allowed"])
        // The day counts where the tenant is: the same instant is another day elsewhere.
        let connection = try clinic.superuser()
        defer { connection.close() }
        for (zone, day, isAdult) in [
            ("Pacific/Kiritimati", "2008-11-22", true), ("Pacific/Pago_Pago", "2008-11-22", false), ("UTC", "2008-11-21", true),
        ] {
            let moment = try #require(Instant("2026-11-21T12:00:00Z"))
            let answer: Bool = try connection.execute(
                "select \(day)::text::date <= \(Minority.newestAdult(in: zone, at: moment))")[0][0]
            #expect(answer == isAdult, "\(zone)")
        }
    }
}
