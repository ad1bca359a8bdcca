/// A secret for every 64-bit place, of which single ones can be destroyed for ever: the tree of Goldreich, Goldwasser and Micali
/// (1986), punctured as Boneh and Waters do (2013).
///
/// Whole, it is one random node of 32 bytes. A node's four children are SHA-256(node ‖ "peony share" ‖ child), one block of the hash; a share is the leaf
/// 32 levels below the root. Puncturing a place replaces the node above it by its children, level by level, and leaves the leaf out:
/// all other shares stay what they were, and nothing that is left tells the one that is gone. Each puncture costs at most 96 nodes.
public struct ShareTree: Sendable {
    /// Two bits of the place choose a child.
    private static let levels = 32
    private static let label = Array("peony share".utf8)

    /// A node's place: the first `depth` pairs of bits, the rest zero.
    struct Place: Hashable, Sendable {
        let bits: UInt64
        let depth: Int

        /// The ancestor of a leaf at a depth.
        init(of leaf: UInt64, depth: Int) {
            bits = depth == 0 ? 0 : (leaf >> UInt64(64 - 2 * depth)) << UInt64(64 - 2 * depth)
            self.depth = depth
        }

        init(bits: UInt64, depth: Int) {
            self.bits = bits
            self.depth = depth
        }
    }

    /// The highest nodes that are left; none lies below another.
    private(set) var nodes: [Place: SecretKey]

    /// A whole tree.
    public static func generate() -> ShareTree { ShareTree(nodes: [Place(bits: 0, depth: 0): .random()]) }

    init(nodes: [Place: SecretKey]) {
        self.nodes = nodes
    }

    /// The share of a place; nil when it was destroyed.
    public func share(at leaf: UInt64) -> SecretKey? {
        guard let (place, node) = holder(of: leaf) else { return nil }
        let way = (place.depth..<ShareTree.levels).lazy.map { ShareTree.branch(of: leaf, at: $0) }
        return node.descending(label: ShareTree.label, way)
    }

    /// Destroys the share of a place. False when it was destroyed before.
    @discardableResult
    public mutating func puncture(at leaf: UInt64) -> Bool {
        guard let (place, top) = holder(of: leaf) else { return false }
        nodes[place] = nil
        var node = top
        for depth in place.depth..<ShareTree.levels {
            let way = ShareTree.branch(of: leaf, at: depth)
            for branch in UInt8(0)..<4 where branch != way {
                let above = Place(of: leaf, depth: depth).bits
                let bits = above | (UInt64(branch) << UInt64(62 - 2 * depth))
                nodes[Place(bits: bits, depth: depth + 1)] = ShareTree.child(branch, of: node)
            }
            node = ShareTree.child(way, of: node)
        }
        return true
    }

    /// How many nodes are left: one, and up to 96 more for each place destroyed.
    public var nodeCount: Int { nodes.count }

    private func holder(of leaf: UInt64) -> (Place, SecretKey)? {
        for depth in 0...ShareTree.levels {
            let place = Place(of: leaf, depth: depth)
            if let node = nodes[place] { return (place, node) }
        }
        return nil
    }

    private static func branch(of leaf: UInt64, at depth: Int) -> UInt8 { UInt8((leaf >> UInt64(62 - 2 * depth)) & 3) }

    private static func child(_ branch: UInt8, of node: SecretKey) -> SecretKey {
        node.descending(label: label, CollectionOfOne(branch))
    }
}
