public import struct FoundationEssentials.UUID

/// Hash trees as in RFC 6962 §2.1, and the chain of their heads.
///
/// `leaves` are always leaf hashes (32 bytes each, from `leafHash`), never the data: the audit stores the hash beside
/// the event, and a proof must not need the event.
public enum Merkle {
    /// SHA-256(0x00 ‖ data).
    public static func leafHash(_ data: [UInt8]) -> [UInt8] {
        Digest.sha256([0] + data)
    }

    /// SHA-256(0x01 ‖ left ‖ right).
    static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [1]
        bytes.reserveCapacity(65)
        bytes += left
        bytes += right
        return Digest.sha256(bytes)
    }

    /// The head of the tree over `leaves`; of none, SHA-256 of nothing.
    public static func root(of leaves: [[UInt8]]) -> [UInt8] {
        root(of: leaves[...])
    }

    /// Binds a batch to its place: SHA-256 over "peony audit head 1", tenant (16 bytes), batch (u64), count (u64),
    /// previous head and root, each with its length before it (u32), big-endian. The first batch's `previous` is empty.
    /// A batch of rows restored from another cluster has "peony audit restored head 1" instead.
    public static func head(
        previous: [UInt8], root: [UInt8], count: UInt64, batch: UInt64, tenant: UUID, restored: Bool = false
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(lengthPrefixed: Array((restored ? "peony audit restored head 1" : "peony audit head 1").utf8))
        unsafe bytes.append(lengthPrefixed: withUnsafeBytes(of: tenant.uuid) { unsafe [UInt8]($0) })
        bytes.append(bigEndian: UInt32(8))
        bytes.append(bigEndian: batch)
        bytes.append(bigEndian: UInt32(8))
        bytes.append(bigEndian: count)
        bytes.append(lengthPrefixed: previous)
        bytes.append(lengthPrefixed: root)
        return Digest.sha256(bytes)
    }

    /// Level by level: an odd node at the end moves up unchanged, which is the tree of the RFC.
    static func root(of leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard !leaves.isEmpty else { return Digest.sha256([]) }
        var level = Array(leaves)
        while level.count > 1 { level = levelAbove(level) }
        return level[0]
    }

    static func levelAbove(_ level: [[UInt8]]) -> [[UInt8]] {
        stride(from: 0, to: level.count, by: 2).map { index in
            index + 1 < level.count ? nodeHash(level[index], level[index + 1]) : level[index]
        }
    }
}
