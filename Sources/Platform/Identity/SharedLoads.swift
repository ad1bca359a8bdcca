internal import Synchronization

/// One load for everybody who wants the same thing at the same moment: whoever comes while it is under way waits for its result.
///
/// What has been loaded is not kept; that is the caller's business.
final class SharedLoads<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let underWay = Mutex<[Key: Task<Value, any Error>]>([:])

    /// The value, or the error, of the load that is under way for a key; starts one when there is none.
    ///
    /// The load is nobody's own: it goes on when whoever started it is cancelled.
    func value(for key: Key, load: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let task = underWay.withLock { tasks in
            if let task = tasks[key] { return task }
            let task = Task {
                defer { underWay.withLock { _ = $0.removeValue(forKey: key) } }
                return try await load()
            }
            tasks[key] = task
            return task
        }
        return try await task.value
    }
}
