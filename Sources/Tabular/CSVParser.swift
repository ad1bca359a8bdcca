/// Reads comma-separated values (RFC 4180) from UTF-8, piece by piece, and never gives up: a row that is broken is told as such, and
/// the next one begins where its line ends.
///
/// Besides the RFC: lines end with CRLF, LF or CR; a quotation mark inside an unquoted cell is a character like others, and so is what
/// follows a closing one.
public struct CSVParser {
    private enum State { case cellStart, plain, quoted, quoteInQuoted }

    /// What separates cells, one ASCII character.
    public let delimiter: UInt8
    private let limits: SheetLimits
    private var state = State.cellStart
    private var cell: [UInt8] = []
    private var cells: [String] = []
    /// The bytes of the row so far: where a quotation mark is never closed, the row is read again without it.
    private var raw: [UInt8] = []
    private var quotedSince = 0
    private var number = 1
    private var followsCR = false
    private var isTooLong = false

    public init(delimiter: UInt8, limits: SheetLimits = SheetLimits()) {
        self.delimiter = delimiter
        self.limits = limits
    }

    /// Reads on; rows that are whole are given to `emit`.
    public mutating func feed(_ bytes: [UInt8], _ emit: (SheetRecord) -> Void) {
        var pending = [bytes[...]]
        while let piece = pending.popLast() {
            if let again = read(piece, emit) {
                // What came after the broken line first, then the rest of the piece.
                pending.append(again.rest)
                pending.append(again.line)
            }
        }
    }

    /// The last row, which may lack its line's end.
    public mutating func finish(_ emit: (SheetRecord) -> Void) {
        while true {
            if state == .quoted {
                let line = rescue(emit)
                feed(Array(line), emit)
                continue
            }
            if !raw.isEmpty { endRow(emit) }
            return
        }
    }

    /// Reads until the end of the piece, or until a quoted cell is longer than any: then what is to be read anew.
    private mutating func read(
        _ piece: ArraySlice<UInt8>, _ emit: (SheetRecord) -> Void
    ) -> (line: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        for index in piece.indices {
            let byte = piece[index]
            if followsCR {
                followsCR = false
                if byte == 0x0a { continue }
            }
            if raw.count < limits.rowBytes + limits.quotedBytes { raw.append(byte) } else { isTooLong = true }
            take(byte, emit)
            if state == .quoted, isTooLong || raw.count - quotedSince > limits.quotedBytes {
                return (rescue(emit), piece[(index + 1)...])
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8, _ emit: (SheetRecord) -> Void) {
        switch state {
        case .quoted:
            if byte == 0x22 { state = .quoteInQuoted } else { append(byte) }
            return
        case .quoteInQuoted where byte == 0x22:
            append(byte)
            state = .quoted
            return
        case .cellStart where byte == 0x22 && !isTooLong:
            state = .quoted
            quotedSince = raw.count
            return
        case .cellStart, .plain, .quoteInQuoted: break
        }
        switch byte {
        case delimiter:
            endCell()
        case 0x0a, 0x0d:
            followsCR = byte == 0x0d
            raw.removeLast(raw.isEmpty ? 0 : 1)
            endRow(emit)
        default:
            append(byte)
            state = .plain
        }
    }

    /// Of a row that is longer than any, nothing more is kept.
    private mutating func append(_ byte: UInt8) {
        if !isTooLong { cell.append(byte) }
    }

    private mutating func endCell() {
        if cells.count < limits.cells { cells.append(String(decoding: cell, as: UTF8.self)) } else { isTooLong = true }
        cell.removeAll(keepingCapacity: true)
        state = .cellStart
    }

    private mutating func endRow(_ emit: (SheetRecord) -> Void) {
        if !raw.isEmpty {
            endCell()
            emit(SheetRecord(number: number, cells: cells, fault: isTooLong || raw.count > limits.rowBytes ? .tooLong : nil))
        }
        begin()
    }

    private mutating func begin() {
        number += 1
        state = .cellStart
        cell.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        raw.removeAll(keepingCapacity: true)
        isTooLong = false
    }

    /// Tells the first line of the row as broken, and returns the lines that it had swallowed.
    private mutating func rescue(_ emit: (SheetRecord) -> Void) -> ArraySlice<UInt8> {
        let swallowed = raw
        let end = swallowed.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? swallowed.endIndex
        let line = swallowed[..<end]
        let cells = line.split(separator: delimiter, omittingEmptySubsequences: false).prefix(limits.cells)
            .map { String(decoding: $0, as: UTF8.self) }
        emit(SheetRecord(number: number, cells: Array(cells), fault: .quote))
        begin()
        guard end < swallowed.endIndex else { return [] }
        followsCR = swallowed[end] == 0x0d
        return swallowed[(end + 1)...]
    }
}

extension CSVParser {
    /// What separates the cells of a file, from its first lines: of comma, semicolon, tab and bar the one that is there most often outside
    /// quotation marks; a comma where there is none.
    public static func delimiter(of sample: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        var lines = 0
        for byte in sample {
            if byte == 0x22 { isQuoted.toggle() }
            if byte == 0x0a {
                lines += 1
                isQuoted = false
                if lines == 20 { break }
            }
            if !isQuoted, [0x2c, 0x3b, 0x09, 0x7c].contains(byte) { counts[byte, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0x2c
    }
}
