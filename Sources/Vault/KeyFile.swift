import Glibc

/// A small file with a secret in it: made once, for its owner alone, and refused when anybody else could read it.
enum KeyFile {
    private static let largest = 1024

    /// Writes a new file of mode 0400. The file and its directory are on disk when this returns. Throws `file`, also when
    /// there already is a file of that name.
    static func create(_ text: String, at path: String) throws(VaultError) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o400)
        guard file >= 0 else { throw failure("create", path) }
        do throws(VaultError) {
            defer { close(file) }
            // The umask may take bits away from the mode, never add any; this makes it exact.
            guard fchmod(file, 0o400) == 0, write(text, to: file), fsync(file) == 0 else {
                throw failure("write", path)
            }
            try synchronizeDirectory(of: path)
        } catch {
            unsafe unlink(path)
            throw error
        }
    }

    /// The file's text. Throws `file` when it cannot be read, `filePermissions` when anybody besides its owner may read
    /// or write it.
    static func read(_ path: String) throws(VaultError) -> String {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { throw failure("inspect", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw VaultError(.file, "\(path) is not a regular file") }
        guard status.st_mode & 0o077 == 0 else {
            throw VaultError(.filePermissions, "\(path) must be for its owner alone: chmod 0400")
        }
        return try unsafe withUnsafeTemporaryAllocation(byteCount: largest, alignment: 1) {
            (buffer) throws(VaultError) in
            defer { unsafe Libcrypto.wipe(buffer) }
            var count = 0
            while count < buffer.count {
                let step = unsafe Glibc.read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                if step < 0 && errno == EINTR { continue }
                guard step >= 0 else { throw failure("read", path) }
                if step == 0 { break }
                count += step
            }
            return unsafe String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    private static func write(_ text: String, to file: Int32) -> Bool {
        var bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeMutableBytes { buffer in
            defer { unsafe Libcrypto.wipe(buffer) }
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
        let handle = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw failure("open the directory of", path) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw failure("synchronize the directory of", path) }
    }

    private static func failure(_ action: StaticString, _ path: String) -> VaultError {
        VaultError(.file, unsafe "cannot \(action) \(path): \(String(cString: strerror(errno)))")
    }
}
