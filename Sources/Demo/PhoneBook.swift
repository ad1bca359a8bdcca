/// Mobile numbers that nobody has: eleven digits like any other, under prefixes that are allotted to no operator.
///
/// A number is a permutation of the person's place, so no two people share one and no list of used numbers is kept.
struct PhoneBook: Sendable {
    private static let prefixes = ["154", "163", "168", "169"]
    /// As many numbers as there are.
    static let capacity = UInt64(prefixes.count) * 100_000_000

    private let seed: UInt64

    /// The book of a seed.
    init(seed: UInt64) { self.seed = seed }

    /// A person's number as people write it, without the country. Different for every `person` below ``capacity``.
    func phone(of person: UInt64) -> String {
        var place = permute(person)
        // Outside: walk on along the permutation's own circle, which comes back in.
        while place >= PhoneBook.capacity { place = permute(place) }
        let rest = String(place % 100_000_000)
        let prefix = PhoneBook.prefixes[Int(place / 100_000_000)]
        return prefix + String(repeating: "0", count: 8 - rest.utf8.count) + rest
    }

    /// A Feistel network over 30 bits: whatever the round does, it can be undone, so it is a permutation.
    private func permute(_ value: UInt64) -> UInt64 {
        let half: UInt64 = 0x7fff
        var (left, right) = (value >> 15 & half, value & half)
        for round in 0..<4 as Range<UInt64> {
            (left, right) = (right, left ^ (Dice.mix(seed ^ right &+ round << 32) & half))
        }
        return left << 15 | right
    }
}
