internal import CSheets

/// The checksum of ZIP archives (ISO 3309, as in zlib), of bytes as they come. It tells what was damaged by chance, nothing more.
public struct CRC32: Sendable {
    private var state: UInt = 0

    public init() {}

    public mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            if !buffer.isEmpty { unsafe state = crc32(state, buffer.baseAddress, UInt32(clamping: buffer.count)) }
        }
    }

    public var value: UInt32 { UInt32(truncatingIfNeeded: state) }
}
