/// The cipher suites an envelope may name; the raw value is the byte that is stored.
public enum Suite: UInt8, Sendable {
    /// AES-256-GCM under the key itself, random 96-bit nonce. The default.
    case aes256GCM = 1
    /// SM4-CTR with HMAC-SM3, encrypt-then-MAC. Named here so that the number stays its own; not in this build, which
    /// refuses it with `unknownSuite`.
    case sm4CTRHMACSM3 = 2

    /// The code behind the number. Throws `unknownSuite` when this build has none.
    var cipher: any CipherSuite.Type {
        get throws(VaultError) {
            switch self {
            case .aes256GCM: AES256GCM.self
            case .sm4CTRHMACSM3: throw VaultError(.unknownSuite, "SM4-CTR with HMAC-SM3 is not in this build")
            }
        }
    }
}

/// Authenticated encryption of one message with associated data, between buffers of the caller.
protocol CipherSuite: Sendable {
    /// Length of the nonce, in bytes.
    static var nonceCount: Int { get }
    /// Length of the authenticator, in bytes.
    static var tagCount: Int { get }

    /// Encrypts `text` in place and writes the authenticator to `tag`.
    static func seal(
        inPlace text: UnsafeMutableRawBufferPointer, tag: UnsafeMutableRawBufferPointer, key: SecretKey,
        nonce: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer) throws(VaultError)

    /// Decrypts `ciphertext` into `plaintext`, which is as long. When it throws, `plaintext` has been wiped.
    static func open(
        _ ciphertext: UnsafeRawBufferPointer, tag: UnsafeRawBufferPointer, key: SecretKey,
        nonce: UnsafeRawBufferPointer, associated: UnsafeRawBufferPointer,
        into plaintext: UnsafeMutableRawBufferPointer) throws(VaultError)
}
