import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import PeonyServer
@testable import Platform

/// What backups tell of themselves, and who hears how much of it.
@Suite struct BackupTests {
    /// An operator of the platform, signed in without a password's trouble.
    private func operatorClient(_ house: House) async throws -> InProcessClient {
        let now = house.now
        let invitations = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: "op.backups", displayName: "Operator")], locale: .english, timeZone: "UTC",
            on: house.deployment, at: now)
        let user = try #require(invitations.first).user
        let token = SessionToken.new(slug: "-")
        try await house.deployment.database.write(as: house.system(of: .deployment)) { tx in
            tx.enqueue("update app.user_account set state = 'active' where tenant_id = \(ID<Tenant>.deployment) and id = \(user)")
            tx.enqueue(
                """
                insert into app.session (tenant_id, id, user_id, token_hash, created_at, last_used_at, expires_at)
                values (\(ID<Tenant>.deployment), \(ID<Session>.new(at: now)), \(user), \(token.hash), \(now), \(now),
                  \(now.advanced(by: .seconds(3600))))
                """)
        }
        return InProcessClient(house.edge, token: token.text)
    }

    /// Does something as the role that makes backups: what its login gets, not what its member would.
    private func asBackup<Value>(_ house: House, _ body: (Connection) throws -> Value) throws -> Value {
        let connection = try house.database.superuser()
        defer { connection.close() }
        try connection.executeScript("set session authorization peony_backup")
        return try body(connection)
    }

    @Test("the operator sees each backup, a chain the days alone, and nobody else anything")
    func told() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let client = try await operatorClient(clinic.house)
        let admin = try clinic.call(as: "system_admin")
        #expect(await client.send(.get, "/v1/backups").rows.isEmpty)
        let never = await admin.send(.get, "/v1/backup-days").json
        for day in ["lastBackupOn", "lastDrillOn"] { #expect(never[day] == JSONValue.null) }
        try asBackup(clinic.house) { connection in
            for name in ["20261120T010000Z", "20261121T010000Z"] {
                try connection.execute("select backup.made(\(name), 12::int, 4096::bigint)")
            }
            // Told twice it is there once, as it was told first.
            try connection.execute("select backup.made('20261121T010000Z', 1::int, 1::bigint)")
            #expect(try connection.execute("select backup.drilled('20261120T010000Z')")[0].get(0, as: Bool.self))
            #expect(try !connection.execute("select backup.drilled('20991120T010000Z')")[0].get(0, as: Bool.self))
        }
        let rows = await client.send(.get, "/v1/backups").rows
        #expect(rows.compactMap { $0["name"]?.string } == ["20261121T010000Z", "20261120T010000Z"])
        #expect(rows.allSatisfy { $0["bytes"]?.integer == 4096 && $0["seconds"]?.integer == 12 && $0["endedAt"]?.string != nil })
        #expect(rows.map { $0["drilledAt"]?.string != nil } == [false, true])

        let days = await admin.send(.get, "/v1/backup-days").json
        #expect(days["lastBackupOn"]?.string?.count == 10 && days["lastBackupOn"] == days["lastDrillOn"])
        #expect(days.object?.members.count == 2, "days, and neither names nor sizes")
        #expect(await admin.send(.get, "/v1/backups").status == 403)
        #expect(try await clinic.call(as: "front_desk").send(.get, "/v1/backup-days").status == 403)
    }

    @Test("the backup's role says what it made by two functions, and reads and writes nothing else")
    func confined() async throws {
        let house = try await House(TestDatabase.fresh())
        for statement in [
            "select * from app.backup", "insert into app.backup values ('20261121T010000Z', now(), 1, 1)", "delete from app.backup",
            "select app.schema_version()", "select slug from app.tenant", "set role peony_owner", "set role peony_app",
        ] {
            let error = #expect(throws: PostgresError.self, "\(statement)") {
                try asBackup(house) { try $0.execute(SQL(trustedText: statement)) }
            }
            #expect(error?.sqlState == "42501", "\(statement)")
        }
        for call in ["'20261121', 1, 1", "'x'' or true', 1, 1", "'20261121T010000Z', -1, 1", "'20261121T010000Z', 1, -1"] {
            let error = #expect(throws: PostgresError.self, "\(call)") {
                try asBackup(house) { try $0.execute(SQL(trustedText: "select backup.made(\(call))")) }
            }
            #expect(error?.sqlState == "23514", "\(call)")
        }
        for role in ["peony_app", "peony_auth", "peony_sealer"] {
            let connection = try Connection(url: house.database.url(of: role))
            defer { connection.close() }
            for statement in ["select backup.made('20261121T010000Z', 1, 1)", "select backup.drilled('20261121T010000Z')"] {
                let error = #expect(throws: PostgresError.self, "\(role)") { try connection.execute(SQL(trustedText: statement)) }
                #expect(error?.sqlState == "42501", "\(role)")
            }
        }
    }

    @Test("the doctor warns when the newest backup is too old, and gives a new deployment as long for its first")
    func doctor() async throws {
        let house = try await House(TestDatabase.fresh())
        let path = FileManager.default.temporaryDirectory.appending(path: "peony-backups-\(UUID().uuidString).json").path
        let urls: JSONValue = [
            "appURL": .string(house.database.url(of: "peony_app")), "authURL": .string(house.database.url(of: "peony_auth")),
            "sealerURL": .string(house.database.url(of: "peony_sealer")),
        ]
        #expect(
            FileManager.default.createFile(atPath: path, contents: Data(urls.serialized), attributes: [.posixPermissions: 0o600]))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try DatabaseFile(contentsOf: path)
        func findings(_ hours: String = "26") throws -> [Doctor.Finding] {
            try Doctor(settings: Settings(["backup-age": hours]), file: file).backups()
        }
        let superuser = try house.database.superuser()
        defer { superuser.close() }
        #expect(try findings().isEmpty, "made a moment ago")
        try superuser.execute("update app.tenant set created_at = now() - interval '30 hours' where slug = '-'")
        let missing = try findings()
        #expect(missing.count == 1 && missing.first?.severity == .warning)
        #expect(missing.first?.problem.contains("never told") == true)
        for hours in ["0", "48"] { #expect(try findings(hours).isEmpty) }
        try superuser.execute("insert into app.backup values ('20261121T010000Z', now() - interval '27 hours', 12, 4096)")
        #expect(try findings().first?.problem.contains("older than 26 hours") == true)
        #expect(try findings("28").isEmpty)
        try asBackup(house) { _ = try $0.execute("select backup.made('20261122T010000Z', 12::int, 4096::bigint)") }
        #expect(try findings().isEmpty)
        #expect(throws: (any Error).self) { try findings("soon") }
    }
}
