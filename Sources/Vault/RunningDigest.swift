import CLibCrypto

/// SHA-256 over bytes that come piece by piece, for files.
@safe public final class RunningDigest {
    private let context: OpaquePointer

    /// Of nothing yet.
    public init() {
        unsafe context = unsafe Libcrypto.fetched(EVP_MD_CTX_new())
        Libcrypto.mustSucceed(unsafe EVP_DigestInit_ex2(context, Libcrypto.sha256, nil) == 1, "SHA-256")
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds a piece.
    public func update(_ bytes: [UInt8]) {
        let done = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1 }
        Libcrypto.mustSucceed(done, "SHA-256")
    }

    /// The 32 bytes over everything added; begins anew.
    public func finish() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            let done =
                unsafe EVP_DigestFinal_ex(context, output.baseAddress, nil) == 1
                && EVP_DigestInit_ex2(context, Libcrypto.sha256, nil) == 1
            Libcrypto.mustSucceed(done, "SHA-256")
            count = 32
        }
    }
}
