internal import Glibc
internal import FoundationEssentials
internal import JSON
public import Vault

/// A file of lines of JSON whose last line is a signed note over all before it: `head -n -1 FILE | sha256sum` is what the
/// note says.
public final class SignedFile {
    static let origin = "peony audit file 1"
    private static let bufferSize = 256 << 10

    private let descriptor: Int32
    private let path: String
    private let digest = RunningDigest()
    private var buffer: [UInt8] = []
    private var isWhole = false

    /// Makes a new file for its owner alone; never overwrites one.
    public init(creating path: String) throws {
        // Known before anything is kept: what another made is not ours to remove.
        let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw AnchorError("cannot create \(path): \(String(cString: strerror(errno)))") }
        self.path = path
        descriptor = opened
    }

    deinit {
        close(descriptor)
        // What was not finished is no file.
        if !isWhole { unlink(path) }
    }

    /// Adds a line.
    func write(_ line: JSONValue) throws {
        buffer += line.serialized
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= SignedFile.bufferSize { try flush() }
    }

    /// Signs what was written and ends the file. Returns SHA-256 of all lines before the seal.
    @discardableResult
    public func seal(by signer: NoteSigner, at now: Instant) throws -> [UInt8] {
        try flush()
        let hash = digest.finish()
        let line = try SignedFile.seal(over: hash, by: signer, at: now).serialized + [UInt8(ascii: "\n")]
        try write(bytes: line)
        guard fsync(descriptor) == 0 else { throw AnchorError("cannot synchronize \(path)") }
        isWhole = true
        return hash
    }

    /// The last line: `{"seal": note}`.
    static func seal(over hash: [UInt8], by signer: NoteSigner, at now: Instant) throws -> JSONValue {
        var note = try SignedNote(origin: origin, lines: ["time \(now)", "sha256 \(Hex.encode(hash))"])
        try signer.sign(&note)
        return ["seal": .string(note.serialized())]
    }

    /// Lines, sealed, in memory: what the API gives.
    static func sealed(_ lines: [JSONValue], by signer: NoteSigner, at now: Instant) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.serialized
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes + (try seal(over: Digest.sha256(bytes), by: signer, at: now).serialized) + [UInt8(ascii: "\n")]
    }

    private func flush() throws {
        digest.update(buffer)
        try write(bytes: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw AnchorError("cannot write \(path): \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(written)
        }
    }
}

/// Reads a sealed file line by line, and tells at its end whether the seal holds.
public final class SignedFileReader {
    /// What the seal proved.
    public enum Seal: Sendable, Equatable {
        /// Signed by a key that counts, over just these lines.
        case whole
        /// No seal at the end: the file was cut short.
        case missing
        /// The lines are not those that were signed, or the signature is not right.
        case broken
    }

    private static let limits = JSONLimits(
        bytes: 256 << 20, values: 20_000_000, stringBytes: 64 << 20)

    private let descriptor: Int32
    private let signers: NoteTrust
    private let digest = RunningDigest()
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    /// Known once the last line was read.
    public private(set) var seal: Seal?
    /// SHA-256 of the lines before the seal.
    public private(set) var hash: [UInt8] = []

    /// - Parameter signers: whose seals count.
    public init(_ path: String, signers: NoteTrust) throws {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw AnchorError("cannot open \(path): \(String(cString: strerror(errno)))") }
        self.signers = signers
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// The next line, nil at the end. Throws what the parser says of a line that is no JSON.
    func next() throws -> JSONValue? {
        guard let line = try nextLine() else {
            if seal == nil {
                seal = .missing
                hash = digest.finish()
            }
            return nil
        }
        let value = try JSONParser.parse(line, limits: SignedFileReader.limits)
        if let text = value["seal"]?.string {
            hash = digest.finish()
            seal = try nextLine() == nil && isRight(text) ? .whole : .broken
            return nil
        }
        digest.update(line + [UInt8(ascii: "\n")])
        return value
    }

    /// The notes of an export that change the audit's key; whose signatures count for the rest is known with them.
    public static func changes(in path: String) throws -> [SignedNote] {
        let file = try SignedFileReader(path, signers: NoteTrust([]))
        let (beginning, mark) = (Array("{\"note\":".utf8), Array("\\nnext ".utf8))
        var notes: [SignedNote] = []
        while let line = try file.nextLine() {
            guard line.starts(with: beginning), line.firstRange(of: mark) != nil else { continue }
            let text = try JSONParser.parse(line, limits: limits)["note"]?.string
            notes += text.flatMap { try? SignedNote(parsing: $0) }.map { [$0] } ?? []
        }
        return notes
    }

    private func isRight(_ text: String) -> Bool {
        guard let note = try? SignedNote(parsing: text), note.origin == SignedFile.origin, note.lines.count == 3,
            AuditNote.value("sha256", note.lines[2]) == Hex.encode(hash)
        else { return false }
        return signers.verifies(note)
    }

    private func nextLine() throws -> [UInt8]? {
        var searched = position
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                return Array(buffer[position..<end])
            }
            searched = buffer.count
            if isAtEnd { return nil }
            if position > 1 << 20 {
                buffer.removeFirst(position)
                searched -= position
                position = 0
            }
            var piece = [UInt8](repeating: 0, count: 256 << 10)
            let count = read(descriptor, &piece, piece.count)
            guard count >= 0 else { throw AnchorError("cannot read: \(String(cString: strerror(errno)))") }
            isAtEnd = count == 0
            buffer += piece[..<count]
        }
    }
}
