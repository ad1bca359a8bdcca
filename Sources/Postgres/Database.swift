/// The one door to the data: three ways in, each on behalf of a context.
///
/// `read` and `write` run a synchronous closure on a database thread, so nobody can await a network call inside a
/// transaction, and a retry is just running the closure again. `fetch` sends statements that are known beforehand.
/// Threads and connections live until `close`, or until nobody holds the database any more.
public final class Database: Sendable {
    /// As given at the start.
    public let configuration: Configuration
    private let pool: Pool
    private let transport: any FetchTransport

    /// Nothing is connected yet: connections open when they are needed.
    public init(_ configuration: Configuration) {
        self.configuration = configuration
        pool = Pool(
            settings: configuration.poolSettings, size: configuration.poolSize, queueLimit: configuration.queueLimit)
        transport = FetchReactor(configuration)
    }

    deinit {
        // Their threads hold pool and transport, so they would never end by themselves.
        pool.startClosing()
        transport.startClosing()
    }

    /// Runs a closure in a read-only transaction. It runs once more when the connection turns out to be dead.
    public func read<Value: Sendable>(
        as context: some TransactionContext, isolation: Isolation = .readCommitted, deadline: Duration? = nil,
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await run(
            as: context, isolation, readOnly: true, deadline: deadline ?? configuration.readDeadline, body)
    }

    /// Runs a closure in a transaction: COMMIT when it returns, ROLLBACK when it throws.
    ///
    /// After a serialization failure or a deadlock the closure runs again, up to five times; so it must do nothing but
    /// use the transaction. When the connection dies after COMMIT was sent, the error says `commitUnknown`.
    public func write<Value: Sendable>(
        as context: some TransactionContext, isolation: Isolation = .readCommitted, deadline: Duration? = nil,
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await run(
            as: context, isolation, readOnly: false, deadline: deadline ?? configuration.writeDeadline, body)
    }

    /// Sends statements that are all known beforehand, in one round trip: one implicit transaction, the context first.
    public func fetch(as context: some TransactionContext, _ statements: [SQL]) async throws -> [Rows] {
        if statements.isEmpty { return [] }
        let preamble = context.preamble
        var opening: (@Sendable (Int32) -> SQL)?
        if !preamble.isEmpty, let signer = configuration.signer {
            // Signed when the connection is known: the proof names its backend.
            opening = { context.preamble(on: $0, signedBy: signer) }
        }
        let unit = preamble.isEmpty || opening != nil ? statements : [preamble] + statements
        var attempts = 0
        while true {
            do {
                let answers = try await transport.fetch(unit, opening: opening)
                return preamble.isEmpty ? answers : Array(answers.dropFirst())
            } catch let error as PostgresError where error.isStaleStatement && attempts < 3 {
                // The unit did nothing. Its statement went stale, or a neighbour in front of it on the same
                // connection was to prepare the statement and failed.
                attempts += 1
                pool.countRetry()
            }
        }
    }

    /// The pool of `read` and `write` at this moment.
    public var statistics: PoolStatistics { pool.statistics }

    /// Refuses whoever waits, lets running transactions end, and closes all connections.
    public func close() async {
        await pool.close()
        await transport.close()
    }

    private func run<Value: Sendable>(
        as context: some TransactionContext, _ isolation: Isolation, readOnly: Bool, deadline: Duration,
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let deadline = ContinuousClock.now + deadline
        let signer = configuration.signer
        var conflicts = 0
        var losses = 0
        while true {
            do {
                let interrupt = Interrupt(deadline: deadline)
                let acquireDeadline = min(deadline, .now + configuration.acquireTimeout)
                return try await pool.run(interrupt, acquireDeadline: acquireDeadline) { wire, bell in
                    let transaction = Transaction(
                        wire, context: context, isolation: isolation, readOnly: readOnly, interrupt: interrupt,
                        bell: bell, signer: signer)
                    return transaction.run(late: readOnly && isolation == .readCommitted, body)
                }
            } catch let error as PostgresError where error.isRetryable && conflicts < 5 {
                conflicts += 1
                pool.countRetry()
                // The other side needs a moment to finish; a random one, so that two do not meet again.
                try await Task.sleep(for: .microseconds(Int.random(in: 500...(2_000 << conflicts))))
            } catch let error as PostgresError where losses == 0 && error.isCuredByAnotherConnection {
                losses += 1
                pool.countRetry()
            }
        }
    }
}

extension PostgresError {
    /// Nothing was committed for certain, and a fresh connection does not have the problem.
    fileprivate var isCuredByAnotherConnection: Bool {
        !commitUnknown && (kind == .connectionLost || isStaleStatement)
    }
}

extension Transaction {
    /// Runs the body and ends the transaction; with `late` the caller need not wait for COMMIT where that is safe.
    fileprivate func run<Value: Sendable>(
        late: Bool, _ body: (Transaction) throws -> Value
    ) -> (Result<Value, any Error>, epilogue: (() -> Void)?) {
        do {
            let value = try body(self)
            if late && mayCommitLate { return (.success(value), { self.commitOrRollBack() }) }
            try commit()
            return (.success(value), nil)
        } catch {
            rollBack()
            return (.failure(error), nil)
        }
    }

    private func commitOrRollBack() {
        if (try? commit()) == nil { rollBack() }
    }
}
