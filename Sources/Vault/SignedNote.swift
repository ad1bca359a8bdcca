/// A short text with signatures under it, in the format of C2SP signed-note: readable, and checkable by other tools.
///
/// The text ends with a newline, then come an empty line and one line for each signature:
/// `— name base64(key hash ‖ signature)`. The key hash is the first four bytes of SHA-256(name ‖ "\n" ‖ type ‖ public key), where
/// the type is 0x01 for Ed25519 and 0xFF ‖ "SM2-SM3" for SM2, whose public key is the uncompressed point.
public struct SignedNote: Hashable, Sendable {
    /// One signature line.
    public struct Signature: Hashable, Sendable {
        /// The signer's name: not empty, no white space, no plus.
        public let name: String
        /// Four bytes that pick the key among those of the same name.
        public let keyHash: [UInt8]
        /// The signature itself, 64 bytes.
        public let bytes: [UInt8]
    }

    /// The signed text: origin, then lines, each ended by a newline.
    public let text: String
    /// The signatures in the order they were added.
    public private(set) var signatures: [Signature] = []

    private static let largestNote = 1 << 20
    private static let mostSignatures = 100
    private static let dash = "\u{2014} "

    /// An unsigned note: `origin` says whose statement it is, `lines` what is stated.
    /// Throws `malformed` when one of them is not a single line of plain text.
    public init(origin: String, lines: [String]) throws(VaultError) {
        guard !origin.isEmpty, ([origin] + lines).allSatisfy({ line in line.unicodeScalars.allSatisfy(Self.isPlain) })
        else { throw VaultError(.malformed, "a note's lines are plain text") }
        text = ([origin] + lines).map { $0 + "\n" }.joined()
    }

    /// Reads a note as `serialized()` writes it. Nothing is verified yet. Throws `malformed`.
    public init(parsing note: String) throws(VaultError) {
        let bytes = Array(note.utf8)
        guard bytes.count <= Self.largestNote,
            note.unicodeScalars.allSatisfy({ $0 == "\n" || Self.isPlain($0) }),
            let split = Self.lastEmptyLine(in: bytes)
        else { throw VaultError(.malformed, "not a signed note") }
        text = String(decoding: bytes[...split], as: UTF8.self)
        // After the empty line every line is a signature, and the last one ends with a newline too.
        var lines = bytes[(split + 2)...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.popLast()?.isEmpty == true, (1...Self.mostSignatures).contains(lines.count) else {
            throw VaultError(.malformed, "a signed note has between 1 and 100 signatures")
        }
        for line in lines { signatures.append(try Self.signature(String(decoding: line, as: UTF8.self))) }
    }

    /// The first line of the text.
    public var origin: String { lines.first ?? "" }

    /// Every line of the text, the origin too, without newlines.
    public var lines: [String] {
        text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The note as it is stored and published.
    public func serialized() -> String {
        let signed = signatures.map { signature in
            "\(Self.dash)\(signature.name) \(BaseEncoding.base64.encode(signature.keyHash + signature.bytes))\n"
        }
        return text + "\n" + signed.joined()
    }

    /// Adds the signature of `key` under `name`.
    /// Throws `malformed` for a name that cannot stand in a note, or `libcrypto`.
    public mutating func sign(with key: SigningKey, name: String) throws(VaultError) {
        guard Self.isName(name) else { throw VaultError(.malformed, "a signer's name has no spaces and no plus") }
        let hash = Self.keyHash(name: name, key: key.verifyingKey)
        signatures.append(Signature(name: name, keyHash: hash, bytes: try key.sign(Array(text.utf8))))
    }

    /// Whether the note carries a signature by `key` under `name`, and every one that claims to be is right.
    public func verify(name: String, key: VerifyingKey) -> Bool {
        let hash = Self.keyHash(name: name, key: key)
        let claimed = signatures.filter { $0.name.utf8.elementsEqual(name.utf8) && $0.keyHash == hash }
        return !claimed.isEmpty && claimed.allSatisfy { key.verify($0.bytes, of: Array(text.utf8)) }
    }

    /// The four bytes that stand for `key` under `name`.
    static func keyHash(name: String, key: VerifyingKey) -> [UInt8] {
        Array(Digest.sha256(Array(name.utf8) + [0x0A] + key.scheme.noteType + key.bytes).prefix(4))
    }

    private static func signature(_ line: String) throws(VaultError) -> Signature {
        let parts = line.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 3, parts[0] == "\u{2014}", isName(parts[1]),
            let bytes = BaseEncoding.base64.decode(parts[2]), bytes.count > 4
        else { throw VaultError(.malformed, "not a signature line") }
        return Signature(name: parts[1], keyHash: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.unicodeScalars.allSatisfy { isPlain($0) && !$0.properties.isWhitespace && $0 != "+" }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x20 && scalar.value != 0x7F }

    private static func lastEmptyLine(in bytes: [UInt8]) -> Int? {
        let newline = UInt8(ascii: "\n")
        return bytes.indices.dropLast().last { bytes[$0] == newline && bytes[$0 + 1] == newline }
    }
}
