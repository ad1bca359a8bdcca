internal import Postgres

/// A job that cannot succeed however often it is tried: it goes to the dead letters at once.
public struct JobFailure: Error, Sendable {
    /// A word for whoever looks at the dead letter; never a value.
    public let word: String

    public init(permanent word: StaticString) {
        self.word = word.description
    }
}

/// A job whose time has not come: it returns later, and the attempt does not count.
public struct JobPostponement: Error, Sendable {
    public let until: Instant

    public init(until: Instant) {
        self.until = until
    }
}

/// Why a run must end before it is done. Thrown by ``JobRun/progress(done:total:cursor:)`` and by its writes; a run lets it through.
public enum JobInterruption: Error, Sendable, Hashable {
    /// Somebody cancelled the job.
    case cancelled
    /// The lease ran out and another server has the job: nothing that this run writes counts any more.
    case leaseLost
    /// The server is stopping; the job is given back and goes on elsewhere from its cursor.
    case stopping
}

/// What is stored of an error: a word that says its kind. Messages quote values, so they are never kept.
enum JobErrorWord {
    static func of(_ error: any Error) -> String {
        let word =
            switch error {
            case let failure as JobFailure: failure.word
            case let failure as Failure: failure.code.code
            case let error as PostgresError: error.sqlState.map { "database." + $0 } ?? "database"
            case is CancellationError: "interrupted"
            default: "error." + String(describing: type(of: error))
            }
        return String(word.prefix(120))
    }
}
