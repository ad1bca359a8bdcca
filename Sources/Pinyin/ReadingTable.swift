/// What the embedded table says: which syllable a character is customarily read as.
struct ReadingTable: Sendable {
    /// Every syllable, without tone; ü is written v.
    let syllables: Set<String>
    /// What begins a syllable and is not one yet: "zhan" begins "zhang" and is one, "zhuan" begins itself alone, "we" begins "wei".
    let beginnings: Set<String>
    private let names: [String]
    /// For the two main blocks, by distance from ``first``: the syllable's place plus one, 0 for none.
    private let common: [UInt16]
    private let others: [UInt32: UInt16]

    private static let first: UInt32 = 0x3400
    private static let last: UInt32 = 0x9FFF

    static let shared = ReadingTable(String(decoding: PackageResources.readings_txt, as: UTF8.self))

    /// Reads lines of a syllable, a space and its characters; a line that begins with `#` is a remark.
    init(_ text: String) {
        var names: [String] = []
        var common = [UInt16](repeating: 0, count: Int(ReadingTable.last - ReadingTable.first) + 1)
        var others: [UInt32: UInt16] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.firstIndex(of: " ") else { continue }
            names.append(String(line[..<space]))
            let place = UInt16(names.count)
            for scalar in line[line.index(after: space)...].unicodeScalars {
                if (ReadingTable.first...ReadingTable.last).contains(scalar.value) {
                    common[Int(scalar.value - ReadingTable.first)] = place
                } else {
                    others[scalar.value] = place
                }
            }
        }
        self.names = names
        self.common = common
        self.others = others
        syllables = Set(names)
        beginnings = names.reduce(into: []) { all, name in
            for length in 1..<max(2, name.count) { all.insert(String(name.prefix(length))) }
        }
    }

    /// The customary reading; nil for what is no Chinese character.
    func reading(of scalar: Unicode.Scalar) -> String? {
        let place =
            (ReadingTable.first...ReadingTable.last).contains(scalar.value)
            ? common[Int(scalar.value - ReadingTable.first)] : others[scalar.value] ?? 0
        return place == 0 ? nil : names[Int(place) - 1]
    }
}
