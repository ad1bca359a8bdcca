internal import ArgumentParser
internal import Foundation
internal import Platform
internal import Vault

extension TenantCommand {
    /// `peony tenant close`
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begin to close a suspended tenant; final when the grace is over.",
            discussion: "Make the tenant's export in the meantime: peony tenant export. Rows stay, sealed, as long as the law wants them.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument var slug: String
        @Option(help: "Days in which the closing can be taken back, 7 to 365.") var graceDays = 30

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let now = deployment.clock.now()
                let tenant = try await TenantsOfDeployment.find(slug, deployment)
                let end = try await CloseTenant.begin(
                    tenant.id, graceDays: graceDays, by: .system(of: .deployment, request: .new(at: now)), on: deployment, at: now)
                print("\(slug) closes at \(end).")
            }
        }
    }

    /// `peony tenant reopen`
    struct Reopen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a closing back; the tenant is suspended as before.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument var slug: String

        func run() async throws {
            try await CommandRun.with(deployment) { deployment in
                let now = deployment.clock.now()
                let tenant = try await TenantsOfDeployment.find(slug, deployment)
                try await CloseTenant.takeBack(
                    tenant.id, by: .system(of: .deployment, request: .new(at: now)), on: deployment, at: now)
                print("\(slug) is suspended.")
            }
        }
    }

    /// `peony tenant export`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write everything of a suspended or closing tenant into a file that only its own people can open.",
            discussion: "Sealed to the key in the tenant's setting `exportKey`; its people open it with peony tenant open-export.")
        @OptionGroup var deployment: DeploymentOptions
        @Argument var slug: String
        @Option(help: "The file to write; must not exist.") var to: String

        func run() async throws {
            let path = to
            guard !FileManager.default.fileExists(atPath: path) else { throw ValidationError("\(path) exists.") }
            try await CommandRun.with(deployment) { deployment in
                let now = deployment.clock.now()
                let tenant = try await TenantsOfDeployment.find(slug, deployment)
                let report = try await ExportTenant.run(
                    tenant.id, by: .system(of: .deployment, request: .new(at: now)), on: deployment, at: now,
                    contents: Composition.contents, texts: Composition.clearTexts
                ) {
                    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
                        throw ValidationError("\(path) cannot be written.")
                    }
                    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                    return { try file.write(contentsOf: $0) }
                }
                print(
                    "\(path): \(report.objects) objects and \(report.contents) files of tenant \(tenant.id), "
                        + "sealed to \(report.recipient).")
                if report.lost > 0 { print("\(report.lost) of the files are lost: their bytes are not there or open no more.") }
            }
        }
    }

    /// `peony tenant export-key`
    struct ExportKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the key for a tenant's export; prints its public half for the setting `exportKey`.",
            discussion: "For the tenant's own people, on their own machine. Whoever has the file opens the export.")
        @Argument(help: "The file to write the private half to; must not exist.") var file: String

        func run() throws {
            guard !FileManager.default.fileExists(atPath: file) else { throw ValidationError("\(file) exists.") }
            let seed = Random.bytes(32)
            let key = try AgreementKey(seed: SecretKey(bytes: seed))
            let made = FileManager.default.createFile(
                atPath: file, contents: Data((Hex.encode(seed) + "\n").utf8), attributes: [.posixPermissions: 0o400])
            guard made else { throw ValidationError("\(file) cannot be written.") }
            print(Hex.encode(key.publicKey))
        }
    }

    /// `peony tenant open-export`
    struct OpenExport: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a tenant's export; writes JSON lines to standard output, and contents of files to a folder.",
            discussion:
                "Exit status 1 when the file is not whole, not for this key or not of this tenant; what was written until then is its beginning."
        )
        @Argument(help: "The export.") var file: String
        @Option(help: "The file that export-key made.") var key: String
        @Option(help: "The tenant's id, as the export's maker told it.") var tenant: String
        @Option(help: "A folder for the contents of files, each named by its id; without it they are lines like all others.")
        var contents: String?

        func run() throws {
            guard let text = try? String(contentsOfFile: key, encoding: .utf8),
                let seed = Hex.decode(text.trimmingCharacters(in: .whitespacesAndNewlines)), seed.count == 32
            else { throw ValidationError("\(key) is no key.") }
            guard let subject = ID<Tenant>(tenant) else { throw ValidationError("--tenant is a UUID.") }
            guard let input = FileHandle(forReadingAtPath: file) else { throw ValidationError("\(file) cannot be read.") }
            let unpacker = contents.map { folder in
                ExportUnpacker(into: URL(fileURLWithPath: folder, isDirectory: true)) {
                    try FileHandle.standardOutput.write(contentsOf: $0)
                }
            }
            if let contents { try FileManager.default.createDirectory(atPath: contents, withIntermediateDirectories: true) }
            try SealedFile.open(
                with: AgreementKey(seed: SecretKey(bytes: seed)), subject: subject.uuid,
                read: { count in
                    var bytes: [UInt8] = []
                    while bytes.count < count, let piece = try input.read(upToCount: count - bytes.count), !piece.isEmpty {
                        bytes += piece
                    }
                    return bytes
                },
                write: { bytes in
                    if let unpacker { try unpacker.take(bytes) } else { try FileHandle.standardOutput.write(contentsOf: bytes) }
                })
            try unpacker?.finish()
        }
    }
}
