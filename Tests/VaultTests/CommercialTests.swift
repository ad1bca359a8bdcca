import Foundation
import Testing

@testable import Vault

/// SM2, SM3 and SM4 against the standards' own examples and against `gmssl` of Python, which shares nothing with libcrypto.
struct CommercialTests {
    struct Known: Decodable {
        struct Hash: Decodable {
            let message: HexBytes
            let digest: HexBytes
        }
        struct MAC: Decodable {
            let key: HexBytes
            let message: HexBytes
            let mac: HexBytes
        }
        struct Derivation: Decodable {
            let key: HexBytes
            let label: String
            let context: [HexBytes]
            let derived: HexBytes
        }
        struct Block: Decodable {
            let key: HexBytes
            let block: HexBytes
            let once: HexBytes
            let millionTimes: HexBytes
        }
        struct Counter: Decodable {
            let key: HexBytes
            let iv: HexBytes
            let text: HexBytes
            let sealed: HexBytes
        }
        struct Signature: Decodable {
            let scalar: HexBytes
            let `public`: HexBytes
            let message: HexBytes
            let signature: HexBytes
        }
        struct Note: Decodable {
            let name: String
            let seed: HexBytes
            let `public`: HexBytes
            let text: String
            let signature: HexBytes
            let note: String
        }
        struct Token: Decodable {
            let key: HexBytes
            let domain: String
            let value: String
            let exact: HexBytes
            let short: Int32
        }
        let sm3: [Hash]
        let hmac: [MAC]
        let hkdf: [Derivation]
        let sm4: Block
        let ctr: Counter
        let signatures: [Signature]
        let notes: [Note]
        let envelopes: [EnvelopeTests.Known.Case]
        let badPadding: EnvelopeTests.Known.BadPadding
        let index: Token
    }

    let known: Known

    init() throws { known = try Vectors.load("commercial") }

