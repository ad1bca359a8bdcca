import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Whoever keeps a branch's resources is told what ends: once at 90, 30 and 7 days and when it has ended, until it is renewed.
@Suite struct ExpiryTests {
    private static func night(_ clinic: Clinic) async throws {
        try await clinic.house.deployment.database.write(as: clinic.house.system(of: clinic.tenant)) { tx in
            _ = try Outbox.enqueue(ExpiryJobs.code, at: clinic.house.now, as: clinic.house.system(of: clinic.tenant), in: tx)
        }
        try await JobRunner(ExpiryJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment).runDue(of: clinic.tenant)
    }

    private static func day(_ clinic: Clinic, _ days: Int32) -> JSONValue {
        let today = clinic.house.now.date(offset: 8 * 3600)
        return .string(LocalDate(daysSince1970: today.daysSince1970 + days).description)
    }

    private static func licence(_ clinic: Clinic, _ number: String, until days: Int32, at branches: [ID<Unit>]) async throws -> String {
        let doctor = try #require(clinic.people["doctor"])
        let id = try await clinic.id(
            "/v1/licences",
            [
                "userId": .string(doctor.id.description), "class": "physician", "scopes": ["dermatology"],
                "number": .string(number), "validFrom": "2020-01-01", "validUntil": day(clinic, days),
            ])
        let places: JSONValue = ["branchIds": .array(branches.map { .string($0.description) })]
        let placed = await (try clinic.call(as: "chain_director")).send(
            .put, "/v1/licences/\(id)/places", headers: [("If-Match", "\"1\"")], body: places.serialized)
        try #require(placed.status == 200, "\(placed.text)")
        return id
    }

    /// `kind days state` of every task of a person.
    private static func told(_ clinic: Clinic, _ person: Clinic.Person) throws -> [String] {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            """
            select t.kind || ' ' || t.record_days || ' ' || t.state from app.task t
            where t.tenant_id = \(clinic.tenant) and t.assignee_id = \(person.id)
            """
        ).map { try $0.get(0, as: String.self) }.sorted()
    }

    @Test("each threshold is told once to whoever keeps the branch, and all of it ends with the renewal")
    func thresholds() async throws {
        let clinic = try await Clinic(in: House.another())
        let (admin, director) = (try #require(clinic.people["branch_admin"]), try #require(clinic.people["chain_director"]))
        let far = try await clinic.person(("branch_admin", clinic.b))
        let device = try await clinic.bookable(
            "device", "皮秒", in: nil,
            ["maintenanceDue": Self.day(clinic, 60), "certificateUntil": Self.day(clinic, 7), "metrologyDue": Self.day(clinic, -1)])
        _ = try await clinic.bookable("device", "新机", in: nil, ["maintenanceDue": Self.day(clinic, 91)])
        _ = try await Self.licence(clinic, "1", until: 20, at: [clinic.a])
        try await Self.night(clinic)
        let first = ["certificate_ends 7 open", "licence_ends 30 open", "maintenance_due 90 open", "metrology_due 0 open"]
        #expect(try Self.told(clinic, admin) == first)
        #expect(try Self.told(clinic, director) == first)
        #expect(try Self.told(clinic, far).isEmpty)
        #expect(try clinic.count("true", in: "app.task") == 8)
        let mine = await (try clinic.call(as: "branch_admin")).send(.get, "/v1/tasks?view=mine&filter[kind]=maintenance_due")
        #expect(mine.rows.count == 1 && mine.rows[0]["recordId"]?.string == device, "\(mine.text)")
        #expect(mine.rows[0]["recordUntil"] == Self.day(clinic, 60))
        #expect(mine.rows[0]["title"]?.string?.hasPrefix("皮秒 · ") == true)

        // The next night tells nothing twice, also not what somebody has done with.
        try await Self.night(clinic)
        #expect(try clinic.count("true", in: "app.task") == 8)
        let task = mine.rows[0]
        let done = await (try clinic.call(as: "branch_admin")).send(
            .post, "/v1/tasks/\(task["id"]?.string ?? "")/completion", headers: [("If-Match", "\"1\"")], text: "{}")
        #expect(done.status == 200, "\(done.text)")
        try await Self.night(clinic)
        #expect(try clinic.count("true", in: "app.task") == 8)

        // A nearer threshold takes the place of the one before it; what has ended already is not told again.
        try clinic.pass(.seconds(35 * 86_400))
        try await Self.night(clinic)
        #expect(
            try Self.told(clinic, director)
                == [
                    "certificate_ends 0 open", "certificate_ends 7 cancelled", "licence_ends 0 open", "licence_ends 30 cancelled",
                    "maintenance_due 30 open", "maintenance_due 90 cancelled", "metrology_due 0 open",
                    // The second device comes into its first threshold.
                    "maintenance_due 90 open",
                ].sorted())
        #expect(try Self.told(clinic, admin).contains("maintenance_due 90 done"))

        let renewed = await (try clinic.call(as: "chain_director")).send(
            .patch, "/v1/resources/\(device)", headers: [("If-Match", "\"1\"")],
            body: (["maintenanceDue": Self.day(clinic, 400), "certificateUntil": Self.day(clinic, 400), "metrologyDue": .null] as JSONValue)
                .serialized)
        #expect(renewed.status == 200, "\(renewed.text)")
        _ = try await Self.licence(clinic, "2", until: 700, at: [clinic.a])
        try await Self.night(clinic)
        #expect(try Self.told(clinic, admin).filter { $0.hasSuffix("open") } == ["maintenance_due 90 open"])
        #expect(try clinic.count("state = 'open'", in: "app.task") == 2)
        #expect(try clinic.count("action = 'update.task' and purpose = 'renewed'", in: "audit.event") == 1)
    }

    @Test("a licence of several branches is one task for who keeps them all, and one for each who keeps one")
    func branches() async throws {
        let clinic = try await Clinic(in: House.another())
        let far = try await clinic.person(("branch_admin", clinic.b))
        _ = try await Self.licence(clinic, "1", until: 3, at: [clinic.a, clinic.b])
        // One that is registered nowhere allows nothing.
        _ = try await Self.licence(clinic, "2", until: 3, at: [])
        try await Self.night(clinic)
        for person in [far, try #require(clinic.people["branch_admin"]), try #require(clinic.people["chain_director"])] {
            #expect(try Self.told(clinic, person) == ["licence_ends 7 open"])
        }
        #expect(try clinic.count("branch_id = '\(clinic.b)' and assignee_id = '\(far.id)'", in: "app.task") == 1)
        #expect(try clinic.count("true", in: "app.task") == 3)
    }
}
