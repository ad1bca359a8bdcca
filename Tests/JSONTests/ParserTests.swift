import Foundation
import JSON
import Testing

@Suite("The parser")
struct ParserTests {
    static let accepted: [(String, JSONValue)] = [
        ("null", .null), ("true", true), (" false ", false), ("0", 0), ("-1", -1), ("\t\r\n 12 \t", 12),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number("9223372036854775808")), ("-0", .number("-0")), ("0.0", .number("0.0")),
        ("1e5", .number("1e5")), ("1E+5", .number("1E+5")), ("-0.5e-07", .number("-0.5e-07")), ("0e0", .number("0e0")),
        ("1.50", .number("1.50")), ("10", 10),
        ("0.000000000000000000000000000000000001", .number("0.000000000000000000000000000000000001")),
        ("\"\"", ""), ("\"a\"", "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u0000""#, "\0"), (#""\u00e9\u00E9""#, "éé"), (#""\ud83d\uDE00""#, "😀"), (#""\uFFFF""#, "\u{FFFF}"),
        (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
        ("\"\u{7F}\u{80}\u{7FF}\u{800}\u{FFFD}\u{10000}\"", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFD}\u{10000}"),
        ("\"\u{2028}x\u{2029}\"", "\u{2028}x\u{2029}"), ("\"芍药 · 皮肤科\"", "芍药 · 皮肤科"), ("\"\u{FEFF}\"", "\u{FEFF}"),
        ("[]", []), ("[ ]", []), ("[1]", [1]), ("[1,2 , 3\n]", [1, 2, 3]), ("[[],[[]]]", [[], [[]]]),
        ("[null,true,\"x\",{}]", [.null, true, "x", [:]]),
        ("{}", [:]), ("{ }", [:]), (#"{"a":1}"#, ["a": 1]), (#"{"":0}"#, ["": 0]),
        (#" { "a" : [ 1 , { "b" : null } ] , "A" : "" } "#, ["a": [1, ["b": .null]], "A": ""]),
        ("{\"\u{E9}\":1,\"e\u{301}\":2}", .object(twoSpellings)), (#"{"a\u0062":1}"#, ["ab": 1]),
    ]

    /// Canonically equivalent names are two names in JSON.
    static var twoSpellings: JSONObject {
        var object = JSONObject()
        object["\u{E9}"] = 1
        object["e\u{301}"] = 2
        return object
    }

    @Test("reads what is valid", arguments: accepted)
    func valid(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
        #expect(try JSONParser.parse(value.serialized) == value)
    }

    static let refused: [(String, JSONError.Kind)] = [
        ("", .unexpectedEnd), (" ", .unexpectedEnd), ("[", .unexpectedEnd), ("[1", .unexpectedEnd),
        ("[1,", .unexpectedEnd),
        ("{", .unexpectedEnd), (#"{"a""#, .unexpectedEnd), (#"{"a":"#, .unexpectedEnd), (#"{"a":1"#, .unexpectedEnd),
        (#"{"a":1,"#, .unexpectedEnd), ("\"", .unexpectedEnd), ("\"a", .unexpectedEnd), (#""\"#, .unexpectedEnd),
        (#""\u"#, .unexpectedEnd), (#""\u00"#, .unexpectedEnd), ("tru", .unexpectedEnd), ("n", .unexpectedEnd),
        ("-", .unexpectedEnd), ("1.", .unexpectedEnd), ("1e", .unexpectedEnd), ("1e+", .unexpectedEnd),
        ("]", .syntax), ("}", .syntax), (",", .syntax), (":", .syntax), ("[,]", .syntax), ("[1,]", .syntax),
        ("[,1]", .syntax),
        ("[1,,2]", .syntax), ("[1 2]", .syntax), ("[1:2]", .syntax), ("[1}", .syntax), (#"["a""b"]"#, .syntax),
        ("{,}", .syntax), ("{1:2}", .syntax), ("{a:1}", .syntax), ("{'a':1}", .syntax), (#"{"a"}"#, .syntax),
        (#"{"a",1}"#, .syntax), (#"{"a":}"#, .syntax), (#"{"a":1,}"#, .syntax), (#"{"a":1 "b":2}"#, .syntax),
        (#"{"a"::1}"#, .syntax), (#"{"a":1]"#, .syntax), ("{null:1}", .syntax), ("{[]:1}", .syntax),
        ("True", .syntax), ("nul1", .syntax), ("NaN", .syntax), ("Infinity", .syntax), ("-Infinity", .syntax),
        ("undefined", .syntax), ("'a'", .syntax), ("// x\n1", .syntax), ("/**/1", .syntax), ("+1", .syntax),
        (".5", .syntax),
        ("-.5", .syntax), ("--1", .syntax), ("1.e5", .syntax), ("1ex", .syntax), ("1e+-5", .syntax), ("-a", .syntax),
        ("[01]", .syntax), ("[-01]", .syntax), ("[00]", .syntax), ("[1.2.3]", .syntax), ("[0x1]", .syntax),
        ("[1_000]", .syntax),
        ("[1e5.5]", .syntax), ("[1a]", .syntax), ("[truex]", .syntax), ("[١]", .syntax), ("[１]", .syntax),
        ("\"\n\"", .syntax), ("\"\t\"", .syntax), ("\"\0\"", .syntax), ("\"a\u{1F}\"", .syntax),
        (#""\a""#, .syntax), (#""\'""#, .syntax), (#""\0""#, .syntax), (#""\x41""#, .syntax), (#""\U0041""#, .syntax),
        (#""\u00g0""#, .syntax), (#""\u 041""#, .syntax), (#""\u+041""#, .syntax), (#""\u12""#, .syntax),
        (#""\ud83d\u12""#, .syntax), ("\u{A0}1", .syntax), ("\u{B}1", .syntax), ("\u{C}1", .syntax),
        ("\u{3000}1", .syntax),
        ("\u{2028}1", .syntax), ("[\u{FEFF}1]", .syntax), ("\0", .syntax), ("#", .syntax), ("$", .syntax),
        ("1 2", .trailingContent), ("01", .trailingContent), ("{}{}", .trailingContent), ("[]]", .trailingContent),
        ("null,", .trailingContent), ("\"a\"b", .trailingContent), ("1\0", .trailingContent),
        ("truetrue", .trailingContent),
        ("[]\u{FEFF}", .trailingContent), ("1\u{A0}", .trailingContent),
        ("\u{FEFF}1", .byteOrderMark), ("\u{FEFF}", .byteOrderMark),
        (#""\ud800""#, .loneSurrogate), (#""\uDFFF""#, .loneSurrogate), (#""\uD800\uD800""#, .loneSurrogate),
        (#""\uD800\n""#, .loneSurrogate), (#""\uD800x""#, .loneSurrogate), (#""\udc00\ud800""#, .loneSurrogate),
        (#""\uD800\u0041""#, .loneSurrogate), (#"{"\uD800":1}"#, .loneSurrogate),
        (#"{"a":1,"a":1}"#, .duplicateKey), (#"{"a":1,"b":2,"\u0061":3}"#, .duplicateKey),
        (#"[{"":1,"":2}]"#, .duplicateKey),
        (#"{"a":{"b":1,"b":2}}"#, .duplicateKey),
    ]

    @Test("refuses what is not, and says why", arguments: refused)
    func invalid(text: String, kind: JSONError.Kind) {
        #expect(refusal(text) == kind)
    }

    static let illFormed: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xE2, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE],
        [0xFF],
        [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80],
    ]

    @Test("refuses ill-formed UTF-8 at every place of a string and of a name", arguments: illFormed)
    func invalidUTF8(bytes: [UInt8]) {
        for place in 0..<18 {
            let before = [UInt8](repeating: 0x61, count: place)
            let string = [0x22] + before + bytes + before + [0x22]
            #expect(refusal(string) == .invalidUTF8)
            #expect(refusal([0x7B] + string + Array(":1}".utf8)) == .invalidUTF8)
            #expect(refusal([0x22, 0x5C, 0x6E] + before + bytes + [0x22]) == .invalidUTF8)
        }
        #expect(refusal(bytes) == .syntax)
    }

    @Test("names the byte at which it noticed")
    func offsets() {
        #expect(throws: JSONError(kind: .syntax, offset: 4)) { try parse("[1, x]") }
        #expect(throws: JSONError(kind: .duplicateKey, offset: 7)) { try parse(#"{"a":1,"a":2}"#) }
        #expect(throws: JSONError(kind: .loneSurrogate, offset: 2)) { try parse(#""a\ud800""#) }
        #expect(throws: JSONError(kind: .invalidUTF8, offset: 2)) { try JSONParser.parse([0x22, 0x61, 0xFF, 0x22]) }
        #expect(throws: JSONError(kind: .unexpectedEnd, offset: 3)) { try parse("[1,") }
    }

    @Test("accepts no mutation of a document that Foundation refuses")
    func mutations() {
        // Foundation accepts more (duplicate names, other encodings), so only one direction is compared.
        let document = Array(#"{"id":-12.5e3,"names":["李\n","\u674e"],"on":true,"off":[],"no":null}"#.utf8)
        var random = Seeded(state: 11)
        let alphabet = Array("{}[]:,\"\\0123.eE+-tfnu \n".utf8) + [0x80, 0xC3, 0xFF, 0]
        for _ in 0..<4000 {
            var mutated = document
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<mutated.count, using: &random)
                let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                switch Int.random(in: 0..<3, using: &random) {
                case 0: mutated[place] = byte
                case 1: mutated.insert(byte, at: place)
                default: mutated.remove(at: place)
                }
            }
            guard let value = try? JSONParser.parse(mutated) else { continue }
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(mutated), options: .fragmentsAllowed)
            }
            #expect((try? JSONParser.parse(value.serialized)) == value)
        }
    }

    @Test("reads back what the writer wrote", arguments: UInt64(0)..<40)
    func roundTrips(seed: UInt64) throws {
        var random = Seeded(state: seed)
        for _ in 0..<25 {
            let value = random.value(levels: 4)
            #expect(try JSONParser.parse(value.serialized) == value)
        }
    }

    @Test("refuses a document that ends early, at whichever byte")
    func truncations() throws {
        var random = Seeded(state: 99)
        var object = JSONObject()
        for number in 0..<20 { object["\(number)\(random.text())"] = random.value(levels: 1) }
        object["escapes"] = .string("\u{1}\u{2028}\"\\")
        let bytes = JSONValue.object(object).serialized + Array(#"   "#.utf8)
        #expect(refusal(bytes) == nil)
        for length in 0..<bytes.count - 3 { #expect(refusal(Array(bytes[..<length])) != nil) }
        let escaped = Array(#"["\ud83d\ude00\n",-1.5e+3,true,{"a":null}]"#.utf8)
        for length in 0..<escaped.count { #expect(refusal(Array(escaped[..<length])) != nil) }
    }

    @Test("never traps on random bytes")
    func noise() {
        var random = Seeded(state: 5)
        let alphabet = Array("{}[]:,\"\\u0d8e1.-+tfn \u{E9}".utf8)
        var accepted = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            if refusal(bytes) == nil { accepted += 1 }
        }
        #expect((1..<5000).contains(accepted))
    }

    @Test("takes any collection of bytes")
    func collections() throws {
        let bytes = Array(#"[1,"a"]"#.utf8)
        let expected: JSONValue = [1, "a"]
        #expect(try JSONParser.parse(bytes[...]) == expected)
        #expect(try JSONParser.parse(Data(bytes)) == expected)
        #expect(try JSONParser.parse(bytes.reversed().reversed().lazy.map { $0 }) == expected)
        #expect(try bytes.withUnsafeBytes { bytes in try JSONParser.parse(bytes) } == expected)
        #expect(refusal([UInt8]()) == .unexpectedEnd)
    }
}
