internal import Foundation
internal import Platform
internal import Vault

/// What a person is recognised by, in the forms that are compared and indexed.
struct PersonFacts: Sendable, Equatable {
    /// Normalised.
    var name: String?
    /// E.164.
    var phone: String?
    var idNumber: String?
    /// Compatibility forms composed, without blanks, in lower case.
    var wechat: String?
    var birthday: LocalDate?

    /// From values as they are sealed.
    init(name: String?, phone: String?, idNumber: String?, wechat: String?, birthday: LocalDate?) {
        self.name = name.map(NameNormalizer.normalize).flatMap { $0.isEmpty ? nil : $0 }
        self.phone = phone.flatMap { PhoneNormalizer.normalize($0) }
        self.idNumber = idNumber.flatMap { $0.isEmpty ? nil : $0 }
        self.wechat = wechat.flatMap(PersonFacts.normalizedWeChat)
        self.birthday = birthday
    }

    static func normalizedWeChat(_ text: String) -> String? {
        let normal = text.precomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
        return normal.isEmpty ? nil : normal
    }

    /// The last four digits of the phone.
    var lastFour: String? { phone.flatMap { PhoneNormalizer.lastFour($0) } }

    /// The pairs of characters that the name is indexed by; empty for a name of one character, which is found by nothing.
    var nameParts: [String] { name.map(NameNormalizer.bigrams) ?? [] }

    /// What two people have in common, of what needs their values.
    func compared(with other: PersonFacts) -> DuplicateEvidence {
        var evidence: DuplicateEvidence = []
        guard let name, name == other.name else { return evidence }
        if let birthday, birthday == other.birthday { evidence.insert(.nameAndBirthday) }
        if let lastFour, lastFour == other.lastFour { evidence.insert(.nameAndLastFour) }
        return evidence
    }
}
