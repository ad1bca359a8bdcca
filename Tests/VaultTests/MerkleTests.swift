import Foundation
import Testing
import Vault

struct MerkleTests {
    struct Known: Decodable {
        struct Tree: Decodable {
            let count: Int
            let root: HexBytes
            let inclusion: [[HexBytes]]
            let consistency: [[HexBytes]]
        }
        struct Head: Decodable {
            let previous: HexBytes
            let root: HexBytes
            let count: UInt64
            let batch: UInt64
            let head: HexBytes
        }
        let data: [HexBytes]
        let trees: [Tree]
        let tenant: UUID
        let heads: [Head]
    }

    let known: Known
    let leaves: [[UInt8]]

    init() throws {
        known = try Vectors.load("merkle")
        leaves = known.data.map { Merkle.leafHash($0.bytes) }
    }

    @Test("roots and proofs of every size are those of the RFC's recursive definition")
    func knownAnswers() {
        for tree in known.trees {
            let some = Array(leaves.prefix(tree.count))
            #expect(Merkle.root(of: some) == tree.root.bytes)
            for (index, proof) in tree.inclusion.enumerated() {
                #expect(Merkle.inclusionProof(index: index, of: some) == proof.map(\.bytes))
            }
            for (index, proof) in tree.consistency.enumerated() {
                #expect(Merkle.consistencyProof(from: index + 1, of: some) == proof.map(\.bytes))
            }
        }
        #expect(
            Hex.encode(Merkle.root(of: Array(leaves.prefix(8))))
                == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
    }

    @Test("every inclusion proof verifies, and for no other leaf, place, size or root")
    func inclusion() throws {
        for count in 1...leaves.count {
            let some = Array(leaves.prefix(count))
            let root = Merkle.root(of: some)
            for index in 0..<count {
                let proof = try #require(Merkle.inclusionProof(index: index, of: some))
                func verify(
                    leaf: [UInt8]? = nil, index at: Int? = nil, count size: Int? = nil, root other: [UInt8]? = nil,
                    proof path: [[UInt8]]? = nil
                ) -> Bool {
                    Merkle.verifyInclusion(
                        of: leaf ?? some[index], index: at ?? index, count: size ?? count, root: other ?? root,
                        proof: path ?? proof)
                }
                #expect(verify())
                #expect(!verify(leaf: Merkle.leafHash([0xFF])))
                #expect(!verify(root: Merkle.leafHash([0xFF])))
                #expect(!verify(proof: proof + [root]))
                for at in [-1, count, Int.min, Int.max] { #expect(!verify(index: at)) }
                for at in 0..<count where at != index { #expect(!verify(index: at)) }
                if !proof.isEmpty { #expect(!verify(proof: proof.dropLast())) }
            }
            #expect(Merkle.inclusionProof(index: count, of: some) == nil)
            #expect(Merkle.inclusionProof(index: -1, of: some) == nil)
        }
    }

    @Test("every consistency proof verifies, and none for a tree whose past was changed")
    func consistency() throws {
        for new in 1...leaves.count {
            let some = Array(leaves.prefix(new))
            let newRoot = Merkle.root(of: some)
            for old in 1...new {
                let oldRoot = Merkle.root(of: Array(leaves.prefix(old)))
                let proof = try #require(Merkle.consistencyProof(from: old, of: some))
                func verify(_ oldRoot: [UInt8], _ newRoot: [UInt8], _ proof: [[UInt8]]) -> Bool {
                    Merkle.verifyConsistency(from: old, to: new, oldRoot: oldRoot, newRoot: newRoot, proof: proof)
                }
                #expect(verify(oldRoot, newRoot, proof))
                #expect(!verify(Merkle.leafHash([0xFF]), newRoot, proof))
                #expect(!verify(oldRoot, Merkle.leafHash([0xFF]), proof))
                #expect(!verify(oldRoot, newRoot, proof + [newRoot]))
                if !proof.isEmpty { #expect(!verify(oldRoot, newRoot, proof.dropLast())) }
                var changed = some
                changed[0] = Merkle.leafHash([0xFF])
                let forged = try #require(Merkle.consistencyProof(from: old, of: changed))
                #expect(!verify(oldRoot, Merkle.root(of: changed), forged))
            }
        }
        #expect(Merkle.consistencyProof(from: 0, of: leaves) == nil)
        #expect(Merkle.consistencyProof(from: leaves.count + 1, of: leaves) == nil)
        for (old, new) in [(0, 3), (-1, 3), (4, 3), (Int.min, Int.max), (1, Int.max)] {
            #expect(!Merkle.verifyConsistency(from: old, to: new, oldRoot: [], newRoot: [], proof: []))
        }
    }

    @Test("heads chain as in Python, and every part of a head counts")
    func heads() {
        for head in known.heads {
            let computed = Merkle.head(
                previous: head.previous.bytes, root: head.root.bytes, count: head.count, batch: head.batch,
                tenant: known.tenant)
            #expect(computed == head.head.bytes)
        }
        let tenant = UUID()
        let variants = [
            Merkle.head(previous: [], root: [1], count: 1, batch: 2, tenant: tenant),
            Merkle.head(previous: [1], root: [], count: 1, batch: 2, tenant: tenant),
            Merkle.head(previous: [], root: [1], count: 2, batch: 1, tenant: tenant),
            Merkle.head(previous: [], root: [1], count: 1, batch: 2, tenant: UUID()),
        ]
        #expect(Set(variants).count == variants.count)
    }
}
