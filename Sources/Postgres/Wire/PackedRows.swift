/// What a statement's answers look like.
struct RowShape {
    var names: [String] = []
    var types: [PostgresType] = []
}

/// The rows of one answer as they came, one behind the other, with the place of each cell.
@safe struct PackedRows {
    /// Bytes that belong to a `Rows` in the end, which frees them.
    private(set) var bytes: UnsafeMutableRawPointer
    private var capacity: Int
    private var size = 0
    /// Number of rows.
    private(set) var count = 0
    /// Place and length of each cell, row by row; negative for NULL.
    private(set) var cells: [Int64] = []
    let shape: RowShape

    init(_ shape: RowShape) {
        capacity = 4096
        unsafe bytes = .allocate(byteCount: 4096, alignment: 8)
        self.shape = shape
        cells.reserveCapacity(shape.types.count)
    }

    /// Adds a DataRow; throws when it does not have the columns that were described.
    mutating func append(_ message: inout MessageReader) throws(PostgresError) {
        guard Int(try message.integer(as: UInt16.self)) == shape.types.count else { throw MessageReader.violation }
        let all = unsafe message.rest
        reserve(all.count)
        unsafe (bytes + size).copyMemory(from: all.baseAddress ?? UnsafeRawPointer(bytes), byteCount: all.count)
        var place = 0
        for _ in shape.types {
            let length = try message.integer(as: Int32.self)
            place += 4
            guard length >= 0 else {
                cells.append(-1)
                continue
            }
            try message.skip(Int(length))
            cells.append(Int64(size + place) << 32 | Int64(length))
            place += Int(length)
        }
        size += all.count
        count += 1
    }

    /// Throws the rows away.
    func discard() { unsafe bytes.deallocate() }

    private mutating func reserve(_ more: Int) {
        guard capacity - size < more else { return }
        capacity = max(capacity * 2, size + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        unsafe larger.copyMemory(from: bytes, byteCount: size)
        unsafe bytes.deallocate()
        unsafe bytes = larger
    }
}
