internal import Vault

/// `slug.random`: the slug leads to the tenant, the 256 random bits to the session. Stored as SHA-256 only.
public struct SessionToken: Sendable {
    public let slug: String
    public let hash: [UInt8]
    /// What the caller keeps; only present when it was just made.
    public let text: String

    /// A new token for a tenant.
    public static func new(slug: String) -> SessionToken {
        SessionToken(slug: slug, secret: Base64URL.encode(Random.bytes(32)))
    }

    /// Reads a token; nil when it cannot be one.
    public init?(_ text: String) {
        guard text.utf8.count <= 160, let dot = text.lastIndex(of: ".") else { return nil }
        let secret = text[text.index(after: dot)...]
        guard secret.utf8.count == 43, !text[..<dot].isEmpty else { return nil }
        self.init(slug: String(text[..<dot]), secret: String(secret))
    }

    private init(slug: String, secret: String) {
        self.slug = slug
        hash = Digest.sha256(Array(secret.utf8))
        text = slug + "." + secret
    }
}

extension SessionToken {
    /// What a page that holds the session in a cookie repeats in `X-Peony-CSRF`. Made from the token, which no page can
    /// read, so nothing but its hash needs to be kept, and it changes whenever the token does.
    public var csrf: String {
        Base64URL.encode(Digest.hmacSHA256(key: Array(text.utf8), Array("peony csrf".utf8)))
    }

    /// SHA-256 of ``csrf``, for the table.
    public var csrfHash: [UInt8] { Digest.sha256(Array(csrf.utf8)) }
}
