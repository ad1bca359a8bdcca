internal import JSON
public import Postgres

/// Which failure a violated constraint means. Constraints are named in the migrations, and their names are the only
/// thing of a database error that decides an answer.
public struct ConstraintFailures: Sendable {
    private var codes: [String: FailureCode]

    /// A table of constraint names.
    public init(_ codes: [String: FailureCode] = [:]) {
        self.codes = codes
    }

    /// Adds a feature's constraints; a name that is there already keeps its first meaning.
    public mutating func add(_ more: [String: FailureCode]) {
        codes.merge(more) { first, _ in first }
    }

    /// The failure behind an error of the database: by constraint, then by class, then as a fault of ours.
    public func failure(for error: PostgresError) -> Failure {
        if let constraint = error.constraint, let code = codes[constraint] {
            return Failure(code, retryAfter: code == .busy ? .seconds(1) : nil, cause: error)
        }
        switch error.kind {
        case .server(let state): return ConstraintFailures.failure(state, error)
        case .connectionLost, .cannotConnect, .poolExhausted, .deadlineExceeded, .cancelled, .shutDown:
            return Failure(.busy, retryAfter: .seconds(1), cause: error)
        case .decoding, .unexpectedNull, .misuse, .migration: return Failure(.internalError, cause: error)
        }
    }

    /// By SQLSTATE (PostgreSQL manual, appendix A).
    private static func failure(_ state: String, _ error: PostgresError) -> Failure {
        switch state {
        case "23505", "23503", "23P01": return Failure(.conflict, cause: error)
        case "23514", "23502": return Failure(.invalid, cause: error)
        // Serialization failure, deadlock, lock not available, cancelled by timeout.
        case "40001", "40P01", "55P03", "57014": return Failure(.busy, retryAfter: .seconds(1), cause: error)
        default:
            // Out of resources; shutting down or starting up.
            let isPassing = state.hasPrefix("53") || state.hasPrefix("57P") || state.hasPrefix("08")
            return Failure(isPassing ? .busy : .internalError, retryAfter: isPassing ? .seconds(1) : nil, cause: error)
        }
    }
}

extension Failure {
    /// What any error means to a caller. An error that nobody foresaw is a fault of ours and says nothing more.
    public init(meaning error: any Error, constraints: ConstraintFailures = ConstraintFailures()) {
        switch error {
        case let failure as Failure: self = failure
        case let error as PostgresError: self = constraints.failure(for: error)
        case let error as PayloadError: self = Failure(.invalid, violations: error.violations)
        case let error as JSONError:
            self = error.kind == .tooLarge ? Failure(.tooLarge, cause: error) : Failure(.malformedJSON, cause: error)
        case is CancellationError: self = Failure(.busy, retryAfter: .seconds(1), cause: error)
        default: self = Failure(.internalError, cause: error)
        }
    }
}
