internal import FoundationEssentials
internal import Synchronization

/// Blobs in memory: for programs that only print the API, and for tests.
public final class MemoryBlobs: BlobStore {
    private let blobs = Mutex<[BlobName: [UInt8]]>([:])

    public init() {}

    public func create(_ name: BlobName) -> any BlobSink { Sink(name, self) }

    public func open(_ name: BlobName) -> (any BlobSource)? { blobs.withLock { $0[name] }.map(Source.init) }

    public func remove(_ name: BlobName) { blobs.withLock { _ = $0.removeValue(forKey: name) } }

    public func names(of tenant: ID<Tenant>, before: Instant) -> [BlobName] {
        blobs.withLock { $0.keys.filter { $0.tenant == tenant } }
    }

    private func put(_ bytes: [UInt8], _ name: BlobName) { blobs.withLock { $0[name] = bytes } }

    private final class Sink: BlobSink {
        private let name: BlobName
        private let store: MemoryBlobs
        private var bytes: [UInt8] = []

        init(_ name: BlobName, _ store: MemoryBlobs) {
            self.name = name
            self.store = store
        }

        func append(_ more: [UInt8]) { bytes += more }

        func finish() { store.put(bytes, name) }
    }

    private final class Source: BlobSource {
        private let bytes: [UInt8]
        private var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(_ count: Int) -> [UInt8] {
            let piece = Array(bytes[place..<min(bytes.count, place + count)])
            place += piece.count
            return piece
        }
    }
}
