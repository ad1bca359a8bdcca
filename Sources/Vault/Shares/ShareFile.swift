import Glibc
import Synchronization

/// The share tree of a deployment in a file outside the database, for its owner alone.
///
/// The file is ASCII: a header, an id, the number and the head of the last entry of the erasure ledger that was applied, a secret, the nodes,
/// and a SHA-256 over all that. It is replaced as a whole; what stood there before is overwritten first, as far as the file system
/// does that. Servers that share a file take turns by a lock beside it.
public final class ShareFile: Sendable {
    /// How far the erasure ledger has been applied to a tree.
    public struct Position: Hashable, Sendable {
        /// Entries applied; 0 for none.
        public let sequence: Int64
        /// The head of the last of them; empty for none.
        public let head: [UInt8]

        public init(sequence: Int64, head: [UInt8]) {
            self.sequence = sequence
            self.head = head
        }
    }

    struct Content: Sendable {
        let id: String
        let secret: SecretKey
        var position: Position
        var tree: ShareTree
    }

    /// Names the tree in the database, so that no other is taken for it; random, not made from the tree.
    public let id: String
    private let path: String
    private let content: Mutex<Content>

    private init(_ content: Content, at path: String) {
        id = content.id
        self.path = path
        self.content = Mutex(content)
    }

    /// Makes a whole tree in a new file of mode 0600. Throws `file`, also when there is a file of that name.
    public static func create(at path: String) throws(VaultError) -> ShareFile {
        let content = Content(
            id: Hex.encode(Random.bytes(8)), secret: .random(), position: Position(sequence: 0, head: []), tree: .generate())
        let file = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("create", path) }
        close(file)
        do throws(VaultError) {
            try replace(path, with: content)
        } catch {
            unsafe unlink(path)
            throw error
        }
        return ShareFile(content, at: path)
    }

    /// Reads a file. Throws `file`, `filePermissions` when anybody besides its owner may read it, `malformed` when it was damaged.
    public static func open(at path: String) throws(VaultError) -> ShareFile {
        ShareFile(try read(path), at: path)
    }

    /// Whether there is a file of that name.
    public static func exists(at path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// A secret of the deployment that stays as long as the file: for what binds and signs erasures.
    public var secret: SecretKey { content.withLock { $0.secret } }

    /// How far the ledger has been applied here.
    public var position: Position { content.withLock { $0.position } }

    /// How many nodes the tree has.
    public var nodeCount: Int { content.withLock { $0.tree.nodeCount } }

    /// The share of a place; nil when it was destroyed.
    public func share(at place: UInt64) -> SecretKey? { content.withLock { $0.tree }.share(at: place) }

    /// Destroys the shares of places, on disk first, and notes how far the ledger has been applied. Throws `file`; then nothing was
    /// destroyed here, and trying again is right.
    public func puncture(at places: [UInt64], reaching position: Position) throws(VaultError) {
        let lock = unsafe Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else { throw Self.failure("lock", path) }
        defer { close(lock) }
        // Another server may have gone on in the meantime.
        var next = try Self.read(path)
        guard next.id == id else { throw VaultError(.wrongShares, "\(path) was exchanged for another share tree") }
        for place in places { next.tree.puncture(at: place) }
        if position.sequence > next.position.sequence { next.position = position }
        try Self.replace(path, with: next)
        content.withLock { $0 = next }
    }
}

// MARK: - The file

extension ShareFile {
    private static let header = "peony-share-tree 2"
    private static let largest = 1 << 30

    /// Writes a new file beside the old one, overwrites the old one, and puts the new one in its place.
    private static func replace(_ path: String, with content: Content) throws(VaultError) {
        let fresh = path + ".new"
        unsafe unlink(fresh)
        let file = unsafe Glibc.open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("create", fresh) }
        defer { close(file) }
        var text = encode(content)
        defer { unsafe text.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        guard fchmod(file, 0o600) == 0, write(text, to: file), fsync(file) == 0 else { throw failure("write", fresh) }
        // The new file is whole and on disk: from here on only it is needed.
        let old = unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard old >= 0 else { throw failure("open", path) }
        defer { close(old) }
        guard unsafe rename(fresh, path) == 0 else { throw failure("replace", path) }
        try synchronizeDirectory(of: path)
        var status = stat()
        if unsafe fstat(old, &status) == 0, write([UInt8](repeating: 0, count: Int(status.st_size)), to: old) { fsync(old) }
    }

