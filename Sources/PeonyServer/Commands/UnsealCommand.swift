internal import ArgumentParser
internal import Foundation
internal import JSON

/// `peony unseal`
struct UnsealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unseal", abstract: "Give one share of the root key to the server on this machine.",
        discussion: """
            The share is read from standard input, and goes over the admin port. With --root-provider shares a server waits sealed until \
            enough people have given theirs.
            """)
    @Option(help: ArgumentHelp(stringLiteral: Setting.adminPort.help + " (PEONY_ADMIN_PORT; default 9090)")) var adminPort: String?

    func run() async throws {
        let port = try Settings([Setting.adminPort.name: adminPort]).number(.adminPort, in: 1...65535)
        guard let line = try SecretLine.read("Share"), !line.isEmpty else { throw ValidationError("No share on standard input.") }
        guard let answer = LoopbackRequest(port: port)?.post("/unseal", line) else {
            complain("No server answers on port \(port).")
            throw ExitCode(1)
        }
        let body = try? JSONParser.parse(answer.body)
        guard answer.status == 200, let given = body?["given"]?.integer, let threshold = body?["threshold"]?.integer else {
            let isOpen = answer.status == 404 || answer.status == 405
            complain(isOpen ? "The server is not sealed." : "Refused: \(body?["detail"]?.string ?? "status \(answer.status)").")
            throw ExitCode(1)
        }
        print(given >= threshold ? "Unsealed." : "\(given) of \(threshold) shares.")
    }
}
