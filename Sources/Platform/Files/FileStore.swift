internal import FoundationEssentials
public import Postgres
internal import Synchronization
internal import Tabular
public import Vault

/// What file ids name.
public enum StoredFile {}

/// Keeps files: sealed piece by piece as they come, each content once in a tenant, with a name and an end.
///
/// A content is sealed under a random key of its own; that key is sealed under one derived from the tenant's data key, so rotating the
/// tenant's key touches no blob. Equal contents of a tenant are found by a digest under the tenant's own secret: whoever has the
/// database or the disk alone can neither open a file nor tell whether a given content is there.
public struct FileStore: Sendable {
    /// What a file is for; decides who may open it.
    public enum Use: String, Sendable {
        /// Brought by a person, for an import.
        case upload
        /// What came of an import.
        case report
        /// A list that was taken out.
        case export
        /// Of a customer: opened through the field or the attachment that names it.
        case customer
        /// Everything about a person, for himself: opened with his link.
        case copy
    }

    /// The end of what has none of its own.
    public static let endless = Instant(microseconds: 253_370_764_800_000_000)

    /// The labels that keys, names and the digests' secret are sealed under.
    static let label = "file"

    private let deployment: Deployment

    public init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    /// Seals everything that `next` gives until nil, at most `limit` bytes. Nothing refers to it yet: ``keep(_:use:name:until:as:keys:at:in:)``
    /// does. Without that it is swept away.
    ///
    /// - Parameters:
    ///   - keys: what is written with them is written by `keep`, which takes its own: a file may come for minutes.
    ///   - share: a second half of the content's key, which whoever calls keeps apart: nothing opens without it. Such a content has an
    ///     address of its own, so it is one with no other.
    /// - Throws: `request.too_large`; whatever `next` throws.
    public func seal(
        for tenant: ID<Tenant>, keys: TenantKeys, limit: Int64, share: SecretKey? = nil, from next: () async throws -> [UInt8]?
    ) async throws -> SealedContent {
        let blobs = deployment.blobs
        let secret = try await secret(of: tenant, keys: keys)
        let name = BlobName(tenant: tenant, id: ID<StoredFile>.new(at: deployment.clock.now()).uuid)
        let key = SecretKey.random()
        let sealing = FileStore.sealing(key, share, keys)
        let writer = try await BlobQueue.run { try SealedBlob.Writer(name, key: sealing, in: blobs) }
        var size: Int64 = 0
        while let piece = try await next() {
            size += Int64(piece.count)
            guard size <= limit else { throw Failure(.tooLarge) }
            try await BlobQueue.run { try writer.append(piece, headCount: FileType.prefixCount) }
        }
        let written = try await BlobQueue.run { try writer.finish() }
        let naming = share.map { secret.bound(to: $0, label: FileStore.addressLabel) } ?? secret
        return SealedContent(
            name: name, size: written.size, type: FileType(prefix: written.head).rawValue, digest: written.digest,
            address: Digest.hmacSHA256(key: naming, written.digest), key: key)
    }

    private static let addressLabel = "peony file address"

    private static func sealing(_ key: SecretKey, _ share: SecretKey?, _ keys: TenantKeys) -> SealingKey {
        SealingKey(key: share.map { key.bound(to: $0, label: "peony file share") } ?? key, version: 1, suite: keys.suite)
    }

    /// Makes a file of a content, in the transaction of what needs it. Where the tenant has the content already, that one is used, and what
    /// was just written goes.
    ///
    /// - Parameter keys: taken after the content was sealed, not before: its key and the file's name are sealed with them, and a rotation
    ///   waits a minute for whoever holds older ones.
    /// - Throws: `resource.conflict` where the same content was being removed at that moment.
    public func keep(
        _ content: SealedContent, use: Use, name: String, until: Instant, as actor: Actor, createdBy: ID<User>?, keys: TenantKeys,
        at now: Instant, in tx: Transaction
    ) throws -> ID<StoredFile> {
        let id = ID<StoredFile>.new(at: now)
        let wrapped = try keys.sealing(FileStore.label).seal(
            content.key.withBytes { Array($0) }, for: FileQueries.place(of: content.name))
        let isNew = try tx.execute(FileQueries.insert(content, key: wrapped, at: now)).affected == 1
        var held = content.name.id
        if !isNew {
            guard let row = try tx.execute(FileQueries.content(at: content.address, of: actor.tenant)).first else {
                throw Failure(.conflict)
            }
            held = try row[0]
            let blobs = deployment.blobs
            // What stays behind when this fails is found and removed by the hourly job.
            tx.afterCommit { Task { try? await BlobQueue.run(isOwed: true) { try blobs.remove(content.name) } } }
        }
        let sealed = try keys.sealing(FileStore.label).seal(Array(name.utf8), for: FileQueries.place(ofNameOf: id, actor.tenant))
        tx.enqueue(
            FileQueries.insert(
                id, content: held, use: use.rawValue, name: sealed, createdBy: createdBy, until: until, tenant: actor.tenant, at: now))
        return id
    }

    /// Whether a transaction with which a content was kept has ended well.
    public final class Kept: Sendable {
        private let state = Mutex(false)

        /// Notes it, when the transaction does end.
        public func mark(in tx: Transaction) { tx.afterCommit { self.state.withLock { $0 = true } } }

        fileprivate var isMarked: Bool { state.withLock { $0 } }
    }

