import CLibCrypto

/// SHA-256, SM3, HMAC with both, and comparison without a timing trace.
public enum Digest {
    /// The 32 bytes of SHA-256 over `bytes`.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        unsafe bytes.withRawBytes { unsafe sha256($0) }
    }

    /// The 32 bytes of SHA-256 over `bytes`.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            unsafe sha256(bytes, into: UnsafeMutableRawBufferPointer(output))
            count = 32
        }
    }

    /// Writes the 32 bytes of SHA-256 over `bytes` to the beginning of `output`, which has room for them and may be the same memory.
    static func sha256(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        precondition(output.count >= 32)
        let context = unsafe ThreadContexts.current.digest
        let done =
            unsafe EVP_DigestInit_ex2(context, Libcrypto.sha256, nil) == 1
            && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
            && EVP_DigestFinal_ex(context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil) == 1
        Libcrypto.mustSucceed(done, "SHA-256")
    }

    /// The 32 bytes of HMAC-SHA-256 over `bytes`.
    public static func hmacSHA256(key: SecretKey, _ bytes: [UInt8]) -> [UInt8] { hmac(.sha256, key: key, bytes) }

    /// The 32 bytes of HMAC-SHA-256 over `bytes` under a key of any length.
    public static func hmacSHA256(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] { hmac(.sha256, key: key, bytes) }

    /// Whether both are equal, in a time that depends on their lengths only.
    public static func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }

    /// The 32 bytes of SM3 (GB/T 32905) over `bytes`.
    public static func sm3(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            let context = unsafe ThreadContexts.current.digest
            let done =
                unsafe EVP_DigestInit_ex2(context, Libcrypto.sm3, nil) == 1
                && EVP_DigestUpdate(context, bytes, bytes.count) == 1
                && EVP_DigestFinal_ex(context, output.baseAddress, nil) == 1
            Libcrypto.mustSucceed(done, "SM3")
            count = 32
        }
    }

    /// The 32 bytes of HMAC over `bytes`.
    public static func hmac(_ hash: KeyedHash, key: SecretKey, _ bytes: [UInt8]) -> [UInt8] {
        unsafe key.withBytes { key in unsafe hmac(hash, key: key, bytes) }
    }

    /// The 32 bytes of HMAC over `bytes` under a key of any length.
    public static func hmac(_ hash: KeyedHash, key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        unsafe key.withRawBytes { key in unsafe hmac(hash, key: key, bytes) }
    }

    private static func hmac(_ hash: KeyedHash, key: UnsafeRawBufferPointer, _ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            unsafe bytes.withRawBytes {
                unsafe hash.authenticate($0, key: key, into: UnsafeMutableRawBufferPointer(output))
            }
            count = 32
        }
    }
}

/// The hashes that HMAC and HKDF are used with; both give 32 bytes.
public enum KeyedHash: Sendable {
    case sha256
    /// GB/T 32905.
    case sm3

    /// Writes the 32-byte HMAC (RFC 2104) of `message` to the beginning of `output`, which has room for it. Allocates nothing.
    func authenticate(
        _ message: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) {
        precondition(output.count >= 32)
        let context =
            switch self {
            case .sha256: unsafe ThreadContexts.current.hmac
            case .sm3: unsafe ThreadContexts.current.hmacSM3
            }
        // libcrypto takes a null key for "the key of last time": an empty one needs an address too.
        var nothing: UInt8 = 0
        let done = unsafe withUnsafePointer(to: &nothing) { nothing in
            unsafe EVP_MAC_init(context, key.bytes ?? nothing, key.count, nil) == 1
                && EVP_MAC_update(context, message.bytes, message.count) == 1
                && EVP_MAC_final(context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil, 32) == 1
        }
        Libcrypto.mustSucceed(done, "HMAC")
    }
}
