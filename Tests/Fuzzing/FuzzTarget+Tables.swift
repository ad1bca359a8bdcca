internal import Tabular

extension FuzzTarget {
    /// Tables that people upload.
    static let tableTargets: [FuzzTarget] = [
        // The first byte says where the rest is cut: a file comes in pieces, and what stands in it does not depend on where they end.
        FuzzTarget(name: "csv") { bytes in
            guard let first = bytes.first else { return }
            let text = Array(bytes.dropFirst())
            let limits = SheetLimits()
            func records(cutting place: Int) -> [SheetRecord] {
                var parser = CSVParser(delimiter: CSVParser.delimiter(of: text), limits: limits)
                var found: [SheetRecord] = []
                parser.feed(Array(text.prefix(place))) { found.append($0) }
                parser.feed(Array(text.dropFirst(place))) { found.append($0) }
                parser.finish { found.append($0) }
                return found
            }
            let whole = records(cutting: text.count)
            try promise(whole == records(cutting: text.count * Int(first) / 256), "rows depend on where a piece ends")
            try promise(whole.allSatisfy { $0.cells.count <= limits.cells }, "more cells than a row may have")
            try promise(zip(whole, whole.dropFirst()).allSatisfy { $0.number < $1.number }, "a row that comes before the one before")
            for record in whole.prefix(20) where record.fault == nil && !record.cells.isEmpty {
                var again = CSVParser(delimiter: 0x2c, limits: limits)
                var cells: [[String]] = []
                again.feed(CSVWriter.row(record.cells)) { cells.append($0.cells) }
                again.finish { cells.append($0.cells) }
                try promise(
                    record.isBlank || cells == [record.cells.map(CSVWriter.harmless)] || record.cells.contains { $0.utf8.count > 4_000 },
                    "a row that was written reads differently")
            }
        },
        FuzzTarget(name: "workbook") { bytes in
            var guess = EncodingGuess()
            guess.feed(bytes)
            _ = TextDecoder(guess.encoding)?.decode(bytes)
            _ = FileType(prefix: bytes)
            guard let reader = try? WorkbookReader(bytes) else { return }
            let limits = SheetLimits()
            var last = 0
            // A sheet is as long as its packing says; a hundred pieces tell enough.
            for _ in 0..<100 {
                guard let rows = try? reader.next() else { return }
                for row in rows {
                    try promise(row.cells.count <= limits.cells, "more cells than a row may have")
                    try promise(row.number > last, "a row that comes before the one before")
                    last = row.number
                }
            }
        },
    ]
}
