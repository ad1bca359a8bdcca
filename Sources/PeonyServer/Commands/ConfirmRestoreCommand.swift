internal import ArgumentParser
internal import Platform

/// `peony confirm-restore`
struct ConfirmRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-restore", abstract: "Let a restored copy do its background work: send webhooks, run schedules.",
        discussion: """
            A database that was restored from a backup, or set back, serves requests but sends nothing: if the original runs as well, \
            receivers would be told everything twice. Confirm when this is the one to go on with.
            """)
    @OptionGroup var deployment: DeploymentOptions

    func run() async throws {
        try await CommandRun.with(deployment) { deployment in
            let mark = RestoreMark(deployment.database, clock: deployment.clock, file: nil)
            switch try await mark.silence() {
            case nil:
                print("Nothing to confirm: this database is not a restored copy.")
                return
            case .restored(let name): print("Restored from the backup \(name).")
            case .setBack: print("Set back: a server has seen a later state of this database.")
            }
            try await mark.confirm(keys: try await deployment.keys.keys(of: .deployment))
            print("Confirmed. Background work goes on within some seconds.")
        }
    }
}
