internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Platform
internal import ServiceLifecycle
internal import Vault

/// The audit's key and its anchors, as the settings name them.
enum AuditComposition {
    /// The name beside the signatures.
    static let signerName = "peony-audit"

    /// The key's file; nil when there is none. A file that cannot be used is an error.
    static func signer(_ settings: Settings) throws -> NoteSigner? {
        guard FileManager.default.fileExists(atPath: settings.auditKeyFile) else { return nil }
        return try NoteSigner(name: signerName, key: SigningKey(contentsOf: settings.auditKeyFile))
    }

    /// The key for a server that runs on when the key is replaced: the new one lies beside the old one, then in its place.
    static func signing(_ settings: Settings) throws -> AuditSigning? {
        guard let signer = try signer(settings) else { return nil }
        let paths = [settings.auditKeyFile, settings.nextAuditKeyFile]
        return AuditSigning(signer) {
            paths.compactMap { path in (try? SigningKey(contentsOf: path)).flatMap { try? NoteSigner(name: signerName, key: $0) } }
        }
    }

    /// The key's file, for commands that cannot do without.
    static func requireSigner(_ settings: Settings) throws -> NoteSigner {
        guard let signer = try signer(settings) else {
            throw ValidationError("\(settings.auditKeyFile) is not there. `peony audit key --create` makes it.")
        }
        return signer
    }

    /// The anchors; an error in the operator's words for one that is none.
    static func anchors(_ settings: Settings) throws -> [any NoteAnchor] {
        try settings[.auditAnchors].split(separator: ",").map { text in
            let parts = text.trimmingCharacters(in: .whitespaces).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let rest = parts.count == 2 ? String(parts[1]) : ""
            switch parts.first {
            case "file" where !rest.isEmpty: return FileAnchor(path: rest)
            case "syslog":
                if let anchor = SyslogAnchor(rest) { return anchor }
            case "webhook":
                if let url = OutboundURL(rest) { return try webhook(url, rest) }
            default: break
            }
            throw ValidationError(
                "\(Setting.auditAnchors.flag): '\(parts.first ?? "")' is none of file:PATH, syslog:, syslog:PATH, syslog:HOST:PORT, webhook:URL."
            )
        }
    }

    /// The operator names the address himself, so it may lie in his own network.
    private static func webhook(_ url: OutboundURL, _ text: String) throws -> WebhookAnchor {
        let client = try OutboundClient(guard: AddressGuard(allowing: ["0.0.0.0/0", "::/0"].compactMap { NetworkRange($0) }))
        return WebhookAnchor(url: text) { _, headers, body in try await client.post(url, headers: headers, body: body) }
    }

    /// What signs and delivers while the server runs; nothing without a key.
    static func services(_ settings: Settings, _ file: DatabaseFile, _ deployment: Deployment, logger: Logger) throws -> [any Service] {
        let anchors = try anchors(settings)
        guard let signing = deployment.signing else {
            guard anchors.isEmpty else {
                throw ValidationError("Anchors need a key: `peony audit key --create` makes \(settings.auditKeyFile).")
            }
            logger.warning("the audit's notes are not signed: there is no key", metadata: ["check": "audit key"])
            return []
        }
        let mark = RestoreMark(deployment.database, clock: deployment.clock, file: settings.restoreMarkFile)
        return [
            Notary(url: file.sealerURL, signing: signing, anchors: anchors, logger: logger) {
                // What cannot be asked is not sent.
                do { return try await mark.silence() == nil } catch { return false }
            }
        ]
    }
}
