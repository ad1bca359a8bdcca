/// How a name may be read, character by character. A surname that is read otherwise than the character is read so first, and in the
/// ordinary way as well: who does not know the person types that.
public struct NameReading: Sendable, Hashable {
    /// For each character of the name its readings, the likeliest first; none for what is no Chinese character.
    public let positions: [[String]]
    /// The characters that the positions stand for.
    public let characters: [Character]

    /// Reads a name, without the dots and spaces in it.
    public init(_ name: String) {
        characters = name.filter { !NameReading.separators.contains($0) && !$0.isWhitespace }
        let surname = Surnames.reading(characters)
        positions = characters.enumerated().map { index, character in
            let ordinary = NameReading.readings(of: character)
            guard index < surname.count else { return ordinary }
            return surname[index] + ordinary.filter { !surname[index].contains($0) }
        }
    }

    /// Each two neighbouring syllables, "zhang wei", in every reading, once.
    public var pairs: [String] { neighbours { [$0 + " " + $1] } }

    /// The first letters of each two neighbouring syllables, "zw", once.
    public var initials: [String] { neighbours { [String($0.prefix(1) + $1.prefix(1))] } }

    /// The readings of a character on its own: the customary one, then others that it has in names.
    static func readings(of character: Character) -> [String] {
        guard character.unicodeScalars.count <= 2, let scalar = character.unicodeScalars.first,
            let main = ReadingTable.shared.reading(of: scalar)
        else { return [] }
        return [main] + (OtherReadings.table[character] ?? []).filter { $0 != main }
    }

    /// What separates the parts of a name and is not read: the dots of Uyghur and foreign names.
    private static let separators: Set<Character> = ["·", "・", "•", "‧", ".", "-", "'", "’"]

    private func neighbours(_ make: (String, String) -> [String]) -> [String] {
        var seen: Set<String> = []
        var found: [String] = []
        for (left, right) in zip(positions, positions.dropFirst()) {
            for first in left {
                for second in right {
                    for text in make(first, second) where seen.insert(text).inserted { found.append(text) }
                }
            }
        }
        return found
    }
}
