internal import Foundation
internal import Vault

extension String {
    /// Compatibility characters as ordinary ones; spaces stay.
    var nfkcKeepingSpaces: String { precomposedStringWithCompatibilityMapping }
}

/// What somebody types into the one box: names, pinyin, numbers, several of them with spaces between, "张伟 8000".
enum SearchText {
    /// The terms that a text is made of. A text that is a telephone number with spaces in it is that number.
    static func terms(of text: String) -> [SearchTerm] {
        let plain = text.nfkcKeepingSpaces
        if let phone = PhoneNormalizer.normalize(plain) { return [SearchTerm(alternatives: phoneCriteria(phone, plain))] }
        var terms: [SearchTerm] = []
        var names: [String] = []
        let words = plain.split(whereSeparator: \.isWhitespace).map(String.init)
        for word in words {
            if let criteria = criteria(of: word) {
                terms.append(SearchTerm(alternatives: criteria))
            } else {
                names.append(word)
            }
        }
        if !names.isEmpty {
            var criteria: [SearchCriterion] = [.name(SoughtName(names.joined(separator: " ")))]
            if words.count == 1, isWeChat(words[0]) { criteria.append(.wechat(NameNormalizer.normalize(words[0]))) }
            terms.append(SearchTerm(alternatives: criteria))
        }
        return terms
    }

    /// What a word may mean that is no name; nil for a name.
    private static func criteria(of word: String) -> [SearchCriterion]? {
        if let phone = PhoneNormalizer.normalize(word) { return phoneCriteria(phone, word) }
        let digits = word.hasPrefix("#") ? word.dropFirst() : word[...]
        if !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let number = Int64(digits).map { [SearchCriterion.number($0)] } ?? []
            return digits.count == 4 && digits.count == word.count ? [.lastFour(word)] + number : number
        }
        let hasDigit = word.utf8.contains { (0x30...0x39).contains($0) }
        guard hasDigit || word.contains("_"), word.unicodeScalars.allSatisfy({ $0.isASCII }) else { return nil }
        return [.code(word.uppercased())] + (isWeChat(word) ? [.wechat(NameNormalizer.normalize(word))] : [])
    }

    /// Many people's WeChat is their number.
    private static func phoneCriteria(_ phone: String, _ word: String) -> [SearchCriterion] {
        [.phone(phone), .wechat(NameNormalizer.normalize(word))]
    }

    private static func isWeChat(_ word: String) -> Bool {
        word.count >= 5
            && word.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains($0)) }
    }
}
