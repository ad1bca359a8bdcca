public import Logging
public import Postgres
public import ServiceLifecycle

/// Tells every server, this one too, what was changed here.
public struct ChangePublisher: Service {
    /// PostgreSQL takes 7,999 bytes in a notification.
    private static let bytesInPayload = 7_000

    private let board: ChangeBoard
    private let database: Database
    private let clock: any WallClock
    private let every: Duration
    private let logger: Logger

    public init(
        _ board: ChangeBoard = .process, to database: Database, clock: any WallClock, every: Duration = .milliseconds(200), logger: Logger
    ) {
        self.board = board
        self.database = database
        self.clock = clock
        self.every = every
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: every)
                await publish()
            }
        }
    }

    /// Publishes what was gathered. What could not be told is dropped: later is too late for news.
    func publish() async {
        let changes = board.take()
        guard !changes.isEmpty else { return }
        let payloads = Self.payloads(changes)
        do {
            try await database.write(as: Actor.system(of: .deployment, request: .new(at: clock.now()))) { tx in
                tx.enqueue("select pg_notify('peony_changes', p) from unnest(\(payloads)) p")
            }
        } catch {
            logger.debug("changes were not told", metadata: ["error": "\(type(of: error))"])
        }
    }

    static func payloads(_ changes: Set<Change>) -> [String] {
        var payloads: [String] = []
        var current = ""
        for line in changes.map(\.line) {
            if !current.isEmpty, current.utf8.count + line.utf8.count >= bytesInPayload {
                payloads.append(current)
                current = ""
            }
            current += current.isEmpty ? line : "\n" + line
        }
        return payloads + [current]
    }
}
