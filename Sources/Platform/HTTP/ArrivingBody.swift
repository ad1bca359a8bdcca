internal import NIOCore
internal import Synchronization

/// A body on its way: the connection adds what comes, the request's task asks for the whole of it, or for one piece after the other.
///
/// Until somebody has said which, and while pieces wait to be taken, the connection reads no more than a little: so it keeps no more
/// than its limit, or a few pieces. It always ends: a connection's deadlines see to that.
final class ArrivingBody: Sendable {
    private enum Use {
        /// Nobody has asked yet.
        case undecided
        case whole
        case pieces(limit: Int)
        /// What still comes is thrown away.
        case none
    }

    private struct State {
        var use = Use.undecided
        var bytes: [UInt8] = []
        /// Everything that came, taken or not.
        var received = 0
        var end: Result<Void, Failure>?
        var reader: CheckedContinuation<[UInt8], any Error>?
        var taker: CheckedContinuation<[UInt8]?, any Error>?
        var isWanted = false
        var isFull = false
    }

    /// So many bytes wait at the most before the connection stops reading.
    private static let highWater = 256 << 10

    private let limit: Int
    private let onDemand: @Sendable () -> Void
    private let onRoom: @Sendable () -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - onDemand: called when somebody waits for a body of which nothing has come: a caller may be waiting too
    ///     (RFC 9110 §10.1.1, `Expect: 100-continue`).
    ///   - onRoom: called when the connection may read on.
    init(limit: Int, onDemand: @escaping @Sendable () -> Void, onRoom: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onDemand = onDemand
        self.onRoom = onRoom
    }

    /// Whether the body was asked for.
    var isWanted: Bool { state.withLock { $0.isWanted } }

    /// Whether the connection is to wait before it reads on.
    var isFull: Bool { state.withLock { $0.isFull } }

    /// Whether it is taken piece by piece.
    var isStreamed: Bool { state.withLock { if case .pieces = $0.use { true } else { false } } }

    func append(_ buffer: ByteBuffer) {
        let count = buffer.readableBytes
        let (overflows, taker) = state.withLock { state -> (Bool, CheckedContinuation<[UInt8]?, any Error>?) in
            guard state.end == nil else { return (false, nil) }
            switch state.use {
            case .none: return (false, nil)
            case .whole where count > limit - state.bytes.count: return (true, nil)
            case .pieces(let limit) where count > limit - state.received: return (true, nil)
            case .undecided, .whole, .pieces: break
            }
            state.received += count
            if let taker = state.taker {
                state.taker = nil
                return (false, taker)
            }
            state.bytes.append(contentsOf: buffer.readableBytesView)
            if case .whole = state.use { return (false, nil) }
            state.isFull = state.bytes.count >= ArrivingBody.highWater
            return (false, nil)
        }
        if let taker { taker.resume(returning: Array(buffer.readableBytesView)) }
        if overflows { end(.failure(Failure(.tooLarge))) }
    }

    /// All has come, or nothing more will; only the first end counts.
    func end(_ end: Result<Void, Failure>) {
        let resume = state.withLock { state -> (() -> Void)? in
            guard state.end == nil else { return nil }
            state.end = end
            state.isFull = false
            if case .failure = end { state.bytes = [] }
            let bytes = state.bytes
            if let reader = state.reader {
                state.reader = nil
                return { reader.resume(with: end.map { bytes }.mapError { $0 }) }
            }
            guard let taker = state.taker else { return nil }
            state.taker = nil
            return { taker.resume(with: end.map { nil }.mapError { $0 }) }
        }
        resume?()
    }

    /// Waits for the whole; asked once.
    func collect() async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { reader in
            let (now, isUntouched, wasFull) = state.withLock { state -> (Result<[UInt8], any Error>?, Bool, Bool) in
                state.isWanted = true
                state.use = .whole
                let wasFull = state.isFull
                state.isFull = false
                if let end = state.end { return (end.map { state.bytes }.mapError { $0 }, false, false) }
                if state.bytes.count > limit { return (.failure(Failure(.tooLarge)), false, wasFull) }
                state.reader = reader
                return (nil, state.bytes.isEmpty, wasFull)
            }
            if let now { reader.resume(with: now) } else if isUntouched { onDemand() }
            if wasFull { onRoom() }
        }
    }

    /// From now on it is taken piece by piece, up to a limit of its own.
    func stream(limit: Int) { state.withLock { if case .undecided = $0.use { $0.use = .pieces(limit: limit) } } }

    /// The next bytes; nil at the end. One task asks, one time after the other.
    func next() async throws -> [UInt8]? {
        try await withCheckedThrowingContinuation { taker in
            let (now, isUntouched, wasFull) = state.withLock { state -> (Result<[UInt8]?, any Error>?, Bool, Bool) in
                state.isWanted = true
                let wasFull = state.isFull
                state.isFull = false
                if case .pieces(let limit) = state.use, state.received > limit { return (.failure(Failure(.tooLarge)), false, wasFull) }
                if !state.bytes.isEmpty {
                    let bytes = state.bytes
                    state.bytes = []
                    return (.success(bytes), false, wasFull)
                }
                if let end = state.end { return (end.map { nil }.mapError { $0 }, false, false) }
                state.taker = taker
                return (nil, state.received == 0, wasFull)
            }
            if let now { taker.resume(with: now) } else if isUntouched { onDemand() }
            if wasFull { onRoom() }
        }
    }

    /// Nobody will ask any more.
    func discard() {
        let wasFull = state.withLock { state in
            let wasFull = state.isFull
            state.isFull = false
            state.use = .none
            state.bytes = []
            return wasFull
        }
        if wasFull { onRoom() }
    }
}
