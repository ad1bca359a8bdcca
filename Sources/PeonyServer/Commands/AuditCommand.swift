internal import ArgumentParser
internal import Platform
internal import Vault

/// `peony audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Prove that the audit trail is whole.", subcommands: [Verify.self],
        defaultSubcommand: Verify.self)

    /// `peony audit verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Recompute every leaf, tree and head; name the first bad batch of each tenant.",
            discussion:
                "Exit status 1 when a tenant's trail is not what it was. A head that was kept elsewhere (--tenant, --batch, --head) "
                + "also shows a cut tail or a database that was rolled back.")
        @OptionGroup var deployment: DeploymentOptions
        @Option(help: "Only this tenant.") var tenant: String?
        @Option(help: "A batch whose head was kept elsewhere.") var batch: Int64?
        @Option(help: "That head, in hexadecimal.") var head: String?

        func validate() throws {
            if (batch == nil) != (head == nil) { throw ValidationError("--batch and --head go together.") }
            if batch != nil, tenant == nil { throw ValidationError("--batch and --head need --tenant.") }
        }

        func run() async throws {
            var isWhole = true
            try await CommandRun.with(deployment) { deployment in
                var expected: AuditHead?
                if let batch, let head {
                    guard let bytes = Hex.decode(head), bytes.count == 32 else { throw ValidationError("--head is 64 hexadecimal digits.") }
                    expected = AuditHead(batch: batch, head: bytes)
                }
                let verifier = AuditVerifier(deployment.database)
                for entry in try await TenantsOfDeployment.all(deployment) where tenant == nil || tenant == entry.slug {
                    let result = try await verifier.verify(tenant: entry.id, expectedHead: expected)
                    let head = result.head.map { "head \(Hex.encode($0.head)) of batch \($0.batch)" } ?? "no batch yet"
                    if let fault = result.fault {
                        isWhole = false
                        print("\(entry.slug)\tBROKEN at batch \(fault.batch): \(fault.kind.rawValue)")
                    } else {
                        print(
                            "\(entry.slug)\twhole\t\(result.events) events in \(result.batches) batches, \(result.unsealed) unsealed, \(head)"
                        )
                    }
                }
            }
            if !isWhole { throw ExitCode(1) }
        }
    }
}
