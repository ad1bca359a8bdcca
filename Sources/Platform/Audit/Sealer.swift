internal import Dispatch
public import Logging
internal import Postgres
public import ServiceLifecycle
internal import Synchronization

/// Seals the audit trail: every second at most, each tenant's new events become a Merkle batch chained to the one
/// before.
///
/// Every server runs one; the database's advisory lock lets one of them lead. A leader that loses its connection loses
/// the lock with it, and the next one takes over in its next round.
public final class Sealer: Service {
    /// What one round did.
    public struct Round: Sendable, Hashable {
        /// Whether this sealer leads.
        public var leads: Bool
        /// Batches sealed.
        public var batches = 0
        /// Events sealed.
        public var events = 0
        /// Whether a tenant had more events than one batch takes: the next round should follow at once.
        public var isBehind = false

        init(leads: Bool) { self.leads = leads }
    }

    /// How far behind it is, for the metrics.
    public let backlog = SealingBacklog()
    private let url: String
    private let interval: Duration
    private let logger: Logger
    // Blocking calls have a thread of their own: they must not hold one of the cooperative pool's.
    private let queue = DispatchQueue(label: "peony.sealer")
    private let session = Mutex<SealingSession?>(nil)

    /// A sealer over the database at `url`, which signs in as `peony_sealer`. Nothing is connected yet.
    public init(url: String, interval: Duration = .milliseconds(500), logger: Logger) {
        self.url = url
        self.interval = interval
        self.logger = logger
    }

    /// Seals until the server shuts down; survives lost connections by opening new ones.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                var isBehind = false
                do {
                    isBehind = try await self.sealOnce().isBehind
                } catch {
                    self.backlog.noteFailure()
                    // Errors of the database describe themselves without values.
                    self.logger.error("sealing the audit trail failed", metadata: ["error": "\(error)"])
                }
                if !isBehind { try? await Task.sleep(for: self.interval) }
            }
        }
        await resign()
    }

    /// One round: leads if it can, and then seals one batch of every tenant that has events to seal.
    @discardableResult
    public func sealOnce() async throws -> Round {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.round() }) }
        }
    }

    /// Closes the connection and gives up the lead; the next round opens another.
    public func resign() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.session.withLock { $0 = nil }
                continuation.resume()
            }
        }
    }

    private func round() throws -> Round {
        try session.withLock { session in
            do {
                let current = try session ?? SealingSession(url: url)
                session = current
                let round = try current.round()
                if backlog.isDue { backlog.note(try current.unsealed()) }
                return round
            } catch {
                // Whatever went wrong, the lock goes with the connection, and a fresh one starts from nothing.
                session = nil
                throw error
            }
        }
    }
}
