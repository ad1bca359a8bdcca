extension Merkle {
    /// The neighbours on the way from the leaf at `index` to the root (RFC 6962 §2.1.1); nil without such a leaf.
    public static func inclusionProof(index: Int, of leaves: [[UInt8]]) -> [[UInt8]]? {
        guard leaves.indices.contains(index) else { return nil }
        var proof: [[UInt8]] = []
        var level = leaves
        var index = index
        while level.count > 1 {
            let neighbour = index ^ 1
            if neighbour < level.count { proof.append(level[neighbour]) }
            level = levelAbove(level)
            index /= 2
        }
        return proof
    }

    /// Whether `proof` shows that `leaf` is number `index` of the `count` leaves under `root` (RFC 9162 §2.1.3.2).
    public static func verifyInclusion(
        of leaf: [UInt8], index: Int, count: Int, root: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard index >= 0, index < count else { return false }
        var position = index
        var last = count - 1
        var hash = leaf
        for neighbour in proof {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = nodeHash(neighbour, hash)
                while position & 1 == 0 && position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = nodeHash(hash, neighbour)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && Digest.constantTimeEqual(hash, root)
    }

    /// The nodes that show that the first `count` leaves were not touched since (RFC 6962 §2.1.2); nil unless
    /// 0 < count ≤ leaves.count. Empty when nothing was added.
    public static func consistencyProof(from count: Int, of leaves: [[UInt8]]) -> [[UInt8]]? {
        guard count > 0, count <= leaves.count else { return nil }
        var proof: [[UInt8]] = []
        appendProof(of: count, in: leaves[...], isWhole: true, to: &proof)
        return proof
    }

    /// Whether `proof` shows that the tree of `newCount` leaves under `newRoot` continues the one of `oldCount` leaves
    /// under `oldRoot` (RFC 9162 §2.1.4.2).
    public static func verifyConsistency(
        from oldCount: Int, to newCount: Int, oldRoot: [UInt8], newRoot: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard oldCount > 0, oldCount <= newCount else { return false }
        if oldCount == newCount { return proof.isEmpty && Digest.constantTimeEqual(oldRoot, newRoot) }
        // A complete old tree is itself the first node, and is left out of the proof.
        var nodes = proof[...]
        if oldCount & (oldCount - 1) == 0 { nodes = ([oldRoot] + proof)[...] }
        guard let first = nodes.popFirst() else { return false }
        var position = oldCount - 1
        var last = newCount - 1
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var old = first
        var new = first
        for node in nodes {
            guard last > 0 else { return false }
            if position & 1 == 1 || position == last {
                old = nodeHash(node, old)
                new = nodeHash(node, new)
                while position & 1 == 0 && position > 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                new = nodeHash(new, node)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && Digest.constantTimeEqual(old, oldRoot) && Digest.constantTimeEqual(new, newRoot)
    }

    /// SUBPROOF of the RFC: `isWhole` while the old tree is still a complete left edge, whose root the verifier has.
    private static func appendProof(
        of count: Int, in leaves: ArraySlice<[UInt8]>, isWhole: Bool, to proof: inout [[UInt8]]
    ) {
        guard count < leaves.count else {
            if !isWhole { proof.append(root(of: leaves)) }
            return
        }
        let left = leaves.prefix(largestPowerOfTwo(below: leaves.count))
        let right = leaves.dropFirst(left.count)
        if count <= left.count {
            appendProof(of: count, in: left, isWhole: isWhole, to: &proof)
            proof.append(root(of: right))
        } else {
            appendProof(of: count - left.count, in: right, isWhole: false, to: &proof)
            proof.append(root(of: left))
        }
    }

    private static func largestPowerOfTwo(below count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
