/// One slip of the keyboard: a sign too many, one too few, a wrong one, or two exchanged.
enum Misspelling {
    /// Whether a text stands somewhere in another with at most one slip.
    static func isOne(_ sought: String, within text: String) -> Bool {
        let wanted = Array(sought)
        let signs = Array(text)
        guard wanted.count >= 2, wanted.count <= 64, signs.count <= 128 else { return false }
        // Rows of the table of distances; a beginning anywhere costs nothing (Sellers), two neighbours exchanged cost one.
        var before: [Int] = []
        var previous = [Int](repeating: 0, count: signs.count + 1)
        for row in 1...wanted.count {
            var current = [row]
            for column in stride(from: 1, through: signs.count, by: 1) {
                let isSame = wanted[row - 1] == signs[column - 1]
                var cost = min(previous[column - 1] + (isSame ? 0 : 1), previous[column] + 1, current[column - 1] + 1)
                if row > 1, column > 1, wanted[row - 1] == signs[column - 2], wanted[row - 2] == signs[column - 1] {
                    cost = min(cost, before[column - 2] + 1)
                }
                current.append(cost)
            }
            before = previous
            previous = current
        }
        return (previous.min() ?? 2) <= 1
    }
}
