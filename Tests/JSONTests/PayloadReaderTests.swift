import Foundation
import JSON
import Testing

@Suite("The payload reader")
struct PayloadReaderTests {
    func reader(_ text: String) throws -> PayloadReader { PayloadReader(try parse(text)) }

    /// The violations that finishing throws, as `pointer code limit`.
    func faults(_ reader: PayloadReader) -> [String] {
        do {
            try reader.finish()
            return []
        } catch {
            return error.violations.map { [$0.pointer, $0.code, $0.limit].compactMap(\.self).joined(separator: " ") }
        }
    }

    @Test("reads a payload without faults")
    func good() throws {
        let id = UUID()
        let reader = try reader(
            """
            {"name":" 李　","note":null,"age":30,"vip":false,"id":"\(id.uuidString)","status":"open","born":"2024-02-29",
             "address":{"city":"杭州"},"lines":[{"n":1},{"n":2}],"tags":["a "," b"],
             "ids":["\(id.uuidString.lowercased())"]}
            """)
        #expect(reader.requiredText("name", max: 4) == "李")
        #expect(reader.text("note", max: 4) == nil)
        #expect(reader.text("absent", max: 4) == nil)
        #expect(reader.integer("age", in: 0...150) == 30)
        #expect(reader.requiredInteger("age", in: 30...30) == 30)
        #expect(reader.boolean("vip") == false)
        #expect(reader.requiredBoolean("vip") == false)
        #expect(reader.uuid("id") == id)
        #expect(reader.requiredUUID("id") == id)
        #expect(reader.choice("status", of: ["open", "closed"]) == "open")
        #expect(reader.requiredChoice("status", of: ["open"]) == "open")
        #expect(reader.date("born") == "2024-02-29")
        #expect(reader.requiredDate("born") == "2024-02-29")
        #expect(reader.object("address")?.text("city", max: 10) == "杭州")
        #expect(reader.object("nothing") == nil)
        #expect(reader.objects("lines", max: 2).map { $0.requiredInteger("n", in: 0...9) } == [1, 2])
        #expect(reader.objects("nothing", max: 2).isEmpty)
        #expect(reader.texts("tags", max: 2, maxLength: 1) == ["a", "b"])
        #expect(reader.uuids("ids", max: 1) == [id])
        #expect(reader.has("note"))
        #expect(reader.isNull("note"))
        #expect(!reader.has("absent"))
        #expect(!reader.isNull("absent"))
        #expect(reader.value("age") == 30)
        #expect(reader.violations.isEmpty)
        #expect(faults(reader).isEmpty)
    }

