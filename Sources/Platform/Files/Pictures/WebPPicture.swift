/// WebP (RFC 9649): the bitstream, its transparency and its colours; no EXIF, no XMP, no chunk that nobody knows, nothing behind its end.
enum WebPPicture {
    private static let (hasProfile, hasAlpha, hasExif, isAnimated): (UInt8, UInt8, UInt8, UInt8) = (0x20, 0x10, 0x08, 0x02)

    /// The picture without everything that tells of more than itself.
    static func cleaned(_ given: [UInt8]) throws(PictureFault) -> [UInt8] {
        var input = PictureCursor(given)
        guard try input.take(4).elementsEqual("RIFF".utf8) else { throw .damaged }
        let size = try input.littleLong()
        guard size >= 12, size <= input.left, try input.take(4).elementsEqual("WEBP".utf8) else { throw .damaged }
        let end = 8 + size
        var canvas: ArraySlice<UInt8>?
        var profile: ArraySlice<UInt8>?
        var alpha: ArraySlice<UInt8>?
        var coded: (name: String, body: ArraySlice<UInt8>)?
        var orientation = ExifOrientation.upright
        while input.place < end {
            let name = String(decoding: try input.take(4), as: UTF8.self)
            let length = try input.littleLong()
            let body = try input.take(length)
            if length & 1 == 1, input.place < end { _ = try input.byte() }
            guard input.place <= end else { throw .damaged }
            switch name {
            case "VP8X":
                guard canvas == nil, coded == nil, body.count == 10, let flags = body.first else { throw .damaged }
                guard flags & isAnimated == 0 else { throw .notAllowed }
                canvas = body
            case "ICCP": profile = body
            case "ALPH": alpha = body
            case "VP8 ", "VP8L":
                guard coded == nil else { throw .damaged }
                try check(body, isLossless: name == "VP8L")
                coded = (name: name, body: body)
            case "ANIM", "ANMF": throw .notAllowed
            case "EXIF": orientation = ExifOrientation.read(body)
            default: break
            }
        }
        guard let picture = coded else { throw .damaged }
        var output: [UInt8] = []
        output.reserveCapacity(given.count + PictureCursor.room)
        output += "RIFF".utf8
        // Its length is known at the end.
        output += PictureCursor.littleBytes(0)
        output += "WEBP".utf8
        if let canvas {
            try PictureCursor.check(
                width: 1 + PictureCursor.little(canvas.dropFirst(4).prefix(3)),
                height: 1 + PictureCursor.little(canvas.dropFirst(7).prefix(3)))
            var flags = (canvas.first ?? 0) & hasAlpha
            if profile != nil { flags |= hasProfile }
            if orientation != ExifOrientation.upright { flags |= hasExif }
            var extended: [UInt8] = [flags, 0, 0, 0]
            extended += canvas.dropFirst(4)
            append("VP8X", extended[...], to: &output)
            if let profile { append("ICCP", profile, to: &output) }
            if let alpha { append("ALPH", alpha, to: &output) }
        }
        append(picture.name, picture.body, to: &output)
        if canvas != nil, orientation != ExifOrientation.upright {
            append("EXIF", ExifOrientation.data(orientation)[...], to: &output)
        }
        output.replaceSubrange(4..<8, with: PictureCursor.littleBytes(output.count - 8))
        return output
    }

    /// The head of a bitstream: that it is one, and how large the picture is.
    private static func check(_ body: ArraySlice<UInt8>, isLossless: Bool) throws(PictureFault) {
        if isLossless {
            guard body.count >= 5, body.first == 0x2f else { throw .damaged }
            let bits = PictureCursor.little(body.dropFirst(1).prefix(4))
            return try PictureCursor.check(width: 1 + bits & 0x3fff, height: 1 + (bits >> 14) & 0x3fff)
        }
        guard body.count >= 10, body.dropFirst(3).prefix(3).elementsEqual([0x9d, 0x01, 0x2a]) else { throw .damaged }
        try PictureCursor.check(
            width: PictureCursor.little(body.dropFirst(6).prefix(2)) & 0x3fff,
            height: PictureCursor.little(body.dropFirst(8).prefix(2)) & 0x3fff)
    }

    private static func append(_ name: String, _ body: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output += name.utf8
        output += PictureCursor.littleBytes(body.count)
        output += body
        if body.count & 1 == 1 { output.append(0) }
    }
}
