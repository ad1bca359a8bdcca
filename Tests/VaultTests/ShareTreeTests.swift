import Foundation
import Testing

@testable import Vault

/// The tree of key shares: what is destroyed is gone, what is not stays as it was.
@Suite struct ShareTreeTests {
    private func bytes(_ key: SecretKey?) -> [UInt8]? { key.map { key in unsafe key.withBytes { unsafe [UInt8]($0) } } }

    private func directory() throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: "peony-shares-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        return url.path
    }

    @Test("a share is the leaf that the construction says")
    func construction() throws {
        let root = try SecretKey(bytes: (0..<32).map { UInt8($0) })
        let tree = ShareTree(nodes: [ShareTree.Place(bits: 0, depth: 0): root])
        let leaf: UInt64 = 0x0123_4567_89AB_CDEF
        var node = (0..<32).map { UInt8($0) }
        for level in 0..<32 {
            let branch = UInt8((leaf >> UInt64(62 - 2 * level)) & 3)
            node = Digest.sha256(node + Array("peony share".utf8) + [branch])
        }
        #expect(bytes(tree.share(at: leaf)) == node)
    }

    @Test("puncturing destroys one share, keeps every other, and leaves no node above the one that is gone")
    func puncture() {
        var tree = ShareTree.generate()
        let whole = tree
        let neighbours: [UInt64] = [0, 1, 2, 3, 4, .max, .max - 1, 1 << 63, 0xDEAD_BEEF, 0xDEAD_BEEE, 0xDEAD_BEED]
        let gone: [UInt64] = [0xDEAD_BEEF, 2, .max, 0x8000_0000_0000_0001]
        for (count, leaf) in gone.enumerated() {
            #expect(tree.share(at: leaf) != nil)
            let isNew = tree.puncture(at: leaf)
            #expect(isNew)
            #expect(tree.share(at: leaf) == nil)
            let again = tree.puncture(at: leaf)
            #expect(!again, "once")
            #expect(tree.nodeCount <= 1 + 96 * (count + 1))
            for depth in 0...32 { #expect(tree.nodes[ShareTree.Place(of: leaf, depth: depth)] == nil) }
        }
        for leaf in neighbours + (0..<200).map({ _ in UInt64.random(in: 0 ... .max) }) where !gone.contains(leaf) {
            #expect(tree.share(at: leaf) == whole.share(at: leaf), "\(leaf)")
            #expect(tree.share(at: leaf) != nil)
        }
    }

    @Test("the file keeps the tree, for its owner alone, and is refused when it was damaged")
    func file() throws {
        let path = try directory() + "/shares.key"
        #expect(!ShareFile.exists(at: path))
        let made = try ShareFile.create(at: path)
        #expect(throws: VaultError.self) { try ShareFile.create(at: path) }
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let (kept, lost) = (made.share(at: 7), made.share(at: 9))
        let head = [UInt8](repeating: 5, count: 32)
        try made.puncture(at: [9], reaching: ShareFile.Position(sequence: 1, head: head))
        #expect(made.share(at: 9) == nil)
        #expect(made.position == ShareFile.Position(sequence: 1, head: head))
        let opened = try ShareFile.open(at: path)
        #expect(opened.id == made.id)
        #expect(opened.position == made.position)
        #expect(opened.share(at: 7) == kept)
        #expect(opened.share(at: 9) == nil)
        #expect(lost != nil)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)

        var text = try Data(contentsOf: URL(filePath: path))
        text[100] ^= 1
        try text.write(to: URL(filePath: path))
        let damaged = #expect(throws: VaultError.self) { try ShareFile.open(at: path) }
        #expect(damaged?.kind == .malformed || damaged?.kind == .filePermissions)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: VaultError(.filePermissions, "\(path) must be for its owner alone: chmod 0600")) {
            try ShareFile.open(at: path)
        }
    }

    @Test("two holders of one file do not undo each other's destruction")
    func shared() throws {
        let path = try directory() + "/shares.key"
        let first = try ShareFile.create(at: path)
        let second = try ShareFile.open(at: path)
        try first.puncture(at: [1], reaching: ShareFile.Position(sequence: 1, head: [1]))
        try second.puncture(at: [2], reaching: ShareFile.Position(sequence: 2, head: [2]))
        let opened = try ShareFile.open(at: path)
        for leaf in [UInt64(1), 2] { #expect(opened.share(at: leaf) == nil) }
        #expect(second.share(at: 1) == nil, "it has seen what the other did")
        #expect(opened.position.sequence == 2)
        // A stranger's tree in the same place is not overwritten.
        try FileManager.default.removeItem(atPath: path)
        _ = try ShareFile.create(at: path)
        #expect(throws: VaultError.self) { try first.puncture(at: [3], reaching: ShareFile.Position(sequence: 3, head: [3])) }
        #expect(first.share(at: 3) != nil)
    }

    @Test("a bound key needs both halves")
    func bound() {
        let (one, two, three) = (SecretKey.random(), SecretKey.random(), SecretKey.random())
        #expect(one.bound(to: two, label: "a") == one.bound(to: two, label: "a"))
        #expect(one.bound(to: two, label: "a") != one.bound(to: three, label: "a"))
        #expect(one.bound(to: two, label: "a") != three.bound(to: two, label: "a"))
        #expect(one.bound(to: two, label: "a") != one.bound(to: two, label: "b"))
    }
}
