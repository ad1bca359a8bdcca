public import JSON

/// The one error of the domain: a code, and what the caller may know besides.
public struct Failure: Error, Sendable {
    /// What went wrong.
    public let code: FailureCode
    /// One more sentence for the caller; never a value of a field.
    public var detail: LocalizedText?
    /// What is wrong with the request's content, each with its JSON pointer.
    public var violations: [Violation]
    /// When trying again makes sense.
    public var retryAfter: Duration?
    /// Members added to the problem document, for example the branch that owns a duplicate.
    public var extra: [String: JSONValue]
    /// What lies behind it; logged by type only, never shown.
    public var cause: (any Error)?

    /// A failure to throw.
    public init(
        _ code: FailureCode, detail: LocalizedText? = nil, violations: [Violation] = [], retryAfter: Duration? = nil,
        extra: [String: JSONValue] = [:], cause: (any Error)? = nil
    ) {
        self.code = code
        self.detail = detail
        self.violations = violations
        self.retryAfter = retryAfter
        self.extra = extra
        self.cause = cause
    }

    /// Invalid content, one or more violations.
    public static func invalid(_ violations: [Violation]) -> Failure {
        Failure(.invalid, violations: violations)
    }
}
