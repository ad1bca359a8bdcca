/// JPEG (ITU-T T.81): what decodes the picture, its colours (JFIF, Adobe, ICC) and which way up it is; nothing else, and nothing behind it.
enum JPEGPicture {
    private static let colourProfile = Array("ICC_PROFILE".utf8) + [0]

    /// The picture without everything that tells of more than itself.
    static func cleaned(_ given: [UInt8]) throws(PictureFault) -> [UInt8] {
        var input = PictureCursor(given)
        guard try input.byte() == 0xff, try input.byte() == 0xd8 else { throw .damaged }
        var (head, rest): ([UInt8], [UInt8]) = ([], [])
        rest.reserveCapacity(given.count + PictureCursor.room)
        var orientation = ExifOrientation.upright
        var (hasFrame, hasScan) = (false, false)
        while true {
            let marker = try nextMarker(&input)
            if marker == 0xd9 {
                guard hasScan else { throw .damaged }
                break
            }
            let length = try input.short()
            let body = try input.take(length - 2)
            switch marker {
            case 0xc0...0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
                guard !hasFrame, body.count >= 6 else { throw .damaged }
                let height = PictureCursor.big(body.dropFirst(1).prefix(2))
                try PictureCursor.check(width: PictureCursor.big(body.dropFirst(3).prefix(2)), height: height)
                hasFrame = true
                append(marker, body, to: &rest)
            case 0xc4, 0xcc, 0xdb, 0xdd: append(marker, body, to: &rest)
            case 0xda:
                guard hasFrame else { throw .damaged }
                hasScan = true
                append(marker, body, to: &rest)
                rest += try scan(&input)
            case 0xe0:
                // The small picture that may follow the twelve bytes is another picture.
                if head.isEmpty, body.count >= 14, body.starts(with: Array("JFIF".utf8) + [0]) {
                    append(marker, body.prefix(12) + [0, 0], to: &head)
                }
            case 0xe1:
                if orientation == ExifOrientation.upright, body.starts(with: ExifOrientation.mark) {
                    orientation = ExifOrientation.read(body)
                }
            case 0xe2: if body.starts(with: colourProfile) { append(marker, body, to: &rest) }
            case 0xee: if body.count == 12, body.starts(with: "Adobe".utf8) { append(marker, body, to: &rest) }
            case 0xe3...0xed, 0xef, 0xfe: break
            default: throw .damaged
            }
        }
        if orientation != ExifOrientation.upright {
            append(0xe1, (ExifOrientation.mark + ExifOrientation.data(orientation))[...], to: &head)
        }
        head.insert(contentsOf: [0xff, 0xd8], at: 0)
        rest += [0xff, 0xd9]
        // The head is known last; there is room for it, so what follows moves within its place.
        rest.insert(contentsOf: head, at: 0)
        return rest
    }

    /// The next marker; as many bytes of ones as somebody likes may stand before it (B.1.1.2).
    private static func nextMarker(_ input: inout PictureCursor) throws(PictureFault) -> UInt8 {
        guard try input.byte() == 0xff else { throw .damaged }
        var marker = try input.byte()
        while marker == 0xff { marker = try input.byte() }
        return marker
    }

    /// What follows the head of a scan up to the next marker that is none of its own (F.1.2.3).
    private static func scan(_ input: inout PictureCursor) throws(PictureFault) -> ArraySlice<UInt8> {
        let (bytes, start) = (input.bytes, input.place)
        var end = start
        while end + 1 < bytes.count {
            if bytes[end] != 0xff {
                end += 1
            } else if bytes[end + 1] == 0 || (0xd0...0xd7).contains(bytes[end + 1]) {
                end += 2
            } else if bytes[end + 1] == 0xff {
                end += 1
            } else {
                return try input.take(end - start)
            }
        }
        throw .damaged
    }

    private static func append(_ marker: UInt8, _ body: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let length = body.count + 2
        output += [0xff, marker, UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)]
        output += body
    }
}
