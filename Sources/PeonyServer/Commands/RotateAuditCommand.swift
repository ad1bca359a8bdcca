internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import Platform
internal import Vault

extension KeysCommand {
    /// `peony keys rotate-audit`
    struct RotateAudit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-audit", abstract: "Replace the key that signs the audit's notes, while servers go on.",
            discussion: """
                The next note names both keys and both sign it: whoever trusts one of them can prove what the other signed. The new key is \
                made beside the old one (audit.key.next), where running servers on this machine find it within seconds; then it takes its \
                place, and the old one's secret half is gone. Killed on the way, it is run again.

                Servers on other machines: --prepare here, copy audit.key.next beside their audit.key, run the command, and rename the \
                copies at leisure. With --lost the old key is not asked to sign: then whoever proves the trail elsewhere has to be given \
                the new public half by hand.
                """)
        @OptionGroup var deployment: DeploymentOptions
        @Option(help: "How the new key signs: ed25519, or sm2 (with SM3).", transform: SignatureScheme.named) var scheme = SignatureScheme
            .ed25519
        @Flag(help: "Make the new key beside the old one, and stop.") var prepare = false
        @Flag(help: "The old key is lost, or nobody should believe it any more.") var lost = false

        func validate() throws {
            if prepare, lost { throw ValidationError("--prepare and --lost do not go together.") }
        }

        func run() async throws {
            let settings = deployment.settings
            let (current, next) = (settings.auditKeyFile, settings.nextAuditKeyFile)
            if access(next, F_OK) != 0 {
                let made = try SigningKey.create(at: next, scheme: scheme)
                print("Made \(next): \(try NoteSigner(name: AuditComposition.signerName, key: made).verifier)")
            }
            if prepare { return }
            let new = try NoteSigner(name: AuditComposition.signerName, key: SigningKey(contentsOf: next))
            let old = lost ? nil : try AuditComposition.requireSigner(settings)
            let file = try DatabaseFile(contentsOf: settings.databaseFile)
            try await CommandRun.with(deployment) { deployment in
                let note = try await RotateAuditKey(on: deployment, sealerURL: file.sealerURL).run(
                    to: new, from: old, at: deployment.clock.now())
                if let note { print("Note \(note) hands over.") }
            }
            guard rename(next, current) == 0 else { throw ValidationError("\(next) could not take the place of \(current).") }
            print("The audit's key is \(new.verifier). Keep that where anchors are kept, beside the one before.")
        }
    }
}

extension AuditKeyVersion {
    /// One line: version, since which note and when, public half.
    var line: String { "v\(version)\t\(since.map { "from note \($0)" } ?? "first")\t\(at)\t\(verifier)" }
}