    @Test("what must be there is neither absent nor null")
    func requirement() throws {
        let reader = try reader(#"{"there":[],"nothing":null}"#)
        for key in ["there", "nothing", "absent"] { reader.require(key) }
        #expect(faults(reader) == ["/nothing required", "/absent required"])
    }

    @Test("notes every violation, each with its pointer, and nested ones too")
    func everything() throws {
        let reader = try reader(
            """
            {"text":1,"long":"abcde","short":"  a  ","age":200,"huge":99999999999999999999,"part":1.5,"vip":"yes",
             "id":"x","idType":1,"status":"open","statusType":[],"born":"2023-02-29","bornType":1,"a/b~c":1,
             "address":{"city":"","zip":1},"list":7,"many":[1,2,3],"lines":[{"n":1},5,{"m":1}],
             "tags":["ok",1,"too long"],"ids":["x"],"more":1,"own":1}
            """)
        #expect(reader.text("text", max: 9) == nil)
        #expect(reader.text("long", max: 4) == nil)
        #expect(reader.requiredText("short", min: 2, max: 4) == "")
        #expect(reader.requiredInteger("age", in: 1...150) == 1)
        #expect(reader.integer("huge", in: 0...150) == nil)
        #expect(reader.integer("part", in: 0...150) == nil)
        #expect(reader.boolean("vip") == nil)
        #expect(reader.uuid("id") == nil)
        #expect(reader.requiredUUID("idType").uuidString == "00000000-0000-0000-0000-000000000000")
        #expect(reader.requiredChoice("status", of: ["a", "b"]) == "a")
        #expect(reader.choice("statusType", of: ["a"]) == nil)
        #expect(reader.date("born") == nil)
        #expect(reader.date("bornType") == nil)
        #expect(reader.text("a/b~c", max: 9) == nil)
        _ = reader.requiredText("absentText", max: 9)
        _ = reader.requiredInteger("absentNumber", in: 0...9)
        _ = reader.requiredUUID("absentID")
        _ = reader.requiredChoice("absentChoice", of: ["a"])
        _ = reader.requiredDate("absentDate")
        _ = reader.requiredBoolean("absentBoolean")
        let address = reader.object("address")
        #expect(address?.text("city", max: 9) == nil)
        #expect(reader.objects("list", max: 3).isEmpty)
        #expect(reader.texts("many", max: 2, maxLength: 3).isEmpty)
        for line in reader.objects("lines", max: 3) { _ = line.requiredInteger("n", in: 0...9) }
        #expect(reader.texts("tags", max: 3, maxLength: 3) == ["ok"])
        #expect(reader.uuids("ids", max: 3).isEmpty)
        reader.refuse("own", "masked_value")
        reader.refuse("other", "not_allowed", limit: "x")
        let noted = [
            "/text type", "/long too_long 4", "/short too_short 2", "/age range 1...150", "/huge range 0...150",
            "/part type",
            "/vip type", "/id pattern uuid", "/idType type", "/status choice a,b", "/statusType type",
            "/born pattern date",
            "/bornType type", "/a~1b~0c type", "/absentText required", "/absentNumber required", "/absentID required",
            "/absentChoice required", "/absentDate required", "/absentBoolean required", "/list type",
            "/many too_many 2",
            "/tags/1 type", "/tags/2 too_long 3", "/ids/0 pattern uuid", "/own masked_value", "/other not_allowed x",
        ]
        #expect(reader.violations.count == noted.count + 3)
        let expected =
            noted + [
                "/more unknown_field", "/address/city too_short 1", "/address/zip unknown_field", "/lines/1 type",
                "/lines/2/n required", "/lines/2/m unknown_field",
            ]
        #expect(faults(reader) == expected)
        #expect(faults(reader) == expected, "finishing twice says the same")
        #expect(address.map(faults) == ["/address/city too_short 1", "/address/zip unknown_field"])
    }

    @Test("a payload that is no object is one violation, not one for each missing member")
    func noObject() {
        for value: JSONValue in [.null, [], "x", 1] {
            let reader = PayloadReader(value, at: "/body")
            #expect(reader.requiredText("name", max: 9) == "")
            #expect(reader.requiredInteger("n", in: 3...4) == 3)
            #expect(faults(reader) == ["/body type"])
        }
    }

    @Test("a number that was copied with direction marks around it is read without them")
    func directionMarks() throws {
        for mark in ["\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}"] {
            let value: JSONValue = ["phone": .string("\(mark) 138\(mark)00138000\(mark)")]
            let reader = PayloadReader(value)
            #expect(reader.numberText("phone", max: 11) == "13800138000")
            try reader.finish()
        }
        let reader = PayloadReader(["phone": "\u{202A}\u{202C}"])
        #expect(reader.numberText("phone", max: 11) == nil)
        #expect(reader.violations.map(\.code) == ["too_short"])
    }

    @Test("a text of which a reader sees nothing is no text")
    func invisibleText() throws {
        for text in ["\u{200B}", "\u{FEFF}", "\u{3164}", "\u{2800}\u{2800}", " \u{200D} \u{2060}\u{FE0F}", "\u{00AD}"] {
            let reader = PayloadReader(["name": .string(text)])
            #expect(reader.text("name", max: 9) == nil)
            #expect(reader.violations.map(\.code) == ["too_short"])
        }
        // Joiners within a text belong to it.
        let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} نمی\u{200C}خواهم"
        let reader = PayloadReader(["name": .string(family), "empty": "\u{200B}"])
        #expect(reader.text("name", max: 30) == family)
        #expect(reader.text("empty", min: 0, max: 9) == "\u{200B}")
        try reader.finish()
    }

    @Test("a text with control or bidirectional override characters is refused")
    func deceivingText() throws {
        for code in Array(0...0x1F) + Array(0x7F...0x9F) + Array(0x202A...0x202E) + Array(0x2066...0x2069) as [UInt32] {
            let scalar = try #require(Unicode.Scalar(code))
            let reader = PayloadReader(["t": .string("a\(scalar)b")])
            let allowed = code == 9 || code == 10
            #expect(reader.text("t", max: 3) == (allowed ? "a\(scalar)b" : nil))
            #expect(faults(reader) == (allowed ? [] : [code < 0x2000 ? "/t control_character" : "/t bidi_control"]))
        }
    }

