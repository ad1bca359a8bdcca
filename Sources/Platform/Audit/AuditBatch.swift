internal import FoundationEssentials
internal import Postgres
internal import Vault

/// A sealed run of one tenant's events: a Merkle tree over them, chained to the run before. Sealer and verifier both
/// compute it here, so they cannot disagree.
struct AuditBatch: Sendable {
    /// An event as the tree sees it. Batches and trees are in the order of (xid, at, id).
    struct Entry: Sendable, Comparable {
        let xid: TransactionID
        let at: Instant
        let id: UUID
        let leaf: [UInt8]

        static func < (left: Entry, right: Entry) -> Bool {
            if left.xid != right.xid { return left.xid.value < right.xid.value }
            if left.at != right.at { return left.at < right.at }
            return left.id.bytes.lexicographicallyPrecedes(right.id.bytes)
        }
    }

    /// The most events in one.
    static let maximumCount = 10_000

    /// From 1, without gaps.
    let number: Int64
    let count: Int
    let firstAt: Instant
    let lastAt: Instant
    /// RFC 6962 over xid ‖ at ‖ id ‖ leaf, in order.
    let root: [UInt8]
    /// SHA-256 over at ‖ id ‖ leaf, ordered by at and id: the events without the order in which they were sealed.
    let content: [UInt8]
    /// The head before; empty for the first.
    let previous: [UInt8]
    let head: [UInt8]
    /// Its events came from another cluster, where their transactions had other ids.
    let isRestored: Bool

    /// Computes the batch of these events, which are in order; nil when there are none.
    init?(of entries: [Entry], number: Int64, previous: [UInt8], tenant: UUID, restored: Bool = false) {
        guard let firstAt = entries.map(\.at).min(), let lastAt = entries.map(\.at).max() else { return nil }
        self.number = number
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.previous = previous
        isRestored = restored
        count = entries.count
        root = Merkle.root(of: entries.map { Merkle.leafHash($0.xid.bytes + $0.unordered) })
        content = Digest.sha256(
            Array(entries.map(\.unordered).sorted { $0.lexicographicallyPrecedes($1) }.joined()))
        head = AuditBatch.head(number, count, root, after: previous, tenant, restored)
    }

    /// The columns that `init(_:)` reads.
    static let columns: SQL = "batch, event_count, first_at, last_at, root, content, previous, head, restored"

    /// Reads a row of `audit.batch`.
    init(_ row: Row) throws(PostgresError) {
        number = try row[0]
        count = try row[1]
        firstAt = try row[2]
        lastAt = try row[3]
        root = try row[4]
        content = try row[5]
        previous = try row[6]
        head = try row[7]
        isRestored = try row[8]
    }

    /// A batch from the members of an export's line.
    init(
        number: Int64, count: Int, firstAt: Instant, lastAt: Instant, root: [UInt8], content: [UInt8], previous: [UInt8],
        head: [UInt8], isRestored: Bool
    ) {
        self.number = number
        self.count = count
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.root = root
        self.content = content
        self.previous = previous
        self.head = head
        self.isRestored = isRestored
    }

    /// Whether the head is the one of this root at this place.
    func hasOwnHead(tenant: UUID) -> Bool {
        head == AuditBatch.head(number, count, root, after: previous, tenant, isRestored)
    }

    private static func head(
        _ number: Int64, _ count: Int, _ root: [UInt8], after previous: [UInt8], _ tenant: UUID,
        _ restored: Bool
    ) -> [UInt8] {
        Merkle.head(
            previous: previous, root: root, count: UInt64(clamping: count), batch: UInt64(clamping: number),
            tenant: tenant, restored: restored)
    }
}

extension AuditBatch.Entry {
    /// Times are after 1970, so their bytes sort like the times.
    fileprivate var unordered: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(56)
        bytes.append(bigEndian: at.microseconds)
        bytes += id.bytes
        bytes += leaf
        return bytes
    }
}

/// A transaction's number in its cluster (`xid8`): it never wraps.
struct TransactionID: SQLEncodable, SQLDecodable, Hashable {
    let value: UInt64

    init(value: UInt64) {
        self.value = value
    }

    static var postgresType: PostgresType { .xid8 }

    init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        guard type == .xid8 else { throw .undecodable(type, as: TransactionID.self) }
        value = try bytes.bigEndianInteger()
    }

    func encode(into buffer: inout [UInt8]) { buffer.append(bigEndian: value) }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        encode(into: &bytes)
        return bytes
    }
}
