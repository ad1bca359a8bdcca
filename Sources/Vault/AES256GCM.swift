import CLibCrypto

/// Suite 1: AES-256-GCM (NIST SP 800-38D) over the contexts of the calling thread.
enum AES256GCM: CipherSuite {
    static let nonceCount = 12
    static let tagCount = 16

    static func seal(
        inPlace text: UnsafeMutableRawBufferPointer, tag: UnsafeMutableRawBufferPointer, key: SecretKey,
        nonce: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer
    ) throws(VaultError) {
        let context = unsafe ThreadContexts.current.sealing
        var written: Int32 = 0
        let textBytes = unsafe text.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let sealed = unsafe key.withBytes { key in
            unsafe EVP_EncryptInit_ex2(context, nil, key.bytes, nonce.bytes, nil) == 1
                && EVP_EncryptUpdate(context, nil, &written, associated.bytes, Int32(associated.count)) == 1
                && EVP_EncryptUpdate(context, textBytes, &written, textBytes, Int32(text.count)) == 1
                && EVP_EncryptFinal_ex(context, textBytes, &written) == 1
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), tag.baseAddress) == 1
        }
        try Libcrypto.check(sealed, "AES-256-GCM seal")
    }

    static func open(
        _ ciphertext: UnsafeRawBufferPointer, tag: UnsafeRawBufferPointer, key: SecretKey,
        nonce: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer,
        into plaintext: UnsafeMutableRawBufferPointer
    ) throws(VaultError) {
        let context = unsafe ThreadContexts.current.opening
        var written: Int32 = 0
        let output = unsafe plaintext.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let ready = unsafe key.withBytes { key in
            // libcrypto only reads the tag, but its general-purpose control takes a mutable pointer.
            unsafe EVP_DecryptInit_ex2(context, nil, key.bytes, nonce.bytes, nil) == 1
                && EVP_CIPHER_CTX_ctrl(
                    context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count),
                    UnsafeMutableRawPointer(mutating: tag.baseAddress)) == 1
                && EVP_DecryptUpdate(context, nil, &written, associated.bytes, Int32(associated.count)) == 1
                && EVP_DecryptUpdate(context, output, &written, ciphertext.bytes, Int32(ciphertext.count)) == 1
        }
        // The final step compares the tags, in constant time; until then the output is nobody's.
        guard ready, unsafe EVP_DecryptFinal_ex(context, output, &written) == 1 else {
            unsafe Libcrypto.wipe(plaintext)
            try Libcrypto.check(ready, "AES-256-GCM open")
            ERR_clear_error()
            throw VaultError(.cannotOpen, "the authenticator does not match")
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The beginning, as libcrypto wants it.
    var bytes: UnsafePointer<UInt8>? { unsafe baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
