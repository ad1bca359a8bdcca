internal import FoundationEssentials
internal import Platform
internal import Postgres

/// What a service's rules say of answers. Only of answers: a rule about what the clinic knows of somebody would tell whoever asks who is
/// known; such rules are held against the booking.
struct OnlineTriage: Sendable {
    enum Result: String, Sendable, CaseIterable {
        case autoOK = "auto_ok"
        case needReview = "need_review"
        case contraindicated

        private var weight: Int {
            switch self {
            case .autoOK: 0
            case .needReview: 1
            case .contraindicated: 2
            }
        }

        /// The worse of two.
        func and(_ other: Result) -> Result { other.weight > weight ? other : self }
    }

    enum Answer: String, Sendable, CaseIterable {
        case yes
        case no
        case unsure
    }

    struct Rule: Sendable, Hashable {
        /// The word of a question, or nil for one about the age.
        let question: String?
        /// Years below which it holds.
        let age: Int64?
        /// What follows.
        let effect: Result
    }

    let rules: [Rule]

    init(_ rules: [Rule]) {
        self.rules = rules
    }

    /// The service's standing rules.
    init(of service: UUID, tenant: ID<Tenant>, in tx: Transaction) throws {
        rules = try tx.execute(OnlineRequestQueries.rules(of: service, tenant: tenant)).map { row in
            let isAnswer = try row.get(0, as: String.self) == "answer"
            let effect = try row.get(1, as: String.self) == "contraindicated" ? Result.contraindicated : .needReview
            return Rule(
                question: try isAnswer ? row.getOptional(2, as: String.self) : nil,
                age: try isAnswer ? nil : row.getOptional(3, as: Int32.self).map { Int64($0) }, effect: effect)
        }
    }

    /// The worst that a rule says. What was not asked, or is not known for sure, is looked at by a doctor.
    func result(_ answers: [String: Answer], age: Int64?) -> Result {
        rules.reduce(.autoOK) { (worst: Result, rule: Rule) -> Result in
            if let question = rule.question {
                switch answers[question] {
                case .no?: return worst
                case .yes?: return worst.and(rule.effect)
                case .unsure?, nil: return worst.and(.needReview)
                }
            }
            guard let least = rule.age else { return worst }
            guard let age else { return worst.and(.needReview) }
            return age < least ? worst.and(rule.effect) : worst
        }
    }
}
