import Foundation
import PeonyTesting
import Postgres
import Testing

@testable import Platform

extension AuditTests {
    @Suite struct Wall {
        @Test(
            "nobody can change or delete what is written",
            arguments: ["peony_app", "peony_auditor", "peony_auth", "peony_sealer", "peony_backup", "peony_owner"])
        func immutable(role: String) async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await clinic.record([.sample()])
            try await fixture.seal(clinic)
            let connection = try fixture.database.superuser()
            // As the role itself, not as its member: SET SESSION AUTHORIZATION is what a login gets.
            try connection.executeScript("set session authorization \(role)")
            for table in ["event", "event_link", "batch"] {
                let changes = ["tenant_id = tenant_id", table == "batch" ? "head = head" : "at = at"]
                let statements =
                    changes.map { "update audit.\(table) set \($0)" } + [
                        "delete from audit.\(table)", "truncate audit.\(table)",
                    ]
                for statement in statements {
                    let refused = Result { try run(statement, as: clinic.tenant, in: fixture.database, on: connection) }
                    #expect(throws: PostgresError.self, "\(role): \(statement)") { try refused.get() }
                    if case .failure(let error as PostgresError) = refused { #expect(error.sqlState == "42501") }
                }
            }
        }

        @Test("the sealer cannot open a batch again, nor read what an event says")
        func sealerIsBlind() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await clinic.record([.sample()])
            try await fixture.seal(clinic)
            let sealer = try Connection(url: fixture.database.url(of: "peony_sealer"))
            #expect(try sealer.execute("update audit.event set batch = 7").affected == 0)
            for column in ["body", "purpose", "actor_id", "customer_id", "fields"] {
                let error = #expect(throws: PostgresError.self) {
                    try sealer.execute(SQL(trustedText: "select \(column) from audit.event"))
                }
                #expect(error?.sqlState == "42501")
            }
        }

        @Test("the pool's role writes the trail, and reads it only as the auditor")
        func poolCannotRead() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await clinic.record([.sample()])
            for table in ["event", "event_link", "batch"] {
                let error = await #expect(throws: PostgresError.self) {
                    try await clinic.deployment.database.read(as: clinic.actor) { tx in
                        try tx.execute(SQL(trustedText: "select count(*) from audit.\(table)"))
                    }
                }
                #expect(error?.sqlState == "42501")
            }
            #expect(try await clinic.read("select 1 from audit.event").count == 1)
        }

        @Test("another tenant's auditor sees nothing, and nobody sees anything without a tenant")
        func otherTenant() async throws {
            let fixture = try AuditFixture()
            let (mine, other) = (try await fixture.clinic(), try await fixture.clinic())
            let id = try await mine.record([.sample()])[0]
            try await fixture.seal(mine)
            for table in ["event", "event_link", "batch"] {
                #expect(try await other.read(SQL(trustedText: "select 1 from audit.\(table)")).isEmpty)
            }
            #expect(
                try await other.read("select 1 from audit.event where tenant_id = \(mine.tenant) and id = \(id)")
                    .isEmpty)

            let app = try Connection(url: fixture.database.url(of: "peony_app"))
            try app.execute("set role peony_auditor")
            let error = #expect(throws: PostgresError.self) { try app.execute("select 1 from audit.event") }
            #expect(error?.sqlState == "42501")
        }

        @Test("no event is written into another tenant")
        func foreignWrite() async throws {
            let fixture = try AuditFixture()
            let (mine, other) = (try await fixture.clinic(), try await fixture.clinic())
            await #expect(throws: Failure.self) {
                try await mine.deployment.database.write(as: mine.actor) { tx in
                    _ = try AuditTrail.record(
                        .sample(), as: mine.actor, keys: other.keys, at: SystemClock().now(), in: tx)
                }
            }
            let error = await #expect(throws: PostgresError.self) {
                try await mine.deployment.database.write(as: mine.actor) { tx in
                    try AuditTrail.record(.sample(), as: other.actor, keys: other.keys, at: SystemClock().now(), in: tx)
                }
            }
            #expect(error?.sqlState == "42501")
        }

        private func run(_ statement: String, as tenant: ID<Tenant>, in database: TestDatabase, on connection: Connection) throws {
            try connection.transaction {
                try database.enter(tenant, on: connection)
                try connection.execute(SQL(trustedText: statement))
            }
        }
    }
}
