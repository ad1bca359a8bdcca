/// Reads the first visible sheet of a workbook (ECMA-376, .xlsx) row by row. Values come as texts: whole numbers without a fraction, days
/// as `YYYY-MM-DD`, shared and rich texts as they read.
public final class WorkbookReader {
    /// What may be unpacked at the most: a small file can be made of much.
    private static let sheetLimit = 2 << 30
    private static let textsLimit = 256 << 20
    private static let partLimit = 32 << 20

    private let archive: ZipArchive
    private let entry: ZipEntry
    private let stream: XMLStream
    private let rows: SheetRows
    private var isOver = false

    /// Opens a workbook. Throws ``SheetError`` for what is none.
    public init(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) throws(SheetError) {
        archive = try ZipArchive(bytes)
        let book = WorkbookIndex()
        try WorkbookReader.read("xl/workbook.xml", of: archive, into: book, limit: WorkbookReader.partLimit)
        let relations = WorkbookRelations()
        try WorkbookReader.read("xl/_rels/workbook.xml.rels", of: archive, into: relations, limit: WorkbookReader.partLimit)
        guard let sheet = book.sheet, let target = relations.targets[sheet] else { throw SheetError("no_sheet") }
        let styles = WorkbookStyles()
        // A book may do without; but one whose styles cannot be read would give its days as numbers.
        if archive.entry("xl/styles.xml") != nil {
            try WorkbookReader.read("xl/styles.xml", of: archive, into: styles, limit: WorkbookReader.partLimit)
        }
        let texts = SharedTexts()
        if archive.entry("xl/sharedStrings.xml") != nil {
            try WorkbookReader.read("xl/sharedStrings.xml", of: archive, into: texts, limit: WorkbookReader.textsLimit)
        }
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        guard let entry = archive.entry(path) else { throw SheetError("no_sheet") }
        self.entry = entry
        rows = SheetRows(texts: texts.texts, dates: styles.dates, countsFrom1904: book.countsFrom1904, limits: limits)
        stream = try XMLStream(rows)
    }

    /// Some of the next rows; nil after the last.
    public func next() throws(SheetError) -> [SheetRecord]? {
        guard !isOver else { return nil }
        let piece = try entry.read(64 << 10, limit: WorkbookReader.sheetLimit)
        isOver = piece.isEmpty
        try stream.feed(piece, isLast: isOver)
        guard !rows.isBeyond else { throw SheetError("too_many_rows") }
        return rows.take()
    }

    private static func read(
        _ name: String, of archive: ZipArchive, into listener: any XMLListener, limit: Int
    ) throws(SheetError) {
        guard let entry = archive.entry(name) else { throw SheetError("no_workbook") }
        let stream = try XMLStream(listener)
        while true {
            let piece = try entry.read(64 << 10, limit: limit)
            try stream.feed(piece, isLast: piece.isEmpty)
            if piece.isEmpty { return }
            if (listener as? SharedTexts)?.isTooMuch == true { throw SheetError("too_large") }
        }
    }
}

/// Which sheet is the first that is shown.
private final class WorkbookIndex: XMLListener {
    private(set) var sheet: String?
    private(set) var countsFrom1904 = false

    func began(_ element: String, _ attributes: [String: String]) {
        if element == "workbookPr" { countsFrom1904 = ["1", "true"].contains(attributes["date1904"]) }
        if element == "sheet", sheet == nil, attributes["state"] ?? "visible" == "visible" { sheet = attributes["id"] }
    }

    func ended(_ element: String) {}
    func text(_ text: String) {}
}

/// Where a workbook's parts are.
private final class WorkbookRelations: XMLListener {
    private(set) var targets: [String: String] = [:]

    func began(_ element: String, _ attributes: [String: String]) {
        if element == "Relationship", let id = attributes["Id"], let target = attributes["Target"] { targets[id] = target }
    }

    func ended(_ element: String) {}
    func text(_ text: String) {}
}

/// Which styles show a number as a day.
private final class WorkbookStyles: XMLListener {
    private(set) var dates: Set<Int> = []
    private var formats: [Int: Bool] = [:]
    private var isInCells = false
    private var count = 0

    func began(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
                formats[id] = WorkbookStyles.isDay(code)
            }
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            let format = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            // 14 to 17 and 22 are days; 27 to 36 and 50 to 58 are the East Asian ones.
            if formats[format] ?? ((14...17).contains(format) || format == 22 || (27...36).contains(format) || (50...58).contains(format)) {
                dates.insert(count)
            }
            count += 1
        default: break
        }
    }

    func ended(_ element: String) { if element == "cellXfs" { isInCells = false } }
    func text(_ text: String) {}

    /// A format that has a year, a month and day, or their characters, outside of quotes and brackets.
    private static func isDay(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        for character in code.lowercased() {
            switch character {
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            case "y", "d": if !isQuoted, !isBracketed { return true }
            case "年", "月": return true
            default: break
            }
        }
        return false
    }
}

