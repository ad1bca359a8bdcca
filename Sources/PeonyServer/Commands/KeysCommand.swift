internal import ArgumentParser
internal import Foundation
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// `peony keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make the root key, split it into shares; show which keys are in use.",
        subcommands: [Create.self, Split.self, Join.self, Show.self], defaultSubcommand: Show.self)

    /// `peony keys create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the root key: in a file, readable by its owner alone, or in a PKCS #11 token; never overwrites one.")
        @OptionGroup var deployment: DeploymentOptions

        func run() async throws {
            if deployment.settings[.rootProvider] == "pkcs11" {
                let token = try deployment.settings.rootToken()
                let key = try token.create()
                print("Made \(token.key) in the token \(token.token) (key \(key.id)). It never leaves it: back the token up.")
                return
            }
            let path = deployment.settings.rootKeyFile
            let key = try RootKey.create(at: path)
            print("Made \(path) (key \(key.id)). Keep a copy of it apart from the database's backups.")
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
        static let configuration = CommandConfiguration(abstract: "Show the root key's id and each tenant's key versions.")
        @OptionGroup var deployment: DeploymentOptions

        func run() async throws {
            let deployment = try await Composition.deployment(self.deployment.settings, application: "peony-keys")
            print("root  \(deployment.keys.root.id)")
            let now = deployment.clock.now()
            let tenants = try await TenantsOfDeployment.all(deployment)
            for tenant in tenants {
                let rows = try await deployment.database.fetch(
                    as: Actor.system(of: tenant.id, request: .new(at: now)),
                    [
                        """
                        select purpose, version, state, created_at from app.tenant_key where tenant_id = \(tenant.id)
                        order by purpose, version
                        """
                    ])[0]
                for row in rows {
                    let purpose: String = try row[0]
                    let version: Int32 = try row[1]
                    let state: String = try row[2]
                    print("\(tenant.slug)  \(purpose)  v\(version)  \(state)  \(try row.get(3, as: Instant.self))")
                }
            }
            await deployment.database.close()
            await deployment.signIn.close()
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
        let rows = try await deployment.database.fetch(as: actor, ["select id, slug, name, state from app.tenant order by slug"])[0]
        return try rows.map { Entry(id: try $0[0], slug: try $0[1], name: try $0[2], state: try $0[3]) }
    }

    static func find(_ slug: String, _ deployment: Deployment) async throws -> Entry {
        guard let entry = try await all(deployment).first(where: { $0.slug == slug }) else {
            throw ValidationError("There is no tenant '\(slug)'.")
        }
        return entry
    }
}
