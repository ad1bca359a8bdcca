import Foundation
import Testing

@testable import Vault

struct RootKeyTests {
    struct Known: Decodable {
        struct Root: Decodable {
            let key: String
            let id: String
            let check: HexBytes
            let tenant: UUID
            let tenantKey: HexBytes
            let version: UInt32
            let wrapped: HexBytes
            let derived: HexBytes
        }
        let root: Root
    }

    /// A folder of its own for each test, removed afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vault-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "root.key").path())
    }

    private func setMode(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func replace(_ path: String, with text: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        try Data(text.utf8).write(to: URL(filePath: path))
        try setMode(0o400, path)
    }

    @Test("id, check value, derived keys and wrapped keys are those of Python")
    func knownAnswers() throws {
        let known = try Vectors.load("keys", as: Known.self).root
        let root = try RootKey(environmentValue: known.key)
        #expect(root.id == known.id)
        #expect(root.checkValue() == known.check.bytes)
        #expect(root.derive(label: "note") == (try SecretKey(bytes: known.derived.bytes)))
        let opened = try root.unwrap(tenantKey: known.wrapped.bytes, purpose: "data", version: known.version, for: known.tenant)
        #expect(opened == (try SecretKey(bytes: known.tenantKey.bytes)))
    }

    @Test("a created key file is for its owner alone and reads back as the same key")
    func file() throws {
        try inFolder { path in
            let root = try RootKey.create(at: path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o400)
            let read = try RootKey(contentsOf: path)
            #expect(read.id == root.id)
            #expect(read.matches(checkValue: root.checkValue()))
        }
    }

    @Test("an existing key file is never overwritten")
    func existing() throws {
        try inFolder { path in
            let root = try RootKey.create(at: path)
            #expect(kindOfError { () throws(VaultError) in try RootKey.create(at: path) } == .file)
            #expect(try RootKey(contentsOf: path).id == root.id)
        }
    }

    @Test("a key file that others may touch is refused", arguments: [0o440, 0o404, 0o420, 0o402, 0o410, 0o644])
    func permissions(mode: Int) throws {
        try inFolder { path in
            _ = try RootKey.create(at: path)
            try setMode(mode, path)
            #expect(kindOfError { () throws(VaultError) in try RootKey(contentsOf: path) } == .filePermissions)
        }
    }

    @Test("missing files, folders and wrong formats are told apart from keys")
    func wrongFiles() throws {
        try inFolder { path in
            #expect(kindOfError { () throws(VaultError) in try RootKey(contentsOf: path) } == .file)
            #expect(kindOfError { () throws(VaultError) in try RootKey(contentsOf: "/") } == .file)
            let missing = path + "/no/such/folder"
            #expect(kindOfError { () throws(VaultError) in try RootKey.create(at: missing) } == .file)
            let root = RootKey.generate()
            let hex = try #require(root.hex)
            let wrong = [
                "", "\n", hex, "peony-root-key 2\nid \(root.id)\n\(hex)\n",
                "peony-root-key 1\n\(hex)\n", "peony-root-key 1\nid \(root.id)\n\(hex.dropLast())\n",
                "peony-root-key 1\nid \(root.id)\n\(hex)", "peony-root-key 1\nid \(root.id)\n\(hex)\n\n",
                "peony-root-key 1\r\nid \(root.id)\r\n\(hex)\r\n", String(repeating: "x", count: 5000),
                "peony-root-key 1\nid \(RootKey.generate().id)\n\(hex)\n",
            ]
            for text in wrong {
                try replace(path, with: text)
                #expect(kindOfError { () throws(VaultError) in try RootKey(contentsOf: path) } == .malformed)
            }
            try replace(path, with: "peony-root-key 1\nid \(root.id)\n\(hex)\n")
            #expect(try RootKey(contentsOf: path).id == root.id)
        }
    }

    @Test("an environment value is 64 hexadecimal digits", arguments: ["", "00", String(repeating: "g", count: 64)])
    func environment(value: String) {
        #expect(kindOfError { () throws(VaultError) in try RootKey(environmentValue: value) } == .malformed)
    }

    @Test("a wrong root key is told apart from a damaged or moved tenant key")
    func wrongKey() throws {
        let root = RootKey.generate()
        let other = RootKey.generate()
        let tenant = UUID()
        let key = SecretKey.random()
        let wrapped = try root.wrap(tenantKey: key, purpose: "data", version: 1, for: tenant)
        #expect(try root.unwrap(tenantKey: wrapped, purpose: "data", version: 1, for: tenant) == key)
        func kind(_ root: RootKey, _ wrapped: [UInt8], _ version: UInt32, _ tenant: UUID) -> VaultError.Kind? {
            kindOfError { () throws(VaultError) in
                try root.unwrap(tenantKey: wrapped, purpose: "data", version: version, for: tenant)
            }
        }
        #expect(
            kindOfError { () throws(VaultError) in
                try root.unwrap(tenantKey: wrapped, purpose: "index", version: 1, for: tenant)
            } == .cannotOpen)
        var damaged = wrapped
        damaged[30] ^= 1
        #expect(kind(other, wrapped, 1, tenant) == .wrongKey)
        #expect(kind(root, damaged, 1, tenant) == .cannotOpen)
        #expect(kind(root, wrapped, 2, tenant) == .cannotOpen)
        #expect(kind(root, wrapped, 1, UUID()) == .cannotOpen)
        #expect(kind(root, [], 1, tenant) == .malformed)
        #expect(root.matches(checkValue: root.checkValue()))
        #expect(!other.matches(checkValue: root.checkValue()))
        #expect(!root.matches(checkValue: []))
    }
}
