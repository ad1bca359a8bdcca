internal import ArgumentParser
internal import Platform
internal import Postgres

/// `peony user`
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Operators of the platform, and people who have lost their way in.",
        subcommands: [Operator.self, Invite.self])

    /// `peony user operator`
    struct Operator: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "operator", abstract: "Add an operator of the platform.", discussion: "Prints the operator's invitation.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument(help: "The operator's user name.") var name: String

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let made = try await DeploymentProvisioning.run(
                    operators: [InviteUser.Input(userName: name, displayName: name)], on: deployment, at: deployment.clock.now())
                if made.isEmpty { print("'\(name)' is there already.") }
                for invitation in made { print("-\t\(invitation.userName)\t\(invitation.token)\tuntil \(invitation.expiresAt)") }
            }
        }
    }

    /// `peony user invite`
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "invite", abstract: "Renew a person's invitation, for example when both administrators are locked out.",
            discussion: "Recorded in the tenant's audit trail as done by the system.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument(help: "The tenant's short name.") var tenant: String
        @Argument(help: "The person's user name.") var user: String

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let tenant = try await TenantsOfDeployment.find(tenant, deployment)
                let now = deployment.clock.now()
                let actor = Actor.system(of: tenant.id, request: .new(at: now))
                let keys = try await deployment.keys.keys(of: tenant.id)
                let name = user
                let invitation = try await deployment.database.write(as: actor) { tx in
                    let rows = try tx.execute(
                        "select id from app.user_account where tenant_id = \(tenant.id) and user_name = \(name) and state <> 'left'")
                    guard let row = rows.first else { throw Failure(.notFound) }
                    return try InviteUser.renew(try row[0], named: name, as: actor, keys: keys, at: now, in: tx)
                }
                print("\(tenant.slug)\t\(invitation.userName)\t\(invitation.token)\tuntil \(invitation.expiresAt)")
            }
        }
    }
}
