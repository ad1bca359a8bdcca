public import FoundationEssentials
public import Postgres

/// A question that a compliance officer asks again and again, declared once: what it is called, what it takes, and its SQL.
///
/// Questions belong to features. Those about actions that no feature performs yet are declared by the actions' names: they
/// answer as soon as such events exist, and say so.
public struct AuditQuestion: Sendable {
    /// How the answer comes about.
    public enum Answer: Sendable {
        /// Events, newest first. The closure gives (at, id) of at most `bound` rows, in that order, from behind the position.
        case events(@Sendable (AuditArguments) -> SQL)
        /// The same, from which the actor's own role then picks, page after page, with what the trail does not know.
        case picked(@Sendable (AuditArguments) -> SQL, pick: @Sendable ([AuditCandidate], AuditArguments, Transaction) throws -> Set<UUID>)
        /// Rows of its own: few, and all of them.
        case table([AuditColumn], @Sendable (AuditArguments) -> SQL)
    }

    public let name: String
    public let title: LocalizedText
    public let summary: LocalizedText
    public let parameters: [AuditParameter]
    /// The actions that it asks for stand for a feature that is not there yet.
    public let isAwaiting: Bool
    /// Ids that the actor's own role reads first: they are ``AuditArguments/ids``.
    public let prelude: (@Sendable (AuditArguments) -> SQL)?
    public let answer: Answer

    /// A question; see the properties.
    public init(
        _ name: String, _ title: LocalizedText, _ summary: LocalizedText, parameters: [AuditParameter] = [], isAwaiting: Bool = false,
        prelude: (@Sendable (AuditArguments) -> SQL)? = nil, answer: Answer
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.parameters = parameters
        self.isAwaiting = isAwaiting
        self.prelude = prelude
        self.answer = answer
    }
}

/// What a question takes, besides the time from and until.
public struct AuditParameter: Sendable {
    /// What it may be.
    public enum Kind: Sendable {
        case id
        case number(ClosedRange<Int64>, standard: Int64?)
        case word([String], standard: String?)
        /// A field as `resource.field`.
        case field
    }

    public let name: String
    public let title: LocalizedText
    public let kind: Kind
    public let isRequired: Bool

    public init(_ name: String, _ title: LocalizedText, _ kind: Kind, required: Bool = false) {
        self.name = name
        self.title = title
        self.kind = kind
        isRequired = required
    }
}

/// A column of an answer that is no list of events.
public struct AuditColumn: Sendable {
    public enum Kind: Sendable {
        case id
        case text
        case integer
        case time
    }

    public let name: String
    public let title: LocalizedText
    public let kind: Kind

    public init(_ name: String, _ title: LocalizedText, _ kind: Kind) {
        self.name = name
        self.title = title
        self.kind = kind
    }
}

/// An event that may belong to an answer: who, when, about whom.
public struct AuditCandidate: Sendable {
    public let event: UUID
    public let at: Instant
    public let actor: UUID?
    public let customer: UUID?
}
