/// Writes comma-separated values for spreadsheets: UTF-8 with a byte order mark, CRLF, and no cell that one would run as a formula.
public enum CSVWriter {
    /// What a file begins with, or Excel takes it for another encoding.
    public static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// One row of texts.
    public static func row(_ cells: some Sequence<String>) -> [UInt8] { row(cells.map { SheetCell.text($0) }) }

    /// One row.
    public static func row(_ cells: some Sequence<SheetCell>) -> [UInt8] {
        var row: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { row.append(0x2c) }
            // A number of ours may begin with a minus: as a formula it is itself.
            if case .text(let text) = cell { append(CSVWriter.harmless(text), to: &row) } else { append(cell.text, to: &row) }
        }
        return row + [0x0d, 0x0a]
    }

    /// A text that no spreadsheet takes for a formula: what begins with =, +, -, @, a tab or a line's end, white space before it or not,
    /// gets an apostrophe in front. The full-width forms count too: some programs fold them.
    public static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first(where: { $0 != " " && $0 != "\u{3000}" && $0 != "\u{a0}" }) else { return text }
        return ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains(first) ? "'" + text : text
    }

    private static func append(_ cell: String, to row: inout [UInt8]) {
        let bytes = Array(cell.utf8)
        guard bytes.contains(where: { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }) else {
            row += bytes
            return
        }
        row.append(0x22)
        for byte in bytes {
            if byte == 0x22 { row.append(0x22) }
            row.append(byte)
        }
        row.append(0x22)
    }
}
