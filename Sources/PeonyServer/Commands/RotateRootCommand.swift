internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import Platform
internal import Vault

extension KeysCommand {
    /// `peony keys rotate-root`
    struct RotateRoot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-root", abstract: "Replace the root key: wrap every tenant's keys under another one, while servers go on.",
            discussion: """
                Killed on the way, it is run again and goes on. With the provider file and without --to the new key is made beside the old \
                one (root.key.next), where running servers find it by themselves, and takes its place at the end (the old one becomes \
                root.key.retired-ID: keep it as long as you keep backups from before). Otherwise start the servers with --second-root first.
                """)
        @OptionGroup var deployment: DeploymentOptions
        @Option(help: "The new key: file:PATH or pkcs11:LABEL; it must be there. Made beside root.key when left out.") var to: String?
        @Option(help: "Tenants a second at the most; 0 for no limit.") var perSecond = 20

        func run() async throws {
            let settings = deployment.settings
            let isBeside = to == nil
            guard !isBeside || settings[.rootProvider] == "file" else {
                throw ValidationError("Name the new key with --to: only the provider file makes one by itself.")
            }
            let next = settings.rootKeyFile + ".next"
            if isBeside, access(next, F_OK) != 0 {
                let made = try RootKey.create(at: next)
                print("Made \(next) (key \(made.id)).")
            }
            let new = try settings.rootProvider(named: to ?? "file:" + next).open()
            let old = try settings.rootKey()
            // After a run that was killed at its very end the old one is refused by itself: both are given.
            try await CommandRun.with(deployment, roots: [old, new]) { deployment in
                try await RotateRootKey.run(to: new, perSecond: perSecond, on: deployment, at: deployment.clock.now()) { done, total in
                    if done == total || done.isMultiple(of: 100) { print("\(done) of \(total) tenants") }
                }
            }
            if isBeside, old.id != new.id { try Self.takePlace(next, of: settings.rootKeyFile, retired: old.id) }
            print("The root key is \(new.id).")
        }

        /// The old file is kept under another name; at no moment is there no `root.key`.
        private static func takePlace(_ next: String, of current: String, retired: String) throws {
            let kept = "\(current).retired-\(retired)"
            if link(current, kept) != 0, errno != EEXIST { throw ValidationError("\(kept) could not be made.") }
            guard rename(next, current) == 0 else { throw ValidationError("\(next) could not take the place of \(current).") }
        }
    }
}

extension KeyState {
    /// One line for each version, rotation, freeze, and the number of canaries.
    var lines: [String] {
        var lines = ["suite\t\(suite)"]
        for version in versions {
            let count = version.count.map { "\t\($0)" } ?? ""
            lines.append("\(version.purpose)\tv\(version.version)\t\(version.state)\t\(version.suite)\t\(version.createdAt)\(count)")
        }
        for rotation in rotations { lines.append("rotation\t\(rotation.line)") }
        if canaries > 0 { lines.append("canaries\t\(canaries)") }
        if let freeze { lines.append("FROZEN\t\(freeze.at)\t\(freeze.isThawAsked ? "thaw asked" : "")\t\(freeze.reason)") }
        return lines
    }
}
