internal import Pinyin
internal import Vault

/// A name as somebody looks for it: characters, pinyin, initials, or characters and letters mixed.
struct SoughtName: Sendable {
    /// As names are indexed: without spaces, in lower case.
    let text: String
    /// Ways to read what was typed in letters; none for characters alone.
    private let patterns: [SoundPattern]
    /// How characters sound that were typed; nil for letters.
    private let sounds: SoundPattern?
    /// Of which signs the text is made: only such tokens are looked for as can be there.
    private let hasLetters: Bool
    private let hasCharacters: Bool

    init(_ typed: String) {
        text = NameNormalizer.normalize(typed)
        hasLetters = text.unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic }
        hasCharacters = text.unicodeScalars.contains { $0.properties.isIdeographic }
        patterns = hasLetters ? SoundPattern.all(in: typed.nfkcKeepingSpaces) : []
        sounds = hasLetters ? nil : SoundPattern.sounds(of: text)
    }

    /// What candidates have to have, in one or several ways. A single character or syllable has no token: there it is `[CandidateLeg()]`,
    /// which leads to nobody and is only compared.
    var legs: [CandidateLeg] {
        var legs: [CandidateLeg] = []
        let parts = NameNormalizer.bigrams(of: text)
        if !parts.isEmpty, !(hasLetters && hasCharacters) {
            legs.append(CandidateLeg(tokens: parts.map { TokenCondition(.namePart, [$0]) }))
        }
        legs += patterns.filter { $0.units.count > 1 }.map { CandidateLeg(tokens: SoughtName.conditions($0)) }
        // One character or one syllable narrows what another criterion leads to.
        if legs.isEmpty || patterns.contains(where: { $0.units.count == 1 }) { legs.append(CandidateLeg()) }
        return legs
    }

    /// What candidates have to have that only come near: sounds that are taken for one another, more behind the last syllable, one sign
    /// mistyped. All of it is asked of the tokens that are there; nothing is stored for it.
    var nearLegs: [CandidateLeg] {
        var legs: [CandidateLeg] = []
        let whole = patterns.filter { $0.isWhole && $0.units.count > 1 } + [sounds].compactMap { $0 }.filter { $0.units.count > 1 }
        legs += whole.prefix(2).map { CandidateLeg(tokens: SoughtName.conditions($0, loosely: true)) }
        legs += patterns.prefix(2).compactMap(\.unfinished).filter { $0.units.count > 1 }
            .map { CandidateLeg(tokens: SoughtName.conditions($0)) }
        if isLongEnoughToMistype {
            let parts = NameNormalizer.bigrams(of: text)
            legs.append(CandidateLeg(most: (parts, max(1, parts.count - (hasLetters ? 3 : 2)))))
        }
        return legs
    }

    /// How well a stored name fits, 0 best; nil where it does not.
    func rank(_ name: OpenedName) -> Int? {
        if name.normalized == text { return 0 }
        if name.normalized.hasPrefix(text) { return 1 }
        if name.normalized.contains(text) { return 2 }
        return patterns.compactMap { $0.match(name.reading) }.min().map { 3 + $0.rawValue }
    }

    /// How near a stored name comes that does not fit; nil where it is another.
    func nearness(_ name: OpenedName) -> Int? {
        if let match = sounds?.match(name.reading) { return 20 + match.rawValue }
        let all = patterns + [sounds].compactMap { $0 }
        if let match = patterns.compactMap(\.unfinished).compactMap({ $0.match(name.reading) }).min() { return 20 + match.rawValue }
        if let match = all.compactMap({ $0.match(name.reading, loosely: true) }).min() { return 30 + match.rawValue }
        return isLongEnoughToMistype && Misspelling.isOne(text, within: name.normalized) ? 40 : nil
    }

    /// Three characters or five letters: of less, too much would be left to chance.
    private var isLongEnoughToMistype: Bool { text.count >= (hasLetters ? 5 : 3) && !(hasLetters && hasCharacters) }

    /// Of each two neighbouring units the token: of their syllables where both are known, else of their first letters.
    private static func conditions(_ pattern: SoundPattern, loosely: Bool = false) -> [TokenCondition] {
        zip(pattern.units, pattern.units.dropFirst()).compactMap { left, right in
            let (first, second) = (syllables(left, loosely: loosely), syllables(right, loosely: loosely))
            if let first, let second {
                return TokenCondition(.nameSound, product(first, second) { $0 + " " + $1 })
            }
            return TokenCondition(.nameInitials, product(letters(left), letters(right)) { $0 + $1 })
        }
    }

    private static func syllables(_ unit: SoundPattern.Unit, loosely: Bool) -> [String]? {
        switch unit {
        case .beginning: nil
        case .syllable(let syllable): loosely ? SoundVariants.of(syllable) : [syllable]
        case .character(let character): NameReading(String(character)).positions.first
        }
    }

    private static func letters(_ unit: SoundPattern.Unit) -> [String] {
        switch unit {
        case .syllable(let text), .beginning(let text): [String(text.prefix(1))]
        case .character(let character): Set((NameReading(String(character)).positions.first ?? []).map { String($0.prefix(1)) }).sorted()
        }
    }

    private static func product(_ left: [String], _ right: [String], _ join: (String, String) -> String) -> [String] {
        left.flatMap { first in right.map { join(first, $0) } }
    }
}

/// A stored name, opened to be compared; how it is read is worked out when it is asked for.
struct OpenedName {
    let normalized: String
    var reading: NameReading { NameReading(normalized) }

    init(_ name: String) {
        normalized = NameNormalizer.normalize(name)
    }
}
