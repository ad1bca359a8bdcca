import Testing

@testable import Vault

struct SignInTests {
    struct Passwords: Decodable {
        struct Case: Decodable {
            let password: String
            let logN: Int
            let r: Int
            let p: Int
            let salt: HexBytes
            let phc: String
        }
        let cases: [Case]
    }
    struct Codes: Decodable {
        struct Code: Decodable {
            let time: Int64
            let code: String
        }
        let secret: HexBytes
        let base32: String
        let codes: [Code]
    }

    let cheap = PasswordHash.Cost(logN: 4, r: 8, p: 1)

    @Test("password hashes are those of Python, at the standard cost too")
    func knownPasswords() throws {
        for known in try Vectors.load("passwords", as: Passwords.self).cases {
            let cost = PasswordHash.Cost(logN: known.logN, r: known.r, p: known.p)
            #expect(try PasswordHash.hash(known.password, cost: cost, salt: known.salt.bytes) == known.phc)
            #expect(PasswordHash.verify(known.password, against: known.phc))
            #expect(!PasswordHash.verify(known.password + "x", against: known.phc))
        }
    }

    @Test("a password is the same however the keyboard composes it, and every hash has its own salt")
    func passwords() throws {
        let phc = try PasswordHash.hash("caf\u{E9}", cost: cheap)
        #expect(PasswordHash.verify("cafe\u{301}", against: phc))
        #expect(!PasswordHash.verify("cafe", against: phc))
        #expect(try PasswordHash.hash("caf\u{E9}", cost: cheap) != phc)
        let nul = try PasswordHash.hash("a\0b", cost: cheap)
        #expect(!PasswordHash.verify("a", against: nul))
        #expect(PasswordHash.verify("a\0b", against: nul))
    }

    @Test("hashes of another cost and malformed ones are to be made anew")
    func rehash() throws {
        let phc = try PasswordHash.hash("p", cost: cheap)
        #expect(PasswordHash.needsRehash(phc))
        #expect(!PasswordHash.needsRehash(phc, cost: cheap))
        #expect(PasswordHash.needsRehash("nonsense"))
        #expect(!PasswordHash.needsRehash(PasswordHash.dummy))
    }

    @Test("the dummy is a valid hash that no password has")
    func dummy() {
        #expect(!PasswordHash.verify("", against: PasswordHash.dummy))
        #expect(!PasswordHash.verify("password", against: PasswordHash.dummy))
    }

    @Test("malformed and immoderate hashes are false, and never trap")
    func malformedHashes() throws {
        let phc = try PasswordHash.hash("p", cost: cheap)
        let malformed = [
            "", "$", phc + "$", phc.replacing("$scrypt", with: "$argon2id"), phc.replacing("ln=4", with: "ln=04"),
            phc.replacing("ln=4", with: "ln=99"), phc.replacing("ln=4", with: "ln=-4"),
            phc.replacing("ln=4", with: "ln=9223372036854775808"), phc.replacing("r=8", with: "r=0"),
            phc.replacing("p=1", with: "p=1000000"), phc.replacing("ln=4,r=8", with: "r=8,ln=4"),
            String(phc.dropLast()),
        ]
        for text in malformed { #expect(PasswordHash.needsRehash(text, cost: cheap)) }
        #expect(!PasswordHash.verify("p", against: malformed[5]))
        for (logN, r, p) in [(0, 8, 1), (63, 8, 1), (Int.max, 1, 1), (17, 8, 1), (4, Int.max, 1), (4, 8, Int.min)] {
            let cost = PasswordHash.Cost(logN: logN, r: r, p: p)
            #expect(kindOfError { () throws(VaultError) in try PasswordHash.hash("p", cost: cost) } == .malformed)
        }
    }

    @Test("one-time codes are those of the RFC and of Python")
    func codes() throws {
        let known = try Vectors.load("totp", as: Codes.self)
        #expect(Base32.encode(known.secret.bytes) == known.base32)
        for one in known.codes {
            #expect(TOTP.code(secret: known.secret.bytes, at: one.time) == one.code)
            #expect(TOTP.verify(one.code, secret: known.secret.bytes, at: one.time) == one.time / 30)
        }
    }

    @Test("a code works one step early and late, not two, and only once")
    func window() {
        let secret = TOTP.newSecret()
        #expect(secret.count == 20)
        let time: Int64 = 1_900_000_000
        let step = time / 30
        let code = TOTP.code(secret: secret, at: time)
        // Another step may by chance have the same code, so what is asked is whether this step answers.
        for offset in [Int64(-30), 0, 30] {
            #expect(TOTP.verify(code, secret: secret, at: time + offset) != nil)
            #expect(TOTP.verify(code, secret: secret, at: time + offset, after: step + 2) == nil)
        }
        for offset in [Int64(-60), 60] { #expect(TOTP.verify(code, secret: secret, at: time + offset) != step) }
        #expect(TOTP.verify(code, secret: secret, at: time, window: 0) == step)
        #expect(TOTP.verify(code, secret: secret, at: time, window: 0, after: step) == nil)
        #expect(TOTP.verify(code, secret: secret, at: time, window: 0, after: step - 1) == step)
    }

    @Test(
        "what is not six digits is no code, and no clock traps",
        arguments: ["", "12345", "1234567", "abcdef", "１２３４５６"])
    func notCodes(code: String) {
        let secret = TOTP.newSecret()
        for time in [Int64.min, -1, 0, 1, Int64.max] {
            #expect(TOTP.verify(code, secret: secret, at: time, window: Int.max) == nil)
        }
    }

    @Test("the URI for authenticator apps escapes what it must")
    func uri() {
        let uri = TOTP.uri(secret: Array("12345678901234567890".utf8), issuer: "芍药 A", account: "a@b?c")
        #expect(
            uri == "otpauth://totp/%E8%8A%8D%E8%8D%AF%20A:a%40b%3Fc?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=%E8%8A%8D%E8%8D%AF%20A&algorithm=SHA1&digits=6&period=30")
    }
}
