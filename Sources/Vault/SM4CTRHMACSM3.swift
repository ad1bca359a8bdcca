import CLibCrypto

/// Suite 2: SM4-CTR (GB/T 32907) then HMAC-SM3 (GB/T 32905, RFC 2104) over `u32 length of the associated data ‖ associated
/// data ‖ IV ‖ ciphertext`.
///
/// A key of a cell is two keys here, both derived with HKDF-SM3: the first 16 bytes of the one for "peony sm4-ctr", and the one for
/// "peony hmac-sm3". They are derived once and stay with the key that they came from.
enum SM4CTRHMACSM3: CipherSuite {
    static let nonceCount = 16
    static let tagCount = 32

    /// The two keys inside a key.
    final class Subkeys: Sendable {
        let encryption: SecretKey
        let authentication: SecretKey

        init(of key: SecretKey) {
            encryption = key.derive(label: "peony sm4-ctr", hash: .sm3)
            authentication = key.derive(label: "peony hmac-sm3", hash: .sm3)
        }
    }

    static func seal(
        inPlace text: UnsafeMutableRawBufferPointer, tag: UnsafeMutableRawBufferPointer, key: SecretKey,
        nonce: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer
    ) throws(VaultError) {
        let keys = key.subkeys
        try unsafe crypt(UnsafeRawBufferPointer(text), into: text, key: keys.encryption, nonce: nonce)
        unsafe authenticate(UnsafeRawBufferPointer(text), key: keys.authentication, nonce: nonce, associated: associated, into: tag)
    }

    static func open(
        _ ciphertext: UnsafeRawBufferPointer, tag: UnsafeRawBufferPointer, key: SecretKey,
        nonce: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer,
        into plaintext: UnsafeMutableRawBufferPointer
    ) throws(VaultError) {
        let keys = key.subkeys
        let isAuthentic = unsafe withUnsafeTemporaryAllocation(byteCount: tagCount, alignment: 16) { expected in
            unsafe authenticate(ciphertext, key: keys.authentication, nonce: nonce, associated: associated, into: expected)
            return unsafe tag.count == tagCount && CRYPTO_memcmp(tag.baseAddress, expected.baseAddress, tagCount) == 0
        }
        // Nothing is decrypted before it is known to be ours.
        guard isAuthentic else {
            unsafe Libcrypto.wipe(plaintext)
            throw VaultError(.cannotOpen, "the authenticator does not match")
        }
        do throws(VaultError) {
            try unsafe crypt(ciphertext, into: plaintext, key: keys.encryption, nonce: nonce)
        } catch {
            unsafe Libcrypto.wipe(plaintext)
            throw error
        }
    }

    /// Counter mode: the same for both directions.
    static func crypt(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, key: SecretKey, nonce: UnsafeRawBufferPointer
    ) throws(VaultError) {
        let context = unsafe ThreadContexts.current.sm4
        var written: Int32 = 0
        let target = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let done = unsafe key.withBytes { key in
            // The cipher takes the first 16 of the 32 bytes.
            unsafe EVP_EncryptInit_ex2(context, nil, key.bytes, nonce.bytes, nil) == 1
                && EVP_EncryptUpdate(context, target, &written, input.bytes, Int32(input.count)) == 1
        }
        try Libcrypto.check(done && Int(written) == input.count, "SM4-CTR")
    }

    private static func authenticate(
        _ ciphertext: UnsafeRawBufferPointer, key: SecretKey, nonce: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer,
        into tag: UnsafeMutableRawBufferPointer
    ) {
        let context = unsafe ThreadContexts.current.hmacSM3
        var count = UInt32(associated.count).bigEndian
        let done = unsafe key.withBytes { key in
            unsafe withUnsafeBytes(of: &count) { count in
                unsafe EVP_MAC_init(context, key.bytes, key.count, nil) == 1
                    && EVP_MAC_update(context, count.bytes, count.count) == 1
                    && EVP_MAC_update(context, associated.bytes, associated.count) == 1
                    && EVP_MAC_update(context, nonce.bytes, nonce.count) == 1
                    && EVP_MAC_update(context, ciphertext.bytes, ciphertext.count) == 1
                    && EVP_MAC_final(context, tag.baseAddress?.assumingMemoryBound(to: UInt8.self), nil, tag.count) == 1
            }
        }
        Libcrypto.mustSucceed(done, "HMAC-SM3")
    }
}
