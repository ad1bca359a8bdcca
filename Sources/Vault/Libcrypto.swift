import CLibCrypto

/// What Vault takes from libcrypto 3, fetched once: an implicit fetch costs more than sealing a short cell.
///
/// A libcrypto without these algorithms, or one that cannot hash, is a broken installation and not an input:
/// the process stops rather than go on without protection.
enum Libcrypto {
    /// AES-256-GCM. Immutable and reference counted inside libcrypto, hence shared by all threads.
    nonisolated(unsafe) static let aes256GCM = unsafe fetched(EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))

    /// SM4 in counter mode: 128-bit key and IV.
    nonisolated(unsafe) static let sm4CTR = unsafe fetched(EVP_CIPHER_fetch(nil, "SM4-CTR", nil))

    /// SM3.
    nonisolated(unsafe) static let sm3 = unsafe fetched(EVP_MD_fetch(nil, "SM3", nil))

    /// SHA-256.
    nonisolated(unsafe) static let sha256 = unsafe fetched(EVP_MD_fetch(nil, "SHA256", nil))

    /// HMAC, not yet bound to a digest.
    nonisolated(unsafe) static let hmac = unsafe fetched(EVP_MAC_fetch(nil, "HMAC", nil))

    /// Turns libcrypto's status into an error, and leaves nothing in the thread's error queue for the next caller.
    static func check(_ succeeded: Bool, _ operation: StaticString) throws(VaultError) {
        guard !succeeded else { return }
        ERR_clear_error()
        throw VaultError(.libcrypto, "\(operation)")
    }

    /// For operations that fail only when memory or the installation does.
    static func mustSucceed(_ succeeded: Bool, _ operation: StaticString) {
        precondition(succeeded, "libcrypto cannot go on: \(operation)")
    }

    /// A pointer that libcrypto returns unless it is broken.
    static func fetched(_ pointer: OpaquePointer?) -> OpaquePointer {
        guard let pointer = unsafe pointer else {
            preconditionFailure("libcrypto 3 lacks an algorithm that Vault needs")
        }
        return unsafe pointer
    }

    /// Overwrites memory in a way the optimiser keeps.
    static func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
        guard let start = buffer.baseAddress else { return }
        unsafe OPENSSL_cleanse(start, buffer.count)
    }
}
