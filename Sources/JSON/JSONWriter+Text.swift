extension JSONWriter {
    /// Writes text with the escapes that JSON asks for, and U+2028 and U+2029 escaped too.
    public mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// Writes UTF-8 text, escaped like a `String`; each ill-formed stretch becomes one U+FFFD.
    public mutating func string(utf8 bytes: UnsafeRawBufferPointer) {
        openText()
        var index = 0
        while true {
            let stop = UTF8Scan.endOfPlainRun(in: bytes, from: index)
            append(UnsafeRawBufferPointer(rebasing: bytes[index..<stop]))
            guard stop < bytes.count else { break }
            index = stop + escape(bytes, at: stop)
        }
        append(UInt8(ascii: "\""))
    }

    /// Writes the escape for what stands at `index` and returns how many bytes of the text it covers.
    private mutating func escape(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let byte = bytes[index]
        if byte >= 0x80 {
            if UTF8Scan.isLineSeparator(in: bytes, at: index) {
                append(bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
                return 3
            }
            append("\u{FFFD}")
            return -UTF8Scan.sequence(in: bytes, at: index)
        }
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        default:
            append("\\u00")
            append(Self.hexDigit(byte >> 4))
            append(Self.hexDigit(byte & 15))
        }
        return 1
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
    }
}
