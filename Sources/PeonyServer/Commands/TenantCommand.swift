internal import ArgumentParser
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// `peony tenant`
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant", abstract: "List, create, suspend, resume, export and close tenants; freeze their keys.",
        subcommands: [
            List.self, Create.self, Suspend.self, Resume.self, Freeze.self, Thaw.self, Close.self, Reopen.self, Export.self,
            ExportKey.self, OpenExport.self,
        ], defaultSubcommand: List.self)

    /// `peony tenant list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The directory of tenants.")
        @OptionGroup var deployment: DeploymentOptions

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                for tenant in try await TenantsOfDeployment.all(deployment) {
                    print("\(tenant.slug)\t\(tenant.state)\t\(tenant.name)\t\(tenant.id)")
                }
            }
        }
    }

    /// `peony tenant create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a chain with its first two system administrators.",
            discussion: "Prints an invitation for each of the two; they choose their own passwords by POST /v1/invitations/acceptance.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument(help: "Short name in addresses: lower-case letters, digits, hyphens.") var slug: String
        @Option(help: "The chain's name.") var name: String
        @Option(help: "User names of the first two system administrators, twice.") var admin: [String]
        @Option(help: "zh or en.") var locale = "zh"
        @Option(help: "Time zone of the chain.") var timeZone = "Asia/Shanghai"
        @Option(help: "What it seals with: aes256gcm or sm4 (SM4 and SM3, commercial cryptography).") var cipherSuite = "aes256gcm"

        func validate() throws {
            if admin.count != 2 { throw ValidationError("Name two administrators: --admin anna --admin ben.") }
            if Suite(word: cipherSuite) == nil { throw ValidationError("--cipher-suite is aes256gcm or sm4.") }
            if Language(rawValue: locale) == nil { throw ValidationError("--locale is zh or en.") }
        }

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let input = CreateTenant.Input(
                    slug: slug, name: name, locale: Language(rawValue: locale) ?? .chinese, timeZone: timeZone,
                    cipherSuite: cipherSuite, admins: admin.map { InviteUser.Input(userName: $0, displayName: $0) })
                let created = try await CreateTenant.run(input, on: deployment, at: deployment.clock.now())
                print("Created \(slug) (\(created.tenant)).")
                for invitation in created.invitations {
                    print("\(invitation.userName)\t\(invitation.token)\tuntil \(invitation.expiresAt)")
                }
            }
        }
    }

    /// `peony tenant suspend`
    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop a tenant's sign-ins and sessions at once; its data stays.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument var slug: String

        func run() async throws { try await CommandRun.setState(of: slug, suspended: true, deployment) }
    }

    /// `peony tenant resume`
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a suspended tenant work again.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument var slug: String

        func run() async throws { try await CommandRun.setState(of: slug, suspended: false, deployment) }
    }
}

extension TenantCommand {
    /// `peony tenant freeze`
    struct Freeze: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop every use of a tenant's keys at once, on every server: nothing sealed is opened until it is thawed.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument var slug: String
        @Option(help: "Why; stands in both audit trails.") var reason: String

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let tenant = try await TenantsOfDeployment.find(slug, deployment)
                let now = deployment.clock.now()
                let orderer = Actor.system(of: .deployment, request: .new(at: now))
                try await FreezeTenant.run(tenant.id, reason: reason, by: orderer, on: deployment, at: now)
                print("\(slug) is frozen.")
            }
        }
    }

    /// `peony tenant thaw`
    struct Thaw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Be the second who lets a frozen tenant's keys be used again.",
            discussion: "An operator has to have asked for it by POST /v1/tenants/{id}/thaw; this machine's administrator is the second.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument var slug: String

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let tenant = try await TenantsOfDeployment.find(slug, deployment)
                let now = deployment.clock.now()
                let orderer = Actor.system(of: .deployment, request: .new(at: now))
                _ = try await FreezeTenant.thaw(tenant.id, by: orderer, on: deployment, at: now)
                print("\(slug) is thawed.")
            }
        }
    }
}

/// Opens a deployment for one command and closes it behind it.
enum CommandRun {
    /// - Parameter roots: root keys that are open already, the usual one first.
    static func with(
        _ options: DeploymentOptions, roots: [RootKey] = [], _ body: (Deployment) async throws -> Void
    ) async throws {
        let deployment = try await Composition.deployment(
            options.settings, application: "peony-tool", root: roots.first, others: Array(roots.dropFirst()))
        do {
            try await body(deployment)
        } catch let error where error is ValidationError || error is ExitCode {
            await close(deployment)
            throw error
        } catch let error as AnchorError {
            await close(deployment)
            throw ValidationError(error.description)
        } catch {
            await close(deployment)
            let failure = Failure(meaning: error, constraints: Composition.constraints)
            let violations = failure.violations.map { "\($0.pointer) \($0.code)" }.joined(separator: ", ")
            throw ValidationError("\(failure.code.title[.english]) (\(failure.code.code))" + (violations.isEmpty ? "" : ": \(violations)"))
        }
        await close(deployment)
    }

    static func setState(of slug: String, suspended: Bool, _ options: DeploymentOptions) async throws {
        try await with(options) { deployment in
            let tenant = try await TenantsOfDeployment.find(slug, deployment)
            let now = deployment.clock.now()
            let orderer = Actor.system(of: .deployment, request: .new(at: now))
            if suspended {
                try await SuspendTenant.run(tenant.id, by: orderer, on: deployment, at: now)
            } else {
                try await SuspendTenant.resume(tenant.id, by: orderer, on: deployment, at: now)
            }
            print("\(slug) is \(suspended ? "suspended" : "active").")
        }
    }

    private static func close(_ deployment: Deployment) async {
        await deployment.database.close()
        await deployment.signIn.close()
    }
}
