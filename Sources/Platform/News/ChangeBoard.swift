internal import Synchronization

/// Where transactions leave, once they are committed, that something changed. A NOTIFY in each of them would make all of them commit one
/// after the other: PostgreSQL orders notifications by a lock that is held while the log is written. So a process gathers them and
/// tells the others a few times a second (``ChangePublisher``), each kind once. What is lost when a process dies is a hint: pages ask
/// again by themselves.
public final class ChangeBoard: Sendable {
    /// The process's own.
    public static let process = ChangeBoard()

    /// Tenants × kinds × branches stay far below this; a command that loads thousands of tenants and tells nobody does not.
    private static let limit = 20_000

    private let pending = Mutex<Set<Change>>([])

    init() {}

    func note(_ changes: [Change]) {
        guard !changes.isEmpty else { return }
        pending.withLock { pending in
            guard pending.count < Self.limit else { return }
            pending.formUnion(changes)
        }
    }

    /// What was gathered since the last time.
    func take() -> Set<Change> {
        pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
    }
}
