internal import CSheets

/// Bytes that are deflated (RFC 1951) as they come, with what an archive has to know of them: what is kept is a tenth of what was written.
@safe final class DeflatedBytes {
    private(set) var packed: [UInt8] = []
    /// Bytes that went in.
    private(set) var size: UInt64 = 0
    private(set) var checksum: UInt = 0
    private let limit: Int
    /// Where zlib finds it again: it remembers the address.
    private let stream: UnsafeMutablePointer<z_stream>

    /// - Parameter limit: packed bytes at the most.
    init(limit: Int) throws(SheetError) {
        self.limit = limit
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe peony_deflate_begin(stream) == Z_OK else {
            unsafe stream.deallocate()
            throw SheetError("memory")
        }
    }

    deinit {
        unsafe _ = deflateEnd(stream)
        unsafe stream.deallocate()
    }

    func write(_ bytes: [UInt8]) throws(SheetError) {
        guard !bytes.isEmpty else { return }
        try pack(bytes, Z_NO_FLUSH)
    }

    func finish() throws(SheetError) { try pack([], Z_FINISH) }

    private func pack(_ bytes: [UInt8], _ flush: Int32) throws(SheetError) {
        var input = bytes
        var room = [UInt8](repeating: 0, count: 64 << 10)
        var result = Z_OK
        unsafe input.withUnsafeMutableBufferPointer { buffer in
            if !buffer.isEmpty { unsafe checksum = crc32(checksum, buffer.baseAddress, UInt32(clamping: buffer.count)) }
            unsafe stream.pointee.next_in = buffer.baseAddress
            unsafe stream.pointee.avail_in = UInt32(clamping: buffer.count)
            var isFull = true
            while isFull, result != Z_STREAM_ERROR {
                let produced = unsafe room.withUnsafeMutableBufferPointer { space -> Int in
                    unsafe stream.pointee.next_out = space.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(clamping: space.count)
                    result = unsafe deflate(stream, flush)
                    return unsafe space.count - Int(stream.pointee.avail_out)
                }
                packed += room.prefix(produced)
                isFull = produced == room.count
            }
            unsafe stream.pointee.next_in = nil
        }
        size += UInt64(bytes.count)
        guard result != Z_STREAM_ERROR, packed.count <= limit else { throw SheetError("too_large") }
    }
}
