internal import ArgumentParser
internal import Foundation
internal import Platform
internal import Postgres
internal import Vault

/// `peony audit export`
struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the trail into a signed file that can be proved without the database.",
        discussion: "Bodies stay sealed; names, addresses and reasons are in it as in the database: the file is for its owner alone.")
    @OptionGroup var deployment: DeploymentOptions
    @Argument(help: "The file; it must not be there yet.") var file: String
    @Option(help: "Only this tenant.") var tenant: String?

    func run() async throws {
        let signer = try AuditComposition.requireSigner(deployment.settings)
        try await CommandRun.with(deployment) { deployment in
            let output = try SignedFile(creating: file)
            let exporter = AuditExporter(deployment.database)
            for entry in try await TenantsOfDeployment.all(deployment) where tenant == nil || tenant == entry.slug {
                let count = try await exporter.write(entry.id, slug: entry.slug, to: output)
                print("\(entry.slug)\t\(count) events")
            }
            try await exporter.writeNotes(to: output)
            try output.seal(by: signer, at: deployment.clock.now())
        }
    }
}

/// `peony audit archive`
struct AuditArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Export old months, detach them from the database; their heads stay.",
        discussion: """
            A month is detached when every tenant's retention has passed (15 years unless set otherwise, never less than six months). \
            Detached rows lie in the schema `detached` until --drop.
            """)
    @OptionGroup var deployment: DeploymentOptions
    @Argument(help: "The month, YYYY-MM.") var month: String
    @Option(help: "Where the files go; one for each tenant.") var directory: String
    @Flag(help: "Export only; detach later.") var keep = false
    @Flag(help: "Drop the rows instead of leaving them in the schema `detached`.") var drop = false

    func run() async throws {
        guard let month = AuditMonth(month) else { throw ValidationError("A month is written YYYY-MM.") }
        let signer = try AuditComposition.requireSigner(deployment.settings)
        let file = try DatabaseFile(contentsOf: deployment.settings.databaseFile)
        try await CommandRun.with(deployment) { deployment in
            let archiver = AuditArchiver(deployment.database, sealerURL: file.sealerURL, signer: signer)
            for entry in try await TenantsOfDeployment.all(deployment) {
                let archived = try await archiver.archive(
                    month, of: entry.id, slug: entry.slug, into: directory, at: deployment.clock.now())
                if let archived { print("\(archived.slug)\t\(archived.events) events\t\(archived.path)") }
            }
            if !keep {
                try archiver.detach(month, dropping: drop)
                print("\(month) is detached.")
            }
        }
    }
}

/// `peony audit key`
struct AuditKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Print the public half of the key that signs the audit's notes.",
        discussion: "Keep it where anchors are kept: whoever proves the trail elsewhere needs it and nothing else of this deployment.")
    @OptionGroup var deployment: DeploymentOptions
    @Flag(help: "Make the key's file, readable by its owner alone; never overwrites one. To replace it: `peony keys rotate-audit`.")
    var create = false
    @Option(help: "With --create: ed25519, or sm2 (with SM3).", transform: SignatureScheme.named) var scheme = SignatureScheme.ed25519

    func run() async throws {
        let settings = deployment.settings
        if create { _ = try SigningKey.create(at: settings.auditKeyFile, scheme: scheme) }
        print(try AuditComposition.requireSigner(settings).verifier)
    }
}

/// `peony audit anchors`
struct AuditAnchorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchors", abstract: "Show how far each anchor has come, and what keeps it from going on.")
    @OptionGroup var deployment: DeploymentOptions

    func run() async throws {
        try await CommandRun.with(deployment) { deployment in
            let states = try await AnchorState.all(in: deployment.database)
            if states.isEmpty { print("No anchor has ever been set (--audit-anchors of `peony serve`).") }
            for state in states {
                let trouble = state.error.map { "\tFAILING since \(state.failures) attempts: \($0)" } ?? ""
                print("\(state.name)\tnote \(state.delivered) of \(state.newest)\(trouble)")
            }
        }
    }
}

extension SignatureScheme {
    /// The scheme that an option names.
    static func named(_ text: String) throws -> SignatureScheme {
        guard let scheme = SignatureScheme(rawValue: text) else { throw ValidationError("A scheme is ed25519 or sm2.") }
        return scheme
    }
}
