internal import ArgumentParser
internal import Foundation
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// `peony keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, split and replace the root key; rotate tenants' keys and the audit's; show which keys are in use.",
        subcommands: [Create.self, Split.self, Join.self, Show.self, Rotate.self, RotateRoot.self, RotateAudit.self],
        defaultSubcommand: Show.self)

    /// `peony keys create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the root key (in a file, readable by its owner alone, or in a PKCS #11 token) and the audit's signing key.",
            discussion: "Never overwrites one.")
        @OptionGroup var deployment: DeploymentOptions

        func run() async throws {
            let settings = deployment.settings
            if settings[.rootProvider] == "pkcs11" {
                let token = try settings.rootToken()
                let key = try token.create()
                print("Made \(token.key) in the token \(token.token) (key \(key.id)). It never leaves it: back the token up.")
            } else {
                let key = try RootKey.create(at: settings.rootKeyFile)
                print("Made \(settings.rootKeyFile) (key \(key.id)). Keep a copy of it apart from the database's backups.")
            }
            if !FileManager.default.fileExists(atPath: settings.auditKeyFile) {
                _ = try SigningKey.create(at: settings.auditKeyFile)
                print(
                    "Made \(settings.auditKeyFile). Keep its public half elsewhere: \(try AuditComposition.requireSigner(settings).verifier)"
                )
            }
        }
    }

    /// `peony keys split`
    struct Split: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Split the root key's file into shares, of which some make it again.",
            discussion: """
                Prints one share a line. Give each to another person, then remove root.key and serve with --root-provider shares: the \
                server waits until enough of them have run `peony unseal`.
                """)
        @OptionGroup var deployment: DeploymentOptions
        @Option(help: "How many shares to make, up to 255.") var shares: Int
        @Option(help: "How many of them make the key, at least 2.") var threshold: Int

        func run() async throws {
            let root = try RootKey(contentsOf: deployment.settings.rootKeyFile)
            for share in try RootShare.split(root, into: shares, threshold: threshold) { print(share.text) }
        }
    }

    /// `peony keys join`
    struct Join: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the root key's file again out of shares, read from standard input; never overwrites one.")
        @OptionGroup var deployment: DeploymentOptions

        func run() async throws {
            let shares = RootShares()
            try SecretLine.each("Share") { try shares.add(RootShare(parsing: $0)).isComplete }
            let root = try shares.open()
            try root.write(to: deployment.settings.rootKeyFile)
            print("Made \(deployment.settings.rootKeyFile) (key \(root.id)).")
        }
    }

    /// `peony keys show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: """
                Show the root key's id and where it comes from, the audit's keys, each tenant's key versions, rotations, freezes and canaries.
                """)
        @OptionGroup var deployment: DeploymentOptions
        @Flag(help: "Count what is under each version; looks at every customer.") var counts = false

        func run() async throws {
            let settings = deployment.settings
            let audit = try AuditComposition.signer(settings)?.verifier.description ?? "no key: `peony audit key --create`"
            try await CommandRun.with(deployment) { deployment in
                print("root\t\(deployment.keys.root.id)\t\(settings[.rootProvider])")
                print("audit\t\(audit)")
                for key in try await AuditKeyVersion.all(in: deployment.database) { print("audit\t\(key.line)") }
                for tenant in try await TenantsOfDeployment.all(deployment) {
                    let state = try await KeyState.read(of: tenant.id, on: deployment, counting: counts ? Composition.rotations : nil)
                    for line in state.lines { print("\(tenant.slug)\t\(line)") }
                }
            }
        }
    }

    /// `peony keys rotate`
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begin a rotation of a tenant's keys; servers do it in the background, `peony keys show` says how far they are.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument(help: "The tenant's short name.") var tenant: String
        @Option(help: "data (wraps customers' keys), index (search tokens) or customer (every customer's own keys).") var kind: String
        @Option(help: "Customers a second at the most.") var perSecond = KeyRotation.standardPace

        func validate() throws {
            if KeyRotation.Kind(rawValue: kind) == nil { throw ValidationError("--kind is data, index or customer.") }
            if !(1...100_000).contains(perSecond) { throw ValidationError("--per-second is from 1 to 100000.") }
        }

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let tenant = try await TenantsOfDeployment.find(tenant, deployment)
                let now = deployment.clock.now()
                let actor = Actor.system(of: tenant.id, request: .new(at: now))
                let keys = try await deployment.keys.keys(of: tenant.id)
                let (kind, pace) = (KeyRotation.Kind(rawValue: kind) ?? .data, perSecond)
                let id = try await deployment.database.write(as: actor) { tx in
                    try BeginRotation.run(kind, perSecond: pace, as: actor, keys: keys, roots: deployment.keys.roots, at: now, in: tx)
                }
                print("Begun: \(id.uuidString.lowercased()). A server with job places does the work.")
            }
        }
    }
}

/// The directory, for the operator's commands.
enum TenantsOfDeployment {
    struct Entry: Sendable {
        let id: ID<Tenant>
        let slug: String
        let name: String
        let state: String
    }

    static func all(_ deployment: Deployment) async throws -> [Entry] {
        let actor = Actor.system(of: .deployment, request: .new(at: deployment.clock.now()))
        let rows = try await deployment.database.fetch(
            as: actor, ["select id, slug, name, state, closes_at from app.tenant order by slug"])[0]
        let now = deployment.clock.now()
        return try rows.map { row in
            let state = CloseTenant.word(for: try row[3], closesAt: try row.getOptional(4), at: now)
            return Entry(id: try row[0], slug: try row[1], name: try row[2], state: state)
        }
    }

    static func find(_ slug: String, _ deployment: Deployment) async throws -> Entry {
        guard let entry = try await all(deployment).first(where: { $0.slug == slug }) else {
            throw ValidationError("There is no tenant '\(slug)'.")
        }
        return entry
    }
}
