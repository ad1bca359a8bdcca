/// The cipher suites an envelope may name; the raw value is the byte that is stored.
public enum Suite: UInt8, Sendable {
    /// AES-256-GCM under the key itself, random 96-bit nonce. The default.
    case aes256GCM = 1
    /// SM4-CTR (GB/T 32907) with HMAC-SM3 (GB/T 32905), encrypt-then-MAC, random 128-bit IV: for deployments under the Chinese
    /// rules on commercial cryptography.
    case sm4CTRHMACSM3 = 2

    /// The code behind the number.
    var cipher: any CipherSuite.Type {
        switch self {
        case .aes256GCM: AES256GCM.self
        case .sm4CTRHMACSM3: SM4CTRHMACSM3.self
        }
    }

    /// The hash that keys of this suite are derived with and tokens are made with.
    public var hash: KeyedHash {
        switch self {
        case .aes256GCM: .sha256
        case .sm4CTRHMACSM3: .sm3
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
