import Foundation
import Testing

@testable import Vault

struct EnvelopeTests {
    struct Known: Decodable {
        struct Case: Decodable {
            let key: HexBytes
            let version: UInt32
            let nonce: HexBytes
            let plaintext: HexBytes
            let tenant: UUID
            let table: String
            let column: String
            let row: UUID
            let envelope: HexBytes
        }
        struct BadPadding: Decodable {
            let key: HexBytes
            let version: UInt32
            let tenant: UUID
            let row: UUID
            let envelopes: [HexBytes]
        }
        let cases: [Case]
        let badPadding: BadPadding
    }

    let key = SealingKey(key: .random(), version: 7)
    let place = AssociatedData(tenant: UUID(), table: "customer", column: "name", row: UUID())

    @Test("envelopes are those that Python seals, byte for byte")
    func knownAnswers() throws {
        for known in try Vectors.load("envelopes", as: Known.self).cases {
            let key = SealingKey(key: try SecretKey(bytes: known.key.bytes), version: known.version)
            let place = AssociatedData(
                tenant: known.tenant, table: known.table, column: known.column, row: known.row)
            let sealed = try known.plaintext.bytes.withRawBytes { plaintext in
                try key.seal(plaintext, for: place) { $0.copyBytes(from: known.nonce.bytes) }
            }
            #expect(sealed == known.envelope.bytes)
            #expect(try key.open(known.envelope.bytes, for: place) == known.plaintext.bytes)
        }
    }

    @Test("what is sealed opens again, in place and as an array")
    func roundTrip() throws {
        for count in [0, 1, 27, 28, 29, 100, 511, 512, 513, 100_000] {
            let plaintext = Random.bytes(count)
            let sealed = try key.seal(plaintext, for: place)
            #expect(try key.open(sealed, for: place) == plaintext)
            let inPlace = try sealed.withUnsafeBytes { try key.withOpened($0, for: place) { [UInt8]($0) } }
            #expect(inPlace == plaintext)
        }
    }

    @Test("the same text never gives the same envelope")
    func freshNonces() throws {
        let envelopes = try Set((0..<100).map { _ in try key.seal([1, 2, 3], for: place) })
        #expect(envelopes.count == 100)
    }

