// The standard library normalises for its own comparisons and offers the result under this interface only; the
// alternative is full Foundation with its copy of ICU. A test holds it to Unicode's own examples.
@_spi(_Unicode) import Swift

/// The rule for a text that people typed: bounded in length, free of what deceives a reader, in one spelling (NFC).
struct PlainText {
    /// Fewest Unicode scalars.
    var min: Int
    /// Most Unicode scalars.
    var max: Int
    /// Whether white space at the ends is dropped first.
    var trimmed: Bool
    /// Whether invisible direction marks are dropped first instead of refused: a number that was copied from a contact
    /// list or a message comes inside them, and they say nothing about it.
    var dropsDirectionMarks = false

    /// What a text breaks, in the words of a `Violation`.
    struct Fault: Error, Equatable {
        let code: String
        let limit: String?

        init(_ code: String, limit: String? = nil) {
            self.code = code
            self.limit = limit
        }
    }

    /// The text in NFC and, if asked for, trimmed; or the first rule that it breaks.
    func read(_ text: String) -> Result<String, Fault> {
        var scalars = text.unicodeScalars[...]
        if dropsDirectionMarks, scalars.contains(where: Self.isDirectionMark) {
            scalars = String.UnicodeScalarView(scalars.filter { !Self.isDirectionMark($0) })[...]
        }
        if trimmed {
            scalars = scalars.drop(while: Self.isSpace)
            while let last = scalars.last, Self.isSpace(last) { scalars.removeLast() }
        }
        var count = 0
        var isComposed = true
        var shows = false
        for scalar in scalars {
            if let fault = Self.fault(of: scalar) { return .failure(fault) }
            if !shows { shows = Self.shows(scalar) }
            if !Self.isSurelyComposed(scalar) { isComposed = false }
            count += 1
        }
        var result = String(scalars)
        if !isComposed {
            // Composition shortens a text to a quarter at most: what is longer than that need not be normalised.
            guard count / 4 <= max else { return .failure(Fault("too_long", limit: "\(max)")) }
            result = String(String.UnicodeScalarView(result._nfc))
            count = result.unicodeScalars.count
        }
        if count > max { return .failure(Fault("too_long", limit: "\(max)")) }
        // A name of joiners and fillers is no name, whatever it counts.
        if count < min || min > 0 && !shows { return .failure(Fault("too_short", limit: "\(min)")) }
        return .success(result)
    }

    private static func fault(of scalar: Unicode.Scalar) -> Fault? {
        switch scalar.value {
        case 0x09, 0x0A: nil
        case 0x00...0x1F, 0x7F...0x9F: Fault("control_character")
        // Embeddings, overrides and isolates: they make a name or an amount read differently from what is stored.
        case 0x202A...0x202E, 0x2066...0x2069: Fault("bidi_control")
        default: nil
        }
    }

    /// Marks, embeddings, overrides and isolates (UAX #9).
    private static func isDirectionMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a reader sees anything of it. The empty Braille pattern is a blank that Unicode calls a symbol.
    private static func shows(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x7E, 0x4E00...0x9FFF: true
        case 0x2800: false
        default: !isSpace(scalar) && !scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// White space as Unicode defines it; there is none among the ideographs, which need no look into the tables.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x7E, 0x4E00...0x9FFF: false
        default: scalar.properties.isWhitespace
        }
    }

    /// Ranges in which every text is in NFC already: Latin, the unified ideographs, full-width forms.
    private static func isSurelyComposed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300, 0x4E00...0x9FFF, 0xFF00...0xFFEF: true
        default: false
        }
    }
}
