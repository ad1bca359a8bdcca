internal import ArgumentParser
internal import Clinic
internal import Foundation
internal import Platform
internal import Postgres
internal import Vault

/// `peony erasures`
struct ErasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erasures", abstract: "Keep people erased: where the ledger stands, replay it after a restore, check a certificate.",
        subcommands: [Status.self, Replay.self, Verify.self], defaultSubcommand: Status.self)

    /// `peony erasures status`
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the ledger in the database, its copy outside and the share tree.",
            discussion: "Exit status 1 when the database knows less than has been destroyed: it was restored, and `replay` is due.")
        @OptionGroup var deployment: DeploymentOptions

        func run() async throws {
            var isWhole = true
            try await CommandRun.with(deployment) { deployment in
                guard let shares = deployment.keys.shares else { return }
                let rows = try await deployment.database.fetch(
                    as: Actor.system(of: .deployment, request: .new(at: deployment.clock.now())),
                    ["select coalesce(max(sequence), 0) from app.erasure_ledger"])[0]
                let copied = try shares.ledger.entries().map(\.sequence).max() ?? 0
                print("database   \(try rows[0].get(0, as: Int64.self))")
                print("copy       \(copied)  \(shares.ledger.path)")
                let state = try await ErasureKeeper(deployment.keys, in: deployment.database).apply()
                print("share tree \(shares.position.sequence)")
                isWhole = state == .whole
                print(isWhole ? "whole" : "\(state)")
            }
            if !isWhole { throw ExitCode(1) }
        }
    }

    /// `peony erasures replay`
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "After a restore: erase again whoever was erased since the backup was made.",
            discussion: """
                Reads the copy of the ledger (erasures.log in the deployment's folder, or --ledger), erases in the database what it does not \
                know to be erased, and destroys the shares. `peony serve` does the same when it finds the copy in its place, and refuses to \
                serve while entries are missing. Running it twice does nothing more.
                """)
        @OptionGroup var deployment: DeploymentOptions
        @Option(help: "A copy of the ledger that was kept elsewhere.") var ledger: String?

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                guard let shares = deployment.keys.shares else { return }
                let file = ledger.map { LedgerFile(at: $0) } ?? shares.ledger
                let report = try await ReplayErasures(on: deployment).run(file, at: deployment.clock.now())
                let state = try await ErasureKeeper(deployment.keys, in: deployment.database).apply()
                print("\(report.entries) entries replayed: \(report.erased) erased again, \(report.unknown) not in this database; \(state)")
                if state != .whole { throw ValidationError("Erasures are still missing: replay the newest copy of the ledger.") }
            }
        }
    }

    /// `peony erasures verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Check the signature of a certificate of erasure.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument(help: "The certificate's file.") var certificate: String

        func run() async throws {
            let text = try String(contentsOfFile: certificate, encoding: .utf8)
            var isRight = false
            try await CommandRun.with(deployment) { deployment in
                isRight = ErasureCertificates.isGenuine(text, secret: deployment.keys.erasureSecret)
            }
            print(isRight ? "genuine" : "NOT genuine")
            if !isRight { throw ExitCode(1) }
        }
    }
}
