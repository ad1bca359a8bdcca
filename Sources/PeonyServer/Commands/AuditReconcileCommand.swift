internal import ArgumentParser
internal import Foundation
internal import Platform

/// `peony audit reconcile`
struct AuditReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "Hold servers' own logs against the trail; name what was acknowledged and is missing.",
        discussion: """
            Every ten seconds a server logs the ids of the audit events that it has been told are committed. Exit status 1 when the trail \
            lacks one of them, or the log lacks one of its own lines. What a server was told in the seconds before it was killed is in no log.
            """)
    @OptionGroup var deployment: DeploymentOptions
    @Option(help: "A server's log; may be given again.") var log: [String]

    func run() async throws {
        var reconciliation = AuditReconciliation()
        for path in log {
            guard let content = FileManager.default.contents(atPath: path) else { throw ValidationError("\(path) cannot be read.") }
            reconciliation.add(log: String(decoding: content, as: UTF8.self))
        }
        guard reconciliation.acknowledged > 0 else { throw ValidationError("No log tells of an acknowledged event.") }
        let told = reconciliation
        try await CommandRun.with(deployment) { deployment in
            let missing = try await told.missing(in: deployment.database)
            for line in told.missingLines { print("log\tBROKEN: \(line)") }
            for event in missing { print("\(event.tenant)\tMISSING event \(event.event.uuidString.lowercased()) of \(event.at)") }
            print("\(told.acknowledged) events were acknowledged, \(missing.count) are missing in the trail.")
            if !missing.isEmpty || !told.missingLines.isEmpty { throw ExitCode(1) }
        }
    }
}
