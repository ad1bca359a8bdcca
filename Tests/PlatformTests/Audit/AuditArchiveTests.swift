import Foundation
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    @Suite struct Archiving {
        /// Events of January and February 2010, a batch that spans both, and one of today.
        private struct Old {
            let fixture: EvidenceFixture
            let superuser: Connection
            let archiver: AuditArchiver
            let month: AuditMonth

            init() async throws {
                fixture = try await EvidenceFixture()
                superuser = try fixture.audit.database.superuser()
                for month in ["2010-01-01", "2010-02-01"] { try superuser.executeScript("call audit.make_month('\(month)')") }
                let january = try #require(Instant("2010-01-20T10:00:00Z"))
                let february = try #require(Instant("2010-02-20T10:00:00Z"))
                for clinic in [fixture.here, fixture.there] {
                    try await clinic.record([.sample(1), .sample(2)], at: january)
                    try await fixture.audit.seal(clinic)
                    try await clinic.record([.sample(3)], at: january)
                    try await clinic.record([.sample(4)], at: february)
                    try await fixture.audit.seal(clinic)
                    try await clinic.record([.sample(5)])
                    try await fixture.audit.seal(clinic)
                }
                archiver = AuditArchiver(
                    fixture.here.deployment.database, sealerURL: fixture.audit.database.url(of: "peony_sealer"), signer: fixture.signer)
                month = try #require(AuditMonth("2010-01"))
            }

            func archive() async throws -> [String] {
                var paths: [String] = []
                for (slug, clinic) in [("here", fixture.here), ("there", fixture.there)] {
                    let archived = try await archiver.archive(
                        month, of: clinic.tenant, slug: slug, into: fixture.directory.path, at: SystemClock().now())
                    if let archived { paths.append(archived.path) }
                }
                return paths
            }

            func verify(_ paths: [String] = []) async throws -> AuditVerification {
                let readers = try paths.map { try AuditArchiveReader($0, signers: fixture.signers) }
                return try await AuditVerifier(fixture.here.deployment.database, signers: fixture.signers).verify(
                    tenant: fixture.here.tenant, archives: readers)
            }

            func exists(_ table: String) throws -> Bool {
                try superuser.execute("select to_regclass(\(table)) is not null")[0][0]
            }
        }

        @Test("a detached month is still proved: by its heads and signed counts, and with its file to the last event")
        func detached() async throws {
            let old = try await Old()
            let paths = try await old.archive()
            #expect(paths.count == 2)
            #expect(try await old.archive().isEmpty)
            #expect(try await old.verify().archived == 0)
            try old.archiver.detach(old.month, dropping: false)
            #expect(try !old.exists("audit.event_201001"))
            #expect(try old.exists("detached.event_201001"))
            #expect(try await old.fixture.here.read("select 1 from audit.event where at < '2010-02-01'").isEmpty)

            let counted = try await old.verify()
            #expect(counted.fault == nil)
            #expect(counted.events == 5)
            #expect(counted.archived == 3)
            let whole = try await old.verify(paths)
            #expect(whole.fault == nil)
            #expect(whole.archived == 0)
            #expect(whole.head == counted.head)
            try old.archiver.detach(old.month, dropping: true)
            #expect(try !old.exists("detached.event_201001"))
            // What is left of a batch that spans both months is looked at all the same.
            try old.superuser.execute("update audit.event set purpose = 'x' where at < '2010-03-01'")
            #expect(try await old.verify().fault?.kind == .eventEdited)
        }

        @Test("a month whose retention has not passed, or that was not archived for everybody, stays")
        func refused() async throws {
            let old = try await Old()
            #expect(throws: AnchorError.self) { try old.archiver.detach(old.month, dropping: false) }
            _ = try await old.archive()
            try old.superuser.execute(
                "insert into app.audit_setting (tenant_id, retention_months, updated_at) values (\(old.fixture.there.tenant), 1200, now())")
            let refusal = #expect(throws: AnchorError.self) { try old.archiver.detach(old.month, dropping: false) }
            #expect(refusal?.description.contains("retention") == true)
            #expect(throws: PostgresError.self) {
                try old.superuser.execute("update app.audit_setting set retention_months = 5")
            }
            try old.superuser.execute("update app.audit_setting set retention_months = 6")
            try old.archiver.detach(old.month, dropping: false)
            let recent = try #require(AuditMonth(String(SystemClock().now().description.prefix(7))))
            #expect(throws: AnchorError.self) { try old.archiver.detach(recent, dropping: true) }
        }

        @Test("an archive that nobody signed hides nothing, and a file that was changed proves nothing")
        func unproven() async throws {
            let old = try await Old()
            let paths = try await old.archive()
            try old.archiver.detach(old.month, dropping: true)
            let text = try String(contentsOfFile: paths[0], encoding: .utf8)
            try text.replacing("call back 1", with: "call back 9").write(toFile: paths[0], atomically: true, encoding: .utf8)
            #expect(throws: AnchorError.self) { try AuditArchiveReader(paths[0], signers: old.fixture.signers) }
            // Today's event deleted, and said to lie in an archive.
            let tenant = old.fixture.here.tenant
            try old.superuser.execute("delete from audit.event where tenant_id = \(tenant) and batch = 3")
            try old.superuser.execute(
                """
                insert into audit.archive select tenant_id, '2009-01-01', 'x', sha256, 1, 3, 3, seal, archived_at
                from audit.archive where tenant_id = \(tenant)
                """)
            try old.superuser.execute("insert into audit.archived_batch values (\(tenant), '2009-01-01', 3, 1)")
            let result = try await old.verify()
            #expect(result.fault?.kind == .archiveUnproven)
            #expect(result.fault?.batch == 3)
        }

        @Test("only the sealer detaches, and nobody else sees what was detached")
        func rights() async throws {
            let old = try await Old()
            for role in ["peony_app", "peony_auth", "peony_auditor"] {
                let connection = try old.fixture.audit.database.superuser()
                try connection.executeScript("set session authorization \(role)")
                let error = #expect(throws: PostgresError.self) {
                    try connection.execute("call audit.detach_month('2010-01-01', true)")
                }
                #expect(error?.sqlState == "42501")
            }
        }
    }
}
