/// A value that can be bound to a statement, in PostgreSQL's binary format.
public protocol SQLEncodable: Sendable {
    /// The type that a placeholder for this value is declared with.
    static var postgresType: PostgresType { get }

    /// Appends the value's bytes, without a length.
    func encode(into buffer: inout [UInt8])
}

/// A value that can be read from a column, in PostgreSQL's binary format.
public protocol SQLDecodable: Sendable {
    /// Reads a value from the bytes of a column of `type`; throws `.decoding` when they do not fit.
    init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError)
}

extension [UInt8] {
    /// Appends an integer in network byte order.
    public mutating func append(bigEndian integer: some FixedWidthInteger) {
        var shift = integer.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: integer >> shift))
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The integer in network byte order that fills this buffer exactly; throws `.decoding` for any other length.
    public func bigEndianInteger<Integer: FixedWidthInteger>(
        as type: Integer.Type = Integer.self
    ) throws(PostgresError) -> Integer {
        guard count == MemoryLayout<Integer>.size else {
            throw PostgresError(.decoding, message: "\(count) bytes cannot be read as \(Integer.self)")
        }
        return unsafe Integer(bigEndian: loadUnaligned(as: Integer.self))
    }
}
