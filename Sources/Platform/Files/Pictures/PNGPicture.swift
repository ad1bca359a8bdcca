/// PNG (ISO/IEC 15948): the chunks that make the picture and its colours, whose sums are right; no text, no time, nothing behind its end.
/// Of an animation the picture that stands for it is left.
enum PNGPicture {
    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    private static let kept: Set<String> = ["PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"]

    /// The picture without everything that tells of more than itself.
    static func cleaned(_ given: [UInt8]) throws(PictureFault) -> [UInt8] {
        var input = PictureCursor(given)
        guard try input.take(8).elementsEqual(signature) else { throw .damaged }
        guard let header = try chunk(&input), header.name == "IHDR", header.body.count == 13 else { throw .damaged }
        try PictureCursor.check(
            width: PictureCursor.big(header.body.prefix(4)), height: PictureCursor.big(header.body.dropFirst(4).prefix(4)))
        var output: [UInt8] = []
        output.reserveCapacity(given.count + PictureCursor.room)
        output += signature
        output += header.whole
        let head = output.count
        var orientation = ExifOrientation.upright
        var hasPixels = false
        while true {
            guard let part = try chunk(&input) else { throw .damaged }
            if part.name == "IEND" {
                guard hasPixels, part.body.isEmpty else { throw .damaged }
                output += part.whole
                break
            }
            if kept.contains(part.name) {
                hasPixels = hasPixels || part.name == "IDAT"
                output += part.whole
            } else if part.name == "eXIf" {
                orientation = ExifOrientation.read(part.body)
            } else if part.isNeeded {
                throw .damaged
            }
        }
        if orientation != ExifOrientation.upright {
            // It stands before the pixels; there is room for it, so they move within their place.
            output.insert(contentsOf: made("eXIf", ExifOrientation.data(orientation)), at: head)
        }
        return output
    }

    private struct Chunk {
        let name: String
        let body: ArraySlice<UInt8>
        let whole: ArraySlice<UInt8>
        /// Whether a reader that does not know it must give up: a capital first letter.
        var isNeeded: Bool { name.utf8.first.map { $0 & 0x20 == 0 } ?? true }
    }

    /// The next chunk; nil for one whose sum is wrong.
    private static func chunk(_ input: inout PictureCursor) throws(PictureFault) -> Chunk? {
        let start = input.place
        let length = try input.long()
        let content = try input.take(length &+ 4)
        guard try input.long() == Int(Checksum.crc32(content)) else { return nil }
        return Chunk(
            name: String(decoding: content.prefix(4), as: UTF8.self), body: content.dropFirst(4), whole: input.bytes[start..<input.place])
    }

    private static func made(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + body
        return PictureCursor.bigBytes(body.count) + content + PictureCursor.bigBytes(Int(Checksum.crc32(content[...])))
    }
}

/// The sum of ISO 3309, as PNG has it.
enum Checksum {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
    }

    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let table = table
        return ~bytes.reduce(UInt32.max) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xff)] ^ (sum >> 8) }
    }
}
