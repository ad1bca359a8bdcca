/// A key with its version: seals cells into envelopes and opens them again. It may carry older versions of itself, which open what
/// they sealed and seal nothing any more.
public struct SealingKey: Sendable {
    /// The secret itself.
    public let key: SecretKey
    /// The version that envelopes carry.
    public let version: UInt32
    /// The suite that new envelopes are sealed with; opening follows the envelope.
    public let suite: Suite
    /// Earlier versions, newest first.
    public let older: [Version]

    /// A key that only opens.
    public struct Version: Sendable {
        public let key: SecretKey
        public let version: UInt32

        public init(key: SecretKey, version: UInt32) {
            self.key = key
            self.version = version
        }
    }

    /// A key that seals with `suite`, and opens what `version` and the older ones sealed.
    public init(key: SecretKey, version: UInt32, suite: Suite = .aes256GCM, older: [Version] = []) {
        self.key = key
        self.version = version
        self.suite = suite
        self.older = older
    }

    /// The next version of this key: a random one, which seals from now on, while this and the older ones open.
    /// Nil when there are no numbers left, or more versions than a wrapped key holds.
    public func successor(suite: Suite) -> SealingKey? {
        guard version < .max, older.count < KeyWrap.mostVersions - 1 else { return nil }
        return SealingKey(
            key: .random(), version: version + 1, suite: suite, older: [Version(key: key, version: version)] + older)
    }

    /// This key without the older versions that `isNeeded` does not want.
    public func keeping(_ isNeeded: (UInt32) -> Bool) -> SealingKey {
        SealingKey(key: key, version: version, suite: suite, older: older.filter { isNeeded($0.version) })
    }

    /// The secret of a version that this key opens; nil for others.
    private func secret(of version: UInt32) -> SecretKey? {
        version == self.version ? key : older.first { $0.version == version }?.key
    }

    /// Seals `plaintext` for one place, under a fresh nonce. Throws `tooLarge` or `libcrypto`.
    public func seal(_ plaintext: UnsafeRawBufferPointer, for place: AssociatedData) throws(VaultError) -> [UInt8] {
        try unsafe seal(plaintext, for: place) { unsafe Random.fill($0) }
    }

    /// Seals `plaintext` for one place, under a fresh nonce. Throws `tooLarge` or `libcrypto`.
    public func seal(_ plaintext: [UInt8], for place: AssociatedData) throws(VaultError) -> [UInt8] {
        try unsafe plaintext.withRawBytes { (plaintext) throws(VaultError) in try unsafe seal(plaintext, for: place) }
    }

    /// Opens what was sealed for the same place.
    /// Throws `malformed`, `unknownSuite`, `unknownKeyVersion`, or `cannotOpen` when the bytes are not authentic here.
    public func open(_ envelope: UnsafeRawBufferPointer, for place: AssociatedData) throws(VaultError) -> [UInt8] {
        try unsafe withPlaintext(of: envelope, for: place) { unsafe [UInt8]($0) }
    }

    /// Opens what was sealed for the same place; throws as the other `open`.
    public func open(_ envelope: [UInt8], for place: AssociatedData) throws(VaultError) -> [UInt8] {
        try unsafe envelope.withRawBytes { (envelope) throws(VaultError) in try unsafe open(envelope, for: place) }
    }

    /// Opens without an allocation for short cells: `body` sees the plaintext in memory that is wiped after it, and
    /// must not keep the buffer. Throws what `open` throws, and what `body` throws.
    ///
    /// The generic part is inlined into the caller, so that a list pays for decryption and not for `R`.
    @inlinable
    public func withOpened<R>(
        _ envelope: UnsafeRawBufferPointer, for place: AssociatedData, _ body: (UnsafeRawBufferPointer) throws -> R
    ) throws -> R {
        let shape = try unsafe Envelope(parsing: envelope)
        return try unsafe withUnsafeTemporaryAllocation(byteCount: shape.ciphertext.count, alignment: 16) { room in
            defer { unsafe Self.wipe(room) }
            return try unsafe body(decrypt(envelope, of: shape, for: place, into: room))
        }
    }

    /// Seals under a nonce that `fillNonce` writes. Only tests choose one: a nonce used twice under a key betrays both.
    func seal(
        _ plaintext: UnsafeRawBufferPointer, for place: AssociatedData,
        fillNonce: (UnsafeMutableRawBufferPointer) -> Void
    ) throws(VaultError) -> [UInt8] {
        let cipher = suite.cipher
        let shape = Envelope(
            suite: suite, keyVersion: version, paddedCount: try Padding.paddedCount(for: plaintext.count))
        return try unsafe place.withEncoded(suite: suite, keyVersion: version) { (associated) throws(VaultError) in
            try unsafe [UInt8](unsafeUninitializedCapacity: shape.byteCount) { (buffer, count) throws(VaultError) in
                let envelope = UnsafeMutableRawBufferPointer(buffer)
                let nonce = unsafe UnsafeMutableRawBufferPointer(rebasing: envelope[shape.nonce])
                let text = unsafe UnsafeMutableRawBufferPointer(rebasing: envelope[shape.ciphertext])
                unsafe shape.writeHeader(into: envelope)
                unsafe fillNonce(nonce)
                unsafe Padding.pad(plaintext, into: text)
                do throws(VaultError) {
                    try unsafe cipher.seal(
                        inPlace: text, tag: UnsafeMutableRawBufferPointer(rebasing: envelope[shape.tag]), key: key,
                        nonce: UnsafeRawBufferPointer(nonce), associated: associated)
                } catch {
                    unsafe Libcrypto.wipe(text)
                    throw error
                }
                count = shape.byteCount
            }
        }
    }

    /// `withOpened` for those who promise a `VaultError`.
    func withPlaintext<R>(
        of envelope: UnsafeRawBufferPointer, for place: AssociatedData,
        _ body: (UnsafeRawBufferPointer) throws(VaultError) -> R
    ) throws(VaultError) -> R {
        let shape = try unsafe Envelope(parsing: envelope)
        return try unsafe withUnsafeTemporaryAllocation(
            byteCount: shape.ciphertext.count, alignment: 16
        ) { (room) throws(VaultError) -> R in
            defer { unsafe Self.wipe(room) }
            return try unsafe body(decrypt(envelope, of: shape, for: place, into: room))
        }
    }

    /// Decrypts into `room`, which is as long as the ciphertext, and returns the part of it that is the plaintext.
    @usableFromInline
    func decrypt(
        _ envelope: UnsafeRawBufferPointer, of shape: Envelope, for place: AssociatedData,
        into room: UnsafeMutableRawBufferPointer
    ) throws(VaultError) -> UnsafeRawBufferPointer {
        guard let key = secret(of: shape.keyVersion) else {
            throw VaultError(.unknownKeyVersion, "the envelope names another version of the key")
        }
        let cipher = shape.suite.cipher
        try unsafe place.withEncoded(suite: shape.suite, keyVersion: shape.keyVersion) { (associated) throws(VaultError) in
            try unsafe cipher.open(
                UnsafeRawBufferPointer(rebasing: envelope[shape.ciphertext]),
                tag: UnsafeRawBufferPointer(rebasing: envelope[shape.tag]), key: key,
                nonce: UnsafeRawBufferPointer(rebasing: envelope[shape.nonce]), associated: associated, into: room)
        }
        return try unsafe Padding.unpad(UnsafeRawBufferPointer(room))
    }

    /// Leaves nothing of a plaintext behind.
    @usableFromInline
    static func wipe(_ room: UnsafeMutableRawBufferPointer) {
        unsafe Libcrypto.wipe(room)
    }
}
