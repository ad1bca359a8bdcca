internal import ArgumentParser
internal import Foundation
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// `peony keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make the root key; show which keys are in use.",
        subcommands: [Create.self, Show.self], defaultSubcommand: Show.self)

    /// `peony keys create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the root key's file, readable by its owner alone; never overwrites one.")
        @OptionGroup var deployment: DeploymentOptions

        func run() async throws {
            let path = deployment.settings.rootKeyFile
            let key = try RootKey.create(at: path)
            print("Made \(path) (key \(key.id)). Keep a copy of it apart from the database's backups.")
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
