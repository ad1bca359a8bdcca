import CLibCrypto

/// An Ed25519 key that signs (RFC 8032).
public struct SigningKey: Sendable {
    /// The public half.
    public let verifyingKey: VerifyingKey
    private let key: PrivateKey

    /// The key that `seed` always gives. Throws `libcrypto`.
    public init(seed: SecretKey) throws(VaultError) {
        let key = try PrivateKey(seed: seed)
        self.key = key
        verifyingKey = try VerifyingKey(bytes: key.publicBytes())
    }

    /// A new key from a random seed. Throws `libcrypto`.
    public static func generate() throws(VaultError) -> SigningKey {
        try SigningKey(seed: .random())
    }

    /// The 32 bytes of the public half.
    public var publicKey: [UInt8] { verifyingKey.bytes }

    /// The 64-byte signature of `message`; the same message always gives the same. Throws `libcrypto`.
    public func sign(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
        try key.sign(message)
    }
}

/// An Ed25519 key that checks signatures.
public struct VerifyingKey: Hashable, Sendable {
    /// The 32 bytes as RFC 8032 encodes them.
    public let bytes: [UInt8]

    /// A public key from its 32 bytes. Throws `malformed` for another count.
    public init(bytes: [UInt8]) throws(VaultError) {
        guard bytes.count == 32 else { throw VaultError(.malformed, "an Ed25519 public key has 32 bytes") }
        self.bytes = bytes
    }

    /// Whether `signature` is this key's signature of `message`. Never throws: what is malformed does not verify.
    public func verify(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == 64,
            let key = unsafe EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, bytes, bytes.count)
        else {
            ERR_clear_error()
            return false
        }
        defer { unsafe EVP_PKEY_free(key) }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        let valid =
            unsafe EVP_DigestVerifyInit_ex(context, nil, nil, nil, nil, key, nil) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        if !valid { ERR_clear_error() }
        return valid
    }
}

/// Holds libcrypto's object, which keeps the private half in its secure heap and is only read once it is made.
@safe private final class PrivateKey: Sendable {
    private nonisolated(unsafe) let handle: OpaquePointer

    init(seed: SecretKey) throws(VaultError) {
        let made = unsafe seed.withBytes { seed in
            unsafe EVP_PKEY_new_raw_private_key_ex(
                nil, "ED25519", nil, seed.baseAddress?.assumingMemoryBound(to: UInt8.self), seed.count)
        }
        try unsafe Libcrypto.check(made != nil, "Ed25519 key")
        unsafe handle = unsafe Libcrypto.fetched(made)
    }

    deinit { unsafe EVP_PKEY_free(handle) }

    func publicBytes() throws(VaultError) -> [UInt8] {
        defer { withExtendedLifetime(self) {} }
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        try unsafe Libcrypto.check(
            EVP_PKEY_get_raw_public_key(handle, &bytes, &count) == 1 && count == 32, "Ed25519 public key")
        return bytes
    }

    func sign(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
        defer { withExtendedLifetime(self) {} }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        let signed =
            unsafe EVP_DigestSignInit_ex(context, nil, nil, nil, nil, handle, nil) == 1
            && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        try Libcrypto.check(signed && count == 64, "Ed25519 signature")
        return signature
    }
}
