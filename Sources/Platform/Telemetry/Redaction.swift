/// Takes out of a text what looks like a telephone number, an identity number, a mail address or a token.
///
/// A net under the rule that no message carries a value: messages are written by us and by libraries, and one of them
/// will forget. It may take out too much, and never enough to make a message unreadable.
enum Redaction {
    /// Numbers of so many digits are telephones, identity cards or bank cards; dates and times have fewer.
    private static let minimumDigits = 11
    /// Words of so many characters with digits in them are tokens or keys; UUIDs are let through.
    private static let minimumToken = 24

    /// The text without them.
    static func clean(_ text: String) -> String {
        // Nearly every message is short and has neither digits nor an @: it is returned as it is.
        guard text.utf8.contains(where: { isDigit($0) || $0 == UInt8(ascii: "@") || $0 >= 0x80 }) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard isWordPart(scalars[index]) || scalars[index] == "+" else {
                result.append(scalars[index])
                index += 1
                continue
            }
            let end = word(in: scalars, from: index)
            let word = scalars[index..<end]
            if !isUUID(word), let end = number(in: scalars, from: index) {
                result.append(contentsOf: "[number]".unicodeScalars)
                index = end
                continue
            }
            result.append(contentsOf: replacement(for: word) ?? String.UnicodeScalarView(word))
            index = end
        }
        return String(result)
    }

    private static func replacement(for word: ArraySlice<Unicode.Scalar>) -> String.UnicodeScalarView? {
        if let at = word.firstIndex(of: "@"), at > word.startIndex, at < word.endIndex - 1 {
            return "[address]".unicodeScalars
        }
        if isUUID(word) { return nil }
        var run = 0
        for scalar in word {
            run = digit(scalar) ? run + 1 : 0
            if run >= minimumDigits { return "[number]".unicodeScalars }
        }
        guard word.count >= minimumToken, word.contains(where: { digit($0) }) else { return nil }
        return "[secret]".unicodeScalars
    }

    /// The end of a number with enough digits, written together or in groups; an identity number may end in X.
    private static func number(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        var index = start
        var digits = 0
        var end = start
        if scalars[index] == "+" { index += 1 }
        while index < scalars.count {
            if digit(scalars[index]) {
                digits += 1
                end = index + 1
            } else if !isSeparator(scalars[index]) || index == start || !digit(scalars[index - 1]) {
                break
            }
            index += 1
        }
        guard digits >= minimumDigits else { return nil }
        if end < scalars.count, scalars[end] == "X" || scalars[end] == "x" { end += 1 }
        return end
    }

    private static func word(in scalars: [Unicode.Scalar], from start: Int) -> Int {
        var end = start + 1
        while end < scalars.count, isWordPart(scalars[end]) { end += 1 }
        return end
    }

    private static func isUUID(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        word.count == 36
            && word.enumerated().allSatisfy { position, scalar in
                [8, 13, 18, 23].contains(position) ? scalar == "-" : scalar.properties.isASCIIHexDigit
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// ASCII and full-width digits.
    private static func digit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || ("\u{ff10}"..."\u{ff19}").contains(scalar)
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "-" }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "a"..."z", "A"..."Z", "_", "-", ".", "@", "+": true
        default: digit(scalar)
        }
    }
}
