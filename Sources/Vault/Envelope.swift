/// The shape of sealed bytes: `0xE1 ‖ suite ‖ key version u32 ‖ nonce ‖ ciphertext ‖ tag`, big-endian.
///
/// It holds no bytes itself: it says where the parts are, so that a cell is opened where the database driver left it.
public struct Envelope: Hashable, Sendable {
    /// The first byte of every envelope: ASCII and Chinese text never begin with it, so a clear value in a sealed
    /// column is noticed.
    public static let marker: UInt8 = 0xE1

    /// The suite the bytes are sealed with.
    public let suite: Suite
    /// The version of the key the bytes are sealed with; the caller finds the key by it.
    public let keyVersion: UInt32
    /// Where the nonce is.
    public let nonce: Range<Int>
    /// Where the ciphertext is; as long as the padded plaintext.
    public let ciphertext: Range<Int>
    /// Where the authenticator is; it ends the envelope.
    public let tag: Range<Int>

    private static let headerCount = 6

    /// The length of the whole, in bytes.
    public var byteCount: Int { tag.upperBound }

    /// The shape for sealing `paddedCount` bytes.
    init(suite: Suite, keyVersion: UInt32, paddedCount: Int) {
        let cipher = suite.cipher
        self.suite = suite
        self.keyVersion = keyVersion
        nonce = Self.headerCount..<(Self.headerCount + cipher.nonceCount)
        ciphertext = nonce.upperBound..<(nonce.upperBound + paddedCount)
        tag = ciphertext.upperBound..<(ciphertext.upperBound + cipher.tagCount)
    }

    /// Reads the shape of stored bytes; whether they are authentic is known only when they open.
    /// Throws `malformed`, or `unknownSuite` for a suite this build does not have.
    public init(parsing bytes: UnsafeRawBufferPointer) throws(VaultError) {
        guard bytes.count >= Self.headerCount, unsafe bytes[0] == Self.marker else {
            throw VaultError(.malformed, "not an envelope")
        }
        guard let suite = unsafe Suite(rawValue: bytes[1]) else {
            throw VaultError(.unknownSuite, "no suite has this number")
        }
        let cipher = suite.cipher
        let paddedCount = bytes.count - Self.headerCount - cipher.nonceCount - cipher.tagCount
        guard Padding.isPaddedCount(paddedCount) else { throw VaultError(.malformed, "no envelope has this length") }
        let version = unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt32.self))
        self.init(suite: suite, keyVersion: version, paddedCount: paddedCount)
    }

    /// Reads the shape of stored bytes, as above.
    public init(parsing bytes: [UInt8]) throws(VaultError) {
        self = try unsafe bytes.withRawBytes { (bytes) throws(VaultError) in try unsafe Envelope(parsing: bytes) }
    }

    /// Writes marker, suite and key version to the beginning of `buffer`.
    func writeHeader(into buffer: UnsafeMutableRawBufferPointer) {
        unsafe buffer[0] = Self.marker
        unsafe buffer[1] = suite.rawValue
        unsafe buffer.storeBytes(of: keyVersion.bigEndian, toByteOffset: 2, as: UInt32.self)
    }
}