    @Test("SM3 gives the digests of GB/T 32905 and of Python")
    func sm3() {
        #expect(Hex.encode(Digest.sm3(Array("abc".utf8))) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
        for known in known.sm3 { #expect(Digest.sm3(known.message.bytes) == known.digest.bytes) }
        // One context a thread serves both hashes.
        #expect(Digest.sha256([]) != Digest.sm3([]))
    }

    @Test("HMAC and HKDF with SM3 are Python's")
    func keyed() throws {
        for known in known.hmac {
            _ = Digest.hmac(.sha256, key: Random.bytes(32), [1])
            #expect(Digest.hmac(.sm3, key: known.key.bytes, known.message.bytes) == known.mac.bytes)
        }
        for known in known.hkdf {
            let key = try SecretKey(bytes: known.key.bytes)
            let derived =
                known.context.isEmpty
                ? key.derive(label: known.label, hash: .sm3) : key.derive(label: known.label, context: known.context[0].bytes, hash: .sm3)
            #expect(derived == (try SecretKey(bytes: known.derived.bytes)))
        }
    }

    /// The block cipher shows itself in counter mode: the key stream of a counter is its encryption.
    @Test("SM4 encrypts the block of GB/T 32907, once and a million times")
    func sm4() throws {
        #expect(try counter(known.sm4.key.bytes, known.sm4.block.bytes, [UInt8](repeating: 0, count: 16)) == known.sm4.once.bytes)
        var block = known.sm4.block.bytes
        let nothing = [UInt8](repeating: 0, count: 16)
        for _ in 0..<1_000_000 { block = try counter(known.sm4.key.bytes, block, nothing) }
        #expect(block == known.sm4.millionTimes.bytes)
    }

    @Test("SM4-CTR is Python's, in both directions")
    func counterMode() throws {
        let ctr = known.ctr
        #expect(try counter(ctr.key.bytes, ctr.iv.bytes, ctr.text.bytes) == ctr.sealed.bytes)
        #expect(try counter(ctr.key.bytes, ctr.iv.bytes, ctr.sealed.bytes) == ctr.text.bytes)
    }

    private func counter(_ key: [UInt8], _ iv: [UInt8], _ text: [UInt8]) throws -> [UInt8] {
        let secret = try SecretKey(bytes: key + [UInt8](repeating: 0, count: 16))
        var output = [UInt8](repeating: 0, count: text.count)
        try output.withUnsafeMutableBytes { output in
            try text.withUnsafeBytes { text in
                try iv.withUnsafeBytes { try SM4CTRHMACSM3.crypt(text, into: output, key: secret, nonce: $0) }
            }
        }
        return output
    }

    @Test("signatures of the standard and of Python verify, and nobody else's")
    func foreignSignatures() throws {
        for known in known.signatures {
            let key = try VerifyingKey(bytes: known.public.bytes)
            #expect(key.scheme == .sm2)
            #expect(key.verify(known.signature.bytes, of: known.message.bytes))
            #expect(!key.verify(known.signature.bytes, of: known.message.bytes + [0]))
            let mine = try SigningKey(sm2Scalar: SecretKey(bytes: known.scalar.bytes))
            #expect(mine.publicKey == known.public.bytes)
            let signature = try mine.sign(known.message.bytes)
            #expect(key.verify(signature, of: known.message.bytes))
            #expect(try mine.sign(known.message.bytes) != signature)
        }
    }

    @Test("a signature with any bit flipped, too long, of zeros, or of another key does not verify")
    func forgedSignatures() throws {
        let key = try SigningKey.generate(.sm2)
        let signature = try key.sign([1, 2, 3])
        for bit in 0..<512 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verifyingKey.verify(changed, of: [1, 2, 3]))
        }
        for wrong in [[], [UInt8](repeating: 0, count: 64), [UInt8](repeating: 0xFF, count: 64), signature + [0]] {
            #expect(!key.verifyingKey.verify(wrong, of: [1, 2, 3]))
        }
        #expect(!(try SigningKey.generate(.sm2).verifyingKey.verify(signature, of: [1, 2, 3])))
        #expect(try key.verifyingKey.verify(key.sign([]), of: []))
    }

    @Test("a point beside the curve, or in another form, is no key")
    func wrongPoints() throws {
        var point = known.signatures[0].public.bytes
        point[64] ^= 1
        let key = try VerifyingKey(bytes: point)
        #expect(!key.verify(known.signatures[0].signature.bytes, of: known.signatures[0].message.bytes))
        point[0] = 0x06
        #expect(kindOfError { () throws(VaultError) in try VerifyingKey(bytes: point) } == .malformed)
        #expect(kindOfError { () throws(VaultError) in try VerifyingKey(bytes: Array(point.prefix(33))) } == .malformed)
    }

    @Test("notes that Python signed with SM2 are read and verified, and a seed gives the same key there and here")
    func notes() throws {
        for known in known.notes {
            let key = try SigningKey(seed: SecretKey(bytes: known.seed.bytes), scheme: .sm2)
            #expect(key.publicKey == known.public.bytes)
            let parsed = try SignedNote(parsing: known.note)
            #expect(parsed.text == known.text)
            #expect(parsed.verify(name: known.name, key: key.verifyingKey))
            #expect(!parsed.verify(name: known.name, key: try SigningKey.generate(.sm2).verifyingKey))
            // Beside an Ed25519 signature under the same name, each is found by its own key.
            var both = parsed
            let other = try SigningKey.generate()
            try both.sign(with: other, name: known.name)
            try both.sign(with: key, name: known.name)
            #expect(both.verify(name: known.name, key: key.verifyingKey))
            #expect(try SignedNote(parsing: both.serialized()).verify(name: known.name, key: other.verifyingKey))
        }
    }

    @Test("tokens of an index with SM3 are Python's")
    func index() throws {
        let token = known.index
        let index = BlindIndex(key: try SecretKey(bytes: token.key.bytes), hash: .sm3)
        #expect(index.exact(token.value, domain: token.domain) == token.exact.bytes)
        #expect(index.short(token.value, domain: token.domain, bits: 16) == token.short)
    }

    @Test("envelopes of the second suite are those that Python seals, byte for byte")
    func envelopes() throws {
        for known in known.envelopes {
            let key = SealingKey(key: try SecretKey(bytes: known.key.bytes), version: known.version, suite: .sm4CTRHMACSM3)
            let place = AssociatedData(tenant: known.tenant, table: known.table, column: known.column, row: known.row)
            let sealed = try known.plaintext.bytes.withRawBytes { plaintext in
                try key.seal(plaintext, for: place) { $0.copyBytes(from: known.nonce.bytes) }
            }
            #expect(sealed == known.envelope.bytes)
            #expect(try key.open(known.envelope.bytes, for: place) == known.plaintext.bytes)
            // Opening follows the envelope, whatever the key seals with.
            let first = SealingKey(key: key.key, version: known.version)
            #expect(try first.open(known.envelope.bytes, for: place) == known.plaintext.bytes)
        }
    }

    @Test("authentic cells with another padding are refused")
    func badPadding() throws {
        let bad = known.badPadding
        let key = SealingKey(key: try SecretKey(bytes: bad.key.bytes), version: bad.version)
        let place = AssociatedData(tenant: bad.tenant, table: "customer", column: "name", row: bad.row)
        for envelope in bad.envelopes {
            #expect(kindOfError { () throws(VaultError) in try key.open(envelope.bytes, for: place) } == .malformed)
        }
    }

    @Test("an envelope of the second suite with any bit flipped, or of another place, does not open")
    func changedEnvelopes() throws {
        let place = AssociatedData(tenant: UUID(), table: "customer", column: "name", row: UUID())
        let key = SealingKey(key: .random(), version: 7, suite: .sm4CTRHMACSM3)
        let sealed = try key.seal(Array("芍药".utf8), for: place)
        #expect(sealed.count == 6 + 16 + 32 + 32)
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(kindOfError { () throws(VaultError) in try key.open(changed, for: place) } != nil, "bit \(bit)")
        }
        let other = AssociatedData(tenant: place.tenant, table: "customer", column: "name", row: UUID())
        #expect(kindOfError { () throws(VaultError) in try key.open(sealed, for: other) } == .cannotOpen)
        #expect(try key.open(sealed, for: place) == Array("芍药".utf8))
        #expect(try Set((0..<50).map { _ in try key.seal([1], for: place) }).count == 50)
    }

    @Test("both suites under one key, on many threads at once")
    func threads() async throws {
        let place = AssociatedData(tenant: UUID(), table: "customer", column: "name", row: UUID())
        let secret = SecretKey.random()
        let keys = [SealingKey(key: secret, version: 1), SealingKey(key: secret, version: 1, suite: .sm4CTRHMACSM3)]
        let failures = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<16 {
                group.addTask {
                    (0..<200).count { round in
                        let text = Random.bytes(round % 90)
                        let sealed = try? keys[(worker + round) % 2].seal(text, for: place)
                        return sealed.flatMap { try? keys[round % 2].open($0, for: place) } != text
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 0)
    }
}
