internal import FoundationEssentials
public import Logging
public import Postgres
public import ServiceLifecycle
internal import Vault

/// Carries erasures out of the database: copies new entries of the ledger to the file, destroys the shares that they name and forgets the
/// keys. Each server does it for its own files and memory, at once for its own erasures and within seconds for those of others.
public final class ErasureKeeper: Service {
    /// Where the ledger and the share tree stand to one another.
    public enum State: Sendable, Hashable {
        /// There is nothing to apply.
        case whole
        /// The database knows less than has been destroyed: it was restored from before. Nobody may be served until the erasures have been
        /// replayed.
        case restored(missing: Int64)
        /// The ledger is not the one that was applied.
        case broken(at: Int64)
    }

    private let database: Database
    private let keys: KeyRing
    private let interval: Duration
    private let logger: Logger
    private static let batch = 200

    public init(_ keys: KeyRing, in database: Database, interval: Duration = .seconds(5), logger: Logger = Logger(label: "peony.erasures"))
    {
        self.database = database
        self.keys = keys
        self.interval = interval
        self.logger = logger
    }

    /// Applies until the server shuts down.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let state = try await self.apply()
                    if state != .whole {
                        self.logger.error("the erasure ledger cannot be applied", metadata: ["state": "\(state)"])
                    }
                } catch {
                    self.logger.error("applying the erasure ledger failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: self.interval)
            }
        }
    }

    /// Applies what is new.
    ///
    /// - Throws: `VaultError.file` when the share tree or the ledger's copy cannot be written; trying again is right.
    @discardableResult
    public func apply() async throws -> State {
        guard let shares = keys.shares else { return .whole }
        let secret = ErasureLedger.key(of: keys.erasureSecret)
        let actor = Actor.system(of: .deployment, request: ID(UUID()))
        while true {
            let position = shares.position
            // The last one that was applied comes too: the ledger must still be the one it was.
            let rows = try await database.fetch(
                as: actor, [ErasureLedger.entries(after: max(0, position.sequence - 1), limit: ErasureKeeper.batch)])[0]
            var entries = try rows.map { try ErasureEntry($0) }
            if position.sequence > 0 {
                guard let last = entries.first else { return .restored(missing: try await missing(position, as: actor)) }
                guard last.sequence == position.sequence, last.head == position.head else {
                    return last.sequence < position.sequence
                        ? .restored(missing: position.sequence - last.sequence) : .broken(at: position.sequence)
                }
                entries.removeFirst()
            }
            guard !entries.isEmpty else { return .whole }
            var reached = position
            for entry in entries {
                guard entry.follows(reached, key: secret) else { return .broken(at: entry.sequence) }
                reached = ShareFile.Position(sequence: entry.sequence, head: entry.head)
            }
            try shares.apply(entries)
            for entry in entries { keys.forget(customer: entry.customer, of: entry.tenant) }
        }
    }

    private func missing(_ position: ShareFile.Position, as actor: Actor) async throws -> Int64 {
        let rows = try await database.fetch(as: actor, ["select coalesce(max(sequence), 0) from app.erasure_ledger"])[0]
        return position.sequence - (try rows[0].get(0, as: Int64.self))
    }
}
