internal import CQREncode

/// A QR code (ISO/IEC 18004, model 2, error correction M) as a picture without a picture's format: whoever shows it draws one path.
public struct QRCode: Sendable, Equatable {
    /// Modules on a side, 21 to 177, without the margin of four that a reader wants around it.
    public let size: Int
    /// The dark modules as the data of an SVG path, a module being a unit: `M0 0h7v1h-7z…`.
    public let path: String

    /// What a code of this level holds at most, in bytes.
    public static let capacity = 2_331

    /// The code of `text`, as UTF-8. Nil when it is empty, has a zero byte or does not fit.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.capacity, !bytes.contains(0) else { return nil }
        guard let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { unsafe QRcode_free(code) }
        guard let modules = unsafe code.pointee.data else { return nil }
        let size = unsafe Int(code.pointee.width)
        self.size = size
        // The lowest bit of a module says whether it is dark.
        path = Self.path(size: size) { x, y in unsafe modules[y * size + x] & 1 == 1 }
    }

    /// A rectangle for each run of dark modules in a row.
    private static func path(size: Int, isDark: (Int, Int) -> Bool) -> String {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                guard isDark(x, y) else {
                    x += 1
                    continue
                }
                let start = x
                while x < size, isDark(x, y) { x += 1 }
                path += "M\(start) \(y)h\(x - start)v1h-\(x - start)z"
            }
        }
        return path
    }
}
