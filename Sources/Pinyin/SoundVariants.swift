/// Sounds that people from one province or another do not tell apart, and mistype.
public enum SoundVariants {
    /// The syllable itself first, then those that it is taken for: zh and z, n and l, the endings n and ng, f and h, lü and lu. At most eight.
    public static func of(_ syllable: String) -> [String] {
        var found = [syllable]
        var seen: Set = [syllable]
        for begun in beginnings(of: syllable) {
            for ended in endings(of: begun) where seen.insert(ended).inserted {
                if ReadingTable.shared.syllables.contains(ended) { found.append(ended) }
            }
        }
        return Array(found.prefix(8))
    }

    private static func beginnings(of syllable: String) -> [String] {
        var found = [syllable]
        for (long, short) in [("zh", "z"), ("ch", "c"), ("sh", "s")] {
            if syllable.hasPrefix(long) {
                found.append(short + syllable.dropFirst(2))
            } else if syllable.hasPrefix(short) {
                found.append(long + syllable.dropFirst())
            }
        }
        for (one, other) in [("n", "l"), ("f", "h")] {
            if syllable.hasPrefix(one) { found.append(other + syllable.dropFirst()) }
            if syllable.hasPrefix(other) { found.append(one + syllable.dropFirst()) }
        }
        return found
    }

    private static func endings(of syllable: String) -> [String] {
        var found = [syllable]
        for vowel in ["a", "e", "i"] {
            if syllable.hasSuffix(vowel + "ng") { found.append(String(syllable.dropLast())) }
            if syllable.hasSuffix(vowel + "n") { found.append(syllable + "g") }
        }
        if syllable.hasSuffix("v") { found.append(syllable.dropLast() + "u") }
        if syllable == "lu" || syllable == "nu" { found.append(syllable.dropLast() + "v") }
        return found
    }
}
