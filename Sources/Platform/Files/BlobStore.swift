public import FoundationEssentials

/// Where the sealed bytes of files are: a folder, or whatever keeps bytes under names. It sees envelopes only, never a content, a key or
/// a file's name. Calls may block; ``FileStore`` makes them away from the event loops.
public protocol BlobStore: Sendable {
    /// Begins a blob. It is there for others only once it was finished.
    func create(_ name: BlobName) throws -> any BlobSink
    /// Opens a blob from its beginning; nil when there is none.
    func open(_ name: BlobName) throws -> (any BlobSource)?
    /// Removes a blob; nothing happens where there is none.
    func remove(_ name: BlobName) throws
    /// Names of a tenant's blobs that were finished, and of those that were begun and left, before a moment.
    func names(of tenant: ID<Tenant>, before: Instant) throws -> [BlobName]
}

/// What a blob is called: random, so that a name tells nothing of what is in it.
public struct BlobName: Sendable, Hashable {
    public let tenant: ID<Tenant>
    public let id: UUID

    public init(tenant: ID<Tenant>, id: UUID) {
        self.tenant = tenant
        self.id = id
    }
}

/// A blob that is being written. Whoever drops it without `finish` has written nothing.
public protocol BlobSink: AnyObject {
    func append(_ bytes: [UInt8]) throws
    /// Makes it last: the bytes are on the disk, under their name, when this returns.
    func finish() throws
}

/// A blob that is being read.
public protocol BlobSource: AnyObject {
    /// So many of the next bytes; fewer only at the end.
    func read(_ count: Int) throws -> [UInt8]
}
