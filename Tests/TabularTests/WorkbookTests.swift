import Testing

@testable import Tabular

/// A workbook that we wrote, read again; and what others wrote, as it comes.
@Suite struct WorkbookTests {
    static func read(_ bytes: [UInt8]) throws -> [SheetRecord] {
        let reader = try WorkbookReader(bytes)
        var records: [SheetRecord] = []
        while let more = try reader.next() { records += more }
        return records
    }

    @Test("texts, numbers, days and times come back as they were; what could be a formula is a text")
    func again() throws {
        let writer = try WorkbookWriter(title: "客户[1]:*?/\\'", note: "谁 & <何时>", widths: [10, 20, 30], head: 1)
        try writer.row([.text("姓名"), .text("数"), .text("日")], isHeading: true)
        let texts = ["=1+1", "+1", "-1", "@x", "\tx", "a\r\nb", "  前后  ", "\u{1}控制\u{fffe}", "<&\">'", "😀", "0012"]
        for (index, text) in texts.enumerated() {
            try writer.row([.text(text), .number(Int64(index) - 3), .day("2026-02-28", since1970: 20_512)])
        }
        try writer.row([
            .empty, .number(.max), .moment("2026-02-28 13:45:30", since1970: 20_512, seconds: 49_530),
            .day("1899-01-01", since1970: -25_932),
        ])
        let bytes = try writer.finish()
        #expect(FileType(prefix: Array(bytes.prefix(FileType.prefixCount))) == .spreadsheet)
        let records = try Self.read(bytes)
        #expect(records.count == texts.count + 2)
        for (index, text) in texts.enumerated() {
            let expected = CSVWriter.harmless(text).unicodeScalars.filter {
                ($0.value >= 0x20 || "\t\r\n".unicodeScalars.contains($0)) && $0.value != 0xfffe
            }
            let cells = records[index + 1].cells
            #expect(cells[0] == String(String.UnicodeScalarView(expected)), "\(text)")
            #expect(cells[1...] == [String(index - 3), "2026-02-28"])
        }
        // No float holds the largest number: it is a text. So is a day before spreadsheets begin.
        #expect(records.last?.cells[1] == String(Int64.max))
        #expect(records.last?.cells[3] == "1899-01-01")
        #expect(records.last?.cells[2].hasPrefix("2026-02-28") == true)
        let archive = try ZipArchive(bytes)
        let sheet = try #require(archive.entry("xl/worksheets/sheet1.xml"))
        let text = String(decoding: try sheet.read(1 << 20, limit: 1 << 20), as: UTF8.self)
        #expect(!text.contains("<f>"))
        #expect(!text.contains("<f "))
        let core = try #require(archive.entry("docProps/core.xml"))
        #expect(String(decoding: try core.read(1 << 20, limit: 1 << 20), as: UTF8.self).contains("谁 &amp; &lt;何时&gt;"))
    }

    @Test("a large sheet is packed as it comes and put together whole")
    func large() throws {
        let writer = try WorkbookWriter(title: "x", note: "x", widths: [], head: 1)
        for index in 0..<40_000 { try writer.row([.number(Int64(index)), .text("第 \(index) 行 \(index * 7_919 % 10_007)")]) }
        let records = try Self.read(try writer.finish())
        #expect(records.count == 40_000)
        #expect(records.last?.cells == ["39999", "第 39999 行 \(39_999 * 7_919 % 10_007)"])
        #expect(records.map(\.number) == Array(1...40_000))
    }

    @Test("columns are called as spreadsheets call them")
    func letters() {
        #expect([0, 25, 26, 51, 52, 701, 702].map(WorkbookWriter.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }
}
