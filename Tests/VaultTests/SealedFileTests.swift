import Foundation
import Testing

@testable import Vault

@Suite("Sealed files")
struct SealedFileTests {
    private static func made(_ plain: [UInt8], to key: AgreementKey, _ subject: UUID) throws -> [UInt8] {
        var file: [UInt8] = []
        var writer = try SealedFile.Writer(to: key.publicKey, subject: subject) { file += $0 }
        var rest = plain[...]
        while !rest.isEmpty {
            let count = min(rest.count, Int.random(in: 1...50_000))
            try writer.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        try writer.finish()
        return file
    }

    private static func opened(_ file: [UInt8], with key: AgreementKey, _ subject: UUID) throws -> [UInt8] {
        var rest = file[...]
        var plain: [UInt8] = []
        try SealedFile.open(
            with: key, subject: subject,
            read: { count in
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }, write: { plain += $0 })
        return plain
    }

    @Test("what was sealed is opened, whatever its length", arguments: [0, 1, 32_767, 32_768, 32_769, 65_536, 200_000])
    func roundTrip(count: Int) throws {
        let (key, subject) = (try AgreementKey.generate(), UUID())
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let file = try Self.made(plain, to: key, subject)
        #expect(try Self.opened(file, with: key, subject) == plain)
        #expect(throws: VaultError.self) { try Self.opened(file, with: .generate(), subject) }
        #expect(throws: VaultError.self) { try Self.opened(file, with: key, UUID()) }
    }

    @Test("a file that is cut off, put together anew or changed is refused")
    func tampering() throws {
        let (key, subject) = (try AgreementKey.generate(), UUID())
        let file = try Self.made([UInt8](repeating: 7, count: 100_000), to: key, subject)
        // The pieces' bounds, by their lengths.
        var bounds = [42]
        while let last = bounds.last, last < file.count {
            bounds.append(last + 4 + file[last..<(last + 4)].reduce(0) { $0 << 8 | Int($1) })
        }
        #expect(bounds.count == 5)
        #expect(bounds.last == file.count)
        let pieces = zip(bounds, bounds.dropFirst()).map { Array(file[$0..<$1]) }
        let head = Array(file[..<42])
        var wrong: [[UInt8]] = [
            Array(file.dropLast()), Array(file[..<bounds[3]]), Array(file[..<42]), head + pieces[1] + pieces[0] + pieces[2] + pieces[3],
            head + pieces[0] + pieces[0] + pieces[1] + pieces[2] + pieces[3], head + pieces[0] + pieces[2] + pieces[3], file + [0],
            file + pieces[3], [],
        ]
        for position in [0, 9, 10, 41, 42, 50, 60, 40_000, file.count - 1] {
            var changed = file
            changed[position] ^= 1
            wrong.append(changed)
        }
        for file in wrong {
            #expect(throws: VaultError.self) { try Self.opened(file, with: key, subject) }
        }
    }

    /// The expected bytes come from a ladder of its own after RFC 7748 §5, not from libcrypto.
    @Test("two keys agree on the secret that an independent computation gives, and on none with a point of small order")
    func agreement() throws {
        let one = try AgreementKey(seed: SecretKey(bytes: (1...32).map { UInt8($0) }))
        let other = try AgreementKey(seed: SecretKey(bytes: (101...132).map { UInt8($0) }))
        #expect(Hex.encode(one.publicKey) == "07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c")
        #expect(Hex.encode(other.publicKey) == "5714769d116bf76436ae74bc793d2c30ad1903c59ac5273805c7e2698b410c36")
        let secret = try SecretKey(bytes: #require(Hex.decode("c9ea6a3f79a000b60b076d4afc990b272f3f0b5aaa3f0b8713c209273e363863")))
        #expect(try one.shared(with: other.publicKey) == secret)
        #expect(try other.shared(with: one.publicKey) == secret)
        for point in [[UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31), []] {
            #expect(throws: VaultError.self) { try one.shared(with: point) }
        }
    }
}
