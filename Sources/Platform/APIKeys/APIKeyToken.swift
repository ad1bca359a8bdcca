internal import Vault

/// What key ids name.
public enum APIKey {}

/// `slug.k_random`: like a session's token, with a mark that tells the two apart. Stored as SHA-256 only.
struct APIKeyToken: Sendable {
    private static let mark = "k_"

    let slug: String
    let hash: [UInt8]
    let text: String

    /// A new key for a tenant: 256 random bits.
    static func new(slug: String) -> APIKeyToken {
        APIKeyToken(slug: slug, secret: Base64URL.encode(Random.bytes(32)))
    }

    /// Reads a key; nil when it cannot be one.
    init?(_ text: String) {
        guard text.utf8.count <= 160, let dot = text.lastIndex(of: ".") else { return nil }
        let rest = text[text.index(after: dot)...]
        guard rest.hasPrefix(APIKeyToken.mark), rest.utf8.count == 45, !text[..<dot].isEmpty else { return nil }
        self.init(slug: String(text[..<dot]), secret: String(rest.dropFirst(APIKeyToken.mark.count)))
    }

    private init(slug: String, secret: String) {
        self.slug = slug
        hash = Digest.sha256(Array(secret.utf8))
        text = slug + "." + APIKeyToken.mark + secret
    }
}
