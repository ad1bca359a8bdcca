import CLibCrypto

/// An X25519 key (RFC 7748): whoever holds it opens what anybody sealed to its public half.
public struct AgreementKey: Sendable {
    /// The 32 bytes of the public half.
    public let publicKey: [UInt8]
    private let seed: SecretKey

    /// The key that `seed` always gives. Throws `libcrypto`.
    public init(seed: SecretKey) throws(VaultError) {
        self.seed = seed
        let key = unsafe Self.privateKey(seed)
        defer { unsafe EVP_PKEY_free(key) }
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        let done = unsafe key != nil && EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1 && count == 32
        try Libcrypto.check(done, "X25519 public key")
        publicKey = bytes
    }

    /// A new key. Throws `libcrypto`.
    public static func generate() throws(VaultError) -> AgreementKey {
        try AgreementKey(seed: .random())
    }

    /// What only the holders of the two private halves can compute. Throws `malformed` for a public half that is none, or whose
    /// secret everybody knows (RFC 7748 §6.1).
    func shared(with peer: [UInt8]) throws(VaultError) -> SecretKey {
        guard peer.count == 32 else { throw VaultError(.malformed, "an X25519 public key has 32 bytes") }
        let mine = unsafe Self.privateKey(seed)
        defer { unsafe EVP_PKEY_free(mine) }
        let theirs = unsafe EVP_PKEY_new_raw_public_key_ex(nil, "X25519", nil, peer, peer.count)
        defer { unsafe EVP_PKEY_free(theirs) }
        try unsafe Libcrypto.check(mine != nil && theirs != nil, "X25519 keys")
        let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, mine, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var secret = [UInt8](repeating: 0, count: 32)
        var count = secret.count
        let done =
            unsafe EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, theirs) == 1
            && EVP_PKEY_derive(context, &secret, &count) == 1 && count == 32
        guard done else {
            ERR_clear_error()
            throw VaultError(.malformed, "no secret can be agreed with this X25519 public key")
        }
        defer { unsafe secret.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        return try SecretKey(bytes: secret)
    }

    private static func privateKey(_ seed: SecretKey) -> OpaquePointer? {
        unsafe seed.withBytes { seed in
            unsafe EVP_PKEY_new_raw_private_key_ex(
                nil, "X25519", nil, seed.baseAddress?.assumingMemoryBound(to: UInt8.self), seed.count)
        }
    }
}
