internal import ArgumentParser

/// `peony audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Prove the audit trail, keep evidence outside the database, archive old months.",
        subcommands: [
            AuditVerifyCommand.self, AuditExportCommand.self, AuditArchiveCommand.self, AuditKeyCommand.self, AuditAnchorsCommand.self,
            AuditReconcileCommand.self,
        ],
        defaultSubcommand: AuditVerifyCommand.self)
}
