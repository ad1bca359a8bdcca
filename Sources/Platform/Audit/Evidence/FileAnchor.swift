internal import Glibc

/// A file that notes are only ever added to; better on another machine's disk, or with `chattr +a`.
public struct FileAnchor: NoteAnchor {
    private let path: String

    public init(path: String) {
        self.path = path
    }

    public var name: String { "file:" + path }

    /// Appends them and waits for the disk.
    public func deliver(_ notes: [AnchoredNote]) async throws {
        let text = notes.map { $0.text + AuditAnchors.separator + "\n" }.joined()
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw FileAnchor.failure("cannot open the file") }
        defer { close(file) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw FileAnchor.failure("cannot write") }
            rest = rest.dropFirst(written)
        }
        guard fsync(file) == 0 else { throw FileAnchor.failure("cannot synchronize") }
    }

    private static func failure(_ action: String) -> AnchorError {
        AnchorError("\(action): \(String(cString: strerror(errno)))")
    }
}
