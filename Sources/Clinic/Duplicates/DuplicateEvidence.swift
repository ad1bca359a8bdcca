/// What two customers have in common that makes them look like one person, and how strong it is.
public struct DuplicateEvidence: OptionSet, Sendable, Hashable {
    public let rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A telephone number that both carry.
    public static let phone = DuplicateEvidence(rawValue: 1)
    public static let idNumber = DuplicateEvidence(rawValue: 2)
    public static let wechat = DuplicateEvidence(rawValue: 4)
    public static let nameAndBirthday = DuplicateEvidence(rawValue: 8)
    public static let nameAndLastFour = DuplicateEvidence(rawValue: 16)
    /// Both have an identity number, and not the same: what speaks against it.
    public static let otherIDNumber = DuplicateEvidence(rawValue: 32)

    /// How sure each alone makes us, in percent; what speaks against it is no sign.
    private static let signs: [(sign: DuplicateEvidence, word: String, certainty: Double)] = [
        (.idNumber, "idNumber", 0.98), (.phone, "phone", 0.90), (.wechat, "wechat", 0.85), (.nameAndBirthday, "nameAndBirthday", 0.80),
        (.nameAndLastFour, "nameAndLastFour", 0.60),
    ]

    /// Signs that name one person by themselves: only these are told about customers whom the asker does not see. A name that is
    /// guessed and a birthday would make a directory of it.
    static let naming: DuplicateEvidence = [.phone, .idNumber, .wechat]

    /// The signs for it, without what speaks against it.
    var signs: DuplicateEvidence { subtracting(.otherIDNumber) }

    /// 1 to 99: what is left of the doubt when the signs are independent of one another; a third of it where the identity numbers differ.
    public var score: Int32 {
        var doubt = 1.0
        for (sign, _, certainty) in DuplicateEvidence.signs where contains(sign) { doubt *= 1 - certainty }
        let certainty = (1 - doubt) * (contains(.otherIDNumber) ? 1.0 / 3 : 1)
        return Int32(max(1, min(99, (certainty * 100).rounded())))
    }

    /// The words of the API, strongest first.
    public var words: [String] {
        DuplicateEvidence.signs.filter { contains($0.sign) }.map(\.word) + (contains(.otherIDNumber) ? ["otherIdNumber"] : [])
    }

    /// Every word.
    public static let allWords: [String] = signs.map(\.word) + ["otherIdNumber"]
}
