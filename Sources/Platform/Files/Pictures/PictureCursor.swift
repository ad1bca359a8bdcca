/// Goes through bytes that somebody sent: whatever is beyond their end is a fault, never a trap.
struct PictureCursor {
    let bytes: [UInt8]
    private(set) var place = 0

    /// What a picture may become longer by: a head that is written anew.
    static let room = 256

    /// Pixels of a picture at the most: four bytes each are what a viewer needs.
    private static let mostPixels = 100_000_000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// How many bytes are left.
    var left: Int { bytes.count - place }

    mutating func byte() throws(PictureFault) -> UInt8 {
        guard place < bytes.count else { throw .damaged }
        place += 1
        return bytes[place - 1]
    }

    /// The next `count` bytes.
    mutating func take(_ count: Int) throws(PictureFault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= left else { throw .damaged }
        place += count
        return bytes[(place - count)..<place]
    }

    /// A number of two bytes, the higher one first.
    mutating func short() throws(PictureFault) -> Int { PictureCursor.big(try take(2)) }

    /// A number of four bytes, the highest one first.
    mutating func long() throws(PictureFault) -> Int { PictureCursor.big(try take(4)) }

    /// A number of four bytes, the lowest one first.
    mutating func littleLong() throws(PictureFault) -> Int { PictureCursor.little(try take(4)) }

    /// At most four bytes as a number.
    static func big(_ bytes: ArraySlice<UInt8>) -> Int { bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } }
    static func little(_ bytes: ArraySlice<UInt8>) -> Int { bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) } }

    /// A number of four bytes as it stands in a file.
    static func bigBytes(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
    static func littleBytes(_ number: Int) -> [UInt8] { bigBytes(number).reversed() }

    /// - Throws: `damaged` for a picture without pixels, `tooManyPixels` for one with more than anybody needs.
    static func check(width: Int, height: Int) throws(PictureFault) {
        guard width > 0, height > 0 else { throw .damaged }
        let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, pixels <= mostPixels else { throw .tooManyPixels }
    }
}
