internal import NIOCore
internal import Synchronization

/// A body on its way: the connection adds what comes, the request's task asks for the whole of it.
///
/// It keeps no more than its limit and one piece. It always ends: a connection's deadlines see to that.
final class ArrivingBody: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var end: Result<Void, Failure>?
        var reader: CheckedContinuation<[UInt8], any Error>?
        var isWanted = false
    }

    private let limit: Int
    private let onDemand: @Sendable () -> Void
    private let state = Mutex(State())

    /// - Parameter onDemand: called when somebody waits for a body of which nothing has come: a caller may be waiting too
    ///   (RFC 9110 §10.1.1, `Expect: 100-continue`).
    init(limit: Int, onDemand: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onDemand = onDemand
    }

    /// Whether the body was asked for.
    var isWanted: Bool { state.withLock { $0.isWanted } }

    func append(_ buffer: ByteBuffer) {
        let overflows = state.withLock { state in
            guard state.end == nil else { return false }
            guard buffer.readableBytes <= limit - state.bytes.count else { return true }
            state.bytes.append(contentsOf: buffer.readableBytesView)
            return false
        }
        if overflows { end(.failure(Failure(.tooLarge))) }
    }

    /// All has come, or nothing more will; only the first end counts.
    func end(_ end: Result<Void, Failure>) {
        let waiting = state.withLock { state -> (reader: CheckedContinuation<[UInt8], any Error>, bytes: [UInt8])? in
            guard state.end == nil else { return nil }
            state.end = end
            if case .failure = end { state.bytes = [] }
            guard let reader = state.reader else { return nil }
            state.reader = nil
            return (reader, state.bytes)
        }
        if let waiting { waiting.reader.resume(with: end.map { waiting.bytes }.mapError { $0 }) }
    }

    /// Waits for the whole; asked once.
    func collect() async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { reader in
            let (now, isUntouched) = state.withLock { state -> (Result<[UInt8], any Error>?, Bool) in
                state.isWanted = true
                if let end = state.end { return (end.map { state.bytes }.mapError { $0 }, false) }
                state.reader = reader
                return (nil, state.bytes.isEmpty)
            }
            if let now { reader.resume(with: now) } else if isUntouched { onDemand() }
        }
    }
}
