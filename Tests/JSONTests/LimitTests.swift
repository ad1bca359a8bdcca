import JSON
import Testing

@Suite("The limits")
struct LimitTests {
    @Test("32 levels are read, 33 are refused")
    func depth() {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            func nested(_ levels: Int) -> String {
                String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
            }
            #expect(refusal(nested(32)) == nil)
            #expect(refusal(nested(33)) == .depth)
        }
    }

    @Test("each limit holds exactly")
    func exact() {
        var limits = JSONLimits()
        limits.bytes = 6
        #expect(refusal("[1,22]", limits: limits) == nil)
        #expect(refusal("[1,22] ", limits: limits) == .tooLarge)
        limits = JSONLimits(values: 4)
        #expect(refusal("[1,2,3]", limits: limits) == nil)
        #expect(refusal("[1,2,[3]]", limits: limits) == .tooLarge)
        #expect(refusal(#"{"a":1,"b":2,"c":3}"#, limits: limits) == nil)
        #expect(refusal(#"{"a":1,"b":2,"c":3,"d":4}"#, limits: limits) == .tooLarge)
        limits = JSONLimits(stringBytes: 3)
        #expect(refusal(#""药""#, limits: limits) == nil)
        #expect(refusal(#""\u836f""#, limits: limits) == nil)
        #expect(refusal(#""药a""#, limits: limits) == .tooLarge)
        #expect(refusal(#""\u836f\n""#, limits: limits) == .tooLarge)
        limits = JSONLimits(keyBytes: 2)
        #expect(refusal(#"{"ab":"abcd"}"#, limits: limits) == nil)
        #expect(refusal(#"{"abc":1}"#, limits: limits) == .tooLarge)
        limits = JSONLimits(numberBytes: 3)
        #expect(refusal("-12", limits: limits) == nil)
        #expect(refusal("1234", limits: limits) == .tooLarge)
    }

    /// A mebibyte of this, repeated between a beginning and an end.
    static func mebibyte(_ start: String, _ unit: String, _ end: String = "") -> [UInt8] {
        let room = (1 << 20) - start.utf8.count - end.utf8.count
        return Array((start + String(repeating: unit, count: room / unit.utf8.count) + end).utf8)
    }

    static let hostile: [Malice] = [
        Malice("open brackets", mebibyte("", "["), .depth),
        Malice("open objects", mebibyte("", #"{"a":"#), .depth),
        Malice("commas", mebibyte("[", ","), .syntax),
        Malice("ones", mebibyte("[1", ",1", "]"), .tooLarge),
        Malice("empty arrays", mebibyte("[[]", ",[]", "]"), .tooLarge),
        Malice("empty objects", mebibyte("[{}", ",{}", "]"), .tooLarge),
        Malice("one long string", mebibyte("\"", "a", "\""), .tooLarge),
        Malice("an open string", mebibyte("\"", "a"), .tooLarge),
        Malice("Chinese text", mebibyte("\"", "药", "\""), .tooLarge),
        Malice("line separators", mebibyte("\"", "\u{2028}", "\""), .tooLarge),
        Malice("escapes", mebibyte("\"", #"\u0041"#), .unexpectedEnd),
        Malice("surrogate pairs", mebibyte("\"", #"\ud83d\ude00"#, "\""), .tooLarge),
        Malice("short escapes", mebibyte("\"", #"\n"#, "\""), .tooLarge),
        Malice("backslashes", mebibyte("\"", #"\\"#), .tooLarge),
        Malice("digits", mebibyte("", "1"), .tooLarge),
        Malice("an exponent", mebibyte("1e", "9"), .tooLarge),
        Malice("blanks", mebibyte("", " "), .unexpectedEnd),
        Malice("blanks after the value", mebibyte("1", " ", "x"), .trailingContent),
        Malice("the same name", mebibyte(#"{"a":1"#, #","a":1"#, "}"), .duplicateKey),
        Malice("a long name", mebibyte(#"{""#, "a", #"":1}"#), .tooLarge),
        Malice(
            "strings of 100 KiB", mebibyte("[\"\"", ",\"" + String(repeating: "a", count: 100 << 10) + "\"", "x"),
            .syntax
        ),
        Malice("different names, then one again", names { "\($0)" }, .duplicateKey),
        Malice(
            "names of combining marks", names { String(repeating: "\u{301}\u{323}", count: 20) + "\($0)" },
            .duplicateKey
        ),
        Malice(
            "names that share a long beginning", names { String(repeating: "a", count: 90) + "\($0)" }, .duplicateKey),
    ]

    /// As many names as are allowed, the last one a repetition.
    static func names(_ name: (Int) -> String) -> [UInt8] {
        var text = "{"
        for number in 0..<9_998 { text += "\"\(name(number))\":0," }
        return Array((text + "\"\(name(7))\":0}").utf8)
    }

    @Test("a mebibyte of malice is refused", arguments: hostile)
    func malice(malice: Malice) {
        #expect(malice.bytes.count <= 1 << 20)
        let kind = refusal(malice.bytes)
        #expect(kind == malice.kind)
    }
}

/// A hostile text and how it is to be refused; a report shows its name, not its megabyte.
struct Malice: CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let kind: JSONError.Kind

    init(_ name: String, _ bytes: [UInt8], _ kind: JSONError.Kind) {
        (testDescription, self.bytes, self.kind) = (name, bytes, kind)
    }
}
