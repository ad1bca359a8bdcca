import CLibCrypto

/// A key that signs: Ed25519 or SM2.
public struct SigningKey: Sendable {
    /// The public half.
    public let verifyingKey: VerifyingKey
    private let key: PrivateKey

    /// The key that `seed` always gives: for Ed25519 the seed of RFC 8032; for SM2 the first of HKDF-SHA256(seed, "peony sm2 scalar",
    /// u32 n), n = 0, 1, …, that is a scalar of the curve. Throws `libcrypto`.
    public init(seed: SecretKey, scheme: SignatureScheme = .ed25519) throws(VaultError) {
        switch scheme {
        case .ed25519:
            let key = try PrivateKey(ed25519: seed)
            self.key = key
            verifyingKey = try VerifyingKey(bytes: key.publicBytes())
        case .sm2:
            (key, verifyingKey) = try Self.sm2(seed)
        }
    }

    /// A new key from a random seed. Throws `libcrypto`.
    public static func generate(_ scheme: SignatureScheme = .ed25519) throws(VaultError) -> SigningKey {
        try SigningKey(seed: .random(), scheme: scheme)
    }

    /// The way it signs.
    public var scheme: SignatureScheme { verifyingKey.scheme }

    /// The bytes of the public half.
    public var publicKey: [UInt8] { verifyingKey.bytes }

    /// The 64-byte signature of `message`. Ed25519 gives the same one for the same message, SM2 never does. Throws `libcrypto`.
    public func sign(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
        try scheme == .ed25519 ? key.signEd25519(message) : key.signSM2(message)
    }

    /// A key of a scalar that is given; only tests give one. Throws `libcrypto` for one that is none.
    init(sm2Scalar scalar: SecretKey) throws(VaultError) {
        (key, verifyingKey) = try PrivateKey.sm2(scalar)
    }

    private static func sm2(_ seed: SecretKey) throws(VaultError) -> (PrivateKey, VerifyingKey) {
        for number in UInt32(0)..<128 {
            var counter: [UInt8] = []
            counter.append(bigEndian: number)
            let scalar = seed.derive(label: "peony sm2 scalar", context: counter)
            if unsafe scalar.withBytes({ unsafe isScalar($0) }) { return try PrivateKey.sm2(scalar) }
        }
        throw VaultError(.libcrypto, "SM2 scalar")
    }

    /// 1 ≤ d ≤ n − 2 (GB/T 32918.1); all but one in four thousand million numbers are.
    private static func isScalar(_ bytes: UnsafeRawBufferPointer) -> Bool {
        unsafe !bytes.allSatisfy { $0 == 0 } && bytes.lexicographicallyPrecedes(orderMinusOne)
    }

    private static let orderMinusOne: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0x72, 0x03, 0xDF, 0x6B, 0x21, 0xC6, 0x05, 0x2B, 0x53, 0xBB, 0xF4, 0x09, 0x39, 0xD5, 0x41, 0x22,
    ]
}

/// A key that checks signatures: Ed25519 or SM2, told apart by its length.
public struct VerifyingKey: Hashable, Sendable {
    /// 32 bytes as RFC 8032 encodes them, or the 65 bytes of SM2's point, uncompressed.
    public let bytes: [UInt8]
    /// The way that its signatures are made.
    public let scheme: SignatureScheme

    /// A public key from its bytes. Throws `malformed` for a count that is neither's; whether a point lies on the curve shows when
    /// it verifies.
    public init(bytes: [UInt8]) throws(VaultError) {
        guard let scheme = SignatureScheme.allCases.first(where: { $0.publicKeyCount == bytes.count }),
            scheme == .ed25519 || bytes[0] == 0x04
        else { throw VaultError(.malformed, "a public key has 32 bytes (Ed25519) or 65 (SM2)") }
        self.bytes = bytes
        self.scheme = scheme
    }

    /// Whether `signature` is this key's signature of `message`. Never throws: what is malformed does not verify.
    public func verify(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == SignatureScheme.signatureCount else { return false }
        let valid = scheme == .ed25519 ? verifyEd25519(signature, message) : verifySM2(signature, message)
        if !valid { ERR_clear_error() }
        return valid
    }

    private func verifyEd25519(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        guard let key = unsafe EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, bytes, bytes.count) else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        return unsafe EVP_DigestVerifyInit_ex(context, nil, nil, nil, nil, key, nil) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private func verifySM2(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        var der = [UInt8](repeating: 0, count: 72)
        let count = unsafe peony_sm2_der(signature, &der)
        guard count > 0, let key = unsafe peony_sm2_key(nil, bytes) else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        guard let context = unsafe peony_sm2_context(key, SignatureScheme.sm2Identifier, 0) else { return false }
        defer { unsafe peony_sm2_done(context) }
        return unsafe EVP_DigestVerify(context, der, Int(count), message, message.count) == 1
    }
}

/// Holds libcrypto's object, which keeps the private half in its secure heap and is only read once it is made.
@safe private final class PrivateKey: Sendable {
    private nonisolated(unsafe) let handle: OpaquePointer

    private init(_ made: OpaquePointer?, _ operation: StaticString) throws(VaultError) {
        try unsafe Libcrypto.check(made != nil, operation)
        unsafe handle = unsafe Libcrypto.fetched(made)
    }

    convenience init(ed25519 seed: SecretKey) throws(VaultError) {
        let made = unsafe seed.withBytes { seed in
            unsafe EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, seed.bytes, seed.count)
        }
        try unsafe self.init(made, "Ed25519 key")
    }

    static func sm2(_ scalar: SecretKey) throws(VaultError) -> (PrivateKey, VerifyingKey) {
        var point = [UInt8](repeating: 0, count: SignatureScheme.sm2.publicKeyCount)
        let made = unsafe scalar.withBytes { scalar in
            unsafe peony_sm2_public(scalar.bytes, &point) == 1 ? peony_sm2_key(scalar.bytes, point) : nil
        }
        let key = try unsafe PrivateKey(made, "SM2 key")
        return (key, try VerifyingKey(bytes: point))
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

    func signEd25519(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
        defer { withExtendedLifetime(self) {} }
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: SignatureScheme.signatureCount)
        var count = signature.count
        let signed =
            unsafe EVP_DigestSignInit_ex(context, nil, nil, nil, nil, handle, nil) == 1
            && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        try Libcrypto.check(signed && count == signature.count, "Ed25519 signature")
        return signature
    }

    func signSM2(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
        defer { withExtendedLifetime(self) {} }
        let context = unsafe peony_sm2_context(handle, SignatureScheme.sm2Identifier, 1)
        try unsafe Libcrypto.check(context != nil, "SM2 context")
        defer { unsafe peony_sm2_done(context) }
        var der = [UInt8](repeating: 0, count: 80)
        var count = der.count
        var signature = [UInt8](repeating: 0, count: SignatureScheme.signatureCount)
        let signed =
            unsafe EVP_DigestSign(context, &der, &count, message, message.count) == 1
            && peony_sm2_raw(der, count, &signature) == 1
        try Libcrypto.check(signed, "SM2 signature")
        return signature
    }
}
