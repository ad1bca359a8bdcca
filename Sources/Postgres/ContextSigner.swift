/// Proves to the database that a context was set by who holds the key, and not by a statement that found its way in.
public protocol ContextSigner: Sendable {
    /// An authenticator over everything that a context claims.
    func proof(of claims: [UInt8]) -> [UInt8]
}
