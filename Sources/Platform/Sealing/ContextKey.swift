public import Postgres
public import Vault

/// The key of hardened mode: signs every transaction's context. The database checks it with the same key, which only its owner
/// reads; `peony hardened on` puts it there.
public struct ContextKey: ContextSigner {
    private let key: SecretKey

    /// Derived from the root key: nothing more to keep.
    public init(root: RootKey) {
        key = root.derive(label: "context")
    }

    public func proof(of claims: [UInt8]) -> [UInt8] { Digest.hmacSHA256(key: key, claims) }

    /// The statement that turns hardened mode on; for the owner's connection alone. The blocks are those of RFC 2104.
    public var hardening: SQL {
        func block(_ filler: UInt8) -> [UInt8] {
            let bytes = key.withBytes { [UInt8]($0) }
            return (bytes + [UInt8](repeating: 0, count: 64 - bytes.count)).map { $0 ^ filler }
        }
        return "call priv.harden(\(block(0x36)), \(block(0x5c)))"
    }

    /// The statement that turns it off.
    public static let softening: SQL = "call priv.soften()"
}
