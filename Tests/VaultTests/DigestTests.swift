import Foundation
import Testing
import Vault

struct DigestTests {
    struct Keys: Decodable {
        struct MAC: Decodable {
            let key: HexBytes
            let message: HexBytes
            let mac: HexBytes
        }
        let hmac: [MAC]
    }

    @Test("SHA-256 of nothing and of abc are the well-known values")
    func sha256() {
        #expect(
            Hex.encode(Digest.sha256([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Hex.encode(Digest.sha256(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("HMAC agrees with Python, and an empty key is not the key of the call before")
    func hmac() throws {
        for known in try Vectors.load("keys", as: Keys.self).hmac {
            _ = Digest.hmacSHA256(key: Random.bytes(32), [1])
            #expect(Digest.hmacSHA256(key: known.key.bytes, known.message.bytes) == known.mac.bytes)
        }
    }

    @Test("constant-time comparison knows equal from different")
    func comparison() {
        #expect(Digest.constantTimeEqual([], []))
        #expect(Digest.constantTimeEqual([1, 2], [1, 2]))
        #expect(!Digest.constantTimeEqual([1, 2], [1, 3]))
        #expect(!Digest.constantTimeEqual([1, 2], [1, 2, 3]))
    }

    @Test("random bytes are as many as asked for and never the same")
    func random() {
        #expect(Random.bytes(0).isEmpty)
        #expect(Random.bytes(-1).isEmpty)
        #expect(Random.bytes(17).count == 17)
        #expect(Random.bytes(32) != Random.bytes(32))
    }

    @Test("base64url and hexadecimal read back what they write, for every length")
    func roundTrips() {
        for count in 0..<70 {
            let bytes = Random.bytes(count)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            #expect(Base32.decode(Base32.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
            #expect(Hex.decode(Hex.encode(bytes).uppercased()) == bytes)
            let standard = Data(bytes).base64EncodedString()
                .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                .replacingOccurrences(of: "=", with: "")
            #expect(Base64URL.encode(bytes) == standard)
        }
    }

    @Test("a value has one text only", arguments: ["A", "AB", "AAB", "AA=", "AA==", "A A", "A+8", "é", "AAAAA"])
    func oneText(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test("hexadecimal refuses halves and foreign digits", arguments: ["0", "0g", "zz", " 00", "０0"])
    func hexadecimal(text: String) {
        #expect(Hex.decode(text) == nil)
    }
}
