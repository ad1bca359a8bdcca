/// Writes a workbook (.xlsx, ECMA-376) of one sheet as rows come. A text is a text, marked as one: no cell is a formula, and none becomes one
/// when somebody edits it.
public final class WorkbookWriter {
    /// Rows of a sheet, as spreadsheets have them.
    public static let mostRows = 1_048_576
    /// Bytes of the packed sheet at the most.
    private static let mostBytes = 512 << 20

    private let title: String
    private let note: String
    private let sheet: DeflatedBytes
    private var row = 0

    /// - Parameters:
    ///   - title: the sheet's name; what a sheet cannot be called is left out.
    ///   - note: the workbook's description, and what is printed at the foot of each page.
    ///   - widths: of the columns, in characters.
    ///   - head: rows that stay where they are when one scrolls.
    public init(title: String, note: String, widths: [Int], head: Int) throws(SheetError) {
        self.title = String(title.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
        self.note = note
        sheet = try DeflatedBytes(limit: WorkbookWriter.mostBytes)
        let columns = widths.enumerated().map { index, width in
            "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
        }.joined()
        try sheet.write(
            Array(
                """
                \(WorkbookParts.declaration)<worksheet xmlns="\(WorkbookParts.main)"><sheetViews><sheetView workbookViewId="0">\
                <pane ySplit="\(head)" topLeftCell="A\(head + 1)" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
                \(columns.isEmpty ? "" : "<cols>\(columns)</cols>")<sheetData>
                """.utf8))
    }

    /// One row.
    public func row(_ cells: some Sequence<SheetCell>, isHeading: Bool = false) throws(SheetError) {
        guard row < WorkbookWriter.mostRows else { throw SheetError("too_many_rows") }
        row += 1
        var text = "<row r=\"\(row)\">"
        for (column, cell) in cells.enumerated() {
            let place = WorkbookWriter.letters(column) + String(row)
            switch cell {
            case .text(""): continue
            case .number(let number) where number.magnitude < 1 << 53: text += "<c r=\"\(place)\"><v>\(number)</v></c>"
            case .day(_, let since1970) where since1970 > WorkbookWriter.firstDay:
                text += "<c r=\"\(place)\" s=\"2\"><v>\(since1970 + WorkbookWriter.epoch)</v></c>"
            case .moment(_, let since1970, let seconds) where since1970 > WorkbookWriter.firstDay:
                text += "<c r=\"\(place)\" s=\"3\"><v>\(Double(since1970 + WorkbookWriter.epoch) + Double(seconds) / 86_400)</v></c>"
            case .text, .number, .day, .moment:
                // Somebody may save it as CSV all the same.
                let shown = WorkbookParts.escaped(CSVWriter.harmless(cell.text))
                text += "<c r=\"\(place)\" s=\"\(isHeading ? 4 : 1)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(shown)</t></is></c>"
            }
        }
        try sheet.write(Array((text + "</row>").utf8))
    }

    /// Ends the sheet; the whole file.
    public func finish() throws(SheetError) -> [UInt8] {
        // In a footer & begins a code, and 255 characters are all that it holds.
        let footer = WorkbookParts.escaped(String(note.replacing("&", with: "＆").prefix(240)))
        try sheet.write(Array("</sheetData><headerFooter><oddFooter>&amp;L\(footer)</oddFooter></headerFooter></worksheet>".utf8))
        try sheet.finish()
        let zip = try ZipBuilder()
        for part in WorkbookParts.all(title: title, note: note) { try zip.add(part.name, Array(part.text.utf8)) }
        try zip.add("xl/worksheets/sheet1.xml", sheet)
        return try zip.finish()
    }

    /// Days are counted from 1899-12-30.
    private static let epoch = 25_569
    /// 1900-02-28: spreadsheets believe that the next day was a 29th.
    private static let firstDay = -25_509

    /// Column 0 is `A`, 26 is `AA`.
    static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column + 1
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}
