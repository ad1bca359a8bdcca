/// How well a pattern fits a name.
public enum SoundMatch: Int, Sendable, Comparable {
    /// The whole name, every syllable complete.
    case whole
    /// From the surname on.
    case head
    /// Somewhere in it.
    case inside
    /// The first letters of the whole name, or a part of the last syllable.
    case wholeBegun
    /// The beginning, with unfinished syllables.
    case headBegun
    /// Somewhere in it, with unfinished syllables.
    case insideBegun

    public static func < (left: SoundMatch, right: SoundMatch) -> Bool { left.rawValue < right.rawValue }
}

extension SoundPattern {
    /// The best fit in a name; nil where it does not sound so.
    ///
    /// - Parameter loosely: sounds that are taken for one another count as equal.
    public func match(_ name: NameReading, loosely: Bool = false) -> SoundMatch? {
        guard units.count <= name.positions.count else { return nil }
        for start in 0...(name.positions.count - units.count) {
            let fits = units.indices.allSatisfy { index in
                SoundPattern.fits(units[index], name.positions[start + index], name.characters[start + index], loosely: loosely)
            }
            guard fits else { continue }
            if units.count == name.positions.count { return isWhole ? .whole : .wholeBegun }
            if start == 0 { return isWhole ? .head : .headBegun }
            return isWhole ? .inside : .insideBegun
        }
        return nil
    }

    private static func fits(_ unit: Unit, _ readings: [String], _ character: Character, loosely: Bool) -> Bool {
        switch unit {
        case .character(let wanted): return wanted == character
        case .beginning(let start): return readings.contains { $0.hasPrefix(start) }
        case .syllable(let syllable):
            if readings.contains(syllable) { return true }
            return loosely && !Set(SoundVariants.of(syllable)).isDisjoint(with: readings)
        }
    }
}
