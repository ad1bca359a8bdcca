internal import ArgumentParser

/// The one program: serves, migrates, looks after keys, tenants and people, and proves the audit trail.
@main
struct Peony: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peony",
        abstract: "Peony (芍药): the server that clinic chains run their business on.",
        discussion: """
            A deployment is a folder (--data, PEONY_DATA) with two files: database.json, which says how to reach PostgreSQL under \
            each role, and root.key, which every sealed value depends on. Lose root.key and the data is lost; keep a copy of it \
            apart from the database's backups.

            First steps on an empty database:
              peony keys create --data DIR     make the root key
              peony migrate --data DIR         make or upgrade the schema (needs ownerURL)
              peony demo --data DIR            load two demo chains and write demo.json
              peony serve --data DIR           serve the API
              peony doctor --data DIR          check everything that must hold, with a remedy beside each finding
            """,
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, MigrateCommand.self, DemoCommand.self, TenantCommand.self, UserCommand.self, KeysCommand.self,
            HardenedCommand.self,
            UnsealCommand.self, AuditCommand.self, ErasuresCommand.self, BackupCommand.self, ConfirmRestoreCommand.self,
            OpenAPICommand.self, DoctorCommand.self, HealthCommand.self,
        ])
}
