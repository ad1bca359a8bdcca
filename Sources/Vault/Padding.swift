/// Hides lengths: `u32 length ‖ bytes ‖ zeros` up to 32, 64, 128, 256 or 512 bytes, then multiples of 512.
enum Padding {
    /// The longest plaintext, in bytes: far above the largest upload, and far below where libcrypto's counts end.
    static let largestPlaintext = 256 << 20

    private static let prefixCount = 4

    /// The padded length of `count` bytes. Throws `tooLarge`.
    static func paddedCount(for count: Int) throws(VaultError) -> Int {
        guard count <= largestPlaintext else { throw VaultError(.tooLarge, "a plaintext has at most 256 MiB") }
        return size(for: prefixCount + count)
    }

    /// Whether some plaintext has this padded length.
    static func isPaddedCount(_ count: Int) -> Bool {
        count >= 32 && count <= largestPlaintext + 512 && size(for: count) == count
    }

    /// Writes the padded form of `plaintext` into `buffer`, which has its padded length.
    static func pad(_ plaintext: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) {
        unsafe buffer.storeBytes(of: UInt32(plaintext.count).bigEndian, as: UInt32.self)
        let end = prefixCount + plaintext.count
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[prefixCount..<end]).copyMemory(from: plaintext)
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[end...]).initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// The plaintext inside an authentic padded buffer. Throws `malformed` unless it is padded exactly as `pad` does.
    static func unpad(_ buffer: UnsafeRawBufferPointer) throws(VaultError) -> UnsafeRawBufferPointer {
        guard buffer.count >= prefixCount else { throw VaultError(.malformed, "padding") }
        let count = unsafe Int(UInt32(bigEndian: buffer.loadUnaligned(as: UInt32.self)))
        let end = prefixCount + count
        guard end <= buffer.count, size(for: end) == buffer.count, unsafe buffer[end...].allSatisfy({ $0 == 0 }) else {
            throw VaultError(.malformed, "padding")
        }
        return unsafe UnsafeRawBufferPointer(rebasing: buffer[prefixCount..<end])
    }

    private static func size(for count: Int) -> Int {
        switch count {
        case ...32: 32
        case ...64: 64
        case ...128: 128
        case ...256: 256
        default: (count + 511) / 512 * 512
        }
    }
}
