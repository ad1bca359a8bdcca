/// Brings names into the form that is indexed.
public enum NameNormalizer {
    /// NFKC, without white space, in lower case. What a reader takes for one character stays one, whatever its script.
    public static func normalize(_ raw: String) -> String {
        String(raw.nfkc.lowercased().nfkc.filter { !$0.isWhitespace && $0 != "\u{200B}" && $0 != "\u{FEFF}" })
    }

    /// Every pair of neighbouring characters of a normalised name, once, in order: the tokens of "name contains".
    /// A single character gives none, and there is none for the surname alone: it would sort people by family.
    public static func bigrams(of normalized: String) -> [String] {
        var seen: Set<String> = []
        return zip(normalized, normalized.dropFirst()).compactMap { first, second in
            let pair = String([first, second])
            return seen.insert(pair).inserted ? pair : nil
        }
    }
}
