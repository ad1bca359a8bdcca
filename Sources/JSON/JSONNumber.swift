/// The grammar of a number (RFC 8259 §6).
enum JSONNumber {
    /// What the scan of a number found.
    enum Scan {
        /// A number up to `end`; `isWhole` when it has neither fraction nor exponent.
        case number(end: Int, isWhole: Bool)
        /// No number: the byte at `offset` does not fit, or the text ends there.
        case wrong(offset: Int)
    }

    /// Scans the longest number that starts at `start`.
    static func scan(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Scan {
        func digits(from start: Int) -> Int {
            var index = start
            while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
            return index
        }
        func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
            index < bytes.count && bytes[index] == UInt8(ascii: character)
        }

        var isWhole = true
        let first = has("-", at: start) ? start + 1 : start
        // A leading zero stands alone; digits after it are left over and end as a syntax error.
        var index = has("0", at: first) ? first + 1 : digits(from: first)
        guard index > first else { return .wrong(offset: first) }
        if has(".", at: index) {
            let fraction = index + 1
            index = digits(from: fraction)
            guard index > fraction else { return .wrong(offset: fraction) }
            isWhole = false
        }
        if has("e", at: index) || has("E", at: index) {
            let sign = index + 1
            let exponent = has("+", at: sign) || has("-", at: sign) ? sign + 1 : sign
            index = digits(from: exponent)
            guard index > exponent else { return .wrong(offset: exponent) }
            isWhole = false
        }
        return .number(end: index, isWhole: isWhole)
    }

    /// Whether the text is one number and nothing else.
    static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            guard case .number(let end, _) = scan(UnsafeRawBufferPointer(text), from: 0) else { return false }
            return end == text.count
        }
    }
}
