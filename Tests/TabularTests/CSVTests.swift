import Testing

@testable import Tabular

@Suite struct CSVTests {
    private func parse(_ text: String, delimiter: Character = ",", pieces: Int? = nil) -> [SheetRecord] {
        var parser = CSVParser(delimiter: delimiter.asciiValue ?? 0x2c)
        var records: [SheetRecord] = []
        let bytes = Array(text.utf8)
        let step = pieces ?? max(1, bytes.count)
        for start in stride(from: 0, to: bytes.count, by: step) {
            parser.feed(Array(bytes[start..<min(start + step, bytes.count)])) { records.append($0) }
        }
        parser.finish { records.append($0) }
        return records
    }

    @Test("quotes, line ends of every kind, empty cells and a last line without an end")
    func cells() {
        let text = "a,\"b \"\"c\"\", d\",\r\n\"x\ny\",,z\r\r\"\"\nlast"
        for pieces in 1...text.utf8.count {
            let records = parse(text, pieces: pieces)
            #expect(records.map(\.cells) == [["a", "b \"c\", d", ""], ["x\ny", "", "z"], [""], ["last"]], "\(pieces)")
            // The empty line is a row of the spreadsheet.
            #expect(records.map(\.number) == [1, 2, 4, 5])
            #expect(records.allSatisfy { $0.fault == nil })
        }
    }

    @Test("a quotation mark that is never closed costs its own line and no other")
    func runaway() {
        let rows = (0..<400).map { "row \($0),\(String(repeating: "x", count: 60))" }
        let text = "head,er\n\"broken,1\n" + rows.joined(separator: "\n") + "\nend,\"open\nlast,2"
        for pieces in [1, 7, 100, 1_000_000] {
            let records = parse(text, pieces: pieces)
            #expect(records.count == 404)
            #expect(records.filter { $0.fault == .quote }.map(\.number) == [2, 403])
            #expect(records[2].cells[0] == "row 0")
            #expect(records[403].cells == ["last", "2"])
            #expect(records.map(\.number) == Array(1...404))
        }
    }

    @Test("a row longer than any is told as such, and the next one is read")
    func long() {
        let records = parse("a,b\n" + String(repeating: "y", count: 400_000) + "\nc,d\n", pieces: 5_000)
        #expect(records.map(\.fault) == [nil, .tooLong, nil])
        #expect(records[2].cells == ["c", "d"])
        let wide = parse(String(repeating: ",", count: 1_000) + "\nc,d")
        #expect(wide.map(\.fault) == [.tooLong, nil])
    }

    @Test("the separator is found from the first lines")
    func delimiter() {
        #expect(CSVParser.delimiter(of: Array("a;b;c\n1,5;2;3\n".utf8)) == UInt8(ascii: ";"))
        #expect(CSVParser.delimiter(of: Array("a\tb\n\"x,y,z\"\t2\n".utf8)) == 0x09)
        #expect(CSVParser.delimiter(of: Array("just one\n".utf8)) == UInt8(ascii: ","))
    }

    @Test("no cell is a formula")
    func harmless() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\u{3000}=1", "\n=1"] {
            #expect(CSVWriter.harmless(text) == "'" + text)
        }
        for text in ["", "a=1", "138", "  ", "'=1"] { #expect(CSVWriter.harmless(text) == text) }
        #expect(String(decoding: CSVWriter.row(["a", "b,c", "d\"e", "=f"]), as: UTF8.self) == "a,\"b,c\",\"d\"\"e\",'=f\r\n")
    }
}

@Suite struct EncodingTests {
    private static let text = "姓名,手机\n张伟,１３８\n𠮷田,1\n"
    /// The same in GB 18030, of which the last character takes four bytes.
    private static let gb: [UInt8] =
        [
            0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0x0a, 0xd5, 0xc5, 0xce, 0xb0, 0x2c, 0xa3, 0xb1, 0xa3, 0xb3, 0xa3, 0xb8,
            0x0a,
        ]
        + [0x95, 0x34, 0xb2, 0x35, 0xcc, 0xef, 0x2c, 0x31, 0x0a]

    private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, pieces: Int) throws -> String {
        let decoder = try #require(TextDecoder(encoding))
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            text += decoder.decode(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        return String(decoding: text + decoder.finish(), as: UTF8.self)
    }

    private func guess(_ bytes: [UInt8]) -> TextEncoding {
        var guess = EncodingGuess()
        for byte in bytes { guess.feed([byte]) }
        return guess.encoding
    }

    @Test("each encoding is recognised and read, with and without a mark, however it is cut")
    func encodings() throws {
        let wide = Array(Self.text.utf16)
        let little = wide.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big = wide.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let files: [(TextEncoding, [UInt8])] = [
            (.utf8, Array(Self.text.utf8)), (.utf8, [0xef, 0xbb, 0xbf] + Array(Self.text.utf8)), (.gb18030, Self.gb),
            (.utf16le, [0xff, 0xfe] + little), (.utf16be, [0xfe, 0xff] + big), (.utf16le, little), (.utf16be, big),
        ]
        for (encoding, bytes) in files {
            #expect(guess(bytes) == encoding)
            for pieces in [1, 2, 3, 5, 1_000] {
                #expect(try decoded(bytes, encoding, pieces: pieces) == Self.text, "\(encoding) \(pieces)")
            }
        }
    }

    @Test("what cannot be read is marked, and what follows is read")
    func broken() throws {
        let bytes = Self.gb.prefix(10) + [0xff, 0x2c] + Self.gb.suffix(3)
        #expect(guess(Array(bytes)) == .gb18030)
        #expect(try decoded(Array(bytes), .gb18030, pieces: 1_000) == "姓名,手机\n\u{fffd},,1\n")
        // One broken place in a text of UTF-8 does not make it another encoding.
        #expect(guess(Array("姓名,手机\n张伟,".utf8) + [0xe5, 0x2c] + Array("好\n".utf8)) == .utf8)
        #expect(try decoded([0xd0], .gb18030, pieces: 1) == "\u{fffd}")
    }

    @Test("files are what is in them")
    func types() {
        #expect(FileType(prefix: Array("a,b\n".utf8)) == .text)
        #expect(FileType(prefix: Self.gb) == .text)
        #expect(
            FileType(prefix: [0x50, 0x4b, 0x03, 0x04] + Array(repeating: 0, count: 26) + Array("xl/workbook.xml".utf8)) == .spreadsheet)
        #expect(FileType(prefix: [0x50, 0x4b, 0x03, 0x04] + Array(repeating: 0, count: 26) + Array("evil.exe".utf8)) == .zip)
        #expect(FileType(prefix: []) == .unknown)
        #expect(FileType(prefix: Array("%PDF-1".utf8)) == .pdf)
    }
}
