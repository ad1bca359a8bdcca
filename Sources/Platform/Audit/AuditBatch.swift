internal import FoundationEssentials
internal import Postgres
internal import Vault

/// A sealed run of one tenant's events: a Merkle tree over them, chained to the run before. Sealer and verifier both
/// compute it here, so they cannot disagree.
struct AuditBatch: Sendable {
    /// An event as the tree sees it. Batches and trees are in the order of (xid, at, id).
    struct Entry: Sendable {
        let xid: TransactionID
        let at: Instant
        let id: UUID
        let leaf: [UInt8]
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

    /// Computes the batch of these events, which are in order; nil when there are none.
    init?(of entries: [Entry], number: Int64, previous: [UInt8], tenant: UUID) {
        guard let firstAt = entries.map(\.at).min(), let lastAt = entries.map(\.at).max() else { return nil }
        self.number = number
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.previous = previous
        count = entries.count
        root = Merkle.root(of: entries.map { Merkle.leafHash($0.xid.bytes + $0.unordered) })
        content = Digest.sha256(
            Array(entries.map(\.unordered).sorted { $0.lexicographicallyPrecedes($1) }.joined()))
        head = AuditBatch.head(number, count, root, after: previous, tenant)
    }

    /// The columns that `init(_:)` reads.
    static let columns: SQL = "batch, event_count, first_at, last_at, root, content, previous, head"

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
    }

    /// Whether the head is the one of this root at this place.
    func hasOwnHead(tenant: UUID) -> Bool {
        head == AuditBatch.head(number, count, root, after: previous, tenant)
    }

    private static func head(
        _ number: Int64, _ count: Int, _ root: [UInt8], after previous: [UInt8], _ tenant: UUID
    ) -> [UInt8] {
        Merkle.head(
            previous: previous, root: root, count: UInt64(clamping: count), batch: UInt64(clamping: number),
            tenant: tenant)
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
