internal import Vault

/// One thing that a customer is looked for by.
enum SearchCriterion: Sendable {
    /// In E.164.
    case phone(String)
    case lastFour(String)
    case number(Int64)
    /// In capital letters.
    case code(String)
    /// As it is indexed: without spaces, in lower case.
    case wechat(String)
    case name(SoughtName)

    /// The field that one has to be allowed to filter by.
    var field: String {
        switch self {
        case .phone, .lastFour: "phone"
        case .number: "number"
        case .code: "code"
        case .wechat: "wechat"
        case .name: "name"
        }
    }

    /// What candidates have to have.
    var legs: [CandidateLeg] {
        switch self {
        case .phone(let number): [CandidateLeg(phone: number), CandidateLeg(tokens: [TokenCondition(.otherPhone, [number])])]
        case .lastFour(let digits):
            [CustomerTokens.Kind.phoneLastFour, .otherLastFour].map { CandidateLeg(tokens: [TokenCondition($0, [digits])]) }
        case .code(let code): [CandidateLeg(code: code)]
        case .number(let number): [CandidateLeg(number: number)]
        case .wechat(let text): [CandidateLeg(tokens: [TokenCondition(.wechat, [text])])]
        case .name(let name): name.legs
        }
    }

    /// What candidates have to have that come near. Of numbers nothing comes near: a digit that one may guess wrongly would make guessing
    /// somebody's number so much easier.
    var nearLegs: [CandidateLeg] {
        if case .name(let name) = self { name.nearLegs } else { legs }
    }

    /// How well a candidate fits, 0 best; nil where it does not.
    func rank(_ candidate: SearchCandidate) -> Int? {
        switch self {
        case .phone(let number): candidate.phones.contains(number) ? 0 : nil
        case .lastFour(let digits): candidate.phones.contains { PhoneNormalizer.lastFour($0) == digits } ? 0 : nil
        case .number(let number): candidate.number == number ? 0 : nil
        case .code(let code): candidate.code == code ? 0 : nil
        case .wechat(let text): candidate.wechat == text ? 0 : nil
        case .name(let name): candidate.name.flatMap(name.rank)
        }
    }

    /// As `rank`, for one that comes near.
    func nearness(_ candidate: SearchCandidate) -> Int? {
        if case .name(let name) = self { return rank(candidate) ?? candidate.name.flatMap(name.nearness) }
        return rank(candidate)
    }
}

/// What has to hold of a customer: one of several readings of the same words.
struct SearchTerm: Sendable {
    let alternatives: [SearchCriterion]
}

/// A customer who may be the one, opened as far as the search asks.
struct SearchCandidate {
    let number: Int64
    let code: String?
    let name: OpenedName?
    /// In E.164, the further ones as well.
    let phones: [String]
    let wechat: String?
}
