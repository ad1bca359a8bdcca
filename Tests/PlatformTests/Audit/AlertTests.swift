import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    @Suite struct Alerts {
        private typealias Ground = Questions.Ground

        private func release(_ customer: UUID = UUID()) -> AuditEvent {
            AuditEvent(Action("reveal.customer"), on: "customer", customer, customer: customer, fields: ["customer.phone"])
        }

        /// Seals and looks until the detectors have seen everything; the kinds of all alerts.
        private func detect(_ ground: Ground) async throws -> [String] {
            try await ground.fixture.seal(ground.clinic)
            let detector = DetectAnomalies(ground.deployment, for: ground.clinic.tenant)
            while try await detector.run().isBehind {}
            return try await ground.clinic.deployment.database.read(as: ground.clinic.actor) { [tenant = ground.clinic.tenant] tx in
                try tx.execute("select kind from app.alert where tenant_id = \(tenant) order by kind, occasion").map { try $0.get(0) }
            }
        }

        @Test("what must be told is told once, with whom it is about, and being told is itself in the trail")
        func events() async throws {
            let ground = try await Ground()
            let person = ground.clinic.person()
            let published = try await ground.clinic.record([AuditEvent(Action("publish.role"), on: "role", UUID())], as: person)[0]
            try await ground.clinic.record([
                AuditEvent(Action("alert.reveal_quota"), on: "user", UUID()),
                AuditEvent(Action("detect.spray"), on: "session", outcome: .failed),
                AuditEvent(Action("alert.break_glass"), on: "customer", UUID(), customer: UUID()),
                AuditEvent(Action("alert.canary"), on: "customer", UUID(), customer: UUID()),
                AuditEvent(Action("export.customer"), on: "customer", rowCount: 1000),
                AuditEvent(Action("export.customer"), on: "customer", rowCount: 999),
                AuditEvent(Action("publish.role"), on: "role", outcome: .denied), AuditEvent(Action("read.visit"), on: "visit"),
            ])
            let expected = ["break_glass", "canary", "large_export", "reveal_quota", "rights_published", "spray"]
            #expect(try await detect(ground) == expected)
            #expect(try await detect(ground) == expected)
            let list = try JSONParser.parse(try await ground.call(.get, "/v1/alerts", query: "filter[kind]=rights_published").body)
            let alert = try #require(list["data"]?[0])
            #expect(alert["subjectId"]?.string == person.user?.description)
            #expect(alert["eventId"]?.string == published.uuidString.lowercased())
            #expect(alert["severity"]?.string == "warning")
            #expect(alert["title"]?.string == "A change of rights was published")
            let raised = try await ground.clinic.read("select count(*) from audit.event where action = 'raise.alert'")
            #expect(try raised[0].get(0, as: Int.self) == expected.count)
            let read = try await ground.clinic.read("select count(*) from audit.event where action = 'read.alert'")
            #expect(try read[0].get(0, as: Int.self) == 1)
        }

        @Test("mass reading by night, refusals, searches and failed sign-ins raise one alert at their thresholds, and none below")
        func patterns() async throws {
            let ground = try await Ground()
            let superuser = try ground.fixture.database.superuser()
            try superuser.execute(
                """
                insert into app.audit_setting (tenant_id, night_customers, denials_per_hour, searches_per_hour, sign_in_failures, updated_at)
                values (\(ground.clinic.tenant), 3, 3, 3, 3, now())
                """)
            let person = ground.clinic.person()
            let account = UUID()
            let (night, hour) = (ground.at(11), ground.at(0))
            let steps: [(String, AuditEvent, Instant)] = [
                ("night_reading", release(), night),
                ("many_refusals", AuditEvent(Action("read.visit"), on: "visit", outcome: .denied), hour),
                ("many_searches", AuditEvent(Action("search.customer"), on: "customer"), hour),
                ("failed_sign_ins", AuditEvent(Action("create.session"), on: "user", account, outcome: .denied), ground.at(3)),
            ]
            var expected: [String] = []
            for (kind, event, time) in steps {
                for number in 1...4 {
                    // Whoever tries numbers at the check for duplicates searches as well.
                    let isCheck = kind == "many_searches" && number.isMultiple(of: 2)
                    let checked = AuditEvent(Action("check.duplicate"), on: "customer")
                    let one = kind == "night_reading" ? release() : isCheck ? checked : event
                    // Nobody is signed in while he signs in.
                    let actor = kind == "failed_sign_ins" ? Actor.system(of: ground.clinic.tenant, request: ID(UUID())) : person
                    try await ground.clinic.record([one], as: actor, at: time.advanced(by: .seconds(number)))
                    if number == 3 { expected.append(kind) }
                    if number != 1 { #expect(try await detect(ground) == expected.sorted(), "\(kind) after \(number)") }
                }
            }
            // By day the same is nothing.
            try await ground.clinic.record((0..<5).map { _ in release() }, as: ground.clinic.person(), at: ground.at(1))
            #expect(try await detect(ground) == expected.sorted())
        }

        @Test("the days that are over are counted, and today far above them raises an alert")
        func median() async throws {
            let ground = try await Ground()
            let superuser = try ground.fixture.database.superuser()
            try superuser.execute(
                "insert into app.audit_setting (tenant_id, median_floor, updated_at) values (\(ground.clinic.tenant), 6, now())")
            let person = ground.clinic.person()
            for day in 0..<3 {
                try await ground.clinic.record((0..<2).map { _ in release() }, as: person, at: ground.at(0, days: day))
            }
            // Ninety days are counted a week at a time.
            for _ in 0..<14 { #expect(try await detect(ground).isEmpty) }
            let counted = try superuser.execute("select customers from audit.reading_day order by day")
            #expect(try counted.map { try $0.get(0, as: Int32.self) } == [2, 2, 2])
            try await ground.clinic.record((0..<6).map { _ in release() }, as: person)
            #expect(try await detect(ground).isEmpty)
            try await ground.clinic.record([release()], as: person)
            #expect(try await detect(ground) == ["above_median"])
        }

        @Test("an alert is taken up with a note, closed with a verdict, and then stays as it is")
        func settled() async throws {
            let ground = try await Ground()
            try await ground.clinic.record([AuditEvent(Action("detect.spray"), on: "session", outcome: .failed)])
            _ = try await detect(ground)
            let list = try JSONParser.parse(try await ground.call(.get, "/v1/alerts", query: "filter[state]=open").body)
            let id = try #require(list["data"]?[0]?["id"]?.string.flatMap { UUID(uuidString: $0) })
            func settle(_ step: String, _ body: String) async throws -> JSONValue {
                try JSONParser.parse(try await ground.call(.post, "/v1/alerts/{id}/\(step)", id: id, body: body).body)
            }
            await #expect(throws: PayloadError.self) { try await settle("acknowledgement", "{}") }
            await #expect(throws: PayloadError.self) { try await settle("closing", #"{"note": "fine", "verdict": "so what"}"#) }
            let taken = try await settle("acknowledgement", #"{"note": "asking the branch"}"#)
            #expect(taken["state"]?.string == "acknowledged")
            #expect(taken["acknowledgedBy"]?.string == ground.clinic.actor.user?.description)
            let twice = await #expect(throws: Failure.self) { try await settle("acknowledgement", #"{"note": "again"}"#) }
            #expect(twice?.code == .alertSettled)
            let closed = try await settle("closing", #"{"note": "a forgotten password", "verdict": "harmless"}"#)
            #expect(closed["state"]?.string == "closed")
            #expect(closed["verdict"]?.string == "harmless")
            let again = await #expect(throws: Failure.self) { try await settle("closing", #"{"note": "no", "verdict": "incident"}"#) }
            #expect(again?.code == .alertSettled)
            let one = try JSONParser.parse(try await ground.call(.get, "/v1/alerts/{id}", id: id).body)
            #expect(one["note"]?.string == "asking the branch")
            #expect(one["closingNote"]?.string == "a forgotten password")
            let superuser = try ground.fixture.database.superuser()
            defer { superuser.close() }
            let sealed = try superuser.execute(
                """
                select note is null and closing_note is null and get_byte(note_sealed, 0) = 225 and get_byte(closing_note_sealed, 0) = 225
                from app.alert where id = \(id)
                """)
            #expect(try sealed[0].get(0, as: Bool.self))
            let handled = try await ground.clinic.read(
                "select count(*) from audit.event where action = 'handle.alert' and object_id = \(id)")
            #expect(try handled[0].get(0, as: Int.self) == 2)
        }

        @Test("thresholds are the tenant's, within bounds, by version, and each change is in the trail")
        func settings() async throws {
            let ground = try await Ground()
            let standard = try JSONParser.parse(try await ground.call(.get, "/v1/audit/settings").body)
            #expect(standard["retentionMonths"]?.integer == 180)
            #expect(standard["version"]?.integer == 0)
            func change(_ body: String, _ version: Int64) async throws -> JSONValue {
                try JSONParser.parse(try await ground.call(.patch, "/v1/audit/settings", body: body, version: version).body)
            }
            // Logs are kept for six months at least (Cybersecurity Law, 21).
            for body in [#"{"retentionMonths": 5}"#, #"{"opensAt": 1300, "closesAt": 1200}"#, #"{"x": 1}"#] {
                await #expect(throws: PayloadError.self, "\(body)") { try await change(body, 0) }
            }
            let changed = try await change(#"{"exportRows": 10, "retentionMonths": 6}"#, 0)
            #expect(changed["exportRows"]?.integer == 10)
            #expect(changed["version"]?.integer == 1)
            let stale = await #expect(throws: Failure.self) { try await change(#"{"exportRows": 11}"#, 0) }
            #expect(stale?.code == .stale)
            let recorded = try await ground.clinic.read("select fields from audit.event where action = 'update.audit_setting'")
            #expect(recorded.count == 1)
            try await ground.clinic.record([AuditEvent(Action("export.customer"), on: "customer", rowCount: 10)])
            #expect(try await detect(ground) == ["large_export"])
        }
    }
}