    private static func encode(_ content: Content) -> [UInt8] {
        let head = content.position.head
        var text = Array(
            """
            \(header)
            id \(content.id)
            applied \(content.position.sequence) \(head.isEmpty ? "-" : Hex.encode(head))
            secret \(unsafe content.secret.withBytes { unsafe Hex.encode([UInt8]($0)) })
            nodes \(content.tree.nodes.count)

            """.utf8)
        text.reserveCapacity(text.count + content.tree.nodes.count * 90)
        for (place, node) in content.tree.nodes {
            text += Array("\(place.depth) \(String(place.bits, radix: 16)) ".utf8)
            unsafe node.withBytes { unsafe text.append(contentsOf: Hex.encode([UInt8]($0)).utf8) }
            text.append(0x0A)
        }
        return text + Array("sha256 \(Hex.encode(Digest.sha256(text)))\n".utf8)
    }

    private static func read(_ path: String) throws(VaultError) -> Content {
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw failure("inspect", path) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest else {
            throw VaultError(.file, "\(path) is not a share tree's file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw VaultError(.filePermissions, "\(path) must be for its owner alone: chmod 0600")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        defer { unsafe bytes.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        var count = 0
        while count < bytes.count {
            let step = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if step < 0 && errno == EINTR { continue }
            guard step > 0 else { throw failure("read", path) }
            count += step
        }
        guard let content = decode(bytes) else { throw VaultError(.malformed, "\(path) is no share tree, or was damaged") }
        return content
    }

    private static func decode(_ bytes: [UInt8]) -> Content? {
        // "sha256 ", 64 digits and the newline.
        let trailer = 72
        guard bytes.count > trailer else { return nil }
        let signed = Array(bytes.dropLast(trailer))
        guard Array("sha256 \(Hex.encode(Digest.sha256(signed)))\n".utf8) == Array(bytes.suffix(trailer)) else { return nil }
        let lines = signed.split(separator: 0x0A).map { line in line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) } }
        guard lines.count >= 5, lines[0].joined(separator: " ") == header, lines[1].count == 2, lines[1][0] == "id",
            lines[2].count == 3, lines[2][0] == "applied", let sequence = Int64(lines[2][1]), sequence >= 0,
            let head = lines[2][2] == "-" ? [] : Hex.decode(lines[2][2]),
            lines[3].count == 2, lines[3][0] == "secret", let own = Hex.decode(lines[3][1]), let secret = try? SecretKey(bytes: own),
            lines[4].count == 2, lines[4][0] == "nodes", Int(lines[4][1]) == lines.count - 5
        else { return nil }
        var nodes: [ShareTree.Place: SecretKey] = [:]
        for line in lines[5...] {
            guard line.count == 3, let depth = Int(line[0]), (0...32).contains(depth), let bits = UInt64(line[1], radix: 16),
                let secret = Hex.decode(line[2]), let node = try? SecretKey(bytes: secret)
            else { return nil }
            nodes[ShareTree.Place(bits: bits, depth: depth)] = node
        }
        return Content(
            id: lines[1][1], secret: secret, position: Position(sequence: sequence, head: head), tree: ShareTree(nodes: nodes))
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var count = 0
            while count < buffer.count {
                let step = unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                if step < 0 && errno == EINTR { continue }
                guard step > 0 else { return false }
                count += step
            }
            return true
        }
    }

    private static func synchronizeDirectory(of path: String) throws(VaultError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let handle = unsafe Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw failure("open the directory of", path) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw failure("synchronize the directory of", path) }
    }

    private static func failure(_ action: StaticString, _ path: String) -> VaultError {
        VaultError(.file, unsafe "cannot \(action) \(path): \(String(cString: strerror(errno)))")
    }
}
