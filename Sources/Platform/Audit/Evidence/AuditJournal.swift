internal import FoundationEssentials
internal import Synchronization

/// Which events this process has been told are committed: what its log says it acknowledged, apart from the database.
///
/// One a process, as the log is. It gathers only while somebody writes it down.
public final class AuditJournal: Sendable {
    /// The process's own.
    public static let process = AuditJournal()

    private let state = Mutex(State())

    private struct State {
        var writers = 0
        var events: [UUID: [UUID]] = [:]
    }

    /// Keeps an event whose transaction was committed.
    func acknowledge(_ event: UUID, of tenant: UUID) {
        state.withLock { state in
            if state.writers > 0 { state.events[tenant, default: []].append(event) }
        }
    }

    func open() { state.withLock { $0.writers += 1 } }

    func close() { state.withLock { $0.writers -= 1 } }

    /// What was gathered since the last time, by tenant.
    func take() -> [UUID: [UUID]] {
        state.withLock { state in
            defer { state.events = [:] }
            return state.events
        }
    }
}