    /// Runs what keeps a content, and removes the content where nothing kept it: it failed, or was done before.
    public func keeping<Result: Sendable>(
        _ content: SealedContent, _ body: (Kept) async throws -> Result
    ) async throws -> Result {
        let kept = Kept()
        do {
            let result = try await body(kept)
            if !kept.isMarked { await discard(content) }
            return result
        } catch {
            // Where nobody knows whether the transaction ended, the content may be needed; if it is not, the sweep finds it.
            if !kept.isMarked, (error as? PostgresError)?.commitUnknown != true { await discard(content) }
            throw error
        }
    }

    /// Removes a content that was sealed and is not needed after all.
    public func discard(_ content: SealedContent) async {
        let blobs = deployment.blobs
        // What stays behind when this fails is found and removed by the hourly job.
        try? await BlobQueue.run(isOwed: true) { try blobs.remove(content.name) }
    }

    /// What is known of a file; nil when there is none, or its time is over.
    public func find(_ id: ID<StoredFile>, as actor: Actor, keys: TenantKeys, at now: Instant) async throws -> FileFacts? {
        let rows = try await deployment.database.fetch(as: actor, [FileQueries.get(id, of: actor.tenant, at: now)])[0]
        return try rows.first.map { try FileFacts($0, tenant: actor.tenant, keys: keys) }
    }

    /// Opens a file for reading. Whoever calls has asked for the right and records the opening.
    ///
    /// - Parameter share: the second half of the content's key, where it was sealed with one.
    /// - Throws: `file.lost` where the bytes are not there.
    public func open(_ facts: FileFacts, keys: TenantKeys, share: SecretKey? = nil) async throws -> FileReader {
        FileReader(try await BlobQueue.run { try reader(of: facts, keys: keys, share: share) })
    }

    /// Reads on the thread that calls, which may wait for the store: for commands, not for answers.
    func reader(of facts: FileFacts, keys: TenantKeys, share: SecretKey?) throws -> SealedBlob.Reader {
        let name = BlobName(tenant: keys.tenant, id: facts.content)
        let plain = try keys.sealing(FileStore.label).open(facts.key, for: FileQueries.place(of: name))
        let sealing = FileStore.sealing(try SecretKey(bytes: plain), share, keys)
        guard let source = try deployment.blobs.open(name) else { throw Failure(.fileLost) }
        return try SealedBlob.Reader(name, key: sealing, source: source)
    }

    /// The whole of a file, for an answer.
    public func bytes(of facts: FileFacts, keys: TenantKeys, share: SecretKey? = nil) async throws -> [UInt8] {
        try await open(facts, keys: keys, share: share).rest()
    }

    /// A key of the tenant's that no rotation changes: for digests that have to be the same for ever.
    public func namingKey(of tenant: ID<Tenant>, keys: TenantKeys, label: String) async throws -> SecretKey {
        try await secret(of: tenant, keys: keys).derive(label: label)
    }

    /// The secret that a tenant's contents are named under; made when the first file is.
    private func secret(of tenant: ID<Tenant>, keys: TenantKeys) async throws -> SecretKey {
        let actor = Actor.system(of: tenant, request: .new(at: deployment.clock.now()))
        let place = AssociatedData(tenant: tenant.uuid, table: "app.file_secret", column: "secret_sealed", row: tenant.uuid)
        let sealing = keys.sealing(FileStore.label)
        let fresh = try sealing.seal(SecretKey.random().withBytes { Array($0) }, for: place)
        let now = deployment.clock.now()
        let kept: [UInt8] = try await deployment.database.write(as: actor) { tx in
            if let row = try tx.execute(FileQueries.secret(of: tenant)).first { return try row[0] }
            tx.enqueue(FileQueries.insertSecret(fresh, of: tenant, at: now))
            return try tx.execute(FileQueries.secret(of: tenant))[0][0]
        }
        return try SecretKey(bytes: try sealing.open(kept, for: place))
    }
}

/// A content that lies in the store and to which nothing refers yet.
public struct SealedContent: Sendable {
    let name: BlobName
    public let size: Int64
    /// By what is in it: one of the words of `FileType`.
    public let type: String
    /// The content's SHA-256.
    public let digest: [UInt8]
    let address: [UInt8]
    /// What the bytes are sealed under, as it is: nothing is written with it before it is itself sealed.
    let key: SecretKey
}

/// What is known of a file.
public struct FileFacts: Sendable {
    public let id: ID<StoredFile>
    public let use: FileStore.Use?
    public let name: String
    public let size: Int64
    public let type: String
    public let createdBy: ID<User>?
    public let createdAt: Instant
    public let expiresAt: Instant
    let content: UUID
    let key: [UInt8]

    init(_ row: Row, tenant: ID<Tenant>, keys: TenantKeys) throws {
        id = try row[0]
        use = FileStore.Use(rawValue: try row[1])
        let sealed: [UInt8] = try row[2]
        name = String(
            decoding: try keys.sealing(FileStore.label).open(sealed, for: FileQueries.place(ofNameOf: id, tenant)), as: UTF8.self)
        createdBy = try row.getOptional(3)
        createdAt = try row[4]
        expiresAt = try row[5]
        content = try row[6]
        size = try row[7]
        type = try row[8]
        key = try row[9]
    }
}

/// A file that is being read, piece by piece.
public struct FileReader: Sendable {
    private let reader: SealedBlob.Reader

    init(_ reader: SealedBlob.Reader) { self.reader = reader }

    /// The next bytes; nil after the last.
    public func next() async throws -> [UInt8]? {
        let reader = reader
        return try await BlobQueue.run { try reader.next() }
    }

    /// All that is left of it.
    public func rest() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await next() { bytes += piece }
        return bytes
    }
}
