extension SigningKey {
    // Three lines of ASCII, as the root key's file: this header, "public " and the public half, the seed, both in hexadecimal. The
    // length of the public half tells the scheme.
    private static let header = "peony-signing-key 1"

    /// Makes a new key and writes it to a new file that only its owner may read (mode 0400). Throws `file`, also when
    /// there already is a file of that name.
    public static func create(at path: String, scheme: SignatureScheme = .ed25519) throws(VaultError) -> SigningKey {
        let seed = SecretKey.random()
        let key = try SigningKey(seed: seed, scheme: scheme)
        let secret = unsafe seed.withBytes { unsafe Hex.encode([UInt8]($0)) }
        try KeyFile.create("\(header)\npublic \(Hex.encode(key.publicKey))\n\(secret)\n", at: path)
        return key
    }

    /// The key in the file at `path`. Throws `file` when it cannot be read, `filePermissions` when anybody besides its
    /// owner may read or write it, `malformed` when it is not a signing key's file or was damaged.
    public init(contentsOf path: String) throws(VaultError) {
        let lines = try KeyFile.read(path).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[0] == Self.header, lines[1].hasPrefix("public "), lines[3].isEmpty,
            let scheme = SignatureScheme.allCases.first(where: { $0.publicKeyCount * 2 == lines[1].count - 7 }),
            let seed = Hex.decode(String(lines[2])), seed.count == SecretKey.byteCount
        else { throw VaultError(.malformed, "\(path) is not a signing key's file") }
        try self.init(seed: SecretKey(bytes: seed), scheme: scheme)
        guard lines[1].dropFirst(7) == Hex.encode(publicKey) else {
            throw VaultError(.malformed, "\(path) is damaged: the key does not have the public half beside it")
        }
    }
}
