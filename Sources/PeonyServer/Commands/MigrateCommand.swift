internal import ArgumentParser
internal import Postgres
internal import Schema

/// `peony migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Make or upgrade the schema, the database roles and their passwords.",
        discussion: """
            Needs ownerURL in database.json: somebody who may create roles and become peony_owner. Migrations only go forward, each in \
            a transaction of its own; a second run changes nothing. The passwords of peony_app, peony_auth, peony_sealer and \
            peony_backup are set to those in database.json.
            """)

    @OptionGroup var deployment: DeploymentOptions

    func run() async throws {
        let file = try DatabaseFile(contentsOf: deployment.settings.databaseFile)
        let connection = try Connection(url: try file.requireOwner())
        defer { connection.close() }
        do {
            try connection.executeScript(Schema.bootstrap)
            for url in [file.appURL, file.authURL, file.sealerURL, file.backupURL].compactMap(\.self) {
                guard let (user, password) = DatabaseFile.credentials(of: url) else { continue }
                // The server quotes; the statement is its own.
                let statement: String = try connection.execute("select format('alter role %I password %L', \(user), \(password))")[0][0]
                try connection.execute(SQL(trustedText: statement))
            }
            let report = try Migrator(connection, role: "peony_owner").run(Schema.migrations)
            if report.applied.isEmpty {
                print("The schema is up to date (\(report.alreadyApplied.count) migrations).")
            } else {
                print("Applied: " + report.applied.map(\.label).joined(separator: ", "))
            }
        } catch {
            // The owner's tool may show the server's own words; they carry no tenant's values.
            throw ValidationError("The migration failed: \(error.message.isEmpty ? error.description : error.message)")
        }
    }
}
