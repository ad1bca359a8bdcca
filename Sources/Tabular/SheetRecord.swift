/// One row of a table as it stands in a file.
public struct SheetRecord: Sendable, Hashable {
    /// Why a row cannot be taken as it is.
    public enum Fault: String, Sendable {
        /// A quotation mark is never closed.
        case quote
        /// Longer than any row may be, or with too many cells.
        case tooLong
    }

    /// The row as a spreadsheet counts it: from 1, the header and empty rows included.
    public let number: Int
    public let cells: [String]
    public let fault: Fault?

    public init(number: Int, cells: [String], fault: Fault? = nil) {
        self.number = number
        self.cells = cells
        self.fault = fault
    }

    /// Whether no cell has anything in it but white space, of whatever width.
    public var isBlank: Bool {
        fault == nil && cells.allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
    }
}

/// What is too much for a table.
public struct SheetLimits: Sendable {
    /// Cells of a row.
    public var cells = 256
    /// Bytes of a row.
    public var rowBytes = 128 << 10
    /// Bytes of a quoted cell: a quotation mark that is never closed would swallow the rest of the file.
    public var quotedBytes = 8 << 10

    public init() {}
}

/// A file that cannot be read as a table at all. Holds nothing of it.
public struct SheetError: Error, Sendable, Hashable {
    /// A word for the caller.
    public let word: String

    init(_ word: StaticString) {
        self.word = word.description
    }
}