    @Test("an envelope with any single bit flipped does not open")
    func flippedBits() throws {
        let sealed = try key.seal(Array("芍药".utf8), for: place)
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(kindOfError { () throws(VaultError) in try key.open(changed, for: place) } != nil, "bit \(bit)")
        }
        #expect(try key.open(sealed, for: place) == Array("芍药".utf8))
    }

    @Test("a cell copied to another tenant, table, column or row does not open")
    func copiedCells() throws {
        let sealed = try key.seal([1], for: place)
        let elsewhere = [
            AssociatedData(tenant: UUID(), table: place.table, column: place.column, row: place.row),
            AssociatedData(tenant: place.tenant, table: "customers", column: place.column, row: place.row),
            AssociatedData(tenant: place.tenant, table: place.table, column: "remark", row: place.row),
            AssociatedData(tenant: place.tenant, table: place.table, column: place.column, row: UUID()),
            AssociatedData(tenant: place.row, table: place.table, column: place.column, row: place.tenant),
            AssociatedData(tenant: place.tenant, table: "customern", column: "ame", row: place.row),
        ]
        for other in elsewhere {
            #expect(kindOfError { () throws(VaultError) in try key.open(sealed, for: other) } == .cannotOpen)
        }
    }

    @Test("another key cannot open, another version is told apart before trying")
    func otherKeys() throws {
        let sealed = try key.seal([1], for: place)
        let other = SealingKey(key: .random(), version: 7)
        let next = SealingKey(key: key.key, version: 8)
        #expect(kindOfError { () throws(VaultError) in try other.open(sealed, for: place) } == .cannotOpen)
        #expect(kindOfError { () throws(VaultError) in try next.open(sealed, for: place) } == .unknownKeyVersion)
    }

    @Test("truncated and lengthened envelopes are refused and never trap")
    func truncations() throws {
        let sealed = try key.seal(Random.bytes(40), for: place)
        for count in 0..<sealed.count {
            let cut = Array(sealed.prefix(count))
            // 34 bytes of frame around 32: the one cut of a 64-byte text that still has the shape of an envelope.
            let expected: VaultError.Kind = count == 66 ? .cannotOpen : .malformed
            #expect(kindOfError { () throws(VaultError) in try key.open(cut, for: place) } == expected)
        }
        for extra in [1, 64, 512] {
            let long = sealed + [UInt8](repeating: 0, count: extra)
            #expect(kindOfError { () throws(VaultError) in try key.open(long, for: place) } != nil)
        }
    }

    @Test("random bytes behind a valid marker never open")
    func noise() {
        for count in 0..<300 {
            let noise = [Envelope.marker, 1, 0, 0, 0, 7] + Random.bytes(count)
            #expect(kindOfError { () throws(VaultError) in try key.open(noise, for: place) } != nil)
        }
    }

    @Test("authentic bytes that are padded in another way than ours are malformed")
    func badPadding() throws {
        let bad = try Vectors.load("envelopes", as: Known.self).badPadding
        let key = SealingKey(key: try SecretKey(bytes: bad.key.bytes), version: bad.version)
        let place = AssociatedData(tenant: bad.tenant, table: "customer", column: "name", row: bad.row)
        #expect(bad.envelopes.count == 6)
        for envelope in bad.envelopes {
            #expect(kindOfError { () throws(VaultError) in try key.open(envelope.bytes, for: place) } == .malformed)
        }
    }

    @Test("texts of similar length have envelopes of the same length")
    func hiddenLengths() throws {
        func sizes(_ lengths: ClosedRange<Int>) throws -> Set<Int> {
            Set(try lengths.map { try key.seal([UInt8](repeating: 1, count: $0), for: place).count })
        }
        #expect(try sizes(0...28) == [34 + 32])
        #expect(try sizes(29...60) == [34 + 64])
        #expect(try sizes(61...124) == [34 + 128])
        #expect(try sizes(125...252) == [34 + 256])
        #expect(try sizes(253...508) == [34 + 512])
        #expect(try sizes(509...1020) == [34 + 1024])
    }

    @Test("a suite that has no number is refused")
    func unknownSuites() throws {
        for suite in [UInt8(0), 3, 255] {
            var sealed = try key.seal([1], for: place)
            sealed[1] = suite
            #expect(kindOfError { () throws(VaultError) in try Envelope(parsing: sealed) } == .unknownSuite)
        }
    }

    @Test("a key with older versions opens what they sealed, seals with the newest, and forgets what it is told to")
    func versions() throws {
        let first = SealingKey(key: .random(), version: 1)
        let second = try #require(first.successor(suite: .sm4CTRHMACSM3))
        let third = try #require(second.successor(suite: .aes256GCM))
        let sealed = try [first, second, third].map { try $0.seal([7], for: place) }
        #expect(try sealed.map { try third.open($0, for: place) } == [[7], [7], [7]])
        #expect(try sealed.map { try Envelope(parsing: $0).keyVersion } == [1, 2, 3])
        #expect(try sealed.map { try Envelope(parsing: $0).suite } == [.aes256GCM, .sm4CTRHMACSM3, .aes256GCM])
        let wrapping = SealingKey(key: .random(), version: 4)
        for key in [first, second, third] {
            let wrapped = try KeyWrap.wrap(versions: key, under: wrapping, label: place)
            let back = try wrapped.withUnsafeBytes {
                try KeyWrap.unwrapVersions($0, under: wrapping, label: place, suite: .sm4CTRHMACSM3)
            }
            #expect(back.version == key.version && back.key == key.key && back.suite == .sm4CTRHMACSM3)
            #expect(back.older.map(\.version) == key.older.map(\.version))
            #expect(back.older.map(\.key) == key.older.map(\.key))
        }
        let kept = third.keeping { $0 == 1 }
        #expect(try kept.open(sealed[0], for: place) == [7])
        #expect(kindOfError { () throws(VaultError) in try kept.open(sealed[1], for: place) } == .unknownKeyVersion)
        #expect(SealingKey(key: .random(), version: .max).successor(suite: .aes256GCM) == nil)
    }

    @Test("the shape says which key to look for")
    func shape() throws {
        let shape = try Envelope(parsing: key.seal([1], for: place))
        #expect(shape.suite == .aes256GCM)
        #expect(shape.keyVersion == 7)
        #expect(shape.byteCount == 66)
    }

    @Test("an error in the reader of an opened cell comes out, and cells open inside each other")
    func readers() throws {
        struct Stop: Error {}
        let sealed = try key.seal([1, 2], for: place)
        let inner = try key.seal([3], for: place)
        _ = sealed.withUnsafeBytes { sealed in
            #expect(throws: Stop.self) { try key.withOpened(sealed, for: place) { _ in throw Stop() } }
        }
        let both = try sealed.withUnsafeBytes { sealed in
            try key.withOpened(sealed, for: place) { outside in try key.open(inner, for: place) + outside }
        }
        #expect(both == [3, 1, 2])
    }

    @Test("errors carry no value")
    func silentErrors() throws {
        let secret = "13812345678"
        let sealed = try key.seal(Array(secret.utf8), for: place)
        let other = SealingKey(key: .random(), version: 7)
        do throws(VaultError) {
            _ = try other.open(sealed, for: place)
            Issue.record("opened under another key")
        } catch {
            #expect("\(error)" == "vault: cannotOpen: the authenticator does not match")
        }
    }

    @Test("many threads seal and open at once, each with its own contexts")
    func threads() async throws {
        let keys = (0..<8).map { SealingKey(key: .random(), version: UInt32($0)) }
        let place = place
        let failures = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<32 {
                group.addTask {
                    var failures = 0
                    for round in 0..<300 {
                        let key = keys[(worker + round) % keys.count]
                        let text = Random.bytes(round % 80)
                        let sealed = try? key.seal(text, for: place)
                        if sealed.flatMap({ try? key.open($0, for: place) }) != text { failures += 1 }
                        // A failure in between must not spoil the context for the next.
                        let wrong = keys[(worker + round + 1) % keys.count]
                        if let sealed, (try? wrong.open(sealed, for: place)) != nil { failures += 1 }
                        if Digest.sha256(text) != Digest.sha256(text) { failures += 1 }
                        if round % 50 == 0 { await Task.yield() }
                    }
                    return failures
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 0)
    }

    @Test("threads that end give their contexts back and leave the others' alone")
    func endingThreads() throws {
        let sealed = try key.seal([9], for: place)
        let (key, place) = (key, place)
        for _ in 0..<50 {
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                #expect((try? key.open(sealed, for: place)) == [9])
                done.signal()
            }
            done.wait()
        }
        #expect(try key.open(sealed, for: place) == [9])
    }
}
