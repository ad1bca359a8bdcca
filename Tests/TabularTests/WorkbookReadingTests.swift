import Testing

@testable import Tabular

/// Workbooks as other programs write them, and as somebody writes them who means no good.
@Suite struct WorkbookReadingTests {
    private static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of these parts, as Excel would name them.
    private func book(
        _ sheet: String, shared: String? = nil, styles: String? = nil, workbook: String? = nil, target: String = "worksheets/sheet1.xml",
        head: String = ""
    ) throws -> [UInt8] {
        let zip = try ZipBuilder()
        try zip.add("[Content_Types].xml", Array("<Types/>".utf8))
        let sheets = "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
        try zip.add(
            "xl/workbook.xml",
            Array((workbook ?? "<workbook \(Self.main) xmlns:r=\"\(Self.relations)\">\(head)\(sheets)</workbook>").utf8))
        try zip.add(
            "xl/_rels/workbook.xml.rels",
            Array("<Relationships><Relationship Id=\"rId1\" Type=\"x\" Target=\"\(target)\"/></Relationships>".utf8))
        if let shared { try zip.add("xl/sharedStrings.xml", Array("<sst \(Self.main)>\(shared)</sst>".utf8)) }
        if let styles { try zip.add("xl/styles.xml", Array("<styleSheet \(Self.main)>\(styles)</styleSheet>".utf8)) }
        try zip.add("xl/worksheets/sheet1.xml", Array("<worksheet \(Self.main)><sheetData>\(sheet)</sheetData></worksheet>".utf8))
        return try zip.finish()
    }

    private func refused(_ bytes: [UInt8]) -> String? {
        do {
            _ = try WorkbookTests.read(bytes)
            return nil
        } catch {
            return (error as? SheetError)?.word ?? "\(error)"
        }
    }

