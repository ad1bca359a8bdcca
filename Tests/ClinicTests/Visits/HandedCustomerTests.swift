import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

/// Whom somebody was handed he looks after for a while: he neither takes nor keeps nor lends him, alone or with a friend.
@Suite struct HandedCustomerTests {
    /// A customer of somebody's own whose visit the desk handed to a colleague.
    private struct Handed {
        let clinic: Clinic
        let owner: Clinic.Person
        let colleague: Clinic.Person
        let customer: String
        let visit: String

        var path: String { "/v1/visits/\(visit)" }

        init() async throws {
            clinic = try await Clinic()
            owner = try await clinic.colleague()
            colleague = try await clinic.colleague()
            customer = try await clinic.customer("借来的人", ["ownerId": .string(owner.id.description)])
            visit = try #require(
                try await clinic.checkIn(customer, ["consultantId": .string(colleague.id.description)])["id"]?.string)
            forget()
        }

        /// The listener's part: the news of changed rights.
        func forget() { clinic.house.deployment.sessions.forget(clinic.tenant) }

        func hand(to person: Clinic.Person, as giver: Clinic.Person) async -> Clinic.Answer {
            let client = clinic.call(as: giver)
            let visit = await client.send(.get, path).json
            let answer = await clinic.act(path + "/hand-over", on: visit, ["consultantId": .string(person.id.description)], as: client)
            forget()
            return answer
        }
    }

    private static func until(_ clinic: Clinic, _ customer: String, _ person: Clinic.Person) throws -> Instant? {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            """
            select until from app.care_relation where tenant_id = \(clinic.tenant) and customer_id = \(customer)::text::uuid
            and user_id = \(person.id)
            """
        ).first?.get(0, as: Instant.self)
    }

    private static func end(_ clinic: Clinic, _ customer: String, _ person: Clinic.Person, at end: Instant) throws {
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.care_relation set until = \(end) where tenant_id = \(clinic.tenant) and customer_id = \(customer)::text::uuid
            and user_id = \(person.id)
            """)
    }

    @Test("whom somebody was handed he does not make his own, and does not keep by assigning care")
    func taken() async throws {
        let handed = try await Handed()
        let clinic = handed.clinic
        let client = clinic.call(as: handed.colleague)
        let path = "/v1/customers/\(handed.customer)"
        let seen = await client.send(.get, path)
        try #require(seen.status == 200, "\(seen.text)")
        let mine = await clinic.act(path, on: seen.json, ["ownerId": .string(handed.colleague.id.description)], method: .patch, as: client)
        #expect(mine.violations == ["/ownerId not_allowed"], "\(mine.text)")
        let pool = await clinic.act(path, on: seen.json, ["ownerId": .null], method: .patch, as: client)
        #expect(pool.violations == ["/ownerId not_allowed"], "nor to everybody's")
        let later = clinic.house.now.advanced(by: .seconds(100 * 86_400))
        for person in [handed.colleague, handed.owner] {
            let assigned = await client.send(
                .put, path + "/care-relations/\(person.id)", text: #"{"until": "\#(later)", "reason": "for good"}"#)
            #expect(assigned.status == 404)
        }
        // What he came for is done all the same.
        let talk = await client.send(.post, path + "/consultations", text: #"{"visitId": "\#(handed.visit)"}"#)
        #expect(talk.status == 201, "\(talk.text)")
        // His own people may.
        let theirs = await clinic.act(
            path, on: seen.json, ["ownerId": .string(handed.colleague.id.description)], method: .patch,
            as: try clinic.call(as: "front_desk"))
        #expect(theirs.status == 200, "\(theirs.text)")
    }

    @Test("two who hand a customer to each other come to an end with what they were given")
    func lent() async throws {
        let handed = try await Handed()
        let clinic = handed.clinic
        let friend = try await clinic.colleague()
        let doctor = try await clinic.colleague("doctor")
        let end = clinic.house.now.advanced(by: .seconds(3_600))
        try Self.end(clinic, handed.customer, handed.colleague, at: end)
        #expect(await handed.hand(to: handed.colleague, as: handed.colleague).status == 200)
        #expect(try Self.until(clinic, handed.customer, handed.colleague) == end, "nobody prolongs his own")
        #expect(await handed.hand(to: friend, as: handed.colleague).status == 200)
        #expect(try Self.until(clinic, handed.customer, friend) == end)
        #expect(await clinic.call(as: friend).send(.get, "/v1/customers/\(handed.customer)").status == 200)
        #expect(await handed.hand(to: handed.colleague, as: friend).status == 200)
        #expect(try Self.until(clinic, handed.customer, handed.colleague) == end, "and back")
        let client = clinic.call(as: friend)
        let visit = await client.send(.get, handed.path).json
        let clinical = await clinic.act(handed.path + "/hand-over", on: visit, ["doctorId": .string(doctor.id.description)], as: client)
        #expect(clinical.status == 200, "\(clinical.text)")
        #expect(try Self.until(clinic, handed.customer, doctor) == end)
        // The desk, and his own consultant, give the whole of it.
        let desk = try #require(clinic.people["front_desk"])
        #expect(await handed.hand(to: friend, as: desk).status == 200)
        #expect(try Self.until(clinic, handed.customer, friend) == clinic.house.now.advanced(by: .seconds(7 * 86_400)))
        #expect(await handed.hand(to: handed.colleague, as: handed.owner).status == 200)
        #expect(try Self.until(clinic, handed.customer, handed.colleague) == clinic.house.now.advanced(by: .seconds(7 * 86_400)))
    }

    @Test("an emergency hands nobody over, and spends nobody's turn")
    func emergency() async throws {
        let clinic = try await Clinic()
        let colleague = try await clinic.colleague()
        let owner = try await clinic.person(("consultant", clinic.a))
        let customer = try await clinic.customer("急诊人", ["ownerId": .string(owner.id.description)])
        let doctor = try clinic.call(as: "doctor")
        let opened = await doctor.send(
            .post, "/v1/customers/\(customer)/break-glass", text: #"{"reason": "collapsed in the lobby", "minutes": 10}"#)
        try #require(opened.status == 201, "\(opened.text)")
        clinic.house.deployment.sessions.forget(clinic.tenant)
        let body = #"{"customerId": "\#(customer)", "branchId": "\#(clinic.a)", "consultantId": "\#(colleague.id)"}"#
        #expect(await doctor.send(.post, "/v1/visits", text: body).code == "customer.care_needs_approval")
        let visit = try await clinic.checkIn(customer, as: doctor)
        #expect(visit["consultantId"]?.isNull == true && visit["state"] == "registered")
        #expect(try Self.until(clinic, customer, colleague) == nil)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let turns: Int64 = try connection.execute("select count(*) from app.triage_rule where tenant_id = \(clinic.tenant) and turns > 0")[
            0][0]
        #expect(turns == 0)
    }

    @Test("what was approved for a restricted customer is prolonged by no visit")
    func restricted() async throws {
        let clinic = try await Clinic()
        let colleague = try await clinic.colleague()
        let desk = try #require(clinic.people["front_desk"])
        let customer = try await clinic.customer("贵宾")
        let closed = await (try clinic.call(as: "branch_admin")).send(
            .put, "/v1/customers/\(customer)/restriction",
            text: #"{"kind": "vip", "reason": "well known", "careTeam": ["\#(desk.id)", "\#(colleague.id)"]}"#)
        try #require(closed.status < 300, "\(closed.text)")
        let end = clinic.house.now.advanced(by: .seconds(3_600))
        try Self.end(clinic, customer, colleague, at: end)
        let visit = try await clinic.checkIn(customer, ["consultantId": .string(colleague.id.description)], as: clinic.call(as: desk))
        #expect(visit["consultantId"]?.string == colleague.id.description, "who cares for him already is handed him")
        #expect(try Self.until(clinic, customer, colleague) == end)
    }

    @Test("who may see no visits in the branch any more gets none")
    func gone() async throws {
        let clinic = try await Clinic()
        let colleague = try await clinic.colleague()
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.access_grant set valid_from = valid_from - interval '2 hours', valid_until = valid_from - interval '1 hour'
            where tenant_id = \(clinic.tenant) and user_id = \(colleague.id)
            """)
        let customer = try await clinic.customer("新客")
        let body = #"{"customerId": "\#(customer)", "branchId": "\#(clinic.a)", "consultantId": "\#(colleague.id)"}"#
        let named = await (try clinic.call(as: "front_desk")).send(.post, "/v1/visits", text: body)
        #expect(named.violations == ["/consultantId not_allowed"], "\(named.text)")
        #expect(try await clinic.checkIn(customer)["consultantId"]?.isNull == true)
    }

    @Test("a talk about a sale is not called something else to end without its reason")
    func renamed() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("改类型")
        let visit = try await clinic.checkIn(customer)
        let path = "/v1/visits/\(visit["id"]?.string ?? "")"
        let earlier = await clinic.act(path + "/hand-over", on: visit, ["type": "review"], as: desk)
        #expect(earlier.status == 200, "before it begins nobody minds: \(earlier.text)")
        let sale = await clinic.act(path + "/hand-over", on: earlier.json, ["type": "return"], as: desk)
        let talk = await clinic.act(path + "/moves", on: sale.json, ["step": "consultation"], as: desk)
        try #require(talk.json["state"] == "consulting", "\(talk.text)")
        let renamed = await clinic.act(path + "/hand-over", on: talk.json, ["type": "other"], as: desk)
        #expect(renamed.violations == ["/type not_allowed"], "\(renamed.text)")
        let corrected = await clinic.act(path + "/hand-over", on: talk.json, ["type": "first"], as: desk)
        #expect(corrected.status == 200, "from one sale to another")
        #expect(await clinic.act(path + "/leaving", on: corrected.json, as: desk).violations == ["/noDealReason required"])
    }

    @Test("care that is assigned to somebody who sees only his own reaches him at once")
    func assigned() async throws {
        let clinic = try await Clinic()
        let (owner, colleague) = (try await clinic.colleague(), try await clinic.colleague())
        let customer = try await clinic.customer("交给别人", ["ownerId": .string(owner.id.description)])
        let client = clinic.call(as: colleague)
        #expect(await client.send(.get, "/v1/customers/\(customer)").status == 404)
        let connection = try clinic.superuser()
        defer { connection.close() }
        func version() throws -> Int64 {
            try connection.execute("select access_version from app.tenant_setting where tenant_id = \(clinic.tenant)")[0][0]
        }
        let before = try version()
        let until = clinic.house.now.advanced(by: .seconds(86_400))
        let answer = await (try clinic.call(as: "front_desk")).send(
            .put, "/v1/customers/\(customer)/care-relations/\(colleague.id)", text: #"{"until": "\#(until)", "reason": "on leave"}"#)
        try #require(answer.status == 204, "\(answer.text)")
        #expect(try version() > before, "kept rights are stale")
        clinic.house.deployment.sessions.forget(clinic.tenant)
        #expect(await client.send(.get, "/v1/customers/\(customer)").status == 200)
    }
}
