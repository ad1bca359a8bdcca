internal import Synchronization

/// A unit on its way through the reactor, and the caller who waits for it.
final class FetchRequest: Sendable {
    let statements: [SQL]
    /// Makes the first statement, once the backend is known; nil where all are in ``statements``.
    let opening: (@Sendable (Int32) -> SQL)?
    /// The latest instant to be sent.
    let sendBy: ContinuousClock.Instant
    let handOver = HandOver()
    private let caller = Mutex<CheckedContinuation<[Rows], any Error>?>(nil)

    init(_ statements: [SQL], opening: (@Sendable (Int32) -> SQL)?, sendBy: ContinuousClock.Instant) {
        self.statements = statements
        self.opening = opening
        self.sendBy = sendBy
    }

    /// The caller has its answer, or no longer wants one.
    var isSettled: Bool { caller.withLock { $0 == nil } }

    /// Somebody waits from now on.
    func start(_ caller: CheckedContinuation<[Rows], any Error>) {
        self.caller.withLock { $0 = caller }
    }

    /// Answers the caller; only the first answer counts.
    func settle(_ result: Result<[Rows], PostgresError>) {
        let caller = self.caller.withLock { caller in
            defer { caller = nil }
            return caller
        }
        handOver.pass()
        switch result {
        case .success(let rows): caller?.resume(returning: rows)
        case .failure(let error): caller?.resume(throwing: error)
        }
    }
}
