/// The ways to cut a run of letters into sounds.
struct Segments {
    private let letters: [Character]
    private let table = ReadingTable.shared

    init(_ letters: [Character]) {
        self.letters = Array(letters.prefix(40))
    }

    /// Complete syllables where that is possible; else the fewest pieces, and initials alone, as `zhw` is 张华伟 or 郑皓文.
    var all: [[SoundPattern.Unit]] {
        let whole = cuts(wholeOnly: true)
        if !whole.isEmpty { return Array(whole.prefix(SoundPattern.most)) }
        let partial = cuts(wholeOnly: false)
        guard let fewest = partial.first?.count else { return [] }
        var chosen = partial.filter { $0.count == fewest }
        if (2...4).contains(letters.count) {
            let initials = letters.map { SoundPattern.Unit.beginning(String($0)) }
            if letters.allSatisfy({ table.beginnings.contains(String($0)) }), !chosen.contains(initials) { chosen.append(initials) }
        }
        return Array(chosen.prefix(SoundPattern.most))
    }

    /// The ways to cut all letters, those with the fewest pieces first. Built from the end, a handful for each place: whatever is typed
    /// takes the same little time.
    private func cuts(wholeOnly: Bool) -> [[SoundPattern.Unit]] {
        var ways = [[[SoundPattern.Unit]]](repeating: [], count: letters.count + 1)
        ways[letters.count] = [[]]
        for start in stride(from: letters.count - 1, through: 0, by: -1) {
            var found: [[SoundPattern.Unit]] = []
            for length in 1...min(6, letters.count - start) {
                let end = start + length
                guard !ways[end].isEmpty,
                    let unit = unit(String(letters[start..<end]), isLast: end == letters.count, wholeOnly: wholeOnly)
                else { continue }
                found += ways[end].filter { $0.count < SoundPattern.longest }.map { [unit] + $0 }
            }
            ways[start] = Array(found.sorted { $0.count < $1.count }.prefix(2 * SoundPattern.most))
        }
        return ways[0]
    }

    private func unit(_ text: String, isLast: Bool, wholeOnly: Bool) -> SoundPattern.Unit? {
        let spelled = Segments.spellings[text] ?? text
        if table.syllables.contains(spelled), wholeOnly || text.count > 1 { return .syllable(spelled) }
        guard !wholeOnly else { return nil }
        if text.count == 1 || ["zh", "ch", "sh"].contains(text) || isLast {
            return table.beginnings.contains(spelled) ? .beginning(spelled) : nil
        }
        return nil
    }

    /// Other spellings of ü: passports have YU, some people type U.
    private static let spellings = ["lyu": "lv", "nyu": "nv", "lyue": "lve", "nyue": "nve", "lue": "lve", "nue": "nve"]
}
