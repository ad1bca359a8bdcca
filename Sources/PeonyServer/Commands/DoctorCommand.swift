internal import ArgumentParser

/// `peony doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check everything that must hold, with a remedy beside each finding.",
        discussion: "Exit status 1 when something would keep the server from serving. `peony serve` makes the same checks at its start.")
    @OptionGroup var deployment: DeploymentOptions
    @Option(help: ArgumentHelp(stringLiteral: Setting.backupAge.help)) var backupAge: String?

    func run() async throws {
        let settings = Settings(deployment.given.merging([Setting.backupAge.name: backupAge]) { $1 })
        let doctor = Doctor(settings: settings, file: try DatabaseFile(contentsOf: settings.databaseFile))
        let examination = try await doctor.examine()
        let findings = examination.findings
        for finding in findings { print(finding.text) }
        if let isHardened = examination.isHardened { print("hardened mode: \(isHardened ? "on" : "off")") }
        if findings.isEmpty { print("Everything holds.") }
        if findings.contains(where: { $0.severity == .refusal }) { throw ExitCode(1) }
    }
}