/// The texts that cells share.
private final class SharedTexts: XMLListener {
    /// Each costs more in memory than in the file.
    private static let most = 8_000_000

    private(set) var texts: [String] = []
    private var text = ""
    private var isText = false
    private var isPhonetic = false

    func began(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "si": text = ""
        case "rPh": isPhonetic = true
        case "t": isText = !isPhonetic
        default: break
        }
    }

    func ended(_ element: String) {
        switch element {
        case "si": if !isTooMuch { texts.append(text) }
        case "rPh": isPhonetic = false
        case "t": isText = false
        default: break
        }
    }

    func text(_ text: String) { if isText { self.text += text } }

    var isTooMuch: Bool { texts.count >= SharedTexts.most }
}

/// The rows of a sheet as they come by.
private final class SheetRows: XMLListener {
    private let texts: [String]
    private let dates: Set<Int>
    private let countsFrom1904: Bool
    private let limits: SheetLimits
    private var done: [SheetRecord] = []
    private var number = 0
    /// A row was further down than a sheet goes.
    private(set) var isBeyond = false
    private var cells: [String] = []
    private var isTooLong = false
    private var bytes = 0
    private var column = 0
    private var kind = ""
    private var style = 0
    private var value = ""
    private var isValue = false
    private var isPhonetic = false

    init(texts: [String], dates: Set<Int>, countsFrom1904: Bool, limits: SheetLimits) {
        self.texts = texts
        self.dates = dates
        self.countsFrom1904 = countsFrom1904
        self.limits = limits
    }

    func take() -> [SheetRecord] {
        let rows = done
        done.removeAll(keepingCapacity: true)
        return rows
    }

    func began(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "row":
            // Rows without a number follow one another; a number that goes back is no row of a sheet.
            number = max(number + 1, min(attributes["r"].flatMap { Int($0) } ?? 0, WorkbookWriter.mostRows + 1))
            if number > WorkbookWriter.mostRows { isBeyond = true }
            cells = []
            isTooLong = false
            bytes = 0
            column = 0
        case "c":
            column = attributes["r"].flatMap(SheetRows.column) ?? column
            kind = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) } ?? 0
            value = ""
        case "v": isValue = true
        case "t": isValue = !isPhonetic
        case "rPh": isPhonetic = true
        default: break
        }
    }

    func ended(_ element: String) {
        switch element {
        case "v", "t": isValue = false
        case "rPh": isPhonetic = false
        case "c": endCell()
        case "row": if !isBeyond { done.append(SheetRecord(number: number, cells: cells, fault: isTooLong ? .tooLong : nil)) }
        default: break
        }
    }

    func text(_ text: String) {
        guard isValue, !isTooLong else { return }
        bytes += text.utf8.count
        if bytes > limits.rowBytes { isTooLong = true } else { value += text }
    }

    private func endCell() {
        guard column < limits.cells else {
            if !value.isEmpty { isTooLong = true }
            return
        }
        if !value.isEmpty {
            while cells.count < column { cells.append("") }
            let shown = shown()
            if cells.count == column { cells.append(shown) } else { cells[column] = shown }
        }
        column += 1
    }

    private func shown() -> String {
        switch kind {
        case "s": return Int(value).flatMap { texts.indices.contains($0) ? texts[$0] : nil } ?? "\u{fffd}"
        case "n":
            guard let number = Double(value), number.isFinite else { return value }
            if dates.contains(style), let day = day(number) { return day }
            if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
            return value
        case "b": return value == "1" ? "TRUE" : "FALSE"
        default: return value
        }
    }

    /// The day of a serial number, as `YYYY-MM-DD`. Day 60 of the older count is a 29 February 1900, which there never was.
    private func day(_ serial: Double) -> String? {
        guard serial >= 1, serial < 2_958_466 else { return nil }
        let whole = Int(serial)
        // From 1 March of the year 0, so that leap days end a year.
        let days = whole + (countsFrom1904 ? -24_107 : whole > 60 ? -25_569 : -25_568) + 719_468
        let era = days / 146_097
        let ofEra = days - era * 146_097
        let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let shifted = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(year + era * 400 + (month <= 2 ? 1 : 0), 4))-\(digits(month, 2))-\(digits(day, 2))"
    }

    /// `AB12` is column 27, counted from 0.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard (0x41...0x5a).contains(byte) else { break }
            column = column * 26 + Int(byte - 0x40)
            if column > 16_384 { return nil }
        }
        return column == 0 ? nil : column - 1
    }
}
