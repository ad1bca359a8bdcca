// The few ways in which Vault lays bytes out. Everything is big-endian, and every part that could run into its
// neighbour carries its length.

extension Array where Element == UInt8 {
    /// Appends an integer, most significant byte first.
    mutating func append<I: FixedWidthInteger>(bigEndian value: I) {
        for shift in stride(from: I.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> I(shift)))
        }
    }

    /// Appends the count of `part` as u32, then `part`.
    mutating func append(lengthPrefixed part: [UInt8]) {
        append(bigEndian: UInt32(part.count))
        append(contentsOf: part)
    }

    /// `withUnsafeBytes` with typed errors.
    func withRawBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try unsafe withUnsafeBufferPointer { (buffer) throws(E) -> R in try unsafe body(UnsafeRawBufferPointer(buffer))
        }
    }
}