    @Test("shared, rich and inline texts, numbers, days, booleans and what formulas came to")
    func values() throws {
        let shared = """
            <si><t>姓名</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 文本</t></r><rPh sb="0" eb="1"><t>フ</t></rPh></si>
            """
        let styles = """
            <numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy/mm/dd"/><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/></numFmts>\
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="31"/></cellXfs>
            """
        let sheet = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>行内</t></is></c></row>\
            <row r="3"><c r="A3"><v>13800138000</v></c><c r="B3"><v>1.38001380000E10</v></c><c r="D3"><v>0.5</v></c></row>\
            <row><c s="1"><v>32875</v></c><c s="2"><v>32875.75</v></c><c s="3"><v>32875</v></c><c s="4"><v>60</v></c><c s="1"><v>1</v></c></row>\
            <row r="5"><c r="A5"><f>1+1</f><v>2</v></c><c r="B5" t="str"><f>"=x"</f><v>=x</v></c><c r="C5" t="b"><v>1</v></c>\
            <c r="D5" t="e"><v>#N/A</v></c><c r="E5" t="s"><v>99</v></c><c r="F5" t="s"><v>-1</v></c></row>
            """
        let records = try WorkbookTests.read(try book(sheet, shared: shared, styles: styles))
        #expect(records.map(\.number) == [1, 3, 4, 5])
        #expect(records[0].cells == ["姓名", "富 文本", "行内"])
        #expect(records[1].cells == ["13800138000", "13800138000", "", "0.5"])
        // The 29 February 1900 of spreadsheets, which there never was, is the day after the 28th.
        #expect(records[2].cells == ["1990-01-02", "1990-01-02", "32875", "1900-03-01", "1900-01-01"])
        #expect(records[3].cells == ["2", "=x", "TRUE", "#N/A", "\u{fffd}", "\u{fffd}"])
        let older = try WorkbookTests.read(
            try book("<row><c s=\"1\"><v>31413</v></c></row>", styles: styles, head: "<workbookPr date1904=\"1\"/>"))
        #expect(older[0].cells == ["1990-01-02"])
    }

    @Test("the first sheet that is shown is read; without one, or without the part, there is none")
    func sheets() throws {
        let hidden = """
            <workbook \(Self.main) xmlns:r="\(Self.relations)"><sheets><sheet name="h" sheetId="1" state="hidden" r:id="rId9"/>\
            <sheet name="a" sheetId="2" r:id="rId1"/></sheets></workbook>
            """
        #expect(try WorkbookTests.read(try book("<row><c><v>7</v></c></row>", workbook: hidden))[0].cells == ["7"])
        #expect(refused(try book("", workbook: "<workbook \(Self.main)/>")) == "no_sheet")
        #expect(refused(try book("", target: "worksheets/none.xml")) == "no_sheet")
        #expect(refused(try book("", target: "../../../etc/passwd")) == "no_sheet")
        #expect(try WorkbookTests.read(try book("<row><c><v>7</v></c></row>", target: "/xl/worksheets/sheet1.xml")).count == 1)
        let zip = try ZipBuilder()
        try zip.add("readme.txt", Array("x".utf8))
        #expect(refused(try zip.finish()) == "no_workbook")
        #expect(refused([0x50, 0x4b, 0x03, 0x04] + Array(repeating: 0, count: 100)) == "zip")
        #expect(refused([]) == "no_workbook")
        #expect(refused(Array("name,phone\n".utf8)) == "zip")
    }

    @Test("entities, declarations of types and broken XML end it at once")
    func entities() throws {
        let laughs = (1...9).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }.joined()
        for prologue in [
            "<!DOCTYPE x [<!ENTITY a0 \"ha\">\(laughs)]>", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:1/\">]>", "<!DOCTYPE x>",
        ] {
            let workbook = "\(prologue)<workbook \(Self.main)><sheets><sheet name=\"&a9;\"/></sheets></workbook>"
            #expect(refused(try book("", workbook: workbook)) == "xml", "\(prologue.prefix(20))")
        }
        for sheet in ["<row><c></row>", "<row", "\u{0}", "<row a=\"1\" a=\"2\"/>", "</sheetData>", "&undefined;"] {
            #expect(refused(try book(sheet)) == "xml", "\(sheet)")
        }
    }

    /// A workbook of a sheet that unpacks to much more than it is.
    private func bomb(_ piece: String, times: Int, before: String, after: String) throws -> [UInt8] {
        let deflated = try DeflatedBytes(limit: 64 << 20)
        try deflated.write(Array("<worksheet \(Self.main)><sheetData>\(before)".utf8))
        let megabyte = Array(String(repeating: piece, count: (1 << 20) / piece.utf8.count).utf8)
        for _ in 0..<times { try deflated.write(megabyte) }
        try deflated.write(Array("\(after)</sheetData></worksheet>".utf8))
        try deflated.finish()
        let zip = try ZipBuilder()
        try zip.add(
            "xl/workbook.xml",
            Array(
                """
                <workbook \(Self.main) xmlns:r="\(Self.relations)"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>
                """.utf8))
        try zip.add(
            "xl/_rels/workbook.xml.rels",
            Array("<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>".utf8))
        try zip.add("xl/worksheets/sheet1.xml", deflated)
        return try zip.finish()
    }

    @Test("a small file made of much is refused before it is large: one attribute, one comment, one cell, one row")
    func bombs() throws {
        let attribute = try bomb("A", times: 64, before: "<row r=\"", after: "\"/>")
        #expect(attribute.count < 200_000)
        #expect(refused(attribute) == "xml")
        #expect(refused(try bomb("A", times: 64, before: "<!-- ", after: " -->")) == "xml")
        #expect(refused(try bomb("A", times: 64, before: "<", after: "/>")) == "xml")
        // A text is heard as it comes and costs its own row: the file goes on.
        let records = try WorkbookTests.read(
            try bomb("A", times: 64, before: "<row><c t=\"inlineStr\"><is><t>", after: "</t></is></c></row><row><c><v>1</v></c></row>"))
        #expect(records.map(\.fault) == [.tooLong, nil])
        #expect(records[0].cells.allSatisfy { $0.utf8.count <= 128 << 10 })
        #expect(records[1].cells == ["1"])
        // So does a row of a hundred thousand cells.
        let wide = try WorkbookTests.read(try bomb("<c><v>1</v></c>", times: 3, before: "<row>", after: "</row>"))
        #expect(wide.map(\.fault) == [.tooLong])
        #expect(wide[0].cells.count <= 256)
        // Rows that are only there.
        #expect(refused(try bomb("<row/>", times: 8, before: "", after: "")) == "too_many_rows")
    }

    @Test("numbers of rows and columns that no sheet has trap nothing")
    func dimensions() throws {
        for row in ["9223372036854775807", "1048577", "99999999999999999999999", "-5", "0", "x", "4294967297"] {
            let sheet = "<dimension ref=\"A1:XFD1048576\"/><row r=\"\(row)\"><c r=\"A1\"><v>1</v></c></row><row><c><v>2</v></c></row>"
            let outcome = refused(try book(sheet))
            #expect(outcome == nil || outcome == "too_many_rows", "\(row)")
            #expect((outcome == nil) == ["99999999999999999999999", "-5", "0", "x"].contains(row), "\(row)")
        }
        for reference in ["XFD1", "XFE1", "ZZZZZZZZZZZZZZZZZZZZ1", "1", "", "a1", "😀"] {
            let records = try WorkbookTests.read(try book("<row r=\"1\"><c r=\"\(reference)\"><v>1</v></c><c><v>2</v></c></row>"))
            #expect(records.count == 1, "\(reference)")
        }
        for number in ["1e400", "nan", "-0", "1e308", "9007199254740993", "0x10", "inf", "１"] {
            let records = try WorkbookTests.read(try book("<row><c><v>\(number)</v></c></row>"))
            #expect(records.count == 1, "\(number)")
        }
    }
}
