extension RootKey {
    // The file is three lines of ASCII: this header, "id " and the key's id, the key in hexadecimal. The id tells a
    // damaged file from a key that merely is another one.
    private static let header = "peony-root-key 1"

    /// Makes a new key and writes it to a new file that only its owner may read (mode 0400). The file and its
    /// directory are on disk when this returns. Throws `file`, also when there already is a file of that name.
    public static func create(at path: String) throws(VaultError) -> RootKey {
        let root = generate()
        try root.write(to: path)
        return root
    }

    /// Writes this key to a new file as `create(at:)` does: for a key that was put together from its shares. Throws `file`, and
    /// `token` for a key that never leaves its token.
    public func write(to path: String) throws(VaultError) {
        guard let hex else { throw VaultError(.token, "a key in a token cannot be written to a file") }
        try KeyFile.create("\(Self.header)\nid \(id)\n\(hex)\n", at: path)
    }

    /// The key in the file at `path`. Throws `file` when it cannot be read, `filePermissions` when anybody besides its
    /// owner may read or write it, `malformed` when it is not a root key file or was damaged.
    public convenience init(contentsOf path: String) throws(VaultError) {
        let text = try KeyFile.read(path)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[0] == Self.header, lines[1].hasPrefix("id "), lines[3].isEmpty else {
            throw VaultError(.malformed, "\(path) is not a root key file")
        }
        self.init(try Self.key(fromHex: String(lines[2])))
        guard lines[1].dropFirst(3) == id else {
            throw VaultError(.malformed, "\(path) is damaged: the key does not have the id beside it")
        }
    }
}
