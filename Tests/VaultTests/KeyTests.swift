import Foundation
import Testing

@testable import Vault

struct KeyTests {
    struct Known: Decodable {
        struct Derivation: Decodable {
            let key: HexBytes
            let label: String
            let context: [HexBytes]
            let derived: HexBytes
        }
        let derivations: [Derivation]
    }

    @Test("derived keys are those of HKDF in Python")
    func derivation() throws {
        for known in try Vectors.load("keys", as: Known.self).derivations {
            let key = try SecretKey(bytes: known.key.bytes)
            let context = known.context.map(\.bytes)
            let derived =
                switch context.count {
                case 0: key.derive(label: known.label)
                case 1: key.derive(label: known.label, context: context[0])
                default: key.derive(label: known.label, context: context[0], context[1])
                }
            #expect(derived == (try SecretKey(bytes: known.derived.bytes)))
        }
    }

    @Test("keys are compared by content")
    func equality() throws {
        let bytes = Random.bytes(32)
        #expect(try SecretKey(bytes: bytes) == SecretKey(bytes: bytes))
        #expect(try SecretKey(bytes: bytes) != SecretKey.random())
    }

    @Test("a key has 32 bytes", arguments: [0, 16, 31, 33, 64])
    func length(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(kindOfError { () throws(VaultError) in try SecretKey(bytes: bytes) } == .malformed)
    }

    @Test("a key does not print, dump or reflect its bytes")
    func silence() throws {
        let key = try SecretKey(bytes: [UInt8](repeating: 0xAB, count: 32))
        var dumped = ""
        dump(key, to: &dumped)
        let sealing = SealingKey(key: key, version: 1)
        for text in ["\(key)", String(reflecting: key), dumped, "\(sealing)"] {
            #expect(!text.lowercased().contains("ab") && !text.contains("171"))
        }
        #expect("\(key)" == "SecretKey")
    }

    @Test("a wrapped key comes back under the same key and label only")
    func wrapping() throws {
        let key = SecretKey.random()
        let over = SealingKey(key: .random(), version: 2)
        let label = AssociatedData(tenant: UUID(), table: "customer_key", column: "crm", row: UUID())
        let other = AssociatedData(tenant: label.tenant, table: "customer_key", column: "medical", row: label.row)
        let wrapped = try KeyWrap.wrap(key: key, under: over, label: label)
        #expect(try KeyWrap.unwrap(wrapped, under: over, label: label) == key)
        #expect(
            kindOfError { () throws(VaultError) in try KeyWrap.unwrap(wrapped, under: over, label: other) }
                == .cannotOpen)
        let text = try over.seal(Array("not a key".utf8), for: label)
        #expect(
            kindOfError { () throws(VaultError) in try KeyWrap.unwrap(text, under: over, label: label) }
                == .malformed)
    }
}
