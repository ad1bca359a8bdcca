import Foundation
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Platform

/// What keeps a restored copy silent, and who lets it speak.
@Suite struct RestoreMarkTests {
    private let fixture: JobFixture
    private let file = FileManager.default.temporaryDirectory.appending(path: "peony-mark-\(UUID().uuidString)").path

    init() async throws {
        fixture = try await JobFixture()
        _ = try await DeploymentProvisioning.run(on: fixture.deployment, at: fixture.clock.now())
    }

    /// A server's mark, without what another one keeps for some seconds, over connections of its own.
    private func asked() async throws -> RestoreMark.Silence? {
        let database = fixture.database.database(poolSize: 1)
        let silence = try await RestoreMark(database, clock: fixture.clock, file: nil).silence()
        await database.close()
        return silence
    }

    private func confirm() async throws {
        let database = fixture.database.database(poolSize: 1)
        let keys = try await fixture.deployment.keys.keys(of: .deployment)
        try await RestoreMark(database, clock: fixture.clock, file: nil).confirm(keys: keys)
        await database.close()
    }

    @Test("what was a backup is silent until its name is confirmed, and the trail says that it was; another backup's name is another one")
    func restored() async throws {
        #expect(try await asked() == nil)
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        let name = fixture.database.name
        try superuser.executeScript("alter database \(name) set peony.restored_from = '20261122T010000Z'")
        #expect(try await asked() == .restored("20261122T010000Z"))
        try await confirm()
        #expect(try await asked() == nil)
        #expect(
            try !superuser.execute(
                "select 1 from audit.event where tenant_id = \(ID<Tenant>.deployment) and action = 'confirm.restore'"
            ).isEmpty)
        try superuser.executeScript("alter database \(name) set peony.restored_from = '20261123T010000Z'")
        #expect(try await asked() == .restored("20261123T010000Z"))
    }

    @Test("a database that is behind what a server has seen is silent; one that goes on is not")
    func setBack() async throws {
        let mark = RestoreMark(fixture.deployment.database, clock: fixture.clock, file: file)
        for _ in 0..<3 { #expect(try await mark.keepPace()) }
        #expect(try await asked() == nil)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "3\n")
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        try superuser.execute("update app.restore_mark set generation = 1")
        try await mark.keepPace()
        #expect(try await asked() == .setBack)
        // It stays so, however often a server starts.
        try await mark.keepPace()
        #expect(try await asked() == .setBack)
        try await confirm()
        try await mark.keepPace()
        #expect(try await asked() == nil)
        try FileManager.default.removeItem(atPath: file)
    }

    @Test("a second server without a file of its own learns the state and disturbs nobody")
    func second() async throws {
        let other = RestoreMark(fixture.deployment.database, clock: fixture.clock, file: file + "-other")
        try await RestoreMark(fixture.deployment.database, clock: fixture.clock, file: file).keepPace()
        try await other.keepPace()
        #expect(try await asked() == nil)
        for path in [file, file + "-other"] { try FileManager.default.removeItem(atPath: path) }
    }

    @Test("a folder that cannot be written is said, and the server goes on")
    func unwritable() async throws {
        let mark = RestoreMark(fixture.deployment.database, clock: fixture.clock, file: "/nonexistent/restore.mark")
        #expect(try await !mark.keepPace())
        #expect(try await mark.silence() == nil)
    }
}
