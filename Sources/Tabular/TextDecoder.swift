internal import CLinux
internal import Glibc

/// Turns the bytes of a text file into UTF-8, piece by piece. What cannot be read becomes U+FFFD; a byte order mark goes.
@safe public final class TextDecoder {
    private let encoding: TextEncoding
    /// Nil for UTF-8, which is passed on.
    private let converter: iconv_t?
    /// The beginning of a character whose end has not come.
    private var rest: [UInt8] = []
    private var isAtStart = true
    /// What came of the text so far while it may still be a part of the mark.
    private var start: [UInt8] = []

    /// A decoder; nil where the system does not know the encoding.
    public init?(_ encoding: TextEncoding) {
        self.encoding = encoding
        guard encoding != .utf8 else {
            unsafe converter = nil
            return
        }
        let opened = unsafe iconv_open("UTF-8", encoding.iconvName)
        guard Int(bitPattern: opened) != -1 else { return nil }
        unsafe converter = opened
    }

    deinit {
        if let converter = unsafe converter { unsafe _ = iconv_close(converter) }
    }

    /// The next bytes as UTF-8. Bytes of a character that is not whole wait for the next piece.
    public func decode(_ bytes: [UInt8]) -> [UInt8] {
        guard unsafe converter != nil else { return withoutMark(bytes) }
        let input = rest + bytes
        rest = []
        return withoutMark(convert(input, isLast: false))
    }

    /// What is left at the end of the file.
    public func finish() -> [UInt8] {
        var text: [UInt8] = []
        if unsafe converter != nil, !rest.isEmpty {
            text = withoutMark(convert(rest, isLast: true))
            rest = []
        }
        return isAtStart ? text + takeStart() : text
    }

    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    private func withoutMark(_ text: [UInt8]) -> [UInt8] {
        guard isAtStart else { return text }
        start += text
        // The mark itself may come in pieces.
        guard start.count >= Self.mark.count || !Self.mark.starts(with: start) else { return [] }
        return takeStart()
    }

    private func takeStart() -> [UInt8] {
        isAtStart = false
        defer { start = [] }
        return start.starts(with: Self.mark) ? Array(start.dropFirst(Self.mark.count)) : start
    }

    private func convert(_ input: [UInt8], isLast: Bool) -> [UInt8] {
        guard let converter = unsafe converter else { return input }
        var input = input
        var output: [UInt8] = []
        // Two bytes of GB 18030 or UTF-16 become three of UTF-8 at the most.
        var room = [CChar](repeating: 0, count: max(64, input.count * 2))
        var start = 0
        while start < input.count {
            var left = input.count - start
            let (result, produced, code) = unsafe input.withUnsafeMutableBytes { bytes -> (Int, Int, Int32) in
                unsafe room.withUnsafeMutableBufferPointer { room -> (Int, Int, Int32) in
                    var from = unsafe bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                    var to = room.baseAddress
                    var free = room.count
                    let result = unsafe iconv(converter, &from, &left, &to, &free)
                    return (result, room.count - free, errno)
                }
            }
            output.append(contentsOf: room.prefix(produced).lazy.map { UInt8(bitPattern: $0) })
            start = input.count - left
            guard result == -1 else { break }
            switch code {
            case E2BIG: continue
            case EINVAL where !isLast:
                rest = Array(input[start...])
                return output
            default:
                // No character begins here: it is marked, and the next byte (or pair of bytes) tried.
                output += [0xef, 0xbf, 0xbd]
                start += encoding == .gb18030 ? 1 : 2
            }
        }
        return output
    }
}
