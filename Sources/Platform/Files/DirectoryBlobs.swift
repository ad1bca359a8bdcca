internal import FoundationEssentials
internal import Glibc

/// Blobs in a folder: `TENANT/ab/ID`, one file each, readable by the server's own user only. A blob is written under another name and
/// moved to its own when all of it is on the disk, so a crash leaves a whole blob or a rest that is swept away.
public struct DirectoryBlobs: BlobStore {
    private let root: String

    /// - Parameter path: made when the first blob is written.
    public init(at path: String) {
        root = path
    }

    public func create(_ name: BlobName) throws -> any BlobSink {
        let folder = folder(of: name)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try Sink(path: path(of: name), folder: folder)
    }

    public func open(_ name: BlobName) throws -> (any BlobSource)? {
        let descriptor = Glibc.open(path(of: name), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw BlobError(errno)
        }
        return Source(descriptor)
    }

    public func remove(_ name: BlobName) throws {
        guard unlink(path(of: name)) == 0 || errno == ENOENT else { throw BlobError(errno) }
    }

    public func names(of tenant: ID<Tenant>, before: Instant) throws -> [BlobName] {
        let top = root + "/" + tenant.description
        var names: [BlobName] = []
        for shelf in (try? FileManager.default.contentsOfDirectory(atPath: top)) ?? [] {
            for file in (try? FileManager.default.contentsOfDirectory(atPath: top + "/" + shelf)) ?? [] {
                var status = stat()
                guard stat(top + "/" + shelf + "/" + file, &status) == 0, Int64(status.st_mtim.tv_sec) < before.unixSeconds else {
                    continue
                }
                if file.hasSuffix(DirectoryBlobs.unfinished) {
                    _ = unlink(top + "/" + shelf + "/" + file)
                } else if let id = ID<Never>(file) {
                    names.append(BlobName(tenant: tenant, id: id.uuid))
                }
            }
        }
        return names
    }

    private static let unfinished = ".part"

    private func folder(of name: BlobName) -> String {
        // The end of an id is random, its beginning is the time.
        "\(root)/\(name.tenant)/\(ID<Never>(name.id).description.suffix(2))"
    }

    private func path(of name: BlobName) -> String { folder(of: name) + "/" + ID<Never>(name.id).description }

    private final class Sink: BlobSink {
        private let path: String
        private let folder: String
        private var descriptor: Int32

        init(path: String, folder: String) throws {
            self.path = path
            self.folder = folder
            descriptor = Glibc.open(path + DirectoryBlobs.unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw BlobError(errno) }
        }

        deinit {
            guard descriptor >= 0 else { return }
            close(descriptor)
            unlink(path + DirectoryBlobs.unfinished)
        }

        func append(_ bytes: [UInt8]) throws {
            var start = 0
            while start < bytes.count {
                let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), bytes.count - start) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw BlobError(errno) }
                start += written
            }
        }

        func finish() throws {
            guard fsync(descriptor) == 0 else { throw BlobError(errno) }
            guard rename(path + DirectoryBlobs.unfinished, path) == 0 else { throw BlobError(errno) }
            close(descriptor)
            descriptor = -1
            // The name too has to be on the disk.
            let directory = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard directory >= 0 else { throw BlobError(errno) }
            defer { close(directory) }
            guard fsync(directory) == 0 else { throw BlobError(errno) }
        }
    }

    private final class Source: BlobSource {
        private let descriptor: Int32

        init(_ descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }

        func read(_ count: Int) throws -> [UInt8] {
            var bytes: [UInt8] = []
            while bytes.count < count {
                let wanted = count - bytes.count
                let piece = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                    var got = Glibc.read(descriptor, buffer.baseAddress, wanted)
                    while got < 0, errno == EINTR { got = Glibc.read(descriptor, buffer.baseAddress, wanted) }
                    guard got >= 0 else { throw BlobError(errno) }
                    filled = got
                }
                if piece.isEmpty { break }
                bytes += piece
            }
            return bytes
        }
    }
}

/// The system refused to read or write; its reason is a number, never a path.
struct BlobError: Error {
    let code: Int32

    init(_ code: Int32) { self.code = code }
}
