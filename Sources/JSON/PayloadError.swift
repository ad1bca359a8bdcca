/// A payload that breaks its rules, with everything that is wrong with it.
public struct PayloadError: Error, Sendable, Hashable {
    /// What is wrong, at least one thing.
    public let violations: [Violation]

    /// An error with these violations.
    public init(violations: [Violation]) {
        self.violations = violations
    }
}
