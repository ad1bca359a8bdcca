/// The languages that texts exist in. Chinese is the first; a text without English does not compile.
public enum Language: String, Sendable, CaseIterable {
    /// Simplified Chinese.
    case chinese = "zh"
    /// English.
    case english = "en"

    /// The first supported language of an `Accept-Language` header, weights respected; nil when none is named.
    public init?(acceptLanguage header: String) {
        var best: (language: Language, weight: Double)?
        for part in header.split(separator: ",").prefix(16) {
            let pieces = part.split(separator: ";")
            guard let tag = pieces.first?.trimmed.lowercased(), let language = Language(rawValue: String(tag.prefix(2))) else { continue }
            var weight = 1.0
            for piece in pieces.dropFirst() where piece.trimmed.hasPrefix("q=") {
                weight = Double(piece.trimmed.dropFirst(2)) ?? 0
            }
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        guard let best else { return nil }
        self = best.language
    }
}

/// A text in every language of the product.
public struct LocalizedText: Sendable, Hashable {
    /// Simplified Chinese.
    public let chinese: String
    /// English.
    public let english: String

    /// Both texts; there is no way to leave one out.
    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The text in one language.
    public subscript(_ language: Language) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view = view.dropFirst() }
        while let last = view.last, last.isWhitespace { view = view.dropLast() }
        return String(view)
    }
}
