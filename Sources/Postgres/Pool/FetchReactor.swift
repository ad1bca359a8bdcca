internal import Synchronization

/// One thread drives a few connections for `fetch`, several units in flight on each: PostgreSQL then serves many
/// units a wake-up, and no unit needs a thread of its own.
///
/// Neighbours share a connection, so nothing on it is ever cancelled: its statement timeout is short, and an answer
/// that nobody waits for any more is read and dropped.
final class FetchReactor: FetchTransport {
    private struct Inbox {
        var requests: [FetchRequest] = []
        /// Requests that are not sent yet, in the inbox or with the thread.
        var waiting = 0
        var connections: [FetchLoop.Attempt] = []
        var isClosing = false
        var hasThread = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let configuration: Database.Configuration
    private let inbox = Mutex(Inbox())
    let bell = Bell()

    init(_ configuration: Database.Configuration) {
        self.configuration = configuration
    }

    func fetch(_ statements: [SQL], opening: (@Sendable (Int32) -> SQL)?) async throws -> [Rows] {
        let request = FetchRequest(statements, opening: opening, sendBy: .now + configuration.acquireTimeout)
        defer { request.handOver.pass() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { caller in
                request.start(caller)
                submit(request)
                // Cancelled before there was a caller to tell.
                if Task.isCancelled { request.settle(.failure(PostgresError(.cancelled))) }
            }
        } onCancel: {
            request.settle(.failure(PostgresError(.cancelled)))
        }
    }

    private func submit(_ request: FetchRequest) {
        var startsThread = false
        var isFirst = false
        let refusal: PostgresError? = inbox.withLock { inbox in
            if inbox.isClosing { return PostgresError(.shutDown) }
            if inbox.waiting >= configuration.fetchQueueLimit { return PostgresError(.poolExhausted) }
            isFirst = inbox.requests.isEmpty
            inbox.requests.append(request)
            inbox.waiting += 1
            startsThread = !inbox.hasThread
            inbox.hasThread = true
            return nil
        }
        if let refusal {
            request.settle(.failure(refusal))
        } else if startsThread, !DatabaseThread.start({ self.run() }) {
            let stranded = inbox.withLock { inbox in
                inbox.hasThread = false
                inbox.waiting = 0
                defer { inbox.requests = [] }
                return inbox.requests
            }
            for request in stranded { request.settle(.failure(PostgresError(.cannotConnect))) }
        } else if isFirst {
            // The thread takes all that there is: one ring is enough for the first and whoever comes before it looks.
            bell.ring()
        }
    }

    private func run() {
        let loop = FetchLoop(self, configuration)
        while loop.turn() {}
        let closers = inbox.withLock { inbox in
            inbox.hasThread = false
            defer { inbox.closers = [] }
            return inbox.closers
        }
        for closer in closers { closer.resume() }
    }

    func startClosing() {
        inbox.withLock { $0.isClosing = true }
        bell.ring()
    }

    func close() async {
        await withCheckedContinuation { (closer: CheckedContinuation<Void, Never>) in
            let isClosed = inbox.withLock { inbox in
                inbox.isClosing = true
                if inbox.hasThread { inbox.closers.append(closer) }
                return !inbox.hasThread
            }
            if isClosed { closer.resume() } else { bell.ring() }
        }
    }

    // MARK: For the thread

    /// Takes what has come in since the last turn.
    func takeInbox() -> (requests: [FetchRequest], connections: [FetchLoop.Attempt], isClosing: Bool) {
        inbox.withLock { inbox in
            defer {
                inbox.requests.removeAll(keepingCapacity: true)
                inbox.connections = []
            }
            return (inbox.requests, inbox.connections, inbox.isClosing)
        }
    }

    /// Makes room in the queue.
    func countSent(_ count: Int) {
        if count > 0 { inbox.withLock { $0.waiting -= count } }
    }

    /// A connection that another thread opened, or failed to.
    func deliver(_ attempt: FetchLoop.Attempt) {
        inbox.withLock { $0.connections.append(attempt) }
        bell.ring()
    }
}
