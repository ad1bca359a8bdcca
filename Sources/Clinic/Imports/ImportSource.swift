internal import Platform
internal import Tabular

/// The rows of a file, one after the other, however it is written.
final class ImportSource {
    /// What was found out about a text.
    struct Shape: Sendable, Hashable {
        var encoding: TextEncoding?
        var delimiter: UInt8?
    }

    /// How the file is read; nothing is known of the encoding of a workbook.
    let shape: Shape
    private let next: () async throws -> [SheetRecord]?
    private var waiting: [SheetRecord] = []
    private var place = 0

    private init(_ shape: Shape, next: @escaping () async throws -> [SheetRecord]?) {
        self.shape = shape
        self.next = next
    }

    /// The next row; nil after the last.
    func nextRecord() async throws -> SheetRecord? {
        while place == waiting.count {
            guard let more = try await next() else { return nil }
            waiting = more
            place = 0
        }
        place += 1
        return waiting[place - 1]
    }

    /// Opens a file.
    ///
    /// - Parameter isSample: finds the encoding out from the beginning alone, for a first look.
    /// - Throws: `import.unreadable`; what the store throws.
    static func open(_ facts: FileFacts, plan: ImportPlan, in store: FileStore, keys: TenantKeys, isSample: Bool = false) async throws
        -> ImportSource
    {
        switch facts.type {
        case FileType.text.rawValue: return try await text(facts, plan, store, keys, isSample)
        case FileType.spreadsheet.rawValue: return try await workbook(facts, store, keys)
        default: throw Failure(.fileType)
        }
    }

    private static func text(
        _ facts: FileFacts, _ plan: ImportPlan, _ store: FileStore, _ keys: TenantKeys, _ isSample: Bool
    ) async throws -> ImportSource {
        var shape = Shape(encoding: plan.encoding, delimiter: plan.delimiter)
        if shape.encoding == nil {
            var guess = EncodingGuess()
            let reader = try await store.open(facts, keys: keys)
            while let piece = try await reader.next() {
                guess.feed(piece)
                if isSample { break }
            }
            shape.encoding = guess.encoding
        }
        guard let encoding = shape.encoding, let decoder = TextDecoder(encoding) else { throw Failure(.importUnreadable) }
        let reader = try await store.open(facts, keys: keys)
        var first = try await reader.next().map { decoder.decode($0) }
        let delimiter = shape.delimiter ?? CSVParser.delimiter(of: Array((first ?? []).prefix(16 << 10)))
        shape.delimiter = delimiter
        var parser = CSVParser(delimiter: delimiter)
        var isOver = false
        return ImportSource(shape) {
            guard !isOver else { return nil }
            var records: [SheetRecord] = []
            if let bytes = first {
                first = nil
                parser.feed(bytes) { records.append($0) }
            } else if let piece = try await reader.next() {
                parser.feed(decoder.decode(piece)) { records.append($0) }
            } else {
                isOver = true
                parser.feed(decoder.finish()) { records.append($0) }
                parser.finish { records.append($0) }
            }
            return records
        }
    }

    /// A workbook is read as a whole: its parts refer to one another.
    private static func workbook(_ facts: FileFacts, _ store: FileStore, _ keys: TenantKeys) async throws -> ImportSource {
        let reader: WorkbookReader
        do {
            reader = try WorkbookReader(try await store.bytes(of: facts, keys: keys))
        } catch is SheetError {
            throw Failure(.importUnreadable)
        }
        return ImportSource(Shape()) { try reader.next() }
    }
}
