/// A transaction in the hands of the closure that runs it, on a database thread.
///
/// BEGIN and the context's preamble travel with the first flight, enqueued statements and COMMIT with the last. Not
/// `Sendable` on purpose: it must not leave the closure.
public final class Transaction {
    private let wire: Wire
    private let interrupt: Interrupt
    private let bell: Bell?
    private let opening: [SQL]
    private let signer: (any ContextSigner)?
    private var pending: [SQL] = []
    private var flights = 0
    private var savepoints = 0
    private var afterwards: [() -> Void] = []
    private var failure: PostgresError?
    private var hasEnded = false
    /// COMMIT has left: from here on a lost connection leaves the outcome unknown.
    private(set) var commitWasSent = false

    init(
        _ wire: Wire, context: some TransactionContext, isolation: Isolation, readOnly: Bool, interrupt: Interrupt,
        bell: Bell?, signer: (any ContextSigner)? = nil
    ) {
        self.wire = wire
        self.signer = signer
        self.interrupt = interrupt
        self.bell = bell
        var begin: SQL = "begin"
        switch isolation {
        case .readCommitted: break
        case .repeatableRead: begin.append(" isolation level repeatable read")
        case .serializable: begin.append(" isolation level serializable")
        }
        if readOnly { begin.append(" read only") }
        let preamble = context.opening(on: wire.backend, signer)
        opening = preamble.isEmpty ? [begin] : [begin, preamble]
    }

    /// Runs one statement, with everything enqueued before it, in one flight.
    @discardableResult
    public func execute(_ sql: SQL) throws(PostgresError) -> Rows {
        guard let rows = try execute(all: [sql]).first else { throw PostgresError(.connectionLost) }
        return rows
    }

    /// Runs several statements, with everything enqueued before them, in one flight. The first error skips the rest.
    @discardableResult
    public func execute(all statements: [SQL]) throws(PostgresError) -> [Rows] {
        Array(try fly(with: statements).suffix(statements.count))
    }

    /// Sends a statement with the next flight, at the latest together with COMMIT. Its failure fails the transaction.
    public func enqueue(_ sql: SQL) {
        pending.append(sql)
    }

    /// Goes on in another context, from the next statement on.
    public func enter(_ context: some TransactionContext) {
        enqueue(context.opening(on: wire.backend, signer))
    }

    /// Runs an action on the database thread once COMMIT has succeeded; it must be short. It is forgotten with a savepoint
    /// that is undone, as with the transaction.
    public func afterCommit(_ action: @escaping () -> Void) {
        afterwards.append(action)
    }

    /// Runs a part that may fail without failing the whole: its error undoes only what it did.
    public func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        if let failure { throw failure }
        savepoints += 1
        let name = SQL(trustedText: "s\(savepoints)")
        let before = (flights: flights, pending: pending.count, afterwards: afterwards.count)
        pending.append("savepoint \(name)")
        do {
            let result = try body()
            // Sent now, so that a failure of something enqueued inside is undone inside.
            if flights > before.flights || pending.count > before.pending + 1 {
                try execute("release savepoint \(name)")
            } else {
                pending.removeLast()
            }
            return result
        } catch {
            afterwards.removeSubrange(before.afterwards...)
            if flights == before.flights {
                // Not even the savepoint has left.
                pending.removeSubrange(before.pending...)
            } else if failure == nil || failure?.sqlState != nil {
                pending = []
                let first = failure
                failure = nil
                do throws(PostgresError) {
                    try execute(all: ["rollback to savepoint \(name)", "release savepoint \(name)"])
                } catch let second {
                    failure = first ?? second
                }
            }
            throw error
        }
    }

    /// Sends the pending statements and COMMIT, or nothing at all when nothing was ever sent.
    func commit() throws(PostgresError) {
        if let failure { throw failure }
        defer { hasEnded = true }
        if flights == 0 && pending.isEmpty { return }
        commitWasSent = true
        do throws(PostgresError) {
            try fly(with: ["commit"])
        } catch {
            var error = error
            error.commitUnknown = wire.isBroken
            throw error
        }
        for action in afterwards { action() }
    }

    /// True when the body only read what is here already, so that COMMIT can follow after the caller has its answer.
    var mayCommitLate: Bool { failure == nil && pending.isEmpty }

    /// Leaves the transaction, best effort; whether it worked shows in `wire.isIdle`.
    func rollBack() {
        hasEnded = true
        if wire.isBroken || flights == 0 { return }
        // A cancelled connection will be closed, but its locks should not wait for the server to notice.
        guard (try? wire.send("rollback")) != nil, (try? wire.sync()) != nil else { return }
        _ = try? wire.receive(Interrupt(deadline: .now + .seconds(2)), bell: nil)
    }

    @discardableResult
    private func fly(with statements: [SQL]) throws(PostgresError) -> [Rows] {
        if let failure { throw failure }
        if hasEnded { throw PostgresError(.misuse, message: "the transaction has ended") }
        do throws(PostgresError) {
            if let reason = interrupt.reason { throw reason.error }
            let flight = (flights == 0 ? opening : []) + pending + statements
            pending = []
            flights += 1
            for statement in flight { try wire.send(statement) }
            try wire.sync()
            let unit = try wire.receive(interrupt, bell: bell)
            if let failure = unit.failure { throw failure }
            return unit.rows
        } catch {
            failure = error
            throw error
        }
    }
}

@available(*, unavailable)
extension Transaction: Sendable {}
