public import struct FoundationEssentials.UUID

/// The place of a sealed cell. It is authenticated with the cell, so a cell copied anywhere else fails to open.
///
/// Encoded as tenant (16 bytes), table, column (UTF-8), row (16 bytes), suite (1 byte), key version (u32), each with
/// its length before it as u32; all integers big-endian.
public struct AssociatedData: Hashable, Sendable {
    /// The tenant that owns the cell.
    public let tenant: UUID
    /// The table's name.
    public let table: String
    /// The column's name.
    public let column: String
    /// The row's id.
    public let row: UUID

    /// A place; `table` and `column` are names from the source code.
    public init(tenant: UUID, table: String, column: String, row: UUID) {
        self.tenant = tenant
        self.table = table
        self.column = column
        self.row = row
    }

    /// Calls `body` with the encoding, which lives on the stack.
    func withEncoded<R>(
        suite: Suite, keyVersion: UInt32, _ body: (UnsafeRawBufferPointer) throws(VaultError) -> R
    ) throws(VaultError) -> R {
        let names = table.utf8.count + column.utf8.count
        let count = 6 * 4 + 16 + names + 16 + 1 + 4
        return try unsafe withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) {
            (buffer) throws(VaultError) -> R in
            var writer = unsafe PartWriter(buffer)
            writer.write(tenant)
            writer.write(table)
            writer.write(column)
            writer.write(row)
            writer.write(part: CollectionOfOne(suite.rawValue))
            unsafe withUnsafeBytes(of: keyVersion.bigEndian) { unsafe writer.write(part: $0) }
            return try unsafe body(UnsafeRawBufferPointer(buffer))
        }
    }
}

/// Writes parts with their lengths into a buffer of exactly the right size.
@safe private struct PartWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    private var end = 0

    init(_ buffer: UnsafeMutableRawBufferPointer) { unsafe self.buffer = unsafe buffer }

    mutating func write(part: some Collection<UInt8>) {
        unsafe buffer.storeBytes(of: UInt32(part.count).bigEndian, toByteOffset: end, as: UInt32.self)
        end += 4
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[end..<(end + part.count)]).copyBytes(from: part)
        end += part.count
    }

    mutating func write(_ id: UUID) {
        unsafe withUnsafeBytes(of: id.uuid) { unsafe write(part: $0) }
    }

    mutating func write(_ name: String) {
        var name = name
        name.withUTF8 { unsafe write(part: $0) }
    }
}
