/// Full-width letters, digits and signs as people type them into forms (U+FF01 to U+FF5E, and the ideographic space) as the plain ones.
enum HalfWidth {
    /// - Parameter signs: false keeps punctuation, which in a Chinese sentence is wide.
    static func folded(_ text: String, signs: Bool = true) -> String {
        guard text.utf8.contains(where: { $0 == 0xef || $0 == 0xe3 || $0 == 0xc2 }) else { return text }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xff10...0xff19, 0xff21...0xff3a, 0xff41...0xff5a: folded.append(Unicode.Scalar(scalar.value - 0xfee0) ?? scalar)
            case 0xff01...0xff5e where signs: folded.append(Unicode.Scalar(scalar.value - 0xfee0) ?? scalar)
            case 0x3000 where signs, 0xa0 where signs: folded.append(" ")
            default: folded.append(scalar)
            }
        }
        return String(folded)
    }

    /// Without white space at the ends, of whatever width, and without the marks that copying leaves there.
    static func trimmed(_ text: String) -> String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar.value == 0xfeff || scalar.value == 0x200b
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex ? text : String(scalars[first...last])
    }
}
