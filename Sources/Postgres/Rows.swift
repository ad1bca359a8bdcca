internal import CLibPQ

/// The answer to one statement. Rows are read in place, from the memory in which they came, which lives as long as this object.
///
/// `@unchecked Sendable`: neither a `PGresult` nor packed rows are changed after they were handed over, and only `deinit` frees them.
@safe public final class Rows: @unchecked Sendable, RandomAccessCollection {
    @safe private enum Source {
        case result(OpaquePointer)
        case packed(UnsafeMutableRawPointer, names: [String], command: String)
    }

    private let source: Source
    private let types: [PostgresType]
    /// Of packed rows the place and length of each cell, row by row; negative for NULL.
    private let cells: [Int64]
    /// Number of rows returned.
    public let count: Int

    /// Takes ownership of a result.
    init(taking result: OpaquePointer) {
        unsafe source = .result(result)
        count = Int(unsafe PQntuples(result))
        types = (0..<(unsafe PQnfields(result))).map { PostgresType(oid: unsafe PQftype(result, $0)) }
        cells = []
    }

    /// Takes ownership of the memory of packed rows.
    ///
    /// - Parameter command: what the server says it did.
    init(taking rows: PackedRows, command: String) {
        unsafe source = .packed(rows.bytes, names: rows.shape.names, command: command)
        types = rows.shape.types
        cells = rows.cells
        count = rows.count
    }

    deinit {
        switch source {
        case .result(let result): unsafe PQclear(result)
        case .packed(let bytes, _, _): unsafe bytes.deallocate()
        }
    }

    /// The first row's index.
    public var startIndex: Int { 0 }
    /// One behind the last row's index.
    public var endIndex: Int { count }

    /// The row at a position.
    public subscript(position: Int) -> Row {
        precondition(position >= 0 && position < count, "row index out of range")
        return Row(rows: self, index: Int32(truncatingIfNeeded: position))
    }

    /// Number of rows that an INSERT, UPDATE or DELETE touched, or a SELECT returned; 0 for other statements.
    public var affected: Int {
        // `INSERT 0 3`, `SELECT 3`, `COMMIT`
        command.split(separator: " ").last.flatMap { Int($0) } ?? 0
    }

    /// What the server says it did: `SELECT 3`, `COMMIT`.
    public var command: String {
        switch source {
        case .result(let result): unsafe String(cString: PQcmdStatus(result))
        case .packed(_, _, let command): command
        }
    }

    /// The names of the columns.
    public var columns: [String] {
        switch source {
        case .result(let result):
            (0..<(unsafe PQnfields(result))).map { unsafe PQfname(result, $0).map { unsafe String(cString: $0) } ?? "" }
        case .packed(_, let names, _): names
        }
    }

    var columnCount: Int { types.count }

    /// The type of a column; nil when there is no such column.
    func type(of column: Int) -> PostgresType? {
        types.indices.contains(column) ? types[column] : nil
    }

    /// The bytes of a cell, valid as long as this object; nil for NULL. The caller has checked row and column.
    func cell(_ row: Int32, _ column: Int) -> UnsafeRawBufferPointer? {
        switch source {
        case .packed(let bytes, _, _):
            let cell = cells[Int(row) * types.count + column]
            if cell < 0 { return nil }
            return unsafe UnsafeRawBufferPointer(
                start: bytes + Int(cell >> 32), count: Int(truncatingIfNeeded: cell & 0xffff_ffff))
        case .result(let result):
            let column = Int32(truncatingIfNeeded: column)
            let length = unsafe PQgetlength(result, row, column)
            if length == 0, unsafe PQgetisnull(result, row, column) == 1 { return nil }
            return unsafe UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(length))
        }
    }
}

/// One row of an answer. Columns are numbered from 0.
public struct Row: Sendable {
    /// The answer that the row belongs to.
    public let rows: Rows
    let index: Int32

    /// Number of columns.
    public var count: Int { rows.columnCount }

    /// The value of a column; throws `.unexpectedNull` for NULL and `.decoding` for a value of another shape.
    public subscript<Value: SQLDecodable>(_ column: Int) -> Value {
        get throws(PostgresError) { try get(column) }
    }

    /// The value of a column; throws `.unexpectedNull` for NULL and `.decoding` for a value of another shape.
    public func get<Value: SQLDecodable>(
        _ column: Int, as: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let value = try getOptional(column, as: Value.self) else {
            throw PostgresError(.unexpectedNull, message: "column \(column) is null")
        }
        return value
    }

    /// The value of a column, nil for NULL; throws `.decoding` for a value of another shape.
    public func getOptional<Value: SQLDecodable>(
        _ column: Int, as: Value.Type = Value.self
    ) throws(PostgresError) -> Value? {
        guard let type = rows.type(of: column) else {
            throw PostgresError(.decoding, message: "there is no column \(column)")
        }
        defer { withExtendedLifetime(rows) {} }
        guard let bytes = unsafe rows.cell(index, column) else { return nil }
        return unsafe try Value(postgres: bytes, type: type)
    }

    /// True for NULL, and for a column that does not exist.
    public func isNull(_ column: Int) -> Bool {
        guard rows.type(of: column) != nil else { return true }
        return unsafe rows.cell(index, column) == nil
    }

    /// The type of a column; nil when there is no such column.
    public func type(of column: Int) -> PostgresType? {
        rows.type(of: column)
    }

    /// Lends the bytes of a column without copying; nil for NULL. They must not outlive the closure.
    public func withBytes<Result>(
        _ column: Int, _ body: (UnsafeRawBufferPointer?) throws -> Result
    ) rethrows -> Result {
        guard rows.type(of: column) != nil else { return try body(nil) }
        return try withExtendedLifetime(rows) { unsafe try body(rows.cell(index, column)) }
    }
}
