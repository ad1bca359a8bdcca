import CLibCrypto

/// Bytes nobody can guess, from libcrypto's generator for private values.
///
/// A process that cannot get randomness stops: there is nothing safe it could do instead.
public enum Random {
    /// `count` random bytes; none when `count` is not positive.
    public static func bytes(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
            unsafe fill(UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(output)[..<count]))
            initialized = count
        }
    }

    /// Fills all of `buffer`.
    static func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe Libcrypto.mustSucceed(RAND_priv_bytes_ex(nil, start, buffer.count, 0) == 1, "random bytes")
    }
}
