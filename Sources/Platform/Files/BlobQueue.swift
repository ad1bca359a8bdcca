internal import Dispatch
internal import Synchronization

/// Where blobs are read and written, and their pieces sealed: threads of their own, since a disk or a bucket may take its time. Each kind
/// of work has its own number of them, so that what waits for a store holds up nothing else.
enum BlobQueue {
    /// What is asked of the store of blobs, which may not answer.
    private static let store = BlobLane("peony.blobs", width: 32)
    /// What is made of bytes that are in memory; few at a time, for each holds them twice.
    private static let memory = BlobLane("peony.blobs.memory", width: 4)

    /// Runs blocking work with the store away from the event loops. Who is cancelled waits no longer: work that has begun goes on to its
    /// own end, work that has not is not begun.
    ///
    /// - Parameter isOwed: whether it is done even where nobody waits for it any more.
    /// - Throws: `CancellationError`; whatever `body` throws.
    static func run<Value: Sendable>(isOwed: Bool = false, _ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await run(on: store, isOwed: isOwed, body)
    }

    /// Runs work with bytes in memory away from the event loops, otherwise as ``run(isOwed:_:)``.
    static func compute<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await run(on: memory, isOwed: false, body)
    }

    private static func run<Value: Sendable>(
        on lane: BlobLane, isOwed: Bool, _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let waiting = BlobWaiting<Value>()
        defer { waiting.handOver.pass() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiting.start(continuation)
                lane.add {
                    guard isOwed || !waiting.isSettled else { return }
                    waiting.settle(Result { try body() })
                }
            }
        } onCancel: {
            waiting.settle(.failure(CancellationError()))
        }
    }
}

/// Threads for blocking work, at most so many at a time; what comes later waits without one.
private final class BlobLane: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let queue: DispatchQueue
    private let width: Int
    private let state = Mutex(State())

    init(_ label: String, width: Int) {
        queue = DispatchQueue(label: label, attributes: .concurrent)
        self.width = width
    }

    func add(_ job: @escaping @Sendable () -> Void) {
        let isFull = state.withLock { state in
            guard state.running < width else {
                state.waiting.append(job)
                return true
            }
            state.running += 1
            return false
        }
        if !isFull { queue.async { self.work(job) } }
    }

    /// Does a job, and then what waits.
    private func work(_ first: @escaping @Sendable () -> Void) {
        var next: (@Sendable () -> Void)? = first
        while let job = next {
            job()
            next = following()
        }
    }

    private func following() -> (@Sendable () -> Void)? {
        state.withLock { state -> (@Sendable () -> Void)? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
    }
}

/// Somebody who waits for blocking work, until it is done or he is cancelled: only the first counts.
private final class BlobWaiting<Value: Sendable>: Sendable {
    private struct State {
        var caller: CheckedContinuation<Value, any Error>?
        var isSettled = false
    }

    let handOver = HandOver()
    private let state = Mutex(State())

    /// Nobody waits for it any more.
    var isSettled: Bool { state.withLock { $0.isSettled } }

    func start(_ caller: CheckedContinuation<Value, any Error>) {
        let isLate = state.withLock { state in
            if !state.isSettled { state.caller = caller }
            return state.isSettled
        }
        if isLate { caller.resume(throwing: CancellationError()) }
    }

    func settle(_ result: Result<Value, any Error>) {
        let caller = state.withLock { state in
            defer {
                state.caller = nil
                state.isSettled = true
            }
            return state.caller
        }
        handOver.pass()
        caller?.resume(with: result)
    }
}
