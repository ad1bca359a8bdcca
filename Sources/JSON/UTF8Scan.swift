/// Reading of raw UTF-8, shared by the writer and the parser. Callers guarantee `index <= bytes.count`.
enum UTF8Scan {
    /// The first position at or after `start` that JSON text cannot take as it is: a control character, a quote,
    /// a backslash, U+2028 or U+2029, an ill-formed sequence, or the end.
    static func endOfPlainRun(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while true {
            index = endOfPlainASCII(in: bytes, from: index)
            // What follows may be a long stretch of Chinese: stay with it until ASCII returns.
            while index < bytes.count, bytes[index] >= 0x80 {
                let length = sequence(in: bytes, at: index)
                guard length > 0, !isLineSeparator(in: bytes, at: index) else { return index }
                index += length
            }
            guard index < bytes.count else { return index }
            if isSpecial(bytes[index]) { return index }
        }
    }

    /// The length of the well-formed sequence at `index`; when it is ill-formed, minus the length of the stretch that
    /// one U+FFFD stands for (the "maximal subpart" of Unicode 3.9, which is what `String(decoding:as:)` replaces).
    static func sequence(in bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return -1
        }
        guard index + 1 < bytes.count, second.contains(bytes[index + 1]) else { return -1 }
        for offset in 2..<max(length, 2) {
            guard index + offset < bytes.count, bytes[index + offset] & 0xC0 == 0x80 else { return -offset }
        }
        return length
    }

    /// U+2028 or U+2029: legal in JSON, but line ends to a JavaScript reader and to many log viewers.
    static func isLineSeparator(in bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Skips plain ASCII, eight bytes at a time.
    @inline(__always)
    private static func endOfPlainASCII(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            // x - n borrows into the top bit of every byte below n. A borrow can only spoil *higher* bytes, so the
            // lowest mark, the one used, is exact.
            let below = (word &- ones &* 0x20) & ~word
            let marks = (below | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | word) & tops
            if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80, !isSpecial(bytes[index]) { index += 1 }
        return index
    }
}
