/// What a file is by what is in it. Names and what a sender says count for nothing.
public enum FileType: String, Sendable, CaseIterable {
    case text = "text/plain"
    case spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case zip = "application/zip"
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"
    /// Nothing of the above.
    case unknown = "application/octet-stream"

    /// So many bytes of a file's beginning are enough.
    public static let prefixCount = 8 << 10

    /// The type of a file that begins so.
    public init(prefix: [UInt8]) {
        func begins(_ text: String, at offset: Int = 0) -> Bool { prefix.dropFirst(offset).starts(with: text.utf8) }
        if prefix.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            self = .png
        } else if prefix.starts(with: [0xff, 0xd8, 0xff]) {
            self = .jpeg
        } else if begins("GIF87a") || begins("GIF89a") {
            self = .gif
        } else if begins("RIFF"), begins("WEBP", at: 8) {
            self = .webp
        } else if begins("%PDF-") {
            self = .pdf
        } else if prefix.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
            // The first entries of a workbook are its table of contents and what lies under xl/ or _rels/.
            let names = ["[Content_Types].xml", "xl/", "_rels/.rels", "docProps/"]
            self = names.contains { begins($0, at: 30) } ? .spreadsheet : .zip
        } else {
            self = FileType.isText(prefix) ? .text : .unknown
        }
    }

    /// Text of any encoding: control characters are rare in it, and zero bytes stand in every other place or nowhere.
    private static func isText(_ prefix: [UInt8]) -> Bool {
        guard !prefix.isEmpty else { return false }
        var controls = 0
        var zeros = (even: 0, odd: 0)
        for (place, byte) in prefix.enumerated() {
            if byte == 0 {
                if place & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
            } else if byte < 0x20, ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].contains(byte) {
                controls += 1
            }
        }
        let all = zeros.even + zeros.odd
        let isMarked = prefix.starts(with: [0xff, 0xfe]) || prefix.starts(with: [0xfe, 0xff])
        // Without a mark, the zeros of digits, delimiters and line ends stand all in even places or all in odd ones.
        let isWide = isMarked || all >= 4 && all * 10 > prefix.count && max(zeros.even, zeros.odd) * 10 >= all * 9
        // In UTF-16 any byte may stand in a character; a stray one, or a zero, is dirt of a row.
        return isWide ? all * 100 < prefix.count * 70 : all * 100 <= prefix.count && controls * 50 <= prefix.count
    }
}
