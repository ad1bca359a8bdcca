/// The key in a token behind PKCS #11 (an HSM, or SoftHSM for trying it): two secret keys that never leave it. One wraps with
/// AES-256-GCM; the other, `LABEL-mac`, authenticates with HMAC-SHA-256 and so gives the root's id and check value.
public struct RootToken: RootProvider {
    public let name = "pkcs11"
    /// The module's shared library.
    public let module: String
    /// The token's label.
    public let token: String
    /// The wrapping key's label.
    public let key: String
    /// A file with the user's PIN, for its owner alone.
    public let pinFile: String

    public init(module: String, token: String, key: String, pinFile: String) {
        self.module = module
        self.token = token
        self.key = key
        self.pinFile = pinFile
    }

    /// Throws `token` when the module, the token, the PIN or one of the keys is not right, and what reading the PIN's file throws.
    public func open() throws(VaultError) -> RootKey {
        let session = try TokenSession(self)
        return try RootKey(
            authenticate: { (message) throws(VaultError) in try session.authenticate(message) },
            wrapping: { TokenWrapping(session: session, version: $0) })
    }

    /// Makes both keys inside the token: they cannot be read out of it, by this program or another. Throws `token`, also when there
    /// are keys of that label.
    public func create() throws(VaultError) -> RootKey {
        try TokenSession(self, making: true).end()
        return try open()
    }
}

/// Wraps in the token; the envelope is that of suite 1.
private struct TokenWrapping: KeyWrapping {
    let session: TokenSession
    let version: UInt32

    func wrap(_ key: SecretKey, suite: Suite, for place: AssociatedData) throws(VaultError) -> [UInt8] {
        let count = try Padding.paddedCount(for: SecretKey.byteCount)
        let shape = Envelope(suite: .aes256GCM, keyVersion: version, paddedCount: count)
        var envelope = [UInt8](repeating: 0, count: shape.byteCount)
        let nonce = Random.bytes(shape.nonce.count)
        let associated = try associatedBytes(place)
        var text = [UInt8](repeating: 0, count: count)
        defer { unsafe text.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        unsafe text.withUnsafeMutableBytes { room in unsafe key.withBytes { unsafe Padding.pad($0, into: room) } }
        let sealed = try session.seal(text, nonce: nonce, associated: associated)
        guard sealed.count == count + shape.tag.count else { throw VaultError(.token, "the token seals in another way") }
        unsafe envelope.withUnsafeMutableBytes { unsafe shape.writeHeader(into: $0) }
        envelope.replaceSubrange(shape.nonce, with: nonce)
        envelope.replaceSubrange(shape.ciphertext.lowerBound..., with: sealed)
        return envelope
    }

    func unwrap(_ wrapped: [UInt8], for place: AssociatedData) throws(VaultError) -> SecretKey {
        let shape = try Envelope(parsing: wrapped)
        guard shape.keyVersion == version, shape.suite == .aes256GCM else {
            throw VaultError(.unknownKeyVersion, "another key wrapped it")
        }
        var text = try session.open(
            Array(wrapped[shape.ciphertext.lowerBound...]), nonce: Array(wrapped[shape.nonce]), associated: associatedBytes(place))
        defer { unsafe text.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        return try unsafe text.withRawBytes { (bytes) throws(VaultError) in try unsafe SecretKey(bytes: Padding.unpad(bytes)) }
    }

    private func associatedBytes(_ place: AssociatedData) throws(VaultError) -> [UInt8] {
        try unsafe place.withEncoded(suite: .aes256GCM, keyVersion: version) { unsafe [UInt8]($0) }
    }
}
