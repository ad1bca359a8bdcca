/// A key that signs notes, under the name that stands beside its signatures.
public struct NoteSigner: Sendable {
    /// Who checks what this one signed.
    public let verifier: NoteVerifier
    private let key: SigningKey

    /// The signer of this name. Throws `malformed` for a name that cannot stand in a note.
    public init(name: String, key: SigningKey) throws(VaultError) {
        self.key = key
        verifier = try NoteVerifier(name: name, key: key.verifyingKey)
    }

    /// Adds the signature to a note. Throws `libcrypto`.
    public func sign(_ note: inout SignedNote) throws(VaultError) {
        try note.sign(with: key, name: verifier.name)
    }
}

/// The public half of a signer, with its name: what somebody needs who checks notes elsewhere.
///
/// As text it is the verifier key of C2SP signed-note: `name+hash+base64(01 ‖ public key)`, where the hash is the one in
/// the signature lines, in hexadecimal.
public struct NoteVerifier: Sendable, Hashable, CustomStringConvertible {
    public let name: String
    public let key: VerifyingKey

    /// Throws `malformed` for a name that cannot stand in a note.
    public init(name: String, key: VerifyingKey) throws(VaultError) {
        guard SignedNote.isName(name) else { throw VaultError(.malformed, "a signer's name has no spaces and no plus") }
        self.name = name
        self.key = key
    }

    /// Reads the text form. Throws `malformed`, also when the hash is not that of the key.
    public init(parsing text: String) throws(VaultError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let bytes = BaseEncoding.base64.decode(parts[2]), bytes.first == 1 else {
            throw VaultError(.malformed, "not a note's verifier key")
        }
        try self.init(name: parts[0], key: VerifyingKey(bytes: Array(bytes.dropFirst())))
        guard Hex.decode(parts[1]) == SignedNote.keyHash(name: name, key: key) else {
            throw VaultError(.malformed, "the verifier key was damaged")
        }
    }

    public var description: String {
        "\(name)+\(Hex.encode(SignedNote.keyHash(name: name, key: key)))+\(BaseEncoding.base64.encode([1] + key.bytes))"
    }

    /// Whether the note carries this signer's signature, and it is right.
    public func verifies(_ note: SignedNote) -> Bool { note.verify(name: name, key: key) }
}
