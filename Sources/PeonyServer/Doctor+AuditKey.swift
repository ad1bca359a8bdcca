internal import Foundation
internal import Platform
internal import Postgres
internal import Vault

extension Doctor {
    /// Without it nothing is wrong yet, but no note proves later what was here.
    func auditKey() -> [Finding] {
        do {
            if let signer = try AuditComposition.signer(settings) { return signs(signer) }
            return [
                Finding(
                    check: "audit key", severity: .warning, problem: "\(settings.auditKeyFile) is not there: no note is signed.",
                    remedy: "`peony audit key --create`, and keep what it prints elsewhere.")
            ]
        } catch {
            let word = (error as? VaultError)?.kind.rawValue ?? "unknown"
            return [
                Finding(
                    check: "audit key", severity: .refusal, problem: "\(settings.auditKeyFile) cannot be used (\(word)).",
                    remedy: "Put the audit's key back, mode 0400. If it is lost: `peony keys rotate-audit --lost`.")
            ]
        }
    }

    /// Whether this is the key that the notes are signed with.
    private func signs(_ signer: NoteSigner) -> [Finding] {
        // Who cannot connect, or has another schema, is told so elsewhere.
        guard let connection = try? Connection(url: file.sealerURL) else { return [] }
        defer { connection.close() }
        guard let current = try? AuditKeyVersion.signing(in: connection), current != signer.verifier.description else { return [] }
        return [
            Finding(
                check: "audit key", severity: .warning,
                problem: "The notes are signed with another key than \(settings.auditKeyFile): from here no note can be signed.",
                remedy: """
                    Put the newest key in its place. After a rotation that was killed run `peony keys rotate-audit` again; after a restore \
                    from before one, or when the key is lost, `peony keys rotate-audit --lost`.
                    """)
        ]
    }
}