    @Test("a text is normalised, trimmed, and measured in scalars")
    func normalisedText() throws {
        func read(_ text: String, max: Int, trimmed: Bool = true) -> [UInt32]? {
            PayloadReader(["t": .string(text)]).text("t", min: 0, max: max, trimmed: trimmed)?.unicodeScalars.map(
                \.value)
        }
        #expect(read("e\u{301}", max: 1) == [0xE9])
        #expect(read("\u{1100}\u{1161}\u{11A8}", max: 1) == [0xAC01])
        #expect(read("a\u{302}\u{323}", max: 1) == [0x1EAD])
        #expect(read("\u{212B}", max: 1) == [0xC5])
        #expect(read("\u{958}", max: 1) == nil)
        #expect(read("\u{958}", max: 2) == [0x915, 0x93C])
        #expect(read("\u{FA0A}", max: 1) == [0x898B])
        #expect(read("👩‍⚕️", max: 4) == [0x1F469, 0x200D, 0x2695, 0xFE0F])
        #expect(read("👩‍⚕️", max: 3) == nil)
        #expect(read("\u{3000} \n李 四\t\u{A0}", max: 3) == [0x674E, 0x20, 0x56DB])
        #expect(read("  ", max: 3) == [])
        #expect(read(" a ", max: 3, trimmed: false) == [0x20, 0x61, 0x20])
        #expect(read(String(repeating: "\u{301}", count: 100_000), max: 10) == nil)
        #expect(read("", max: 0) == [])
    }

    @Test("NFC agrees with Foundation on random text")
    func nfc() throws {
        var random = Seeded(state: 31)
        for _ in 0..<500 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<12 {
                let range: Range<UInt32> =
                    [0xC0..<0x250, 0x300..<0x370, 0x900..<0xA00, 0x1100..<0x1200, 0x4E00..<0x4E80]
                    .randomElement(using: &random) ?? 0x300..<0x301
                scalars.append(try #require(Unicode.Scalar(UInt32.random(in: range, using: &random))))
            }
            let text = String(scalars)
            let read = PayloadReader(["t": .string(text)]).text("t", max: 100)
            #expect(read.map { Array($0.utf8) } == Array(text.precomposedStringWithCanonicalMapping.utf8))
        }
    }

    @Test("only days that exist are dates")
    func dates() {
        for text in ["2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01", "9999-12-31", "2025-04-30"] {
            #expect(PayloadReader(["d": .string(text)]).date("d") == text)
        }
        for text in [
            "2023-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00", "2025-01-32",
            "0000-01-01", "",
            "2025-1-01", "2025-01-1", "20250101", "2025/01/01", "2025-01-01 ", " 2025-01-01", "２025-01-01",
            "+025-01-01",
            "2025-01-01T00:00:00Z", "12025-01-01", "٢٠٢٥-01-01",
        ] {
            let reader = PayloadReader(["d": .string(text)])
            #expect(reader.date("d") == nil)
            #expect(faults(reader) == ["/d pattern date"], "\(text)")
        }
    }

    @Test("only the form of 36 characters is a UUID")
    func uuids() {
        for text in [
            "", "A0B1C2D3-0000-0000-0000-0000000000 0", "0xB1C2D3-0000-0000-0000-000000000000",
            "{A0B1C2D3-0000-0000-0000-00000000000}", "A0B1C2D30000000000000000000000000000",
            "A0B1C2D3-0000-0000-0000-0000000000000",
            "A0B1C2D3-0000-0000-0000-00000000000", "G0B1C2D3-0000-0000-0000-000000000000",
            "A0B1C2D3-0000-0000-00000-00000000000",
        ] {
            let reader = PayloadReader(["u": .string(text)])
            #expect(reader.uuid("u") == nil)
            #expect(faults(reader) == ["/u pattern uuid"], "\(text)")
        }
    }

    @Test("no more than a hundred violations are reported")
    func bounded() {
        var object = JSONObject()
        for number in 0..<500 { object["m\(number)"] = [["x": 1]] }
        let reader = PayloadReader(.object(object))
        #expect(faults(reader).count == 100)
        for number in 0..<500 { _ = reader.objects("m\(number)", max: 1).map { $0.requiredText("y", max: 1) } }
        #expect(faults(reader).count == 100)
        #expect(reader.violations.count == 100)
    }
}
