import Foundation
import Testing
import Vault

struct NoteTests {
    struct Known: Decodable {
        struct Case: Decodable {
            let name: String
            let seed: HexBytes
            let `public`: HexBytes
            let text: String
            let signature: HexBytes
            let note: String
        }
        let cases: [Case]
    }

    @Test("keys, signatures and notes are those of Python")
    func knownAnswers() throws {
        for known in try Vectors.load("notes", as: Known.self).cases {
            let key = try SigningKey(seed: SecretKey(bytes: known.seed.bytes))
            #expect(key.publicKey == known.public.bytes)
            #expect(try key.sign(Array(known.text.utf8)) == known.signature.bytes)
            let lines = known.text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
            var note = try SignedNote(origin: lines[0], lines: Array(lines.dropFirst().dropLast()))
            try note.sign(with: key, name: known.name)
            #expect(note.serialized() == known.note)
            let parsed = try SignedNote(parsing: known.note)
            #expect(parsed == note)
            #expect(parsed.origin == lines[0])
            #expect(parsed.lines == lines.dropLast())
            #expect(parsed.verify(name: known.name, key: key.verifyingKey))
        }
    }

    @Test("a signing key's file gives the key back, of either scheme", arguments: SignatureScheme.allCases)
    func keyFile(scheme: SignatureScheme) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "signing-\(UUID())").path
        defer { unlink(path) }
        let made = try SigningKey.create(at: path, scheme: scheme)
        let read = try SigningKey(contentsOf: path)
        #expect(read.scheme == scheme)
        #expect(read.publicKey == made.publicKey)
        #expect(made.verifyingKey.verify(try read.sign([1]), of: [1]))
        #expect(throws: VaultError.self) { try SigningKey.create(at: path, scheme: scheme) }
    }

    @Test("an Ed25519 signature holds for its message and key only")
    func signatures() throws {
        let key = try SigningKey.generate()
        let other = try SigningKey.generate().verifyingKey
        let signature = try key.sign([1, 2, 3])
        #expect(key.verifyingKey.verify(signature, of: [1, 2, 3]))
        #expect(!key.verifyingKey.verify(signature, of: [1, 2]))
        #expect(!other.verify(signature, of: [1, 2, 3]))
        for bit in 0..<512 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verifyingKey.verify(changed, of: [1, 2, 3]))
        }
        #expect(!key.verifyingKey.verify([], of: [1, 2, 3]))
        #expect(key.verifyingKey.verify(try key.sign([]), of: []))
        #expect(kindOfError { () throws(VaultError) in try VerifyingKey(bytes: [1]) } == .malformed)
    }

    @Test("a note does not verify when its text, name or signer is another")
    func forgeries() throws {
        let key = try SigningKey.generate()
        var note = try SignedNote(origin: "peony.example/audit", lines: ["7", "root"])
        try note.sign(with: key, name: "a")
        #expect(note.verify(name: "a", key: key.verifyingKey))
        #expect(!note.verify(name: "b", key: key.verifyingKey))
        #expect(!note.verify(name: "a", key: try SigningKey.generate().verifyingKey))
        let text = note.serialized()
        let edited = try SignedNote(parsing: text.replacing("\n7\n", with: "\n8\n"))
        #expect(!edited.verify(name: "a", key: key.verifyingKey))
        #expect(!(try SignedNote(origin: "o", lines: [])).verify(name: "a", key: key.verifyingKey))
        try note.sign(with: SigningKey.generate(), name: "b")
        #expect(try SignedNote(parsing: note.serialized()).verify(name: "a", key: key.verifyingKey))
    }

    @Test(
        "malformed notes are refused",
        arguments: [
            "", "\n", "\n\n", "a", "a\n", "a\n\n", "a\n\nb\n", "a\n\n— n\n", "a\n\n— n AAAAAAA=", "a\n\n— n AAAA\n",
            "a\n\n— n AAAAAAA\n", "a\n\n- n AAAAAAA=\n", "a\n\n—  AAAAAAA=\n", "a\n\n— n+m AAAAAAA=\n",
            "a\n\n— n AAAAAAA= x\n", "a\r\n\r\n— n AAAAAAA=\r\n", "a\u{1}\n\n— n AAAAAAA=\n", "\n— n AAAAAAA=\n",
        ])
    func malformed(text: String) {
        #expect(kindOfError { () throws(VaultError) in try SignedNote(parsing: text) } == .malformed)
    }

    @Test("lines and names that would break the format are refused")
    func lines() throws {
        #expect(kindOfError { () throws(VaultError) in try SignedNote(origin: "", lines: []) } == .malformed)
        #expect(kindOfError { () throws(VaultError) in try SignedNote(origin: "a\nb", lines: []) } == .malformed)
        #expect(kindOfError { () throws(VaultError) in try SignedNote(origin: "a", lines: ["\r"]) } == .malformed)
        let key = try SigningKey.generate()
        for name in ["", "a b", "a+b", "a\n", "a\u{3000}b"] {
            var note = try SignedNote(origin: "a", lines: [])
            #expect(kindOfError { () throws(VaultError) in try note.sign(with: key, name: name) } == .malformed)
        }
    }
}
