internal import ArgumentParser
internal import Demo
internal import Foundation
internal import JSON
internal import Platform

/// `peony demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Load two demo chains and write demo.json with every sign-in.",
        discussion: "The same seed gives the same chains. A second run finds them there and changes nothing.")
    @OptionGroup var deployment: DeploymentOptions
    @Option(help: "The seed of everything that is made up.") var seed: UInt64 = 20_261_121
    @Option(help: "Customers of the first chain.") var customers = 5000
    @Option(help: "Chains in all.") var tenants = 2

    func validate() throws {
        if !(10...10_000_000).contains(customers) { throw ValidationError("--customers is 10 to 10,000,000.") }
        if !(2...10_000).contains(tenants) { throw ValidationError("--tenants is 2 to 10,000.") }
    }

    func run() async throws {
        let file = deployment.settings[.data] + "/demo.json"
        try await CommandRun.with(deployment) { deployment in
            var options = DemoOptions()
            options.seed = seed
            options.customers = customers
            options.tenants = tenants
            let bar = ProgressBar()
            let hasWorked = try await Demo.load(options, on: deployment) { label, done, all in bar.show(label, done, all) }
            bar.finish()
            guard hasWorked || !FileManager.default.fileExists(atPath: file) else {
                print("The demo is loaded already.")
                return
            }
            let signIns = Demo.signIns(of: options)
            let json = JSONValue.array(signIns.map(\.json))
            try write(json.serialized, to: file)
            print("Loaded the demo; its \(signIns.count) sign-ins are in \(file).")
        }
    }

    /// Passwords, even made-up ones, are for their owner's eyes.
    private func write(_ bytes: [UInt8], to path: String) throws {
        let temporary = path + ".new"
        guard FileManager.default.createFile(atPath: temporary, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
            throw ValidationError("\(path) cannot be written.")
        }
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try FileManager.default.moveItem(atPath: temporary, toPath: path)
    }
}

/// One line that grows, on a terminal; one line at the end elsewhere.
final class ProgressBar {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var shown = ""

    func show(_ label: String, _ done: Int, _ all: Int) {
        guard isTerminal, all > 0 else { return }
        let width = 30
        let filled = min(width, width * done / all)
        let line = "\(label) [" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "] \(done)/\(all)"
        guard line != shown else { return }
        shown = line
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + line).utf8))
    }

    func finish() {
        if isTerminal, !shown.isEmpty { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}
