internal import Foundation
internal import Vault

/// The copy of the erasure ledger outside the database, one JSON object a line. It is only ever appended to; keep a copy of it apart from
/// the database's backups, for after a restore the people in it have to stay erased.
public struct LedgerFile: Sendable {
    public let path: String

    public init(at path: String) {
        self.path = path
    }

    /// Every entry; none when there is no file. Throws when a line is none.
    public func entries() throws -> [ErasureEntry] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        // A line without its newline was cut short by a crash; what it was about has not been done yet.
        return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().filter { !$0.isEmpty }.map {
            try ErasureEntry(line: $0)
        }
    }

    /// Adds the entries that are not there yet; they are on disk when this returns.
    func append(_ entries: [ErasureEntry]) throws {
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw VaultError(.file, "cannot open the erasure ledger \(path)") }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard flock(file, LOCK_EX) == 0 else { throw VaultError(.file, "cannot lock the erasure ledger \(path)") }
        let newest = try self.entries().map(\.sequence).max() ?? 0
        let lines = entries.filter { $0.sequence > newest }.map { $0.line + "\n" }.joined()
        guard !lines.isEmpty else { return }
        // After a crash in the middle of a line the next one begins anew.
        let size = try handle.seekToEnd()
        if size > 0 {
            try handle.seek(toOffset: size - 1)
            if try handle.read(upToCount: 1) != Data([0x0A]) { try handle.write(contentsOf: Data([0x0A])) }
        }
        try handle.write(contentsOf: Data(lines.utf8))
        try handle.synchronize()
    }
}
