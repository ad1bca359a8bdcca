/// Brings phone numbers into the one form that is sealed and indexed: E.164.
public enum PhoneNormalizer {
    /// "+8613812345678" for a mainland mobile in any usual writing, "+861012345678" for a landline with its area code,
    /// "+85291234567" for another country's number written with its plus; nil when it is not a phone.
    ///
    /// Full-width digits are digits. Spaces, hyphens, dots and brackets between digits do not count.
    public static func normalize(_ raw: String) -> String? {
        guard raw.utf8.count <= 64, let number = digits(of: raw.nfkc) else { return nil }
        if number.isInternational {
            if number.digits.hasPrefix("86") { return mainland(afterCountryCode: number.digits.dropFirst(2)) }
            let plausible = (7...15).contains(number.digits.count) && number.digits.first != "0"
            return plausible ? "+\(number.digits)" : nil
        }
        if number.digits.hasPrefix("0086") { return mainland(afterCountryCode: number.digits.dropFirst(4)) }
        if isMobile(number.digits[...]) { return "+86\(number.digits)" }
        // Without its plus, the country code is only certain in front of a mobile number.
        if number.digits.hasPrefix("86"), isMobile(number.digits.dropFirst(2)) { return "+\(number.digits)" }
        // Within the country a landline is written with the trunk's zero.
        guard number.digits.hasPrefix("0") else { return nil }
        let national = number.digits.dropFirst()
        return isLandline(national) ? "+86\(national)" : nil
    }

    /// The last four digits of a normalised phone; nil when it has fewer.
    public static func lastFour(_ normalized: String) -> String? {
        let digits = normalized.filter { $0.isASCII && $0.isNumber }
        return digits.count >= 4 ? String(digits.suffix(4)) : nil
    }

    private static func mainland(afterCountryCode rest: Substring) -> String? {
        if isMobile(rest) { return "+86\(rest)" }
        let national = rest.hasPrefix("0") ? rest.dropFirst() : rest
        return isLandline(national) ? "+86\(national)" : nil
    }

    private static func isMobile(_ digits: Substring) -> Bool {
        guard digits.count == 11, digits.first == "1", let second = digits.dropFirst().first else { return false }
        return ("3"..."9").contains(second)
    }

    /// Area code without its zero (10, 2x or three digits from 3 on), then 8 digits, or 7 or 8 after three.
    private static func isLandline(_ digits: Substring) -> Bool {
        let areaCount = digits.hasPrefix("10") || digits.hasPrefix("2") ? 2 : 3
        guard let first = digits.first, areaCount == 2 || ("3"..."9").contains(first) else { return false }
        let subscriber = digits.dropFirst(areaCount)
        guard let start = subscriber.first, ("2"..."8").contains(start) else { return false }
        return subscriber.count == 8 || (areaCount == 3 && subscriber.count == 7)
    }

    private static func digits(of text: String) -> (isInternational: Bool, digits: String)? {
        var digits = ""
        var isInternational = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty && !isInternational: isInternational = true
            case "-", ".", "(", ")", "\u{2010}"..."\u{2015}", "\u{2212}": continue
            case _ where scalar.properties.isWhitespace: continue
            // Copied from a contact list, numbers come inside invisible direction marks.
            case "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}"..."\u{2069}", "\u{FEFF}": continue
            default: return nil
            }
        }
        return (isInternational, digits)
    }
}
