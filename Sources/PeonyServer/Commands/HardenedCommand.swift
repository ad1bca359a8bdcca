internal import ArgumentParser
internal import Platform
internal import Postgres
internal import Vault

/// `peony hardened`
struct HardenedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hardened", abstract: "Turn hardened mode on or off in the database.",
        discussion: """
            In hardened mode the database believes no tenant context that this deployment's root key has not signed. Needs ownerURL in \
            database.json. Turn PEONY_HARDENED on for every server first: a signed context is taken either way, an unsigned one is \
            refused from this command on. The newest key and the one before it are believed: with a new root \
            key run it first, then restart the servers, then run it again. Not behind a pooler that shares connections: \
            a context is signed for one backend.
            """)

    enum State: String, ExpressibleByArgument, CaseIterable {
        case on
        case off
    }

    @Argument(help: "on or off") var state: State
    @OptionGroup var deployment: DeploymentOptions

    func run() async throws {
        let settings = deployment.settings
        let file = try DatabaseFile(contentsOf: settings.databaseFile)
        let connection = try Connection(url: try file.requireOwner())
        defer { connection.close() }
        do {
            try connection.execute("set role peony_owner")
            switch state {
            case .on: try connection.execute(ContextKey(root: try settings.rootKey()).hardening)
            case .off: try connection.execute(ContextKey.softening)
            }
        } catch let error as PostgresError {
            throw ValidationError("It failed: \(error.message.isEmpty ? error.description : error.message)")
        }
        print("Hardened mode is \(state.rawValue).")
    }
}
