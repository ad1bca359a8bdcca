import Foundation
import JSON
import Testing

@Suite("The writer")
struct WriterTests {
    @Test("puts commas between elements and members, and nowhere else")
    func commas() {
        let text = written { writer in
            writer.beginObject()
            writer.key("a")
            writer.beginArray()
            writer.integer(1)
            writer.beginObject()
            writer.endObject()
            writer.beginArray()
            writer.endArray()
            writer.null()
            writer.endArray()
            writer.key(JSONKey("b\"\n"))
            writer.boolean(true)
            writer.key(String("c/é\u{1}"))
            writer.boolean(false)
            writer.key("d")
            writer.raw(Array("[1,2]".utf8))
            writer.key("e")
            writer.value(["x": .null, "y": [1, "two", 3.5]])
            writer.endObject()
        }
        #expect(
            text == #"{"a":[1,{},[],null],"b\"\n":true,"c/é\u0001":false,"d":[1,2],"e":{"x":null,"y":[1,"two",3.5]}}"#)
    }

    @Test("writes whole numbers from the lowest to the highest")
    func integers() {
        var samples: [Int64] = [0, 1, -1, 9, 10, -10, 99, 100, .max, .min, .max - 1, .min + 1]
        var power: Int64 = 1
        for _ in 0..<18 {
            power *= 10
            samples += [power, power - 1, -power, 1 - power]
        }
        for sample in samples { #expect(written { $0.integer(sample) } == "\(sample)") }
        #expect(written { $0.integer(Int(42)) } == "42")
    }

    @Test("writes doubles that read back as the same number, and null for what JSON cannot say")
    func doubles() throws {
        var random = Seeded(state: 7)
        for sample in [0, -0.0, 1, 0.1, 1e21, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi]
            + (0..<500).map({ _ in Double(bitPattern: random.next()) }) where sample.isFinite
        {
            let text = written { $0.double(sample) }
            #expect(refusal(text) == nil, "\(text)")
            #expect(Double(text)?.bitPattern == sample.bitPattern)
        }
        for sample in [Double.nan, .infinity, -.infinity] { #expect(written { $0.double(sample) } == "null") }
    }

    @Test("writes a UUID in lower case, from a value and from its bytes")
    func uuids() {
        for _ in 0..<50 {
            let uuid = UUID()
            let expected = "\"\(uuid.uuidString.lowercased())\""
            #expect(written { $0.uuid(uuid) } == expected)
            withUnsafeBytes(of: uuid.uuid) { bytes in #expect(written { $0.uuid(bytes: bytes) } == expected) }
        }
        for count in [0, 1, 15, 17, 32] {
            let bytes = [UInt8](repeating: 7, count: count)
            bytes.withUnsafeBytes { bytes in #expect(written { $0.uuid(bytes: bytes) } == "null") }
        }
    }

    @Test("writes text that Foundation reads back unchanged, whatever is in it and wherever it stands")
    func escapes() throws {
        var random = Seeded(state: 1)
        var samples = (0..<2000).map { _ in random.text() }
        // Each ASCII character at each place of the eight bytes that are looked at together.
        for code in 0..<UInt8(128) {
            for place in 0..<10 {
                let around = String(repeating: "a", count: place)
                samples.append(around + String(Unicode.Scalar(code)) + "bcdefghij".prefix(9 - place))
            }
        }
        for sample in samples {
            let bytes = JSONValue.string(sample).serialized
            let read = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            let text = try #require(read as? String)
            // Foundation drops some byte order marks inside a string; the parser's round trips keep them.
            #expect(
                text.unicodeScalars.filter { $0 != "\u{FEFF}" } == sample.unicodeScalars.filter { $0 != "\u{FEFF}" })
            #expect(!bytes.contains { $0 < 0x20 })
        }
    }

    @Test("escapes as Foundation does, but for the slash and the line separators")
    func sameEscapes() throws {
        for code in (0..<UInt32(0x3000)) {
            guard let scalar = Unicode.Scalar(code), code != 0x2028, code != 0x2029 else { continue }
            let expected = try JSONSerialization.data(
                withJSONObject: String(scalar), options: [.fragmentsAllowed, .withoutEscapingSlashes])
            #expect(JSONValue.string(String(scalar)).serialized == Array(expected), "U+\(String(code, radix: 16))")
        }
        #expect(
            written { $0.string("a\u{2028}b\u{2029}c\u{2027}\u{202A}/<") } == "\"a\\u2028b\\u2029c\u{2027}\u{202A}/<\"")
    }

    @Test("replaces ill-formed UTF-8 as Swift does")
    func illFormed() throws {
        var random = Seeded(state: 3)
        let leads: [UInt8] = [
            0x61, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0xA8, 0x9F,
        ]
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? leads[Int.random(in: 0..<16, using: &random)]
                    : UInt8.random(in: 0x80...0xFF, using: &random)
            }
            let text = bytes.withUnsafeBytes { bytes in written { $0.string(utf8: bytes) } }
            #expect(try parse(text) == .string(String(decoding: bytes, as: UTF8.self)), "\(bytes)")
        }
    }

    @Test("a number that is none is written as null, never as it stands")
    func falseNumber() {
        for text in ["", "1,\"x\":2", "NaN", "01", "+1", "1 ", "١"] {
            #expect(JSONValue.number(text).serialized == Array("null".utf8))
        }
        #expect(JSONValue.number("-0.50E+2").serialized == Array("-0.50E+2".utf8))
    }

    @Test("grows, counts, and shows its bytes before the end")
    func growth() {
        var writer = JSONWriter(reservingCapacity: 0)
        writer.beginArray()
        for _ in 0..<1000 { writer.string("岁月静好") }
        #expect(writer.count == writer.bytes.count)
        #expect(writer.count == 1 + 1000 * 14 + 999)
        let before = writer.bytes
        writer.endArray()
        #expect(writer.finish() == before + [UInt8(ascii: "]")])
        #expect(JSONWriter().finish().isEmpty)
    }
}
