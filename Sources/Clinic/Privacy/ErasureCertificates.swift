public import Vault

/// Checks certificates that come back.
public enum ErasureCertificates {
    /// Whether a server with this secret issued the certificate, as it is.
    public static func isGenuine(_ text: String, secret: SecretKey) -> Bool {
        guard let note = try? SignedNote(parsing: text), let key = try? ErasureCertificate.key(of: secret) else { return false }
        return note.origin == "peony erasure certificate" && note.verify(name: ErasureCertificate.signer, key: key.verifyingKey)
    }
}
