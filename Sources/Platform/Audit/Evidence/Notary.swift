internal import Dispatch
public import Logging
internal import Postgres
public import ServiceLifecycle
internal import Synchronization

/// Signs a note over every tenant's head each minute and brings it to the anchors.
///
/// Every server runs one; the database's advisory lock lets one of them lead. A note is in the database before an anchor
/// sees it, so an anchor that knows more than the database tells that the database is an older one.
public final class Notary: Service {
    private let url: String
    private let signing: AuditSigning
    private let anchors: [any NoteAnchor]
    private let every: Duration
    private let interval: Duration
    private let logger: Logger
    private let maySend: @Sendable () async -> Bool
    // Blocking calls have a thread of their own: they must not hold one of the cooperative pool's.
    private let queue = DispatchQueue(label: "peony.notary")
    private let state = Mutex(State())
    /// An anchor that fails is tried again after 5, 10, 20 … seconds, five minutes at the most.
    private static let longestWait: Duration = .seconds(300)

    private struct State: ~Copyable {
        var session: NotarySession?
        var waits: [String: (until: ContinuousClock.Instant, step: Duration)] = [:]
    }

    /// A notary over the database at `url`, which signs in as `peony_sealer`. Nothing is connected yet.
    ///
    /// - Parameters:
    ///   - every: how old the last note must be before there is another.
    ///   - interval: how often it looks.
    ///   - maySend: whether anchors are to be told; a restored copy keeps its notes to itself until somebody says that it is the one.
    public init(
        url: String, signing: AuditSigning, anchors: [any NoteAnchor], every: Duration = .seconds(60),
        interval: Duration = .seconds(2), logger: Logger,
        maySend: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.url = url
        self.signing = signing
        self.anchors = anchors
        self.every = every
        self.interval = interval
        self.logger = logger
        self.maySend = maySend
    }

    /// Signs and delivers until the server shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var lacksKey = false
            while !Task.isCancelled {
                do {
                    try await self.round()
                    lacksKey = false
                } catch is AuditKeyMissing {
                    // Once, not with every round: it takes somebody to bring the key.
                    if !lacksKey { self.logger.error("the audit's key was replaced, and this server does not have the new one") }
                    lacksKey = true
                } catch {
                    self.logger.error("signing the audit's note failed", metadata: ["error": "\(type(of: error))"])
                }
                try? await Task.sleep(for: self.interval)
            }
        }
        await resign()
    }

    /// One round: leads if it can, signs when it is time, and brings every anchor what it lacks. Returns whether it leads.
    @discardableResult
    public func round() async throws -> Bool {
        let every = every
        guard try await onThread({ try $0.sign(after: every) }) else { return false }
        guard await maySend() else { return true }
        for anchor in anchors where isDue(anchor.name) {
            let name = anchor.name
            let notes = try await onThread { try $0.waiting(for: name) }
            guard let last = notes.last else { continue }
            do {
                try await anchor.deliver(notes)
                state.withLock { $0.waits[name] = nil }
                try await onThread { try $0.delivered(last.number, to: name) }
            } catch let error as AnchorError {
                postpone(name)
                logger.error("an anchor of the audit took no note", metadata: ["service": "\(name)", "error": "\(error)"])
                try await onThread { try $0.failed(name, error.description) }
            }
        }
        return true
    }

    /// Closes the connection and gives up the lead; the next round opens another.
    public func resign() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.state.withLock { $0.session = nil }
                continuation.resume()
            }
        }
    }

    private func isDue(_ anchor: String) -> Bool {
        state.withLock { state in state.waits[anchor].map { $0.until <= .now } ?? true }
    }

    private func postpone(_ anchor: String) {
        state.withLock { state in
            let step = min(state.waits[anchor].map { $0.step * 2 } ?? .seconds(5), Notary.longestWait)
            state.waits[anchor] = (.now + step, step)
        }
    }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable (NotarySession) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.state.withLock { try self.work(&$0, body) } }) }
        }
    }

    private func work<Value>(_ state: inout State, _ body: (NotarySession) throws -> Value) throws -> Value {
        do {
            let session = try state.session ?? NotarySession(url: url, signing: signing)
            state.session = session
            return try body(session)
        } catch {
            // Whatever went wrong, the lock goes with the connection, and a fresh one starts from nothing.
            state.session = nil
            throw error
        }
    }
}
