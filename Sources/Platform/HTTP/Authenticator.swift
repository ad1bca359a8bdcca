/// Turns a token into somebody. The edge knows tokens only as text.
public protocol Authenticator: Sendable {
    /// Who the token belongs to. Throws `Failure(.unauthenticated)` for every token that is not good now.
    func authenticate(
        token: String, request: ID<Request>, address: String?, at now: Instant
    ) async throws -> (Actor, AuthenticatedSession)
}

/// What the edge and the handlers know of the session behind a request.
public struct AuthenticatedSession: Sendable {
    public let id: ID<Session>
    /// SHA-256 of the value that writes with a cookie must repeat; nil for a session that no browser holds.
    public let csrfHash: [UInt8]?
    /// When the person last proved himself again.
    public let steppedUpAt: Instant?
    public let expiresAt: Instant
    /// The person's own language.
    public let locale: Language?

    /// A session as the authenticator found it.
    public init(
        id: ID<Session>, csrfHash: [UInt8]?, steppedUpAt: Instant?, expiresAt: Instant, locale: Language?
    ) {
        self.id = id
        self.csrfHash = csrfHash
        self.steppedUpAt = steppedUpAt
        self.expiresAt = expiresAt
        self.locale = locale
    }
}
