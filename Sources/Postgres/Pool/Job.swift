internal import Synchronization

/// One use of a connection, and the caller who waits for it.
final class Job: Sendable {
    /// What a job leaves behind.
    struct Outcome {
        /// Hands the result to the caller.
        var answer: () -> Void
        /// Work that the caller need not wait for: the COMMIT of a transaction that only read.
        var epilogue: (() -> Void)?
    }

    let interrupt: Interrupt
    /// Runs on the database thread.
    let run: @Sendable (Wire, Bell) -> Outcome
    /// The job gets no connection.
    let refuse: @Sendable (PostgresError) -> Void

    init(
        interrupt: Interrupt, run: @escaping @Sendable (Wire, Bell) -> Outcome,
        refuse: @escaping @Sendable (PostgresError) -> Void
    ) {
        self.interrupt = interrupt
        self.run = run
        self.refuse = refuse
    }
}
