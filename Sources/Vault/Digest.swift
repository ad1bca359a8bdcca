import CLibCrypto

/// SHA-256, HMAC-SHA-256 and comparison without a timing trace.
public enum Digest {
    /// The 32 bytes of SHA-256 over `bytes`.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        unsafe bytes.withRawBytes { unsafe sha256($0) }
    }

    /// The 32 bytes of SHA-256 over `bytes`.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            let context = unsafe ThreadContexts.current.digest
            let done =
                unsafe EVP_DigestInit_ex2(context, Libcrypto.sha256, nil) == 1
                && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
                && EVP_DigestFinal_ex(context, output.baseAddress, nil) == 1
            Libcrypto.mustSucceed(done, "SHA-256")
            count = 32
        }
    }

    /// The 32 bytes of HMAC-SHA-256 over `bytes`.
    public static func hmacSHA256(key: SecretKey, _ bytes: [UInt8]) -> [UInt8] {
        unsafe key.withBytes { key in unsafe hmacSHA256(key: key, bytes) }
    }

    /// The 32 bytes of HMAC-SHA-256 over `bytes` under a key of any length.
    public static func hmacSHA256(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        unsafe key.withRawBytes { key in unsafe hmacSHA256(key: key, bytes) }
    }

    /// Whether both are equal, in a time that depends on their lengths only.
    public static func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }

    private static func hmacSHA256(key: UnsafeRawBufferPointer, _ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            unsafe bytes.withRawBytes {
                unsafe HMACSHA256.authenticate($0, key: key, into: UnsafeMutableRawBufferPointer(output))
            }
            count = 32
        }
    }
}

/// HMAC-SHA-256 between buffers, without an allocation.
enum HMACSHA256 {
    /// Writes the 32-byte authenticator of `message` to the beginning of `output`, which has room for it.
    static func authenticate(
        _ message: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) {
        precondition(output.count >= 32)
        let context = unsafe ThreadContexts.current.hmac
        // libcrypto takes a null key for "the key of last time": an empty one needs an address too.
        var nothing: UInt8 = 0
        let done = unsafe withUnsafePointer(to: &nothing) { nothing in
            unsafe EVP_MAC_init(
                context, key.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing, key.count, nil) == 1
                && EVP_MAC_update(context, message.baseAddress?.assumingMemoryBound(to: UInt8.self), message.count) == 1
                && EVP_MAC_final(context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil, 32) == 1
        }
        Libcrypto.mustSucceed(done, "HMAC-SHA-256")
    }
}
