/// What job ids name: one piece of work that is done after the answer.
public enum Job {}

/// A kind of job: the word that is stored, and what is done when one is claimed. Features declare theirs as values.
public struct JobKind: Sendable {
    /// The stored word, `^[a-z][a-z0-9_.]{1,62}$`: `feature.verb`.
    public let code: String
    /// After so many attempts that failed, the job is a dead letter.
    public let maximumAttempts: Int
    /// How long to wait between two attempts.
    public let backoff: Backoff
    let run: @Sendable (JobRun) async throws -> Void

    /// A kind of job. The closure may be called more than once for one job (at least once, never by two runs whose writes both
    /// count): what it does inside the database belongs into ``JobRun/write(_:)``, what it does outside needs a key of its own.
    public init(
        _ code: String, maximumAttempts: Int = 12, backoff: Backoff = .standard,
        run: @escaping @Sendable (JobRun) async throws -> Void
    ) {
        self.code = code
        self.maximumAttempts = max(1, maximumAttempts)
        self.backoff = backoff
        self.run = run
    }
}

/// The waits between attempts: doubling from the first to the longest, each shortened by chance to half at most, so that what failed
/// together does not return together.
public struct Backoff: Sendable, Hashable {
    public let first: Duration
    public let longest: Duration

    /// 5 s doubling up to an hour: twelve attempts take about three hours.
    public static let standard = Backoff(first: .seconds(5), longest: .seconds(3600))

    public init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    /// The wait after so many failed attempts; `chance` is from 0 to 1.
    func delay(after attempts: Int, chance: Double) -> Duration {
        let doubled = first * (1 << min(max(attempts - 1, 0), 30))
        return min(doubled, longest) * (0.5 + 0.5 * min(max(chance, 0), 1))
    }
}
