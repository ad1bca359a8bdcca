/// What somebody typed, as sounds: "zhangwei", "zw", "zhangw", "zhang wei", "张wei". There may be several ways to read it.
public struct SoundPattern: Sendable, Hashable {
    /// What one character has to be.
    public enum Unit: Sendable, Hashable {
        /// Read exactly so.
        case syllable(String)
        /// Read as something that begins so.
        case beginning(String)
        /// This character.
        case character(Character)
    }

    /// One for each neighbouring character.
    public let units: [Unit]

    public init(_ units: [Unit]) {
        self.units = units
    }

    /// Whether every sound is said to its end.
    public var isWhole: Bool {
        units.allSatisfy { if case .beginning = $0 { false } else { true } }
    }

    /// The same with more to come behind the last syllable: what is found while somebody still types.
    public var unfinished: SoundPattern? {
        guard case .syllable(let last)? = units.last else { return nil }
        return SoundPattern(units.dropLast() + [.beginning(last)])
    }

    /// At most so many ways of reading one text are followed.
    static let most = 6
    /// No name has more characters than a search follows.
    static let longest = 12

    /// The ways to read a text: complete syllables if it can be cut so, else with unfinished ones, in as few pieces as possible.
    /// None where the text has something else than Latin letters and Chinese characters in it.
    public static func all(in text: String) -> [SoundPattern] {
        var ways: [[Unit]] = [[]]
        for run in Typed.runs(of: text) {
            let next: [[Unit]]
            switch run {
            case .letters(let letters): next = Segments(letters).all
            case .character(let character):
                next = NameReading.readings(of: character).isEmpty ? [] : [[.character(character)]]
            case .foreign: return []
            }
            if next.isEmpty { return [] }
            ways = Array(ways.flatMap { way in next.map { way + $0 } }.prefix(most))
        }
        return ways.filter { (1...longest).contains($0.count) }.map(SoundPattern.init)
    }

    /// The sounds of a name that was typed in Chinese characters; nil where one of them has none.
    public static func sounds(of name: String) -> SoundPattern? {
        let reading = NameReading(name)
        let units = reading.positions.compactMap { $0.first.map { Unit.syllable($0) } }
        return units.count == reading.positions.count && (1...longest).contains(units.count) ? SoundPattern(units) : nil
    }
}

/// A text as it was typed, cut where the kind of sign changes and where somebody put a space, an apostrophe or a hyphen.
enum Typed {
    case letters([Character])
    case character(Character)
    case foreign

    static func runs(of text: String) -> [Typed] {
        var runs: [Typed] = []
        var letters: [Character] = []
        func end() {
            if !letters.isEmpty { runs.append(.letters(letters)) }
            letters = []
        }
        for character in text.lowercased() {
            if character.isWhitespace || "'’-·".contains(character) {
                end()
            } else if let plain = plain(character) {
                letters.append(plain)
            } else if character.unicodeScalars.first.map({ $0.properties.isIdeographic }) ?? false {
                end()
                runs.append(.character(character))
            } else {
                return [.foreign]
            }
        }
        end()
        return runs
    }

    /// A letter without its tone; ü is v.
    private static func plain(_ character: Character) -> Character? {
        if character.isASCII { return character.isLetter ? character : nil }
        return tones[character]
    }

    private static let tones: [Character: Character] = {
        var table: [Character: Character] = [:]
        for (marked, letter) in [("āáǎà", "a"), ("ēéěè", "e"), ("īíǐì", "i"), ("ōóǒò", "o"), ("ūúǔù", "u"), ("üǖǘǚǜ", "v"), ("ńňǹ", "n")]
            as [(String, Character)]
        {
            for character in marked { table[character] = letter }
        }
        return table
    }()
}
