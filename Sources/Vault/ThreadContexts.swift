import CLibCrypto
import Glibc

/// libcrypto's working contexts, one set for each thread.
///
/// A context costs more to make than to use, and must not be shared. Functions of Vault do not suspend while they
/// hold one and do not call out to others' code, so the current thread's set is always free. A context keeps the
/// schedule of the last key it worked with until the next call or the end of the thread; erasing it each time would
/// cost as much as opening a cell.
@safe final class ThreadContexts {
    /// Encrypts with AES-256-GCM.
    let sealing: OpaquePointer
    /// Decrypts with AES-256-GCM.
    let opening: OpaquePointer
    /// Hashes with SHA-256.
    let digest: OpaquePointer
    /// Authenticates with HMAC-SHA-256.
    let hmac: OpaquePointer
    private var madeSM4: OpaquePointer?
    private var madeHMACSM3: OpaquePointer?

    private init() {
        unsafe sealing = unsafe Libcrypto.fetched(EVP_CIPHER_CTX_new())
        unsafe opening = unsafe Libcrypto.fetched(EVP_CIPHER_CTX_new())
        unsafe digest = unsafe Libcrypto.fetched(EVP_MD_CTX_new())
        unsafe hmac = unsafe Libcrypto.fetched(EVP_MAC_CTX_new(Libcrypto.hmac))
        let ready =
            unsafe EVP_EncryptInit_ex2(sealing, Libcrypto.aes256GCM, nil, nil, nil) == 1
            && EVP_DecryptInit_ex2(opening, Libcrypto.aes256GCM, nil, nil, nil) == 1
            && Self.use("SHA256", in: hmac)
        Libcrypto.mustSucceed(ready, "prepare the contexts of a thread")
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(sealing)
        unsafe EVP_CIPHER_CTX_free(opening)
        unsafe EVP_MD_CTX_free(digest)
        unsafe EVP_MAC_CTX_free(hmac)
        unsafe EVP_CIPHER_CTX_free(madeSM4)
        unsafe EVP_MAC_CTX_free(madeHMACSM3)
    }

    /// Works with SM4-CTR. Made when the thread first needs it: most deployments never do.
    var sm4: OpaquePointer {
        if let made = unsafe madeSM4 { return unsafe made }
        let made = unsafe Libcrypto.fetched(EVP_CIPHER_CTX_new())
        unsafe Libcrypto.mustSucceed(EVP_EncryptInit_ex2(made, Libcrypto.sm4CTR, nil, nil, nil) == 1, "prepare SM4-CTR")
        unsafe madeSM4 = unsafe made
        return unsafe made
    }

    /// Authenticates with HMAC-SM3; made when the thread first needs it.
    var hmacSM3: OpaquePointer {
        if let made = unsafe madeHMACSM3 { return unsafe made }
        let made = unsafe Libcrypto.fetched(EVP_MAC_CTX_new(Libcrypto.hmac))
        unsafe Libcrypto.mustSucceed(Self.use("SM3", in: made), "prepare HMAC-SM3")
        unsafe madeHMACSM3 = unsafe made
        return unsafe made
    }

    /// The contexts of the calling thread, made on its first use and freed when it ends.
    static var current: ThreadContexts {
        if let known = unsafe pthread_getspecific(slot) {
            return unsafe Unmanaged<ThreadContexts>.fromOpaque(known).takeUnretainedValue()
        }
        let made = ThreadContexts()
        let status = unsafe pthread_setspecific(slot, Unmanaged.passRetained(made).toOpaque())
        precondition(status == 0, "no memory for thread-local contexts")
        return made
    }

    private static let slot: pthread_key_t = {
        var slot = pthread_key_t()
        let status = unsafe pthread_key_create(&slot) { contexts in
            if let contexts = unsafe contexts { unsafe Unmanaged<ThreadContexts>.fromOpaque(contexts).release() }
        }
        precondition(status == 0, "no thread-local slot left")
        return slot
    }()

    private static func use(_ digest: String, in hmac: OpaquePointer) -> Bool {
        // A parameter keeps pointers to its key and its value: both must live until it was read. A Swift string passed
        // to C lives for that one call only.
        let key = Array(OSSL_MAC_PARAM_DIGEST.utf8CString)
        var name = Array(digest.utf8CString)
        return unsafe key.withUnsafeBufferPointer { key in
            unsafe name.withUnsafeMutableBufferPointer { name in
                var parameters = unsafe [
                    OSSL_PARAM_construct_utf8_string(key.baseAddress, name.baseAddress, 0),
                    OSSL_PARAM_construct_end(),
                ]
                return unsafe EVP_MAC_CTX_set_params(hmac, &parameters) == 1
            }
        }
    }
}
