/// Which way up a picture is: the one thing of its EXIF data that is kept, written anew (TIFF 6.0, tag 274).
enum ExifOrientation {
    /// What a picture has that says nothing.
    static let upright = 1

    private static let tag = 0x0112

    /// The orientation, 1 to 8, of EXIF data with or without the mark that JPEG puts before it; ``upright`` where it says none.
    static func read(_ given: ArraySlice<UInt8>) -> Int {
        let data = Array(given.starts(with: mark) ? given.dropFirst(mark.count) : given)
        let isLittle: Bool
        if data.starts(with: [0x49, 0x49, 0x2a, 0x00]) {
            isLittle = true
        } else if data.starts(with: [0x4d, 0x4d, 0x00, 0x2a]) {
            isLittle = false
        } else {
            return upright
        }
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place <= data.count - count else { return nil }
            let bytes = data[place..<(place + count)]
            return isLittle ? PictureCursor.little(bytes) : PictureCursor.big(bytes)
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return upright }
        for index in 0..<min(entries, 1_000) {
            let entry = directory + 2 + 12 * index
            guard number(entry, 2) == tag else { continue }
            guard number(entry + 2, 2) == 3, let value = number(entry + 8, 2), (1...8).contains(value) else { return upright }
            return value
        }
        return upright
    }

    /// EXIF data that say the orientation and nothing else.
    static func data(_ orientation: Int) -> [UInt8] {
        [
            0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(truncatingIfNeeded: orientation), 0, 0, 0, 0,
            0, 0,
        ]
    }

    /// What stands before EXIF data in JPEG.
    static let mark: [UInt8] = Array("Exif".utf8) + [0, 0]
}
