import Testing
import Vault

struct IndexTests {
    struct Known: Decodable {
        struct Case: Decodable {
            let domain: String
            let value: String
            let exact: HexBytes
            let short: [String: Int32]
        }
        let key: HexBytes
        let cases: [Case]
    }
    struct Texts: Decodable {
        struct Name: Decodable {
            let raw: String
            let normalized: String
        }
        let names: [Name]
    }

    @Test("tokens are those of Python")
    func knownAnswers() throws {
        let known = try Vectors.load("index", as: Known.self)
        let index = BlindIndex(key: try SecretKey(bytes: known.key.bytes))
        for one in known.cases {
            #expect(index.exact(one.value, domain: one.domain) == one.exact.bytes)
            for (bits, token) in one.short {
                #expect(index.short(one.value, domain: one.domain, bits: try #require(Int(bits))) == token)
            }
        }
    }

    @Test("tokens differ by domain, by key and by where the domain ends")
    func separation() {
        let index = BlindIndex(key: .random())
        let other = BlindIndex(key: .random())
        #expect(index.exact("a", domain: "x") == index.exact("a", domain: "x"))
        #expect(index.exact("a", domain: "x") != index.exact("a", domain: "y"))
        #expect(index.exact("a", domain: "x") != other.exact("a", domain: "x"))
        #expect(index.exact("bc", domain: "a") != index.exact("c", domain: "ab"))
    }

    @Test("short tokens fit their bits, whatever number is asked for")
    func shortTokens() {
        let index = BlindIndex(key: .random())
        for bits in [Int.min, -1, 0, 1, 13, 16, 17, 64, Int.max] {
            let largest = (1 << min(max(bits, 1), 16)) - 1
            for value in 0..<200 {
                #expect((0...largest).contains(Int(index.short("\(value)", domain: "d", bits: bits))))
            }
        }
        #expect(Set((0..<200).map { index.short("\($0)", domain: "d", bits: 16) }).count > 150)
    }

    @Test(
        "a phone in full-width digits, with separators or with the country's code is the same phone",
        arguments: [
            "13812345678", "１３８１２３４５６７８", "138 1234 5678", "138-1234-5678", "+8613812345678", "+86 138 1234 5678",
            "008613812345678", "0086 138-1234-5678", "8613812345678", "(+86)13812345678", "＋８６　１３８１２３４５６７８",
            "\u{202D}138\u{2011}1234\u{2011}5678\u{202C}",
        ])
    func mobile(raw: String) {
        #expect(PhoneNormalizer.normalize(raw) == "+8613812345678")
    }

    @Test("landlines keep their area code and lose the trunk's zero")
    func landlines() {
        #expect(PhoneNormalizer.normalize("010-12345678") == nil)
        #expect(PhoneNormalizer.normalize("010-62345678") == "+861062345678")
        #expect(PhoneNormalizer.normalize("+86 10 6234 5678") == "+861062345678")
        #expect(PhoneNormalizer.normalize("0086-021-62345678") == "+862162345678")
        #expect(PhoneNormalizer.normalize("(0755) 2345678") == "+867552345678")
        #expect(PhoneNormalizer.normalize("0755-82345678") == "+8675582345678")
    }

    @Test("other countries need their plus")
    func abroad() {
        #expect(PhoneNormalizer.normalize("+852 9123 4567") == "+85291234567")
        #expect(PhoneNormalizer.normalize("+1 (212) 555-0100") == "+12125550100")
        #expect(PhoneNormalizer.normalize("0085291234567") == nil)
        #expect(PhoneNormalizer.normalize("91234567") == nil)
    }

    @Test(
        "what is not a phone is nil",
        arguments: [
            "", " ", "+", "++8613812345678", "12812345678", "1381234567", "138123456789", "13812345678a", "张三",
            "+86", "+861", "+0123456789", "+1234567890123456", "0", "00", "0086", "86", "13812345678转1", "1３8１+2345678",
            "٠١٢٣٤٥٦٧٨٩", "🌸", String(repeating: "1", count: 100_000),
        ])
    func notPhones(raw: String) {
        #expect(PhoneNormalizer.normalize(raw) == nil)
    }

    @Test("normalising a normalised phone changes nothing, and its last four are its last four")
    func lastFour() {
        for phone in ["+8613812345678", "+861062345678", "+85291234567"] {
            #expect(PhoneNormalizer.normalize(phone) == phone)
        }
        #expect(PhoneNormalizer.lastFour("+8613812345678") == "5678")
        #expect(PhoneNormalizer.lastFour("+86") == nil)
    }

    @Test("names normalise as in Python")
    func names() throws {
        for name in try Vectors.load("texts", as: Texts.self).names {
            let normalized = NameNormalizer.normalize(name.raw)
            #expect(Array(normalized.utf8) == Array(name.normalized.utf8), "\(name.raw)")
            #expect(NameNormalizer.normalize(normalized).utf8.elementsEqual(normalized.utf8))
        }
    }

    @Test("bigrams are pairs of what a reader takes for characters, and none for a surname alone")
    func bigrams() {
        #expect(NameNormalizer.bigrams(of: "") == [])
        #expect(NameNormalizer.bigrams(of: "张") == [])
        #expect(NameNormalizer.bigrams(of: "张三") == ["张三"])
        #expect(NameNormalizer.bigrams(of: "欧阳小明") == ["欧阳", "阳小", "小明"])
        #expect(NameNormalizer.bigrams(of: "𠮷田👩‍👩‍👧‍👦") == ["𠮷田", "田👩‍👩‍👧‍👦"])
        #expect(NameNormalizer.bigrams(of: "aaaa") == ["aa"])
    }
}
