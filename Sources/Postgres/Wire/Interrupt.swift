internal import Synchronization

/// Why a thread that waits for an answer may stop waiting: a deadline, or a cancelled task.
final class Interrupt: Sendable {
    enum Reason: Sendable {
        case deadline, cancelled

        var error: PostgresError {
            switch self {
            case .deadline: PostgresError(.deadlineExceeded)
            case .cancelled: PostgresError(.cancelled)
            }
        }
    }

    let deadline: ContinuousClock.Instant?
    private let cancelled = Atomic<Bool>(false)

    init(deadline: ContinuousClock.Instant? = nil) {
        self.deadline = deadline
    }

    func cancel() {
        cancelled.store(true, ordering: .sequentiallyConsistent)
    }

    /// Set once, never taken back.
    var reason: Reason? {
        if cancelled.load(ordering: .sequentiallyConsistent) { return .cancelled }
        if let deadline, ContinuousClock.now >= deadline { return .deadline }
        return nil
    }
}
