internal import Synchronization

/// Ends requests that take too long, by cancelling their tasks. One clock hand for all of them: a timer of its own for
/// each request would cost more than most requests do.
final class Deadlines: Sendable {
    typealias Time = ContinuousClock.Instant

    private struct Entry {
        let deadline: Time
        let cancel: @Sendable () -> Void
    }

    private struct State {
        var entries: [Entry?] = []
        var free: [Int] = []
    }

    private let state = Mutex(State())

    /// Runs the work, cancelled when the deadline passes or when the caller is cancelled.
    ///
    /// - Parameter executor: where it goes on after it has waited for something; a task by itself does not inherit that.
    func run<Value: Sendable>(
        until deadline: Time, on executor: LoopExecutor?, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // Begins on this thread, without a trip through the scheduler; a task only so that it can be cancelled.
        let task = Task.immediate(executorPreference: executor) { try await work() }
        let place = add(Entry(deadline: deadline) { task.cancel() })
        defer { remove(place) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Cancels whatever is late.
    func expire(now: Time) {
        let late = state.withLock { state in
            state.entries.compactMap { entry in entry.flatMap { $0.deadline <= now ? $0.cancel : nil } }
        }
        for cancel in late { cancel() }
    }

    private func add(_ entry: Entry) -> Int {
        state.withLock { state in
            if let place = state.free.popLast() {
                state.entries[place] = entry
                return place
            }
            state.entries.append(entry)
            return state.entries.count - 1
        }
    }

    private func remove(_ place: Int) {
        state.withLock { state in
            state.entries[place] = nil
            state.free.append(place)
        }
    }
}
